import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

const TABLES: Readonly<Record<string, string>> = {
  "late-interest-rate": "odsetek ustawowych za opóźnienie",
  "fee-due-day": "terminu wnoszenia opłat",
  "fee-change-notice-months": "okresu zawiadomienia o zmianie opłat",
  "external-cost-notice-days": "okresu zawiadomienia o zmianie opłat niezależnych od spółdzielni",
  "heating-audit-limit": "zużycia ciepła, od którego należy się audyt energetyczny",
  "hot-water-audit-limit": "zużycia ciepła na ciepłą wodę, od którego należy się audyt energetyczny",
  "access-refusal-factor": "najwyższej opłaty przy odmowie dostępu do urządzeń",
  "meeting-notice-days": "terminu zawiadomienia o walnym zgromadzeniu",
  "drafts-display-days": "terminu wyłożenia projektów uchwał",
  "members-draft-days": "terminu zgłaszania projektów uchwał przez członków",
  "amendment-days": "terminu zgłaszania poprawek",
  "proxy-delivery-days": "terminu doręczania pełnomocnictw",
  "draft-supporters": "liczby członków popierających projekt",
  "parts-above-members": "liczby członków, od której walne dzieli się na części",
  "annual-meeting-months": "terminu rocznego walnego zgromadzenia",
  "supervisory-board-term-years": "długości kadencji rady nadzorczej",
  "registry-court-days": "terminu wniosku do sądu rejestrowego",
};

/** Sentences of the refusals about interest, account numbers, transfer codes and the legal tables behind them. */
export const receivablesRefusals = {
  "rate-unknown": ({ table, day, knownFrom }) =>
    `Nie znamy wartości z dnia ${day}: tabela ${TABLES[String(table)] ?? "stawek podatku VAT"} zaczyna się ${knownFrom}.`,
  "vat-code-unknown": ({ code }) => `Nie ma stawki VAT o oznaczeniu „${code}”.`,
  "principal-negative": () => "Zaległa kwota nie może być ujemna; od nadpłaty nie nalicza się odsetek.",
  "principal-too-large": () => "Zaległa kwota jest za duża: najwyżej 10 000 000 000,00 zł.",
  "account-number-country": ({ country }) =>
    `Numer rachunku zaczyna się od ${country}; obsługiwane są tylko rachunki polskie (PL).`,
  "account-number-characters": () =>
    "Numer rachunku może zawierać tylko cyfry, spacje i litery PL na początku.",
  "account-number-length": ({ digits, expected }) =>
    `Numer rachunku musi mieć ${expected} cyfr; ten ma znaków: ${digits}.`,
  "account-number-check-digits": () =>
    "Cyfry kontrolne numeru rachunku się nie zgadzają; sprawdź, czy nie ma w nim pomyłki.",
  "account-number-sort-code": ({ sortCode }) => `Numer rozliczeniowy banku ${sortCode} jest błędny.`,
  "sort-code-digits": ({ sortCode }) => `Numer rozliczeniowy banku musi mieć 8 cyfr; podano „${sortCode}”.`,
  "sort-code-checksum": ({ sortCode }) =>
    `Numer rozliczeniowy banku ${sortCode} jest błędny: nie zgadza się jego cyfra kontrolna.`,
  "client-prefix-characters": ({ clientPrefix }) =>
    `Oznaczenie klienta w banku może zawierać tylko cyfry; podano „${clientPrefix}”.`,
  "payer-code-characters": ({ payerCode }) =>
    `Kod płatnika może zawierać tylko cyfry; podano „${payerCode}”.`,
  "payer-code-does-not-fit": ({ payerCode, digits }) =>
    `Kod płatnika musi mieć cyfr: ${digits}; podano „${payerCode}”.`,
  "account-tail-length": ({ digits, expected }) =>
    `Oznaczenie klienta i kod płatnika muszą mieć razem ${expected} cyfr; mają znaków: ${digits}.`,
  "tax-number-digits": ({ taxNumber }) => `NIP musi mieć 10 cyfr; podano „${taxNumber}”.`,
  "tax-number-checksum": ({ taxNumber }) => `NIP ${taxNumber} jest błędny: nie zgadza się cyfra kontrolna.`,
  "transfer-amount-negative": () => "Kwota przelewu nie może być ujemna.",
  "recipient-name-missing": () => "Brakuje nazwy odbiorcy przelewu.",
  "transfer-title-missing": () => "Brakuje tytułu przelewu.",
  "option-missing": ({ option }) => `Brakuje opcji --${option}.`,
  "option-not-an-amount": ({ option, written }) =>
    `Wartość „${written}” opcji --${option} nie jest kwotą w złotych z najwyżej dwoma miejscami po przecinku.`,
  "option-not-a-day": ({ option, written }) =>
    `Wartość „${written}” opcji --${option} nie jest dniem kalendarza w zapisie RRRR-MM-DD.`,
} satisfies Readonly<Record<string, (data: Data) => string>>;

interface PeriodTexts {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly rate: string;
  readonly interest: string;
  readonly act: string;
}

/** What the commands about receivables print for people. */
export const receivablesTexts = {
  interestTotal: (interest: string) => `Odsetki za opóźnienie: ${interest}`,
  dueDay: (day: string) => `Termin płatności (art. 115 kc): ${day}`,
  interestPeriod: ({ from, to, days, rate, interest, act }: PeriodTexts) =>
    `${from} – ${to}: dni ${days}, ${rate}% rocznie: ${interest} (${act})`,
  lastKnownRate: (checkedOn: string) =>
    `Uwaga: tabelę stóp sprawdzono ostatnio ${checkedOn}; za późniejsze dni przyjęto ostatnią znaną stopę.`,
} as const;
