import { describe, expect, it } from "vitest";
import type { ComputedSettlement } from "../../src/domain/settlement/settlement-facts.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import {
  computed,
  defined,
  definitionOf,
  orderOf,
  right,
  SettledBuilding,
} from "../setup/settled-building.ts";

/** Unit A: 50 m², 100 units in the year; until 26 May (146 days) one holder, then another one. B: 50 m², 300 units. */
const building = (
  readings: string,
  rights = [right(1, "2020-01-01", "2025-05-27", 500_00), right(2, "2025-05-27", null, 400_00)],
) =>
  new SettledBuilding()
    .unit("A", { m2: "50", rights })
    .unit("B", { m2: "50" })
    .point("a", "heat", readings, { units: { A: 1 }, allocator: true })
    .point("b", "heat", "2025-01-01 0, 2026-01-01 300", { units: { B: 1 }, allocator: true })
    .facts();

const UNREAD = "2025-01-01 0, 2026-01-01 100";
/** A's cost: fixed 730.00 (1 460.00 by area), variable 400.00 (1 600.00 ÷ 400 units × 100). */
const order = (changes = {}) => orderOf({ fixed: 1_460_00, variable: 1_600_00 }, changes);
const definition = (holderChange: "new-holder" | "by-days") =>
  definitionOf(
    "heat",
    [defined("fixed", "fixed area 100"), defined("variable", "variable allocator-units 100")],
    { holderChange },
  );

const rows = ({ participants }: ComputedSettlement) =>
  participants
    .filter(({ code }) => code === "A")
    .map(({ rightId, costGrosze, advancesGrosze, resultGrosze, proposedAdvanceGrosze }) => [
      rightId,
      costGrosze,
      advancesGrosze,
      resultGrosze,
      proposedAdvanceGrosze,
    ]);

