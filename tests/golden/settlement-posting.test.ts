import { describe, expect, it } from "vitest";
import type { RankedItem } from "../../src/domain/fees/surplus.ts";
import type { DraftDocument } from "../../src/domain/ledger/documents.ts";
import { type PostingFacts, postComputedSettlement } from "../../src/domain/settlement/posting.ts";
import { settlementTerms } from "../../src/domain/settlement/posting-terms.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { computedOf, HEAT_BY_AREA, orderOf, participantOf } from "../setup/computed-settlement.ts";

/**
 * The example of docs/guides/posting-table.md: heat of one building. Accounts of right n are n1 media, n2 invoices, n3 fees, n4 repair
 * fund; accounts of the ledger begin at 900.
 */
const POSTED_ON = plainDate("2026-04-29");

const PARTICIPANTS = [
  participantOf({ unitId: 1, code: "L1", rightId: 1, cost: 1500_00, advances: 1200_00 }),
  participantOf({ unitId: 2, code: "L2", rightId: 2, cost: 900_00, advances: 1100_00 }),
  participantOf({ unitId: 3, code: "L3", rightId: null, cost: 400_00 }),
  participantOf({
    unitId: 4,
    code: "U1",
    rightId: 4,
    cost: 2000_00,
    advances: 1500_00,
    changes: { isInvoiced: true },
  }),
];

const OPEN_ITEMS = new Map([
  [1, [item(11, -20_00, "media"), item(13, -50_00, "fees")]],
  [2, [item(24, 80_00, "repair-fund", "2026-04-10"), item(23, 150_00, "fees", "2026-05-10")]],
]);

function item(
  accountId: number,
  remaining: number,
  purpose: string,
  dueOn: string | null = null,
): RankedItem {
  return {
    accountId,
    documentId: 7,
    line: accountId,
    remainingGrosze: grosze(remaining),
    dueOn: dueOn === null ? null : plainDate(dueOn),
    openedOn: plainDate("2026-04-01"),
    concernsMonth: null,
    purposeRank: ["interest", "fees", "repair-fund", "media"].indexOf(purpose),
  };
}

function factsOf(changes: Partial<PostingFacts> = {}): PostingFacts {
  const right = (rightId: number) => ({
    rightCode: `P${rightId}`,
    mediaAccountId: rightId * 10 + 1,
    invoiceAccountId: rightId * 10 + 2,
  });
  return {
    definition: HEAT_BY_AREA,
    order: orderOf(),
    terms: settlementTerms(HEAT_BY_AREA, POSTED_ON),
    accounts: {
      ledger: new Map([
        ["advances/heat", 900],
        ["media-cost/heat", 901],
        ["output-vat/", 902],
        ["advances/hot-water", 903],
      ]),
      residents: new Map([1, 2, 3, 4, 5].map((rightId) => [rightId, right(rightId)])),
    },
    advancesByUnit: new Map(),
    openItems: new Map(),
    mediaRank: 3,
    documentIds: new Map([1, 2].map((id) => [id, { settlement: 100 + id, setOff: 200 + id }])),
    ...changes,
  };
}

