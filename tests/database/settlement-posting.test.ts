import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ComputedSettlement } from "../../src/domain/settlement/settlement-facts.ts";
import { reverseLedgerDocument } from "../../src/operations/reverse-document.ts";
import { showSettlement } from "../../src/operations/show-settlement.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { refuseDigest, settlementDigest } from "../../src/store/settlement-digest.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, pay } from "./assessment-books.ts";
import {
  appendByHand,
  computedByHand,
  DEFINITION,
  ORDER,
  type SettlementBooks,
  settlementBooks,
} from "./settlement-books.ts";

/** A settlement by hand in real books: what it posts, what a storno leaves of it, and what verify says after each. */

let database: TestDatabase;
let books: SettlementBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await settlementBooks(database);
  // L1 paid everything and 50,00 too much on its repair fund; L2 owes three months of 484,00.
  for (const place of [0, 1, 2]) await payMonth(place);
  await pay(books, { accountId: books.units.L1.accounts["repair-fund"]!, amount: 50_00, on: "2026-04-01" });
});
afterAll(() => database?.close());

async function payMonth(place: number): Promise<void> {
  const accountId = books.units.L1.accounts.fees!;
  const [claim] = await books.sql<{ document_id: number; line: number }>(
    "select document_id, line from app.open_item where account_id = $1 order by document_id offset $2 limit 1",
    [accountId, place],
  );
  await pay(books, {
    accountId,
    amount: 484_00,
    on: "2026-03-31",
    claims: [{ documentId: claim!.document_id, line: claim!.line, amount: 484_00 }],
  });
}

const append = (computed: ComputedSettlement, code?: string) =>
  appendByHand(database, books, computed, code === undefined ? {} : { code });

const verify = async () => (await verifyBooks(books.context, books.cooperativeId, null)).differences;

const linesOf = (number: string) =>
  books.sql(
    `select p.side::text || ' ' || a.code || ' ' || p.amount_grosze as line
     from app.document d
     join app.posting p on p.cooperative_id = d.cooperative_id and p.document_id = d.id
     join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id
     where d.cooperative_id = $1 and d.series || '/' || d.year || '/' || d.number = $2 order by p.line`,
    [books.cooperativeId, number],
  );

const openOf = (unit: keyof SettlementBooks["units"]) =>
  books.sql(
    `select a.purpose || ' ' || i.remaining_grosze || coalesce(' ' || i.due_on, '') as item
     from app.open_item i join app.account a on a.cooperative_id = i.cooperative_id and a.id = i.account_id
     where i.cooperative_id = $1 and a.right_id = $2 and i.remaining_grosze <> 0 order by 1`,
    [books.cooperativeId, books.units[unit].rightId],
  );

const L1_BEFORE = [{ item: "repair-fund -5000" }];
const L2_BEFORE = [
  { item: "fees 48400 2026-01-10" },
  { item: "fees 48400 2026-02-10" },
  { item: "fees 48400 2026-03-10" },
];

