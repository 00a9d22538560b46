import { describe, expect, it } from "vitest";
import { correctionLines, type MonthClaim, takeBack } from "../../src/domain/fees/correction.ts";
import { MonthCorrection, type RightToCorrect } from "../../src/domain/fees/month-correction.ts";
import { nextDueDay } from "../../src/domain/fees/month-terms.ts";
import type { RankedItem } from "../../src/domain/fees/surplus.ts";
import type { DraftDocument } from "../../src/domain/ledger/documents.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { assess, component, flat, rate, rulesOf, written } from "./fees-facts.ts";

const FEES = 11;
const REPAIR = 12;
const PAYMENT = { documentId: 50, line: 2 };
const ORIGINAL = { documentId: 40, line: 1 };
const LEDGER = new Map([
  ["operating-revenue/", 900],
  ["repair-fund/", 901],
]);

/** February's fee of flat 1 was 165,87 (48,50 m² × 3,42); it turns out to be 48,00 or 49,00 m². */
const RATES = [rate(1, 1, "usable-area", "3.42")];
const BEFORE = [{ accountId: FEES, componentId: 1, vatRate: null, amountGrosze: grosze(16587) }];

function correct(areaCm2: number, items: Partial<Items> = {}): DraftDocument[] {
  const facts = flat(1, { state: { usableAreaCm2: areaCm2 } });
  const rules = rulesOf({ rates: RATES, units: [facts] });
  const correction = new MonthCorrection(rules, LEDGER, {
    month: month("2026-02"),
    postedOn: plainDate("2026-04-15"),
    dueOn: plainDate("2026-05-10"),
    documentIds: new Map([[1, { assessment: 70, setOff: 71 }]]),
  });
  const right: RightToCorrect = { rightId: 1, propertyId: 1, facts, before: BEFORE };
  correction.correct(right);
  expect(correction.refusals()).toEqual([]);
  return correction.documents({
    monthClaims: new Map([[FEES, items.claims ?? []]]),
    openItems: new Map([[1, items.open ?? []]]),
    purposeRanks: new Map([
      [FEES, 1],
      [REPAIR, 2],
    ]),
  });
}

interface Items {
  readonly claims: readonly MonthClaim[];
  readonly open: readonly RankedItem[];
}

function open(accountId: number, documentId: number, remaining: number, dueOn: string): RankedItem {
  return {
    documentId,
    line: 1,
    accountId,
    remainingGrosze: grosze(remaining),
    dueOn: plainDate(dueOn),
    openedOn: plainDate(dueOn),
    concernsMonth: null,
    purposeRank: accountId === FEES ? 1 : 2,
  };
}

const postingsOf = (document: DraftDocument | undefined) =>
  document?.postings.map(({ accountId, side, amountGrosze, dueOn }) => [
    accountId,
    side,
    amountGrosze,
    dueOn,
  ]);
const allocationsOf = (document: DraftDocument | undefined) =>
  document?.allocations.map(({ credit, claim, amountGrosze }) => [
    `${credit.documentId}.${credit.line}`,
    `${claim.documentId}.${claim.line}`,
    amountGrosze,
  ]);

describe("a correction upwards", () => {
  it("opens a claim on the next due day for the difference", () => {
    // 49,00 × 3,42 = 167,58; 167,58 − 165,87 = 1,71
    const [document, ...more] = correct(490_000);
    expect(more).toEqual([]);
    expect(document).toMatchObject({ kind: "correction", series: "KOR", concernsMonth: "2026-02" });
    expect(postingsOf(document)).toEqual([
      [FEES, "D", 171, "2026-05-10"],
      [900, "C", 171, null],
    ]);
    expect(document?.allocations).toEqual([]);
  });

  it("is covered at once by surplus that waited", () => {
    const surplus = open(FEES, 60, -100, "2026-03-01");
    expect(allocationsOf(correct(490_000, { open: [surplus] })[0])).toEqual([["60.1", "70.1", 100]]);
  });
});

