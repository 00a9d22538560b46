import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SettlementDefinition } from "../../src/domain/settlement/definition.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Result } from "../../src/domain/values/result.ts";
import { correctAssessments } from "../../src/operations/correct-assessment.ts";
import { correctSettlement } from "../../src/operations/correct-settlement.ts";
import { defineSettlement } from "../../src/operations/define-settlement.ts";
import { postSettlement } from "../../src/operations/post-settlement.ts";
import { previewSettlement } from "../../src/operations/preview-settlement.ts";
import { proposeAdvances } from "../../src/operations/propose-advances.ts";
import { allSettlements, showSettlement } from "../../src/operations/show-settlement.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted } from "./assessment-books.ts";
import { DEFINITION, ORDER, type SettlementBooks, settlementBooks } from "./settlement-books.ts";

/** From the order to the ledger and back: preview, posting, correction, each with what verify says of it. */

let database: TestDatabase;
let books: SettlementBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await settlementBooks(database);
});
afterAll(() => database?.close());

const orderOf = (changes: Partial<SettlementOrder> = {}): SettlementOrder => ({ ...ORDER, ...changes });
const costing = (amountGrosze: number, code = ORDER.code) =>
  orderOf({ code, costs: [{ ...ORDER.costs[0]!, amountGrosze }] });
const preview = (order = ORDER) => previewSettlement(books.context, books.scope, order);
const post = (order = ORDER, more = {}) => postSettlement(books.context, books.scope, { order, ...more });
const correct = (order: SettlementOrder, code = ORDER.code) =>
  correctSettlement(books.context, books.scope, { code, order });
const verify = async () => (await verifyBooks(books.context, books.cooperativeId, null)).differences;

const refusedWith = (result: Result<unknown>) =>
  result.ok ? [] : result.refusals.map(({ reason, data }) => [reason, ...Object.values(data)].join(" "));

async function countDocuments(): Promise<number> {
  const [row] = await books.sql<{ n: number }>(
    "select count(*)::int as n from app.document where cooperative_id = $1",
    [books.cooperativeId],
  );
  return row!.n;
}

describe("a regulation", () => {
  it("is saved as a version, the same again changes nothing, a changed one is the next", async () => {
    const define = async (definition = DEFINITION) =>
      accepted(await defineSettlement(books.context, books.scope, definition));
    expect(await define()).toMatchObject({ code: "CO-M2", version: 1, isNew: true });
    expect(await define()).toMatchObject({ version: 1, isNew: false });
    expect(await define({ ...DEFINITION, termMonths: 3 })).toMatchObject({ version: 2, isNew: true });
    expect(await define()).toMatchObject({ version: 3, isNew: true });
  });
});

describe("a regulation that cannot be used", () => {
  it("is not saved, and all that is wrong with it is told", async () => {
    const [cost] = DEFINITION.costs;
    const unlawful = {
      ...DEFINITION,
      code: "BEZPRAWNY",
      accessRefusalPercent: "101",
      costs: [{ ...cost!, parts: [{ key: "persons", percent: "90" }] as const }],
    };
    const refused = await defineSettlement(books.context, books.scope, unlawful);
    expect(refused.ok ? [] : refused.refusals.map(({ reason }) => reason)).toEqual([
      "cost-percents-not-hundred",
      "settlement-key-forbidden",
      "access-refusal-percent-too-high",
    ]);
    expect(refusedWith(await preview(orderOf({ definition: unlawful.code })))[0]).toContain(
      "settlement-definition-unknown",
    );
  });
});

