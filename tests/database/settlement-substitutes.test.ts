import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeSettlement } from "../../src/domain/settlement/compute-settlement.ts";
import type { SettlementDefinition } from "../../src/domain/settlement/definition.ts";
import type { SettlementFacts } from "../../src/domain/settlement/settlement-facts.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { loadSettlementFacts } from "../../src/store/settlement-facts.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import {
  appendByHand,
  computedByHand,
  DEFINITION,
  ORDER,
  type SettlementBooks,
  settlementBooks,
} from "./settlement-books.ts";

/** What a settlement needs of the time before its period, from the books: the first quarter of 2026, by allocator units. */

const BY_UNITS: SettlementDefinition = {
  ...DEFINITION,
  participants: { unitKinds: ["dwelling"], having: null },
  costs: [
    {
      id: "cieplo",
      name: "Ciepło",
      nature: "variable",
      parts: [{ key: "allocator-units", percent: "100" }],
    },
  ],
  substitute: "previous",
};
const UNITS = 1_000_000;

let database: TestDatabase;
let books: SettlementBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await settlementBooks(database);
  // Taken out with the year: 30 units in its last quarter, which is the period before.
  await allocator("L1", { until: "2026-01-01" }, ["2025-10-01", 100], ["2026-01-01", 130]);
  await allocator("L2", {}, ["2026-01-01", 0], ["2026-04-01", 70]);
  // Nobody came from 2022 to April 2026: 1 551 units in 1 551 days, so 90 in the quarter.
  await allocator("L3", {}, ["2019-01-01", 400], ["2022-01-01", 1000], ["2026-04-01", 2551]);
});
afterAll(() => database?.close());

async function allocator(
  unit: "L1" | "L2" | "L3",
  { until = "" },
  ...readings: readonly (readonly [string, number, string?])[]
): Promise<void> {
  const during = `[2015-01-01,${until})`;
  const point = await books.insert("metering_point", {
    code: `P-${unit}`,
    medium: "heat",
    level: "individual",
    place: "pokój",
  });
  await books.insert("metering_point_state", {
    point_id: point,
    during,
    location_factor_millionths: UNITS,
    is_remote: false,
  });
  await books.insert("metering_point_unit", {
    point_id: point,
    unit_id: books.units[unit].unitId,
    during,
    share_millionths: UNITS,
  });
  const meter = await books.insert("meter", {
    code: `M-${unit}`,
    point_id: point,
    serial: `M-${unit}`,
    kind: "heat-cost-allocator",
    measure: "unit",
    during,
    factor_millionths: UNITS,
  });
  for (const [read_on, value, flag] of readings)
    await books.insert("reading", {
      point_id: point,
      meter_id: meter,
      read_on,
      value_millionths: value * UNITS,
      source: "visit",
      flags: flag === undefined ? [] : [flag],
      import_id: 1,
      import_line: 1,
    });
}

function load(definition: SettlementDefinition): Promise<SettlementFacts> {
  return inScope(database.pools.runtime, books.scope.token, async (tx) => {
    const { facts } = await loadSettlementFacts(tx, definition, order());
    return facts;
  });
}

function order(): SettlementOrder {
  const [cost] = ORDER.costs;
  return { ...ORDER, costs: [{ ...cost!, amountGrosze: 190_00 }] };
}

