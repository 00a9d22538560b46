import { parseAccountNumber } from "../../domain/receivables/account-number.ts";
import { compactTaxNumber, hasRightTaxNumberChecksum } from "../../domain/receivables/tax-number.ts";
import { isPesel } from "../../domain/register/pesel.ts";
import { findNames, type Span } from "./find-names.ts";

export const FINDING_KINDS = [
  "email",
  "account-number",
  "pesel",
  "tax-number",
  "amount",
  "telephone",
  "unit-number",
  "name",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something in a text that is probably personal data; a person decides. */
export interface Finding extends Span {
  readonly kind: FindingKind;
  readonly text: string;
}

const SPACE = "[ \\u00a0]";
const BEFORE = "(?<![\\p{L}\\d])";
const AFTER = "(?![\\p{L}\\d])";
const GROUPED = `\\d{1,3}(?:[ \\u00a0.]\\d{3})+|\\d{1,12}`;
const STREET = `${BEFORE}(?:ul|al|os|pl|ulic[aąęy]|alej[aąęi])\\.?${SPACE}(?:[\\p{L}\\d.-]{1,30}${SPACE}){1,5}?`;
const UNIT_WORD =
  "lokal(?:u|owi|em|e)?|mieszkani(?:e|a|u|em)|garaż(?:u|owi|em)?|(?:miejsc[eau]|miejscem)\\s+postojow\\p{Ll}+|komórk[aięą]";

/** Patterns by kind; what a pattern alone cannot tell is checked by number. */
const PATTERNS: Readonly<Record<Exclude<FindingKind, "account-number" | "name">, readonly RegExp[]>> = {
  email: [/(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu],
  pesel: [/(?<!\d)\d{6}[ \u00a0-]?\d{5}(?!\d)/gu],
  "tax-number": [
    /(?<![\p{L}\d-])(?:PL[ \u00a0]?)?[1-9]\d{2}-?(?:\d{3}-?\d{2}-?\d{2}|\d{2}-?\d{2}-?\d{3})(?![\d-])/gu,
  ],
  amount: [
    new RegExp(
      `(?<![\\d.,])(?:${GROUPED})(?:[.,]\\d{1,2})?${SPACE}?(?:zł(?:ot[eya]\\p{Ll}{0,2})?|PLN)(?!\\p{L})`,
      "gu",
    ),
  ],
  telephone: [
    /(?<![\d+])(?:\+|00)48[ \u00a0-]?(?:\d[ \u00a0-]?){8}\d(?!\d)/gu,
    /(?<![\d-])\(?\d{2}\)?[ \u00a0]\d{3}[ \u00a0-]\d{2}[ \u00a0-]\d{2}(?![\d-])/gu,
    /(?<![\d-])\d{3}[ \u00a0-]\d{3}[ \u00a0-]\d{3}(?![\d-])/gu,
    /(?<=(?:tel|kom|telefon|telefonu)\.?:?[ \u00a0]{0,2})\d(?:[ \u00a0-]?\d){8}(?!\d)/giu,
  ],
  "unit-number": [
    new RegExp(`${STREET}\\d{1,4}\\p{L}?(?:/|${SPACE}?(?:m|lok)\\.?${SPACE}?)\\d{1,4}\\p{L}?${AFTER}`, "giu"),
    new RegExp(
      `${BEFORE}(?:${UNIT_WORD})${SPACE}(?:mieszkaln\\p{Ll}+${SPACE}|użytkow\\p{Ll}+${SPACE})?(?:nr|numer)\\.?${SPACE}?\\d{1,4}\\p{L}?${AFTER}`,
      "giu",
    ),
    new RegExp(`${BEFORE}(?:m|lok)\\.${SPACE}?(?:nr${SPACE})?\\d{1,4}\\p{L}?${AFTER}`, "giu"),
  ],
};

/**
 * Lists what in a text is probably personal data, in the order of the text and without overlaps: PESEL numbers, account
 * numbers and tax numbers with a right check digit, names, unit numbers, telephone numbers, e-mail addresses, amounts.
 * `text.slice(from, until)` is the finding. It helps the person who publishes a document and replaces nobody: what it does
 * not find may still be personal data.
 */
export function findPersonalData(text: string): Finding[] {
  const found: Finding[] = [];
  const taken = new Uint8Array(text.length);
  for (const kind of FINDING_KINDS)
    for (const { from, until } of spansOf(kind, text)) {
      if (taken.subarray(from, until).includes(1)) continue;
      taken.fill(1, from, until);
      found.push({ kind, text: text.slice(from, until), from, until });
    }
  return found.sort((a, b) => a.from - b.from);
}

function spansOf(kind: FindingKind, text: string): Span[] {
  if (kind === "account-number") return findAccountNumbers(text);
  if (kind === "name") return findNames(text);
  const spans = PATTERNS[kind].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ from: match.index, until: match.index + match[0].length })),
  );
  if (kind === "pesel")
    return spans.filter(({ from, until }) => isPesel(text.slice(from, until).replace(/\D/g, "")));
  if (kind === "tax-number")
    return spans.filter(({ from, until }) =>
      hasRightTaxNumberChecksum(compactTaxNumber(text.slice(from, until))),
    );
  return spans;
}

const ACCOUNT = /(?:PL[ \u00a0]?)?\d(?:[ \u00a0-]?\d){25}(?!\d)/uy;
const ACCOUNT_START = /(?<!\d)(?:PL[ \u00a0]?)?\d/gu;

/** Every beginning of a number is tried, because other digits may stand before it with only a space between. */
function findAccountNumbers(text: string): Span[] {
  const spans: Span[] = [];
  for (const { index } of text.matchAll(ACCOUNT_START)) {
    ACCOUNT.lastIndex = index;
    const match = ACCOUNT.exec(text);
    if (match !== null && isAccountNumber(match[0]))
      spans.push({ from: index, until: index + match[0].length });
  }
  return spans;
}

/** By its check digits alone: a wrong sort code is still somebody's number with a slip in the bank. */
function isAccountNumber(written: string): boolean {
  const read = parseAccountNumber(written);
  return read.ok || read.refusals.every(({ reason }) => reason === "account-number-sort-code");
}
