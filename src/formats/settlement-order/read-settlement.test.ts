import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { definitionProblems } from "../../domain/settlement/definition-problems.ts";
import { SETTLEMENT_PRESETS } from "../../domain/settlement/presets.ts";
import { plainDate } from "../../domain/values/plain-date.ts";
import type { Refusal, Result } from "../../domain/values/result.ts";
import { readSettlementDefinition, writeSettlementDefinition } from "./read-definition.ts";
import { readSettlementOrder } from "./read-order.ts";

const problemsOf = (result: Result<unknown, Refusal>) =>
  result.ok ? [] : result.refusals.map(({ reason, data }) => [reason, data.field ?? data.key]);

describe("a definition", () => {
  it.each(SETTLEMENT_PRESETS)("$code is a file that reads back the same, and lawful", (preset) => {
    expect(readSettlementDefinition(writeSettlementDefinition(preset))).toEqual({ ok: true, value: preset });
    expect(definitionProblems(preset, plainDate("2026-01-01"))).toEqual([]);
  });

  it("needs little; the rest is what a cautious regulation says", () => {
    const text = JSON.stringify({
      code: "GAZ",
      name: "Gaz",
      regulation: "Regulamin 2/2025",
      medium: "gas",
      participants: { unitKinds: ["dwelling"] },
      costs: [
        { id: "gaz", name: "Gaz", nature: "variable", parts: [{ key: "consumption:gas", percent: 100 }] },
      ],
      consumption: {
        expiredVerification: "as-metered",
        brokenSeal: "as-metered",
        normM3PerPersonMonth: 1.25,
      },
      termMonths: 1,
    });
    expect(readSettlementDefinition(text)).toMatchObject({
      ok: true,
      value: {
        advanceMedia: ["gas"],
        participants: { having: null },
        consumption: { normPerPersonMonth: 1_250_000, missedOnce: [], spread: "daily" },
        costs: [{ parts: [{ percent: "100" }] }],
        substitute: "refuse",
        accessRefusalPercent: "100",
        holderChange: "new-holder",
        rounding: "largest-remainder",
        variance: null,
        vatRate: null,
      },
    });
  });

  it("reads keys of a regulation, with the amount told for a unit or a device, and writes them as it read them", () => {
    const cost = {
      id: "abonament",
      name: "Abonament",
      nature: "fixed",
      isService: true,
      parts: [
        { key: "meter", percent: "20" },
        { key: "units", percent: "20" },
        { key: "person-days", percent: "20" },
        { key: "fixed-amount", percent: "40", fixedAmount: { amountGrosze: 1250, per: "device" } },
      ],
    };
    const preset = JSON.parse(writeSettlementDefinition(SETTLEMENT_PRESETS[0]!));
    const read = readSettlementDefinition(JSON.stringify({ ...preset, costs: [cost] }));
    if (!read.ok) throw new Error(JSON.stringify(read.refusals));
    expect(read.value.costs).toEqual([cost]);
    expect(readSettlementDefinition(writeSettlementDefinition(read.value))).toEqual(read);
    const wrong = {
      ...cost,
      parts: [{ ...cost.parts[3], fixedAmount: { amountGrosze: "x", each: "unit" } }],
    };
    const refused = readSettlementDefinition(JSON.stringify({ ...preset, costs: [wrong] }));
    expect(refused.ok ? [] : refused.refusals.map(({ reason, data }) => [reason, data.field])).toEqual([
      ["case-field-unreadable", "costs[0].parts[0].fixedAmount.amountGrosze"],
      ["case-field-missing", "costs[0].parts[0].fixedAmount.per"],
      ["case-field-unknown", "costs[0].parts[0].fixedAmount.each"],
    ]);
  });

  it("takes only kinds of units that there are: a misspelt one would leave its units out", () => {
    const preset = JSON.parse(writeSettlementDefinition(SETTLEMENT_PRESETS[0]!));
    const text = JSON.stringify({ ...preset, participants: { unitKinds: ["dwelling", "comercial"] } });
    expect(problemsOf(readSettlementDefinition(text))).toEqual([
      ["case-field-unreadable", "participants.unitKinds"],
    ]);
  });

  it("tells all its problems at once, with their places", () => {
    const text = JSON.stringify({
      name: "",
      regulation: "R",
      medium: "ciepło",
      participants: { unitKinds: ["dwelling", 7], had: "point" },
      costs: [{ id: "a", name: "A", nature: "stały", parts: [{ key: "areas", percent: "x" }] }, 4],
      consumption: { normM3PerPersonMonth: "-3", expiredVerification: "never", brokenSeal: "as-metered" },
      termMonths: 1.5,
      varianse: "equal",
    });
    expect(problemsOf(readSettlementDefinition(text))).toEqual([
      ["case-field-unreadable", "medium"],
      ["case-field-missing", "code"],
      ["case-field-unreadable", "name"],
      ["case-field-unreadable", "participants.unitKinds"],
      ["case-field-unknown", "participants.had"],
      ["case-field-unreadable", "costs[0].nature"],
      ["cost-key-unknown", "areas"],
      ["case-field-unreadable", "costs[0].parts[0].percent"],
      ["case-field-unreadable", "costs[1]"],
      ["case-field-unreadable", "consumption.normM3PerPersonMonth"],
      ["case-field-unreadable", "consumption.expiredVerification"],
      ["case-field-unreadable", "termMonths"],
      ["case-field-unknown", "varianse"],
    ]);
    expect(problemsOf(readSettlementDefinition("{"))).toEqual([["case-not-json", undefined]]);
    expect(problemsOf(readSettlementDefinition("null")).length).toBeGreaterThan(3);
  });
});

