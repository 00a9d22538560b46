import { firstDay } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { CooperativeFacts, DatedRows, FactKind, FactProblem } from "./facts.ts";
import { NO_ROW } from "./facts.ts";
import { holderProblems } from "./holders.ts";
import { firstUncoveredDay, inGroups, overlappingRows } from "./periods.ts";

/** What the register alone can be wrong about: the tree, dated facts that overlap, rights and their holders. */
export function registerProblems(facts: CooperativeFacts): FactProblem[] {
  return [
    ...treeProblems(facts),
    ...overlapProblems(facts),
    ...rightOutsideUnitProblems(facts),
    ...holderProblems(facts),
    ...personProblems(facts),
  ];
}

/** `staircase-of-another-building`: the staircase of a unit must stand in the unit's building. */
function treeProblems({ units, staircases, buildings }: CooperativeFacts): FactProblem[] {
  const problems: FactProblem[] = [];
  for (let row = 0; row < units.count; row += 1) {
    const staircase = units.staircase[row]!;
    const building = units.building[row]!;
    if (staircase === NO_ROW || building === NO_ROW) continue;
    const stands = staircases.building[staircase]!;
    if (stands === NO_ROW || stands === building) continue;
    const data = {
      unit: units.code[row]!,
      staircase: staircases.code[staircase]!,
      building: buildings.code[building]!,
    };
    problems.push({ kind: "units", row, field: "staircase", reason: "staircase-of-another-building", data });
  }
  return problems;
}

/** `rights-overlap` for two rights on one unit, `periods-overlap` for other dated facts told twice of the same days. */
function overlapProblems(facts: CooperativeFacts): FactProblem[] {
  const { units, unitStates, people, rights, rightHolders, residents, members, disputedRates, components } =
    facts;
  const pair = (first: number, second: number) =>
    first * (facts.people.count + facts.components.count + 1) + second;
  const overlaps = (
    kind: FactKind,
    rows: DatedRows,
    groupOf: (row: number) => number,
    belongs: (row: number) => boolean,
    of: (row: number) => string,
  ): FactProblem[] =>
    overlappingRows(rows, groupOf, belongs).map(({ row, other }) => ({
      kind,
      row,
      field: "from",
      reason: "periods-overlap",
      data: { of: of(row), from: rows.from[row]!, otherFrom: rows.from[other]! },
    }));
  return [
    ...overlappingRows(
      rights,
      (row) => rights.unit[row]!,
      (row) => rights.unit[row] !== NO_ROW,
    ).map(({ row, other }) => ({
      kind: "rights" as const,
      row,
      field: "from",
      reason: "rights-overlap",
      data: { unit: units.code[rights.unit[row]!]!, right: rights.code[row]!, other: rights.code[other]! },
    })),
    ...overlaps(
      "unitStates",
      unitStates,
      (row) => unitStates.unit[row]!,
      (row) => unitStates.unit[row] !== NO_ROW,
      (row) => units.code[unitStates.unit[row]!]!,
    ),
    ...overlaps(
      "rightHolders",
      rightHolders,
      (row) => pair(rightHolders.right[row]!, rightHolders.person[row]!),
      (row) => rightHolders.right[row] !== NO_ROW && rightHolders.person[row] !== NO_ROW,
      (row) => `${rights.code[rightHolders.right[row]!]} · ${people.code[rightHolders.person[row]!]}`,
    ),
    ...overlaps(
      "residents",
      residents,
      (row) => pair(residents.unit[row]!, residents.person[row]!),
      (row) => residents.unit[row] !== NO_ROW && residents.person[row] !== NO_ROW,
      (row) => `${units.code[residents.unit[row]!]} · ${people.code[residents.person[row]!]}`,
    ),
    ...overlaps(
      "members",
      members,
      (row) => members.person[row]!,
      (row) => members.person[row] !== NO_ROW,
      (row) => people.code[members.person[row]!]!,
    ),
    ...overlaps(
      "disputedRates",
      disputedRates,
      (row) => pair(disputedRates.unit[row]!, disputedRates.component[row]!),
      (row) => disputedRates.unit[row] !== NO_ROW && disputedRates.component[row] !== NO_ROW,
      (row) => `${units.code[disputedRates.unit[row]!]} · ${components.code[disputedRates.component[row]!]}`,
    ),
  ];
}

/** `right-outside-unit`: from the first month on, the unit of a right must have its facts on every day of the right. */
function rightOutsideUnitProblems({
  cooperative,
  rights,
  units,
  unitStates,
}: CooperativeFacts): FactProblem[] {
  const opening = firstDay(cooperative.firstMonth);
  const statesOfUnit = new Map<number, number[]>();
  for (const row of inGroups(unitStates, (state) => unitStates.unit[state]!)) {
    const states = statesOfUnit.get(unitStates.unit[row]!);
    if (states) states.push(row);
    else statesOfUnit.set(unitStates.unit[row]!, [row]);
  }
  const unitsWithFaultyState = new Set([...unitStates.faulty].map((row) => unitStates.unit[row]!));
  const problems: FactProblem[] = [];
  for (let row = 0; row < rights.count; row += 1) {
    const unit = rights.unit[row]!;
    const until = rights.until[row]!;
    if (rights.faulty.has(row) || unit === NO_ROW || unitsWithFaultyState.has(unit)) continue;
    const from: PlainDate = rights.from[row]! > opening ? rights.from[row]! : opening;
    if (until !== null && until <= from) continue;
    const states = (statesOfUnit.get(unit) ?? []).map((state) => ({
      from: unitStates.from[state]!,
      until: unitStates.until[state]!,
    }));
    const day = firstUncoveredDay({ from, until }, states);
    if (day === null) continue;
    const data = { right: rights.code[row]!, unit: units.code[unit]!, day };
    problems.push({ kind: "rights", row, field: "unit", reason: "right-outside-unit", data });
  }
  return problems;
}

/** `legal-person-with-pesel`: only people have one. */
function personProblems({ people }: CooperativeFacts): FactProblem[] {
  const problems: FactProblem[] = [];
  for (let row = 0; row < people.count; row += 1) {
    if (people.kind[row] !== "legal" || people.pesel[row] === "" || people.faulty.has(row)) continue;
    const data = { person: people.code[row]! };
    problems.push({ kind: "people", row, field: "pesel", reason: "legal-person-with-pesel", data });
  }
  return problems;
}
