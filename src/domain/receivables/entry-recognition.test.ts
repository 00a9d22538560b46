import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grosze } from "../values/money.ts";
import { addDays, plainDate } from "../values/plain-date.ts";
import type { BankEntry } from "./bank-entry.ts";
import { type EntryIdentity, identityOf } from "./entry-identity.ts";
import { type KnownEntry, recogniseEntries } from "./entry-recognition.ts";
import type { StatementSpan } from "./statement-overlap.ts";

const MONDAY = plainDate("2026-03-02");

/** An account's true history; every file is a window on it. */
type History = readonly BankEntry[];

interface Reading {
  /** First and one past the last entry of the window. */
  readonly from: number;
  readonly to: number;
  readonly format: EntryIdentity["format"];
  readonly writes: (entry: BankEntry, index: number) => BankEntry;
  readonly order: (entries: EntryIdentity[]) => EntryIdentity[];
}

/** Imports the readings one after the other, as the operation does. @returns how many entries the books hold. */
function imported(history: History, readings: readonly Reading[]): number {
  const known: KnownEntry[] = [];
  const statements = new Map<number, StatementSpan>();
  for (const [statementId, reading] of readings.entries()) {
    const window = history.slice(reading.from, reading.to);
    const span = spanOf(history, reading);
    const fresh = reading.order(
      window.map((entry, index) => identityOf(reading.writes(entry, index), reading.format)),
    );
    const flags = recogniseEntries(fresh, span, known, statements);
    known.push(...fresh.flatMap((entry, index) => (flags[index] ? [] : [{ ...entry, statementId }])));
    if (span !== null) statements.set(statementId, span);
  }
  return known.length;
}

function spanOf(history: History, { from, to }: Reading): StatementSpan | null {
  const balance = (until: number) =>
    history.slice(0, until).reduce((sum, entry) => sum + signed(entry), 5_000_000);
  const first = history[from];
  const last = history[to - 1];
  if (first === undefined || last === undefined) return null;
  return {
    openingOn: first.bookedOn,
    openingGrosze: balance(from),
    closingOn: last.bookedOn,
    closingGrosze: balance(to),
  };
}

function signed(entry: BankEntry): number {
  return entry.side === "C" ? entry.amountGrosze : -entry.amountGrosze;
}

function entry(
  more: Partial<BankEntry> & { readonly amount?: number; readonly day?: number } = {},
): BankEntry {
  const { amount = 500_00, day = 0, ...rest } = more;
  return {
    bookedOn: addDays(MONDAY, day),
    valueOn: addDays(MONDAY, day),
    side: amount < 0 ? "D" : "C",
    isReversal: false,
    amountGrosze: grosze(Math.abs(amount)),
    bankReference: null,
    customerReference: null,
    counterpartyName: null,
    counterpartyAccount: "PL61109010140000071219812874",
    title: "Opłata za źródło, Łąkowa 5",
    addressedTo: null,
    ...rest,
  };
}

const asItIs: Reading["writes"] = (each) => each;
const inOrder: Reading["order"] = (entries) => entries;
const whole = (history: History, more: Partial<Reading> = {}): Reading => ({
  from: 0,
  to: history.length,
  format: "mt940",
  writes: asItIs,
  order: inOrder,
  ...more,
});

