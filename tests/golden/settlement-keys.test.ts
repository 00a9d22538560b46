import { describe, expect, it } from "vitest";
import type {
  DefinedCost,
  DefinedPart,
  SettlementDefinition,
} from "../../src/domain/settlement/definition.ts";
import { definitionProblems } from "../../src/domain/settlement/definition-problems.ts";
import { explainShares } from "../../src/domain/settlement/explain-share.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import {
  computed,
  costsOf,
  defined,
  definitionOf,
  orderOf,
  recordOf,
  refusedReasons,
  right,
  SettledBuilding,
  sharesOf,
  YEAR,
} from "../setup/settled-building.ts";

const year = (from: number, to: number) => `2025-01-01 ${from}, 2026-01-01 ${to}`;

/** A has two water meters, B one, and C and D half of one each; C came on 27 May, when 219 of 365 days were left. */
const building = () =>
  new SettledBuilding()
    .unit("A", { m2: "50", persons: 3 })
    .unit("B", { m2: "50", persons: 1 })
    .unit("C", {
      m2: "50",
      persons: 0,
      rights: [right(30, "2015-01-01", "2025-05-27"), right(31, "2025-05-27", null)],
    })
    .unit("D", { m2: "50", persons: 0 })
    .point("a1", "cold-water", year(0, 10), { units: { A: 1 } })
    .point("a2", "cold-water", year(0, 10), { units: { A: 1 } })
    .point("b", "cold-water", year(0, 10), { units: { B: 1 } })
    .point("cd", "cold-water", year(0, 10), { units: { C: 0.5, D: 0.5 } });

const water = (cost: DefinedCost, changes: Partial<SettlementDefinition> = {}) =>
  definitionOf("cold-water", [cost], changes);

function fixedCost(part: Partial<DefinedPart>, others: readonly DefinedPart[] = []): DefinedCost {
  const fixed: DefinedPart = { key: "fixed-amount", percent: "100", ...part };
  return { id: "fee", name: "Abonament", nature: "fixed", parts: [fixed, ...others] };
}

describe("the number of devices", () => {
  it("counts a shared one by its share: 400.00 ÷ 4 = 100.00 a device", () => {
    const settlement = computed(
      water(defined("fee", "fixed meter 100")),
      orderOf({ fee: 400_00 }),
      building().facts(),
    );
    expect(sharesOf(settlement, "A")).toEqual([["fee", "meter", "2", 200_00]]);
    expect(sharesOf(settlement, "D")).toEqual([["fee", "meter", "0.5", 50_00]]);
    expect(settlement.figures.costs[0]!.parts).toEqual([
      { key: "meter", percent: "100", amountGrosze: 400_00, total: "4", price: "100", unit: "devices" },
    ]);
    expect(recordOf(settlement, "A").facts).toContainEqual({ fact: "meter", quantity: "2", unit: "devices" });
    expect(recordOf(settlement, "A").working).toContainEqual({
      step: "meters-counted",
      inputs: { deviceDays: "730", days: 365 },
      outcome: "2",
    });
  });

  it("by days where a device stood for a part of the period only; a replaced one is one", () => {
    // 146 of 365 days: 0.4 of a device. 280.00 ÷ 1.4 = 200.00.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "cold-water", "", {
        units: { A: 1 },
        meters: [{ during: { from: plainDate("2015-01-01"), until: plainDate("2025-05-27") }, end: 0 }],
      })
      .point("b", "cold-water", "", {
        units: { B: 1 },
        meters: [
          { during: { from: plainDate("2015-01-01"), until: plainDate("2025-05-27") }, end: 0 },
          { during: { from: plainDate("2025-05-27"), until: null } },
        ],
      })
      .facts();
    const settlement = computed(water(defined("fee", "fixed meter 100")), orderOf({ fee: 280_00 }), facts);
    expect(costsOf(settlement)).toEqual([
      ["A", 80_00],
      ["B", 200_00],
    ]);
  });

  it("nobody has any: there is nothing to share by", () => {
    const facts = new SettledBuilding().unit("A", { m2: "50" }).facts();
    expect(refusedReasons(water(defined("fee", "fixed meter 100")), orderOf({ fee: 1_00 }), facts)).toEqual([
      ["weights-all-zero", { cost: "fee", key: "meter" }],
    ]);
  });
});

