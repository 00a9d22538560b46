import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { addReading, type TypedReading } from "../../src/operations/add-reading.ts";
import { listMappings, showReadings } from "../../src/operations/list-readings.ts";
import { keepReadingMapping } from "../../src/operations/save-reading-mapping.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type ReadingRegister, readingRegister, waterTelegram } from "../setup/reading-register.ts";

let database: TestDatabase;
let books: ReadingRegister;

beforeAll(async () => {
  database = await freshDatabase();
  books = await readingRegister(database, "wpisane");
  await books.stand({ serial: "10001" }, { serial: "20002", verifiedUntil: "2025-01-01" });
});
afterAll(() => database.close());

function add(meter: string, on: string, value: string, rest: Partial<TypedReading> = {}) {
  return addReading(books.context, books.scope, {
    meter,
    on: plainDate(on),
    value,
    source: "visit",
    note: "",
    corrects: null,
    ...rest,
  });
}

const reasonsOf = (result: Awaited<ReturnType<typeof add>>) =>
  result.ok ? [] : result.refusals.map(({ reason }) => reason);

describe("a typed reading", () => {
  it("is judged as those of a file, and once only", async () => {
    expect(await add("10001", "2026-01-31", "12,5")).toMatchObject({
      value: { flags: [], isRepeated: false },
    });
    expect(await add("M-10001", "2026-01-31", "12,500")).toMatchObject({ value: { isRepeated: true } });
    expect(reasonsOf(await add("10001", "2026-02-28", "12"))).toEqual(["backward"]);
    expect(reasonsOf(await add("30003", "2026-02-28", "12"))).toEqual(["unknown-serial"]);
    expect(reasonsOf(await add("10001", "2027-02-28", "13"))).toEqual(["future"]);
    expect(await add("20002", "2026-02-28", "3")).toMatchObject({
      value: { flags: ["verification-expired"] },
    });
  });

  it("corrects a wrong one, which stays in history and binds nobody", async () => {
    await add("10001", "2026-03-31", "160");
    expect(reasonsOf(await add("10001", "2026-04-30", "17"))).toEqual(["backward"]);
    const corrects = { on: plainDate("2026-03-31"), value: null };
    expect(reasonsOf(await add("10001", "2026-03-31", "160", { corrects }))).toEqual([
      "correction-changes-nothing",
    ]);
    expect(await add("10001", "2026-03-31", "16", { corrects })).toMatchObject({ ok: true });
    expect(await add("10001", "2026-04-30", "17")).toMatchObject({ ok: true });
    expect(
      reasonsOf(await add("10001", "2026-03-31", "16.5", { corrects: { ...corrects, value: "160" } })),
    ).toEqual(["reading-already-corrected"]);
    const never = { on: plainDate("2026-03-30"), value: null };
    expect(reasonsOf(await add("10001", "2026-03-30", "16", { corrects: never }))).toEqual([
      "corrected-reading-unknown",
    ]);
    await add("10001", "2026-03-31", "16.2", { source: "office" });
    expect(reasonsOf(await add("10001", "2026-03-31", "16.1", { corrects }))).toEqual([
      "corrected-reading-ambiguous",
    ]);
    const listed = await showReadings(books.context, books.scope, { meter: "10001", unit: null });
    const march = listed.ok ? listed.value.filter(({ readOn }) => readOn === "2026-03-31") : [];
    expect(
      march.map(({ valueMillionths, isCorrected, isCorrection }) => [
        valueMillionths,
        isCorrected,
        isCorrection,
      ]),
    ).toEqual([
      [160_000_000, true, false],
      [16_000_000, false, true],
      [16_200_000, false, false],
    ]);
    expect(
      await books.tally(`${waterTelegram("10001", "2026-03-31", "160")}\n`, { source: "visit" }),
    ).toMatchObject({
      duplicates: 1,
    });
  });

  it("corrects an allocator's set day, after which it still began again", async () => {
    await books.stand({ serial: "H1", medium: "heat", kind: "heat-cost-allocator", measure: "unit" });
    const file =
      "meter;read_on;value;source;restarts\nH1;2025-12-31;1392;visit;yes\nH1;2026-01-31;90;visit;\n";
    expect(await books.tally(file)).toMatchObject({ accepted: 2 });
    const corrects = { on: plainDate("2025-12-31"), value: null };
    expect(await add("H1", "2025-12-31", "1329", { corrects })).toMatchObject({ ok: true });
    const kept = (await books.readings()).filter((each) => each.startsWith("H1"));
    expect(kept).toEqual([
      "H1 2025-12-31 1329 visit restarts",
      "H1 2025-12-31 1392 visit restarts",
      "H1 2026-01-31 90 visit",
    ]);
  });

  it("is listed by its meter or its unit", async () => {
    const ofUnit = await showReadings(books.context, books.scope, { meter: null, unit: "L0" });
    expect(ofUnit.ok && new Set(ofUnit.value.map(({ serial }) => serial))).toEqual(
      new Set(["10001", "20002", "H1"]),
    );
    const ofOther = await showReadings(books.context, books.scope, { meter: null, unit: "L1" });
    expect(ofOther).toEqual({ ok: true, value: [] });
    for (const [wanted, reason] of [
      [{ meter: null, unit: null }, "readings-of-one"],
      [{ meter: "10001", unit: "L0" }, "readings-of-one"],
      [{ meter: "77", unit: null }, "unknown-serial"],
      [{ meter: null, unit: "L9" }, "unit-unknown"],
    ] as const)
      expect(await showReadings(books.context, books.scope, wanted)).toMatchObject({
        refusals: [{ reason }],
      });
  });
});

describe("a column mapping", () => {
  const body = { columns: { device: "Licznik", value: "Stan", day: "Kiedy" }, identifiedBy: "meter" };
  const save = (name: string, text = JSON.stringify(body)) =>
    keepReadingMapping(books.context, books.scope, { name, text });

  it("is saved per cooperative and recognises its files from then on", async () => {
    const file = "Licznik;Kiedy;Stan\n10001;31.05.2026;18,5\n";
    expect(await books.bring(file)).toMatchObject({ ok: false });
    expect(await save("nasza")).toMatchObject({ ok: true });
    expect(await save("nasza", JSON.stringify({ ...body, measure: "m3" }))).toMatchObject({ ok: true });
    expect(await listMappings(books.context, books.scope)).toEqual([
      { name: "nasza", isBuiltIn: false },
      { name: "hca-gateway", isBuiltIn: true },
    ]);
    expect(await books.tally(file)).toMatchObject({ lines: 1, accepted: 1 });
    const others = await readingRegister(database, "inni");
    expect(await others.bring(file)).toMatchObject({ ok: false });
  });

  it("is refused with all that is wrong", async () => {
    const refused = await save("z łą nazwą", "{}");
    expect(refused.ok ? [] : refused.refusals.map(({ reason }) => reason)).toEqual([
      "mapping-name",
      ...Array(3).fill("mapping-field-missing"),
    ]);
  });
});
