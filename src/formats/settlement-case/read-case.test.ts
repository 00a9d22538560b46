import { describe, expect, it } from "vitest";
import { decimalText } from "../../domain/settlement/exact-decimal.ts";
import { settle } from "../../domain/settlement/settle.ts";
import { readSettlementCase } from "./read-case.ts";

const CASE = {
  period: { from: "2025-01-01", to: "2025-12-31" },
  rounding: "largest-share",
  participants: [
    {
      id: "12/3",
      name: "lokal 3",
      areaCm2: 480000,
      heatedAreaCm2: 460000,
      volumeDm3: 120000,
      persons: 2,
      consumption: { "hot-water": "12.345", "cold-water": 30.5 },
      units: null,
      previousUnits: "900",
      degreeArea: "816",
      share: "0,0125",
      advancesGrosze: -5,
    },
  ],
  costs: [{ id: "heat", amountGrosze: -6000000, parts: [{ key: "consumption:hot-water", percent: "100" }] }],
  bounds: { cost: "heat", minGroszePerM2: 12.5, maxGroszePerM2: "99" },
  substitute: "previous",
};

const read = (value: unknown) => readSettlementCase(JSON.stringify(value));
const problemsOf = (value: unknown) => read(value).problems.map(({ reason, data }) => [reason, data.field]);

describe("a case", () => {
  it("is read whole", () => {
    const { facts, problems } = read(CASE);
    expect(problems).toEqual([]);
    expect(facts).toMatchObject({
      period: CASE.period,
      rounding: "largest-share",
      substitute: "previous",
      bounds: { cost: "heat", minGroszePerM2: { coefficient: 125n, scale: 1 } },
    });
    const [participant] = facts!.participants;
    expect(participant).toMatchObject({ id: "12/3", units: null, advancesGrosze: -5 });
    expect(decimalText(participant!.consumption!.get("hot-water")!)).toBe("12.345");
    expect(decimalText(participant!.share!)).toBe("0.0125");
  });

  it("needs little", () => {
    const cost = { id: "lift", amountGrosze: 7, parts: [{ key: "equal", percent: 100 }] };
    const { facts, problems } = read({ participants: [{ id: "a" }], costs: [cost] });
    expect(problems).toEqual([]);
    expect(facts).toMatchObject({
      period: null,
      rounding: "largest-remainder",
      bounds: null,
      substitute: null,
    });
    expect(settle(facts!).ok).toBe(true);
  });

  it("keeps every digit of a number as written", () => {
    const text =
      '{"participants":[{"id":"a","share":0.12345678901234567890123,"persons":1.5e-7,"areaCm2":12E2}],"costs":[]}';
    const [participant] = readSettlementCase(`\uFEFF${text}`).facts!.participants;
    expect(decimalText(participant!.share!)).toBe("0.12345678901234567890123");
    expect(decimalText(participant!.persons!)).toBe("0.00000015");
    expect(decimalText(participant!.areaCm2!)).toBe("1200");
  });

  it("tells a device without units from units left out", () => {
    const { facts } = read({ participants: [{ id: "a", units: null }, { id: "b" }], costs: [] });
    expect(facts!.participants.map(({ units }) => units)).toEqual([null, undefined]);
  });
});

describe("problems", () => {
  it("are all told at once, with their places", () => {
    const broken = {
      period: { from: "2025-02-30", to: "2025-12-31" },
      rounding: "bankers",
      participants: [
        { id: 7, areaCm2: "dużo", advancesGrosze: 1.5, unitz: 3 },
        "lokal",
        { id: "c", consumption: { water: true }, units: [] },
      ],
      costs: [
        { id: "heat", amountGrosze: "600", parts: [{ key: "areas", percent: "40 %" }, { percent: 60 }] },
        { amountGrosze: 1e300, parts: {} },
      ],
      bounds: { minGroszePerM2: "1e3" },
      substitute: "guess",
      extra: 1,
    };
    expect(problemsOf(broken)).toEqual([
      ["case-field-unreadable", "rounding"],
      ["case-field-unreadable", "substitute"],
      ["case-field-unknown", "extra"],
      ["case-field-unreadable", "period.from"],
      ["case-field-unreadable", "participants[0].id"],
      ["case-field-unreadable", "participants[0].areaCm2"],
      ["case-field-unreadable", "participants[0].advancesGrosze"],
      ["case-field-unknown", "participants[0].unitz"],
      ["case-field-unreadable", "participants[1]"],
      ["case-field-unreadable", "participants[2].units"],
      ["case-field-unreadable", "participants[2].consumption.water"],
      ["case-field-unreadable", "costs[0].amountGrosze"],
      ["cost-key-unknown", undefined],
      ["case-field-unreadable", "costs[0].parts[0].percent"],
      ["case-field-missing", "costs[0].parts[1].key"],
      ["case-field-missing", "costs[1].id"],
      ["case-field-unreadable", "costs[1].amountGrosze"],
      ["case-field-unreadable", "costs[1].parts"],
      ["case-field-missing", "bounds.cost"],
      ["case-field-unreadable", "bounds.minGroszePerM2"],
    ]);
  });

  it("provoke no further ones where the facts are examined", () => {
    const broken = {
      ...CASE,
      participants: [{ ...CASE.participants[0], consumption: { "hot-water": "?" }, areaCm2: "?" }],
      costs: [
        { ...CASE.costs[0], amountGrosze: "?", parts: [{ key: "consumption:hot-water", percent: "?" }] },
      ],
      bounds: { ...CASE.bounds, maxGroszePerM2: "?" },
    };
    const { facts, problems } = read(broken);
    expect(problems).toHaveLength(5);
    const settled = settle(facts!);
    expect(settled.ok ? [] : settled.refusals.map(({ reason }) => reason)).toEqual(["bounds-unreachable"]);
  });

  it("are nothing but one for a file that is no case", () => {
    expect(readSettlementCase("{").problems).toEqual([{ reason: "case-not-json", data: {} }]);
    expect(problemsOf([])).toEqual([
      ["case-field-unreadable", "—"],
      ["case-field-missing", "participants"],
      ["case-field-missing", "costs"],
    ]);
    expect(read({}).facts).toBeNull();
  });

  it("include a period that ends before it starts", () => {
    const reversed = { ...CASE, period: { from: "2025-12-31", to: "2025-01-01" } };
    expect(read(reversed).problems.map(({ reason }) => reason)).toEqual(["case-period-reversed"]);
  });

  it.each(["__proto__", "constructor", "toString"])("do not come from a medium called %s", (medium) => {
    const text = `{"participants":[{"id":"a","consumption":{"${medium}":"1"}},{"id":"b","consumption":{"${medium}":"2"}}],"costs":[{"id":"x","amountGrosze":3,"parts":[{"key":"consumption:${medium}","percent":100}]}]}`;
    const { facts, problems } = readSettlementCase(text);
    const settled = settle(facts!);
    expect(problems).toEqual([]);
    expect(settled.ok && settled.value.shares.map(({ grosze }) => grosze)).toEqual([1, 2]);
  });
});
