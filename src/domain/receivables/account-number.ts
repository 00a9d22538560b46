import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";

/** A valid Polish account number (NRB): 26 digits without spaces. */
export type AccountNumber = string & { readonly brand: "account-number" };

/** How a bank numbers the payers of one client: sort code (8) + client prefix + payer code, 16 digits after the sort code. */
export interface VirtualAccountScheme {
  readonly sortCode: string;
  readonly clientPrefix: string;
  readonly payerCodeDigits: number;
}

const NUMBER_DIGITS = 26;
const SORT_CODE_DIGITS = 8;
const TAIL_DIGITS = 16;
const SORT_CODE_WEIGHTS = [3, 9, 7, 1, 3, 9, 7, 1] as const;
/** "PL" as IBAN writes letters in numbers (A = 10 … Z = 35). */
const COUNTRY_AS_DIGITS = "2521";

/**
 * Reads an account number written with or without spaces, hyphens and the country code, in either case.
 * Refuses, all at once: `account-number-country`, `account-number-characters`, `account-number-length`, and for 26 digits
 * `account-number-check-digits` (ISO 13616, mod 97) and `account-number-sort-code` (the bank's own checksum).
 */
export function parseAccountNumber(text: string): Result<AccountNumber> {
  const compact = text.replace(/[\s\u00ad\u200b\ufeff-]/gu, "").toUpperCase();
  const country = /^[A-Z]{2}(?=\d)/.exec(compact)?.[0] ?? "PL";
  const number = compact.replace(/^[A-Z]{2}(?=\d)/, "");
  const refusals: Refusal[] = [];
  if (country !== "PL") refusals.push(refusal("account-number-country", { country }));
  if (!/^\d*$/.test(number)) refusals.push(refusal("account-number-characters", { number: compact }));
  const length = [...number].length;
  if (length !== NUMBER_DIGITS && country === "PL")
    refusals.push(refusal("account-number-length", { digits: length, expected: NUMBER_DIGITS }));
  if (refusals.length > 0) return refuse(...refusals);
  if (!hasRightCheckDigits(number)) refusals.push(refusal("account-number-check-digits", { number }));
  if (!hasRightSortCodeChecksum(sortCodeOf(number)))
    refusals.push(refusal("account-number-sort-code", { sortCode: sortCodeOf(number) }));
  return refusals.length > 0 ? refuse(...refusals) : accept(number as AccountNumber);
}

/**
 * Puts the check digits before a sort code, a client prefix and a payer code.
 * Refuses, all at once: `sort-code-digits`, `sort-code-checksum`, `client-prefix-characters`, `payer-code-characters`,
 * `account-tail-length` (prefix and payer code must be 16 digits together).
 */
export function makeAccountNumber(parts: {
  readonly sortCode: string;
  readonly clientPrefix: string;
  readonly payerCode: string;
}): Result<AccountNumber> {
  const { sortCode, clientPrefix, payerCode } = parts;
  const refusals = sortCodeRefusals(sortCode);
  if (!/^\d*$/.test(clientPrefix)) refusals.push(refusal("client-prefix-characters", { clientPrefix }));
  if (!/^\d*$/.test(payerCode)) refusals.push(refusal("payer-code-characters", { payerCode }));
  const digits = clientPrefix.length + payerCode.length;
  if (digits !== TAIL_DIGITS)
    refusals.push(refusal("account-tail-length", { digits, expected: TAIL_DIGITS }));
  if (refusals.length > 0) return refuse(...refusals);
  return accept(withCheckDigits(sortCode + clientPrefix + payerCode));
}

/** Everything wrong with a scheme: `sort-code-digits`, `sort-code-checksum`, `client-prefix-characters`, `account-tail-length`. */
export function virtualAccountSchemeRefusals(scheme: VirtualAccountScheme): Refusal[] {
  const refusals = sortCodeRefusals(scheme.sortCode);
  if (!/^\d*$/.test(scheme.clientPrefix))
    refusals.push(refusal("client-prefix-characters", { clientPrefix: scheme.clientPrefix }));
  const digits = scheme.clientPrefix.length + scheme.payerCodeDigits;
  if (digits !== TAIL_DIGITS || !Number.isInteger(scheme.payerCodeDigits) || scheme.payerCodeDigits < 1)
    refusals.push(refusal("account-tail-length", { digits, expected: TAIL_DIGITS }));
  return refusals;
}

/**
 * The account number of a payer. The payer code has all its digits, leading zeros included, so that `payerCodeOf` gives
 * back exactly what was put in. Refuses `payer-code-does-not-fit` and whatever is wrong with the scheme.
 */
export function virtualAccountNumber(scheme: VirtualAccountScheme, payerCode: string): Result<AccountNumber> {
  const refusals = virtualAccountSchemeRefusals(scheme);
  if (!/^\d+$/.test(payerCode) || payerCode.length !== scheme.payerCodeDigits)
    refusals.push(refusal("payer-code-does-not-fit", { payerCode, digits: scheme.payerCodeDigits }));
  if (refusals.length > 0) return refuse(...refusals);
  return accept(withCheckDigits(scheme.sortCode + scheme.clientPrefix + payerCode));
}

/** The payer code inside a number of this scheme; null when the number belongs to another bank or client. */
export function payerCodeOf(scheme: VirtualAccountScheme, number: AccountNumber): string | null {
  const lead = scheme.sortCode + scheme.clientPrefix;
  return number.startsWith(lead, 2) ? number.slice(2 + lead.length) : null;
}

export function sortCodeOf(number: string): string {
  return number.slice(2, 2 + SORT_CODE_DIGITS);
}

/** "66 1020 2528 0000 0102 0477 1707": the check digits, then groups of four. */
export function formatAccountNumber(number: AccountNumber): string {
  return `${number.slice(0, 2)} ${number.slice(2).replace(/(\d{4})(?=\d)/g, "$1 ")}`;
}

/** The number as an IBAN, without spaces. */
export function ibanOf(number: AccountNumber): string {
  return `PL${number}`;
}

/** The National Bank's checksum of a sort code: weights 3,9,7,1,3,9,7,1, the sum divisible by ten. */
export function hasRightSortCodeChecksum(sortCode: string): boolean {
  const sum = SORT_CODE_WEIGHTS.reduce<number>(
    (total, weight, index) => total + weight * Number(sortCode[index] ?? Number.NaN),
    0,
  );
  return sum % 10 === 0;
}

function sortCodeRefusals(sortCode: string): Refusal[] {
  if (!/^\d{8}$/.test(sortCode)) return [refusal("sort-code-digits", { sortCode })];
  return hasRightSortCodeChecksum(sortCode) ? [] : [refusal("sort-code-checksum", { sortCode })];
}

function withCheckDigits(basicNumber: string): AccountNumber {
  const check = 98 - remainderBy97(`${basicNumber}${COUNTRY_AS_DIGITS}00`);
  return `${String(check).padStart(2, "0")}${basicNumber}` as AccountNumber;
}

/** Also refuses check digits 00, 01 and 99, which give the remainder but which nobody may issue. */
function hasRightCheckDigits(number: string): boolean {
  return withCheckDigits(number.slice(2)) === number;
}

function remainderBy97(digits: string): number {
  let remainder = 0;
  // Twelve digits behind a remainder of two are still an exact number.
  for (let at = 0; at < digits.length; at += 12)
    remainder = Number(`${remainder}${digits.slice(at, at + 12)}`) % 97;
  return remainder;
}