describe("a change of holder", () => {
  it("with a hand-over reading: variable by each one's own consumption, fixed by days", () => {
    // 80 units until 28 May (a day late), 20 after. One day of the second reading's stretch (20 ÷ 218 days) falls before: the
    // reading on the 28th says 80 over 147 days; the 27th ends 146 of them: 79.455782 and 20.544218.
    // Variable: 400.00 × 79.455782 % = 317.82, 82.18; fixed: 730.00 × 146 ÷ 365 = 292.00, 438.00.
    const settlement = computed(
      definition("new-holder"),
      order(),
      building("2025-01-01 0, 2025-05-28 80 hand-over, 2026-01-01 100"),
    );
    expect(rows(settlement)).toEqual([
      [1, 609_82, 500_00, 109_82, null],
      [2, 520_18, 400_00, 120_18, 94_17],
    ]);
    const [former, later] = settlement.participants;
    expect(former!.record.devices.map(({ to, quantity }) => [to, quantity])).toEqual([
      ["2025-05-27", "79.455782"],
    ]);
    expect(later!.record.devices.every(({ from }) => from >= "2025-05-27")).toBe(true);
    expect(former!.record.remarks).toEqual([
      { remark: "holder-change", data: { rule: "reading", on: "2025-05-27", side: "former", percent: null } },
    ]);
  });

  it("by joint declaration: its percent of costs and advances, so of the result", () => {
    // 25 % of 1 130.00 and of 900.00
    const jointDeclarations = [{ unit: "A", on: plainDate("2025-05-27"), formerPercent: "25" }];
    const settlement = computed(definition("new-holder"), order({ jointDeclarations }), building(UNREAD));
    expect(rows(settlement)).toEqual([
      [1, 282_50, 225_00, 57_50, null],
      [2, 847_50, 675_00, 172_50, 94_17],
    ]);
  });

  it("otherwise the new holder takes the result, costs and advances", () => {
    const settlement = computed(definition("new-holder"), order(), building(UNREAD));
    expect(rows(settlement)).toEqual([
      [1, 0, 0, 0, null],
      [2, 1_130_00, 900_00, 230_00, 94_17],
    ]);
    const [former, later] = settlement.participants;
    expect([former!.record.shares, former!.record.devices]).toEqual([[], []]);
    expect([later!.from, later!.to]).toEqual(["2025-01-01", "2025-12-31"]);
  });

  it("or by days where the regulation says so: 146 and 219 of 365", () => {
    const settlement = computed(definition("by-days"), order(), building(UNREAD));
    expect(rows(settlement)).toEqual([
      [1, 452_00, 500_00, -48_00, null],
      [2, 678_00, 400_00, 278_00, 94_17],
    ]);
    // 50 m² × 146 ÷ 365 = 20 m² at 14.60
    expect(settlement.participants[0]!.record.shares[0]).toMatchObject({
      quantity: "20",
      price: "14.6",
      grosze: 292_00,
    });
  });

  it("days without a right are the cooperative's: vacancy between two holders, by days", () => {
    // 73 days, 73 days of nobody, 219 days: 1 130.00 ÷ 5 = 226.00 each fifth.
    const rights = [right(1, "2020-01-01", "2025-03-15", 500_00), right(2, "2025-05-27", null, 400_00)];
    const settlement = computed(definition("new-holder"), order(), building(UNREAD, rights));
    expect(rows(settlement)).toEqual([
      [1, 226_00, 500_00, -274_00, null],
      [null, 226_00, 0, 226_00, null],
      [2, 678_00, 400_00, 278_00, 94_17],
    ]);
    expect(settlement.borneByCooperativeGrosze).toBe(226_00);
    expect(settlement.participants[1]!.record.remarks[0]).toEqual({
      remark: "vacant",
      data: { from: "2025-03-15", to: "2025-05-26" },
    });
  });

  it("a vacancy with readings on both days bears what was counted meanwhile", () => {
    const rights = [right(1, "2020-01-01", "2025-03-15"), right(2, "2025-05-27", null)];
    const readings = "2025-01-01 0, 2025-03-15 60, 2025-05-27 60, 2026-01-01 100";
    const { participants } = computed(definition("new-holder"), order(), building(readings, rights));
    const variable = participants
      .slice(0, 3)
      .map(({ record }) => record.shares.find(({ cost }) => cost === "variable")!.grosze);
    expect(variable).toEqual([240_00, 0, 160_00]);
  });

  it("with readings between them: what each is shown to have counted is what each pays for", () => {
    // Nothing was read after 30 November, so December is told by each one's own days before it.
    const readings = "2025-01-01 0, 2025-05-27 80 hand-over, 2025-12-01 100";
    const { participants } = computed(definition("new-holder"), order(), building(readings));
    for (const { record } of participants.slice(0, 2)) {
      const shown = record.devices.reduce((sum, { weighted }) => sum + Math.round(Number(weighted) * 1e6), 0);
      const told = record.facts.find(({ fact }) => fact === "allocator-units")!.quantity;
      const paid = record.shares.find(({ key }) => key === "allocator-units")!.quantity;
      expect([told, paid].map((quantity) => Math.round(Number(quantity) * 1e6))).toEqual([shown, shown]);
    }
    expect(participants[0]!.record.devices.at(-1)).toMatchObject({ endValue: "80" });
  });

  it("with readings between them: each is told the own part of the main meter's difference, to the grosz", () => {
    const facts = new SettledBuilding()
      .unit("A", { m2: "50", rights: [right(1, "2020-01-01", "2025-05-27"), right(2, "2025-05-27", null)] })
      .unit("B", { m2: "50" })
      .point("main", "cold-water", "2025-01-01 0, 2026-01-01 132", { level: "main" })
      .point("a", "cold-water", "2025-01-01 5, 2025-05-27 25, 2026-01-01 45", { units: { A: 1 } })
      .point("b", "cold-water", "2025-01-01 0, 2026-01-01 80", { units: { B: 1 } })
      .facts();
    const water = definitionOf("cold-water", [defined("water", "variable consumption:cold-water 100")], {
      variance: "consumption",
    });
    const { participants } = computed(water, orderOf({ water: 1_320_00 }), facts);
    // 132 m³ less 120 counted: a tenth more for everybody.
    for (const { record, costGrosze } of participants.slice(0, 2)) {
      const step = record.working.find(({ step: name }) => name === "variance-added")!;
      expect([step.inputs.counted, step.inputs.added, step.outcome]).toEqual(["20", "2", "22"]);
      expect([record.shares[0]!.quantity, costGrosze]).toEqual(["22", 220_00]);
    }
    expect(JSON.stringify(participants[1]!.record)).not.toMatch(/"(40|44)"/);
  });

  it("with readings between them: the bounds tell nobody what the other counted", () => {
    const bounded = { ...definition("new-holder"), boundedCost: "variable" };
    const bounds = { minGroszePerM2: "100", maxGroszePerM2: "2300" };
    const settlement = computed(
      bounded,
      order({ bounds }),
      building("2025-01-01 0, 2025-05-27 80 hand-over, 2026-01-01 100"),
    );
    // A 400.00 and B 1 200.00; B held at 1 150.00, A moved to 450.00: 360.00 and 90.00.
    const [former, later] = settlement.participants;
    expect(former!.record.bounds).toEqual({
      unboundedGrosze: 320_00,
      minGrosze: null,
      maxGrosze: null,
      boundedGrosze: 360_00,
    });
    expect(later!.record.bounds).toMatchObject({ unboundedGrosze: 80_00, boundedGrosze: 90_00 });
    expect(settlement.participants[2]!.record.bounds).toMatchObject({
      maxGrosze: 1_150_00,
      boundedGrosze: 1_150_00,
    });
  });

  it("a neighbour's grosz does not move with it", () => {
    const neighbour = (readings: string) =>
      computed(definition("by-days"), order(), building(readings)).participants.at(-1)!.costGrosze;
    expect(neighbour(UNREAD)).toBe(neighbour("2025-01-01 0, 2025-05-27 80 hand-over, 2026-01-01 100"));
  });

  it("a unit that came into being inside the period bears nothing before it", () => {
    const rights = [right(1, "2025-07-02", null)];
    const states = [
      {
        from: plainDate("2025-07-02"),
        until: null,
        usableAreaCm2: 500_000,
        heatedAreaCm2: 500_000,
        volumeDm3: 125_000,
        persons: 1,
        shareMillionths: 0,
      },
    ];
    const facts = new SettledBuilding()
      .unit("A", { m2: "50", rights, states })
      .unit("B", { m2: "50" })
      .facts();
    const settlement = computed(
      definitionOf("heat", [defined("fixed", "fixed area 100")]),
      orderOf({ fixed: 1_000_00 }),
      facts,
    );
    // 50 × 183 ÷ 365 = 25.0685 m² (half up); 1 000.00 × 25.0685 ÷ 75.0685 = 333.94
    expect(rows(settlement)).toEqual([[1, 333_94, 0, 333_94, 27_83]]);
  });
});
