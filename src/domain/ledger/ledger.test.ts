import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import { type Month, month } from "../values/month.ts";
import { plainDate } from "../values/plain-date.ts";
import { allocateInOrder, compareClaims, undoLatest } from "./allocate.ts";
import { balanceByProperty, balanceProperties, cooperativeLine, ledgerLine } from "./balance.ts";
import { effectOf, ITEM_OF_THIS_DOCUMENT, type Posting } from "./documents.ts";
import { closePeriod, firstOpenDay } from "./period-close.ts";
import { reverseDocument, reversePayments } from "./reversal.ts";
import { controlTotals, openYear } from "./year-open.ts";

const INTER = 900;
const resident = (accountId: number, propertyId: number, side: "D" | "C", amount: number): Posting => ({
  accountId,
  propertyId,
  side,
  amountGrosze: grosze(amount),
  effectiveOn: null,
  dueOn: null,
  concernsMonth: null,
  bankEntryId: null,
  text: null,
  item: ITEM_OF_THIS_DOCUMENT,
});
const lined = (postings: readonly Posting[]) =>
  postings.map((posting, index) => ({ ...posting, line: index + 1 }));

describe("balanceProperties", () => {
  it("brings a payment for two properties into balance in each of them", () => {
    // Bank 300,00; flat in property 1 pays 100,00, flats in property 2 pay 150,00 and 50,00.
    const balanced = balanceProperties(
      [
        cooperativeLine(10, "D", grosze(30000)),
        resident(21, 1, "C", 10000),
        resident(22, 2, "C", 15000),
        resident(23, 2, "C", 5000),
      ],
      INTER,
    );
    const closing = balanced
      .slice(4)
      .map(({ propertyId, side, amountGrosze }) => [propertyId, side, amountGrosze]);
    expect(closing).toEqual([
      [0, "C", 30000],
      [1, "D", 10000],
      [2, "D", 20000],
    ]);
  });

  it("adds nothing where each property balances by itself", () => {
    const postings = [resident(21, 1, "D", 500), ledgerLine(40, 1, "C", grosze(500))];
    expect(balanceProperties(postings, INTER)).toEqual(postings);
  });

  it("refuses to hide a document that does not balance", () => {
    expect(() => balanceProperties([resident(21, 1, "D", 500)], INTER)).toThrow(/do not balance/);
  });

  it("always ends with debits equal to credits in every property", () => {
    const line = fc.record({
      account: fc.nat(9),
      property: fc.nat(4),
      amount: fc.integer({ min: -99999, max: 99999 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        const postings = lines
          .filter((each) => each.amount !== 0)
          .map((each) =>
            resident(each.account, each.property, each.amount > 0 ? "D" : "C", Math.abs(each.amount)),
          );
        const total = addGrosze(NO_GROSZE, ...postings.map((each) => effectOf(each.side, each.amountGrosze)));
        if (total !== 0) postings.push(cooperativeLine(10, total > 0 ? "C" : "D", total));
        for (const balance of balanceByProperty(balanceProperties(postings, INTER)).values())
          expect(balance).toBe(0);
      }),
    );
  });
});

describe("allocateInOrder", () => {
  const item = (documentId: number, remaining: number) => ({
    documentId,
    line: 1,
    remainingGrosze: grosze(remaining),
  });

  it("covers the first claims first, the last one in part", () => {
    const made = allocateInOrder(7, [item(3, -30000)], [item(1, 20000), item(2, 20000)]);
    expect(made.map((each) => [each.claim.documentId, each.amountGrosze])).toEqual([
      [1, 20000],
      [2, 10000],
    ]);
  });

  it("uses several credits in turn and leaves the surplus", () => {
    const made = allocateInOrder(7, [item(3, -5000), item(4, -9000)], [item(1, 12000)]);
    expect(made.map((each) => [each.credit.documentId, each.amountGrosze])).toEqual([
      [3, 5000],
      [4, 7000],
    ]);
  });

  it("never covers more than either side has", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 50000 }), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, amounts, (credits, claims) => {
        const made = allocateInOrder(
          7,
          credits.map((amount, index) => item(100 + index, -amount)),
          claims.map((amount, index) => item(index, amount)),
        );
        const covered = made.reduce((sum, each) => sum + each.amountGrosze, 0);
        const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
        expect(covered).toBe(Math.min(sum(credits), sum(claims)));
        for (const [index, amount] of claims.entries()) {
          expect(
            sum(made.filter((each) => each.claim.documentId === index).map((each) => each.amountGrosze)),
          ).toBeLessThanOrEqual(amount);
        }
      }),
    );
  });
});

describe("compareClaims (art. 451 kc)", () => {
  const claim = (documentId: number, dueOn: string | null, purposeRank: number) => ({
    documentId,
    line: 1,
    accountId: 1,
    remainingGrosze: grosze(1),
    dueOn: dueOn === null ? null : plainDate(dueOn),
    openedOn: plainDate("2026-01-01"),
    concernsMonth: null,
    purposeRank,
  });

  it("orders by due day, then purpose, then document", () => {
    const claims = [
      claim(5, null, 0),
      claim(4, "2026-02-10", 0),
      claim(3, "2026-01-10", 2),
      claim(2, "2026-01-10", 1),
      claim(1, "2026-01-10", 2),
    ];
    expect(claims.sort(compareClaims).map((each) => each.documentId)).toEqual([2, 1, 3, 4, 5]);
  });
});

