import { NATURE_OF_PURPOSE, type Purpose } from "../ledger/accounts.ts";
import { addDays, type DateRange, type PlainDate, rangeContains } from "../values/plain-date.ts";
import { makeAccountNumber, parseAccountNumber } from "./account-number.ts";
import type { BankEntry, ClearingReason } from "./bank-entry.ts";

/** What all numbers of one scheme begin with after their check digits. */
export interface NumberScheme {
  readonly sortCode: string;
  readonly clientPrefix: string;
}

/** What stands behind a number: one right, or one unit for ever. */
export interface NumberTarget {
  readonly rightId: number | null;
  readonly unitId: number | null;
  /** Null: the number serves every purpose. */
  readonly purpose: Purpose | null;
}

/** A right on a unit and the time it lasts. */
export interface UnitRight {
  readonly rightId: number;
  readonly during: DateRange;
}

export type PaidNumber =
  | { readonly number: string }
  | { readonly reason: Extract<ClearingReason, "no-number" | "malformed-number" | "several-numbers"> };

export type Destination =
  | { readonly rightId: number; readonly purpose: Purpose | null }
  | { readonly reason: ClearingReason };

/**
 * The virtual account a credit was paid to: the statement's own account where that is one; else the account the bank says it was
 * addressed to; else the one number of our schemes in the title or the references. Payers' names and free text never decide.
 * @param ownNumber the statement's account when it is itself a virtual one.
 */
export function paidNumber(
  entry: BankEntry,
  schemes: readonly NumberScheme[],
  ownNumber: string | null,
): PaidNumber {
  if (ownNumber !== null) return { number: ownNumber };
  const addressed = entry.addressedTo === null ? null : addressedNumber(entry.addressedTo, schemes);
  if (addressed !== null) return { number: addressed };
  const found = new Set<string>();
  let isMalformed = false;
  for (const text of [entry.title, entry.customerReference, entry.bankReference]) {
    if (text === null || text.length < 26) continue;
    for (const number of numbersOfSchemes(text, schemes)) {
      if (parseAccountNumber(number).ok) found.add(number);
      else isMalformed = true;
    }
  }
  const [number, another] = found;
  if (another !== undefined) return { reason: "several-numbers" };
  if (number !== undefined) return { number };
  return { reason: isMalformed ? "malformed-number" : "no-number" };
}

/**
 * Whose money it is. A number of a right leads to that right for ever, also after it has ended: a late payment never credits the
 * next holders. A number of a unit leads to the right on the day of payment, but not soon after a hand-over. Funds, court claims and
 * invoices are credited by a person only.
 * @param rights all rights of the target's unit, in any order; not needed for a number of a right.
 */
export function destinationOf(
  target: NumberTarget | undefined,
  rights: readonly UnitRight[],
  paidOn: PlainDate,
  handOverDays: number,
): Destination {
  if (target === undefined) return { reason: "unknown-number" };
  const { purpose } = target;
  if (purpose !== null && NATURE_OF_PURPOSE[purpose] !== "receivable") return { reason: "purpose-by-hand" };
  if (target.rightId !== null) return { rightId: target.rightId, purpose };
  const current = rights.find((right) => rangeContains(right.during, paidOn));
  const earlier = rights.some((right) => right.during.until !== null && right.during.until <= paidOn);
  if (current === undefined) return { reason: earlier ? "right-ended" : "no-right-yet" };
  const isRecent = earlier && paidOn < addDays(current.during.from, handOverDays);
  return isRecent ? { reason: "holder-changed-recently" } : { rightId: current.rightId, purpose };
}

/** Our own structured title codes: what the payer says the money is for. Free text never decides. */
const TITLE_CODES: Readonly<Record<string, Purpose>> = {
  CZ: "fees",
  FR: "repair-fund",
  RM: "media",
  OD: "interest",
};

/** The purpose a title names by its code (`OS:FR`); null for none, an unknown one, or several that differ. */
export function purposeOfTitle(title: string): Purpose | null {
  if (!/os:/i.test(title)) return null;
  const purposes = new Set<Purpose | undefined>();
  for (const match of title.toUpperCase().matchAll(/(?<![A-Z0-9])OS:([A-Z]{2})(?![A-Z0-9])/g)) {
    purposes.add(TITLE_CODES[match[1] ?? ""]);
  }
  const [purpose, another] = purposes;
  return another === undefined && purposes.size === 1 ? (purpose ?? null) : null;
}

/** A whole number, or the 16 digits behind a sort code, as banks name the payer of a mass payment. */
function addressedNumber(addressed: string, schemes: readonly NumberScheme[]): string | null {
  const compact = addressed.replace(/[\s-]/g, "").replace(/^PL/i, "");
  for (const { sortCode, clientPrefix } of schemes) {
    if (/^\d{26}$/.test(compact) && compact.startsWith(sortCode + clientPrefix, 2)) return compact;
    if (/^\d{16}$/.test(compact) && compact.startsWith(clientPrefix)) {
      const made = makeAccountNumber({
        sortCode,
        clientPrefix,
        payerCode: compact.slice(clientPrefix.length),
      });
      if (made.ok) return made.value;
    }
  }
  return null;
}

const DIGIT_RUN = /\d(?:[ -]?\d){25,}/g;

/** Every 26 digits that begin like a number of a scheme, whatever digits the bank glued to them. */
function* numbersOfSchemes(text: string, schemes: readonly NumberScheme[]): Generator<string> {
  for (const run of text.match(DIGIT_RUN) ?? []) {
    const digits = run.replace(/[ -]/g, "");
    for (const { sortCode, clientPrefix } of schemes) {
      const lead = sortCode + clientPrefix;
      for (let at = digits.indexOf(lead, 2); at >= 0; at = digits.indexOf(lead, at + 1)) {
        const number = digits.slice(at - 2, at + 24);
        if (number.length === 26) yield number;
      }
    }
  }
}
