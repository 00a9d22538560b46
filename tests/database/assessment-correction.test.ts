import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { month } from "../../src/domain/values/month.ts";
import { correctAssessments } from "../../src/operations/correct-assessment.ts";
import { showAssessment } from "../../src/operations/show-assessment.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, assessMonth, type FeeBooks, type FeeUnit, feeBooks, pay } from "./assessment-books.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** A flat of 50 m²: operation 1,57 zł/m² = 78,50 and repair fund 3,00 zł/m² = 150,00 a month. */
async function booksOf(slug: string, today = "2026-02-15"): Promise<{ books: FeeBooks; flat: FeeUnit }> {
  const books = await feeBooks(database, { slug, today });
  const flat = await books.unit("M1");
  await books.unit("M2", { place: 1 });
  await books.rate(await books.component("EKSPL"), "EKSPL-1", "usable-area", 1_570_000);
  const repair = await books.component("FR", {
    purpose: "repair-fund",
    posted_to: "repair-fund",
    position: 20,
  });
  await books.rate(repair, "FR-1", "usable-area", 3_000_000);
  return { books, flat };
}

/** "NAL 7850 7850 2026-01-10": kind's series, amount, remaining, due day of every item of an account. */
const itemsOf = async (books: FeeBooks, accountId: number | undefined) =>
  (
    await books.sql<{ text: string }>(
      `select concat_ws(' ', d.series, i.amount_grosze, i.remaining_grosze, i.due_on) as text
       from app.open_item i join app.document d on d.id = i.document_id where i.account_id = $1 order by i.document_id, i.line`,
      [accountId],
    )
  ).map(({ text }) => text);

const setArea = (books: FeeBooks, areaCm2: number) =>
  books.sql("update app.unit_state set usable_area_cm2 = $2 where cooperative_id = $1", [
    books.cooperativeId,
    areaCm2,
  ]);

const correct = async (books: FeeBooks, ...months: string[]) =>
  accepted(await correctAssessments(books.context, books.scope, { months: months.map(month) }));

const verified = async (books: FeeBooks) =>
  (await verifyBooks(books.context, books.cooperativeId, null)).differences;

/** Pays the whole of a flat's January fee of operation. */
async function payJanuary(books: FeeBooks, flat: FeeUnit): Promise<void> {
  const [claim] = await books.sql<{ document_id: number; line: number }>(
    "select document_id, line from app.open_item where account_id = $1 and concerns_month = '2026-01-01'",
    [flat.accounts.fees],
  );
  const claims = [{ documentId: claim!.document_id, line: claim!.line, amount: 7850 }];
  await pay(books, { accountId: flat.accounts.fees!, amount: 7850, on: "2026-01-09", claims });
}

describe("surplus", () => {
  it("is offset against the new claims: inside the account, then across purposes by a document that names both", async () => {
    const { books, flat } = await booksOf("nadplata");
    await pay(books, { accountId: flat.accounts.fees!, amount: 10_000, on: "2026-01-02" });
    await pay(books, { accountId: flat.accounts.media!, amount: 500, on: "2026-01-01" });
    expect(await assessMonth(books, "2026-01")).toEqual(["NAL/2026/1", "NAL/2026/2", "KOMP/2026/1"]);
    // 100,00 − 78,50 = 21,50 left on fees; with 5,00 of media it covers 26,50 of the repair fund's 150,00
    expect(await itemsOf(books, flat.accounts.fees)).toEqual([
      "WB -10000 0",
      "NAL 7850 0 2026-01-10",
      "KOMP 2150 0 2026-01-01",
    ]);
    expect(await itemsOf(books, flat.accounts["repair-fund"])).toEqual([
      "NAL 15000 12350 2026-01-10",
      "KOMP -500 0",
      "KOMP -2150 0",
    ]);
    expect(await itemsOf(books, flat.accounts.media)).toEqual(["WB -500 0", "KOMP 500 0 2026-01-01"]);
    expect(await verified(books)).toEqual([]);
  });
});