describe("an order", () => {
  const order = {
    code: "CO/2025/W1",
    definition: "CO-PODZIELNIKI",
    period: { from: "2025-01-01", to: "2025-12-31" },
    point: "W1",
    buildings: ["B1"],
    costs: [
      { cost: "stale", document: "FV 1/2025", amountGrosze: 100 },
      { cost: "zmienne", document: "FV 2/2025", from: "2025-01-01", to: "2025-06-30", amountGrosze: -5 },
    ],
    bounds: { minGroszePerM2: "12,5", maxGroszePerM2: null },
    heat: { totalGJ: 100.25, heatingGJ: null, hotWaterGJ: null },
    outdoorTemperature: "-3.50",
    indoorTemperatures: [{ unit: "1", temperature: 20.5 }],
    degreeDays: { period: 3600, lastYear: "3550.5" },
    accessRefused: [{ unit: "2", note: "dwa terminy" }],
    jointDeclarations: [{ unit: "3", on: "2025-05-01", formerPercent: 40 }],
    fixedAmounts: [{ cost: "abonament", unit: "4", amountGrosze: 1800 }],
    commonParts: [{ id: "klatka", name: "Klatka", areaCm2: 250000, consumption: null, building: "B1" }],
  };

  it("is read whole; a document without days has those of the period", () => {
    expect(readSettlementOrder(JSON.stringify(order))).toEqual({
      ok: true,
      value: {
        ...order,
        costs: [{ ...order.costs[0], from: "2025-01-01", to: "2025-12-31" }, order.costs[1]],
        bounds: { minGroszePerM2: "12.5", maxGroszePerM2: null },
        heat: { totalGJ: "100.25", heatingGJ: null, hotWaterGJ: null },
        outdoorTemperature: "-3.5",
        indoorTemperatures: [{ unit: "1", temperature: "20.5" }],
        degreeDays: { period: "3600", lastYear: "3550.5" },
        jointDeclarations: [{ unit: "3", on: "2025-05-01", formerPercent: "40" }],
      },
    });
  });

  it("may name the version of its regulation", () => {
    expect(readSettlementOrder(JSON.stringify({ ...order, definitionVersion: 2 }))).toMatchObject({
      ok: true,
      value: { definitionVersion: 2 },
    });
  });

  it("tells all its problems at once, with their places", () => {
    const broken = {
      definition: "X",
      period: { from: "2025-02-30" },
      costs: [{ cost: "a", amountGrosze: 1.5, extra: 1 }],
      bounds: [],
      heat: { totalGJ: "dużo" },
      indoorTemperatures: [{ unit: "1" }],
      commonParts: [{ id: "k", name: "K", areaCm2: -1 }],
      point: 7,
    };
    expect(problemsOf(readSettlementOrder(JSON.stringify(broken)))).toEqual([
      ["case-field-unreadable", "period.from"],
      ["case-field-missing", "period.to"],
      ["case-field-missing", "code"],
      ["case-field-unreadable", "point"],
      ["case-field-missing", "costs[0].document"],
      ["case-field-unreadable", "costs[0].amountGrosze"],
      ["case-field-unknown", "costs[0].extra"],
      ["case-field-unreadable", "bounds"],
      ["case-field-unreadable", "heat.totalGJ"],
      ["case-field-missing", "indoorTemperatures[0].temperature"],
      ["case-field-unreadable", "commonParts[0].areaCm2"],
    ]);
  });
});

describe("the guide", () => {
  const guide = readFileSync(new URL("../../../docs/guides/settlement.md", import.meta.url), "utf8");
  const [definition, order] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, example]) => example!);

  it("shows a definition and an order that can be read", () => {
    expect(readSettlementDefinition(definition!)).toMatchObject({ ok: true });
    expect(readSettlementOrder(order!)).toMatchObject({ ok: true });
  });

  it.each(SETTLEMENT_PRESETS)("names the preset $code", ({ code }) => {
    expect(guide).toContain(`\`${code}\``);
  });
});
