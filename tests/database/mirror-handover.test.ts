import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AREA_OF_KIND, MIRROR_AREAS, MIRROR_KINDS } from "../../src/domain/mirror/areas.ts";
import { month } from "../../src/domain/values/month.ts";
import { MIRROR_TABLES } from "../../src/formats/mirror-package/mirror-tables.ts";
import { TABLES } from "../../src/formats/package/tables.ts";
import { closeAssessment } from "../../src/operations/close-assessment.ts";
import { draftAssessment } from "../../src/operations/draft-assessment.ts";
import { importPackage } from "../../src/operations/import-package.ts";
import { postAssessment } from "../../src/operations/post-assessment.ts";
import { reverseLedgerDocument } from "../../src/operations/reverse-document.ts";
import { setAreas } from "../../src/operations/set-mirror-areas.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { loadMirroredAreas } from "../../src/store/mirror/areas.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { openPackageFiles } from "../../src/world/package-files.ts";
import type { TestDatabase } from "../setup/database.ts";
import { countedTotals } from "../setup/mirror/count-rows.ts";
import { type PackageRow, writeLines, writeManifest, writeTable } from "../setup/mirror/write-package.ts";
import { openSide, type Side } from "../setup/mirror-equality.ts";
import { type MirrorRows, REGISTER_KINDS } from "../setup/mirror-package.ts";
import { type Mirrored, PROGRAM, TOTAL_HEADINGS, wholePicture } from "../setup/mirrored.ts";
import { wholeBooksToMirror } from "../setup/whole-mirror.ts";

/** A cooperative moves from the mirror to our own books: new accounts with an opening balance; theirs stay as the past. */

const JULY = month("2026-07");
const FEES = "204-R1-01";
let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;

beforeAll(async () => {
  ({ rows, database, there } = await wholeBooksToMirror());
  const shown = await there.load(wholePicture(rows, "1"));
  if (!shown.ok) throw new Error(JSON.stringify(shown.refusals.slice(0, 5)));
});

afterAll(() => database.close());

