import { describe, expect, it } from "vitest";
import { MonthAssessment } from "../../src/domain/fees/month-assessment.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { component, flat, rate, rulesOf } from "./fees-facts.ts";

/** The example of docs/guides/posting-table.md; accounts of the ledger get numbers from 900. */
const LEDGER = new Map([
  ["operating-revenue/", 900],
  ["repair-fund/", 901],
  ["output-vat/", 902],
  ["advances/heat", 903],
]);
const COMPONENTS = [
  component(1, { vatRate: "23" }),
  component(2, { purpose: "repair-fund", postedTo: "repair-fund" }),
  component(3, { postedTo: "advances", medium: "heat" }),
];
const RATES = [
  rate(1, 1, "usable-area", "1.57"),
  rate(2, 2, "usable-area", "3"),
  rate(3, 3, "heated-area", "4.125"),
];
const AREAS = { usableAreaCm2: 500_000, heatedAreaCm2: 480_000 };

function assess(
  units = [flat(1, { state: AREAS }), flat(2, { state: AREAS, unitKind: "commercial" })],
  rates = RATES,
) {
  const rules = rulesOf({ components: COMPONENTS, rates, units });
  const assessment = new MonthAssessment(
    rules,
    LEDGER,
    {
      month: month("2026-02"),
      postedOn: plainDate("2026-02-01"),
      dueOn: plainDate("2026-02-10"),
      documentIds: new Map([1, 2].map((id) => [id, { assessment: id, setOff: id + 10 }])),
    },
    { byRight: new Map(), feesRank: 1, repairFundRank: 2 },
  );
  for (const unit of units) assessment.assess(unit);
  return assessment;
}

const postingsOf = (assessment: MonthAssessment, index = 0) =>
  assessment
    .documents()
    [index]?.postings.map(({ accountId, propertyId, side, amountGrosze, dueOn, item }) => [
      `${side} ${accountId}/${propertyId}`,
      amountGrosze,
      dueOn ?? (item === null ? "ledger" : "item"),
    ]);

describe("the posting table of fees", () => {
  it("posts the example: one line an account, invoices apart, media advances no revenue", () => {
    expect(postingsOf(assess())).toEqual([
      ["D 11/1", 27650, "2026-02-10"],
      ["D 12/1", 15000, "2026-02-10"],
      ["D 23/1", 44456, "2026-02-10"],
      ["C 900/1", 15700, "ledger"],
      ["C 901/1", 30000, "ledger"],
      ["C 902/1", 1806, "ledger"],
      ["C 903/1", 39600, "ledger"],
    ]);
  });

  it("keeps properties apart, each with its own document", () => {
    const assessment = assess([flat(1, { state: AREAS }), flat(2, { state: AREAS, propertyId: 2 })]);
    expect(
      assessment.documents().map(({ id, kind, series, concernsMonth }) => [id, kind, series, concernsMonth]),
    ).toEqual([
      [1, "assessment", "NAL", "2026-02"],
      [2, "assessment", "NAL", "2026-02"],
    ]);
    expect(postingsOf(assessment, 1)?.map(([account]) => account)).toEqual([
      "D 21/2",
      "D 22/2",
      "C 900/2",
      "C 901/2",
      "C 903/2",
    ]);
  });

  it("repeats Wn with a minus where rebates outweigh fees, without a due day; zero posts nothing", () => {
    const rebates = [
      rate(1, 1, "usable-area", "-1.57"),
      rate(2, 2, "fixed", "5"),
      rate(4, 2, "fixed", "0", { unitId: 2 }),
    ];
    const assessment = assess([flat(1, { state: AREAS }), flat(2, { state: AREAS })], rebates);
    expect(postingsOf(assessment)).toEqual([
      ["D 11/1", -7850, "item"],
      ["D 12/1", 500, "2026-02-10"],
      ["D 21/1", -7850, "item"],
      ["C 900/1", -15700, "ledger"],
      ["C 901/1", 500, "ledger"],
    ]);
    const balanced = [rate(1, 1, "fixed", "10"), rate(3, 3, "fixed", "-10")];
    expect(postingsOf(assess([flat(1)], balanced))).toEqual([
      ["C 900/1", 1000, "ledger"],
      ["C 903/1", -1000, "ledger"],
    ]);
  });

  it("names the ledger accounts that are missing", () => {
    const rules = rulesOf({ components: COMPONENTS, rates: RATES, units: [] });
    const head = {
      month: month("2026-02"),
      postedOn: plainDate("2026-02-01"),
      dueOn: plainDate("2026-02-10"),
      documentIds: new Map([[1, { assessment: 1, setOff: 2 }]]),
    };
    const assessment = new MonthAssessment(rules, new Map([["repair-fund/", 901]]), head, {
      byRight: new Map(),
      feesRank: 1,
      repairFundRank: 2,
    });
    assessment.assess(flat(1, { unitKind: "commercial", state: AREAS }));
    expect(assessment.refusals().map(({ data }) => `${data.role} ${data.medium}`)).toEqual([
      "operating-revenue null",
      "advances heat",
      "output-vat null",
    ]);
    expect(assessment.totals.at(-1)).toEqual({
      component: null,
      name: "VAT",
      count: 1,
      grosze: grosze(1806),
    });
  });
});
