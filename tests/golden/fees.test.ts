import { describe, expect, it } from "vitest";
import type { FeeRate } from "../../src/domain/fees/rates.ts";
import { feeRules } from "../../src/domain/fees/rules.ts";
import { month } from "../../src/domain/values/month.ts";
import { assess, component, flat, millionths, rate, written } from "./fees-facts.ts";

describe("each base, by hand", () => {
  const cases: [string, FeeRate, string][] = [
    ["48,50 m² × 3,42 zł", rate(1, 1, "usable-area", "3.42"), "165,87"],
    ["47,00 m² heated × 4,125 zł = 193,875", rate(1, 1, "heated-area", "4.125"), "193,88"],
    ["121,25 m³ × 0,30 zł = 36,375", rate(1, 1, "volume", "0.30"), "36,38"],
    ["2 persons × 31,50 zł", rate(1, 1, "persons", "31.50"), "63,00"],
    ["3 meters × 1,99 zł", rate(1, 1, "meters", "1.99"), "5,97"],
    ["1 unit × 7,25 zł", rate(1, 1, "unit", "7.25"), "7,25"],
    ["share 0,0125 × 4 567,89 zł = 57,098625", rate(1, 1, "share", "4567.89"), "57,10"],
    ["the property's whole 1 200,00 zł, alone in it", rate(1, 1, "property", "1200"), "1200,00"],
    ["fixed 12,00 zł", rate(1, 1, "fixed", "12"), "12,00"],
    [
      "norm 3 m³ × 2 persons × 11,47 zł",
      rate(1, 1, "norm-persons", "11.47", { normMillionths: millionths("3") }),
      "68,82",
    ],
    ["2 intercoms × 1,15 zł", rate(1, 1, "equipment", "1.15", { equipment: "intercom" }), "2,30"],
    ["a rebate of 0,50 zł/m²: 48,50 × −0,50", rate(1, 1, "usable-area", "-0.5"), "-24,25"],
    ["half a grosz goes up: 1 × 0,005 zł", rate(1, 1, "unit", "0.005"), "0,01"],
    ["half a grosz of a rebate goes away from zero: 1 × −0,005 zł", rate(1, 1, "unit", "-0.005"), "-0,01"],
  ];
  it.each(cases)("%s", (_case, of, amount) => {
    expect(written(assess({ rates: [of], units: [flat(1)] }).lines)).toEqual([`1/S1 ${amount}`]);
  });

  it("takes a percentage of what another component came to, whatever their places in the list", () => {
    const rates = [
      rate(1, 1, "percent", "12.5", { percentOfComponentId: 2 }),
      rate(2, 2, "usable-area", "3.42"),
    ];
    // 12,5 % of 165,87 = 20,73375
    expect(written(assess({ rates, units: [flat(1)] }).lines)).toEqual(["1/S2 165,87", "1/S1 20,73"]);
  });

  it("gives no line without a rate, for a vacant unit, for a base of zero", () => {
    const rates = [rate(1, 1, "persons", "31.50"), rate(2, 2, "fixed", "5", { propertyId: 2 })];
    const units = [flat(1, { state: { persons: 0 } }), flat(2, { right: null }), { ...flat(3), state: null }];
    expect(written(assess({ rates, units }).lines)).toEqual([]);
  });

  it("refuses percentages that go round in a circle", () => {
    const rates = [
      rate(1, 1, "percent", "10", { percentOfComponentId: 2 }),
      rate(2, 2, "percent", "10", { percentOfComponentId: 1 }),
    ];
    const refused = feeRules(month("2026-02"), [component(1), component(2)], rates, []);
    expect(refused).toMatchObject({
      ok: false,
      refusals: [{ data: { component: "S1" } }, { data: { component: "S2" } }],
    });
  });
});

