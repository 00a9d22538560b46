import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { month } from "../../src/domain/values/month.ts";
import { closeAssessment } from "../../src/operations/close-assessment.ts";
import { correctAssessments } from "../../src/operations/correct-assessment.ts";
import { draftAssessment } from "../../src/operations/draft-assessment.ts";
import { postAssessment } from "../../src/operations/post-assessment.ts";
import { showAssessment } from "../../src/operations/show-assessment.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, assessMonth, type FeeBooks, feeBooks } from "./assessment-books.ts";

let database: TestDatabase;
const january = { month: month("2026-01") };

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function booksOf(slug: string): Promise<FeeBooks> {
  const books = await feeBooks(database, { slug });
  await books.unit("M1");
  await books.unit("M2", { place: 1 });
  await books.rate(await books.component("EKSPL"), "EKSPL-1", "usable-area", 1_570_000);
  return books;
}

const counts = (books: FeeBooks) =>
  books.sql(
    `select (select count(*)::int from app.charge where cooperative_id = $1) as charges,
            (select count(*)::int from app.document where cooperative_id = $1) as documents,
            (select count(*)::int from app.assessment where cooperative_id = $1) as runs`,
    [books.cooperativeId],
  );

describe("a month is refused", () => {
  it("with everything that stands in its way at once, and nothing is kept", async () => {
    const books = await booksOf("wszystko");
    const component = await books.component("GARAZ", {
      posted_to: "advances",
      medium: "electricity",
      position: 20,
    });
    await books.rate(component, "G-1", "fixed", 5_000_000, { persons_from: 1 });
    await books.rate(component, "G-2", "fixed", 6_000_000, { persons_to: 3 });
    const advance = await books.component("PRAD", {
      posted_to: "advances",
      medium: "electricity",
      position: 30,
    });
    await books.rate(advance, "P-1", "fixed", 1_000_000);
    await books.sql("delete from app.account where code = 'R-M2-fees' and cooperative_id = $1", [
      books.cooperativeId,
    ]);
    await books.insert("period_closure", { month: "2025-12-01" });
    const refused = await draftAssessment(books.context, books.scope, { month: month("2025-12") });
    expect(refused.ok ? [] : refused.refusals).toEqual([
      { reason: "month-before-first", data: { month: "2025-12", firstMonth: "2026-01" } },
      { reason: "period-closed", data: { month: "2025-12", postedOn: "2025-12-01" } },
      { reason: "rate-ambiguous", data: { component: "GARAZ", rate: "G-1", rival: "G-2", unit: "M1" } },
      { reason: "account-missing", data: { purpose: "fees", right: "R-M2", unit: "M2" } },
      { reason: "ledger-account-missing", data: { role: "advances", medium: "electricity" } },
    ]);
    expect(await counts(books)).toEqual([{ charges: 0, documents: 0, runs: 0 }]);
  });

  it("when the facts changed after it was closed, naming the totals, and nothing is written", async () => {
    const books = await booksOf("zmiana");
    accepted(await draftAssessment(books.context, books.scope, january));
    accepted(await closeAssessment(books.context, books.scope, january));
    await books.sql("update app.unit_state set usable_area_cm2 = 510000 where cooperative_id = $1", [
      books.cooperativeId,
    ]);
    expect(await postAssessment(books.context, books.scope, january)).toEqual({
      ok: false,
      refusals: [
        {
          reason: "facts-changed-since-close",
          data: { month: "2026-01", component: "EKSPL", agreedGrosze: 15700, nowGrosze: 16014 },
        },
      ],
    });
    expect(await counts(books)).toEqual([{ charges: 0, documents: 0, runs: 1 }]);
    await books.sql(
      "update app.unit_state set usable_area_cm2 = case unit_id % 2 when 0 then 600000 else 400000 end where cooperative_id = $1",
      [books.cooperativeId],
    );
    expect(await postAssessment(books.context, books.scope, january)).toMatchObject({
      refusals: [{ reason: "facts-changed-since-close", data: { component: null } }],
    });
    await assessMonth(books, "2026-01");
    expect(await counts(books)).toEqual([{ charges: 2, documents: 2, runs: 1 }]);
  });

  it("before it is drafted or closed, after it is posted, and for a draft that is no longer the one looked at", async () => {
    const books = await booksOf("kolej");
    const reasons = async (result: Promise<{ ok: boolean; refusals?: readonly { reason: string }[] }>) =>
      (await result).refusals?.map(({ reason }) => reason) ?? [];
    const { context, scope } = books;
    expect(await reasons(closeAssessment(context, scope, january))).toEqual(["assessment-not-drafted"]);
    expect(await reasons(postAssessment(context, scope, january))).toEqual(["assessment-not-drafted"]);
    expect(await reasons(correctAssessments(context, scope, { months: [january.month] }))).toEqual([
      "assessment-not-posted",
    ]);
    accepted(await draftAssessment(context, scope, january));
    expect(await reasons(closeAssessment(context, scope, { ...january, digest: "00" }))).toEqual([
      "draft-differs",
    ]);
    await assessMonth(books, "2026-01");
    expect(await reasons(draftAssessment(context, scope, january))).toEqual(["assessment-already-posted"]);
    expect(await reasons(closeAssessment(context, scope, january))).toEqual(["assessment-already-posted"]);
    expect(await reasons(showAssessment(context, scope, { ...january, unitCode: "X" }))).toEqual([
      "unit-unknown",
    ]);
    expect(await reasons(draftAssessment(context, { ...scope, token: "nobody" }, january))).toEqual([
      "books-not-kept",
    ]);
  });
});

describe("two assessments of one month at the same time", () => {
  it("post exactly once; the other is answered", async () => {
    const books = await booksOf("razem");
    accepted(await draftAssessment(books.context, books.scope, january));
    accepted(await closeAssessment(books.context, books.scope, january));
    const posted = await Promise.all(
      [1, 2, 3].map(() => postAssessment(books.context, books.scope, january)),
    );
    const answers = posted.map(accepted);
    expect(answers.map(({ isRepeated }) => isRepeated).sort()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
    expect(await counts(books)).toEqual([{ charges: 2, documents: 2, runs: 1 }]);
  });

  it("draft, close and post as a whole, side by side, charge once", async () => {
    const books = await booksOf("obok");
    await Promise.allSettled([assessMonth(books, "2026-01"), assessMonth(books, "2026-01")]);
    expect(await counts(books)).toEqual([{ charges: 2, documents: 2, runs: 1 }]);
    const verified = await verifyBooks(books.context, books.cooperativeId, null);
    expect(verified.differences).toEqual([]);
  });
});