function posted(participants = PARTICIPANTS, changes: Partial<PostingFacts> = {}) {
  const result = postComputedSettlement(computedOf(participants), factsOf(changes));
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

const linesOf = (document: DraftDocument | undefined) =>
  document?.postings.map(
    ({ side, accountId, amountGrosze, dueOn }) =>
      `${side} ${accountId} ${amountGrosze}${dueOn ? ` ${dueOn}` : ""}`,
  );

const allocationsOf = (document: DraftDocument | undefined) =>
  document?.allocations.map(
    ({ accountId, credit, claim, amountGrosze }) =>
      `${accountId}: ${credit.documentId}/${credit.line} → ${claim.documentId}/${claim.line} ${amountGrosze}`,
  );

describe("the posting table of settlements", () => {
  it("posts the example: shortfall with its own due day, surplus, an invoice with tax; vacancy stays on the cost", () => {
    const { documents, results } = posted();
    expect(documents.map(({ id, kind, series, description }) => [id, kind, series, description])).toEqual([
      [101, "media-settlement", "ROZ", "Rozliczenie mediów CO/2025/B0 za 01.01.2026–31.03.2026"],
    ]);
    expect(linesOf(documents[0])).toEqual([
      "D 11 30000 2026-06-29",
      "C 21 20000",
      "D 42 61500 2026-06-29",
      "D 900 380000",
      "C 901 440000",
      "C 902 11500",
    ]);
    expect(results).toEqual([
      { accountId: 11, documentId: 101, line: 1, vatGrosze: 0 },
      { accountId: 21, documentId: 101, line: 2, vatGrosze: 0 },
      { accountId: null, documentId: null, line: null, vatGrosze: 0 },
      { accountId: 42, documentId: 101, line: 3, vatGrosze: 115_00 },
    ]);
  });

  it("covers a shortfall with what waited: its own account in the document, another by a document that names both", () => {
    const [settlement, setOff] = posted(PARTICIPANTS.slice(0, 1), { openItems: OPEN_ITEMS }).documents;
    expect(allocationsOf(settlement)).toEqual(["11: 7/11 → 101/1 2000"]);
    expect(linesOf(setOff)).toEqual(["D 13 5000 2026-04-29", "C 11 5000"]);
    expect(allocationsOf(setOff)).toEqual(["13: 7/13 → 201/1 5000", "11: 201/2 → 101/1 5000"]);
    expect(setOff).toMatchObject({ kind: "set-off", series: "KOMP", concernsMonth: null });
  });

  it("sets a surplus off against arrears, the oldest due first; invoices are left alone", () => {
    const invoiced = item(42, -70_00, "invoice");
    const openItems = new Map([...OPEN_ITEMS, [4, [invoiced]]]);
    const { documents } = posted(PARTICIPANTS.slice(1), { openItems });
    expect(allocationsOf(documents[0])).toEqual([]);
    expect(linesOf(documents[1])).toEqual([
      "D 21 8000 2026-04-29",
      "C 24 8000",
      "D 21 12000 2026-04-29",
      "C 23 12000",
    ]);
    expect(allocationsOf(documents[1])).toEqual([
      "21: 101/1 → 201/1 8000",
      "24: 201/2 → 7/24 8000",
      "21: 101/1 → 201/3 12000",
      "23: 201/4 → 7/23 12000",
    ]);
  });

  it("keeps properties apart and posts nothing where all comes to nothing", () => {
    const other = participantOf({
      unitId: 5,
      code: "L5",
      rightId: 5,
      cost: 10_00,
      changes: { propertyId: 2 },
    });
    const { documents } = posted([...PARTICIPANTS.slice(0, 1), other]);
    expect(documents.map(({ id }) => id)).toEqual([101, 102]);
    expect(linesOf(documents[1])).toEqual(["D 51 1000 2026-06-29", "C 901 1000"]);
    const nothing = posted([participantOf({ unitId: 1, code: "L1", rightId: 1, cost: 0 })]);
    expect(nothing.documents).toEqual([]);
    expect(nothing.results).toEqual([{ accountId: 11, documentId: null, line: null, vatGrosze: 0 }]);
  });

  it("keeps a result of zero without a line; its cost and advances are posted", () => {
    const { documents, results } = posted([
      participantOf({ unitId: 1, code: "L1", rightId: 1, cost: 5_00, advances: 5_00 }),
    ]);
    expect(linesOf(documents[0])).toEqual(["D 900 500", "C 901 500"]);
    expect(results[0]).toEqual({ accountId: 11, documentId: null, line: null, vatGrosze: 0 });
  });

  it("gives a commercial surplus back with its tax, and turns sides where sums are below zero", () => {
    const surplus = participantOf({
      unitId: 4,
      code: "U1",
      rightId: 4,
      cost: -10_00,
      advances: 90_05,
      changes: { isInvoiced: true },
    });
    // 100,05 × 23% = 23,0115
    expect(linesOf(posted([surplus]).documents[0])).toEqual([
      "C 42 12306",
      "D 900 9005",
      "D 901 1000",
      "D 902 2301",
    ]);
  });

  it("takes each medium's advances from its own account", () => {
    const definition = { ...HEAT_BY_AREA, advanceMedia: ["heat", "hot-water"] as const };
    const advancesByUnit = new Map([
      [
        1,
        new Map([
          ["heat" as const, 700_00],
          ["hot-water" as const, 500_00],
        ]),
      ],
    ]);
    const { documents } = posted(PARTICIPANTS.slice(0, 1), { definition, advancesByUnit });
    expect(linesOf(documents[0])).toEqual([
      "D 11 30000 2026-06-29",
      "D 900 70000",
      "D 903 50000",
      "C 901 150000",
    ]);
    expect(() => posted(PARTICIPANTS.slice(0, 1), { definition })).toThrow(/by medium/);
  });

  it("names every missing account at once", () => {
    const result = postComputedSettlement(
      computedOf(PARTICIPANTS),
      factsOf({
        accounts: {
          ledger: new Map([["advances/heat", 900]]),
          residents: new Map([
            [1, { rightCode: "P1", mediaAccountId: null, invoiceAccountId: 12 }],
            [2, { rightCode: "P2", mediaAccountId: 21, invoiceAccountId: null }],
            [4, { rightCode: "P4", mediaAccountId: 41, invoiceAccountId: null }],
          ]),
        },
      }),
    );
    expect(
      result.ok ? [] : result.refusals.map(({ reason, data }) => [reason, ...Object.values(data)]),
    ).toEqual([
      ["ledger-account-missing", "media-cost", "heat"],
      ["ledger-account-missing", "output-vat", null],
      ["account-missing", "media", "P1", "L1"],
      ["account-missing", "invoice", "P4", "U1"],
    ]);
  });

  it("moves the due day past days off and keeps the interest-free term", () => {
    // 2026-06-30 + 2 months is a Sunday, 30 August.
    expect(settlementTerms(HEAT_BY_AREA, plainDate("2026-06-30"))).toEqual({
      postedOn: "2026-06-30",
      dueOn: "2026-08-31",
      interestFreeUntil: "2026-09-30",
    });
    const { interestFreeUntil } = settlementTerms({ ...HEAT_BY_AREA, interestFreeMonths: null }, POSTED_ON);
    expect(interestFreeUntil).toBeNull();
  });

  it.each(["exempt", null] as const)("asks no tax of %s", (vatRate) => {
    const { results } = posted(PARTICIPANTS, { definition: { ...HEAT_BY_AREA, vatRate } });
    expect(results.map(({ vatGrosze }) => vatGrosze)).toEqual([0, 0, 0, 0]);
  });
});
