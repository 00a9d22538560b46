import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIRROR_KINDS, type MirrorKind } from "../../src/domain/mirror/areas.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { listRuns } from "../../src/store/mirror/runs.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { countedTotals } from "../setup/mirror/count-rows.ts";
import type { PackageRow } from "../setup/mirror/write-package.ts";
import { type MirrorRows, mirrorRows } from "../setup/mirror-package.ts";
import { difference, type Mirrored, mirrored, wholePicture, withRows } from "../setup/mirrored.ts";
import { wholeBooks } from "../setup/whole-books.ts";

/** The engine's own books, handed over as another program's, are shown as they are; what is wrong with them is named and not shown. */

let source: TestDatabase;
let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;

beforeAll(async () => {
  source = await freshDatabase();
  await wholeBooks(source);
  rows = await source.asSuperuser((client) => mirrorRows(client, 1));
  database = await freshDatabase();
  there = await mirrored(database, { slug: String(rows.cooperative.slug) });
});

afterAll(async () => {
  await source.close();
  await database.close();
});

/** Every row of the books that is shown, in an order of its own; what a difference may renumber left out. */
async function shownBooks(): Promise<Record<string, readonly string[]>> {
  return database.asSuperuser(async (client) => {
    const books: Record<string, readonly string[]> = {};
    for (const kind of [...MIRROR_KINDS, "turnover", "total"] as const) {
      const table =
        kind.endsWith("consumption") || kind === "consumption_information" ? kind : `mirror_${kind}`;
      const { rows: found } = await client.query<{ row: string }>(
        `select (to_jsonb(t) - 'id')::text as row from app.${table} t order by 1`,
      );
      books[kind] = found.map(({ row }) => row);
    }
    const { rows: pictures } = await client.query<{ mark: string }>("select mark from app.mirror_picture");
    books.mark = pictures.map(({ mark }) => mark);
    return books;
  });
}

async function changesOf(runId: number) {
  return database.asSuperuser(async (client) => {
    const { rows: found } = await client.query(
      `select kind, action, code, account_id, right_id, point_id, month::text, before, after
       from app.mirror_change where run_id = $1 order by id`,
      [runId],
    );
    return found;
  });
}

const edited = (kind: MirrorKind, at: number, change: Readonly<Record<string, string | null>>) =>
  withRows(rows, kind, (all) => all.map((row, index) => (index === at ? { ...row, ...change } : row)));

/** The first row that a test may change, and where it is. */
function find(kind: MirrorKind, fits: (row: PackageRow) => boolean): number {
  const at = rows.books[kind].findIndex(fits);
  if (at < 0) throw new Error(`no such row of ${kind}`);
  return at;
}

const plus = (amount: string | null | undefined, grosze: number) =>
  ((Math.round(Number(amount) * 100) + grosze) / 100).toFixed(2);

describe("a whole picture", () => {
  it("shows what the books it comes from say, and verify finds it whole", async () => {
    const loaded = await there.load(wholePicture(rows, "1"));
    expect(loaded).toMatchObject({ ok: true, value: { outcome: "shown" } });
    const sums = (of: TestDatabase, prefix: string) =>
      of.asSuperuser(async (client) => {
        const { rows: found } = await client.query(
          `select a.code, t.month::text, sum(t.debit_grosze)::text as debit, sum(t.credit_grosze)::text as credit
           from app.${prefix}turnover t join app.account a using (cooperative_id) where a.id = t.account_id
           group by 1, 2 order by 1, 2`,
        );
        return found;
      });
    const turnover = await sums(database, "mirror_");
    expect(turnover.length).toBeGreaterThan(30);
    expect(turnover).toEqual(await sums(source, ""));
    const verdict = await verifyBooks(there.context, there.scope.cooperativeId, null);
    expect(verdict.differences).toEqual([]);
  });

  it("that says the same again changes nothing, and is as of later", async () => {
    const before = await shownBooks();
    const loaded = await there.load(wholePicture(rows, "2"));
    expect(loaded).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
    if (!loaded.ok) throw new Error();
    expect(await shownBooks()).toEqual({ ...before, mark: ["2"] });
    expect(await changesOf(loaded.value.runId)).toEqual([]);
  });

  it("needs no row in the order that it came in before", async () => {
    const reversed = MIRROR_KINDS.reduce(
      (all, kind) => (kind === "reading" ? all : withRows(all, kind, (found) => [...found].reverse())),
      rows,
    );
    expect(await there.load(wholePicture(reversed, "2"))).toMatchObject({
      ok: true,
      value: { outcome: "unchanged" },
    });
  });
});

