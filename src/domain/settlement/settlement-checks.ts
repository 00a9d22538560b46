import { ACCESS_REFUSAL_FACTOR } from "../law/heat-limits.ts";
import { valueOn } from "../law/legal-table.ts";
import { addDays, addMonths, type PlainDate } from "../values/plain-date.ts";
import type { Result } from "../values/result.ts";
import { divideHalfUp } from "../values/rounding.ts";
import type { SettlementDefinition } from "./definition.ts";
import { forbiddenKeys, KEYS_CITATION } from "./definition-problems.ts";
import { powerOfTen, ratioText, requiredDecimal } from "./exact-decimal.ts";
import { heatingAuditCheck, hotWaterAuditCheck, type LegalCheck } from "./legal-checks.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import type { SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import type { SettlementLegalCheck } from "./settlement-record.ts";
import type { SharedPool } from "./shared-pool.ts";

const REGULATION_OF_2021 = "Dz.U. 2021 poz. 2273 (rozporządzenie z 7.12.2021)";

/** What is checked; the message catalogue has a name for each. */
export type SettlementCheckName =
  | "allowed-keys"
  | "variable-cost-bounds"
  | "location-factors"
  | "monthly-information"
  | LegalCheck["check"];

type SettlementCheck = SettlementLegalCheck & { readonly check: SettlementCheckName };

/** Heat of the period in GJ as text, as far as somebody knows it. */
export interface HeatDelivered {
  readonly total: string | null;
  readonly heating: string | null;
  readonly hotWater: string | null;
}

/**
 * What the law asks to be looked at; nothing here keeps a settlement from being posted.
 * @law Prawo energetyczne art. 45a ust. 11a, ust. 13, art. 45c; rozporządzenie z 7.12.2021 (Dz.U. 2021 poz. 2273)
 */
export function settlementChecks(
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
  participants: readonly ParticipantFacts[],
  heat: HeatDelivered,
  hotWaterDm3: number | null,
  pools: readonly SharedPool[],
): SettlementLegalCheck[] {
  return [
    ...auditChecks(definition, order, participants, heat, hotWaterDm3),
    ...locationCheck(definition, order, facts),
    ...boundsCheck(definition, order, pools),
    ...informationCheck(definition, facts, participants),
    ...keysCheck(definition),
    ...accessCheck(definition, order),
  ];
}

/** Keys beside those that the law names for heat and hot water; with any, the definition was refused before. */
function keysCheck({ medium, costs }: SettlementDefinition): SettlementCheck[] {
  if (medium !== "heat" && medium !== "hot-water") return [];
  const forbidden = costs.flatMap((cost) => forbiddenKeys(medium, cost)).length;
  const measured = String(forbidden);
  return [
    { check: "allowed-keys", isExceeded: forbidden > 0, measured, limit: "0", citation: KEYS_CITATION },
  ];
}

/** With allocators a lowest and a highest variable cost per m² are told for each period; how many units they moved. */
function boundsCheck(
  definition: SettlementDefinition,
  { bounds }: SettlementOrder,
  pools: readonly SharedPool[],
): SettlementCheck[] {
  if (!hasAllocators(definition)) return [];
  const isTold =
    definition.boundedCost !== null && bounds?.minGroszePerM2 != null && bounds.maxGroszePerM2 != null;
  const moved = pools
    .flatMap((pool) => [...pool.bounds.values()])
    .filter(
      ({ unboundedGrosze, minGrosze, maxGrosze }) =>
        unboundedGrosze < (minGrosze ?? unboundedGrosze) || unboundedGrosze > (maxGrosze ?? unboundedGrosze),
    ).length;
  const measured = bounds === null ? null : String(moved);
  return [
    {
      check: "variable-cost-bounds",
      isExceeded: !isTold,
      measured,
      limit: null,
      citation: REGULATION_OF_2021,
    },
  ];
}

