export const virtualAccounts = {
  title: "Wirtualne rachunki",
  shows: "Numery rachunków do wpłat. Każdy lokal ma własny numer: wpłata na ten numer trafia na ten lokal.",
  number: "Numer rachunku",
  whose: "Czyje to konto",
  recipient: "Odbiorca",
  transferTitle: "Tytuł przelewu",
  amount: "Kwota",
  amountInCode: (amount: string) => `${amount} (kod wpisze ją za płacącego)`,
  amountTyped: "kwotę wpisuje płacący",
  code: "Kod do przelewu",
  codeTitle: (place: string) => `Kod QR przelewu za: ${place}`,
  codeHint:
    "W aplikacji banku wybrać „Zapłać kodem QR” i skierować aparat na kod. Przelew zawsze można sprawdzić przed wysłaniem.",
  former: (date: string) =>
    `Prawo do lokalu wygasło ${date}. Na ten numer wpłaca się tylko zaległości z tamtego czasu.`,
  empty: "Do tego loginu nie jest przypisany żaden rachunek.",
  emptyWhatToDo: "Numer rachunku podaje spółdzielnia.",
};