describe("what is wrong is named, and what was shown stays", () => {
  const charge = () => find("charge", (row) => Number(row.amount) > 1);
  const posting = () => find("posting", (row) => row.account === "204-R1-01" && row.side === "debit");
  /** A fault planted in the rows while the totals stay the source's own, and what is told. */
  const FAULTS: readonly (readonly [name: string, plant: () => MirrorRows, told: () => object])[] = [
    [
      "an amount off by a grosz",
      () => edited("posting", posting(), { amount: plus(rows.books.posting[posting()]!.amount, 1) }),
      () => ({
        reason: "total-disagrees",
        data: expect.objectContaining({ kind: "posting", account: "204-R1-01", measure: "debit" }),
      }),
    ],
    [
      "a charge off by a grosz",
      () => edited("charge", charge(), { amount: plus(rows.books.charge[charge()]!.amount, -1) }),
      () => ({
        reason: "total-disagrees",
        data: expect.objectContaining({
          kind: "charge",
          account: rows.books.charge[charge()]!.account,
          month: rows.books.charge[charge()]!.month,
          measure: "amount",
        }),
      }),
    ],
    [
      "a posting missing",
      () => withRows(rows, "posting", (all) => all.filter((_, index) => index !== posting())),
      () => ({
        reason: "total-disagrees",
        data: expect.objectContaining({ kind: "posting", account: "204-R1-01", measure: "rows" }),
      }),
    ],
    [
      "a posting on the account of another person",
      () => edited("posting", posting(), { account: "204-R4-01" }),
      () => ({
        reason: "total-disagrees",
        data: expect.objectContaining({ kind: "posting", account: "204-R4-01", measure: "rows" }),
      }),
    ],
    [
      "a charge on the account of another person",
      () =>
        edited(
          "charge",
          find("charge", (row) => row.right === "R1"),
          { account: "204-R4-01" },
        ),
      () => ({
        reason: "account-of-other-right",
        file: "charges.csv",
        data: { account: "204-R4-01", right: "R1" },
      }),
    ],
    [
      "an open item of another person's posting",
      () =>
        edited(
          "open_item",
          find("open_item", (row) => row.account === "204-R1-01"),
          { account: "204-R4-01" },
        ),
      () => ({
        reason: "item-of-other-account",
        data: expect.objectContaining({ account: "204-R4-01", other: "204-R1-01" }),
      }),
    ],
    [
      "a duplicated document",
      () => withRows(rows, "document", (all) => [...all, all[0]!]),
      () => ({ reason: "duplicate-code", file: "documents.csv" }),
    ],
    [
      "a duplicated line of a document",
      () => withRows(rows, "posting", (all) => [...all, all[0]!]),
      () => ({
        reason: "row-twice",
        file: "postings.csv",
        data: expect.objectContaining({ of: rows.books.posting[0]!.document }),
      }),
    ],
    [
      "a code that nobody has",
      () => edited("charge", charge(), { component: "NIE-MA" }),
      () => ({ reason: "unknown-reference", file: "charges.csv", line: charge() + 2, column: "component" }),
    ],
  ];

  it.each(FAULTS)("%s", async (_name, plant, told) => {
    const before = await shownBooks();
    const loaded = await there.load(wholePicture(plant(), "3", countedTotals(rows.books)));
    expect(loaded.ok).toBe(false);
    if (loaded.ok) return;
    expect(loaded.refusals).toEqual(expect.arrayContaining([expect.objectContaining(told())]));
    expect(await shownBooks()).toEqual(before);
    const [run] = await inScope(there.context.pools.runtime, there.scope.token, (tx) =>
      listRuns(tx, there.scope.cooperativeId, 1),
    );
    expect(run).toMatchObject({ state: "refused", problems: loaded.refusals });
  });

  it("a total that lies, with account, month, what is promised and what is found", async () => {
    const totals = countedTotals(rows.books).map((total) =>
      total.kind === "posting" && total.account === "204-R1-01" && total.month === "2026-02"
        ? { ...total, debit: plus(total.debit, 1) }
        : total,
    );
    const honest = countedTotals(rows.books).find(
      ({ kind, account, month }) => kind === "posting" && account === "204-R1-01" && month === "2026-02",
    )!;
    const loaded = await there.load(wholePicture(rows, "3", totals));
    const found = Math.round(Number(honest.debit) * 100);
    expect(loaded).toMatchObject({
      ok: false,
      refusals: [
        {
          reason: "total-disagrees",
          data: {
            kind: "posting",
            account: "204-R1-01",
            month: "2026-02",
            measure: "debit",
            promised: found + 1,
            found,
          },
        },
      ],
    });
  });

  it("a total that is missing", async () => {
    const totals = countedTotals(rows.books).filter(
      ({ kind, account, month }) => !(kind === "charge" && account === "204-R1-01" && month === "2026-02"),
    );
    expect(await there.load(wholePicture(rows, "3", totals))).toMatchObject({
      ok: false,
      refusals: [
        { reason: "totals-missing", data: { kind: "charge", account: "204-R1-01", month: "2026-02" } },
      ],
    });
  });

  it("all unknown codes at once", async () => {
    const wrong = ["document", "account"].reduce(
      (all, column, index) =>
        withRows(all, "posting", (found) =>
          found.map((row, at) => (at === index * 3 ? { ...row, [column]: `X${index}` } : row)),
        ),
      edited("charge", charge(), { right: "X9" }),
    );
    const loaded = await there.load(wholePicture(wrong, "3", countedTotals(rows.books)));
    expect(loaded.ok ? [] : loaded.refusals.map(({ reason, data }) => [reason, data.code])).toEqual([
      ["unknown-reference", "X0"],
      ["unknown-reference", "X1"],
      ["unknown-reference", "X9"],
    ]);
  });
});

