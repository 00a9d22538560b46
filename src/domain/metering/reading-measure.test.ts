import { expect, it } from "vitest";
import type { Measure } from "./meters.ts";
import { quantityIn } from "./reading-measure.ts";
import type { ReadMeasure } from "./reading-terms.ts";

it.each<[string, ReadMeasure | null, Measure, number]>([
  ["3.843", "m3", "m3", 3_843_000],
  ["3,843", null, "m3", 3_843_000],
  ["3843", "l", "m3", 3_843_000],
  ["1", "kWh", "GJ", 3_600],
  ["11783.333333", "kWh", "GJ", 42_420_000],
  ["42.42", "GJ", "kWh", 11_783_333_333],
  ["1.5", "MWh", "GJ", 5_400_000],
  ["5400", "MJ", "MWh", 1_500_000],
  ["2500", "Wh", "kWh", 2_500_000],
  ["127", "unit", "unit", 127_000_000],
  ["1.5e3", "kWh", "kWh", 1_500_000_000],
  ["9007199254.740991", "m3", "m3", Number.MAX_SAFE_INTEGER],
  ["0.0000005", "m3", "m3", 1],
  ["0.00000049", "m3", "m3", 0],
])("%s %s in %s is %d millionths", (written, from, to, millionths) => {
  expect(quantityIn(to, written, from)).toEqual({ ok: true, value: millionths });
});

it.each<[string, ReadMeasure | null, Measure, string]>([
  ["", null, "m3", "value-missing"],
  ["1 000", null, "m3", "value-unreadable"],
  ["1e99", null, "m3", "value-unreadable"],
  ["NaN", null, "m3", "value-unreadable"],
  ["9007199254.740992", "m3", "m3", "value-unreadable"],
  ["-0.001", null, "m3", "value-negative"],
  ["1", "kWh", "m3", "wrong-measure"],
  ["1", "unit", "GJ", "wrong-measure"],
])("%j %s in %s is refused: %s", (written, from, to, reason) => {
  expect(quantityIn(to, written, from)).toMatchObject({ ok: false, refusals: [{ reason }] });
});