describe("a correction", () => {
  it("upwards opens a claim for the next due day, names its month, and is nothing when run again", async () => {
    const { books, flat } = await booksOf("wyzej");
    await assessMonth(books, "2026-01");
    await setArea(books, 520_000);
    // 52,00 × 1,57 = 81,64 (+3,14); 52,00 × 3,00 = 156,00 (+6,00); in both flats
    expect(await correct(books, "2026-01")).toEqual([
      {
        month: "2026-01",
        documents: ["KOR/2026/1", "KOR/2026/2"],
        chargeCount: 4,
        increaseGrosze: 2 * 914,
        decreaseGrosze: 0,
      },
    ]);
    expect(await itemsOf(books, flat.accounts.fees)).toEqual([
      "NAL 7850 7850 2026-01-10",
      "KOR 314 314 2026-03-10",
    ]);
    expect(await correct(books, "2026-01")).toMatchObject([{ documents: [], chargeCount: 0 }]);
    const shown = accepted(
      await showAssessment(books.context, books.scope, { month: month("2026-01"), unitCode: "M1" }),
    );
    expect(
      shown.lines.map(({ document, component, kind, amountGrosze }) => [
        document,
        component,
        kind,
        amountGrosze,
      ]),
    ).toEqual([
      ["NAL/2026/1", "EKSPL", "A", 7850],
      ["NAL/2026/1", "FR", "A", 15000],
      ["KOR/2026/1", "EKSPL", "C", 314],
      ["KOR/2026/1", "FR", "C", 600],
    ]);
    expect(await verified(books)).toEqual([]);
  });

  it("downwards covers what is unpaid of its month", async () => {
    const { books, flat } = await booksOf("nizej");
    await assessMonth(books, "2026-01");
    await setArea(books, 480_000);
    await correct(books, "2026-01");
    expect(await itemsOf(books, flat.accounts.fees)).toEqual(["NAL 7850 7536 2026-01-10", "KOR -314 0"]);
    const sides = await books.sql(
      `select distinct p.side::text, sign(p.amount_grosze)::int as sign from app.posting p
       join app.document d on d.id = p.document_id where d.kind = 'correction' and d.cooperative_id = $1 order by 1`,
      [books.cooperativeId],
    );
    expect(sides).toEqual([
      { side: "C", sign: -1 },
      { side: "D", sign: -1 },
    ]);
    expect(await verified(books)).toEqual([]);
  });

  it("downwards of a paid month frees the payment for the oldest due, two months in one go", async () => {
    const { books, flat } = await booksOf("zaplacone", "2026-03-15");
    await assessMonth(books, "2026-01");
    await payJanuary(books, flat);
    await assessMonth(books, "2026-02");
    await setArea(books, 480_000);
    // January: 3,14 of the payment is freed and goes to the oldest due of the right, the repair fund of January
    const corrected = await correct(books, "2026-01", "2026-02");
    expect(corrected.map(({ documents }) => documents)).toEqual([
      ["KOR/2026/1", "KOR/2026/2", "KOMP/2026/1"],
      ["KOR/2026/3", "KOR/2026/4"],
    ]);
    expect(await itemsOf(books, flat.accounts.fees)).toEqual([
      "NAL 7850 0 2026-01-10",
      "WB -7850 0",
      "NAL 7850 7536 2026-02-10",
      "KOR -314 0",
      "KOMP 314 0 2026-03-15",
      "KOR -314 0",
    ]);
    expect(await itemsOf(books, flat.accounts["repair-fund"])).toEqual([
      "NAL 15000 14086 2026-01-10",
      "NAL 15000 14400 2026-02-10",
      "KOR -600 0",
      "KOMP -314 0",
      "KOR -600 0",
    ]);
    expect(await correct(books, "2026-01", "2026-02")).toMatchObject([{ documents: [] }, { documents: [] }]);
    expect(await verified(books)).toEqual([]);
  });

  it("goes into the open period when the month is closed, and stands beside the next months", async () => {
    const { books } = await booksOf("zamkniete", "2026-01-20");
    await assessMonth(books, "2026-01");
    await books.insert("period_closure", { month: "2026-01-01" });
    await setArea(books, 520_000);
    await correct(books, "2026-01");
    const documents = await books.sql(
      `select posted_on::text, concerns_month::text from app.document where kind = 'correction' and cooperative_id = $1`,
      [books.cooperativeId],
    );
    expect(documents).toEqual([
      { posted_on: "2026-02-01", concerns_month: "2026-01-01" },
      { posted_on: "2026-02-01", concerns_month: "2026-01-01" },
    ]);
  });

  it("follows the holder: the month is taken back from who no longer had the unit and charged to who had", async () => {
    const { books, flat } = await booksOf("przekazane");
    await assessMonth(books, "2026-01");
    await books.sql("delete from app.right_holder where right_id = $1", [flat.rightId]);
    await books.sql("update app.unit_right set during = '[2020-01-01,2025-12-15)' where id = $1", [
      flat.rightId,
    ]);
    const next = await books.right(flat.unitId, "R-nowy", "[2025-12-15,)");
    await correct(books, "2026-01");
    expect(await itemsOf(books, flat.accounts.fees)).toEqual(["NAL 7850 0 2026-01-10", "KOR -7850 0"]);
    expect(await itemsOf(books, next.accounts.fees)).toEqual(["KOR 7850 7850 2026-03-10"]);
    expect(await verified(books)).toEqual([]);
  });
});

