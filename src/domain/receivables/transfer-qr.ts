import type { Grosze } from "../values/money.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import { parseAccountNumber } from "./account-number.ts";
import { compactTaxNumber, hasRightTaxNumberChecksum } from "./tax-number.ts";

export interface TransferRequest {
  /** The recipient's account, spaces and PL allowed. */
  readonly account: string;
  /** Null or zero: the payer types the amount. */
  readonly amountGrosze: Grosze | null;
  readonly recipientName: string;
  readonly title: string;
  /** The recipient's tax number (NIP); null for none. */
  readonly taxNumber: string | null;
}

export interface TransferQr {
  /** The text inside the code: UTF-8, error correction level L. */
  readonly payload: string;
  /** True when the code carries no amount: none was given, or it has more than six digits of grosze. */
  readonly amountTypedByPayer: boolean;
}

const LARGEST_AMOUNT_GROSZE = 999_999;
const AMOUNT_DIGITS = 6;
const NAME_CHARACTERS = 20;
const TITLE_CHARACTERS = 32;
/**
 * The account and tax number of the recommendation's own example. The check digits of the account are right, its sort
 * code's checksum and the tax number's are not: no bank and no office issued them, so nobody's money can go astray.
 */
const SPECIMEN_ACCOUNT = "92124012340001567890123456";
const SPECIMEN_TAX_NUMBER = "1234567890";

/**
 * The text of a transfer code: `NIP|PL|account|grosze|name|title|||` (Polish Bank Association, recommendation on the
 * two-dimensional code, version 1.0, 2013).
 * Name and title lose `|` and control characters, white space is folded, and they are cut to 20 and 32 characters
 * (characters, not bytes; never inside a letter with its accents).
 * Refuses, all at once: every refusal of `parseAccountNumber`, `tax-number-digits`, `tax-number-checksum`,
 * `transfer-amount-negative`, `recipient-name-missing`, `transfer-title-missing`. The recommendation's specimen account
 * and tax number are let through, so that its published example can be reproduced.
 */
export function transferQr(request: TransferRequest): Result<TransferQr> {
  const refusals: Refusal[] = [];
  const account = accountField(request.account, refusals);
  const taxNumber = taxNumberField(request.taxNumber, refusals);
  const amountGrosze = request.amountGrosze ?? 0;
  if (amountGrosze < 0) refusals.push(refusal("transfer-amount-negative", { amountGrosze }));
  const name = textField(request.recipientName, NAME_CHARACTERS);
  if (name === "") refusals.push(refusal("recipient-name-missing"));
  const title = textField(request.title, TITLE_CHARACTERS);
  if (title === "") refusals.push(refusal("transfer-title-missing"));
  if (refusals.length > 0) return refuse(...refusals);

  const amountTypedByPayer = amountGrosze === 0 || amountGrosze > LARGEST_AMOUNT_GROSZE;
  const amount = String(amountTypedByPayer ? 0 : amountGrosze).padStart(AMOUNT_DIGITS, "0");
  return accept({ payload: `${taxNumber}|PL|${account}|${amount}|${name}|${title}|||`, amountTypedByPayer });
}

function accountField(written: string, refusals: Refusal[]): string {
  if (written.replace(/\s/g, "").replace(/^PL/i, "") === SPECIMEN_ACCOUNT) return SPECIMEN_ACCOUNT;
  const parsed = parseAccountNumber(written);
  if (parsed.ok) return parsed.value;
  refusals.push(...parsed.refusals);
  return "";
}

function taxNumberField(written: string | null, refusals: Refusal[]): string {
  const number = compactTaxNumber(written ?? "");
  if (number === "" || number === SPECIMEN_TAX_NUMBER) return number;
  if (!/^\d{10}$/.test(number)) refusals.push(refusal("tax-number-digits", { taxNumber: number }));
  else if (!hasRightTaxNumberChecksum(number))
    refusals.push(refusal("tax-number-checksum", { taxNumber: number }));
  return number;
}

/** Cleans a text and cuts it to so many characters, between whole letters. */
function textField(text: string, characters: number): string {
  const clean = text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/[|\p{Cc}]/gu, "")
    .replace(/ +/g, " ")
    .trim();
  let kept = "";
  let length = 0;
  for (const { segment } of new Intl.Segmenter("pl", { granularity: "grapheme" }).segment(clean)) {
    length += [...segment].length;
    if (length > characters) break;
    kept += segment;
  }
  return kept.trimEnd();
}
