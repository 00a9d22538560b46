import type { Grosze } from "../values/money.ts";
import type { Quantity, Rate } from "../values/quantity.ts";
import type { VatRate } from "./components.ts";

/** A assessed, C correction (the amount is a difference), R reversal, V VAT on the net total of a right's month. */
export type ChargeKind = "A" | "C" | "R" | "V";

/** One line of a right's monthly fee. */
export interface ChargeLine {
  readonly rightId: number;
  readonly accountId: number;
  /** Null on VAT. */
  readonly componentId: number | null;
  /** Null on VAT, and on a correction that takes a component away. */
  readonly rateId: number | null;
  /** Of "percent" and VAT: the złoty they are taken of, in millionths; of "property": the unit's m². */
  readonly base: Quantity;
  /** As in the rate; of VAT its percentage in millionths. */
  readonly rate: Rate;
  readonly amountGrosze: Grosze;
  readonly kind: ChargeKind;
  /** The old amount of a rate in court. */
  readonly isDisputed: boolean;
  /** Days charged where a holder changed inside the month; null for a whole month. */
  readonly daysCharged: number | null;
  readonly vatRate: VatRate | null;
}

/** Bytes of one line in the digest. */
export const CANONICAL_LINE_BYTES = 56;

const KIND_CODES: Readonly<Record<ChargeKind, number>> = { A: 1, C: 2, R: 3, V: 4 };
const VAT_CODES: Readonly<Record<VatRate, number>> = { "23": 1, "8": 2, "5": 3, "0": 4, exempt: 5 };

/** Writes a line for the digest that drafting, closing and posting agree on: fixed fields, little-endian, nothing left out. */
export function writeCanonicalLine(bytes: DataView, offset: number, line: ChargeLine): void {
  bytes.setInt32(offset, line.rightId, true);
  bytes.setInt32(offset + 4, line.accountId, true);
  bytes.setInt32(offset + 8, line.componentId ?? 0, true);
  bytes.setInt32(offset + 12, line.rateId ?? 0, true);
  bytes.setFloat64(offset + 16, line.base, true);
  bytes.setFloat64(offset + 24, line.rate, true);
  bytes.setFloat64(offset + 32, line.amountGrosze, true);
  bytes.setInt32(offset + 40, line.daysCharged ?? -1, true);
  bytes.setInt32(offset + 44, KIND_CODES[line.kind], true);
  bytes.setInt32(offset + 48, line.isDisputed ? 1 : 0, true);
  bytes.setInt32(offset + 52, line.vatRate === null ? 0 : VAT_CODES[line.vatRate], true);
}
