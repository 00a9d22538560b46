import { accept, type Result, refusal, refuse } from "../values/result.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { WorkingStep } from "../values/working.ts";
import { type AccessCharges, accessCharges } from "./access-refusal.ts";
import type { CostPool } from "./cost-pools.ts";
import { decimalText, requiredDecimal } from "./exact-decimal.ts";
import { daysOfPool, keyPrice, priceFor, unitOfKey } from "./key-price.ts";
import { boundsOf } from "./participant-bounds.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { caseOf, isMeasuredKey, type SharingContext, takersOf } from "./pool-case.ts";
import { type Settlement, settle } from "./settle.ts";
import type { CostKey, SettlementCase } from "./settlement-case.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import type { ParticipantShare, SharedPool } from "./shared-pool.ts";

/**
 * Shares a pool out: units that let nobody in are charged first, then what the building's operating cost bears of the main
 * meter's difference (method A), and what is left goes to the others by `settle`. All of it sums to the pool.
 * Refuses `access-refused-by-all` and whatever `settle` refuses.
 */
export function sharePool(pool: CostPool, context: SharingContext): Result<SharedPool> {
  const { definition, order, participants } = context;
  const refused = new Set(order.accessRefused.map(({ unit }) => unit));
  const isCharged = definition.medium === "heat" && pool.cost.nature === "variable";
  const charges = accessCharges(
    pool,
    participants,
    isCharged ? refused : new Set(),
    requiredDecimal(definition.accessRefusalPercent),
  );
  const operating = operatingShare(pool, pool.amountGrosze - charges.totalGrosze, context);
  const restGrosze = pool.amountGrosze - charges.totalGrosze - (operating?.grosze ?? 0);
  const takers = takersOf(pool, participants, charges.shares);
  if (takers.length === 0 && charges.shares.size > 0)
    return restGrosze === 0
      ? accept(withCharges(pool, charges, operating, context))
      : refuse(refusal("access-refused-by-all", { cost: pool.cost.id }));
  const facts = caseOf(pool, restGrosze, takers, context);
  const settled = settle(facts);
  const plain = pool.isBounded ? settle({ ...facts, bounds: null }) : settled;
  if (!settled.ok || !plain.ok) return refuse(...(settled.ok ? [] : settled.refusals));
  const shares = new Map<string, ParticipantShare[]>();
  for (const [id, share] of charges.shares) shares.set(id, [share]);
  const parts = pool.parts.map((_, place) => {
    const found = sharesOfPart(
      { pool, place, facts, settled: settled.value, plain: plain.value },
      takers,
      context,
    );
    for (const [index, { id }] of takers.entries()) addTo(shares, id, found.shares[index]!);
    return found.figures;
  });
  const steps = settled.value.working.filter(
    ({ step }) => step !== "settlement-period" && (pool.isBounded || step !== "cost-part"),
  );
  const dated = steps.map((step) => withDays(step, pool, order));
  return accept({
    pool,
    shares,
    bounds: pool.isBounded ? boundsOf(facts, plain.value.totals, settled.value.totals) : new Map(),
    accessRefusedGrosze: charges.totalGrosze,
    operating,
    parts,
    working: [
      ...poolWorking(pool, charges, operating, context),
      ...dated.filter(({ inputs }) => !("participant" in inputs)),
    ],
    participantWorking: participantWorking(charges, dated),
  });
}

interface PartOfPool {
  readonly pool: CostPool;
  readonly place: number;
  readonly facts: SettlementCase;
  readonly settled: Settlement;
  /** Without bounds. */
  readonly plain: Settlement;
}