describe("a preview", () => {
  it("tells what would be posted and posts nothing", async () => {
    const documents = await countDocuments();
    const shown = accepted(await preview());
    expect(shown).toMatchObject({
      code: ORDER.code,
      definitionVersion: 3,
      costGrosze: 4800_00,
      advancesGrosze: 3456_00,
      shortfallGrosze: 144_00,
      surplusGrosze: 0,
      borneByCooperativeGrosze: 1200_00,
      dueOn: "2026-06-29",
    });
    expect(shown.results.map(({ unit, resultGrosze }) => [unit, resultGrosze])).toEqual([
      ["L1", 48_00],
      ["L2", 48_00],
      ["L3", 1200_00],
      ["U1", 48_00],
    ]);
    expect(shown.outliers.changed).toEqual([]);
    expect(shown.yearBefore).toBeNull();
    expect(await countDocuments()).toBe(documents);
    expect(accepted(await allSettlements(books.context, books.scope))).toEqual([]);
  });

  it("refuses all that stands in the way, and posting does the same and leaves nothing", async () => {
    const documents = await countDocuments();
    const nowhere = orderOf({
      buildings: ["B0", "B9"],
      accessRefused: [{ unit: "X9", note: "" }],
      period: { from: plainDate("2025-12-01"), to: plainDate("2026-03-31") },
    });
    for (const refused of [await preview(nowhere), await post(nowhere)]) {
      expect(refusedWith(refused)).toEqual([
        "period-before-books 2025-12 2026-01",
        "settlement-building-unknown B9",
        "settlement-unit-unknown X9 accessRefused",
      ]);
    }
    expect(refusedWith(await preview(orderOf({ definition: "nie ma" })))).toEqual([
      "settlement-definition-unknown nie ma",
    ]);
    expect(await countDocuments()).toBe(documents);
  });

  it("names the accounts that are missing", async () => {
    await books.sql("update app.account set role = 'other', medium = null where code = 'media-cost-heat'");
    await books.sql("update app.account set purpose = 'deposit', nature = 'fund' where code = 'R-L1-media'");
    for (const refused of [await preview(), await post()]) {
      expect(refusedWith(refused)).toEqual([
        "ledger-account-missing media-cost heat",
        "account-missing media R-L1 L1",
      ]);
    }
    await books.sql(
      "update app.account set role = 'media-cost', medium = 'heat' where code = 'media-cost-heat'",
    );
    await books.sql(
      "update app.account set purpose = 'media', nature = 'receivable' where code = 'R-L1-media'",
    );
  });
});

describe("posting", () => {
  it("refuses a preview that is no longer so, naming what changed", async () => {
    const { digest } = accepted(await preview(costing(4700_00)));
    expect(refusedWith(await post(ORDER, { digest }))).toEqual([
      `settlement-differs ${ORDER.code} rules`,
      `settlement-differs ${ORDER.code} shares`,
      `settlement-differs ${ORDER.code} results`,
    ]);
  });

  it("posts what was seen, once", async () => {
    const { digest } = accepted(await preview());
    const posted = accepted(await post(ORDER, { digest }));
    expect(posted).toEqual({
      isRepeated: false,
      answer: {
        settlement: ORDER.code,
        digest,
        postedOn: "2026-04-29",
        dueOn: "2026-06-29",
        documents: ["ROZ/2026/1"],
        participants: 4,
        costGrosze: 4800_00,
        borneByCooperativeGrosze: 1200_00,
      },
    });
    expect(accepted(await post(ORDER, { digest }))).toEqual({ ...posted, isRepeated: true });
    expect(await verify()).toEqual([]);
  });

  it("refuses the code with another order, and the same days of the same units under another code", async () => {
    expect(refusedWith(await post(costing(1_00)))).toEqual([`settlement-code-taken ${ORDER.code}`]);
    const overlapping = { from: plainDate("2026-03-01"), to: plainDate("2026-03-31") };
    const costs = [{ ...ORDER.costs[0]!, ...overlapping }];
    expect(refusedWith(await post(orderOf({ code: "inne", period: overlapping, costs })))).toEqual([
      `already-settled ${ORDER.code} L1 4`,
    ]);
  });

  it("refuses another medium that would subtract the same advances again, however it calls itself", async () => {
    const define = (advanceMedia: SettlementDefinition["advanceMedia"]) =>
      defineSettlement(books.context, books.scope, {
        ...DEFINITION,
        code: "CW-M2",
        medium: "hot-water",
        advanceMedia,
      });
    const hotWater = orderOf({ code: "CW/2025/B0", definition: "CW-M2" });
    accepted(await define(["hot-water", "heat"]));
    expect(refusedWith(await post(hotWater))).toEqual([`advances-already-settled ${ORDER.code} L1 4`]);
    accepted(await define(["hot-water"]));
    expect(refusedWith(await preview(hotWater))).toEqual([]);
    // From the 2nd to the 30th no month begins, so that no advance belongs to both.
    accepted(await define(["hot-water", "heat"]));
    const inside = { from: plainDate("2026-03-02"), to: plainDate("2026-03-30") };
    const costs = [{ ...ORDER.costs[0]!, ...inside }];
    expect(refusedWith(await preview({ ...hotWater, period: inside, costs }))).toEqual([]);
  });

  it("refuses a closed month and posts on the day asked for", async () => {
    const april = { from: plainDate("2026-04-01"), to: plainDate("2026-04-30") };
    const order = orderOf({
      code: "kwiecień",
      period: april,
      costs: [{ ...ORDER.costs[0]!, ...april, amountGrosze: 1_00 }],
    });
    await books.insert("period_closure", { month: "2026-01-01" });
    expect(refusedWith(await post(order, { postedOn: plainDate("2026-01-31") }))).toEqual([
      "period-closed 2026-01 2026-01-31",
    ]);
    const posted = accepted(await post(order, { postedOn: plainDate("2026-05-04") }));
    expect(posted.answer).toMatchObject({ postedOn: "2026-05-04", dueOn: "2026-07-06" });
    expect(await verify()).toEqual([]);
  });

  it("proposes new advances as rates of the units that go on", async () => {
    const { csv, advances } = accepted(await proposeAdvances(books.context, books.scope, ORDER.code));
    expect(advances.map(({ component, amountGrosze }) => [component, amountGrosze])).toEqual([
      ["CO", 400_00],
      ["CO", 400_00],
      ["CO", 400_00],
    ]);
    expect(csv.split("\n").slice(0, 2)).toEqual([
      "code;component;first_day;last_day;base;amount;unit;membership;resolution;announced_on;already_announced",
      "CO-L1-2026-06;CO;2026-06-01;;fixed;400,00;L1;any;;;no",
    ]);
  });
});

