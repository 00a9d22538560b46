import { ACCESS_REFUSAL_FACTOR } from "../law/heat-limits.ts";
import { valueOn } from "../law/legal-table.ts";
import type { Medium } from "../ledger/accounts.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { type Refusal, refusal } from "../values/result.ts";
import type { DefinedCost, SettlementDefinition } from "./definition.ts";
import { compareDecimals, decimalText, HUNDRED, requiredDecimal } from "./exact-decimal.ts";
import { sumOfPercents } from "./settle-cost.ts";
import type { CostKey } from "./settlement-case.ts";

export const KEYS_CITATION = "art. 45a Prawa energetycznego";

/**
 * Everything that keeps a definition from being used on the day, all at once: nothing to settle, costs named twice, percents that
 * do not make a hundred, keys that the law does not allow for the medium, a bounded cost it does not have, a charge for refused
 * access above the limit.
 * @law Prawo energetyczne art. 45a, ust. 11a
 */
export function definitionProblems(definition: SettlementDefinition, on: PlainDate): Refusal[] {
  const { code, medium, costs, boundedCost, participants } = definition;
  const ids = costs.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [
    ...(participants.unitKinds.length === 0 ? [refusal("definition-without-unit-kinds", { code })] : []),
    ...(costs.length === 0 ? [refusal("definition-without-costs", { code })] : []),
    ...[...repeated].map((cost) => refusal("cost-repeated", { cost })),
    ...costs.flatMap(percentProblems),
    ...costs.flatMap((cost) => keyProblems(medium, cost)),
    ...costs.flatMap((cost) => fixedAmountProblems(cost, boundedCost)),
    ...(boundedCost !== null && !ids.includes(boundedCost)
      ? [refusal("bounds-cost-unknown", { cost: boundedCost })]
      : []),
    ...costs.filter(({ id, nature }) => id === boundedCost && nature === "fixed").map(boundedFixed),
    ...accessProblems(definition, on),
    ...consumptionProblems(definition),
  ];
}

function percentProblems({ id, parts }: DefinedCost): Refusal[] {
  const read = parts.map(({ key, percent }) => ({ key, percent: requiredDecimal(percent) }));
  const sum = sumOfPercents(read);
  return [
    ...read
      .filter(({ percent }) => percent.coefficient < 0n)
      .map(({ key, percent }) =>
        refusal("cost-percent-negative", { cost: id, key, percent: decimalText(percent) }),
      ),
    ...(compareDecimals(sum, HUNDRED) === 0
      ? []
      : [refusal("cost-percents-not-hundred", { cost: id, sum: decimalText(sum) })]),
  ];
}

/** What the law lets heat and hot water be shared by; other media are the regulation's own. */
const LAWFUL_KEYS: Partial<Record<Medium, Readonly<Record<DefinedCost["nature"], readonly CostKey[]>>>> = {
  heat: {
    fixed: ["area", "heated-area", "volume"],
    variable: ["consumption:heat", "allocator-units", "degree-area", "area", "heated-area", "volume"],
  },
  "hot-water": {
    fixed: ["equal", "units", "area"],
    variable: ["consumption:hot-water", "persons", "person-days"],
  },
};

/** Keys of a cost that the law does not allow for the medium; a fixed service beside it is bound by none. */
export function forbiddenKeys(medium: Medium, { nature, isService, parts }: DefinedCost): CostKey[] {
  const isBound = !(isService && nature === "fixed");
  const lawful = isBound ? LAWFUL_KEYS[medium]?.[nature] : undefined;
  return lawful === undefined ? [] : parts.map(({ key }) => key).filter((key) => !lawful.includes(key));
}

function keyProblems(medium: Medium, cost: DefinedCost): Refusal[] {
  const { id, nature } = cost;
  return forbiddenKeys(medium, cost).map((key) =>
    refusal("settlement-key-forbidden", { cost: id, key, medium, nature, source: KEYS_CITATION }),
  );
}

/** An amount stands only with its own key, once in a cost, and not where shares are moved between bounds. */
function fixedAmountProblems({ id, parts }: DefinedCost, boundedCost: string | null): Refusal[] {
  const fixed = parts.filter(({ key }) => key === "fixed-amount");
  return [
    ...parts
      .filter(({ key, fixedAmount }) => fixedAmount !== undefined && key !== "fixed-amount")
      .map(({ key }) => refusal("fixed-amount-unexpected", { cost: id, key })),
    ...(fixed.length > 1 ? [refusal("fixed-amount-repeated", { cost: id })] : []),
    ...(fixed.length > 0 && id === boundedCost ? [refusal("fixed-amount-bounded", { cost: id })] : []),
  ];
}

function boundedFixed({ id }: DefinedCost): Refusal {
  return refusal("bounds-cost-fixed", { cost: id });
}

function accessProblems({ medium, accessRefusalPercent }: SettlementDefinition, on: PlainDate): Refusal[] {
  if (medium !== "heat") return [];
  const limit = valueOn(ACCESS_REFUSAL_FACTOR, on);
  if (!limit.ok) return [...limit.refusals];
  const { value, citation } = limit.value;
  const percent = requiredDecimal(accessRefusalPercent);
  const isLawful =
    percent.coefficient >= 0n && compareDecimals(percent, { coefficient: BigInt(value), scale: 0 }) <= 0;
  return isLawful
    ? []
    : [
        refusal("access-refusal-percent-too-high", {
          percent: decimalText(percent),
          limit: value,
          source: citation,
        }),
      ];
}

/** The main meter can only be compared with units whose consumption of the same medium is a key. */
function consumptionProblems({ code, medium, variance, costs }: SettlementDefinition): Refusal[] {
  const key: CostKey = `consumption:${medium}`;
  const isShared = costs.some(({ parts }) => parts.some((part) => part.key === key));
  return variance !== null && !isShared ? [refusal("variance-without-consumption", { code, medium })] : [];
}
