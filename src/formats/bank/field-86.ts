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
  const used = mark === "+" ? new Set<string>() : null;
  let code = "";
  let from = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const next = text.slice(at + 1, at + 3);
    if (!KNOWN_CODES.has(next) || used?.has(next) === true) continue;
    if (code !== "") addSubfield(values, code, text.slice(from, at));
    used?.add(next);
    code = next;
    from = at + 3;
    at += 2;
  }
  if (code !== "") addSubfield(values, code, text.slice(from));
  return code !== "";
}

function addSubfield(values: Map<string, string>, code: string, written: string): void {
  const text = withoutFiller(written);
  const before = values.get(code);
  values.set(code, before === undefined ? text : before + text);
}

/** 00–39, 51–53, 60–71: what any of the dialects uses; other digits behind a mark are text. */
const KNOWN_CODES: ReadonlySet<string> = new Set(
  Array.from({ length: 72 }, (_, code) => String(code).padStart(2, "0")).filter(
    (code) => !/^(4|50|5[4-9])/.test(code),
  ),
);

const TITLE = ["20", "21", "22", "23", "24", "25"];
const NAME = ["32", "33"];

function fromSubfields(values: ReadonlyMap<string, string>): EntryDetails {
  const joined = (codes: readonly string[]) => {
    let text = "";
    for (const code of codes) text += values.get(code) ?? "";
    return writtenText(text);
  };
  const original = writtenAccount(values.get("29") ?? "");
  return {
    title: joined(TITLE),
    counterpartyName: joined(NAME),
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
