import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceProperties, cooperativeLine, ledgerLine } from "../../src/domain/ledger/balance.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { month } from "../../src/domain/values/month.ts";
import { closeAccountingPeriod } from "../../src/operations/close-period.ts";
import { openAccountingYear } from "../../src/operations/open-year.ts";
import { reverseLedgerDocument } from "../../src/operations/reverse-document.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { draftOf, residentLine, type SmallBooks, smallBooks } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let books: SmallBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await smallBooks(database);
});
afterAll(() => database.close());

/** 642,18 zł of fees for the first flat, due on the 10th. */
const fee = (amount = 64218, postedOn = "2026-01-01") =>
  draftOf("interest-note", postedOn, [
    residentLine(books.account(0, "fees"), books.properties[0], "D", amount, `${postedOn.slice(0, 8)}10`),
    ledgerLine(books.ledger("operating-revenue"), books.properties[0], "C", grosze(amount)),
  ]);

async function itemsOf(accountId: number) {
  return database.asSuperuser(async (client) => {
    const { rows } = await client.query(
      "select amount_grosze::int as amount, remaining_grosze::int as remaining from app.open_item where account_id = $1 order by document_id, line",
      [accountId],
    );
    return rows;
  });
}

describe("the door to the ledger", () => {
  it("numbers, chains and balances a document and opens its items", async () => {
    const posted = await books.post(fee());
    expect(posted.number).toBe("NO/2026/1");
    expect(await itemsOf(books.account(0, "fees"))).toEqual([{ amount: 64218, remaining: 64218 }]);
    const { rows } = await database.asSuperuser((client) =>
      client.query(
        "select debit_grosze::int as debit, credit_grosze::int as credit from app.turnover where account_id = $1",
        [books.account(0, "fees")],
      ),
    );
    expect(rows).toEqual([{ debit: 64218, credit: 0 }]);
  });

  it("covers a claim from a payment across properties through the inter-property account", async () => {
    const [claim] = await database.asSuperuser(
      async (client) => (await client.query("select document_id, line from app.open_item order by 1")).rows,
    );
    const postings = balanceProperties(
      [
        cooperativeLine(books.ledger("bank"), "D", grosze(64218)),
        residentLine(books.account(0, "fees"), books.properties[0], "C", 64218),
      ],
      books.ledger("inter-property"),
    );
    await books.post((id) => ({
      ...draftOf("payment", "2026-01-09", postings),
      allocations: [
        {
          accountId: books.account(0, "fees"),
          credit: { documentId: id, line: 2 },
          claim: { documentId: claim.document_id, line: claim.line },
          amountGrosze: grosze(64218),
        },
      ],
    }));
    expect(await itemsOf(books.account(0, "fees"))).toEqual([
      { amount: 64218, remaining: 0 },
      { amount: -64218, remaining: 0 },
    ]);
  });

  it("refuses a document that does not balance in a property, and leaves nothing behind", async () => {
    const before = await count("posting");
    const crossing = draftOf("payment", "2026-01-12", [
      cooperativeLine(books.ledger("bank"), "D", grosze(100)),
      residentLine(books.account(1, "fees"), books.properties[1], "C", 100),
    ]);
    await expect(books.post(crossing)).rejects.toThrow(/does not balance/);
    expect(await count("posting")).toBe(before);
  });

  it("refuses an account of another cooperative", async () => {
    const other = await smallBooks(database, "obca");
    const stranger = draftOf("interest-note", "2026-01-15", [
      residentLine(other.account(0, "fees"), books.properties[0], "D", 100),
      ledgerLine(books.ledger("operating-revenue"), books.properties[0], "C", grosze(100)),
    ]);
    await expect(books.post(stranger)).rejects.toThrow(/name no account/);
  });

  it("lets nobody of the program change or delete what was posted", async () => {
    for (const pool of [
      database.pools.runtime,
      database.pools.loader,
      database.pools.signin,
      database.pools.verify,
    ]) {
      for (const change of [
        "update app.posting set amount_grosze = 1",
        "delete from app.posting",
        "truncate app.posting",
      ]) {
        await expect(pool.query(change)).rejects.toThrow(/permission denied/);
      }
    }
  });
});

