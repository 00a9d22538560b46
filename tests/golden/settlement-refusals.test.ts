import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SettlementDefinition } from "../../src/domain/settlement/definition.ts";
import { definitionProblems } from "../../src/domain/settlement/definition-problems.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import {
  computed,
  defined,
  definitionOf,
  orderOf,
  refusedReasons,
  SettledBuilding,
  YEAR,
} from "../setup/settled-building.ts";

const problemsOf = (definition: SettlementDefinition) =>
  definitionProblems(definition, YEAR.to).map(({ reason, data }) => [reason, data.cost, data.key]);

describe("a definition the law does not allow", () => {
  it.each([
    ["heat", "variable persons 100", "persons"],
    ["heat", "variable equal 100", "equal"],
    ["heat", "fixed persons 100", "persons"],
    ["heat", "fixed allocator-units 100", "allocator-units"],
    ["hot-water", "fixed persons 100", "persons"],
    ["hot-water", "variable area 100", "area"],
  ] as const)("%s: %s", (medium, words, key) => {
    expect(problemsOf(definitionOf(medium, [defined("c", words)]))).toEqual([
      ["settlement-key-forbidden", "c", key],
    ]);
  });

  it.each([
    ["heat", "variable consumption:heat 60, volume 40"],
    ["heat", "fixed heated-area 100"],
    ["hot-water", "fixed equal 100"],
    ["hot-water", "variable persons 100"],
    ["cold-water", "variable persons 100"],
  ] as const)("%s: %s is allowed", (medium, words) => {
    expect(problemsOf(definitionOf(medium, [defined("c", words)]))).toEqual([]);
  });

  it("nor one that contradicts itself, all at once", () => {
    const definition = definitionOf(
      "heat",
      [
        defined("a", "fixed area 60, volume 50"),
        defined("a", "fixed area 110, volume -10"),
        defined("b", "fixed area 100"),
      ],
      {
        boundedCost: "b",
        accessRefusalPercent: "100.1",
        variance: "equal",
        participants: { unitKinds: [], having: null },
      },
    );
    expect(definitionProblems(definition, YEAR.to).map(({ reason }) => reason)).toEqual([
      "definition-without-unit-kinds",
      "cost-repeated",
      "cost-percents-not-hundred",
      "cost-percent-negative",
      "bounds-cost-fixed",
      "access-refusal-percent-too-high",
      "variance-without-consumption",
    ]);
    const empty = definitionOf("heat", [], { boundedCost: "x" });
    expect(definitionProblems(empty, YEAR.to).map(({ reason }) => reason)).toEqual([
      "definition-without-costs",
      "bounds-cost-unknown",
    ]);
  });
});

const area = definitionOf("heat", [defined("heat", "fixed area 100")]);
const facts = () => new SettledBuilding().unit("A", { m2: "50" }).unit("B", { m2: "50" }).facts();
const reasons = (...args: Parameters<typeof refusedReasons>) =>
  refusedReasons(...args).map(([reason]) => reason);

describe("an order", () => {
  it("that ends before it begins", () => {
    const period = { from: YEAR.to, to: YEAR.from };
    expect(reasons(area, orderOf({ heat: 1 }, { period }), facts())).toEqual(["case-period-reversed"]);
  });

  it("with everything wrong that can be seen without the books", () => {
    const order = orderOf(
      {},
      {
        definition: "INNA",
        buildings: [],
        costs: [
          { cost: "gas", document: "FV 1", ...YEAR, amountGrosze: 1 },
          { cost: "heat", document: "FV 2", from: YEAR.from, to: plainDate("2026-01-01"), amountGrosze: 1 },
        ],
        bounds: { minGroszePerM2: "1", maxGroszePerM2: null },
        jointDeclarations: [{ unit: "A", on: YEAR.from, formerPercent: "101" }],
        commonParts: ["x", "x"].map((id) => ({ id, name: id, areaCm2: 1, consumption: null })),
      },
    );
    expect(reasons(area, order, facts())).toEqual([
      "settlement-definition-differs",
      "settlement-cost-unknown",
      "settlement-cost-outside-period",
      "settlement-without-buildings",
      "settlement-bounds-unexpected",
      "settlement-declaration-percent",
      "participant-repeated",
    ]);
  });

  it("naming what the books do not know", () => {
    const order = orderOf(
      { heat: 100 },
      {
        buildings: ["B1", "B9"],
        accessRefused: [{ unit: "Z", note: "" }],
        indoorTemperatures: [{ unit: "Y", temperature: "20" }],
        jointDeclarations: [{ unit: "A", on: plainDate("2025-05-05"), formerPercent: "50" }],
        commonParts: [{ id: "A", name: "", areaCm2: 1, consumption: null }],
      },
    );
    expect(refusedReasons(area, order, facts())).toEqual([
      ["settlement-building-unknown", { building: "B9" }],
      ["participant-repeated", { participant: "A" }],
      ["settlement-unit-unknown", { unit: "Y", field: "indoorTemperatures" }],
      ["settlement-unit-unknown", { unit: "Z", field: "accessRefused" }],
      ["settlement-declaration-day", { unit: "A", on: "2025-05-05" }],
    ]);
    const nobody = orderOf({ heat: 100 }, { point: "N", buildings: ["B9"] });
    expect(reasons(area, nobody, facts())).toEqual([
      "settlement-without-participants",
      "settlement-point-unknown",
      "settlement-building-unknown",
    ]);
  });

  it("without the outdoor temperature that its key needs", () => {
    const definition = definitionOf("heat", [defined("heat", "variable degree-area 100")]);
    expect(reasons(definition, orderOf({ heat: 1 }), facts())).toEqual([
      "settlement-outdoor-temperature-missing",
    ]);
  });
});