describe("undoLatest", () => {
  it("undoes the latest allocations first, the last one in part", () => {
    const allocation = (documentId: number, amount: number) => ({
      accountId: 1,
      credit: { documentId: 9, line: 1 },
      claim: { documentId, line: 1 },
      amountGrosze: grosze(amount),
    });
    const { undone, left } = undoLatest([allocation(1, 300), allocation(2, 200)], grosze(350));
    expect(undone.map((each) => [each.claim.documentId, each.amountGrosze])).toEqual([
      [2, -200],
      [1, -150],
    ]);
    expect(left).toBe(0);
  });
});

describe("storno", () => {
  const reversal = { id: 2, postedOn: plainDate("2026-02-03"), description: "Storno dokumentu NAL/2026/1" };

  it("repeats every line on its side with a minus; claim and storno cover each other", () => {
    const document = {
      id: 1,
      number: "NAL/2026/1",
      postings: lined([resident(21, 1, "D", 64218), ledgerLine(40, 1, "C", grosze(64218))]),
      allocations: [
        {
          accountId: 21,
          credit: { documentId: 8, line: 3 },
          claim: { documentId: 1, line: 1 },
          amountGrosze: grosze(50000),
        },
      ],
    };
    const storno = reverseDocument(document, reversal);
    expect(storno.postings.map(({ side, amountGrosze }) => [side, amountGrosze])).toEqual([
      ["D", -64218],
      ["C", -64218],
    ]);
    expect(storno.allocations).toEqual([
      {
        accountId: 21,
        credit: { documentId: 8, line: 3 },
        claim: { documentId: 1, line: 1 },
        amountGrosze: -50000,
      },
      {
        accountId: 21,
        credit: { documentId: 2, line: 1 },
        claim: { documentId: 1, line: 1 },
        amountGrosze: 64218,
      },
    ]);
  });

  it("restores every balance, per account and property", () => {
    const line = fc.record({
      account: fc.nat(5),
      property: fc.nat(3),
      side: fc.constantFrom("D" as const, "C" as const),
      amount: fc.integer({ min: 1, max: 9999 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const postings = lined(
          lines.map((each) => resident(each.account, each.property, each.side, each.amount)),
        );
        const storno = reverseDocument({ id: 1, number: "X/2026/1", postings, allocations: [] }, reversal);
        for (const balance of balanceByProperty([...postings, ...storno.postings]).values())
          expect(balance).toBe(0);
        expect(storno.allocations).toHaveLength(postings.length);
      }),
    );
  });

  it("of a bank statement leaves the bank alone and moves the residents' money to clearing", () => {
    const document = {
      id: 1,
      number: "WB/2026/1",
      postings: lined([
        cooperativeLine(10, "D", grosze(9000)),
        resident(21, 1, "C", 7000),
        cooperativeLine(30, "C", grosze(2000)),
        cooperativeLine(INTER, "C", grosze(7000)),
        ledgerLine(INTER, 1, "D", grosze(7000)),
      ]),
      allocations: [],
    };
    const storno = reversePayments(document, reversal, { clearingCreditsId: 30, interPropertyId: INTER });
    expect(
      storno.postings.map(({ accountId, propertyId, side, amountGrosze }) => [
        accountId,
        propertyId,
        side,
        amountGrosze,
      ]),
    ).toEqual([
      [21, 1, "C", -7000],
      [30, 0, "C", 7000],
      [INTER, 0, "D", 7000],
      [INTER, 1, "C", 7000],
    ]);
  });
});

describe("closing and opening", () => {
  const months = (...written: string[]): Month[] => written.map(month);
  const facts = {
    firstMonth: month("2026-01"),
    closedMonths: months("2026-01"),
    assessedMonths: months("2026-01", "2026-02"),
  };

  it("closes the next month once it has ended and is assessed", () => {
    expect(closePeriod(month("2026-02"), plainDate("2026-03-01"), facts)).toEqual({
      ok: true,
      value: "2026-02",
    });
  });

  it("names every reason why not", () => {
    const refused = closePeriod(month("2026-04"), plainDate("2026-04-30"), facts);
    expect(refused.ok || refused.refusals.map((each) => each.reason)).toEqual([
      "period-not-over",
      "earlier-period-open",
      "period-not-assessed",
    ]);
  });

  it("finds the first open day", () => {
    expect(firstOpenDay(plainDate("2026-01-20"), months("2026-01", "2025-12"))).toBe("2026-02-01");
    expect(firstOpenDay(plainDate("2026-02-20"), months("2026-01"))).toBe("2026-02-20");
    expect(firstOpenDay(plainDate("2026-02-20"), [])).toBe("2026-02-20");
  });

  it("opens a year with balances whose items agree, and shows both sides of a control account", () => {
    const balance = (accountId: number, opening: number, items: number | null) => ({
      accountId,
      propertyId: 1,
      openingGrosze: grosze(opening),
      itemCount: 1,
      itemsGrosze: items === null ? null : grosze(items),
    });
    const year = (...balances: ReturnType<typeof balance>[]) =>
      openYear(2027, {
        firstMonth: month("2026-11"),
        closedMonths: months("2026-11", "2026-12"),
        openedYears: [],
        balances,
      });
    const balances = [balance(1, 64218, 64218), balance(2, -5000, -5000), balance(3, 100, null)];
    expect(year(...balances).ok).toBe(true);
    expect(controlTotals(balances)).toEqual({ debitGrosze: 64318, creditGrosze: 5000 as Grosze });
    const wrong = year(balance(1, 64218, 64217));
    expect(wrong.ok || wrong.refusals).toEqual([
      {
        reason: "items-differ-from-balance",
        data: { accountId: 1, itemsGrosze: 64217, openingGrosze: 64218 },
      },
    ]);
  });
});
