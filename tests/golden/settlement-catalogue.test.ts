import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PLAIN_KEYS, REGULATION_KEYS } from "../../src/domain/settlement/settlement-case.ts";
import type { ComputedSettlement } from "../../src/domain/settlement/settlement-facts.ts";
import { settlementRemark } from "../../src/web/messages/pl/pages/settlement-remarks.ts";
import { settlementTerms } from "../../src/web/messages/pl/pages/settlement-terms.ts";
import { settlementCheckName } from "../../src/web/messages/pl/settlement-checks.ts";
import { settlementStepLine } from "../../src/web/resident/settlement-step-lines.ts";
import { factInWords, unitInWords } from "../../src/web/resident/settlement-words.ts";
import {
  computed,
  defined,
  definitionOf,
  orderOf,
  right,
  SettledBuilding,
} from "../setup/settled-building.ts";

/** Everything that a settlement can say of itself is said in Polish: each name that its sources write has its words. */

const ROOT = `${import.meta.dirname}/../../src/domain`;
const source = ["settlement", "metering"]
  .flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`)
      .filter(
        (file) =>
          !file.endsWith(".test.ts") && (folder === "settlement" || /^(consumption|estimate)/.test(file)),
      )
      .map((file) => readFileSync(`${ROOT}/${folder}/${file}`, "utf8")),
  )
  .join("\n");

function written(...patterns: readonly RegExp[]): string[] {
  const found = patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, name]) => name!));
  return [...new Set(found)].sort();
}

/** `step: "x"`, `const step = … ? "x" : "y"`, and names of kinds of steps in a union. */
const STEPS = written(
  /step: "([a-z-]+)"/g,
  /step = [^;]*\? "([a-z-]+)"/g,
  /step = [^;]*\? "[a-z-]+" : "([a-z-]+)"/g,
  /^ {2}\| "((?:meter|reading|consumption)-[a-z-]+)"/gm,
);
/** `remark: "x"`, those of a record without devices, and why a stretch is unmetered. */
const REMARKS = [
  ...written(/remark: "([a-z-]+)"/g, /plainRecord\([^)]*"([a-z-]+)"\)/g),
  "seal-broken",
  "no-meter",
];
const CHECKS = written(/check: "([a-z-]+)"/g, /againstLimit\(\s*"([a-z-]+)"/g);
const UNITS = written(
  /unit: "([a-zA-Z0-9-]+)"/g,
  /add\([^)]*"([a-zA-Z0-9-]+)"\)/g,
  /^ {2}"?[a-z-]+"?: "([a-z0-9-]+)",$/gm,
);
const FACTS = written(/fact: "([a-z-]+)"/g, /add\(\s*"([a-z-]+)"/g);

/** Part of what it says of itself in the middle of a step that nothing in a record shows. */
const INNER_STEPS: ReadonlySet<string> = new Set(["water-variance-unit"]);
const MEASURES = ["GJ", "kWh", "MWh"];

const inputsOf = (step: string) => ({
  step,
  inputs: { partGrosze: 1, plainGrosze: 1, costGrosze: 1 },
  outcome: 1,
});
const isTold = (step: string) => {
  const { sentence } = settlementStepLine(inputsOf(step), []);
  return sentence !== "" && !sentence.startsWith(step);
};

describe("every name in a settlement has its Polish words", () => {
  it.each(STEPS.filter((step) => !INNER_STEPS.has(step)))("step %s", (step) => {
    expect(isTold(step)).toBe(true);
  });

  it.each(REMARKS)("remark %s", (remark) => {
    expect(settlementRemark({ remark, data: {} })).not.toContain(remark);
    expect(settlementRemark({ remark, data: {} })).toMatch(/\.$/);
  });

  it.each(CHECKS)("check %s", (check) => {
    expect(settlementCheckName(check)).not.toBe(check);
  });

  it.each([...PLAIN_KEYS, ...REGULATION_KEYS])("key %s", (key) => {
    expect(settlementTerms.facts[key]).toBeDefined();
  });

  it("units and facts that records and figures name", () => {
    const units = [
      "m2",
      "m3",
      "days",
      "degree",
      "degree-m2",
      "person-days",
      "participants",
      "devices",
      "share",
      "zloty",
    ];
    for (const unit of units) {
      expect(UNITS, unit).toContain(unit);
      expect(settlementTerms.units[unit], unit).toBeDefined();
    }
    const unknown = (fact: string) => settlementTerms.facts[fact] === undefined && !NOT_SHOWN.has(fact);
    expect(FACTS.filter(unknown)).toEqual([]);
  });

  it("and the sources were really read; a name without words is found", () => {
    expect([STEPS.length > 30, REMARKS.length > 9, CHECKS.length]).toEqual([true, true, 7]);
    expect(isTold("never-told")).toBe(false);
    expect(settlementRemark({ remark: "never-told", data: {} })).toBe("never-told");
    expect(settlementCheckName("never-told")).toBe("never-told");
  });
});

/** Names of facts in refusals and in a case only. */
const NOT_SHOWN: ReadonlySet<string> = new Set(["previous-period", "meters"]);

describe("what settlements of all kinds really say", () => {
  const whole = (units: number) => `2025-01-01 0, 2026-01-01 ${units}`;
  const heat = () => {
    const states = [
      { from: "2010-01-01", until: "2025-05-27", m2: 40 },
      { from: "2025-05-27", until: null, m2: 50 },
    ].map(({ from, until, m2 }) => ({
      from: from as never,
      until: until as never,
      usableAreaCm2: m2 * 10_000,
      heatedAreaCm2: m2 * 10_000,
      volumeDm3: 100_000,
      persons: 2,
      shareMillionths: 10_000,
    }));
    const facts = new SettledBuilding()
      .unit("A", { m2: "50", rights: [right(1, "2015-01-01", "2025-05-27"), right(2, "2025-05-27", null)] })
      .unit("B", { m2: "45", states, rights: [right(3, "2015-01-01", "2025-05-27")] })
      .unit("C", { m2: "50" })
      .unit("D", { m2: "50" })
      .point("n", "heat", whole(60), { level: "main" })
      .point("a", "heat", whole(100), {
        units: { A: 1 },
        allocator: true,
        factor: "1.1",
        locationFactor: "0.9",
      })
      .point("b", "heat", whole(5), { units: { B: 1 }, allocator: true })
      .point("d", "heat", whole(300), { units: { D: 1 }, allocator: true })
      .facts();
    const parts = ["A", "B", "C", "D"].map((unit) => ({ unit, temperature: "20.5" }));
    return computed(
      definitionOf(
        "heat",
        [
          defined("fixed", "fixed area 50, volume 50"),
          defined("variable", "variable allocator-units 60, degree-area 40"),
          { ...defined("fee", "fixed meter 40, units 30, person-days 30"), isService: true },
        ],
        { boundedCost: "variable", accessRefusalPercent: "90" },
      ),
      orderOf(
        { fixed: 300_00, variable: 900_00, fee: 40_00 },
        {
          bounds: { minGroszePerM2: "250", maxGroszePerM2: "700" },
          heat: { totalGJ: "60", heatingGJ: null, hotWaterGJ: "10" },
          outdoorTemperature: "3.5",
          indoorTemperatures: parts,
          accessRefused: [{ unit: "C", note: "dwa terminy" }],
          jointDeclarations: [{ unit: "A", on: "2025-05-27" as never, formerPercent: "40" }],
        },
      ),
      facts,
    );
  };
  const water = (variance: "operating-cost" | "consumption" | "equal") => {
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50", persons: 0 })
      .unit("C", { m2: "50" })
      .unit("D", { m2: "50", persons: 1 })
      .point("z", "cold-water", "2025-01-01 0, 2026-01-01 400", { level: "collective" })
      .point("w", "cold-water", "2025-01-01 0, 2026-01-01 380", { level: "main", behind: "z" })
      .point("a", "cold-water", "2025-01-01 0, 2025-07-01 50, 2026-01-01 92.4", {
        units: { A: 0.5, B: 0.5 },
        behind: "w",
      })
      .point("c", "cold-water", "2024-01-01 0, 2025-01-01 40", { units: { C: 1 }, behind: "w" })
      .point("d", "cold-water", "2025-01-01 0, 2025-08-01 10", { units: { D: 1 }, behind: "w" })
      .facts();
    const fee = {
      ...defined("fee", "fixed fixed-amount 50, fixed-amount 0"),
      parts: [
        { key: "fixed-amount", percent: "50" },
        { key: "share", percent: "50" },
      ] as const,
    };
    return computed(
      definitionOf("cold-water", [defined("water", "variable consumption:cold-water 100"), fee], {
        variance,
        isBehindBooster: true,
      }),
      orderOf(
        { water: 4_000_00, fee: 20_00 },
        {
          accessRefused: [{ unit: "D", note: "" }],
          fixedAmounts: [{ cost: "fee", unit: "A", amountGrosze: 10_00 }],
          commonParts: [{ id: "pralnia", name: "Pralnia", areaCm2: 100_000, consumption: "3" }],
        },
      ),
      facts,
    );
  };

  it.each([
    ["heat", heat],
    ["water, the operating cost bears the difference", () => water("operating-cost")],
    ["water, by consumption", () => water("consumption")],
    ["water, equally", () => water("equal")],
  ])("%s", (_, settle) => {
    const settlement = settle();
    const { figures } = settlement;
    for (const step of stepsOf(settlement)) {
      const { sentence, outcome } = settlementStepLine(step, figures.costs);
      expect(`${sentence} ${outcome}`, step.step).not.toMatch(/undefined|NaN|null/);
      expect(sentence.startsWith(step.step), step.step).toBe(false);
    }
    for (const { record } of settlement.participants) {
      for (const remark of record.remarks)
        expect(settlementRemark(remark, record.devices)).not.toMatch(/undefined|null/);
      for (const { unit } of [...record.facts, ...record.shares, ...record.devices])
        expect(isUnitTold(unit)).toBe(true);
      for (const { fact } of record.facts) expect(factInWords(fact), fact).not.toBe(fact);
    }
    for (const { unit, fact } of figures.totals)
      expect([isUnitTold(unit), factInWords(fact) !== fact]).toEqual([true, true]);
    for (const { check } of figures.legalChecks) expect(settlementCheckName(check)).not.toBe(check);
  });

  it("the lowest and highest cost moved somebody, and that is told; keys were lawful", () => {
    const { legalChecks } = heat().figures;
    const check = (name: string) => legalChecks.find((one) => one.check === name);
    expect(check("variable-cost-bounds")).toMatchObject({ isExceeded: false, measured: "2", limit: null });
    expect(check("allowed-keys")).toMatchObject({ isExceeded: false, measured: "0", limit: "0" });
  });

  const isUnitTold = (unit: string) => unitInWords(unit) !== unit || MEASURES.includes(unit) || unit === "";
  const stepsOf = ({ figures, participants }: ComputedSettlement) => [
    ...figures.working,
    ...participants.flatMap(({ record }) => record.working),
  ];
});
