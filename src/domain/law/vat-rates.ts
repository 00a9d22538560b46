import { type PlainDate, plainDate } from "../values/plain-date.ts";
import { type Result, refusal, refuse } from "../values/result.ts";
import { type LegalTable, type LegalValue, valueOn } from "./legal-table.ts";

/** Codes as printed on an invoice: a rate in percent, `zw` exempt, `np` outside the tax. */
export const VAT_CODES = ["23", "8", "5", "0", "zw", "np"] as const;
export type VatCode = (typeof VAT_CODES)[number];

const KNOWN_FROM = plainDate("2011-01-01");
const CHECKED_ON = plainDate("2026-11-22");

/**
 * VAT rates by code, in hundredths of a percent (2300 is 23 %). `zw` and `np` carry no tax and are kept apart because an
 * invoice and a register must name them.
 * @law uptu art. 41, art. 43 ust. 1 pkt 11, art. 146ef
 */
export const VAT_RATES: Readonly<Record<VatCode, LegalTable<number>>> = {
  "23": vatRate("23", 2300, "art. 41 ust. 1 uptu", "art. 41 ust. 1 w zw. z art. 146ef uptu"),
  "8": vatRate("8", 800, "art. 41 ust. 2 uptu", "art. 41 ust. 2 w zw. z art. 146ef uptu"),
  "5": vatRate("5", 500, "art. 41 ust. 2a uptu", "art. 41 ust. 2a uptu"),
  "0": vatRate("0", 0, "art. 41 ust. 4 uptu", "art. 41 ust. 4 uptu"),
  zw: vatRate("zw", 0, "art. 43 ust. 1 uptu", "art. 43 ust. 1 pkt 11 uptu"),
  np: vatRate("np", 0, "art. 5 uptu", "art. 5 uptu"),
};

export function isVatCode(text: string): text is VatCode {
  return (VAT_CODES as readonly string[]).includes(text);
}

/** The rate behind a code on a day. Refuses `vat-code-unknown` and `rate-unknown`. */
export function vatRateOn(code: string, day: PlainDate): Result<LegalValue<number>> {
  return isVatCode(code) ? valueOn(VAT_RATES[code], day) : refuse(refusal("vat-code-unknown", { code }));
}

function vatRate(
  code: VatCode,
  hundredthsOfPercent: number,
  provision: string,
  citation: string,
): LegalTable<number> {
  return {
    name: `vat-rate-${code}`,
    unit: "hundredths of a percent",
    provision,
    checkedOn: CHECKED_ON,
    values: [{ value: hundredthsOfPercent, validFrom: KNOWN_FROM, citation }],
  };
}
