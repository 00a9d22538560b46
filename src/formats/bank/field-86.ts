import { type EntryDetails, readLabels } from "./field-86-labels.ts";
import { polishAccount, withoutFiller, writtenAccount, writtenText } from "./written.ts";

/**
 * The operation code before the first mark is optional, and some banks set a blank before it. Signs that also begin
 * ordinary text (a telephone number) count only before the codes that a bank begins with.
 */
const FIRST_MARK = /^\s*(?:\d{3})?\s*(?:([~^<>?])(?=\d\d)|([+|@*#$!])(?=[012]0))/;
const CODE_ALONE = /^\s*\d{3}\s*$/;
const FULL_LINE_LENGTH = 65;

/**
 * Reads the `:86:` fields of one entry, each given as its lines. Sub-fields marked by a sign and two digits are joined
 * as they stand, over line ends too; without sub-fields mBank's labels are read, and any other text is the title.
 */
export function readDetails(fields: readonly (readonly string[])[]): EntryDetails {
  const values = new Map<string, string>();
  const plain: string[] = [];
  for (const lines of fields) {
    const text = lines.join("");
    const first = FIRST_MARK.exec(text);
    const mark = first?.[1] ?? first?.[2];
    if (mark !== undefined && collectSubfields(text, mark, values)) continue;
    if (!CODE_ALONE.test(text)) plain.push(unwrapped(lines));
  }
  return values.size > 0 ? fromSubfields(values) : fromText(plain.join(" "));
}

/**
 * Adds the sub-fields of a text to the values; false when it has none.
 * In the `+` dialect a telephone number looks like a mark: there a code that was already used is text.
 */
function collectSubfields(text: string, mark: string, values: Map<string, string>): boolean {
  const marks = new RegExp(`\\${mark}(\\d\\d)`, "g");
  const seen = new Set<string>();
  let code: string | null = null;
  let from = 0;
  const close = (until: number) => {
    if (code !== null) values.set(code, (values.get(code) ?? "") + withoutFiller(text.slice(from, until)));
  };
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const next = match[1] ?? "";
    if (!KNOWN_CODE.test(next) || (mark === "+" && seen.has(next))) {
      marks.lastIndex = match.index + 1;
      continue;
    }
    close(match.index);
    seen.add(next);
    code = next;
    from = match.index + 3;
  }
  close(text.length);
  return seen.size > 0;
}

const KNOWN_CODE = /^(?:0\d|1\d|2\d|3[0-9]|5[1-3]|6\d|7[01])$/;

function fromSubfields(values: ReadonlyMap<string, string>): EntryDetails {
  const joined = (...codes: readonly string[]) =>
    writtenText(codes.map((code) => values.get(code) ?? "").join(""));
  const original = writtenAccount(values.get("29") ?? "");
  return {
    title: joined("20", "21", "22", "23", "24", "25"),
    counterpartyName: joined("32", "33"),
    counterpartyAccount: writtenAccount(values.get("38") ?? "") ?? bankAndAccount(values),
    addressedTo: original !== null && /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(original) ? original : null,
  };
}

/** Sub-fields 30 and 31: a sort code with the 16 digits behind it, or an account number in 31 alone. */
function bankAndAccount(values: ReadonlyMap<string, string>): string | null {
  const sortCode = writtenAccount(values.get("30") ?? "");
  const account = writtenAccount(values.get("31") ?? "");
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