it("names the line of a twin in a first picture, and shows nothing of it", async () => {
  const fresh = await freshDatabase();
  try {
    const elsewhere = await mirrored(fresh, { slug: String(rows.cooperative.slug) });
    // Rows enough for the next batches to be on their way when the one with the twin is refused.
    const twin = withRows(rows, "posting", (all) => [
      ...all,
      all[0]!,
      ...Array.from({ length: 25_000 }, (_, index) => ({ ...all[0]!, line: String(1000 + index) })),
    ]);
    expect(await elsewhere.load(wholePicture(twin, "1"))).toMatchObject({
      ok: false,
      refusals: [{ reason: "row-twice", file: "postings.csv", line: rows.books.posting.length + 2 }],
    });
    const { rows: shown } = await fresh.asSuperuser((client) =>
      client.query("select from app.mirror_document"),
    );
    expect(shown).toEqual([]);
  } finally {
    await fresh.close();
  }
});

describe("a difference", () => {
  it("follows the mark that is shown, or is refused", async () => {
    const folder = difference(
      rows,
      { mark: "9", since: "8" },
      { books: {}, totals: countedTotals(rows.books) },
    );
    expect(await there.load(folder)).toMatchObject({
      ok: false,
      refusals: [{ reason: "mark-does-not-follow", data: { since: "8", mark: "2" } }],
    });
  });

  it("replaces the buckets that it brings, and tells what of the past it changed", async () => {
    const at = find(
      "posting",
      (row) => row.account === "204-R1-01" && row.side === "debit" && row.payment === null,
    );
    const document = rows.books.posting[at]!.document;
    const [first, second] = rows.books.posting.filter((row) => row.document === document).slice(0, 2);
    const after = withRows(rows, "posting", (all) =>
      all.map((row) => (row === rows.books.posting[at] ? { ...row, text: "poprawiony" } : row)),
    );
    expect(first && second).toBeTruthy();
    const loaded = await there.load(
      difference(
        rows,
        { mark: "3", since: "2" },
        {
          books: { posting: after.books.posting.filter((row) => row.document === document) },
          totals: countedTotals(after.books),
        },
      ),
    );
    expect(loaded).toMatchObject({
      ok: true,
      value: { outcome: "shown", counts: { posting: { inserted: 0, changed: 1, withdrawn: 0 } } },
    });
    if (!loaded.ok) return;
    expect(await changesOf(loaded.value.runId)).toMatchObject([
      {
        kind: "posting",
        action: "changed",
        code: document,
        before: { text: rows.books.posting[at]!.text },
        after: { text: "poprawiony" },
      },
    ]);
    rows = after;
    const verdict = await verifyBooks(there.context, there.scope.cooperativeId, null);
    expect(verdict.differences).toEqual([]);
  });

  it("that came twice is shown already", async () => {
    const folder = difference(
      rows,
      { mark: "3", since: "2" },
      { books: {}, totals: countedTotals(rows.books) },
    );
    expect(await there.load(folder)).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
  });

  it("takes back what the source deleted, and keeps what was shown; new rows of a shown month are late", async () => {
    const document =
      rows.books.document.find(({ kind }) => kind === "correction") ?? rows.books.document.at(-1)!;
    const charge = rows.books.charge[find("charge", (row) => row.right === "R1" && row.kind === "assessed")]!;
    const late = { ...charge, amount: "1.00", days_charged: "7", base: "1", rate_amount: "1" };
    const gone = (row: PackageRow) =>
      [row.document, row.code, row.credit_document, row.claim_document].includes(document.code!);
    let after = rows;
    for (const kind of ["document", "posting", "open_item", "allocation", "crediting", "charge"] as const)
      after = withRows(after, kind, (all) => all.filter((row) => !gone(row)));
    after = withRows(after, "charge", (all) => [...all, late]);
    after = withRows(after, "settlement_result", (all) =>
      all.map((row) => (row.document === document.code ? { ...row, document: null, line: null } : row)),
    );
    after = withRows(after, "document", (all) =>
      all.map((row) => (row.reverses === document.code ? { ...row, reverses: null } : row)),
    );
    // Whole again: what it no longer has is withdrawn.
    const loaded = await there.load(wholePicture(after, "4"));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 5)));
    const changes = await changesOf(loaded.value.runId);
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "document", action: "withdrawn", code: document.code }),
        expect.objectContaining({ kind: "posting", action: "withdrawn", code: document.code, after: null }),
        expect.objectContaining({
          kind: "charge",
          action: "late",
          month: `${charge.month}-01`,
          before: null,
        }),
      ]),
    );
    const shown = await shownBooks();
    // Back to all of it: the same rows as ever, and the taken one is noticed as taken back.
    expect((await there.load(wholePicture(rows, "5"))).ok).toBe(true);
    expect(await shownBooks()).not.toEqual(shown);
    const verdict = await verifyBooks(there.context, there.scope.cooperativeId, null);
    expect(verdict.differences).toEqual([]);
  });

  it("deletes by deleted.csv", async () => {
    const charge = rows.books.charge.at(-1)!;
    const gone = (row: PackageRow) => row.right === charge.right && row.month === charge.month;
    const after = withRows(rows, "charge", (all) => all.filter((row) => !gone(row)));
    const loaded = await there.load(
      difference(
        rows,
        { mark: "6", since: "5" },
        {
          books: {},
          deleted: [{ kind: "charge", key: `${charge.right}|${charge.month}` }],
          totals: [
            ...countedTotals(after.books),
            ...countedTotals(rows.books)
              .filter(
                ({ kind, account, month }) => kind === "charge" && account !== null && month === charge.month,
              )
              .filter(
                ({ account }) =>
                  !after.books.charge.some((row) => row.account === account && row.month === charge.month),
              )
              .map((total) => ({ ...total, rows: "0", amount: "0.00" })),
          ],
        },
      ),
    );
    expect(loaded).toMatchObject({
      ok: true,
      value: { counts: { charge: { withdrawn: rows.books.charge.filter(gone).length } } },
    });
    rows = after;
  });
});