describe("storno", () => {
  it("repeats the sides with a minus, reopens what was paid and answers when asked again", async () => {
    const second = await books.post(fee(10000, "2026-02-01"));
    const first = await reverseLedgerDocument(books.context, books.scope, "NO/2026/1");
    const again = await reverseLedgerDocument(books.context, books.scope, "NO/2026/1");
    expect(first.ok && first.value.answer.reversals).toEqual([
      { document: "NO/2026/1", reversal: "ST/2026/1" },
    ]);
    expect(again.ok && again.value).toEqual({ ...(first.ok && first.value), isRepeated: true });
    expect(second.number).toBe("NO/2026/2");
    expect(await itemsOf(books.account(0, "fees"))).toEqual([
      { amount: 64218, remaining: 0 },
      { amount: -64218, remaining: -64218 },
      { amount: 10000, remaining: 10000 },
      { amount: -64218, remaining: 0 },
    ]);
    const { rows } = await database.asSuperuser((client) =>
      client.query(
        `select side, amount_grosze::int as amount from app.posting p join app.document d on d.id = p.document_id
         where d.kind = 'reversal' order by line`,
      ),
    );
    expect(rows).toEqual([
      { side: "D", amount: -64218 },
      { side: "C", amount: -64218 },
    ]);
  });

  it("names what cannot be reversed", async () => {
    const unknown = await reverseLedgerDocument(books.context, books.scope, "NO/2026/99");
    const storno = await reverseLedgerDocument(books.context, books.scope, "ST/2026/1");
    expect(unknown.ok || unknown.refusals[0]?.reason).toBe("document-unknown");
    expect(storno.ok || storno.refusals[0]?.reason).toBe("document-not-reversible");
  });

  it("posts two stornos of one document asked for at once only once", async () => {
    const posted = await books.post(fee(5000, "2026-02-02"));
    const both = await Promise.all(
      [1, 2].map(() => reverseLedgerDocument(books.context, books.scope, posted.number)),
    );
    expect(both.map((each) => each.ok && each.value.isRepeated).sort()).toEqual([false, true]);
  });
});

describe("periods and years", () => {
  it("closes months in order and posts nothing into them", async () => {
    await markAssessed(database, books, "2026-01", "2026-02");
    const early = await closeAccountingPeriod(books.context, books.scope, month("2026-03"));
    expect(early.ok || early.refusals.map((each) => each.reason)).toEqual([
      "period-not-over",
      "earlier-period-open",
      "period-not-assessed",
    ]);
    expect((await closeAccountingPeriod(books.context, books.scope, month("2026-01"))).ok).toBe(true);
    await expect(books.post(fee(100, "2026-01-20"))).rejects.toThrow(/is closed/);
  });

  it("carries balances and items into an opened year", async () => {
    const later = { ...books.context, today: () => "2027-01-15" as never };
    await markAssessed(
      database,
      books,
      ...["03", "04", "05", "06", "07", "08", "09", "10", "11", "12"].map((each) => `2026-${each}`),
    );
    expect((await openAccountingYear(later, books.scope, 2027)).ok).toBe(false);
    for (let each = 2; each <= 12; each += 1) {
      const closed = await closeAccountingPeriod(
        later,
        books.scope,
        month(`2026-${String(each).padStart(2, "0")}`),
      );
      expect(closed.ok || closed.refusals).toBe(true);
    }
    await books.post(fee(7000, "2027-01-01"));
    const opened = await openAccountingYear(later, books.scope, 2027);
    expect(opened.ok && opened.value).toMatchObject({
      document: "BR/2027/1",
      controls: expect.arrayContaining([{ control: "fees", debitGrosze: 0, creditGrosze: 54218 }]),
    });
    const twice = await openAccountingYear(later, books.scope, 2027);
    expect(twice.ok || twice.refusals[0]?.reason).toBe("year-already-open");
  });
});

