import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { month } from "../../src/domain/values/month.ts";
import { closeAssessment } from "../../src/operations/close-assessment.ts";
import { draftAssessment } from "../../src/operations/draft-assessment.ts";
import { postAssessment } from "../../src/operations/post-assessment.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type FeeBooks, feeBooks } from "./assessment-books.ts";

const JANUARY = { month: month("2026-01") };

let database: TestDatabase;
let books: FeeBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await feeBooks(database);
  await books.unit("M1");
  await books.unit("M2", { place: 1 });
  await books.unit("M3", { right: null });
  await books.unit("U1", { unit: { kind: "commercial" } });
  const operation = await books.component("EKSPL", { vat_rate: "23" });
  await books.rate(operation, "EKSPL-1", "usable-area", 1_570_000);
  const repair = await books.component("FR", {
    purpose: "repair-fund",
    posted_to: "repair-fund",
    position: 20,
  });
  await books.rate(repair, "FR-1", "usable-area", 3_000_000);
  const heat = await books.component("CO", { posted_to: "advances", medium: "heat", position: 30 });
  await books.rate(heat, "CO-1", "heated-area", 4_125_000);
});
afterAll(() => database.close());

/** "NAL/1 N0 Wn R-M1-fees 27650" */
const postings = async () =>
  (
    await books.sql<{ text: string }>(
      `select concat_ws(' ', d.series || '/' || d.number, r.code, case p.side when 'D' then 'Wn' else 'Ma' end, a.code, p.amount_grosze) as text
       from app.posting p join app.document d on d.id = p.document_id join app.account a on a.id = p.account_id
       join app.property r on r.id = p.property_id order by d.id, p.line`,
    )
  ).map(({ text }) => text);

describe("a month from draft to ledger", () => {
  it("drafts totals, digest and what a person should look at", async () => {
    const drafted = await draftAssessment(books.context, books.scope, JANUARY);
    expect(drafted).toMatchObject({
      ok: true,
      value: {
        totals: [
          { component: "EKSPL", count: 3, grosze: 3 * 7850 },
          { component: "FR", count: 3, grosze: 3 * 15000 },
          { component: "CO", count: 3, grosze: 3 * 19800 },
          { component: null, name: "VAT", count: 1, grosze: 1806 },
        ],
        anomalies: { vacantUnits: { count: 1, units: ["M3"] } },
      },
    });
  });

  it("refuses to post a month that nobody closed", async () => {
    expect(await postAssessment(books.context, books.scope, JANUARY)).toMatchObject({
      ok: false,
      refusals: [{ reason: "assessment-not-closed" }],
    });
  });

  it("posts one document a property by the posting table and answers when asked again", async () => {
    expect(await closeAssessment(books.context, books.scope, JANUARY)).toMatchObject({ ok: true });
    const posted = await postAssessment(books.context, books.scope, JANUARY);
    expect(posted).toMatchObject({
      ok: true,
      value: { isRepeated: false, answer: { documents: ["NAL/2026/1", "NAL/2026/2"], chargeCount: 10 } },
    });
    const again = await postAssessment(books.context, books.scope, JANUARY);
    expect(again).toMatchObject({ ok: true, value: { isRepeated: true } });
    expect(await postings()).toEqual([
      "NAL/1 N0 Wn R-M1-fees 27650",
      "NAL/1 N0 Wn R-M1-repair-fund 15000",
      "NAL/1 N0 Wn R-U1-invoice 44456",
      "NAL/1 N0 Ma operating-revenue 15700",
      "NAL/1 N0 Ma repair-fund 30000",
      "NAL/1 N0 Ma output-vat 1806",
      "NAL/1 N0 Ma advances-heat 39600",
      "NAL/2 N1 Wn R-M2-fees 27650",
      "NAL/2 N1 Wn R-M2-repair-fund 15000",
      "NAL/2 N1 Ma operating-revenue 7850",
      "NAL/2 N1 Ma repair-fund 15000",
      "NAL/2 N1 Ma advances-heat 19800",
    ]);
  });
});