describe("proposed advances of a medium that two components charge", () => {
  it("are divided as the components charged the unit, and come to the proposal together", async () => {
    await books.component("COZ", { posted_to: "advances", medium: "heat", vat_rate: "23" });
    const move = (from: string, to: string) =>
      books.sql(
        `update app.charge c set component_id = t.id from app.fee_component f, app.fee_component t
         where c.cooperative_id = $1 and f.cooperative_id = $1 and t.cooperative_id = $1 and f.code = $2 and t.code = $3
           and c.component_id = f.id and c.month = '2026-03-01'`,
        [books.cooperativeId, from, to],
      );
    const proposed = async () =>
      accepted(await proposeAdvances(books.context, books.scope, ORDER.code)).advances.filter(
        ({ unit }) => unit === "L1",
      );
    expect(await proposed()).toEqual([{ unit: "L1", component: "CO", amountGrosze: 400_00 }]);
    await move("CO", "COZ");
    expect(await proposed()).toEqual([
      { unit: "L1", component: "CO", amountGrosze: 266_67 },
      { unit: "L1", component: "COZ", amountGrosze: 133_33 },
    ]);
    await move("COZ", "CO");
  });
});

describe("a correction", () => {
  it("posts nothing where everything comes out the same", async () => {
    const documents = await countDocuments();
    expect(accepted(await correct(ORDER)).answer).toEqual({
      corrects: ORDER.code,
      settlement: null,
      reversals: [],
      documents: [],
    });
    expect(await countDocuments()).toBe(documents);
  });

  it("reverses the settlement and posts another that names it, with the advances as they are charged now", async () => {
    await books.sql("update app.unit_state set heated_area_cm2 = 490_000 where unit_id = $1", [
      books.units.L2.unitId,
    ]);
    accepted(await correctAssessments(books.context, books.scope, { months: [month("2026-03")] }));
    // The settlement stands as it was posted; that its advances were corrected later is no fault of the books.
    expect(await verify()).toEqual([]);
    const corrected = accepted(await correct(costing(5200_00, "CO/2025/B0/2")));
    expect(corrected).toEqual({
      isRepeated: false,
      answer: {
        corrects: ORDER.code,
        settlement: "CO/2025/B0/2",
        reversals: [{ document: "ROZ/2026/1", reversal: "ST/2026/1" }],
        documents: ["ROZ/2026/3"],
      },
    });
    expect(accepted(await correct(costing(5200_00, "CO/2025/B0/2")))).toEqual({
      ...corrected,
      isRepeated: true,
    });
    const { settlement, unit } = accepted(
      await showSettlement(books.context, books.scope, { code: "CO/2025/B0/2", unitCode: "L2" }),
    );
    expect(settlement).toMatchObject({ corrects: ORDER.code, state: "posted" });
    expect(unit).toMatchObject([{ costGrosze: 1300_00, advancesGrosze: 1160_00, resultGrosze: 140_00 }]);
    expect(await verify()).toEqual([]);
  });

  it("is settled by the version of the regulation it was made by, unless the order names another", async () => {
    const current = "CO/2025/B0/2";
    const posted = accepted(await showSettlement(books.context, books.scope, { code: current }));
    const [cost] = DEFINITION.costs;
    const changed = {
      ...DEFINITION,
      costs: [{ ...cost!, parts: [{ key: "heated-area", percent: "100" }] as const }],
    };
    const { version } = accepted(await defineSettlement(books.context, books.scope, changed));
    const again = costing(5200_00, current);
    expect(accepted(await correct(again, current)).answer.settlement).toBeNull();
    const seen = (order: SettlementOrder) => previewSettlement(books.context, books.scope, order, current);
    expect(accepted(await seen(again)).definitionVersion).toBe(posted.settlement.definitionVersion);
    expect(posted.definition).toEqual(DEFINITION);
    const byNew = { ...again, definitionVersion: version };
    const { definitionVersion, digest } = accepted(await seen(byNew));
    expect(definitionVersion).toBe(version);
    expect(refusedWith(await seen({ ...again, definitionVersion: 99 }))).toEqual([
      "settlement-definition-unknown CO-M2 99",
    ]);
    const other = `${"0".repeat(16)}${digest.slice(16)}`;
    const refused = await correctSettlement(books.context, books.scope, {
      code: current,
      order: byNew,
      digest: other,
    });
    expect(refusedWith(refused)).toEqual([`settlement-differs ${current} rules`]);
    expect(refusedWith(await previewSettlement(books.context, books.scope, again, "nie ma"))).toEqual([
      "settlement-unknown nie ma",
    ]);
    accepted(await defineSettlement(books.context, books.scope, DEFINITION));
  });

  it("refuses what is not there, what is reversed, and a code that another settlement has", async () => {
    expect(refusedWith(await correct(ORDER, "nie ma"))).toEqual(["settlement-unknown nie ma"]);
    expect(refusedWith(await correct(costing(1_00), ORDER.code))).toEqual([
      `settlement-not-posted ${ORDER.code}`,
    ]);
    expect(refusedWith(await correct(costing(9_00, "kwiecień"), "CO/2025/B0/2"))).toEqual([
      "settlement-code-taken kwiecień",
    ]);
  });

  it("may keep the code; what it gives back is set off against fees at once", async () => {
    const same = accepted(await correct(costing(4000_00, "CO/2025/B0/2"), "CO/2025/B0/2")).answer;
    expect(same).toMatchObject({ settlement: "CO/2025/B0/2", documents: ["ROZ/2026/4", "KOMP/2026/1"] });
    expect(refusedWith(await post(costing(5200_00, "CO/2025/B0/2")))).toEqual([
      "settlement-code-taken CO/2025/B0/2",
    ]);
    expect(await verify()).toEqual([]);
    const heads = accepted(await allSettlements(books.context, books.scope));
    expect(heads.map(({ code, state, corrects }) => [code, state, corrects])).toEqual([
      ["CO/2025/B0/2", "posted", "CO/2025/B0/2"],
      ["CO/2025/B0/2", "reversed", ORDER.code],
      ["kwiecień", "posted", null],
      [ORDER.code, "reversed", null],
    ]);
  });
});
