import type { PlainDate } from "../values/plain-date.ts";
import type { BankEntry } from "./bank-entry.ts";

/** What makes a transfer the same transfer, whatever file it is read from. */
export interface EntryIdentity {
  readonly bookedOn: PlainDate;
  readonly valueOn: PlainDate;
  readonly side: "C" | "D";
  readonly amountGrosze: number;
  /** The bank's reference in capitals, letters and digits; null where it has none, or only a place in the file. */
  readonly reference: string | null;
  /** The title's letters and digits, Polish letters written without their marks. */
  readonly text: string;
  /** The same without the letters that an encoding may have spoiled: Polish ones and those that could not be read. */
  readonly skeleton: string;
  readonly account: string | null;
  readonly addressedTo: string | null;
  /** Banks give one transfer different references in different formats. */
  readonly format: "mt940" | "camt";
}

export function identityOf(entry: BankEntry, format: EntryIdentity["format"]): EntryIdentity {
  return {
    bookedOn: entry.bookedOn,
    valueOn: entry.valueOn ?? entry.bookedOn,
    side: entry.side,
    amountGrosze: entry.amountGrosze,
    reference: tellingReference(entry.bankReference),
    text: foldText(entry.title),
    skeleton: skeletonOf(entry.title),
    account: foldedOrNull(entry.counterpartyAccount),
    addressedTo: foldedOrNull(entry.addressedTo),
    format,
  };
}

/** The text whose hash is the entry's fingerprint: equal for equal entries; genuine twins differ by their occurrence. */
export function fingerprintText(entry: BankEntry): string {
  const { bookedOn, side, amountGrosze, bankReference, title, counterpartyAccount } = entry;
  const reference = tellingReference(bankReference) ?? "";
  return `${bookedOn}|${side}|${amountGrosze}|${reference}|${foldText(title)}|${foldText(counterpartyAccount ?? "")}`;
}

/** Letters and digits in capitals, Polish letters without their marks; blanks and signs that banks add or lose are left out. */
export function foldText(text: string): string {
  if (IS_FOLDED.test(text)) return text;
  return text
    .replace(POLISH_LETTERS, (letter) => PLAIN_LETTERS[letter] ?? "")
    .replace(OTHER_SIGNS, "")
    .toUpperCase();
}

const IS_FOLDED = /^[A-Z0-9]*$/;
const POLISH_LETTERS = /[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]/g;
const OTHER_SIGNS = /[^a-zA-Z0-9]+/g;

/** Some banks only number the entries of a file: such a number tells nothing about another file. */
function tellingReference(reference: string | null): string | null {
  const folded = foldedOrNull(reference);
  return folded === null || /^\d{1,6}$/.test(folded) ? null : folded;
}

function skeletonOf(text: string): string {
  return text.replace(OTHER_SIGNS, "").toUpperCase();
}

function foldedOrNull(text: string | null): string | null {
  if (text === null) return null;
  const folded = foldText(text);
  return folded === "" ? null : folded;
}

const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ą: "A",
  ć: "C",
  ę: "E",
  ł: "L",
  ń: "N",
  ó: "O",
  ś: "S",
  ź: "Z",
  ż: "Z",
  Ą: "A",
  Ć: "C",
  Ę: "E",
  Ł: "L",
  Ń: "N",
  Ó: "O",
  Ś: "S",
  Ź: "Z",
  Ż: "Z",
};
