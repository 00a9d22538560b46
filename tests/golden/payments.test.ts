import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listClearing } from "../../src/operations/list-clearing.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import {
  accountNumber,
  mt940,
  type PaymentBooks,
  paymentBooks,
  SORT_CODE,
  transfer,
} from "../setup/payment-books.ts";

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
    books = await paymentBooks(database, `wzor-${made}`);
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

describe("crediting order, kc art. 451", () => {
  golden("the oldest due first, then interest before fees before the repair fund on one day", async () => {
    await books.claim(0, "fees", 300_00, "2026-02-10");
    await books.claim(0, "repair-fund", 100_00, "2026-01-10");
    await books.claim(0, "fees", 300_00, "2026-01-10");
    await books.claim(0, "interest", 7_50, "2026-01-10");
    await books.importBytes(mt940([pay(357_50)]));
    expect(await books.items(0)).toEqual([
      ["fees", 300_00, 300_00],
      ["repair-fund", 100_00, 50_00],
      ["fees", 300_00, 0],
      ["interest", 7_50, 0],
      ["interest", -7_50, 0],
      ["fees", -300_00, 0],
      ["repair-fund", -50_00, 0],
    ]);
  });

  golden("equal in day and purpose: the earlier document; a part stays owed", async () => {
    await books.claim(0, "fees", 100_00, "2026-01-10");
    await books.claim(0, "fees", 100_00, "2026-01-10");
    await books.importBytes(mt940([pay(130_00)]));
    expect((await books.items(0)).map(([, , remaining]) => remaining)).toEqual([0, 70_00, 0]);
  });

  golden(
    "a title code names the purpose; what is left follows the usual order, surplus on fees",
    async () => {
      await books.claim(0, "fees", 200_00, "2026-01-10");
      await books.claim(0, "repair-fund", 80_00, "2026-02-10");
      const titled = transfer({ amount: 300_00, title: `OS:FR ${books.numbers[0]} remont` });
      await books.importBytes(mt940([titled]));
      expect(await books.items(0)).toEqual([
        ["fees", 200_00, 0],
        ["repair-fund", 80_00, 0],
        ["repair-fund", -80_00, 0],
        ["fees", -220_00, -20_00],
      ]);
      expect((await creditings())[0]).toMatchObject({ amount: 300_00, reason: "title-code" });
    },
  );

  golden("the number's own purpose comes before the title's, which is free text here", async () => {
    await books.sql(
      `update app.virtual_account set purpose = 'repair-fund' where number = $1`,
      books.numbers[0],
    );
    await books.claim(0, "fees", 200_00, "2026-01-10");
    await books.claim(0, "repair-fund", 80_00, "2026-02-10");
    await books.importBytes(mt940([pay(50_00, `tylko czynsz! ${books.numbers[0]}`)]));
    expect((await books.items(0)).map(([, , remaining]) => remaining)).toEqual([200_00, 30_00, 0]);
  });

  golden("two payments of one statement do not cover the same claim twice", async () => {
    await books.claim(0, "fees", 100_00, "2026-01-10");
    await books.importBytes(mt940([pay(60_00), pay(70_00)]));
    expect(await books.items(0)).toEqual([
      ["fees", 100_00, 0],
      ["fees", -60_00, 0],
      ["fees", -70_00, -30_00],
    ]);
  });
});