describe("a correction downwards", () => {
  // 48,00 × 3,42 = 164,16; 164,16 − 165,87 = −1,71
  const unpaid: MonthClaim = { ...ORIGINAL, accountId: FEES, remainingGrosze: grosze(16587), covers: [] };
  const paid: MonthClaim = {
    ...unpaid,
    remainingGrosze: grosze(0),
    covers: [
      { credit: { documentId: 49, line: 2 }, amountGrosze: grosze(16500), openedOn: plainDate("2026-02-09") },
      { credit: PAYMENT, amountGrosze: grosze(87), openedOn: plainDate("2026-02-20") },
    ],
  };

  it("repeats Wn with a minus and covers the unpaid original", () => {
    const [document] = correct(480_000, { claims: [unpaid] });
    expect(postingsOf(document)).toEqual([
      [FEES, "D", -171, null],
      [900, "C", -171, null],
    ]);
    expect(allocationsOf(document)).toEqual([["70.1", "40.1", 171]]);
  });

  it("undoes the latest payments of a paid original, which become surplus", () => {
    const [document, ...more] = correct(480_000, { claims: [paid] });
    expect(more).toEqual([]);
    expect(allocationsOf(document)).toEqual([
      ["50.2", "40.1", -87],
      ["49.2", "40.1", -84],
      ["70.1", "40.1", 171],
    ]);
  });

  it("credits what was freed to the oldest due of the right, across its accounts by a document that names both", () => {
    const older = open(REPAIR, 61, 100, "2026-03-10");
    const later = open(FEES, 65, 5000, "2026-04-10");
    const [document, setOff] = correct(480_000, { claims: [paid], open: [later, older] });
    expect(allocationsOf(document)).toEqual([
      ["50.2", "40.1", -87],
      ["49.2", "40.1", -84],
      ["70.1", "40.1", 171],
      ["50.2", "65.1", 71],
    ]);
    expect(setOff).toMatchObject({ kind: "set-off", series: "KOMP" });
    expect(postingsOf(setOff)).toEqual([
      [FEES, "D", 84, "2026-04-15"],
      [REPAIR, "C", 84, null],
      [FEES, "D", 16, "2026-04-15"],
      [REPAIR, "C", 16, null],
    ]);
    expect(allocationsOf(setOff)).toEqual([
      ["49.2", "71.1", 84],
      ["71.2", "61.1", 84],
      ["50.2", "71.3", 16],
      ["71.4", "61.1", 16],
    ]);
  });

  it("prefers the payment's own account among claims due on the same day", () => {
    const claims = [open(REPAIR, 61, 100, "2026-04-10"), open(FEES, 65, 171, "2026-04-10")];
    const [document, ...more] = correct(480_000, { claims: [paid], open: claims });
    expect(more).toEqual([]);
    expect(allocationsOf(document)?.slice(3)).toEqual([
      ["49.2", "65.1", 84],
      ["50.2", "65.1", 87],
    ]);
  });

  it("a partly paid original: what remains first, then the payment", () => {
    const partly: MonthClaim = {
      ...paid,
      remainingGrosze: grosze(100),
      covers: [{ ...paid.covers[1]!, amountGrosze: grosze(16487) }],
    };
    expect(
      allocationsOf(correct(480_000, { claims: [partly], open: [open(FEES, 40, 100, "2026-02-10")] })[0]),
    ).toEqual([
      ["50.2", "40.1", -71],
      ["70.1", "40.1", 171],
    ]);
  });

  it("what covers no claim of its month is surplus by itself and goes to the oldest due", () => {
    const [document] = correct(480_000, { open: [open(FEES, 65, 100, "2026-04-10")] });
    expect(allocationsOf(document)).toEqual([["70.1", "65.1", 100]]);
  });
});

describe("what is corrected", () => {
  it("is nothing where the books agree", () => {
    expect(correct(485_000)).toEqual([]);
  });

  it("names components that came, went and moved to another account, and VAT by rate", () => {
    const components = [component(1, { vatRate: "23" }), component(2), component(3)];
    const rates = [rate(1, 1, "fixed", "100"), rate(2, 2, "fixed", "7")];
    const { lines } = assess({ components, rates, units: [flat(1, { unitKind: "commercial" })] });
    const before = [
      { accountId: 13, componentId: 1, vatRate: null, amountGrosze: grosze(9000) },
      { accountId: 13, componentId: null, vatRate: "23" as const, amountGrosze: grosze(2070) },
      { accountId: 13, componentId: null, vatRate: "8" as const, amountGrosze: grosze(50) },
      { accountId: FEES, componentId: 2, vatRate: null, amountGrosze: grosze(700) },
      { accountId: 13, componentId: 3, vatRate: null, amountGrosze: grosze(1234) },
      { accountId: 13, componentId: 4, vatRate: null, amountGrosze: grosze(0) },
    ];
    const differences = correctionLines(1, lines, before);
    expect(written(differences)).toEqual([
      "1/S1 10,00",
      "1/S2 7,00",
      "1/VAT23 2,30",
      "1/VAT8 -0,50",
      "1/S2 -7,00",
      "1/S3 -12,34",
    ]);
    expect(differences.every(({ kind }) => kind === "C")).toBe(true);
    expect(differences.map(({ accountId }) => accountId)).toEqual([13, 13, 13, 13, FEES, 13]);
  });

  it("takes a month back from a right that bears nothing any more", () => {
    expect(written(correctionLines(1, [], BEFORE))).toEqual(["1/S1 -165,87"]);
  });

  it("never gives back more than a claim and its payments hold", () => {
    const decrease = { documentId: 70, line: 1, accountId: FEES, amountGrosze: grosze(500) };
    const claim: MonthClaim = {
      ...ORIGINAL,
      accountId: FEES,
      remainingGrosze: grosze(100),
      covers: [{ credit: PAYMENT, amountGrosze: grosze(200), openedOn: plainDate("2026-02-09") }],
    };
    expect(takeBack(decrease, [claim])).toMatchObject({
      left: 200,
      freed: [{ credit: PAYMENT, amountGrosze: 200 }],
    });
  });

  it.each([
    ["2026-04-09", "2026-04-10"],
    ["2026-04-10", "2026-05-10"],
    ["2026-12-31", "2027-01-10"],
  ])("an increase posted on %s is due on %s", (postedOn, dueOn) => {
    expect(nextDueDay(plainDate(postedOn), 10)).toBe(dueOn);
  });
});