describe("a settlement in the books", () => {
  it("begins with whole books", async () => {
    expect(await openOf("L1")).toEqual(L1_BEFORE);
    expect(await openOf("L2")).toEqual(L2_BEFORE);
    expect(await verify()).toEqual([]);
  });

  it("posts its document and the set-offs, and verify finds nothing", async () => {
    const documents = accepted(await append(computedByHand(books)));
    expect(documents.map(({ number }) => number)).toEqual(["ROZ/2026/1", "KOMP/2026/1"]);
    expect(await linesOf("ROZ/2026/1")).toEqual([
      { line: "D R-L1-media 34800" },
      { line: "C R-L2-media 25200" },
      { line: "D R-U1-invoice 12300" },
      { line: "D advances-heat 345600" },
      { line: "C media-cost-heat 365200" },
      { line: "C output-vat 2300" },
    ]);
    expect(await linesOf("KOMP/2026/1")).toEqual([
      { line: "D R-L1-repair-fund 5000" },
      { line: "C R-L1-media 5000" },
      { line: "D R-L2-media 25200" },
      { line: "C R-L2-fees 25200" },
    ]);
    expect(await openOf("L1")).toEqual([{ item: "media 29800 2026-06-29" }]);
    expect(await openOf("L2")).toEqual([{ item: "fees 23200 2026-01-10" }, ...L2_BEFORE.slice(1)]);
    expect(await verify()).toEqual([]);
  });

  it("shows what was posted, with the record of a unit", async () => {
    const shown = accepted(
      await showSettlement(books.context, books.scope, { code: ORDER.code, unitCode: "U1" }),
    );
    expect(shown.settlement).toMatchObject({
      state: "posted",
      from: "2026-01-01",
      to: "2026-03-31",
      dueOn: "2026-06-29",
      interestFreeUntil: "2026-07-29",
      participants: 4,
      costGrosze: 4800_00,
      borneByCooperativeGrosze: 1148_00,
      documents: ["ROZ/2026/1", "KOMP/2026/1"],
    });
    expect(shown.unit).toMatchObject([
      { resultGrosze: 100_00, vatGrosze: 23_00, account: "R-U1-invoice", document: "ROZ/2026/1" },
    ]);
    expect(shown.unit[0]!.record.shares[0]).toMatchObject({ cost: "cieplo", grosze: 1252_00 });
    expect(
      await showSettlement(books.context, books.scope, { code: ORDER.code, unitCode: "G1" }),
    ).toMatchObject({
      refusals: [{ reason: "unit-not-settled" }],
    });
    expect(await showSettlement(books.context, books.scope, { code: "nie ma" })).toMatchObject({
      refusals: [{ reason: "settlement-unknown" }],
    });
  });

  it("is reversed as a whole by a storno of any of its documents, and everything is open again as before", async () => {
    const done = accepted(await reverseLedgerDocument(books.context, books.scope, "KOMP/2026/1"));
    expect(done.answer.reversals).toEqual([
      { document: "KOMP/2026/1", reversal: "ST/2026/1" },
      { document: "ROZ/2026/1", reversal: "ST/2026/2" },
    ]);
    expect(await openOf("L1")).toEqual(L1_BEFORE);
    expect(await openOf("L2")).toEqual(L2_BEFORE);
    expect(await openOf("U1")).toHaveLength(3);
    expect(await verify()).toEqual([]);
    const shown = accepted(await showSettlement(books.context, books.scope, { code: ORDER.code }));
    expect(shown.settlement.state).toBe("reversed");
  });

  it("may be posted anew under its code", async () => {
    expect(accepted(await append(computedByHand(books))).map(({ number }) => number)).toEqual([
      "ROZ/2026/2",
      "KOMP/2026/2",
    ]);
    expect(await verify()).toEqual([]);
  });

  it("leaves nothing behind where an account is missing", async () => {
    const computed = computedByHand(books);
    const stranger = { ...computed.participants[0]!, rightId: 999_999, code: "X" };
    const refused = await append({ ...computed, participants: [stranger] }, "inne");
    expect(refused).toMatchObject({ refusals: [{ reason: "account-missing", data: { unit: "X" } }] });
    expect(await verify()).toEqual([]);
  });
});

describe("the digest of a settlement", () => {
  it("says which part is no longer as agreed, and does not hang on the code", () => {
    const computed = computedByHand(books);
    const saved = { id: 1, version: 1, definition: DEFINITION };
    const agreed = settlementDigest(saved, ORDER, computed);
    const parts = (now: string) => refuseDigest("x", agreed, now).map(({ data }) => data.part);
    expect(agreed).toMatch(/^[0-9a-f]{64}$/);
    expect(parts(settlementDigest(saved, { ...ORDER, code: "inny" }, computed))).toEqual([]);
    expect(parts(settlementDigest({ ...saved, version: 2 }, ORDER, computed))).toEqual(["rules"]);
    const [first, ...rest] = computed.participants;
    const changed = (changes: object) =>
      parts(
        settlementDigest(saved, ORDER, { ...computed, participants: [{ ...first!, ...changes }, ...rest] }),
      );
    expect(changed({ advancesGrosze: 1 })).toEqual(["results"]);
    expect(changed({ record: { ...first!.record, shares: [] } })).toEqual(["shares"]);
    expect(changed({ record: { ...first!.record, facts: [] } })).toEqual(["participants"]);
    expect(changed({ record: { ...first!.record, lastYear: { costGrosze: 1 } } })).toEqual([]);
    expect(refuseDigest("x", null, agreed)).toEqual([]);
    expect(refuseDigest("x", "abc", agreed)).toHaveLength(4);
  });
});