describe("a payment that comes back", () => {
  golden("reopens exactly what it had covered, later payments stay where they are", async () => {
    await books.claim(0, "fees", 100_00, "2026-01-10");
    await books.claim(0, "repair-fund", 40_00, "2026-01-10");
    await books.importBytes(mt940([pay(120_00)]));
    await books.importBytes(
      mt940([pay(10_00, books.numbers[0], "2026-02-05")], {
        number: "2",
        opening: 220_00,
        openingOn: "2026-02-01",
        closingOn: "2026-02-28",
      }),
    );
    const back = transfer({
      amount: -120_00,
      isReversal: true,
      on: "2026-03-02",
      title: "zwrot",
      bankReference: "R120002026-01-09",
    });
    const [imported] = await books.importBytes(
      mt940([back], { number: "3", opening: 230_00, openingOn: "2026-03-01", closingOn: "2026-03-31" }),
    );
    expect(imported?.statements[0]?.counts).toMatchObject({ returned: 1, clearing: 0 });
    expect(await books.items(0)).toEqual([
      ["fees", 100_00, 100_00],
      ["repair-fund", 40_00, 30_00],
      ["fees", -100_00, 0],
      ["repair-fund", -20_00, 0],
      ["repair-fund", -10_00, 0],
      ["fees", 100_00, 0],
      ["repair-fund", 20_00, 0],
    ]);
    expect((await creditings()).at(-1)).toMatchObject({
      right: books.rights[0],
      amount: -120_00,
      reason: "returned",
    });
    const [storno] = await books.sql(
      `select side, sum(amount_grosze)::int as amount from app.posting where cooperative_id = $1 and amount_grosze < 0 group by side`,
      books.scope.cooperativeId,
    );
    expect(storno).toEqual({ side: "C", amount: -120_00 });
  });

  golden("another overpayment of the account then covers what was opened again", async () => {
    await books.claim(0, "fees", 100_00, "2026-01-10");
    await books.importBytes(mt940([pay(100_00), pay(30_00)]));
    const back = transfer({ amount: -100_00, on: "2026-02-02", bankReference: "R100002026-01-09" });
    await books.importBytes(
      mt940([back], { number: "2", opening: 230_00, openingOn: "2026-02-01", closingOn: "2026-02-28" }),
    );
    expect(await books.items(0)).toEqual([
      ["fees", 100_00, 70_00],
      ["fees", -100_00, 0],
      ["fees", -30_00, 0],
      ["fees", 100_00, 0],
    ]);
  });

  golden("in the same statement; and only once", async () => {
    await books.claim(0, "fees", 100_00, "2026-01-10");
    const reference = "R100002026-01-09";
    const back = transfer({ amount: -100_00, on: "2026-01-12", bankReference: reference });
    const again = transfer({ amount: -100_00, on: "2026-01-13", bankReference: reference });
    await books.importBytes(mt940([back, pay(100_00), again]));
    expect((await books.items(0))[0]).toEqual(["fees", 100_00, 100_00]);
    const waiting = await listClearing(books.context, books.scope);
    expect(waiting.map(({ reason, waitingGrosze }) => [reason, waitingGrosze])).toEqual([
      ["unmatched-debit", 100_00],
    ]);
  });

  golden("is taken from clearing where it still waits", async () => {
    await books.importBytes(mt940([transfer({ amount: 55_00, title: "bez numeru", bankReference: "X1" })]));
    const back = transfer({ amount: -55_00, on: "2026-02-02", bankReference: "X1" });
    await books.importBytes(
      mt940([back], { number: "2", opening: 155_00, openingOn: "2026-02-01", closingOn: "2026-02-28" }),
    );
    expect(await listClearing(books.context, books.scope)).toEqual([]);
  });

  golden("waits for a person when it fits two payments", async () => {
    const twins = [1, 2].map(() =>
      transfer({ amount: 55_00, title: books.numbers[0], customerReference: "NR1" }),
    );
    await books.importBytes(mt940(twins));
    const back = transfer({ amount: -55_00, on: "2026-02-02", isReversal: true, customerReference: "NR1" });
    await books.importBytes(
      mt940([back], { number: "2", opening: 1110_00, openingOn: "2026-02-01", closingOn: "2026-02-28" }),
    );
    const waiting = await listClearing(books.context, books.scope);
    expect(waiting.map(({ reason }) => reason)).toEqual(["ambiguous-return"]);
  });
});