describe("verify", () => {
  it("finds whole books whole, and knows a head kept elsewhere", async () => {
    const verdict = await verifyBooks(books.context, books.scope.cooperativeId, null);
    expect(verdict.differences).toEqual([]);
    expect(verdict.isWhole).toBe(true);
    expect(verdict.documents).toBeGreaterThan(5);
    expect((await verifyBooks(books.context, books.scope.cooperativeId, verdict.head)).knownHeadFound).toBe(
      true,
    );
    expect((await verifyBooks(books.context, books.scope.cooperativeId, "0".repeat(64))).isWhole).toBe(false);
  });

  const FAULTS: readonly [string, string][] = [
    [
      "posting amount",
      "update app.posting set amount_grosze = amount_grosze + 1 where (document_id, line) = (select document_id, line from app.posting order by 1, 2 limit 1)",
    ],
    [
      "posting side",
      "update app.posting set side = 'C' where (document_id, line) = (select document_id, line from app.posting where side = 'D' order by 1, 2 limit 1)",
    ],
    [
      "posting account",
      `update app.posting set account_id = (select max(id) from app.account where right_id is null)
       where (document_id, line) = (select document_id, line from app.posting order by 1, 2 limit 1)`,
    ],
    ["posting due day", "update app.posting set due_on = due_on + 30 where due_on is not null"],
    [
      "both sides of a document",
      "update app.posting set amount_grosze = amount_grosze * 2 where document_id = (select min(document_id) from app.posting)",
    ],
    ["turnover", "update app.turnover set debit_grosze = debit_grosze + 1 where debit_grosze > 0"],
    [
      "what remains",
      "update app.open_item set remaining_grosze = remaining_grosze + 1 where remaining_grosze < 0",
    ],
    [
      "item amount",
      "update app.open_item set amount_grosze = amount_grosze + 1 where remaining_grosze = 0 and amount_grosze > 0",
    ],
    ["allocation", "update app.allocation set amount_grosze = amount_grosze - 1 where amount_grosze > 0"],
    ["an allocation dropped", "delete from app.allocation where amount_grosze > 0"],
    ["carried balance", "update app.account_year set opening_grosze = opening_grosze + 1"],
    ["a document dropped", "delete from app.document where kind = 'reversal'"],
    ["document date", "update app.document set document_date = document_date + 1 where chain_position = 1"],
    ["document hash", "update app.document set hash = sha256(hash) where chain_position = 2"],
    ["series number", "update app.document set number = number + 1 where kind = 'year-opening'"],
  ];

  let faulty: TestDatabase;
  let own: SmallBooks;

  beforeAll(async () => {
    faulty = await freshDatabase();
    own = await smallBooks(faulty, "mala", "2026-03-15", "2025-12");
    await plantBooks(faulty, own);
    await faulty.asSuperuser(async (client) => {
      await client.query("create schema whole");
      for (const table of new Set(FAULTS.map(([, fault]) => tableOf(fault))))
        await client.query(`create table whole.${table} as select * from app.${table}`);
    });
  });
  afterAll(() => faulty?.close());

  it.each(FAULTS)("names a changed %s", async (_, fault) => {
    expect((await verifyBooks(own.context, own.scope.cooperativeId, null)).isWhole).toBe(true);
    await faulty.asSuperuser(async (client) => {
      await client.query("set session_replication_role = replica");
      const { rowCount } = await client.query(fault);
      expect(rowCount).toBeGreaterThan(0);
      const verdict = await verifyBooks(own.context, own.scope.cooperativeId, null);
      await client.query(`delete from app.${tableOf(fault)}`);
      await client.query(`insert into app.${tableOf(fault)} select * from whole.${tableOf(fault)}`);
      expect(verdict.isWhole).toBe(false);
      expect(verdict.differences.length).toBeGreaterThan(0);
    });
  });
});

/** The table of the ledger that a fault changes. */
function tableOf(fault: string): string {
  return /^(?:update|delete from) app\.(\w+)/.exec(fault)![1]!;
}

/** A year with a paid fee, a storno and an opening: something of every kind to tamper with. */
async function plantBooks(faulty: TestDatabase, own: SmallBooks): Promise<void> {
  const claim = await own.post(
    draftOf("interest-note", "2025-12-01", [
      residentLine(own.account(0, "fees"), own.properties[0], "D", 64218, "2025-12-10"),
      ledgerLine(own.ledger("operating-revenue"), own.properties[0], "C", grosze(64218)),
    ]),
  );
  const postings = balanceProperties(
    [
      cooperativeLine(own.ledger("bank"), "D", grosze(70000)),
      residentLine(own.account(0, "fees"), own.properties[0], "C", 70000),
    ],
    own.ledger("inter-property"),
  );
  await own.post((id) => ({
    ...draftOf("payment", "2025-12-09", postings),
    allocations: [
      {
        accountId: own.account(0, "fees"),
        credit: { documentId: id, line: 2 },
        claim: { documentId: claim.id, line: 1 },
        amountGrosze: grosze(64218),
      },
    ],
  }));
  const wrong = await own.post(
    draftOf("interest-note", "2026-01-05", [
      residentLine(own.account(1, "interest"), own.properties[1], "D", 500, "2026-01-20"),
      ledgerLine(own.ledger("operating-revenue"), own.properties[1], "C", grosze(500)),
    ]),
  );
  expect((await reverseLedgerDocument(own.context, own.scope, wrong.number)).ok).toBe(true);
  await markAssessed(faulty, own, "2025-12");
  expect((await closeAccountingPeriod(own.context, own.scope, month("2025-12"))).ok).toBe(true);
  expect((await openAccountingYear(own.context, own.scope, 2026)).ok).toBe(true);
}

async function markAssessed(of: TestDatabase, own: SmallBooks, ...months: string[]): Promise<void> {
  await of.asSuperuser((client) =>
    client.query(
      `insert into app.assessment (cooperative_id, month, state, digest, totals, closed_at, posted_at)
       select $1, (each || '-01')::date, 'posted', sha256('x'), '{}', now(), now() from unnest($2::text[]) each`,
      [own.scope.cooperativeId, months],
    ),
  );
}

async function count(table: string): Promise<number> {
  return database.asSuperuser(
    async (client) => (await client.query(`select count(*)::int as count from app.${table}`)).rows[0].count,
  );
}
