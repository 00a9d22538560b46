import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { loadSettlementFacts } from "../../src/store/settlement-facts.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { DEFINITION, ORDER, type SettlementBooks, settlementBooks } from "./settlement-books.ts";

/** What a settlement is computed from, as the books and the register say it. */

let database: TestDatabase;
let books: SettlementBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await settlementBooks(database);
  await insertNetwork();
});
afterAll(() => database?.close());

function load(changes: Partial<SettlementOrder> = {}, definition = DEFINITION) {
  return inScope(database.pools.runtime, books.scope.token, (tx) =>
    loadSettlementFacts(tx, definition, { ...ORDER, ...changes }),
  );
}

const codes = async (changes: Partial<SettlementOrder>, definition = DEFINITION) =>
  (await load(changes, definition)).facts.units.map(({ code }) => code);

/** Node W1 feeds the building; L1 has an allocator behind it that was replaced and read, L2 one behind another node, W2. */
async function insertNetwork(): Promise<void> {
  const [building] = await books.sql<{ id: number }>(
    "select id from app.building where cooperative_id = $1 and code = 'B0'",
    [books.cooperativeId],
  );
  const point = (code: string, level: string) =>
    books.insert("metering_point", { code, medium: "heat", level, place: "pokój" });
  const state = (pointId: number, behind: number | null, more = {}) =>
    books.insert("metering_point_state", {
      point_id: pointId,
      during: "[2020-01-01,)",
      behind_point_id: behind,
      location_factor_millionths: 900_000,
      is_remote: true,
      ...more,
    });
  const collective = await point("Z1", "collective");
  const mains = [await point("W1", "main"), await point("W2", "main"), await point("W3", "main")];
  await state(collective, null);
  await state(mains[0]!, null, { building_id: building!.id });
  await state(mains[1]!, collective, { building_id: building!.id });
  await state(mains[2]!, collective);
  for (const [place, code] of (["L1", "L2"] as const).entries()) {
    const id = await point(`P-${code}`, "individual");
    await state(id, mains[place]!);
    await books.insert("metering_point_unit", {
      point_id: id,
      unit_id: books.units[code].unitId,
      during: "[2020-01-01,)",
      share_millionths: 500_000,
    });
    const meter = (serial: string, during: string) =>
      books.insert("meter", {
        code: serial,
        point_id: id,
        serial,
        kind: "heat-cost-allocator",
        measure: "unit",
        during,
        factor_millionths: 1_150_000,
      });
    const old = await meter(`S-${code}-1`, "[2020-01-01,2026-02-01)");
    await meter(`S-${code}-2`, "[2026-02-01,)");
    const reading = (readOn: string, value: number, more = {}) =>
      books.insert("reading", {
        point_id: id,
        meter_id: old,
        read_on: readOn,
        value_millionths: value,
        source: "radio",
        import_id: 1,
        import_line: 1,
        ...more,
      });
    await reading("2020-05-01", 1);
    const wrong = await reading("2026-01-01", 7_000_000);
    await reading("2026-01-01", 5_000_000, { corrects_reading_id: wrong, source: "office", flags: ["leak"] });
    await reading("2025-12-31", 4_000_000);
  }
}

describe("facts of a settlement", () => {
  it("tells every unit of the building with its states, rights and really charged advances", async () => {
    const { facts, advancesByUnit } = await load();
    expect(
      facts.units.map(({ code, kind, rights }) => [code, kind, rights.map((right) => right.advancesGrosze)]),
    ).toEqual([
      ["L1", "dwelling", [1152_00]],
      ["L2", "dwelling", [1152_00]],
      ["L3", "dwelling", []],
      ["U1", "commercial", [1152_00]],
    ]);
    expect(facts.units[3]).toMatchObject({
      buildingCode: "B0",
      buildingName: "ul. Próbna 1",
      propertyId: books.properties[0],
      states: [{ usableAreaCm2: 500_000, heatedAreaCm2: 480_000, volumeDm3: 125_000, persons: 2 }],
      rights: [{ isInvoiced: true, from: "2020-01-01", until: null }],
      points: [],
    });
    expect(advancesByUnit.get(books.units.L1.unitId)?.get("heat")).toBe(1152_00);
  });

  it("counts the months whose first day lies in the period, and other media not at all", async () => {
    const period = { from: ORDER.period.from, to: "2026-02-01" as typeof ORDER.period.to };
    const rights = async (definition = DEFINITION) =>
      (await load({ period }, definition)).facts.units[0]!.rights[0]!.advancesGrosze;
    expect(await rights()).toBe(768_00);
    expect(await rights({ ...DEFINITION, advanceMedia: ["hot-water"] })).toBe(0);
  });

  it("reads meters with what counts of their readings, in their order", async () => {
    const { facts } = await load();
    const history = [...facts.points.values()].find(({ point }) => point.code === "P-L1")!;
    expect(history.meters.map(({ serial, during, factor }) => [serial, during.until, factor])).toEqual([
      ["S-L1-1", "2026-02-01", 1_150_000],
      ["S-L1-2", null, 1_150_000],
    ]);
    expect(
      history.readings.map(({ readOn, value, source, flags }) => [readOn, value, source, flags]),
    ).toEqual([
      // The last one before the days that matter: from it the meter goes on counting.
      ["2020-05-01", 1, "radio", []],
      ["2025-12-31", 4_000_000, "radio", []],
      ["2026-01-01", 5_000_000, "office", ["leak"]],
    ]);
    expect(history.locationFactors).toEqual([{ from: "2020-01-01", until: null, factor: 900_000 }]);
    expect(facts.units[0]!.points).toMatchObject([{ shareMillionths: 500_000, from: "2020-01-01" }]);
  });

  it("brings the mains before the units, and with a collective all mains behind it", async () => {
    const { facts } = await load();
    const nameOf = new Map(facts.network.map(({ pointId, code }) => [pointId, code]));
    expect(
      facts.network.map(({ code, level, behindPointId }) => [
        code,
        level,
        nameOf.get(behindPointId ?? 0) ?? null,
      ]),
    ).toEqual([
      ["Z1", "collective", null],
      ["W1", "main", null],
      ["W2", "main", "Z1"],
      ["W3", "main", "Z1"],
      ["P-L1", "individual", "W1"],
      ["P-L2", "individual", "W2"],
    ]);
    expect([...facts.points.keys()].sort()).toEqual(facts.network.map(({ pointId }) => pointId).sort());
  });

  it("takes the buildings that stand behind a point where none are named, and only the kinds asked for", async () => {
    expect(await codes({ buildings: [], point: "W1" })).toEqual(["L1", "L2", "L3", "U1"]);
    const dwellings = { ...DEFINITION, participants: { unitKinds: ["dwelling"], having: null } };
    expect(await codes({}, dwellings)).toEqual(["L1", "L2", "L3"]);
    expect(await codes({ buildings: ["B1"] })).toEqual([]);
  });

  it("counts months in which nobody was told their consumption", async () => {
    const { facts } = await load();
    expect([...facts.monthsWithoutInformation]).toEqual([
      ["L1", 3],
      ["L2", 3],
    ]);
  });

  it("brings nothing for places that are not there: computing names them", async () => {
    expect(await codes({ buildings: ["B9"] })).toEqual([]);
    expect(await codes({ buildings: [], point: "W9" })).toEqual([]);
  });
});