function hasAllocators({ costs }: SettlementDefinition): boolean {
  return costs.some(({ parts }) => parts.some(({ key }) => key === "allocator-units"));
}

/** The limits are of 12 months, so that a shorter or longer period is not held against them. */
function auditChecks(
  { medium }: SettlementDefinition,
  { period }: SettlementOrder,
  participants: readonly ParticipantFacts[],
  { heating, hotWater }: HeatDelivered,
  hotWaterDm3: number | null,
): SettlementCheck[] {
  if (addMonths(period.from, 12) !== addDays(period.to, 1)) return [];
  const checks: Result<LegalCheck>[] = [];
  if (medium === "heat" && heating !== null) {
    const heatedVolumeDm3 = participants.reduce((sum, { volumeDm3 }) => sum + (volumeDm3 ?? 0), 0);
    checks.push(heatingAuditCheck({ heatMegajoules: megajoules(heating), heatedVolumeDm3 }, period.to));
  }
  if (medium === "hot-water" && hotWater !== null && hotWaterDm3 !== null)
    checks.push(hotWaterAuditCheck({ heatMegajoules: megajoules(hotWater), hotWaterDm3 }, period.to));
  return checks.flatMap((check) =>
    check.ok && check.value.measured !== null ? [recorded(check.value)] : [],
  );
}

function recorded({ check, isExceeded, measured, limit, citation }: LegalCheck): SettlementCheck {
  return { check, isExceeded, measured, limit, citation };
}

/** With allocators the position of a unit in the building has to be made up for: some factor differs from 1. */
function locationCheck(
  definition: SettlementDefinition,
  { period }: SettlementOrder,
  { points }: SettlementFacts,
): SettlementCheck[] {
  if (!hasAllocators(definition)) return [];
  const isInPeriod = ({ from, until }: { from: PlainDate; until: PlainDate | null }) =>
    from <= period.to && (until === null || until > period.from);
  const hasFactors = [...points.values()].some(({ locationFactors }) =>
    locationFactors.some((range) => range.factor !== 1_000_000 && isInPeriod(range)),
  );
  return [
    {
      check: "location-factors",
      isExceeded: !hasFactors,
      measured: null,
      limit: null,
      citation: REGULATION_OF_2021,
    },
  ];
}

/** Units read from a distance are told their consumption every month; how many were not, in some month. */
function informationCheck(
  { medium }: SettlementDefinition,
  { monthsWithoutInformation }: SettlementFacts,
  participants: readonly ParticipantFacts[],
): SettlementCheck[] {
  if (medium !== "heat" && medium !== "hot-water") return [];
  const missing = participants.filter(({ id }) => (monthsWithoutInformation.get(id) ?? 0) > 0).length;
  return [
    {
      check: "monthly-information",
      isExceeded: missing > 0,
      measured: String(missing),
      limit: "0",
      citation: "art. 45c Prawa energetycznego",
    },
  ];
}

/** Told wherever somebody is charged so; a definition above the limit is refused before. */
function accessCheck(
  { medium, accessRefusalPercent }: SettlementDefinition,
  { accessRefused, period }: SettlementOrder,
): SettlementCheck[] {
  const limit = valueOn(ACCESS_REFUSAL_FACTOR, period.to);
  if (medium !== "heat" || accessRefused.length === 0 || !limit.ok) return [];
  const percent = requiredDecimal(accessRefusalPercent);
  return [
    {
      check: "access-refusal-factor",
      isExceeded: false,
      measured: ratioText(percent.coefficient, powerOfTen(percent.scale + 2), 4),
      limit: ratioText(BigInt(limit.value.value), 100n, 2),
      citation: limit.value.citation,
    },
  ];
}

function megajoules(gigajoules: string): number {
  const { coefficient, scale } = requiredDecimal(gigajoules);
  return Number(divideHalfUp(coefficient * 1000n, powerOfTen(scale)));
}
