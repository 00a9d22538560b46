import { divideHalfUp } from "../values/rounding.ts";
import type { ComputedSettlement, SettledParticipant, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** A participant as the person who will post it looks at it, beside what the unit was settled for a year before. */
export interface PreviewedResult {
  readonly participant: number;
  readonly unit: string;
  readonly rightId: number | null;
  readonly from: string;
  readonly to: string;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  readonly resultGrosze: number;
  readonly lastYearCostGrosze: number | null;
  /** Against last year, whole percent; null without one. */
  readonly changePercent: number | null;
  readonly isEstimated: boolean;
  readonly isAccessRefused: boolean;
}

/** Results to look at before posting: those settled otherwise than by reading, and those that changed most. */
export interface Outliers {
  readonly accessRefused: readonly PreviewedResult[];
  readonly estimated: readonly PreviewedResult[];
  /** The largest changes against last year, up or down. */
  readonly changed: readonly PreviewedResult[];
  /** Furthest from the mean cost of a square metre. */
  readonly unusualPerM2: readonly (PreviewedResult & {
    readonly groszePerM2: number;
    readonly meanGroszePerM2: number;
  })[];
}

/** What everybody is settled for, beside what the same units were settled for a year before. */
export interface YearBefore {
  readonly costGrosze: number;
  /** Of the units that were settled then, against then: whole percent. */
  readonly changePercent: number | null;
}

/** How many of each kind are pointed out. */
const POINTED_OUT = 10;

export function previewResults(
  { participants }: ComputedSettlement,
  order: SettlementOrder,
  { lastYear }: Pick<SettlementFacts, "lastYear">,
): PreviewedResult[] {
  const refused = new Set(order.accessRefused.map(({ unit }) => unit));
  const costOfUnit = new Map<number, number>();
  for (const { unitId, costGrosze } of participants)
    if (unitId !== null) costOfUnit.set(unitId, (costOfUnit.get(unitId) ?? 0) + costGrosze);
  return participants.map((each, index) => {
    const before = each.unitId === null ? null : (lastYear.get(each.unitId)?.costGrosze ?? null);
    return {
      participant: index + 1,
      unit: each.code,
      rightId: each.rightId,
      from: each.from,
      to: each.to,
      costGrosze: each.costGrosze,
      advancesGrosze: each.advancesGrosze,
      resultGrosze: each.resultGrosze,
      lastYearCostGrosze: before,
      changePercent: before ? percentOfChange(before, costOfUnit.get(each.unitId!) ?? 0) : null,
      isEstimated: each.record.shares.some(({ isEstimated }) => isEstimated),
      isAccessRefused: refused.has(each.code),
    };
  });
}

/** Null where nobody was settled by this regulation a year before. */
export function yearBefore(
  { participants }: ComputedSettlement,
  { lastYear }: Pick<SettlementFacts, "lastYear">,
): YearBefore | null {
  if (lastYear.size === 0) return null;
  const before = [...lastYear.values()].reduce((sum, { costGrosze }) => sum + costGrosze, 0);
  const now = participants.reduce(
    (sum, { unitId, costGrosze }) => (unitId !== null && lastYear.has(unitId) ? sum + costGrosze : sum),
    0,
  );
  return { costGrosze: before, changePercent: before === 0 ? null : percentOfChange(before, now) };
}

export function outliersOf(
  results: readonly PreviewedResult[],
  computed: ComputedSettlement,
  facts: Pick<SettlementFacts, "units">,
): Outliers {
  const byChange = results
    .filter(({ changePercent }) => changePercent !== null && changePercent !== 0)
    .sort((a, b) => Math.abs(b.changePercent!) - Math.abs(a.changePercent!) || a.participant - b.participant);
  return {
    accessRefused: results.filter(({ isAccessRefused }) => isAccessRefused).slice(0, POINTED_OUT),
    estimated: results.filter(({ isEstimated }) => isEstimated).slice(0, POINTED_OUT),
    changed: byChange.slice(0, POINTED_OUT),
    unusualPerM2: unusualPerM2(results, computed, facts),
  };
}

function unusualPerM2(
  results: readonly PreviewedResult[],
  { participants }: ComputedSettlement,
  { units }: Pick<SettlementFacts, "units">,
): Outliers["unusualPerM2"] {
  const areas = new Map(units.map(({ unitId, states }) => [unitId, states.at(-1)?.usableAreaCm2 ?? 0]));
  const areaOf = ({ unitId }: SettledParticipant) => (unitId === null ? 0 : (areas.get(unitId) ?? 0));
  // A unit that changed hands stands there in parts, which say nothing of a square metre.
  const parts = new Map<number | null, number>();
  for (const { unitId } of participants) parts.set(unitId, (parts.get(unitId) ?? 0) + 1);
  const measured = results.filter((_, index) => {
    const participant = participants[index]!;
    return areaOf(participant) > 0 && parts.get(participant.unitId) === 1;
  });
  const place = ({ participant }: PreviewedResult) => participants[participant - 1]!;
  const cost = measured.reduce((sum, { costGrosze }) => sum + costGrosze, 0);
  const area = measured.reduce((sum, result) => sum + areaOf(place(result)), 0);
  if (area === 0) return [];
  const meanGroszePerM2 = groszePerM2Of(cost, area);
  return measured
    .map((result) => {
      const groszePerM2 = groszePerM2Of(result.costGrosze, areaOf(place(result)));
      return { ...result, groszePerM2, meanGroszePerM2 };
    })
    .filter(({ groszePerM2 }) => groszePerM2 !== meanGroszePerM2)
    .sort(
      (a, b) =>
        Math.abs(b.groszePerM2 - meanGroszePerM2) - Math.abs(a.groszePerM2 - meanGroszePerM2) ||
        a.participant - b.participant,
    )
    .slice(0, POINTED_OUT);
}

function groszePerM2Of(costGrosze: number, areaCm2: number): number {
  return Number(divideHalfUp(BigInt(costGrosze) * 10_000n, BigInt(areaCm2)));
}

function percentOfChange(before: number, now: number): number {
  const change = Number(divideHalfUp(BigInt(now - before) * 100n, BigInt(Math.abs(before))));
  return change === 0 ? 0 : change;
}