describe("units and person-days, by their plain names", () => {
  it("are what equal and persons are", () => {
    const commonParts = [{ id: "pralnia", name: "Pralnia", areaCm2: 100_000, consumption: null }];
    const settled = (words: string) =>
      computed(water(defined("fee", words)), orderOf({ fee: 400_00 }, { commonParts }), building().facts());
    const [plain, named] = [settled("fixed equal 60, persons 40"), settled("fixed units 60, person-days 40")];
    expect(costsOf(named)).toEqual(costsOf(plain));
    // 240.00 ÷ 4 units = 60.00; 160.00 ÷ 1460 person-days × 1095 = 120.00
    expect(sharesOf(named, "A")).toEqual([
      ["fee", "units", "1", 60_00],
      ["fee", "person-days", "1095", 120_00],
    ]);
    expect(costsOf(named).at(-1)).toEqual(["pralnia", 0]);
  });

  it("may share hot water, as the law has them", () => {
    const lawful = definitionOf("hot-water", [
      defined("f", "fixed units 100"),
      defined("v", "variable person-days 100"),
    ]);
    expect(definitionProblems(lawful, YEAR.to)).toEqual([]);
  });
});

describe("amounts that the order tells", () => {
  const definition = water(fixedCost({ percent: "40" }, [{ key: "units", percent: "60" }]), {
    holderChange: "by-days",
  });
  const told = (...amounts: readonly (readonly [string, number])[]): Partial<SettlementOrder> => ({
    fixedAmounts: amounts.map(([unit, amountGrosze]) => ({ cost: "fee", unit, amountGrosze })),
  });
  const order = (...amounts: readonly (readonly [string, number])[]) =>
    orderOf({ fee: 200_00 }, told(...amounts));

  it("are the shares, come to the part exactly, and pass to holders by days", () => {
    // 40 % of 200.00 = 80.00 = 31.00 + 49.00; the rest 120.00 ÷ 4 = 30.00. C: 49.00 × 146 ÷ 365 = 19.60.
    const settlement = computed(definition, order(["A", 31_00], ["C", 49_00]), building().facts());
    expect(settlement.participants.map(({ code, costGrosze }) => [code, costGrosze])).toEqual([
      ["A", 61_00],
      ["B", 30_00],
      ["C", 31_60],
      ["C", 47_40],
      ["D", 30_00],
    ]);
    const share = recordOf(settlement, "A").shares[0]!;
    expect(share).toMatchObject({
      key: "fixed-amount",
      quantity: "1",
      unit: "",
      price: "31.00",
      grosze: 31_00,
    });
    expect(share.remainderGrosze).toBe(0);
    const [explained] = explainShares(settlement.figures, recordOf(settlement, "A"))[0]!.parts;
    expect(explained).toMatchObject({ plainGrosze: 31_00, unexplainedGrosze: 0, sharePercent: null });
  });

  it("what all see is the sum, and no unit's amount", () => {
    const { figures } = computed(definition, order(["A", 31_00], ["C", 49_00]), building().facts());
    expect(figures.costs[0]!.parts[0]).toEqual({
      key: "fixed-amount",
      percent: "40",
      amountGrosze: 80_00,
      total: "80.00",
      price: "1",
      unit: "zloty",
    });
    expect(JSON.stringify(figures)).not.toContain("3100");
    expect(JSON.stringify(figures)).not.toContain("31.00");
  });

  it("may be of a common part, and below zero for a credit", () => {
    const commonParts = [{ id: "pralnia", name: "Pralnia", areaCm2: 100_000, consumption: null }];
    const credit = orderOf({ fee: -100 }, { ...told(["B", 20], ["pralnia", -120]), commonParts });
    expect(costsOf(computed(water(fixedCost({})), credit, building().facts()))).toEqual([
      ["A", 0],
      ["B", 20],
      ["C", 0],
      ["C", 0],
      ["D", 0],
      ["pralnia", -120],
    ]);
  });

  it("a grosz too much or too little is refused, with both sums, in Polish", () => {
    const refused = refusedReasons(definition, order(["A", 31_00], ["C", 49_01]), building().facts());
    expect(refused).toEqual([
      ["fixed-amounts-differ", { cost: "fee", partGrosze: 80_00, amountsGrosze: "8001" }],
    ]);
    const [[reason, data]] = refused as [[string, Record<string, string>]];
    expect(sentenceOf({ reason, data }).replaceAll("\u00a0", " ")).toBe(
      "Koszt „fee”: kwoty ustalone dają razem 80,01 zł, a ta część kosztu wynosi 80,00 zł; muszą być równe.",
    );
  });

  it("missing, unwanted, told twice or of a unit nobody knows: all at once", () => {
    const reasons = (one: SettlementOrder) => refusedReasons(definition, one, building().facts());
    expect(reasons(orderOf({ fee: 200_00 }))).toEqual([["fixed-amounts-missing", { cost: "fee" }]]);
    const fixedAmounts = [
      ...told(["A", 40_00], ["A", 40_00]).fixedAmounts!,
      { cost: "other", unit: "B", amountGrosze: 1 },
    ];
    expect(reasons(orderOf({ fee: 200_00 }, { fixedAmounts }))).toEqual([
      ["fixed-amounts-unexpected", { cost: "other" }],
      ["fixed-amount-told-twice", { cost: "fee", unit: "A" }],
    ]);
    expect(reasons(order(["Z", 80_00]))).toEqual([
      ["settlement-unit-unknown", { unit: "Z", field: "fixedAmounts" }],
    ]);
  });
});

