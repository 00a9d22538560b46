import { type CooperativeFacts, type FactProblem, NO_ROW } from "../register/facts.ts";
import { overlappingRows } from "../register/periods.ts";
import { checkNotice } from "./notice.ts";

/**
 * What components and rates can be wrong about: `component-medium` (an advance names its medium, nothing else does),
 * `component-purpose`, `rate-field-missing` and `rate-field-not-used` (what a base asks for), `rate-with-several-places`,
 * `rate-range-upside-down`, `percent-of-itself`, `rates-overlap` (two rates for the same scope on one day), and the notice
 * of a change: `rate-notice-missing`, `rate-before-notice`, `rate-unknown`.
 */
export function rateProblems(facts: CooperativeFacts): FactProblem[] {
  const { rates } = facts;
  const problems: FactProblem[] = [
    ...componentProblems(facts),
    ...percentProblems(facts),
    ...overlaps(facts),
  ];
  for (let row = 0; row < rates.count; row += 1) {
    if (rates.faulty.has(row)) continue;
    problems.push(...baseProblems(facts, row), ...scopeProblems(facts, row), ...noticeProblems(facts, row));
  }
  return problems;
}

function componentProblems({ components }: CooperativeFacts): FactProblem[] {
  const problems: FactProblem[] = [];
  for (let row = 0; row < components.count; row += 1) {
    if (components.faulty.has(row)) continue;
    const data = { component: components.code[row]!, postedTo: components.postedTo[row]! };
    if ((data.postedTo === "advances") !== (components.medium[row] !== null))
      problems.push({ kind: "components", row, field: "medium", reason: "component-medium", data });
    if ((data.postedTo === "repair-fund") !== (components.purpose[row] === "repair-fund"))
      problems.push({ kind: "components", row, field: "purpose", reason: "component-purpose", data });
  }
  return problems;
}

/** Fields that exactly one base asks for. */
const FIELD_OF_BASE = [
  ["equipment", "equipment"],
  ["norm-persons", "normMillionths"],
  ["percent", "percentOf"],
] as const;

function baseProblems({ rates }: CooperativeFacts, row: number): FactProblem[] {
  const problems: FactProblem[] = [];
  for (const [base, field] of FIELD_OF_BASE) {
    const value = rates[field][row]!;
    const isGiven = value !== null && value !== NO_ROW;
    if ((rates.base[row] === base) === isGiven) continue;
    const reason = isGiven ? "rate-field-not-used" : "rate-field-missing";
    problems.push({
      kind: "rates",
      row,
      field,
      reason,
      data: { rate: rates.code[row]!, base: rates.base[row]! },
    });
  }
  return problems;
}

function scopeProblems({ rates }: CooperativeFacts, row: number): FactProblem[] {
  const problems: FactProblem[] = [];
  const data = { rate: rates.code[row]! };
  const places = [rates.property, rates.building, rates.staircase, rates.unit].filter(
    (place) => place[row] !== NO_ROW,
  );
  if (places.length > 1)
    problems.push({ kind: "rates", row, field: null, reason: "rate-with-several-places", data });
  for (const [from, to] of [
    ["floorFrom", "floorTo"],
    ["personsFrom", "personsTo"],
  ] as const) {
    const [first, last] = [rates[from][row]!, rates[to][row]!];
    if (first !== null && last !== null && first > last)
      problems.push({ kind: "rates", row, field: from, reason: "rate-range-upside-down", data });
  }
  return problems;
}

/** @law usm art. 4 ust. 7 and 7¹ */
function noticeProblems({ rates, components, cooperative }: CooperativeFacts, row: number): FactProblem[] {
  const component = rates.component[row]!;
  if (component === NO_ROW || components.faulty.has(component)) return [];
  const refusals = checkNotice({
    rateCode: rates.code[row]!,
    componentCode: components.code[component]!,
    isControllable: components.isControllable[component]!,
    startsOn: rates.from[row]!,
    announcedOn: rates.announcedOn[row]!,
    isAlreadyAnnounced: rates.isAlreadyAnnounced[row]!,
    feeDueDay: cooperative.feeDueDay,
  });
  return refusals.map(({ reason, data }) => ({ kind: "rates", row, field: "announcedOn", reason, data }));
}

/** A percentage of a component that is itself, however far around, a percentage of this one. */
function percentProblems({ rates, components }: CooperativeFacts): FactProblem[] {
  const basis = new Map<number, Set<number>>();
  for (let row = 0; row < rates.count; row += 1) {
    const [component, of] = [rates.component[row]!, rates.percentOf[row]!];
    if (component === NO_ROW || of === NO_ROW) continue;
    basis.set(component, (basis.get(component) ?? new Set()).add(of));
  }
  const reaches = (from: number, goal: number): boolean => {
    const [open, seen] = [[from], new Set<number>()];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === goal) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(basis.get(next) ?? []));
    }
    return false;
  };
  const problems: FactProblem[] = [];
  for (let row = 0; row < rates.count; row += 1) {
    const [component, of] = [rates.component[row]!, rates.percentOf[row]!];
    if (component === NO_ROW || of === NO_ROW || !reaches(of, component)) continue;
    const data = { rate: rates.code[row]!, component: components.code[component]! };
    problems.push({ kind: "rates", row, field: "percentOf", reason: "percent-of-itself", data });
  }
  return problems;
}

function overlaps({ rates }: CooperativeFacts): FactProblem[] {
  const groups = new Map<string, number>();
  const groupOfRow = Array.from({ length: rates.count }, (_, row) => {
    const scope = scopeOf(rates, row);
    const group = groups.get(scope) ?? groups.size;
    groups.set(scope, group);
    return group;
  });
  return overlappingRows(
    rates,
    (row) => groupOfRow[row]!,
    (row) => rates.component[row] !== NO_ROW,
  ).map(({ row, other }) => ({
    kind: "rates",
    row,
    field: "from",
    reason: "rates-overlap",
    data: { rate: rates.code[row]!, other: rates.code[other]!, from: rates.from[row]! },
  }));
}

function scopeOf(rates: CooperativeFacts["rates"], row: number): string {
  return JSON.stringify([
    rates.component[row],
    rates.property[row],
    rates.building[row],
    rates.staircase[row],
    rates.unit[row],
    rates.rightKind[row],
    rates.unitKind[row],
    rates.membership[row],
    rates.floorFrom[row],
    rates.floorTo[row],
    rates.personsFrom[row],
    rates.personsTo[row],
    rates.equipment[row],
  ]);
}
