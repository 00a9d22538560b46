import type { CooperativeFacts, DatedRows, FactKind, FactProblem } from "../register/facts.ts";
import { NO_ROW } from "../register/facts.ts";
import type { MeteringFacts } from "../register/metering-facts.ts";
import { overlappingRows } from "../register/periods.ts";
import { placeProblems } from "./check-network-places.ts";
import type { Measure, MeteredMedium, MeterKind } from "./meters.ts";

/** What measures a medium, and in what. */
const KINDS_OF_MEDIUM: Readonly<Record<MeteredMedium, readonly MeterKind[]>> = {
  "cold-water": ["water-meter"],
  "hot-water": ["water-meter"],
  heat: ["heat-meter", "heat-cost-allocator"],
  gas: ["gas-meter"],
  electricity: ["electricity-meter"],
};
const MEASURES_OF_KIND: Readonly<Record<MeterKind, readonly Measure[]>> = {
  "water-meter": ["m3"],
  "heat-meter": ["GJ", "kWh", "MWh"],
  "heat-cost-allocator": ["unit"],
  "gas-meter": ["m3", "kWh"],
  "electricity-meter": ["kWh", "MWh"],
};
const ONE = 1_000_000;

/** What a told metering network alone can be wrong about: places and units of points, meters, days that overlap. */
export function networkProblems(facts: CooperativeFacts): FactProblem[] {
  return [...placeProblems(facts), ...meterProblems(facts), ...overlapProblems(facts)];
}

/**
 * `meter-of-another-medium`, `measure-of-another-kind`, `verified-before-installed`, `end-value-without-end`,
 * `value-beyond-dial`, `meter-ends-below-start` (a dial that does not roll over; an allocator begins again every year).
 */
function meterProblems({ meters, meteringPoints }: MeteringFacts): FactProblem[] {
  const problems: FactProblem[] = [];
  for (let row = 0; row < meters.count; row += 1) {
    if (meters.faulty.has(row)) continue;
    const report = (field: string, reason: string, data: FactProblem["data"] = {}) =>
      problems.push({ kind: "meters", row, field, reason, data: { meter: meters.code[row]!, ...data } });
    const [point, from, until] = [meters.point[row]!, meters.from[row]!, meters.until[row]!];
    const [kind, measure] = [meters.kind[row] as MeterKind, meters.measure[row] as Measure];
    if (!meteringPoints.faulty.has(point)) {
      const medium = meteringPoints.medium[point] as MeteredMedium;
      if (!KINDS_OF_MEDIUM[medium].includes(kind))
        report("kind", "meter-of-another-medium", { kind, medium });
    }
    if (!MEASURES_OF_KIND[kind].includes(measure))
      report("measure", "measure-of-another-kind", { kind, measure });
    const verifiedUntil = meters.verifiedUntil[row]!;
    if (verifiedUntil !== null && verifiedUntil < from)
      report("verifiedUntil", "verified-before-installed", { verifiedUntil, from });
    const [start, end, digits] = [
      meters.startMillionths[row]!,
      meters.endMillionths[row]!,
      meters.dialDigits[row]!,
    ];
    if (end !== null && until === null) report("endMillionths", "end-value-without-end");
    if (isBeyondDial(start, digits)) report("startMillionths", "value-beyond-dial", { digits });
    if (end !== null && isBeyondDial(end, digits)) report("endMillionths", "value-beyond-dial", { digits });
    if (end !== null && end < start && digits === null && kind !== "heat-cost-allocator")
      report("endMillionths", "meter-ends-below-start");
  }
  return problems;
}

/** Whether a dial of so many whole digits cannot show the value; null: the dial is not known. */
export function isBeyondDial(valueMillionths: number, digits: number | null): boolean {
  return digits !== null && valueMillionths >= 10 ** digits * ONE;
}

/**
 * `periods-overlap` for a point's places, a unit of a point and a meter's radio modules told twice of the same days;
 * `meters-overlap`: two meters at one point; `serial-at-two-points`, `radio-at-two-meters`: one thing in two places.
 */
function overlapProblems(facts: CooperativeFacts): FactProblem[] {
  const { meteringPoints, meteringPointStates, meteringPointUnits, meters, meterRadios, units } = facts;
  const pointOf = (rows: { readonly point: readonly number[] }, row: number) =>
    meteringPoints.code[rows.point[row]!]!;
  const serials = numbered(meters.serial);
  const radios = numbered(meterRadios.radioId);
  return [
    ...overlaps(
      "meteringPointStates",
      meteringPointStates,
      (row) => meteringPointStates.point[row]!,
      (row, other) => [
        "periods-overlap",
        days(meteringPointStates, row, other, pointOf(meteringPointStates, row)),
      ],
    ),
    ...overlaps(
      "meteringPointUnits",
      meteringPointUnits,
      (row) => meteringPointUnits.point[row]! * (units.count + 1) + meteringPointUnits.unit[row]!,
      (row, other) => {
        const of = `${pointOf(meteringPointUnits, row)} · ${units.code[meteringPointUnits.unit[row]!]}`;
        return ["periods-overlap", days(meteringPointUnits, row, other, of)];
      },
    ),
    ...overlaps(
      "meters",
      meters,
      (row) => meters.point[row]!,
      (row, other) => [
        "meters-overlap",
        { point: pointOf(meters, row), meter: meters.code[row]!, other: meters.code[other]! },
      ],
    ),
    ...overlaps(
      "meters",
      meters,
      (row) => serials[row]!,
      (row, other) =>
        meters.point[row] === meters.point[other]
          ? null
          : [
              "serial-at-two-points",
              { serial: meters.serial[row]!, point: pointOf(meters, row), other: pointOf(meters, other) },
            ],
    ),
    ...overlaps(
      "meterRadios",
      meterRadios,
      (row) => meterRadios.meter[row]!,
      (row, other) => [
        "periods-overlap",
        days(meterRadios, row, other, meters.code[meterRadios.meter[row]!]!),
      ],
    ),
    ...overlaps(
      "meterRadios",
      meterRadios,
      (row) => radios[row]!,
      (row, other) => {
        const [meter, of] = [meterRadios.meter[row]!, meterRadios.meter[other]!];
        const radio = meterRadios.radioId[row]!;
        return meter === of
          ? null
          : ["radio-at-two-meters", { radio, meter: meters.code[meter]!, other: meters.code[of]! }];
      },
    ),
  ];
}

function overlaps(
  kind: FactKind,
  rows: DatedRows,
  groupOf: (row: number) => number,
  say: (row: number, other: number) => readonly [reason: string, data: FactProblem["data"]] | null,
): FactProblem[] {
  return overlappingRows(rows, groupOf, (row) => groupOf(row) > NO_ROW).flatMap(({ row, other }) => {
    const said = say(row, other);
    return said === null ? [] : [{ kind, row, field: "from", reason: said[0], data: said[1] }];
  });
}

function days(rows: DatedRows, row: number, other: number, of: string): FactProblem["data"] {
  return { of, from: rows.from[row]!, otherFrom: rows.from[other]! };
}

/** The same number for the same text. */
function numbered(texts: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return texts.map((text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}
