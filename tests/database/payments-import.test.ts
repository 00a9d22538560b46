import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import {
  accountNumber,
  BANK_NUMBER,
  mt940,
  type PaymentBooks,
  paymentBooks,
  transfer,
} from "../setup/payment-books.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const creditings = (books: PaymentBooks) =>
  books.sql(
    `select right_id as "right", amount_grosze::int as amount, reason from app.crediting where cooperative_id = $1 order by id`,
    books.scope.cooperativeId,
  );
const postings = (books: PaymentBooks) =>
  books
    .sql(
      `select a.code, p.property_id = 0 as "isCooperative", p.side, p.amount_grosze::int as amount
       from app.posting p join app.document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
       join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id
       where p.cooperative_id = $1 and d.kind = 'payment' order by p.document_id, p.line`,
      books.scope.cooperativeId,
    )
    .then((rows) => rows.map((row) => [row.code, row.side, row.amount]));

async function whole(books: PaymentBooks) {
  const verdict = await verifyBooks(books.context, books.scope.cooperativeId, null);
  expect(verdict.differences).toEqual([]);
}

describe("a statement is imported", () => {
  it("credits by the number, oldest due first, and puts the rest where a person finds it", async () => {
    const books = await paymentBooks(database, "pierwszy");
    await books.claim(0, "fees", 50_000, "2026-01-10");
    await books.claim(0, "repair-fund", 10_000, "2026-01-10");
    const file = mt940([
      transfer({ amount: 65_000, title: `czynsz PL${books.numbers[0]} dziękuję` }),
      transfer({ amount: 12_345, title: "czynsz, Lipowa 4 m. 12" }),
      transfer({ amount: -500, title: "opłata bankowa" }),
    ]);
    const [imported] = await books.importBytes(file);
    expect(imported?.statements[0]).toMatchObject({
      state: "posted",
      newEntries: 3,
      documents: ["WB/2026/1"],
      counts: { credited: 1, creditedGrosze: 65_000, clearing: 2, clearingGrosze: 12_845, returned: 0 },
    });
    expect(await books.items(0)).toEqual([
      ["fees", 50_000, 0],
      ["repair-fund", 10_000, 0],
      ["fees", -55_000, -5_000],
      ["repair-fund", -10_000, 0],
    ]);
    expect(await creditings(books)).toEqual([
      { right: books.rights[0], amount: 65_000, reason: "number" },
      { right: null, amount: 12_345, reason: "no-number" },
      { right: null, amount: -500, reason: "unmatched-debit" },
    ]);
    expect(await postings(books)).toEqual([
      ["200-fees", "C", 55_000],
      ["200-repair-fund", "C", 10_000],
      ["clearing-credits", "C", 12_345],
      ["clearing-debits", "D", 500],
      ["bank", "D", 77_345],
      ["bank", "C", 500],
      ["inter-property", "C", 65_000],
      ["inter-property", "D", 65_000],
    ]);
    await whole(books);
    expect((await books.importBytes(file))[0]?.statements[0]?.state).toBe("known");
    const again = mt940([transfer({ amount: 65_000, title: `czynsz PL${books.numbers[0]} dziękuję` })], {
      number: "wydruk",
    });
    expect((await books.importBytes(again))[0]?.statements[0]).toMatchObject({
      state: "known",
      newEntries: 0,
    });
    await whole(books);
  });

  it("refuses a statement of an unknown account alone, and keeps one whose balances differ", async () => {
    const books = await paymentBooks(database, "odmowa");
    const stranger = mt940([transfer({ amount: 100 })], {
      account: `PL${accountNumber("0000000000000009")}`,
    });
    const wrong = mt940([transfer({ amount: 100 })], { error: 1 });
    const right = mt940([transfer({ amount: 200 })], { number: "2" });
    const imported = await books.importBytes(stranger, wrong, right);
    const statements = imported.flatMap((file) => file.statements);
    expect(statements.map(({ state }) => state)).toEqual(["refused", "kept", "posted"]);
    expect(statements[0]?.refusals[0]?.reason).toBe("unknown-bank-account");
    expect(await creditings(books)).toHaveLength(1);
    await whole(books);
  });
});

describe("formats", () => {
  it("knows the same day again in camt, without references and with numbers of its own", async () => {
    const books = await paymentBooks(database, "formaty");
    const amounts = [450_00, 450_00, 1250_00, -89_99];
    const title = (amount: number) => `Opłata za źródło ${amount > 0 ? books.numbers[0] : ""}`;
    await books.importBytes(
      mt940(
        amounts.map((amount, index) =>
          transfer({ amount, title: title(amount), bankReference: `BR2026010900${index}` }),
        ),
      ),
    );
    const camt = Buffer.from(
      camtStatement(
        amounts.map((amount) => [amount, title(amount)]),
        "2026-01-09",
      ),
    );
    const [imported] = await books.importBytes(camt);
    expect(imported).toMatchObject({ format: "camt.053.001.02", encoding: "utf-8" });
    expect(imported?.statements[0]).toMatchObject({ state: "known", entries: 4, newEntries: 0 });
    await books.importBytes(camt);
    const kept = await books.sql(
      `select number from app.bank_statement where cooperative_id = $1 order by id`,
      books.scope.cooperativeId,
    );
    expect(kept.map(({ number }) => number)).toEqual(["1", "2026-01"]);
    await whole(books);
  });
});

/** A day as a bank writes it in camt.053: no references of its own, entries numbered inside the file. */
function camtStatement(entries: readonly (readonly [amount: number, title: string])[], on: string): string {
  const zloty = (amount: number) => (Math.abs(amount) / 100).toFixed(2);
  const side = (amount: number) => (amount < 0 ? "DBIT" : "CRDT");
  const balance = (code: string, amount: number, day: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">${zloty(amount)}</Amt><CdtDbtInd>${side(amount)}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
  const net = entries.reduce((sum, [amount]) => sum + amount, 0);
  const booked = entries.map(
    ([amount, title], index) =>
      `<Ntry><NtryRef>${index + 1}</NtryRef><Amt Ccy="PLN">${zloty(amount)}</Amt><CdtDbtInd>${side(amount)}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><NtryDtls><TxDtls><RmtInf><Ustrd>${title}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>2026-01</Id><Acct><Id><IBAN>PL${BANK_NUMBER}</IBAN></Id><Ccy>PLN</Ccy></Acct>${balance("OPBD", 100_000, "2026-01-01")}${balance("CLBD", 100_000 + net, "2026-01-31")}${booked.join("")}</Stmt></BkToCstmrStmt></Document>`;
}
