import type { ClearingReason } from "../../../domain/receivables/bank-entry.ts";
import { type Grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** Why a statement, or an instruction for money in clearing, is refused. */
export const paymentsRefusals = {
  "unknown-bank-account": ({ account }: Data) =>
    account === null
      ? "Wyciąg nie podaje rachunku."
      : `Rachunek ${account} nie jest rachunkiem spółdzielni; dodaj go do danych spółdzielni albo wybierz inny plik.`,
  "before-first-month": ({ day, month }: Data) =>
    `Wyciąg zawiera operację z ${day}, a księgi zaczynają się w ${month}; te pieniądze są już w bilansie otwarcia.`,
  "other-currency": ({ currency }: Data) =>
    `Wyciąg zawiera kwoty w walucie ${currency}; księgi są w złotych.`,
  "entry-unknown": ({ entry }: Data) => `Nie ma operacji bankowej o numerze ${entry}.`,
  "entry-not-waiting": ({ entry }: Data) => `Operacja ${entry} nie czeka na wyjaśnienie.`,
  "right-unknown": ({ right, line }: Data) => `${lineOf(line)}Nie ma prawa o symbolu „${right}”.`,
  "account-unknown": ({ account, line }: Data) => `${lineOf(line)}Nie ma konta o symbolu „${account}”.`,
  "right-or-account-unknown": ({ code, line }: Data) =>
    `${lineOf(line)}Nie ma prawa ani konta o symbolu „${code}”.`,
  "account-not-assignable": ({ account, line }: Data) =>
    `${lineOf(line)}Na konto „${account}” nie można przypisać wpłaty.`,
  "right-without-account": ({ right, line, purpose }: Data) =>
    purpose === null || purpose === undefined
      ? `${lineOf(line)}Prawo „${right}” nie ma konta należności.`
      : `${lineOf(line)}Prawo „${right}” nie ma konta „${purpose}”.`,
  "purpose-unknown": ({ purpose }: Data) => `Nie ma celu wpłaty „${purpose}”.`,
  "assign-one-target": () => "Podaj albo prawo (--right), albo konto (--account).",
  "split-debit": ({ entry }: Data) =>
    `Operacja ${entry} jest obciążeniem; listą dzieli się tylko wpłaty, obciążenie przypisz poleceniem assign.`,
  "split-empty": () => "Lista nie zawiera żadnej pozycji.",
  "split-column-missing": ({ column }: Data) => `Na liście brakuje kolumny „${column}”.`,
  "split-amount": ({ line, text }: Data) => `${lineOf(line)}„${text}” nie jest kwotą większą od zera.`,
  "split-code-missing": ({ line }: Data) => `${lineOf(line)}brak symbolu prawa lub konta.`,
  "split-malformed": ({ line }: Data) => `Od wiersza ${line} plik nie jest poprawnym CSV.`,
  "split-duplicate": ({ line, code }: Data) => `${lineOf(line)}„${code}” jest na liście drugi raz.`,
  "split-sum": ({ sumGrosze, waitingGrosze }: Data) =>
    `Lista sumuje się do ${zloty(sumGrosze)}, a czeka ${zloty(waitingGrosze)}.`,
  "split-file-not-readable": ({ file }: Data) => `Nie można odczytać pliku „${file}”.`,
} satisfies Readonly<Record<string, (data: Data) => string>>;

/** Why money of a bank entry waits for a person. */
const clearingReasons: Readonly<Record<ClearingReason | "reversed", string>> = {
  "no-number": "w przelewie nie ma numeru rachunku lokalu",
  "unknown-number": "numer rachunku nie należy do żadnego lokalu",
  "malformed-number": "numer rachunku w przelewie ma błąd",
  "several-numbers": "w przelewie jest kilka numerów rachunków",
  "holder-changed-recently": "lokal niedawno zmienił użytkownika",
  "right-ended": "prawo do lokalu wygasło",
  "no-right-yet": "w dniu wpłaty nikt nie miał prawa do lokalu",
  "no-account": "prawo nie ma konta należności",
  "purpose-by-hand": "wpłaty na ten cel zalicza pracownik",
  "reversal-of-debit": "bank cofnął obciążenie",
  "unmatched-debit": "obciążenie bez odpowiednika",
  "unmatched-return": "zwrot wpłaty, której nie znaleziono",
  "ambiguous-return": "zwrot pasuje do kilku wpłat albo do wpłaty przeniesionej",
  reversed: "zaksięgowanie wycofano",
};

/** The reason in words; one that is not known stands as it is. */
export function clearingReason(reason: string): string {
  return Object.hasOwn(clearingReasons, reason)
    ? clearingReasons[reason as keyof typeof clearingReasons]
    : reason;
}

/** Words of `osiedle statements import` and `osiedle clearing` for people. */
export const paymentsTexts = {
  state: {
    posted: "zaksięgowano",
    known: "nic nowego",
    kept: "zachowano bez księgowania: salda nie zgadzają się z operacjami (zaksięguje --post-differing)",
    refused: "ODRZUCONO",
  },
  statement: (number: string | null, account: string | null) =>
    `Wyciąg ${number ?? "bez numeru"}, rachunek ${account ?? "nieznany"}`,
  entries: (all: number, fresh: number) => `operacji ${all}, nowych ${fresh}`,
  credited: (count: number, grosze: number) => `zaliczono wpłat ${count} na ${zloty(grosze)}`,
  clearing: (count: number, grosze: number) => `do wyjaśnienia ${count} na ${zloty(grosze)}`,
  returned: (count: number) => `zwrotów ${count}`,
  documents: (numbers: readonly string[]) => `dokument ${numbers.join(", ")}`,
  nothingWaits: "Nic nie czeka na wyjaśnienie.",
  since: (day: string) => `czeka od ${day}`,
  assigned: (grosze: number, document: string) => `Przypisano ${zloty(grosze)} dokumentem ${document}.`,
  split: (grosze: number, parts: number, document: string) =>
    `Podzielono ${zloty(grosze)} na ${parts} pozycji dokumentem ${document}.`,
  waiting: (count: number) => `Do wyjaśnienia: ${count}`,
};

function lineOf(line: string | number | null | undefined): string {
  return line === null || line === undefined ? "" : `Wiersz ${line}: `;
}

function zloty(grosze: string | number | null | undefined): string {
  return zlotyForPeople(Number(grosze ?? 0) as Grosze);
}
