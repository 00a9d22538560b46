import { parseExactDecimal } from "../../src/domain/settlement/exact-decimal.ts";
import { type Settlement, settle } from "../../src/domain/settlement/settle.ts";
import type {
  CostKey,
  Participant,
  SettlementCase,
  SettlementCost,
} from "../../src/domain/settlement/settlement-case.ts";

export const decimal = (text: string) => parseExactDecimal(text)!;

/** "area 40, degree-area 30.5": a cost with its keys. */
export function cost(id: string, amountGrosze: number, keys: string): SettlementCost {
  const parts = keys.split(", ").map((part) => {
    const [key, percent] = part.split(" ");
    return { key: key as CostKey, percent: decimal(percent ?? "100") };
  });
  return { id, amountGrosze, parts };
}

export function unit(
  id: string,
  facts: Partial<Record<"areaCm2" | "persons" | "degreeArea" | "share" | "previousUnits", string>> & {
    units?: string | null;
    water?: string;
    advancesGrosze?: number;
  },
): Participant {
  const { units, water, advancesGrosze, ...others } = facts;
  const exact = Object.fromEntries(Object.entries(others).map(([name, text]) => [name, decimal(text)]));
  return {
    id,
    ...exact,
    units: units == null ? units : decimal(units),
    consumption: water === undefined ? undefined : new Map([["water", decimal(water)]]),
    advancesGrosze,
  };
}

export function settlementCase(
  participants: readonly Participant[],
  costs: readonly SettlementCost[],
  others: Partial<SettlementCase> = {},
): SettlementCase {
  return {
    period: null,
    rounding: "largest-remainder",
    bounds: null,
    substitute: null,
    participants,
    costs,
    ...others,
  };
}

export function settled(facts: SettlementCase): Settlement {
  const result = settle(facts);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

export function reasons(facts: SettlementCase): (readonly [string, object])[] {
  const result = settle(facts);
  return result.ok ? [] : result.refusals.map(({ reason, data }) => [reason, data]);
}

export const sharesOf = ({ shares }: Settlement, id: string, key?: string) =>
  shares.filter((share) => share.cost === id && (key ?? share.key) === share.key).map(({ grosze }) => grosze);

export const remaindersOf = ({ remainders }: Settlement) =>
  remainders.map(({ cost: id, participant, grosze }) => [id, participant, grosze]);
