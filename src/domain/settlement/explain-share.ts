import { divideHalfUp } from "../values/rounding.ts";
import { type ExactDecimal, parseExactDecimal, ratioText } from "./exact-decimal.ts";
import { type ExactGrosze, productOver, zlotyText } from "./exact-grosze.ts";
import { type ExplainedBounds, explainBounds } from "./explain-bounds.ts";
import type {
  ParticipantRecord,
  SettledCostFigures,
  SettlementFigures,
  ShareRecord,
} from "./settlement-record.ts";

/** How a participant's share of one part of a cost is computed again with a pocket calculator. */
export interface ExplainedPart {
  readonly share: ShareRecord;
  /** Of the cost; null where the figures do not name the part. */
  readonly part: SettledCostFigures["parts"][number] | null;
  /** The participant's quantity ÷ the total of the key, percent with four decimals. */
  readonly sharePercent: string | null;
  /** Quantity × price, złoty with six decimals. */
  readonly exactZloty: string;
  /** The same, rounded half up to the grosz. */
  readonly plainGrosze: number;
  /** Grosze that neither the rounding, nor the remainder, nor the bounds account for: steps of the settlement itself say why. */
  readonly unexplainedGrosze: number;
}

export interface ExplainedCost {
  readonly cost: SettledCostFigures;
  readonly parts: readonly ExplainedPart[];
  /** Sum of the participant's shares. */
  readonly grosze: number;
  readonly bounds: ExplainedBounds | null;
}

const PERCENT_DECIMALS = 4;

/** Every cost of which the participant has a share, in the order of the settlement. */
export function explainShares(figures: SettlementFigures, record: ParticipantRecord): ExplainedCost[] {
  return figures.costs.flatMap((cost) => {
    const shares = record.shares.filter((share) => share.cost === cost.id);
    if (shares.length === 0) return [];
    return [
      {
        cost,
        parts: shares.map((share) => explainPart(cost, share)),
        grosze: shares.reduce((sum, share) => sum + share.grosze, 0),
        bounds: explainBounds(figures, record, cost, shares),
      },
    ];
  });
}

function explainPart(cost: SettledCostFigures, share: ShareRecord): ExplainedPart {
  const part = partOf(cost, share);
  const quantity = decimalOf(share.quantity);
  const exact = productOfPrice(decimalOf(share.price), quantity);
  const plainGrosze = Number(divideHalfUp(exact.numerator, exact.divisor));
  // In another unit (an area instead of a device, an amount told for the unit) it is no part of that total.
  const total = part?.unit === share.unit ? parseExactDecimal(part.total) : null;
  const ratio = total && productOver(100, quantity, total);
  return {
    share,
    part,
    sharePercent: ratio && ratioText(ratio.numerator, ratio.divisor, PERCENT_DECIMALS),
    exactZloty: zlotyText(exact),
    plainGrosze,
    unexplainedGrosze: share.grosze - plainGrosze - share.remainderGrosze - (share.boundsGrosze ?? 0),
  };
}

/** The part of a cost that a share was taken from: its key and, where a price changed inside the period, its days. */
export function partOf(
  cost: SettledCostFigures,
  share: ShareRecord,
): SettledCostFigures["parts"][number] | null {
  return (
    cost.parts.find(({ key, from, to }) => key === share.key && from === share.from && to === share.to) ??
    null
  );
}

/** Price in złoty × quantity, in grosze. */
function productOfPrice(price: ExactDecimal, quantity: ExactDecimal): ExactGrosze {
  return {
    numerator: price.coefficient * quantity.coefficient * 100n,
    divisor: 10n ** BigInt(price.scale + quantity.scale),
  };
}

function decimalOf(text: string): ExactDecimal {
  const decimal = parseExactDecimal(text);
  if (decimal === null) throw new Error(`a settlement's figure is no decimal: ${text}`);
  return decimal;
}