describe("facts as the database keeps them", () => {
  it("divides a month by days where the cooperative does so, and counts membership, disputes, floors and property shares", async () => {
    const books = await feeBooks(database, { slug: "fakty", terms: { mid_month_holder: "by-days" } });
    const first = await books.unit("M1", { right: { during: "[2020-01-01,2026-01-11)" } });
    const second = await books.right(first.unitId, "R-drugi", "[2026-01-11,2026-01-31)");
    await books.insert("membership", { person_id: second.personId, number: "7", during: "[2026-01-11,)" });
    const third = await books.unit("M2", {
      unit: { floor: 0 },
      state: { usable_area_cm2: 300_000, equipment: { lift: 1 } },
    });
    const operation = await books.component("EKSPL");
    await books.rate(operation, "E-M", "usable-area", 1_000_000, { membership: "member" });
    await books.rate(operation, "E-N", "usable-area", 1_240_000, { membership: "non-member" });
    const lift = await books.component("WINDA", { position: 20 });
    await books.rate(lift, "W-1", "equipment", 3_000_000, { equipment: "lift", floor_to: 0 });
    const tax = await books.component("PODATEK", { position: 30 });
    await books.rate(tax, "P-1", "property", 80_000_000);
    await books.insert("disputed_rate", {
      unit_id: third.unitId,
      component_id: operation,
      during: "[2026-01-01,)",
      amount_millionths: 1_100_000,
      court_case: "I C 1/26",
    });
    await assessMonth(books, "2026-01");
    const charges = await books.sql(
      `select concat_ws(' ', r.code, f.code, c.amount_grosze, c.days_charged, case when c.is_disputed then 'sporna' end) as text
       from app.charge c join app.unit_right r on r.id = c.right_id join app.fee_component f on f.id = c.component_id
       where c.cooperative_id = $1 order by c.right_id, f.position`,
      [books.cooperativeId],
    );
    // M1: 10 days of a non-member's 62,00, 20 of a member's 50,00, 1 day nobody's; tax 80,00 × 50/80 = 50,00 in the same days
    expect(charges.map(({ text }) => text)).toEqual([
      "R-M1 EKSPL 2000 10",
      "R-M1 PODATEK 1613 10",
      "R-drugi EKSPL 3226 20",
      "R-drugi PODATEK 3226 20",
      "R-M2 EKSPL 3300 sporna",
      "R-M2 WINDA 300",
      "R-M2 PODATEK 3000",
    ]);
    const shown = accepted(
      await showAssessment(books.context, books.scope, { month: month("2026-01"), unitCode: "M2" }),
    );
    expect(shown.lines[0]?.working.map(({ step, outcome }) => [step, outcome])).toEqual([
      ["fee-base", "30,00"],
      ["fee-rate-disputed", "1,10"],
      ["fee-product", 3300],
    ]);
  });
});