/** Everybody's share under one key, in the order of the takers, and what the building's figures say of it. */
function sharesOfPart(
  { pool, place, facts, settled, plain }: PartOfPool,
  takers: readonly ParticipantFacts[],
  context: SharingContext,
) {
  const { key } = pool.parts[place]!;
  const at = ({ shares }: Settlement, index: number) => shares[index * pool.parts.length + place]!;
  const amountGrosze = takers.reduce((sum, _, index) => sum + at(plain, index).grosze, 0);
  const { total, price, substitutePrice, quantities, estimated } = keyPrice(
    amountGrosze,
    key,
    facts.participants,
    facts.substitute,
  );
  const unit = unitOfKey(key, context.measureOf);
  const shares = takers.map((taker, index): ParticipantShare => {
    const { grosze, estimated: isSubstituted } = at(settled, index);
    const isWithoutDevice = substitutePrice !== null && (estimated?.[index] ?? false);
    return {
      pool,
      key,
      quantity: quantities[index]!,
      unit: isWithoutDevice ? "m2" : unit,
      price: isWithoutDevice ? substitutePrice : price,
      grosze,
      boundsGrosze: grosze - at(plain, index).grosze,
      isEstimated: isSubstituted || isEstimatedIn(taker, key, pool, context),
      isMeasured: isMeasuredKey(key) && !isWithoutDevice,
    };
  });
  const percent = decimalText(pool.percents[place]!);
  const days = daysOfPool(pool, context.order.period);
  return { shares, figures: { key, percent, amountGrosze, total, price, unit, ...days } };
}

function isEstimatedIn(taker: ParticipantFacts, key: CostKey, pool: CostPool, context: SharingContext) {
  return isMeasuredKey(key) && context.measured(taker, key, pool).isEstimated;
}

/** Method A: the building's operating cost bears cost × difference ÷ main meter, rounded half up. */
function operatingShare(
  pool: CostPool,
  amountGrosze: number,
  { definition, comparisonOf, measureOf }: SharingContext,
): ParticipantShare | null {
  const [part] = pool.parts;
  const comparison = comparisonOf(pool);
  if (definition.variance !== "operating-cost" || comparison === null || pool.isBounded) return null;
  const { operating, main } = comparison;
  if (operating === 0 || main === 0) return null;
  const quantity = { coefficient: BigInt(operating), scale: 6 };
  return {
    pool,
    key: part!.key,
    quantity,
    unit: unitOfKey(part!.key, measureOf),
    price: priceFor(BigInt(amountGrosze) * 1_000_000n, BigInt(main), quantity),
    grosze: multiplyDivideHalfUp(amountGrosze, operating, main),
    boundsGrosze: 0,
    isEstimated: false,
    isMeasured: true,
  };
}

function poolWorking(
  pool: CostPool,
  charges: AccessCharges,
  operating: ParticipantShare | null,
  { order, comparisonOf }: SharingContext,
): WorkingStep[] {
  const steps: WorkingStep[] = [];
  const [part] = pool.parts;
  if (!pool.isBounded)
    steps.push({
      step: "cost-part",
      inputs: {
        cost: pool.cost.id,
        key: part!.key,
        costGrosze: pool.documentsGrosze,
        percent: decimalText(pool.percents[0]!),
      },
      outcome: pool.amountGrosze,
    });
  steps.push(...charges.working);
  const comparison = comparisonOf(pool);
  if (operating !== null && comparison !== null)
    steps.push({
      step: "operating-cost",
      inputs: {
        cost: pool.cost.id,
        amountGrosze: pool.amountGrosze - charges.totalGrosze,
        difference: decimalText(operating.quantity),
        main: decimalText({ coefficient: BigInt(comparison.main), scale: 6 }),
      },
      outcome: operating.grosze,
    });
  return steps.map((step) => withDays(step, pool, order));
}

function withDays(step: WorkingStep, pool: CostPool, { period }: SettlementOrder): WorkingStep {
  return { ...step, inputs: { ...step.inputs, ...daysOfPool(pool, period) } };
}

function participantWorking(charges: AccessCharges, steps: readonly WorkingStep[]) {
  const working = new Map<string, WorkingStep[]>();
  for (const [id, step] of charges.participantWorking) working.set(id, [step]);
  for (const step of steps) {
    const { participant } = step.inputs;
    if (typeof participant === "string") addTo(working, participant, step);
  }
  return working;
}

function addTo<T>(lists: Map<string, T[]>, id: string, one: T): void {
  const before = lists.get(id);
  if (before === undefined) lists.set(id, [one]);
  else before.push(one);
}

/** Everybody refused access and the charges are the whole cost. */
function withCharges(
  pool: CostPool,
  charges: AccessCharges,
  operating: ParticipantShare | null,
  context: SharingContext,
): SharedPool {
  return {
    pool,
    shares: new Map([...charges.shares].map(([id, share]) => [id, [share]])),
    bounds: new Map(),
    accessRefusedGrosze: charges.totalGrosze,
    operating,
    parts: [],
    working: poolWorking(pool, charges, operating, context),
    participantWorking: participantWorking(charges, []),
  };
}
