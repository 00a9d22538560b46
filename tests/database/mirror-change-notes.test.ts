import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changesText } from "../../src/cli/mirror-change-text.ts";
import { METERED_MEDIA } from "../../src/domain/metering/meters.ts";
import { month } from "../../src/domain/values/month.ts";
import { listMirrorChanges, type MirrorChange } from "../../src/store/mirror/changes.ts";
import { FeeMonthPage } from "../../src/web/resident/fee-month.page.tsx";
import { ReadingsPage } from "../../src/web/resident/readings.page.tsx";
import { SettlementPage } from "../../src/web/resident/settlement.page.tsx";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import type { PackageRow } from "../setup/mirror/write-package.ts";
import { openSide, type Side } from "../setup/mirror-equality.ts";
import { type MirrorRows, mirrorRows } from "../setup/mirror-package.ts";
import { type Mirrored, mirrored, wholePicture, withRows } from "../setup/mirrored.ts";
import { wordsOf } from "../setup/rendered.tsx";
import { wholeBooks } from "../setup/whole-books.ts";

/**
 * A charge, a reading and a settlement result that the source changed after they had been shown: what, when, from what to what, in the
 * accountant's list and as a plain note at the resident's figure; and nobody else is told.
 */

const RIGHT = "R1";
const HOLDER = "P1";
const APRIL = month("2026-04");
let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;
let side: Side;
let changes: readonly MirrorChange[];

beforeAll(async () => {
  const source = await freshDatabase();
  await wholeBooks(source);
  const books = await source.asSuperuser((client) => mirrorRows(client, 1));
  await source.close();
  rows = withRows(books, "reading", (all) => [...all, reading]);
  database = await freshDatabase();
  there = await mirrored(database, { slug: String(rows.cooperative.slug) });
  await load(rows, "1");
  await load(changedBooks(), "2");
  const { cooperativeId, token } = there.scope;
  side = await openSide(database, "theirs", cooperativeId, ["P1", "P3", "P4", "P5"], "2026-06-20T10:00:00Z");
  changes = await inScope(database.pools.runtime, token, (tx) =>
    listMirrorChanges(tx, cooperativeId, { runId: null, most: 100 }),
  );
});

afterAll(() => database.close());

async function load(of: MirrorRows, mark: string): Promise<void> {
  const loaded = await there.load(wholePicture(of, mark));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 5)));
}

const charge = () =>
  rows.books.charge.find((row) => row.right === RIGHT && row.month === APRIL && row.kind === "assessed")!;
const result = () => rows.books.settlement_result.findLast((row) => row.right === RIGHT)!;
/** Of the water meter in the flat of the right. */
const reading = {
  meter: "L4",
  read_on: "2026-05-31",
  value: "9.5",
  source: "visit",
  flags: null,
  device_status: null,
  restarts: "no",
  note: null,
  position: "90",
} as const satisfies PackageRow;

const more = (row: PackageRow, column: string, by: number, decimals: number) =>
  (Number(row[column]) + by).toFixed(decimals);

/** The charge is 1 zł more, the reading 0.5 more, the settlement cost and came to 5 zł more. */
function changedBooks(): MirrorRows {
  const [dearer, higher, worse] = [charge(), reading, result()];
  const put = (of: MirrorRows, kind: Parameters<typeof withRows>[1], row: PackageRow, is: PackageRow) =>
    withRows(of, kind, (all) => all.map((each) => (each === row ? { ...row, ...is } : each)));
  const charges = put(rows, "charge", dearer, { amount: more(dearer, "amount", 1, 2) });
  const readings = put(charges, "reading", higher, { value: more(higher, "value", 0.5, 3) });
  return put(readings, "settlement_result", worse, {
    cost: more(worse, "cost", 5, 2),
    result: more(worse, "result", 5, 2),
  });
}

const token = (person: string) => side.tokens.get(person)!;
const money = (text: string) => `${Number(text).toFixed(2).replace(".", ",")} zł`;

async function readingsPages(person: string): Promise<string[]> {
  const pages: string[] = [];
  for (const medium of METERED_MEDIA) {
    const { view } = await side.reads.loadReadings(token(person), 2026, medium, null);
    if (view !== null) pages.push(wordsOf(ReadingsPage, view));
  }
  return pages;
}

