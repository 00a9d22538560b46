/** What happened, what is kept, what to do now. */
export const errors = {
  "not-found": {
    title: "Nie ma takiej strony",
    happened: "Pod tym adresem niczego nie ma albo nie jest to dostępne dla tego loginu.",
    next: "Można wrócić do strony głównej albo sprawdzić adres.",
  },
  forbidden: {
    title: "Formularz stracił ważność",
    happened: "Nie można było sprawdzić, że formularz wysłano z tej strony. Niczego nie zmieniono.",
    next: "Prosimy wrócić, odświeżyć stronę i wysłać formularz jeszcze raz. Przeglądarka musi przyjmować pliki cookie.",
  },
  "unreadable-form": {
    title: "Nie można odczytać formularza",
    happened: "Wysłane dane są niepełne albo za długie. Niczego nie zmieniono.",
    next: "Prosimy wrócić i wypełnić formularz jeszcze raz.",
  },
  throttled: {
    title: "Za dużo prób",
    happened: "W krótkim czasie było zbyt wiele prób. Konto nie zostało zablokowane.",
    next: "Prosimy poczekać i spróbować ponownie.",
  },
  fault: {
    title: "Błąd po naszej stronie",
    happened:
      "Strony nie udało się przygotować. Zapisane dane są bezpieczne i nic nie zostało zmienione w połowie.",
    next: "Prosimy spróbować za chwilę. Jeśli błąd się powtarza, prosimy zadzwonić do spółdzielni i podać numer zdarzenia.",
  },
  busy: {
    title: "Portal jest chwilowo przeciążony",
    happened: "W tej chwili jest zbyt wiele żądań. Niczego nie zmieniono.",
    next: "Prosimy spróbować ponownie za kilka sekund.",
  },
  wait: (seconds: number) => `Następna próba możliwa za ${seconds} s.`,
  waitMinutes: (minutes: number) => `Następna próba możliwa za ${minutes} min.`,
  incident: (id: string) => `Numer zdarzenia: ${id}`,
  toHome: "Strona główna",
  toStart: "Start",
};