/** The register as it stands; accounts with new codes, and what was left of the old ones as opening items. */
async function openingPackage(nameAccount: (code: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-handover-"));
  const items = rows.books.open_item
    .filter(({ remaining }) => Number(remaining) !== 0)
    .map((item): PackageRow => {
      const remaining = Math.abs(Number(item.remaining)).toFixed(2);
      return {
        account: nameAccount(item.account!),
        document: item.document!,
        month: item.month ?? null,
        due_on: item.due_on ?? null,
        original: remaining,
        remaining,
        side: Number(item.remaining) > 0 ? "debit" : "credit",
        property: null,
      };
    });
  const accounts = rows.register.accounts.map((account) => {
    const code = nameAccount(account.code!);
    const sum = items
      .filter((item) => item.account === code)
      .reduce((total, { remaining, side }) => total + Number(remaining) * (side === "debit" ? 1 : -1), 0);
    return { ...account, code, opening_balance: sum.toFixed(2) };
  });
  const bankAccounts = rows.register.bankAccounts.map((bank) => ({
    ...bank,
    account: nameAccount(bank.account!),
  }));
  const register = { ...rows.register, accounts, bankAccounts };
  const files = [
    ...REGISTER_KINDS.map((kind) => writeTable(folder, TABLES[kind], register[kind])),
    writeTable(folder, TABLES.openingItems, items),
  ];
  const manifest = {
    format: "osiedle-package",
    formatVersion: 1,
    created: "2026-07-01",
    source: PROGRAM,
    cooperative: { ...rows.cooperative, firstMonth: JULY },
    files,
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  const opened = await openPackageFiles(folder);
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
  return opened.value;
}

const imports = async (nameAccount: (code: string) => string) => {
  const imported = await importPackage(there.context, await openingPackage(nameAccount), null);
  return imported.ok ? imported.value : { reasons: imported.refusals.map(({ reason }) => reason) };
};

async function assess() {
  const input = { month: JULY };
  const drafted = await draftAssessment(there.context, there.scope, input);
  const closed = await closeAssessment(there.context, there.scope, input);
  expect([drafted.ok ? [] : drafted.refusals, closed.ok]).toEqual([[], true]);
  return postAssessment(there.context, there.scope, input);
}

/** The register, without the banks' accounts, and of the books what belongs to the meters alone. */
function pictureOfMeters(): string {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-meters-"));
  const kinds = MIRROR_KINDS.filter((kind) => AREA_OF_KIND[kind] === "metering");
  const totals = countedTotals(rows.books).filter(({ kind }) => kinds.some((each) => each === kind));
  const head = { mark: "2", since: null, asOf: "2026-07-02T06:00:00+02:00" };
  writeManifest(folder, rows.cooperative, head, [
    ...REGISTER_KINDS.filter((kind) => kind !== "bankAccounts").map((kind) =>
      writeTable(folder, TABLES[kind], rows.register[kind]),
    ),
    ...kinds.map((kind) => writeTable(folder, MIRROR_TABLES[kind], rows.books[kind])),
    writeLines(folder, "totals.csv", TOTAL_HEADINGS, totals),
  ]);
  return folder;
}

const owed = async (side: Side, person: string) => {
  const { view } = await side.reads.loadStart(side.tokens.get(person)!);
  return view!.units.map(({ place, ...unit }) => [place.name, unit]);
};
const openTheirs = (at: string) =>
  openSide(database, "theirs", there.scope.cooperativeId, ["P1", "P2", "P3", "P4"], at);

async function documentCount(): Promise<number> {
  const { rows: found } = await database.asSuperuser((client) =>
    client.query<{ count: number }>("select count(*)::int as count from app.document"),
  );
  return found[0]!.count;
}

describe("a cooperative that leaves its program", () => {
  it("cannot open books on accounts of that program, nor post to them; nothing is left half written", async () => {
    const set = await setAreas(there.context, there.scope, []);
    expect(set.ok).toBe(true);
    expect(await imports((code) => code)).toMatchObject({ reasons: ["account-mirrored"] });
    expect(await documentCount()).toBe(0);
    const { rows: past } = await database.asSuperuser((client) =>
      client.query("select from app.account where is_past"),
    );
    expect(past).toEqual([]);
    const posted = await assess();
    expect(posted.ok).toBe(false);
    const [refusal, ...others] = posted.ok ? [] : posted.refusals;
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({ reason: "account-mirrored", data: { program: PROGRAM } });
    expect(String(refusal!.data.accounts).split(", ")).toContain(FEES);
    expect(sentenceOf(refusal!)).toContain(`z programu ${PROGRAM}`);
    const { rows: left } = await database.asSuperuser((client) => client.query("select from app.charge"));
    expect([await documentCount(), left]).toEqual([0, []]);
  });

  it("may go back to its program as long as nothing of ours is written", async () => {
    expect((await setAreas(there.context, there.scope, MIRROR_AREAS)).ok).toBe(true);
    const loaded = await there.load(wholePicture(rows, "1"));
    expect(loaded).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
    expect((await setAreas(there.context, there.scope, [])).ok).toBe(true);
  });

  it("opens its books with new accounts; residents owe what they owed, once", async () => {
    const before = await owed(await openTheirs("2026-06-30T10:00:00Z"), "P1");
    expect(await imports((code) => `N-${code}`)).toMatchObject({ isFirst: false });
    expect(await imports((code) => `N-${code}`)).toMatchObject({ isUnchanged: true });
    const after = await openTheirs("2026-06-30T10:00:00Z");
    expect(await owed(after, "P1")).toEqual(before);
    expect(JSON.stringify(before)).toMatch(/[1-9]\d{3}/);
  });

  it("assesses the next month on them, and the resident sees it beside the past", async () => {
    const posted = await assess();
    expect(posted.ok ? [] : posted.refusals).toEqual([]);
    const side = await openTheirs("2026-07-05T10:00:00Z");
    const token = side.tokens.get("P1")!;
    const { view: july } = await side.reads.loadFeeMonth(token, JULY, null);
    expect(july!.lines.length).toBeGreaterThan(2);
    const { view: may } = await side.reads.loadFeeMonth(token, month("2026-05"), null);
    expect(may!.lines.length).toBeGreaterThan(2);
    const { view: year } = await side.reads.loadAccountingYear(token, 2026);
    const account = (code: string) => year!.accounts.find(({ number }) => number === code)!;
    const [old, own] = [account(FEES), account(`N-${FEES}`)];
    expect([old.isPast, own.isPast, own.openingGrosze]).toEqual([true, false, old.balanceGrosze]);
    expect(own.debitGrosze).toBeGreaterThan(0);
    const { view: documents } = await side.reads.loadAccountDocuments(token, 2026, old.accountId);
    expect(documents!.lines.length).toBeGreaterThan(5);
    const { view: later } = await side.reads.loadAccountingYear(token, 2027);
    expect(later!.accounts.map(({ number }) => number)).not.toContain(FEES);
    expect(later!.accounts.map(({ number }) => number)).toContain(`N-${FEES}`);
  });

  it("cannot go back to its program after that: the same money would be shown twice", async () => {
    const refused = await setAreas(there.context, there.scope, MIRROR_AREAS);
    expect(refused.ok ? [] : refused.refusals).toEqual([
      { reason: "area-has-own-records", data: { area: "fees" } },
      { reason: "area-has-own-records", data: { area: "accounts" } },
    ]);
    expect(sentenceOf(refused.ok ? { reason: "", data: {} } : refused.refusals[1]!)).toContain("dwa razy");
    expect(
      await inScope(there.context.pools.runtime, there.scope.token, (tx) =>
        loadMirroredAreas(tx, there.scope.cooperativeId),
      ),
    ).toEqual([]);
  });

  it("may leave the meters and the register to its program, whose pictures go on naming its accounts", async () => {
    const set = await setAreas(there.context, there.scope, ["register", "metering"]);
    expect(set.ok).toBe(true);
    const loaded = await there.load(pictureOfMeters());
    expect(loaded.ok ? [] : loaded.refusals.slice(0, 5)).toEqual([]);
    const { rows: found } = await database.asSuperuser((client) =>
      client.query(
        "select first_month::text, (select count(*)::int from app.mirror_posting) as postings from app.cooperative",
      ),
    );
    expect(found).toEqual([{ first_month: "2026-07-01", postings: rows.books.posting.length }]);
  });

  it("keeps books that prove themselves, and reverses its own documents", async () => {
    const verdict = await verifyBooks(there.context, there.scope.cooperativeId, null);
    expect(verdict.differences).toEqual([]);
    const reversed = await reverseLedgerDocument(there.context, there.scope, "NAL/2026/1");
    expect(reversed.ok ? [] : reversed.refusals).toEqual([]);
  });
});
