import { QUANTITY_SCALE, type Quantity } from "../values/quantity.ts";
import { accept, type Result, refusal, refuse } from "../values/result.ts";
import type { Measure } from "./meters.ts";
import type { ReadMeasure } from "./reading-terms.ts";

/** What each measure counts, and how many of the smallest whole one it is: litres, kilojoules, units. */
const MEASURES: Readonly<Record<ReadMeasure, { readonly of: string; readonly size: bigint }>> = {
  m3: { of: "volume", size: 10_000n },
  l: { of: "volume", size: 10n },
  GJ: { of: "energy", size: 10_000_000n },
  MJ: { of: "energy", size: 10_000n },
  MWh: { of: "energy", size: 36_000_000n },
  kWh: { of: "energy", size: 36_000n },
  Wh: { of: "energy", size: 36n },
  unit: { of: "units", size: 1n },
};

const DECIMAL = /^([+-]?)(\d{1,30})(?:[.,](\d{0,30}))?(?:[eE]([+-]?\d{1,2}))?$/;
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * A written number in millionths of the meter's measure, converted exactly (1 kWh is 0.0036 GJ, 1000 l are 1 m³) and rounded half up
 * to the millionth.
 * Refuses `value-missing`, `value-unreadable`, `value-negative` and, where a measure cannot be converted into the other, `wrong-measure`.
 */
export function quantityIn(
  measure: Measure,
  written: string,
  writtenMeasure: ReadMeasure | null,
): Result<Quantity> {
  const text = written.trim();
  if (text === "") return refuse(refusal("value-missing"));
  const match = DECIMAL.exec(text);
  if (match === null) return refuse(refusal("value-unreadable", { value: text.slice(0, 60) }));
  const [from, to] = [MEASURES[writtenMeasure ?? measure], MEASURES[measure]];
  if (from.of !== to.of)
    return refuse(refusal("wrong-measure", { measure: writtenMeasure, meterMeasure: measure }));
  const fraction = match[3] ?? "";
  const coefficient = BigInt(`${match[2]}${fraction}`);
  if (match[1] === "-" && coefficient !== 0n)
    return refuse(refusal("value-negative", { value: text.slice(0, 60) }));
  // coefficient × 10^exponent × from ÷ to, in millionths
  const exponent = Number(match[4] ?? 0) - fraction.length + QUANTITY_SCALE;
  const numerator = coefficient * from.size * (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  const divisor = to.size * (exponent < 0 ? 10n ** BigInt(-exponent) : 1n);
  const quantity = (2n * numerator + divisor) / (2n * divisor);
  return quantity > LARGEST
    ? refuse(refusal("value-unreadable", { value: text.slice(0, 60) }))
    : accept(Number(quantity));
}
