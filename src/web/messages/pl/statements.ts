import type { Refusal } from "../../../domain/values/result.ts";
import type { BalanceAgreement, StatementProblemReason } from "../../../formats/bank/statement.ts";

type Data = Refusal["data"];

/** What is wrong in a bank statement file; each reason of the reader has its sentence. */
const problems = {
  "account-malformed": () => "Numer rachunku w nagłówku wyciągu jest pusty albo zbyt długi.",
  "amount-too-large": () => "Kwota jest zbyt duża.",
  "amount-too-precise": () =>
    "Kwota ma cyfry drobniejsze niż najmniejsza jednostka waluty; nic nie zaokrąglamy.",
  "balance-malformed": () => "Nie można odczytać salda.",
  "batch-amount-missing": () =>
    "Bank zaksięgował paczkę przelewów jedną kwotą i nie podał kwoty każdego z nich; paczka zostaje jedną operacją.",
  "batch-differs-from-entry": () => "Kwoty przelewów w paczce nie sumują się do zaksięgowanej kwoty.",
  "doctype-refused": () => "Plik zawiera deklarację typu dokumentu (DOCTYPE); takich plików nie czytamy.",
  "entry-malformed": () => "Nie można odczytać operacji; została pominięta.",
  "entry-not-booked": () => "Operacja nie jest jeszcze zaksięgowana przez bank; została pominięta.",
  "file-empty": () => "Plik jest pusty.",
  "format-unknown": () => "To nie jest wyciąg MT940 ani camt.052, camt.053 lub camt.054.",
  "line-too-long": () => "Wiersz jest dłuższy, niż pisze jakikolwiek bank; odczytano tylko jego początek.",
  "statement-cut-short": () => "Wyciąg jest ucięty: brakuje jego końca.",
  "statement-missing": () => "W pliku nie ma żadnego wyciągu.",
  "xml-malformed": () => "Plik nie jest poprawnym XML; odczytano to, co stoi przed błędem.",
} satisfies Readonly<Record<StatementProblemReason, (data: Data) => string>>;

/** Why a statement file is refused or read only in part. */
export const statementsRefusals = {
  ...problems,
  "statement-file-not-found": ({ file }: Data) => `Nie ma pliku „${file}”.`,
  "statement-file-not-readable": ({ file, cause }: Data) => `Nie można odczytać pliku „${file}” (${cause}).`,
  "statement-file-not-a-file": ({ file }: Data) => `„${file}” nie jest zwykłym plikiem.`,
};

/** The sentence of a problem with its line, for people. */
export function problemSentence(line: number, reason: StatementProblemReason): string {
  return `wiersz ${line}: ${problems[reason]()}`;
}

const agreements: Readonly<Record<BalanceAgreement, string>> = {
  agree: "salda zgadzają się z operacjami",
  differ: "SALDA NIE ZGADZAJĄ SIĘ Z OPERACJAMI",
  absent: "brak salda początkowego lub końcowego",
};

/** Words of `osiedle statements parse` for people. */
export const statementsTexts = {
  file: (format: string | null, encoding: string) =>
    format === null ? `Format nieznany, kodowanie ${encoding}` : `Format ${format}, kodowanie ${encoding}`,
  statement: (number: string | null, account: string | null) =>
    `Wyciąg ${number ?? "bez numeru"}, rachunek ${account ?? "nieznany"}`,
  opening: "saldo początkowe",
  closing: "saldo końcowe",
  credits: "uznania",
  debits: "obciążenia",
  noBalance: "brak",
  agreement: (balances: BalanceAgreement) => agreements[balances],
  problems: (count: number) => `Problemy: ${count}`,
};