describe("whose money it is", () => {
  golden("a number of a right that has ended still leads to it; never to the next holder", async () => {
    await books.sql(
      `update app.right_holder set during = '[2020-01-01,2025-12-01)' where right_id = $1`,
      books.rights[0],
    );
    await books.sql(`delete from app.right_holder where right_id = $1`, books.rights[0]);
    await books.sql(
      `update app.unit_right set during = '[2020-01-01,2025-12-01)' where id = $1`,
      books.rights[0],
    );
    await books.importBytes(mt940([pay(10_00)]));
    expect(await books.items(0)).toEqual([["fees", -10_00, -10_00]]);
  });

  golden(
    "one number per unit for ever: the right of the day, but not within 90 days after a hand-over",
    async () => {
      const { cooperativeId } = books.scope;
      const [right] = await books.sql(`select unit_id from app.unit_right where id = $1`, books.rights[0]);
      await books.sql(`delete from app.right_holder where right_id = $1`, books.rights[0]);
      await books.sql(
        `update app.unit_right set during = '[2020-01-01,2026-01-05)' where id = $1`,
        books.rights[0],
      );
      await books.sql(
        `insert into app.unit_right (cooperative_id, code, unit_id, kind, during) values ($1, 'R0b', $2, 'ownership-right', '[2026-01-05,)')`,
        cooperativeId,
        right?.unit_id,
      );
      const [scheme] = await books.sql(
        `insert into app.virtual_account_scheme (cooperative_id, code, sort_code, client_prefix, belongs_to) values ($1, 'U', $2, '88', 'unit') returning id`,
        cooperativeId,
        SORT_CODE,
      );
      const number = accountNumber("8800000000000001");
      await books.sql(
        `insert into app.virtual_account (cooperative_id, scheme_id, number, unit_id) values ($1, $2, $3, $4)`,
        cooperativeId,
        scheme?.id,
        number,
        right?.unit_id,
      );
      await books.importBytes(
        mt940([
          pay(10_00, number, "2026-01-04"),
          pay(20_00, number, "2026-01-05"),
          pay(30_00, number, "2026-01-31"),
        ]),
      );
      expect(await books.items(0)).toEqual([["fees", -10_00, -10_00]]);
      expect((await listClearing(books.context, books.scope)).map(({ reason }) => reason)).toEqual([
        "holder-changed-recently",
        "holder-changed-recently",
      ]);
    },
  );

  golden("a statement that is of a virtual account itself leads to its right", async () => {
    await books.importBytes(
      mt940([transfer({ amount: 10_00, title: "czynsz" })], { account: `PL${books.numbers[1]}` }),
    );
    expect(await books.items(1)).toEqual([["fees", -10_00, -10_00]]);
  });

  golden("two different numbers, a wrong digit and an unknown number wait for a person", async () => {
    const wrong = `${books.numbers[0].slice(0, -1)}${(Number(books.numbers[0].at(-1)) + 1) % 10}`;
    await books.importBytes(
      mt940([
        pay(1_00, `${books.numbers[0]} ${books.numbers[1]}`),
        pay(2_00, wrong),
        pay(3_00, accountNumber("7700000000000009")),
        pay(4_00, `za m. 1 PL ${books.numbers[0].replace(/(..)(....)(?=.)/, "$1 $2 ")}`),
      ]),
    );
    expect((await listClearing(books.context, books.scope)).map(({ reason }) => reason)).toEqual([
      "several-numbers",
      "malformed-number",
      "unknown-number",
    ]);
    expect(await books.items(0)).toEqual([["fees", -4_00, -4_00]]);
  });
});

describe("days", () => {
  golden(
    "a statement of a closed month is posted on the first open day and counts from the payment's day",
    async () => {
      await books.sql(
        `insert into app.period_closure (cooperative_id, month) values ($1, '2026-01-01')`,
        books.scope.cooperativeId,
      );
      await books.importBytes(mt940([pay(10_00)]));
      const [line] = await books.sql(
        `select p.posted_on::text, p.effective_on::text, d.document_date::text from app.posting p join app.document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
       where p.account_id = $1`,
        books.account(0, "fees"),
      );
      expect(line).toEqual({
        posted_on: "2026-02-01",
        effective_on: "2026-01-09",
        document_date: "2026-01-31",
      });
    },
  );

  golden("a statement older than the books is refused: the opening balance holds its money", async () => {
    const [imported] = await books.importBytes(
      mt940([pay(10_00, books.numbers[0], "2025-12-30")], {
        openingOn: "2025-12-01",
        closingOn: "2025-12-31",
      }),
    );
    expect(imported?.statements[0]?.refusals.map(({ reason }) => reason)).toEqual(["before-first-month"]);
    expect(await creditings()).toEqual([]);
  });
});
