import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestDatabase } from "../setup/database.ts";
import { openSide, type Side } from "../setup/mirror-equality.ts";
import type { MirrorRows } from "../setup/mirror-package.ts";
import { type Mirrored, PROGRAM, wholePicture, withRows } from "../setup/mirrored.ts";
import { wholeBooksToMirror } from "../setup/whole-mirror.ts";

/** What the portal says of another program's records: whose they are, as of when, what was changed and what was taken back. */

const AT = "2026-06-20T10:00:00Z";
const ACCOUNT = "204-R1-01";
let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;
let side: Side;

beforeAll(async () => {
  ({ rows, database, there } = await wholeBooksToMirror());
  await load(rows, "1");
  await load(changedBooks(), "2");
  side = await openSide(
    database,
    "theirs",
    there.scope.cooperativeId,
    ["P1", "P2", "P3", "P4", "P5", "P6"],
    AT,
  );
});

afterAll(() => database.close());

async function load(of: MirrorRows, mark: string): Promise<void> {
  const loaded = await there.load(wholePicture(of, mark));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 5)));
}

/** One posting of the account is 1 grosz more, another and a reading are gone, the number to pay to as well. */
function changedBooks(): MirrorRows {
  const ofAccount = rows.books.posting.filter(
    (row) => row.account === ACCOUNT && row.side === "debit" && row.document?.startsWith("NAL/"),
  );
  const [dearer, gone] = [ofAccount[1]!, ofAccount[2]!];
  const postings = withRows(rows, "posting", (all) =>
    all
      .filter((row) => row !== gone)
      .map((row) => (row === dearer ? { ...row, amount: (Number(row.amount) + 0.01).toFixed(2) } : row)),
  );
  const items = withRows(postings, "open_item", (all) =>
    all.filter((row) => !(row.document === gone.document && row.line === gone.line)),
  );
  const allocations = withRows(items, "allocation", (all) =>
    all.filter((row) => !(row.claim_document === gone.document && row.claim_line === gone.line)),
  );
  return {
    ...allocations,
    register: {
      ...rows.register,
      virtualAccounts: rows.register.virtualAccounts.filter((row) => row.right !== "R1"),
    },
  };
}

async function documentsOf(person: string) {
  const token = side.tokens.get(person)!;
  const { view: year } = await side.reads.loadAccountingYear(token, 2026);
  const account = year!.accounts.find(({ number }) => number === ACCOUNT);
  return account === undefined
    ? null
    : (await side.reads.loadAccountDocuments(token, 2026, account.accountId)).view;
}

describe("a page of mirrored records", () => {
  it("says the program and as of when, not the clock", async () => {
    const view = await documentsOf("P1");
    const moment = { date: "2026-06-15", time: "6:00" };
    expect(view!.asOf).toEqual({
      ...moment,
      mirrored: { areas: [], picture: { program: PROGRAM, ...moment } },
    });
  });

  it("names both where a part of it is kept here", async () => {
    const areas = () =>
      database.asSuperuser((client) =>
        client.query("delete from app.mirror_area where area in ('fees', 'settlements')"),
      );
    await areas();
    const { view } = await side.reads.loadStart(side.tokens.get("P1")!);
    expect(view!.asOf).toMatchObject({
      date: "2026-06-20",
      mirrored: { areas: ["accounts"], picture: { program: PROGRAM, time: "6:00" } },
    });
  });

  it("tells at the figure what was changed, from what to what, and what was taken back, which no sum counts", async () => {
    const view = await documentsOf("P1");
    const changed = view!.changes.find(({ action }) => action === "changed")!;
    expect(view!.lines.map(({ lineId }) => lineId)).toContain(changed.lineId);
    expect(changed.noticedOn).toBe("2026-06-16");
    const [fact] = changed.facts;
    expect(fact).toMatchObject({ name: "amount", kind: "money" });
    expect(Number(fact!.is) - Number(fact!.was)).toBe(1);
    const withdrawn = view!.changes.find(({ action }) => action === "withdrawn")!;
    expect(withdrawn.lineId).toBeNull();
    expect(withdrawn.facts).toContainEqual(expect.objectContaining({ name: "amount", is: null }));
    expect(view!.lines.at(-1)!.balanceGrosze).toBe(view!.account.balanceGrosze);
  });

  it("tells nobody else of it", async () => {
    const others = [...side.tokens.keys()].filter((person) => person !== "P1");
    let accounts = 0;
    for (const person of others) {
      const token = side.tokens.get(person)!;
      const { view: year } = await side.reads.loadAccountingYear(token, 2026);
      for (const { accountId, number } of year!.accounts) {
        if (number === ACCOUNT) continue;
        accounts += 1;
        const { view } = await side.reads.loadAccountDocuments(token, 2026, accountId);
        expect([person, number, view!.changes]).toEqual([person, number, []]);
      }
    }
    expect(accounts).toBeGreaterThan(5);
  });

  it("shows a withdrawn number as withdrawn and without a code", async () => {
    const { view } = await side.reads.loadVirtualAccounts(side.tokens.get("P1")!);
    const withdrawn = view!.accounts.filter((account) => account.withdrawnOn !== null);
    expect(
      withdrawn.map(({ withdrawnOn, qrPayload, qrAmountGrosze }) => [withdrawnOn, qrPayload, qrAmountGrosze]),
    ).toEqual([["2026-06-15", null, null]]);
  });
});