describe("the most specific rate wins", () => {
  const scopes = [
    rate(1, 1, "fixed", "1"),
    rate(2, 1, "fixed", "2", { propertyId: 1 }),
    rate(3, 1, "fixed", "3", { buildingId: 10 }),
    rate(4, 1, "fixed", "4", { staircaseId: 100 }),
    rate(5, 1, "fixed", "5", { unitId: 1 }),
  ];
  const conditions = [
    rate(1, 1, "fixed", "1"),
    rate(2, 1, "fixed", "2", { personsFrom: 2 }),
    rate(3, 1, "fixed", "3", { personsFrom: 2, floorTo: 2 }),
    rate(4, 1, "fixed", "4", { membership: "member" }),
    rate(5, 1, "fixed", "5", { unitKind: "dwelling" }),
    rate(6, 1, "fixed", "6", { rightKind: "ownership-right" }),
    rate(7, 1, "fixed", "7", { rightKind: "ownership-right", membership: "member" }),
  ];
  it.each([1, 2, 3, 4, 5])(
    "unit over staircase over building over property over cooperative: %i",
    (count) => {
      const rates = scopes.slice(0, count);
      expect(written(assess({ rates, units: [flat(1)] }).lines)).toEqual([`1/S1 ${count},00`]);
    },
  );
  it.each([1, 2, 3, 4, 5, 6, 7])(
    "right kind over unit kind over membership over floors and persons: %i",
    (count) => {
      const rates = conditions.slice(0, count).reverse();
      expect(written(assess({ rates, units: [flat(1)] }).lines)).toEqual([`1/S1 ${count},00`]);
    },
  );
  it("puts scope before every condition", () => {
    const rates = [conditions[6]!, { ...scopes[1]!, id: 8 }];
    expect(written(assess({ rates, units: [flat(1)] }).lines)).toEqual(["1/S1 2,00"]);
  });

  it("charges members and non-members, and a joint holder's membership is enough", () => {
    const rates = [
      rate(1, 1, "usable-area", "1.50", { membership: "member" }),
      rate(2, 1, "usable-area", "1.80", { membership: "non-member" }),
    ];
    const units = [flat(1), flat(2, { right: { isMember: false } })];
    expect(written(assess({ rates, units }).lines)).toEqual(["1/S1 72,75", "2/S1 87,30"]);
  });

  it("lift by floor: ground 0, first 50 %, above 100 %; a floor nobody wrote down fits none", () => {
    const rates = [
      rate(1, 1, "persons", "0", { floorTo: 0 }),
      rate(2, 1, "persons", "4.50", { floorFrom: 1, floorTo: 1 }),
      rate(3, 1, "persons", "9", { floorFrom: 2 }),
    ];
    const units = [0, 1, 2, 10, null].map((floor, index) => flat(index + 1, { floor }));
    expect(written(assess({ rates, units }).lines)).toEqual(["2/S1 9,00", "3/S1 18,00", "4/S1 18,00"]);
  });

  it("waste of a household in tiers of persons", () => {
    const rates = [
      rate(1, 1, "fixed", "28", { personsFrom: 1, personsTo: 1 }),
      rate(2, 1, "fixed", "54", { personsFrom: 2, personsTo: 3 }),
      rate(3, 1, "fixed", "81", { personsFrom: 4 }),
    ];
    const units = [0, 1, 3, 4, 9].map((persons, index) => flat(index + 1, { state: { persons } }));
    expect(written(assess({ rates, units }).lines)).toEqual([
      "2/S1 28,00",
      "3/S1 54,00",
      "4/S1 81,00",
      "5/S1 81,00",
    ]);
  });

  it("refuses two rates that fit equally well and names both, once", () => {
    const rates = [rate(1, 1, "fixed", "1", { personsTo: 2 }), rate(2, 1, "fixed", "2", { personsFrom: 2 })];
    const { lines, problems } = assess({
      rates,
      units: [flat(1), flat(2), flat(3, { state: { persons: 3 } })],
    });
    expect(written(lines)).toEqual(["3/S1 2,00"]);
    expect(problems.refusals()).toEqual([
      { reason: "rate-ambiguous", data: { component: "S1", rate: "T1", rival: "T2", unit: "L1" } },
    ]);
  });
});

describe("a property's whole amount", () => {
  it("splits by area with the largest remainder; the vacant unit's share is charged to nobody", () => {
    // 100,00 over 50, 30 and 10 m²: 55,555… 33,333… 11,111…; the missing grosz goes to the largest remainder
    const units = [50, 30, 10].map((area, index) =>
      flat(index + 1, { state: { usableAreaCm2: area * 10_000 }, ...(index === 2 ? { right: null } : {}) }),
    );
    expect(written(assess({ rates: [rate(1, 1, "property", "100")], units }).lines)).toEqual([
      "1/S1 55,56",
      "2/S1 33,33",
    ]);
  });

  it("ties go to the lower unit, each property bears its own amount, another rate's units stay out", () => {
    const rates = [rate(1, 1, "property", "0.05"), rate(2, 1, "fixed", "9", { unitId: 4 })];
    const units = [flat(2), flat(1), flat(3, { propertyId: 2 }), flat(4)];
    expect(written(assess({ rates, units }).lines)).toEqual([
      "2/S1 0,02",
      "1/S1 0,03",
      "3/S1 0,05",
      "4/S1 9,00",
    ]);
  });
});

