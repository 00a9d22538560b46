import { type EntryDetails, readLabels } from "./field-86-labels.ts";
import { polishAccount, withoutFiller, writtenAccount, writtenText } from "./written.ts";

/**
 * The operation code before the first mark is optional, and some banks set a blank before it. Signs that also begin
 * ordinary text (a telephone number) count only before the codes that a bank begins with.
 */
const FIRST_MARK = /^\s*(?:\d{3})?\s*(?:([~^<>?])(?=\d\d)|([+|@*#$!])(?=[012]0))/;
const CODE_ALONE = /^\s*\d{3}\s*$/;
const FULL_LINE_LENGTH = 65;
/** Nest Bank, in the `<` dialect, names the other party here; elsewhere this is a part of the title or an amount. */
const NAME_OF_NEST = 27;

/** Sub-fields by their code, as written. */
type Subfields = (string | undefined)[];

/**
 * Reads the `:86:` fields of one entry, each given as its lines. Sub-fields marked by a sign and two digits are joined
 * as they stand, over line ends too; without sub-fields mBank's labels are read, and any other text is the title.
 */
export function readDetails(fields: readonly (readonly string[])[]): EntryDetails {
  const values: Subfields = [];
  const plain: string[] = [];
  for (const lines of fields) {
    const text = lines.join("");
    const first = FIRST_MARK.exec(text);
    const mark = first?.[1] ?? first?.[2];
    if (mark !== undefined && collectSubfields(text, mark, values)) {
      if (mark !== "<") values[NAME_OF_NEST] = undefined;
      continue;
    }
    if (!CODE_ALONE.test(text)) plain.push(unwrapped(lines));
  }
  return values.length > 0 ? fromSubfields(values) : fromText(plain.join(" "));
}

/**
 * Adds the sub-fields of a text to the values; false when it has none.
 * In the `+` dialect a telephone number looks like a mark: there a code that was already used is text.
 */
function collectSubfields(text: string, mark: string, values: Subfields): boolean {
  const used = mark === "+" ? new Set<number>() : null;
  let code = -1;
  let from = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const next = codeAt(text, at + 1);
    if (!isKnown(next) || used?.has(next) === true) continue;
    if (code >= 0) values[code] = (values[code] ?? "") + text.slice(from, at);
    used?.add(next);
    code = next;
    from = at + 3;
    at += 2;
  }
  if (code >= 0) values[code] = (values[code] ?? "") + text.slice(from);
  return code >= 0;
}

/** The two digits at a place as a number; not a number where no two digits stand. */
function codeAt(text: string, place: number): number {
  const tens = text.charCodeAt(place) - 48;
  const ones = text.charCodeAt(place + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** 00–39, 51–53, 60–71: what any of the dialects uses; other digits behind a mark are text. */
function isKnown(code: number): boolean {
  return code < 40 || (code > 50 && code < 54) || (code > 59 && code < 72);
}

function fromSubfields(values: Subfields): EntryDetails {
  const original = writtenAccount(joined(values, 29, 29));
  return {
    title: writtenText(joined(values, 20, 25)),
    counterpartyName: writtenText(joined(values, 32, 33)) ?? writtenText(values[NAME_OF_NEST] ?? ""),
    counterpartyAccount: writtenAccount(joined(values, 38, 38)) ?? bankAndAccount(values),
    addressedTo: original !== null && /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(original) ? original : null,
  };
}

/** The sub-fields of a range of codes, joined as they stand but for filler. */
function joined(values: Subfields, first: number, last: number): string {
  let text = "";
  for (let code = first; code <= last; code += 1) text += withoutFiller(values[code] ?? "");
  return text;
}

/** Sub-fields 30 and 31: a sort code with the 16 digits behind it, or an account number in 31 alone. */
function bankAndAccount(values: Subfields): string | null {
  const sortCode = writtenAccount(joined(values, 30, 30));
  const account = writtenAccount(joined(values, 31, 31));
  if (account === null || !/^[A-Za-z0-9]{5,34}$/.test(account)) return null;
  const isPolish = sortCode !== null && /^\d{8}$/.test(sortCode) && /^\d{16}$/.test(account);
  return isPolish ? polishAccount(sortCode, account) : account;
}

function fromText(text: string): EntryDetails {
  return (
    readLabels(text) ?? {
      title: writtenText(text),
      counterpartyName: null,
      counterpartyAccount: null,
      addressedTo: null,
    }
  );
}

/** A line of the full 65 signs was cut by the bank wherever it stood; a shorter one ends at a word. */
function unwrapped(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) text += line.length === FULL_LINE_LENGTH ? line : `${line} `;
  return text;
}
