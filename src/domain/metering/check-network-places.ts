import type { CooperativeFacts, FactProblem } from "../register/facts.ts";
import { NO_ROW } from "../register/facts.ts";
import type { MeteringFacts } from "../register/metering-facts.ts";
import { inGroups } from "../register/periods.ts";
import type { DateRange, PlainDate } from "../values/plain-date.ts";

const WHOLE_MILLIONTHS = 1_000_000;
/** From a tap to the waterworks there are three or four points; what goes on is a slip, and nobody should have to follow it. */
const MOST_POINTS_IN_A_ROW = 16;

/** What points can be wrong about: where they stand in the network and whom they serve. */
export function placeProblems(facts: CooperativeFacts): FactProblem[] {
  return [
    ...statelessPoints(facts),
    ...behindIndividualPoints(facts),
    ...circles(facts),
    ...unitsOfSeveral(facts),
    ...sharesAboveWhole(facts),
  ];
}

/** `point-without-state`: a point must stand somewhere in the network. */
function statelessPoints({ meteringPoints, meteringPointStates }: MeteringFacts): FactProblem[] {
  const told = new Set(meteringPointStates.point);
  // A row that names an unknown point may have meant any of them.
  if (told.has(NO_ROW)) return [];
  return meteringPoints.code.flatMap((point, row): FactProblem[] =>
    told.has(row)
      ? []
      : [{ kind: "meteringPoints", row, field: null, reason: "point-without-state", data: { point } }],
  );
}

/** `behind-individual-point`: what a unit uses up feeds nobody else. */
function behindIndividualPoints({ meteringPoints, meteringPointStates }: MeteringFacts): FactProblem[] {
  return meteringPointStates.behind.flatMap((behind, row): FactProblem[] => {
    if (behind === NO_ROW || meteringPoints.faulty.has(behind)) return [];
    if (meteringPoints.level[behind] !== "individual") return [];
    const data = {
      point: meteringPoints.code[meteringPointStates.point[row]!] ?? null,
      behind: meteringPoints.code[behind]!,
    };
    return [{ kind: "meteringPointStates", row, field: "behind", reason: "behind-individual-point", data }];
  });
}

/** `point-behind-itself` on some day, directly or through others; `network-too-deep`. Each circle is told once. */
function circles({ meteringPoints, meteringPointStates: states }: MeteringFacts): FactProblem[] {
  const statesOf = Map.groupBy(
    inGroups(
      states,
      (row) => states.point[row]!,
      (row) => states.point[row] !== NO_ROW,
    ),
    (row) => states.point[row]!,
  );
  const problems: FactProblem[] = [];
  const report = (path: readonly number[], reason: string) => {
    const names = [...path, ...(reason === "point-behind-itself" ? [path[0]!] : [])].map(
      (row) => meteringPoints.code[states.point[row]!]!,
    );
    const data = { point: names[0]!, path: names.join(" → ") };
    problems.push({ kind: "meteringPointStates", row: path[0]!, field: "behind", reason, data });
  };
  /** Follows the points before the last one of the path through the days; true where the row's problem is found. */
  const follow = (path: readonly number[], during: DateRange): boolean => {
    const behind = states.behind[path.at(-1)!]!;
    if (behind === NO_ROW) return false;
    if (behind === states.point[path[0]!]) {
      // The others of the circle find it too: it is told of the first row.
      if (path.every((row) => row >= path[0]!)) report(path, "point-behind-itself");
      return true;
    }
    if (path.some((row) => states.point[row] === behind)) return true;
    if (path.length >= MOST_POINTS_IN_A_ROW) {
      report(path, "network-too-deep");
      return true;
    }
    return (statesOf.get(behind) ?? []).some((row) => {
      const common = commonDays(during, { from: states.from[row]!, until: states.until[row]! });
      return common !== null && follow([...path, row], common);
    });
  };
  for (const rows of statesOf.values())
    for (const row of rows) follow([row], { from: states.from[row]!, until: states.until[row]! });
  return problems;
}

function commonDays(one: DateRange, other: DateRange): DateRange | null {
  const from = one.from > other.from ? one.from : other.from;
  const until =
    one.until === null || (other.until !== null && other.until < one.until) ? other.until : one.until;
  return until === null || from < until ? { from, until } : null;
}

/** `units-of-several`: a main or collective point serves what stands behind it, not units. */
function unitsOfSeveral({ meteringPoints, meteringPointUnits, units }: CooperativeFacts): FactProblem[] {
  return meteringPointUnits.point.flatMap((point, row): FactProblem[] => {
    if (point === NO_ROW || meteringPoints.faulty.has(point)) return [];
    if (meteringPoints.level[point] === "individual") return [];
    const data = {
      point: meteringPoints.code[point]!,
      unit: units.code[meteringPointUnits.unit[row]!] ?? null,
    };
    return [{ kind: "meteringPointUnits", row, field: "point", reason: "units-of-several", data }];
  });
}

/** `shares-above-whole`: on no day may the units of a point have more than the whole of it. */
function sharesAboveWhole({ meteringPoints, meteringPointUnits: served }: MeteringFacts): FactProblem[] {
  const rowsOf = Map.groupBy(
    inGroups(
      served,
      (row) => served.point[row]!,
      (row) => served.point[row] !== NO_ROW && served.unit[row] !== NO_ROW,
    ),
    (row) => served.point[row]!,
  );
  const problems: FactProblem[] = [];
  for (const [point, rows] of rowsOf) {
    for (const [index, row] of rows.entries()) {
      const day: PlainDate = served.from[row]!;
      // Sums change only on first days; days told twice of one unit are reported as such.
      const shares = new Map<number, number>();
      for (const other of rows.slice(0, index + 1)) {
        const until = served.until[other]!;
        if (until === null || until > day) shares.set(served.unit[other]!, served.shareMillionths[other]!);
      }
      const sum = [...shares.values()].reduce((total, share) => total + share, 0);
      if (sum <= WHOLE_MILLIONTHS) continue;
      const data = { point: meteringPoints.code[point]!, day, sumMillionths: sum };
      problems.push({
        kind: "meteringPointUnits",
        row,
        field: "shareMillionths",
        reason: "shares-above-whole",
        data,
      });
      break;
    }
  }
  return problems;
}