describe("an amount that the regulation names", () => {
  it("for each unit: 4 × 12.50 = 50.00", () => {
    const definition = water(fixedCost({ fixedAmount: { amountGrosze: 12_50, per: "unit" } }));
    const settlement = computed(definition, orderOf({ fee: 50_00 }), building().facts());
    expect(sharesOf(settlement, "B")).toEqual([["fee", "fixed-amount", "1", 12_50]]);
    expect(settlement.figures.costs[0]!.parts[0]).toMatchObject({
      total: "4",
      price: "12.50",
      unit: "participants",
    });
    expect(settlement.figures.working).toContainEqual({
      step: "fixed-amounts-each",
      inputs: { cost: "fee", fixedGrosze: 12_50, per: "unit", total: "4" },
      outcome: 50_00,
    });
    expect(refusedReasons(definition, orderOf({ fee: 49_99 }), building().facts())).toEqual([
      ["fixed-amounts-differ", { cost: "fee", partGrosze: 49_99, amountsGrosze: "5000" }],
    ]);
  });

  it("for each device, the odd grosz of a shared one to the smaller id: 4 × 6.25 = 25.00, halves 3.13 and 3.12", () => {
    const definition = water(fixedCost({ fixedAmount: { amountGrosze: 6_25, per: "device" } }), {
      holderChange: "new-holder",
    });
    const settlement = computed(definition, orderOf({ fee: 25_00 }), building().facts());
    expect(costsOf(settlement)).toEqual([
      ["A", 12_50],
      ["B", 6_25],
      ["C", 0],
      ["C", 3_13],
      ["D", 3_12],
    ]);
    const { quantity, price, remainderGrosze } = recordOf(settlement, "D").shares[0]!;
    // 0.5 × 6.25 = 3.125, plainly 3.13: D has a grosz less.
    expect([quantity, price, remainderGrosze]).toEqual(["0.5", "6.25", -1]);
  });

  it("of heat only where the cost is a service and fixed; not beside bounds, not twice, not with another key", () => {
    const amount = { fixedAmount: { amountGrosze: 1_00, per: "device" } } as const;
    const reasons = (cost: DefinedCost, boundedCost: string | null = null) =>
      definitionProblems(definitionOf("heat", [cost], { boundedCost }), YEAR.to).map(({ reason }) => reason);
    expect(reasons(fixedCost(amount))).toEqual(["settlement-key-forbidden"]);
    expect(reasons({ ...fixedCost(amount), isService: true })).toEqual([]);
    expect(reasons({ ...fixedCost(amount), isService: true, nature: "variable" })).toEqual([
      "settlement-key-forbidden",
    ]);
    expect(reasons({ ...fixedCost(amount), isService: true }, "fee")).toEqual([
      "fixed-amount-bounded",
      "bounds-cost-fixed",
    ]);
    const twice = fixedCost({ percent: "50" }, [{ key: "fixed-amount", percent: "50" }]);
    expect(reasons({ ...twice, isService: true })).toEqual(["fixed-amount-repeated"]);
    const misplaced = fixedCost({ key: "area", ...amount });
    expect(reasons(misplaced)).toEqual(["fixed-amount-unexpected"]);
  });
});
