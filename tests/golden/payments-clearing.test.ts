import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignClearing } from "../../src/operations/assign-clearing.ts";
import { listClearing } from "../../src/operations/list-clearing.ts";
import { reverseLedgerDocument } from "../../src/operations/reverse-document.ts";
import { splitClearing } from "../../src/operations/split-clearing.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { mt940, type PaymentBooks, paymentBooks, transfer } from "../setup/payment-books.ts";

/** Worked by hand: every amount below was computed on paper from domain § 4 and 5 (Civil Code art. 451). */
let database: TestDatabase;
let books: PaymentBooks;
let made = 0;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** Each case has books of its own, and leaves them whole. */
function golden(name: string, work: () => Promise<void>) {
  it(name, async () => {
    made += 1;
    books = await paymentBooks(database, `reka-${made}`);
    await work();
    const verdict = await verifyBooks(books.context, books.scope.cooperativeId, null);
    expect(verdict.differences).toEqual([]);
  });
}

const pay = (amount: number, title = books.numbers[0], on = "2026-01-09") =>
  transfer({ amount, title, on, bankReference: `R${amount}${on}` });
const creditings = () =>
  books.sql(
    `select right_id as "right", amount_grosze::int as amount, reason, title
     from app.crediting where cooperative_id = $1 order by id`,
    books.scope.cooperativeId,
  );

describe("by hand", () => {
  golden("assigns what waits by its own day, answers the same again and may be taken back", async () => {
    await books.claim(0, "fees", 100_00, "2026-01-10");
    await books.importBytes(mt940([transfer({ amount: 130_00, title: "bez numeru", on: "2026-01-08" })]));
    const [waiting] = await listClearing(books.context, books.scope);
    const input = { entryId: waiting?.entry.id ?? 0, right: "R0", account: null, purpose: null };
    const first = await assignClearing(books.context, books.scope, input);
    expect(first.ok && first.value).toMatchObject({ isRepeated: false, answer: { document: "PK/2026/1" } });
    const second = await assignClearing(books.context, books.scope, input);
    expect(second.ok && second.value.isRepeated).toBe(true);
    const elsewhere = await assignClearing(books.context, books.scope, { ...input, right: "R1" });
    expect(elsewhere.ok || elsewhere.refusals[0]?.reason).toBe("request-key-reused");
    expect(await books.items(0)).toEqual([
      ["fees", 100_00, 0],
      ["fees", -130_00, -30_00],
    ]);
    const [line] = await books.sql(
      `select effective_on::text, posted_on::text from app.posting where account_id = $1 and side = 'C'`,
      books.account(0, "fees"),
    );
    expect(line).toEqual({ effective_on: "2026-01-08", posted_on: "2026-03-15" });
    expect(await listClearing(books.context, books.scope)).toEqual([]);
    await reverseLedgerDocument(books.context, books.scope, "PK/2026/1");
    expect(await listClearing(books.context, books.scope)).toHaveLength(1);
    const third = await assignClearing(books.context, books.scope, { ...input, right: "R1" });
    expect(third.ok && third.value.isRepeated).toBe(false);
  });

  golden(
    "a debit becomes a refund out of the overpayment; a supplier's bill goes to a ledger account",
    async () => {
      await books.importBytes(
        mt940([
          pay(80_00),
          transfer({ amount: -50_00, title: "zwrot nadpłaty" }),
          transfer({ amount: -33_00, title: "faktura" }),
        ]),
      );
      await books.sql(
        `insert into app.account (cooperative_id, code, name, role) values ($1, '401', 'Usługi obce', 'other')`,
        books.scope.cooperativeId,
      );
      const [refund, bill] = await listClearing(books.context, books.scope);
      const none = { right: null, account: null, purpose: null };
      await assignClearing(books.context, books.scope, {
        ...none,
        entryId: refund?.entry.id ?? 0,
        right: "R0",
      });
      await assignClearing(books.context, books.scope, {
        ...none,
        entryId: bill?.entry.id ?? 0,
        account: "401",
      });
      expect(await books.items(0)).toEqual([
        ["fees", -80_00, -30_00],
        ["fees", 50_00, 0],
      ]);
      expect(await listClearing(books.context, books.scope)).toEqual([]);
    },
  );

  golden("splits the municipality's transfer over its list; residents see no title of it", async () => {
    await books.claim(0, "fees", 100_00, "2026-01-10");
    await books.importBytes(
      mt940([transfer({ amount: 150_00, title: "Dodatki mieszk. Osoba L0, Osoba L1" })]),
    );
    const [waiting] = await listClearing(books.context, books.scope);
    const split = (list: string) =>
      splitClearing(books.context, books.scope, {
        entryId: waiting?.entry.id ?? 0,
        list: Buffer.from(list),
        isHousingBenefit: true,
      });
    const wrong = await split("prawo;kwota\nR0;100,00\nR9;30,00\n201-deposit;19,99\n");
    expect(wrong.ok || wrong.refusals.map(({ reason }) => reason)).toEqual([
      "split-sum",
      "right-or-account-unknown",
    ]);
    const done = await split("prawo;kwota\nR0;100,00\n201-deposit;50,00\n");
    expect(done.ok && done.value.answer).toMatchObject({
      document: "PK/2026/1",
      parts: 2,
      amountGrosze: 150_00,
    });
    expect(await books.items(0)).toEqual([
      ["fees", 100_00, 0],
      ["fees", -100_00, 0],
    ]);
    expect((await creditings()).slice(1, 3)).toMatchObject([
      { right: books.rights[0], amount: 100_00, reason: "housing-benefit", title: "" },
      { right: books.rights[1], amount: 50_00, reason: "housing-benefit", title: "" },
    ]);
    const [line] = await books.sql(
      `select text from app.posting where account_id = $1 and side = 'C'`,
      books.account(0, "fees"),
    );
    expect(line?.text).toBe("Dodatek mieszkaniowy z 9.01.2026");
  });
});
