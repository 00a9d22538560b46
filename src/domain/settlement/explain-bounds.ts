import { parseExactDecimal } from "./exact-decimal.ts";
import { type ExactGrosze, productOver, timesDecimal, zlotyText } from "./exact-grosze.ts";
import type {
  ParticipantRecord,
  SettledCostFigures,
  SettlementFigures,
  ShareRecord,
} from "./settlement-record.ts";

/** What the lowest and highest cost per m² made of a unit's share of one cost. */
export interface ExplainedBounds {
  readonly minGroszePerM2: string | null;
  readonly maxGroszePerM2: string | null;
  readonly minGrosze: number | null;
  readonly maxGrosze: number | null;
  readonly unboundedGrosze: number;
  readonly boundedGrosze: number;
  /** λ: every share between the bounds was multiplied by it; null where nobody in the building was held at a bound. */
  readonly factor: string | null;
  /** Σ amount × quantity ÷ total before any rounding, złoty with six decimals; null where a holder has only a part of the unit. */
  readonly exactZloty: string | null;
  /** exactZloty × λ, six decimals. */
  readonly scaledZloty: string | null;
  readonly heldAt: "minimum" | "maximum" | null;
}

/** Null for a cost that has no bounds. */
export function explainBounds(
  figures: SettlementFigures,
  record: ParticipantRecord,
  cost: SettledCostFigures,
  shares: readonly ShareRecord[],
): ExplainedBounds | null {
  const { bounds } = record;
  const step = figures.working.find((each) => each.step === "bounds-factor");
  const sum = shares.reduce((total, share) => total + share.grosze, 0);
  if (bounds === null || figures.bounds === null) return null;
  const isThisCost = step === undefined ? sum === bounds.boundedGrosze : step.inputs.cost === cost.id;
  if (!isThisCost) return null;
  const exact = sum === bounds.boundedGrosze ? exactSum(cost, shares) : null;
  const factor = step === undefined ? null : String(step.outcome);
  const exactFactor = factor === null ? null : parseExactDecimal(factor);
  return {
    ...figures.bounds,
    ...bounds,
    factor,
    exactZloty: exact && zlotyText(exact),
    scaledZloty: exact && exactFactor && zlotyText(timesDecimal(exact, exactFactor)),
    heldAt: step === undefined ? null : heldAt(bounds),
  };
}

function exactSum(cost: SettledCostFigures, shares: readonly ShareRecord[]): ExactGrosze | null {
  let sum: ExactGrosze = { numerator: 0n, divisor: 1n };
  for (const share of shares) {
    const part = cost.parts.find(
      ({ key, from, to }) => key === share.key && from === share.from && to === share.to,
    );
    const quantity = parseExactDecimal(share.quantity);
    const total = part === undefined ? null : parseExactDecimal(part.total);
    if (part === undefined || quantity === null || total === null) return null;
    if (part.amountGrosze === 0) continue;
    const exact = productOver(part.amountGrosze, quantity, total);
    if (exact === null) return null;
    sum = {
      numerator: sum.numerator * exact.divisor + exact.numerator * sum.divisor,
      divisor: sum.divisor * exact.divisor,
    };
  }
  return sum;
}

/** Whole grosze cannot always reach a bound exactly. */
function heldAt({
  boundedGrosze,
  minGrosze,
  maxGrosze,
}: NonNullable<ParticipantRecord["bounds"]>): ExplainedBounds["heldAt"] {
  if (minGrosze !== null && boundedGrosze <= minGrosze) return "minimum";
  return maxGrosze !== null && boundedGrosze >= maxGrosze ? "maximum" : null;
}