describe("facts that participants lack", () => {
  it("are told all at once, unit by unit", () => {
    const definition = definitionOf("heat", [
      defined("fixed", "fixed volume 100"),
      defined("variable", "variable degree-area 50, area 50"),
    ]);
    const lacking = new SettledBuilding()
      .unit("A", { m2: "50", volume: 0 })
      .unit("B", { m2: "0", volume: 100 })
      .unit("C", { m2: "50" })
      .facts();
    const order = orderOf(
      { fixed: 100, variable: 100 },
      { outdoorTemperature: "3", indoorTemperatures: [{ unit: "C", temperature: "20" }] },
    );
    expect(refusedReasons(definition, order, lacking).map(([, data]) => data)).toEqual([
      { unit: "A", fact: "volume" },
      { unit: "A", fact: "indoor-temperature" },
      { unit: "B", fact: "indoor-temperature" },
      { unit: "B", fact: "area" },
    ]);
  });

  it("the area of anybody, where somebody is charged the average cost of a m²", () => {
    const definition = definitionOf("heat", [defined("variable", "variable allocator-units 100")], {
      substitute: "refuse",
    });
    const lacking = new SettledBuilding()
      .unit("A", { m2: "0" })
      .unit("B", { m2: "0" })
      .unit("C", { m2: "50" })
      .point("a", "heat", "2025-01-01 0, 2026-01-01 9", { units: { A: 1 }, allocator: true })
      .point("c", "heat", "2025-01-01 0, 2026-01-01 9", { units: { C: 1 }, allocator: true })
      .facts();
    const order = orderOf({ variable: 100 }, { accessRefused: [{ unit: "B", note: "" }] });
    expect(refusedReasons(definition, order, lacking)).toEqual([
      ["settlement-unit-fact-missing", { unit: "A", fact: "area" }],
      ["settlement-unit-fact-missing", { unit: "B", fact: "area" }],
    ]);
  });

  it("which of two facts of the same unit is meant", () => {
    const twice = <T extends object>(one: T) => [one, one];
    const order = orderOf(
      { fixed: 100 },
      {
        accessRefused: twice({ unit: "A", note: "" }),
        indoorTemperatures: twice({ unit: "B", temperature: "20" }),
        jointDeclarations: twice({ unit: "C", on: plainDate("2025-05-27"), formerPercent: "40" }),
      },
    );
    const definition = definitionOf("heat", [defined("fixed", "fixed area 100")]);
    const told = refusedReasons(definition, order, new SettledBuilding().facts());
    expect(told).toEqual([
      ["settlement-unit-told-twice", { field: "indoorTemperatures", unit: "B" }],
      ["settlement-unit-told-twice", { field: "accessRefused", unit: "A" }],
      ["settlement-unit-told-twice", { field: "jointDeclarations", unit: "C, 2025-05-27" }],
    ]);
    const [[reason, data]] = told as [[string, Record<string, string>]];
    expect(sentenceOf({ reason, data })).toBe(
      "Zlecenie mówi o tym samym dwa razy (temperatury w lokalach): B.",
    );
  });

  it("consumption that nothing can say; no norm; no main meter", () => {
    const rules = { ...definitionOf("cold-water", []).consumption, normPerPersonMonth: null };
    const definition = definitionOf("cold-water", [defined("water", "variable consumption:cold-water 100")], {
      consumption: rules,
      variance: "consumption",
    });
    const unread = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "cold-water", "", { units: { A: 1 } })
      .facts();
    expect(refusedReasons(definition, orderOf({ water: 100 }), unread)).toEqual([
      ["settlement-consumption-unknown", { unit: "A", point: "a", from: "2025-01-01", until: "2026-01-01" }],
      ["settlement-norm-missing", { unit: "B" }],
      ["settlement-main-missing", { medium: "cold-water" }],
    ]);
  });

  it("what a unit's allocators cannot say is settled by area, and told", () => {
    const definition = definitionOf("heat", [defined("heat", "variable allocator-units 100")]);
    const unread = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "heat", "", { units: { A: 1 }, allocator: true })
      .point("b", "heat", "2025-01-01 0, 2026-01-01 9", { units: { B: 1 }, allocator: true })
      .facts();
    const settlement = computed(definition, orderOf({ heat: 1_000 }), unread);
    expect(settlement.participants.map(({ costGrosze }) => costGrosze)).toEqual([500, 500]);
    expect(settlement.participants[0]!.record.remarks.map(({ remark }) => remark)).toEqual([
      "no-device",
      "reading-missing",
    ]);
  });
});

describe("every reason of the settlement", () => {
  const folder = new URL("../../src/domain/settlement/", import.meta.url);
  const reasons = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), "utf8").matchAll(/\brefusal\(\s*"([a-z0-9-]+)"/g),
    ])
    .map(([, reason]) => reason!);

  it.each([...new Set(reasons)])("%s is said in Polish", (reason) => {
    expect(sentenceOf({ reason, data: {} })).not.toBe(reason);
  });

  it("was looked for where there are many", () => {
    expect(new Set(reasons).size).toBeGreaterThan(40);
    expect(sentenceOf({ reason: "no-such-reason", data: {} })).toBe("no-such-reason");
  });
});
