import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EntryToWrite, Mt940Dialect } from "../../src/formats/bank/write-mt940.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { mt940, type PaymentBooks, paymentBooks, transfer } from "../setup/payment-books.ts";

let database: TestDatabase;
let books: PaymentBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await paymentBooks(database, "powtorki");
});
afterAll(() => database.close());

const PAIRS = 50;
const DIALECTS: readonly Mt940Dialect[] = ["pko-bp", "mbank", "ing", "pekao"];

/** One day of an account: few amounts and titles, so that there are twins; some with the bank's reference, some without. */
const days = fc.array(
  fc.record({
    amount: fc.constantFrom(412_37, 518_93, 633_11, -77_41),
    title: fc.constantFrom("Opłata za lokal, źródło", "czynsz ŻÓŁĆ", "wpłata"),
    isReferred: fc.boolean(),
  }),
  { minLength: 2, maxLength: 12 },
);

interface Pair {
  readonly rows: readonly { amount: number; title: string; isReferred: boolean }[];
  readonly kind: "same" | "re-encoded" | "reordered" | "overlapping" | "chained" | "half-way";
  readonly cut: number;
  readonly dialect: Mt940Dialect;
}

const pairs = fc.record({
  rows: days,
  kind: fc.constantFrom<Pair["kind"]>(
    "same",
    "re-encoded",
    "reordered",
    "overlapping",
    "chained",
    "half-way",
  ),
  cut: fc.nat(),
  dialect: fc.constantFrom(...DIALECTS),
});

/** Two files about the same day, and how many entries it really has. */
function filesOf({ rows, kind, cut, dialect }: Pair, on: string): Uint8Array[] {
  const entries = rows.map(({ amount, title, isReferred }, index) =>
    transfer({
      amount,
      title,
      on,
      counterpartyAccount: "PL61109010140000071219812874",
      bankReference: isReferred ? `BR${on.replaceAll("-", "")}${index + 100}` : null,
    }),
  );
  const middle = 1 + (cut % (entries.length - 1));
  const opening = 7_000_000;
  const net = (some: readonly EntryToWrite[]) =>
    some.reduce((sum, entry) => sum + (entry.side === "credit" ? entry.amountMinor : -entry.amountMinor), 0);
  const file = (some: readonly EntryToWrite[], number: string, from: number, style: Mt940Dialect = dialect) =>
    mt940(some, { number, opening: from, openingOn: on, closingOn: on }, style);
  const whole = file(entries, "1", opening);
  switch (kind) {
    case "same":
      return [whole, whole];
    case "re-encoded":
      return [whole, file(entries, "1/1", opening, DIALECTS[cut % DIALECTS.length])];
    case "reordered":
      return [whole, file([...entries].reverse(), "wydruk", opening)];
    case "overlapping": {
      const until = entries.slice(0, middle);
      return [file(until, "1", opening), file(entries, "2", opening)];
    }
    case "chained": {
      const [morning, evening] = [entries.slice(0, middle), entries.slice(middle)];
      return [file(morning, "1", opening), file(evening, "2", opening + net(morning))];
    }
    case "half-way":
      return [whole.subarray(0, Math.floor((whole.length * (1 + (cut % 8))) / 10)), whole];
  }
}

describe("the same money in two files", () => {
  it(`is booked once and genuine twins are kept: ${PAIRS} random pairs`, async () => {
    const sample = fc.sample(pairs, { numRuns: PAIRS, seed: 451 });
    expect(new Set(sample.map(({ kind }) => kind)).size).toBe(6);
    for (const [index, pair] of sample.entries()) {
      const on = new Date(Date.UTC(2026, 0, 5 + 2 * index)).toISOString().slice(0, 10);
      const [first, second] = filesOf(pair, on);
      await books.importBytes(first!);
      await books.importBytes(second!);
      await books.importBytes(first!, second!);
      const [stored] = await books.sql(
        `select count(*)::int as count from app.bank_entry where cooperative_id = $1 and booked_on = $2`,
        books.scope.cooperativeId,
        on,
      );
      expect({ index, pair, stored: stored?.count }).toEqual({ index, pair, stored: pair.rows.length });
    }
    const verdict = await verifyBooks(books.context, books.scope.cooperativeId, null);
    expect(verdict.differences).toEqual([]);
  });

  it("imported twice at the same moment is booked once", async () => {
    const other = await paymentBooks(database, "naraz");
    const file = mt940(
      [1, 2, 3].map((amount) => transfer({ amount: amount * 100, title: other.numbers[0] })),
    );
    const imported = await Promise.all([
      other.importBytes(file),
      other.importBytes(file),
      other.importBytes(file),
    ]);
    const states = imported.map(([each]) => each?.statements[0]?.state).sort();
    expect(states).toEqual(["known", "known", "posted"]);
    expect(await other.items(0)).toHaveLength(3);
  });

  it("a file that is cut is refused with what was read, its other statements are not held up", async () => {
    const other = await paymentBooks(database, "ucieta");
    const whole = mt940([transfer({ amount: 100, title: other.numbers[0] })]);
    const cut = mt940([transfer({ amount: 200 }), transfer({ amount: 300 })], {
      number: "2",
      opening: 100_100,
    });
    const file = Buffer.concat([whole, cut.subarray(0, cut.length - 60)]);
    const [imported] = await other.importBytes(file);
    expect(imported?.statements.map(({ state, entries }) => [state, entries])).toEqual([
      ["posted", 1],
      ["refused", 2],
    ]);
    expect(imported?.statements[1]?.refusals[0]?.reason).toMatch(/cut-short|malformed/);
    const [count] = await other.sql(
      `select count(*)::int as count from app.bank_entry where cooperative_id = $1`,
      other.scope.cooperativeId,
    );
    expect(count?.count).toBe(1);
  });
});
