import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIRROR_KINDS, type MirrorKind } from "../../src/domain/mirror/areas.ts";
import { residentReads } from "../../src/web/resident/reads/resident-reads.ts";
import { fixedClock } from "../../src/world/clock.ts";
import type { TestDatabase } from "../setup/database.ts";
import { countedTotals } from "../setup/mirror/count-rows.ts";
import type { PackageRow } from "../setup/mirror/write-package.ts";
import { openSide } from "../setup/mirror-equality.ts";
import { type MirrorRows, writeMirrorPackage } from "../setup/mirror-package.ts";
import type { Mirrored } from "../setup/mirrored.ts";
import { wholeBooksToMirror } from "../setup/whole-mirror.ts";

/** Residents read while one picture takes another's place: whatever a page shows is of one picture. */

const AT = "2026-06-15T10:00:00Z";
const PEOPLE = ["P1", "P4"];
/** Between two queries of a page, so that a picture may well change inside it. */
const PAUSE_SECONDS = 0.004;

let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;
let folder: string;
let tokens: ReadonlyMap<string, string>;
/** Pictures shown so far; the k-th says k times the amounts of the books. */
let shown = 0;

beforeAll(async () => {
  ({ rows, database, there } = await wholeBooksToMirror());
  folder = mkdtempSync(join(tmpdir(), "osiedle-switch-"));
  await showNext();
  tokens = (await openSide(database, "theirs", there.scope.cooperativeId, PEOPLE, AT)).tokens;
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Loads a picture whose amounts are `mark` times those of the books, whose texts name it and whose moment is its own minute. */
async function showNext(): Promise<void> {
  shown += 1;
  const mark = shown;
  const amounts = ["amount", "remaining", "opening", "cost", "advances", "result", "vat"];
  const scaled = (row: PackageRow): PackageRow =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        amounts.includes(name) && value !== null
          ? ((Math.round(Number(value) * 100) * mark) / 100).toFixed(2)
          : value,
      ]),
    );
  const books = Object.fromEntries(
    MIRROR_KINDS.map((kind) => [
      kind,
      kind === "reading"
        ? rows.books[kind]
        : rows.books[kind].map((row) =>
            kind === "posting" ? { ...scaled(row), text: `obraz ${mark}` } : scaled(row),
          ),
    ]),
  ) as Record<MirrorKind, readonly PackageRow[]>;
  const path = join(folder, String(mark));
  const minute = String(mark).padStart(2, "0");
  writeMirrorPackage(
    path,
    { ...rows, books, totals: countedTotals(books) },
    { mark: String(mark), since: null, asOf: `2026-06-15T06:${minute}:00+02:00` },
  );
  const loaded = await there.load(path);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 5)));
}

/** A pool that rests between the queries of a page; as a planted fault its transactions see each query's own moment. */
function resting(pool: pg.Pool, fault: "none" | "read committed"): pg.Pool {
  const restingClient = (client: pg.PoolClient) =>
    new Proxy(client, {
      get: (target, name) => {
        if (name !== "query") {
          const value = Reflect.get(target, name) as unknown;
          return typeof value === "function" ? value.bind(target) : value;
        }
        return (text: unknown, values?: unknown[]) => {
          if (typeof text === "string" && text.startsWith("begin"))
            return target.query(fault === "none" ? text : "begin read only");
          if (typeof text === "object") void target.query(`select pg_sleep(${PAUSE_SECONDS})`);
          return values === undefined ? target.query(text as string) : target.query(text as string, values);
        };
      },
    });
  return { connect: async () => restingClient(await pool.connect()) } as unknown as pg.Pool;
}

interface Seen {
  /** Pages on which all is of one picture, by its mark. */
  readonly marks: Set<number>;
  readonly mixed: string[];
  pages: number;
}

/** Reads pages until `isOver`, and holds all that each shows against its moment. */
async function readPages(fault: "none" | "read committed", seen: Seen, isOver: () => boolean): Promise<void> {
  const reads = residentReads({
    reading: resting(database.pools.reading, fault),
    searching: database.pools.searching,
    clock: fixedClock(AT),
    touch: async () => {},
  });
  const resident = async (token: string) => {
    const { view: year } = await reads.loadAccountingYear(token, 2026);
    const accounts = year!.accounts.filter((account) => account.debitGrosze !== 0);
    if (accounts.length === 0) throw new Error("a resident without accounts");
    while (!isOver()) {
      for (const { accountId } of accounts) {
        const { view } = await reads.loadAccountDocuments(token, 2026, accountId);
        const mark = Number(view!.asOf.time.split(":")[1]);
        const texts = new Set(view!.lines.map((line) => line.text));
        const last = view!.lines.at(-1);
        seen.pages += 1;
        seen.marks.add(mark);
        const isOne =
          texts.size === 1 &&
          texts.has(`obraz ${mark}`) &&
          last?.balanceGrosze === view!.account.balanceGrosze;
        if (!isOne)
          seen.mixed.push(
            `${mark}: ${[...texts].join(", ")}; ${last?.balanceGrosze} of ${view!.account.balanceGrosze}`,
          );
      }
    }
  };
  await Promise.all([...tokens.values(), ...tokens.values()].map(resident));
}

/** Shows so many pictures one after the other while residents read. */
async function readWhileSwitching(fault: "none" | "read committed", pictures: number): Promise<Seen> {
  const seen: Seen = { marks: new Set(), mixed: [], pages: 0 };
  let isOver = false;
  const switching = (async () => {
    for (let count = 0; count < pictures && seen.mixed.length === 0; count += 1) await showNext();
  })().finally(() => {
    isOver = true;
  });
  await Promise.all([readPages(fault, seen, () => isOver), switching]);
  return seen;
}

describe("a page read while pictures change", () => {
  it("is of one picture", async () => {
    const seen = await readWhileSwitching("none", 4);
    expect(seen.mixed).toEqual([]);
    expect(seen.marks.size).toBeGreaterThan(2);
    expect(seen.pages).toBeGreaterThan(30);
  });

  it("would mix them if each query saw its own moment", async () => {
    const seen = await readWhileSwitching("read committed", 12);
    expect(seen.mixed.length).toBeGreaterThan(0);
  });
});
