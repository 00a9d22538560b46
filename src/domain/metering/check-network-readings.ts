import type { CooperativeFacts, FactProblem } from "../register/facts.ts";
import type { MeteringFacts } from "../register/metering-facts.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { isBeyondDial } from "./check-network.ts";

const ONE = 1_000_000;

/**
 * What readings brought along can be wrong about: `reading-outside-meter` (the day it was taken out still counts),
 * `value-beyond-dial`, `reading-told-twice`, and `reading-backward`: lower than on an earlier day though the counter neither began
 * again nor has a dial that rolls over. Estimates prove nothing.
 */
export function readingProblems(facts: CooperativeFacts): FactProblem[] {
  const { readings, meters } = facts;
  const problems: FactProblem[] = [];
  const report = (row: number, field: string, reason: string, data: FactProblem["data"]) =>
    problems.push({ kind: "readings", row, field, reason, data });
  for (const [meter, rows] of readingsOfMeters(facts)) {
    const name = meters.code[meter]!;
    const [from, until, digits] = [meters.from[meter]!, meters.until[meter]!, meters.dialDigits[meter]!];
    const seen = new Set<string>();
    for (const row of rows) {
      const [day, value] = [readings.readOn[row]!, readings.valueMillionths[row]!];
      if (day < from || (until !== null && day > until))
        report(row, "readOn", "reading-outside-meter", { meter: name, day });
      if (isBeyondDial(value, digits))
        report(row, "valueMillionths", "value-beyond-dial", { meter: name, digits });
      const told = `${day} ${value} ${readings.source[row]}`;
      if (seen.has(told)) report(row, "readOn", "reading-told-twice", { meter: name, day });
      seen.add(told);
    }
    for (const { row, earlier } of backward(facts, rows, digits))
      report(row, "valueMillionths", "reading-backward", { meter: name, earlier });
  }
  return problems;
}

/** `reading-of-the-future`: nothing is read before its day. */
export function futureReadings({ readings, meters }: MeteringFacts, today: PlainDate): FactProblem[] {
  return readings.readOn.flatMap((day, row): FactProblem[] =>
    day <= today
      ? []
      : [
          {
            kind: "readings",
            row,
            field: "readOn",
            reason: "reading-of-the-future",
            data: { meter: meters.code[readings.meter[row]!]!, day },
          },
        ],
  );
}

/** Readable rows by their meter, by day and then as they are told. */
function readingsOfMeters({ readings, meters }: MeteringFacts): Map<number, number[]> {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < readings.count; row += 1) {
    const meter = readings.meter[row]!;
    if (readings.faulty.has(row) || meters.faulty.has(meter)) continue;
    const rows = rowsOf.get(meter);
    if (rows) rows.push(row);
    else rowsOf.set(meter, [row]);
  }
  for (const rows of rowsOf.values())
    rows.sort((a, b) =>
      readings.readOn[a]! < readings.readOn[b]! ? -1 : readings.readOn[a]! > readings.readOn[b]! ? 1 : a - b,
    );
  return rowsOf;
}

/**
 * Rows that show less than a reading of an earlier day, after which the counter did not begin again; a fall by more than half of the
 * dial is the dial's beginning again.
 */
function* backward(
  { readings }: MeteringFacts,
  rows: readonly number[],
  digits: number | null,
): Generator<{ readonly row: number; readonly earlier: PlainDate }> {
  const mostFall = digits === null ? Number.POSITIVE_INFINITY : (10 ** digits * ONE) / 2;
  let before: number | null = null;
  for (const row of rows) {
    if (readings.source[row] === "estimate") continue;
    if (before !== null && readings.readOn[before]! < readings.readOn[row]! && !readings.restarts[before]) {
      const fall = readings.valueMillionths[before]! - readings.valueMillionths[row]!;
      if (fall > 0 && fall <= mostFall) {
        yield { row, earlier: readings.readOn[before]! };
        continue;
      }
    }
    before = row;
  }
}