describe("the accountant's list", () => {
  const told = (kind: string) => changes.filter((change) => change.kind === kind);
  const text = (kind: string) => changesText(told(kind)).replaceAll("\u00a0", " ");

  it("tells of each kind what changed, when, from what to what, and nothing else", () => {
    expect(changes.map(({ kind, action }) => `${kind} ${action}`).sort()).toEqual([
      "charge changed",
      "reading changed",
      "settlement_result changed",
    ]);
    for (const { noticedOn } of changes) expect(noticedOn).toBe("2026-06-16");
  });

  it("names a charge by document, account's unit and month", () => {
    expect(text("charge")).toContain(charge().document);
    expect(text("charge")).toContain("2026-04");
    expect(text("charge")).toContain(
      `kwota ${money(charge().amount!)} → ${money(more(charge(), "amount", 1, 2))}`,
    );
  });

  it("names a reading by its meter", () => {
    expect(text("reading")).toContain(`${reading.meter}: zmienione`);
    expect(told("reading")[0]!.happenedOn).toBe(reading.read_on);
    expect(text("reading")).toMatch(/odczyt [\d ,]+ → [\d ,]+/);
  });

  it("names a settlement's result by the settlement", () => {
    expect(text("settlement_result")).toContain(result().settlement);
    expect(text("settlement_result")).toContain(
      `koszt ${money(result().cost!)} → ${money(more(result(), "cost", 5, 2))}`,
    );
  });
});

describe("the resident's note", () => {
  const CHANGED = "Zmienione w programie spółdzielni 16.06.2026:";

  it("stands at the charge", async () => {
    const { view } = await side.reads.loadFeeMonth(token(HOLDER), APRIL, null);
    const [change] = view!.changes;
    expect(view!.lines.map(({ lineId }) => lineId)).toContain(change!.lineId);
    expect(wordsOf(FeeMonthPage, view!)).toContain(
      `${CHANGED} kwota z ${money(charge().amount!)} na ${money(more(charge(), "amount", 1, 2))}.`,
    );
  });

  it("stands at the reading", async () => {
    const words = (await readingsPages(HOLDER)).join(" ");
    const written = (text: string) => String(Number(text)).replace(".", ",");
    expect(words).toContain(
      `${CHANGED} stan licznika z ${written(reading.value)} na ${written(more(reading, "value", 0.5, 3))}.`,
    );
    expect(words).not.toContain("Zmiany w programie spółdzielni");
  });

  it("stands at the settlement's result", async () => {
    const { view: year } = await side.reads.loadSettlements(token(HOLDER), null, null, null);
    const pages: string[] = [];
    for (const { settlements } of year!.accounts)
      for (const { settlementId } of settlements) {
        const { view } = await side.reads.loadSettlement(token(HOLDER), settlementId);
        pages.push(wordsOf(SettlementPage, view!));
      }
    const noted = pages.filter((words) => words.includes(CHANGED));
    expect([pages.length > 1, noted.length]).toEqual([true, 1]);
    expect(noted[0]).toContain(`koszt z ${money(result().cost!)} na ${money(more(result(), "cost", 5, 2))}`);
  });

  it("tells nobody else", async () => {
    let pages = 0;
    for (const person of ["P3", "P4", "P5"]) {
      const { view: fees } = await side.reads.loadFeeMonth(token(person), APRIL, null);
      expect([person, fees?.changes ?? []]).toEqual([person, []]);
      for (const words of await readingsPages(person)) {
        pages += 1;
        expect([person, words.includes(CHANGED)]).toEqual([person, false]);
      }
      const { view: settled } = await side.reads.loadSettlements(token(person), null, null, null);
      for (const { settlementId } of settled?.accounts.flatMap(({ settlements }) => settlements) ?? []) {
        const { view } = await side.reads.loadSettlement(token(person), settlementId);
        pages += 1;
        expect([person, view!.changes]).toEqual([person, []]);
      }
    }
    expect(pages).toBeGreaterThan(5);
  });
});