describe("VAT of a commercial unit", () => {
  it("is taken per rate of the net total and goes to the invoice account; dwellings bear none", () => {
    const components = [
      component(1, { vatRate: "23" }),
      component(2, { vatRate: "23", purpose: "repair-fund", postedTo: "repair-fund" }),
      component(3, { vatRate: "8" }),
      component(4, { vatRate: "exempt" }),
      component(5),
    ];
    // 23 %: 10,03 + 0,11 = 10,14 → 2,3322; each line alone would give 2,31 + 0,03 = 2,34. 8 %: 7,19 → 0,5752
    const rates = ["10.03", "0.11", "7.19", "3", "1"].map((amount, index) =>
      rate(index + 1, index + 1, "fixed", amount),
    );
    const units = [flat(1, { unitKind: "commercial" }), flat(2)];
    const { lines } = assess({ components, rates, units });
    expect(written(lines)).toEqual([
      "1/S1 10,03",
      "1/S2 0,11",
      "1/S3 7,19",
      "1/S4 3,00",
      "1/S5 1,00",
      "1/VAT23 2,33",
      "1/VAT8 0,58",
      "2/S1 10,03",
      "2/S2 0,11",
      "2/S3 7,19",
      "2/S4 3,00",
      "2/S5 1,00",
    ]);
    expect(lines.map(({ accountId }) => accountId)).toEqual([13, 13, 13, 13, 13, 13, 13, 21, 22, 21, 21, 21]);
    expect(lines[5]).toMatchObject({ kind: "V", base: 10_140_000, rate: 23_000_000, rateId: null });
    expect(lines[7]).toMatchObject({ vatRate: null });
  });

  it("names every account that is missing", () => {
    const components = [component(1), component(2, { purpose: "repair-fund" })];
    const rates = [rate(1, 1, "fixed", "1"), rate(2, 2, "fixed", "1")];
    const units = [
      flat(1, { right: { feesAccountId: null, repairFundAccountId: null } }),
      flat(2, { unitKind: "commercial", right: { invoiceAccountId: null } }),
    ];
    const { problems } = assess({ components, rates, units });
    expect(problems.refusals().map(({ data }) => `${data.unit} ${data.purpose}`)).toEqual([
      "L1 fees",
      "L1 repair-fund",
      "L2 invoice",
    ]);
  });
});

describe("rates in court and holders who change", () => {
  it("charges the old amount while the case is on, on the same base, and marks it", () => {
    const rates = [rate(1, 1, "usable-area", "3.42"), rate(2, 2, "fixed", "5")];
    const disputes = [{ unitId: 1, componentId: 1, amountMillionths: millionths("3.10") }];
    const { lines } = assess({ rates, units: [flat(1), flat(2)], disputes });
    expect(written(lines)).toEqual(["1/S1 150,35", "1/S2 5,00", "2/S1 165,87", "2/S2 5,00"]);
    expect(lines.map(({ isDisputed }) => isDisputed)).toEqual([true, false, false, false]);
    expect(lines[0]).toMatchObject({ rateId: 1, rate: 3_100_000 });
  });

  it("divides a month by days so that the holders bear it whole together", () => {
    // February 2026: 10, 10 and 8 days of 165,87: 59,239… 59,239… 47,391… → 59,24 59,24 47,39
    const parts = [10, 10, 8];
    const holders = parts.map((_, index) =>
      flat(1, { right: { rightId: index + 1, days: { parts, index } } }),
    );
    const { lines } = assess({ rates: [rate(1, 1, "usable-area", "3.42")], units: holders });
    expect(written(lines)).toEqual(["1/S1 59,24", "2/S1 59,24", "3/S1 47,39"]);
    expect(lines.map(({ daysCharged }) => daysCharged)).toEqual(parts);
  });

  it("takes a percentage of the whole month before it is divided, and VAT of what a holder really bears", () => {
    const components = [component(1, { vatRate: "23" }), component(2, { vatRate: "23" })];
    const rates = [rate(1, 1, "fixed", "100.01"), rate(2, 2, "percent", "10", { percentOfComponentId: 1 })];
    const days = { parts: [14, 14], index: 1 };
    const { lines } = assess({
      components,
      rates,
      units: [flat(1, { unitKind: "commercial", right: { days } })],
    });
    // 100,01 / 2 → 50,01 and 50,00; 10,00 / 2 → 5,00; VAT 23 % of 55,00
    expect(written(lines)).toEqual(["1/S1 50,00", "1/S2 5,00", "1/VAT23 12,65"]);
  });
});