/** Few amounts, payers and titles: twins in plenty. Each history is booked in the order of days. */
const histories = fc
  .array(
    fc.record({
      amount: fc.constantFrom(412_37, 518_93, 633_11, 1_207_59, -77_41, -250_03),
      day: fc.integer({ min: 0, max: 3 }),
      title: fc.constantFrom(
        "Opłata za lokal",
        "czynsz ŻÓŁĆ",
        "",
        "Opłata za lokal marzec, ul. Łąkowa 5 m. 3",
      ),
      counterpartyAccount: fc.constantFrom("PL61109010140000071219812874", null),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .map((rows) =>
    rows.map(entry).sort((a, b) => (a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : 0)),
  );

/** How else a bank may write the same: spoiled letters, cut titles, a missing account, no references. */
const variations: readonly Pick<Reading, "format" | "writes">[] = [
  { format: "mt940", writes: asItIs },
  { format: "mt940", writes: (each) => ({ ...each, title: each.title.replace(/[^\p{ASCII}]/gu, "\ufffd") }) },
  { format: "mt940", writes: (each) => ({ ...each, title: each.title.replace(/[^\p{ASCII}]/gu, "?") }) },
  { format: "mt940", writes: (each) => ({ ...each, title: each.title.toUpperCase().replace(/ /g, "") }) },
  { format: "camt", writes: (each, index) => ({ ...each, bankReference: String(index + 1) }) },
  { format: "camt", writes: (each) => ({ ...each, bankReference: null }) },
];
const variation = fc.constantFrom(...variations);
const orders = fc.integer({ min: 0, max: 1_000_000 }).map(
  (seed): Reading["order"] =>
    (entries) =>
      seed % 2 === 0
        ? entries
        : entries
            .map((each, index) => [each, (index * 7919 + seed) % 1013] as const)
            .sort((a, b) => a[1] - b[1])
            .map(([each]) => each),
);

/** Places where a day begins: statements are cut there. */
const dayStarts = (history: History) => [
  ...[...history.keys()].filter(
    (index) => index === 0 || history[index - 1]?.bookedOn !== history[index]?.bookedOn,
  ),
  history.length,
];

const RUNS = { numRuns: 300, seed: 20260302 };

describe("the same money is known again", () => {
  it("in the same statement, re-encoded, reordered or in another format", () => {
    fc.assert(
      fc.property(histories, variation, variation, orders, (history, first, second, order) => {
        const readings = [whole(history, first), whole(history, { ...second, order }), whole(history, first)];
        expect(imported(history, readings)).toBe(history.length);
      }),
      RUNS,
    );
  });

  it("in statements whose days overlap, contain each other or follow each other, in any order", () => {
    const cuts = fc.array(fc.nat(), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        histories,
        cuts,
        fc.array(variation, { minLength: 4, maxLength: 4 }),
        orders,
        (history, places, styles, order) => {
          const starts = dayStarts(history);
          const windows: Reading[] = [];
          for (let at = 0; at + 1 < places.length; at += 2) {
            const [a, b] = [places[at] ?? 0, places[at + 1] ?? 0].map((place) => place % starts.length);
            const [from, to] = [starts[Math.min(a!, b!)]!, starts[Math.max(a!, b!)]!];
            if (from < to) windows.push(whole(history, { ...styles[at / 2], from, to, order }));
          }
          const covered = new Set(windows.flatMap(({ from, to }) => [...history.keys()].slice(from, to)));
          expect(imported(history, windows)).toBe(covered.size);
        },
      ),
      RUNS,
    );
  });

  it("cut anywhere, the rest in a second statement that follows it: intraday twins are kept", () => {
    fc.assert(
      fc.property(histories, fc.nat(), variation, (history, place, style) => {
        const cut = 1 + (place % (history.length - 1));
        const halves = [whole(history, { ...style, to: cut }), whole(history, { ...style, from: cut })];
        expect(imported(history, halves)).toBe(history.length);
        expect(imported(history, [...halves].reverse())).toBe(history.length);
        expect(imported(history, [...halves, whole(history)])).toBe(history.length);
      }),
      RUNS,
    );
  });

  it("overlapping inside a day, by the bank's references", () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), orders, (rows, a, b, order) => {
        const history = rows.map((each, index) => ({ ...each, bankReference: `BR${index}` }));
        const [to, from] = [1 + (a % history.length), b % (1 + (a % history.length))];
        const readings = [whole(history, { to }), whole(history, { from, order })];
        expect(imported(history, readings)).toBe(history.length);
      }),
      RUNS,
    );
  });
});

describe("cases worked by hand", () => {
  it("keeps twins of one statement and both halves of a day that chain", () => {
    const day = [entry(), entry(), entry()];
    expect(imported(day, [whole(day)])).toBe(3);
    expect(imported(day, [whole(day, { to: 1 }), whole(day, { from: 1 })])).toBe(3);
    expect(
      imported(day, [
        whole(day, { to: 1 }),
        whole(day, { from: 1, to: 2 }),
        whole(day, { from: 2 }),
        whole(day),
      ]),
    ).toBe(3);
  });

  it("a morning that sums to nothing does not pass for the end before the whole day", () => {
    const day = [entry({ amount: 100_00 }), entry({ amount: -100_00 }), entry({ amount: 40_00 })];
    expect(imported(day, [whole(day, { to: 2 }), whole(day)])).toBe(3);
  });

  it("a twin outside the overlap of two windows on one day shows in the balances", () => {
    const day = [entry(), entry({ amount: 333_33 }), entry({ amount: 12_34 }), entry()];
    expect(imported(day, [whole(day, { to: 3 }), whole(day, { from: 1 })])).toBe(4);
  });

  it("a constant reference does not make different payers one", () => {
    const from = (account: string) => entry({ bankReference: "PACZKA7", counterpartyAccount: account });
    const day = [from("PL1"), from("PL2"), from("PL3")].map((each, index) => ({
      ...each,
      title: `osoba ${index}`,
    }));
    expect(imported(day, [whole(day, { to: 2 }), whole(day, { from: 1 })])).toBe(3);
  });

  it("different numbers paid to are different payments", () => {
    const day = [entry({ addressedTo: "1" }), entry({ addressedTo: "2" })];
    expect(imported(day, [whole(day, { to: 1 }), whole(day, { from: 1 })])).toBe(2);
  });

  it("a reference found again on the same value day is the same money, though booked on another day", () => {
    const [mine] = [entry({ bankReference: "B1" })];
    const moved: Reading["writes"] = (each) => ({ ...each, bookedOn: addDays(each.bookedOn, 1) });
    const history = [mine ?? entry()];
    expect(imported(history, [whole(history), whole(history, { format: "camt", writes: moved })])).toBe(1);
  });
});
