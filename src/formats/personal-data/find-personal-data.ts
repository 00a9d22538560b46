import { parseAccountNumber } from "../../domain/receivables/account-number.ts";
import { compactTaxNumber, hasRightTaxNumberChecksum } from "../../domain/receivables/tax-number.ts";
import { isPesel } from "../../domain/register/pesel.ts";
import { findNames } from "./find-names.ts";
import { FINDING_KINDS, type FindingKind } from "./finding-kinds.ts";
import { type FlatText, flatText, type Span } from "./flat-text.ts";
import { PATTERNS, type PatternKind } from "./patterns.ts";

/** Something in a text that is probably personal data; a person decides. */
export interface Finding extends Span {
  readonly kind: FindingKind;
  readonly text: string;
}

/**
 * Lists what in a text is probably personal data, in the order of the text and without overlaps: PESEL numbers, account
 * numbers and tax numbers with a right check digit or named as such, names, unit numbers, telephone numbers, e-mail addresses,
 * numbers of identity cards, passports and land registers, amounts; and words by which somebody's debt is decided on. `text.slice(from, until)` is the finding. It helps the
 * person who publishes a document and replaces nobody: what it does not find may still be personal data.
 */
export function findPersonalData(text: string): Finding[] {
  const flat = flatText(text);
  const found: Finding[] = [];
  const taken = new Uint8Array(flat.text.length);
  for (const kind of FINDING_KINDS)
    for (const span of spansOf(kind, flat)) {
      if (taken.subarray(span.from, span.until).includes(1)) continue;
      taken.fill(1, span.from, span.until);
      const { from, until } = flat.original(span);
      found.push({ kind, text: text.slice(from, until), from, until });
    }
  return found.sort((a, b) => a.from - b.from);
}

function spansOf(kind: FindingKind, flat: FlatText): readonly Span[] {
  const { text } = flat;
  switch (kind) {
    case "name":
      return findNames(flat);
    case "account-number":
      return [...findNumbers(text, ACCOUNT, isAccountNumber), ...findPatterns(kind, text)];
    case "pesel":
      return [
        ...findNumbers(text, PESEL, (written) => isPesel(written.replace(/\D/g, ""))),
        ...findPatterns(kind, text),
      ];
    case "tax-number":
      return findPatterns(kind, text).filter(({ from, until }) =>
        hasRightTaxNumberChecksum(compactTaxNumber(text.slice(from, until))),
      );
    default:
      return findPatterns(kind, text);
  }
}

function findPatterns(kind: PatternKind, text: string): Span[] {
  return PATTERNS[kind].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ from: match.index, until: match.index + match[0].length })),
  );
}

const ACCOUNT = /(?:PL ?)?\d(?:[ -]?\d){25}(?!\d)/uy;
const PESEL = /\d(?:[ -]?\d){10}(?!\d)/uy;
const NUMBER_START = /(?<!\d)(?:PL ?)?\d/gu;

/** Every beginning of a number is tried, because other digits may stand before it with only a space between. */
function findNumbers(text: string, pattern: RegExp, isRight: (written: string) => boolean): Span[] {
  const spans: Span[] = [];
  for (const { index } of text.matchAll(NUMBER_START)) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match !== null && isRight(match[0])) spans.push({ from: index, until: index + match[0].length });
  }
  return spans;
}

/** By its check digits alone: a wrong sort code is still somebody's number with a slip in the bank. */
function isAccountNumber(written: string): boolean {
  const read = parseAccountNumber(written);
  return read.ok || read.refusals.every(({ reason }) => reason === "account-number-sort-code");
}
