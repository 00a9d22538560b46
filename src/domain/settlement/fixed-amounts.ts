import { grosze, plainZloty } from "../values/money.ts";
import { type Refusal, refusal } from "../values/result.ts";
import type { WorkingStep } from "../values/working.ts";
import type { CostPool } from "./cost-pools.ts";
import type { DefinedAmount } from "./definition.ts";
import { decimalText, type ExactDecimal, wholeDecimal } from "./exact-decimal.ts";
import { daysOfPool } from "./key-price.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { compareIds, type RoundingRule } from "./settlement-case.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import { shareOut } from "./share-out.ts";
import type { ParticipantShare, SharedPool } from "./shared-pool.ts";
import { weightsOf } from "./weights.ts";

/** What one participant was told to bear: so many times an amount. */
interface Bearer {
  readonly id: string;
  readonly quantity: ExactDecimal;
  readonly amountGrosze: number;
}

/** Whether a pool is shared by amounts that are told. */
export function isFixed({ parts }: CostPool): boolean {
  return parts.some(({ key }) => key === "fixed-amount");
}

/** Pools whose told amounts do not come to exactly that part of the cost: both sums, grosze. */
export function fixedAmountProblems(
  pools: readonly CostPool[],
  order: SettlementOrder,
  participants: readonly ParticipantFacts[],
): Refusal[] {
  return pools.filter(isFixed).flatMap((pool) => {
    const { coefficient, scale } = sumOf(bearersOf(pool, order, participants));
    const amountsGrosze = decimalText({ coefficient, scale });
    return amountsGrosze === String(pool.amountGrosze)
      ? []
      : [
          refusal("fixed-amounts-differ", {
            cost: pool.cost.id,
            partGrosze: pool.amountGrosze,
            amountsGrosze,
          }),
        ];
  });
}

/**
 * Shares a pool by the told amounts, which come to it exactly (`fixedAmountProblems`). Only parts of a device may leave a fraction of a
 * grosz, which the settlement's rounding rule gives to somebody, ties to the smaller id.
 */
export function shareFixedAmounts(
  pool: CostPool,
  order: SettlementOrder,
  participants: readonly ParticipantFacts[],
  rounding: RoundingRule,
): SharedPool {
  const defined = definedAmount(pool);
  const bearers = bearersOf(pool, order, participants);
  const amounts = groszeOf(pool, bearers, rounding, defined);
  const unit = defined === null ? "" : UNITS[defined.per];
  const shares = new Map<string, ParticipantShare[]>();
  for (const [index, { id, quantity, amountGrosze }] of bearers.entries())
    shares.set(id, [
      {
        pool,
        key: "fixed-amount",
        quantity,
        unit,
        price: zlotyOf(amountGrosze),
        grosze: amounts[index]!,
        boundsGrosze: 0,
        isEstimated: false,
        isMeasured: false,
      },
    ]);
  return {
    pool,
    shares,
    bounds: new Map(),
    accessRefusedGrosze: 0,
    operating: null,
    parts: [{ ...figuresOf(pool, bearers, defined), ...daysOfPool(pool, order.period) }],
    working: workingOf(pool, bearers, defined),
    participantWorking: new Map(),
  };
}

const UNITS = { unit: "participants", device: "devices" } as const;
const ONE = wholeDecimal(1);

function definedAmount({ cost }: CostPool): DefinedAmount | null {
  return cost.parts.find(({ key }) => key === "fixed-amount")?.fixedAmount ?? null;
}

/** By id; nobody who bears nothing. A common part is no unit, so an amount per unit is none of its. */
function bearersOf(
  pool: CostPool,
  { fixedAmounts = [] }: SettlementOrder,
  participants: readonly ParticipantFacts[],
): Bearer[] {
  const defined = definedAmount(pool);
  const bearers =
    defined === null
      ? fixedAmounts
          .filter(({ cost, amountGrosze }) => cost === pool.cost.id && amountGrosze !== 0)
          .map(({ unit, amountGrosze }) => ({ id: unit, quantity: ONE, amountGrosze }))
      : participants
          .map((one) => ({
            id: one.id,
            quantity: quantityOf(one, defined),
            amountGrosze: defined.amountGrosze,
          }))
          .filter(({ quantity }) => quantity.coefficient > 0n);
  return bearers.sort((first, second) => compareIds(first.id, second.id));
}

function quantityOf({ unit, meters }: ParticipantFacts, { per }: DefinedAmount): ExactDecimal {
  if (per === "device") return { coefficient: BigInt(meters), scale: 6 };
  return unit === null ? wholeDecimal(0) : ONE;
}

/** Σ quantity × amount, grosze. */
function sumOf(bearers: readonly Bearer[]): ExactDecimal {
  const coefficient = bearers.reduce(
    (sum, { quantity, amountGrosze }) => sum + inMillionths(quantity) * BigInt(amountGrosze),
    0n,
  );
  return { coefficient, scale: 6 };
}

function inMillionths({ coefficient, scale }: ExactDecimal): bigint {
  return coefficient * 10n ** BigInt(6 - scale);
}

function groszeOf(
  { amountGrosze }: CostPool,
  bearers: readonly Bearer[],
  rounding: RoundingRule,
  defined: DefinedAmount | null,
): readonly number[] {
  if (defined === null) return bearers.map((bearer) => bearer.amountGrosze);
  const weights = weightsOf(bearers.map(({ quantity }) => inMillionths(quantity)));
  return shareOut(amountGrosze, weights, rounding).parts;
}

/** Everybody sees one price where there is one, and otherwise the sum alone: an amount told for a unit is nobody else's to see. */
function figuresOf(
  { percents, amountGrosze }: CostPool,
  bearers: readonly Bearer[],
  defined: DefinedAmount | null,
) {
  const part = { key: "fixed-amount", percent: decimalText(percents[0]!), amountGrosze } as const;
  return defined === null
    ? { ...part, total: zlotyOf(amountGrosze), price: "1", unit: "zloty" }
    : { ...part, total: totalOf(bearers), price: zlotyOf(defined.amountGrosze), unit: UNITS[defined.per] };
}

function totalOf(bearers: readonly Bearer[]): string {
  const coefficient = bearers.reduce((sum, { quantity }) => sum + inMillionths(quantity), 0n);
  return decimalText({ coefficient, scale: 6 });
}

function workingOf(
  { cost, documentsGrosze, percents, amountGrosze }: CostPool,
  bearers: readonly Bearer[],
  defined: DefinedAmount | null,
): WorkingStep[] {
  const part = {
    step: "cost-part",
    inputs: {
      cost: cost.id,
      key: "fixed-amount",
      costGrosze: documentsGrosze,
      percent: decimalText(percents[0]!),
    },
    outcome: amountGrosze,
  };
  const inputs =
    defined === null
      ? { cost: cost.id, participants: bearers.length }
      : { cost: cost.id, fixedGrosze: defined.amountGrosze, per: defined.per, total: totalOf(bearers) };
  const step = defined === null ? "fixed-amounts-told" : "fixed-amounts-each";
  return [part, { step, inputs, outcome: amountGrosze }];
}

function zlotyOf(amountGrosze: number): string {
  return plainZloty(grosze(amountGrosze));
}
