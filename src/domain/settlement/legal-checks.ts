import { ACCESS_REFUSAL_FACTOR, HEATING_AUDIT_LIMIT, HOT_WATER_AUDIT_LIMIT } from "../law/heat-limits.ts";
import { type LegalTable, valueOn } from "../law/legal-table.ts";
import { type Grosze, grosze } from "../values/money.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { accept, type Result } from "../values/result.ts";
import { ratioText } from "./exact-decimal.ts";

/** What was measured against a limit of the law. */
export interface LegalCheck {
  /** Name of the legal table; the message catalogue has its Polish name. */
  readonly check: "heating-audit-limit" | "hot-water-audit-limit" | "access-refusal-factor";
  readonly isExceeded: boolean;
  /** With four decimals, for showing; null where there is nothing to divide by. */
  readonly measured: string | null;
  readonly limit: string;
  readonly unit: string;
  readonly citation: string;
}

/**
 * Whether the heat of 12 months calls for an energy audit of the building. Exactly at the limit none is due.
 * Refuses `rate-unknown` for a day before the table.
 * @law Prawo energetyczne art. 45a ust. 13
 */
export function heatingAuditCheck(
  { heatMegajoules, heatedVolumeDm3 }: { heatMegajoules: number; heatedVolumeDm3: number },
  on: PlainDate,
): Result<LegalCheck> {
  // 1 MJ per dm³ is 1 GJ per m³.
  return againstLimit(
    "heating-audit-limit",
    HEATING_AUDIT_LIMIT,
    BigInt(heatMegajoules),
    BigInt(heatedVolumeDm3),
    on,
  );
}

/**
 * Whether the heat for 12 months' hot water calls for an energy audit. Exactly at the limit none is due.
 * Refuses `rate-unknown` for a day before the table.
 * @law Prawo energetyczne art. 45a ust. 13
 */
export function hotWaterAuditCheck(
  { heatMegajoules, hotWaterDm3 }: { heatMegajoules: number; hotWaterDm3: number },
  on: PlainDate,
): Result<LegalCheck> {
  return againstLimit(
    "hot-water-audit-limit",
    HOT_WATER_AUDIT_LIMIT,
    BigInt(heatMegajoules),
    BigInt(hotWaterDm3),
    on,
  );
}

/** What a unit without access is charged, against the building: areas in cm², or volumes in dm³, but both the same. */
export interface RefusalCharge {
  readonly chargeGrosze: Grosze;
  readonly buildingCostGrosze: Grosze;
  readonly buildingSize: number;
  readonly unitSize: number;
}

/**
 * Whether the charge for refused access or tampering is above the factor of the law.
 * Refuses `rate-unknown` for a day before the table.
 * @law Prawo energetyczne art. 45a ust. 11a
 */
export function refusalChargeCheck(
  { chargeGrosze, buildingCostGrosze, buildingSize, unitSize }: RefusalCharge,
  on: PlainDate,
): Result<LegalCheck> {
  const charged = BigInt(chargeGrosze) * BigInt(buildingSize);
  return againstLimit(
    "access-refusal-factor",
    ACCESS_REFUSAL_FACTOR,
    charged,
    BigInt(buildingCostGrosze) * BigInt(unitSize),
    on,
  );
}

/**
 * The highest charge for refused access: factor × average cost × the unit's size, rounded down so that it never exceeds
 * the limit. The building's size must be above zero. Refuses `rate-unknown` for a day before the table.
 * @law Prawo energetyczne art. 45a ust. 11a
 */
export function highestRefusalCharge(
  { buildingCostGrosze, buildingSize, unitSize }: Omit<RefusalCharge, "chargeGrosze">,
  on: PlainDate,
): Result<Grosze> {
  const factor = valueOn(ACCESS_REFUSAL_FACTOR, on);
  if (!factor.ok) return factor;
  const hundredths = BigInt(factor.value.value) * BigInt(buildingCostGrosze) * BigInt(unitSize);
  return accept(grosze(Number(hundredths / (100n * BigInt(buildingSize)))));
}

/** amount ÷ base against a limit in hundredths, by cross product: nothing is rounded before it is compared. */
function againstLimit(
  check: LegalCheck["check"],
  table: LegalTable<number>,
  amount: bigint,
  base: bigint,
  on: PlainDate,
): Result<LegalCheck> {
  const limit = valueOn(table, on);
  if (!limit.ok) return limit;
  return accept({
    check,
    isExceeded: amount * 100n > BigInt(limit.value.value) * base,
    measured: base > 0n ? ratioText(amount, base, 4) : null,
    limit: ratioText(BigInt(limit.value.value), 100n, 2),
    unit: table.unit,
    citation: limit.value.citation,
  });
}
