/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

export type AmountReading =
  | { readonly ok: true; readonly amountMinor: number }
  | { readonly ok: false; readonly reason: "not-an-amount" | "amount-too-precise" | "amount-too-large" };

/** Decimal digits of a currency's minor unit; an unknown or missing currency counts hundredths. */
export function minorDigits(currency: string | null): number {
  return currency === null ? 2 : (EXPONENTS[currency] ?? 2);
}

const PLAIN = /^(\d+)(?:[.,](\d*))?$/;
const GROUPED = /^(\d{1,3}(?:\.\d{3})+),(\d*)$/;

/**
 * Reads an unsigned amount ("1234,5", "1211771.46", "000000003655,00", "1.234,56") into whole minor units.
 * Trailing zeros beyond the currency's exponent carry no value; any other digit there is refused, never rounded.
 */
export function readAmount(text: string, currency: string | null): AmountReading {
  const match = PLAIN.exec(text) ?? GROUPED.exec(text);
  if (match === null) return { ok: false, reason: "not-an-amount" };
  const digits = minorDigits(currency);
  let fraction = match[2] ?? "";
  if (fraction.length > digits) {
    fraction = fraction.replace(/0+$/, "");
    if (fraction.length > digits) return { ok: false, reason: "amount-too-precise" };
  }
  const amountMinor = Number((match[1] ?? "").replaceAll(".", "") + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(amountMinor)
    ? { ok: true, amountMinor }
    : { ok: false, reason: "amount-too-large" };
}