async function settled(definition: SettlementDefinition, change = (facts: SettlementFacts) => facts) {
  const result = computeSettlement(definition, order(), change(await load(definition)));
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

describe("what was counted before the period", () => {
  it("stands in for a device that is gone: the units of the period before, from a point that ended with it", async () => {
    const { participants } = await settled(BY_UNITS);
    expect(participants.map(({ code, costGrosze }) => [code, costGrosze])).toEqual([
      ["L1", 30_00],
      ["L2", 70_00],
      ["L3", 90_00],
    ]);
    const { shares, remarks, devices, working } = participants[0]!.record;
    expect(shares[0]).toMatchObject({ quantity: "30", isEstimated: true });
    expect(remarks).toContainEqual({ remark: "no-device", data: { substitute: "previous" } });
    expect(devices).toEqual([]);
    expect(working).toContainEqual({
      step: "previous-period-units",
      inputs: { from: "2025-10-01", to: "2025-12-31", devices: 1 },
      outcome: "30",
    });
  });

  it("is not looked for where another substitute stands in", async () => {
    const facts = await load({ ...BY_UNITS, substitute: "area" });
    expect([...facts.points.values()].map(({ point }) => point.code)).toEqual(["P-L2", "P-L3"]);
    const { participants } = await settled({ ...BY_UNITS, substitute: "area" });
    // 190.00 by area for L1: a third; the rest by 70 and 90 units.
    expect(participants[0]!.record.shares[0]).toMatchObject({ unit: "m2", grosze: 63_33 });
  });

  it("begins at the last reading before, and would not without it: then it is spread from the day the meter came", async () => {
    const facts = await load(BY_UNITS);
    const history = [...facts.points.values()].find(({ point }) => point.code === "P-L3")!;
    expect(history.readings.map(({ readOn }) => readOn)).toEqual(["2022-01-01", "2026-04-01"]);
    const quantityOf = async (change?: (facts: SettlementFacts) => SettlementFacts) =>
      (await settled(BY_UNITS, change)).participants[2]!.record.shares[0]!.quantity;
    expect(await quantityOf()).toBe("90");
    const planted = (given: SettlementFacts): SettlementFacts => ({
      ...given,
      points: new Map(
        [...given.points].map(([id, one]) => [
          id,
          { ...one, readings: one.readings.filter(({ readOn }) => readOn > "2024-01-01") },
        ]),
      ),
    });
    expect(await quantityOf(planted)).not.toBe("90");
  });

  it("a seal found broken years ago is not forgotten", async () => {
    await books.sql("delete from app.reading where cooperative_id = $1 and read_on = '2019-01-01'", [
      books.cooperativeId,
    ]);
    const [meter] = await books.sql<{ id: number; point_id: number }>(
      "select id, point_id from app.meter where cooperative_id = $1 and code = 'M-L3'",
      [books.cooperativeId],
    );
    await books.insert("reading", {
      point_id: meter!.point_id,
      meter_id: meter!.id,
      read_on: "2019-01-01",
      value_millionths: 400 * UNITS,
      source: "visit",
      flags: ["seal-broken"],
      import_id: 1,
      import_line: 1,
    });
    const facts = await load(BY_UNITS);
    const history = [...facts.points.values()].find(({ point }) => point.code === "P-L3")!;
    expect(history.readings.map(({ readOn, flags }) => [readOn, flags])).toEqual([
      ["2019-01-01", ["seal-broken"]],
      ["2022-01-01", []],
      ["2026-04-01", []],
    ]);
  });
});

describe("the same period a year later", () => {
  it("stands beside what the definition settled then: cost, advances and what was counted", async () => {
    const computed = computedByHand(books);
    const participants = computed.participants.map((one) => {
      const facts = [...one.record.facts, { fact: "allocator-units", quantity: "30.5", unit: "unit" }];
      return one.code === "L1" ? { ...one, record: { ...one.record, facts } } : one;
    });
    const posted = await appendByHand(database, books, { ...computed, participants });
    expect(posted.ok).toBe(true);
    const period = { from: plainDate("2027-01-01"), to: plainDate("2027-03-31") };
    const { lastYear } = await inScope(database.pools.runtime, books.scope.token, async (tx) => {
      const { facts } = await loadSettlementFacts(tx, DEFINITION, { ...ORDER, period });
      return facts;
    });
    const { L1, L2 } = books.units;
    expect(lastYear.get(L1.unitId)).toEqual({
      costGrosze: 1500_00,
      advancesGrosze: 1152_00,
      quantity: "30.5",
    });
    expect(lastYear.get(L2.unitId)?.quantity).toBeNull();
  });
});
