import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type WholeBooks, wholeBooks } from "../setup/whole-books.ts";

/** One changed row anywhere is named: every amount, and what says whose, when and for what an amount is. */

/** Table, which rows, and what is changed in one of them. */
const FAULTS: readonly (readonly [table: string, rows: string, ...changes: string[]])[] = [
  [
    "posting",
    "amount_grosze > 0",
    "amount_grosze = amount_grosze + 1",
    "posted_on = posted_on - 1",
    "property_id = property_id + 1",
  ],
  ["posting", "due_on is not null", "due_on = due_on + 30", "effective_on = effective_on + 1"],
  ["posting", "concerns_month is not null", "concerns_month = concerns_month + interval '1 month'"],
  [
    "posting",
    "bank_entry_id is not null and account_id in (select id from app.account where right_id is not null)",
    "bank_entry_id = null",
  ],
  [
    "open_item",
    "remaining_grosze = 0 and amount_grosze > 0 and due_on is not null",
    "amount_grosze = amount_grosze + 1",
    "opened_on = opened_on + 1",
    "due_on = due_on + 30",
    "concerns_month = coalesce(concerns_month, '2025-01-01') + interval '1 month'",
  ],
  ["open_item", "remaining_grosze > 1", "remaining_grosze = remaining_grosze - 1", "due_on = null"],
  ["open_item", "original_grosze is not null", "original_grosze = original_grosze + 1"],
  ["open_item", "original_grosze is null", "original_grosze = 777"],
  ["allocation", "amount_grosze > 1", "amount_grosze = amount_grosze - 1", "allocated_on = allocated_on + 5"],
  ["turnover", "true", "debit_grosze = debit_grosze + 1", "credit_grosze = credit_grosze + 1"],
  ["account_year", "true", "opening_grosze = opening_grosze + 1", "item_count = item_count + 1"],
  ...["A", "C", "R", "V"].map(
    (kind) =>
      [
        "charge",
        `kind = '${kind}'`,
        "amount_grosze = amount_grosze + 1",
        "base = base + 10000000",
        "rate = rate + 1000000",
        "month = month - interval '3 months'",
        "vat_rate = '99'",
        "days_charged = 3",
        `kind = '${kind === "C" ? "A" : "C"}'`,
        "right_id = right_id + 1",
        "document_id = document_id + 1",
        "is_disputed = not is_disputed",
      ] as const,
  ),
  [
    "charge",
    "kind <> 'V' and rate_id is not null",
    "component_id = (select min(id) from app.fee_component where id <> component_id)",
    "rate_id = rate_id + 1",
    "rate_id = null",
  ],
  [
    "charge",
    "days_charged is not null",
    "base = base + 10000000",
    "rate = rate + 1000000",
    "days_charged = days_charged - 1",
  ],
  [
    "charge",
    "rate_id in (select id from app.fee_rate where base = 'property') and kind = 'A' and right_id = 1",
    "base = base + 10000000",
  ],
  [
    "crediting",
    "right_id is not null",
    "amount_grosze = amount_grosze + 1",
    "paid_on = paid_on + 5",
    "statement_number = 'inny'",
    "title = 'inny'",
    "counterparty_name = 'inny'",
    "right_id = right_id + 1",
  ],
  [
    "crediting",
    "right_id is null and ledger_account_id is null",
    "amount_grosze = amount_grosze + 1",
    "paid_on = paid_on + 5",
  ],
  [
    "crediting",
    "ledger_account_id is not null",
    "amount_grosze = amount_grosze + 1",
    "ledger_account_id = ledger_account_id + 1",
  ],
  [
    "bank_entry",
    "side = 'C'",
    "amount_grosze = amount_grosze + 1",
    "side = 'D'",
    "booked_on = booked_on + 1",
    "title = 'inny'",
  ],
  ["bank_entry", "side = 'D'", "amount_grosze = amount_grosze + 1"],
  [
    "bank_statement",
    "document_id is not null",
    "opening_grosze = opening_grosze + 1",
    "closing_grosze = closing_grosze + 1",
    "opening_grosze = null",
    "balances = 'differ'",
    "number = 'inny'",
    "document_id = null",
    "document_id = document_id + 1",
    "entry_count = entry_count - 1",
    "entry_count = entry_count + 1",
    "opening_grosze = opening_grosze + 1, closing_grosze = closing_grosze + 1",
  ],
  [
    "fee_rate",
    "id in (select rate_id from app.charge where kind = 'A') and base = 'usable-area'",
    "amount_millionths = amount_millionths + 1",
    "base = 'property'",
    "during = daterange(lower(during) + 200, null)",
    "component_id = (select min(id) from app.fee_component where id <> component_id)",
  ],
  [
    "fee_rate",
    "norm_millionths is not null",
    "amount_millionths = amount_millionths + 1",
    "norm_millionths = norm_millionths + 1",
  ],
  [
    "disputed_rate",
    "true",
    "amount_millionths = amount_millionths + 1",
    "during = daterange(lower(during) + 60, null)",
  ],
  [
    "assessment",
    "state = 'posted'",
    "totals = jsonb_set(totals, '{0,grosze}', '1')",
    "totals = jsonb_set(totals, '{0,count}', '1')",
    "month = month - interval '5 years'",
    "state = 'reversed'",
  ],
  ["assessment", "state = 'reversed'", "state = 'posted', month = month - interval '5 years'"],
  [
    "document",
    "kind = 'assessment'",
    "document_date = document_date + 1",
    "posted_on = posted_on + 1",
    "concerns_month = concerns_month - interval '1 month'",
    "number = number + 10000",
    "year = year - 1",
    "kind = 'write-off'",
    "chain_position = chain_position + 1000000",
    "previous_hash = sha256(hash)",
  ],
  [
    "settlement",
    "true",
    "borne_by_cooperative_grosze = borne_by_cooperative_grosze + 1",
    "code = 'inne'",
    "medium = 'heat'",
    "during = daterange(lower(during), upper(during) + 1)",
    "posted_on = posted_on - 1",
    "interest_free_until = interest_free_until + 1",
  ],
  ["settlement", "state = 'posted'", "due_on = due_on + 30", "state = 'reversed'"],
  ["settlement", "state = 'reversed'", "state = 'posted', code = 'inne'"],
  [
    "settlement_cost",
    "true",
    "amount_grosze = amount_grosze + 1",
    "cost = 'inny'",
    "document = 'inny'",
    "during = daterange(lower(during) + 1, upper(during))",
  ],
  [
    "settlement_share",
    "true",
    "amount_grosze = amount_grosze + 1",
    "is_estimated = not is_estimated",
    "key = 'persons'",
    "cost = 'inny'",
    "participant = participant + 100",
  ],
  ["settlement_share", "right_id is not null", "right_id = right_id + 1"],
  [
    "settlement_result",
    "right_id is not null and line is not null",
    "cost_grosze = cost_grosze + 1, result_grosze = result_grosze + 1",
    "advances_grosze = advances_grosze + 1, result_grosze = result_grosze - 1",
    "result_grosze = result_grosze + 1, cost_grosze = cost_grosze + 1",
    "vat_grosze = vat_grosze + 1",
    "account_id = account_id + 1",
    "line = line + 1",
    "line = null",
    "document_id = document_id + 1",
    "right_id = right_id + 1",
    "unit_id = unit_id + 1",
    "during = daterange(lower(during), upper(during) - 1)",
    "details = jsonb_set(details, '{shares,0,grosze}', '1')",
  ],
  ["settlement_result", "vat_grosze <> 0", "vat_grosze = vat_grosze + 1"],
  [
    "settlement_result",
    "proposed_advance_grosze is not null",
    "proposed_advance_grosze = proposed_advance_grosze + 1",
  ],
  [
    "settlement_result",
    "right_id is null",
    "cost_grosze = cost_grosze + 1, result_grosze = result_grosze + 1",
  ],
  ["settlement_document", "true", "document_id = 1", "settlement_id = settlement_id + 1"],
  ["account", "purpose = 'fees'", "nature = 'fund'", "purpose = 'court-claim', nature = 'court'"],
  ["account", "nature = 'fund'", "nature = 'receivable'"],
];

/** Numbers that are no amount of anybody's, or that nothing else in the books repeats. */
/** Measured quantities are no amounts of the books: `verify` does not look after them. */
const MEASURED = [
  "reading",
  "meter",
  "metering_point_state",
  "metering_point_unit",
  "consumption_information",
  "building_consumption",
];

const NO_AMOUNT: readonly string[] = [
  "bank_file.byte_count",
  "document_request.fee_grosze",
  "library_version.byte_count",
  "sign_in_attempt.id",
  "unit_state.share_millionths",
];

let database: TestDatabase;
let books: WholeBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await wholeBooks(database);
  await database.asSuperuser(async (client) => {
    await client.query("create schema whole");
    for (const table of new Set(FAULTS.map(([name]) => name)))
      await client.query(`create table whole.${table} as select * from app.${table}`);
  });
});
afterAll(() => database?.close());

const verify = () => verifyBooks(books.context, books.scope.cooperativeId, null);

describe("verify", () => {
  it("finds whole books whole", async () => {
    expect((await verify()).differences).toEqual([]);
  });

  it.each(
    FAULTS.flatMap(([table, rows, ...changes]) => changes.map((change) => [table, change, rows] as const)),
  )("names a changed %s: %s (%s)", async (table, change, rows) => {
    await database.asSuperuser(async (client) => {
      await client.query("set session_replication_role = replica");
      const { rowCount } = await client.query(
        `update app.${table} set ${change} where ctid = (
             select ctid from app.${table} where ${rows} order by ctid
             offset (select count(*) / 3 from app.${table} where ${rows}) limit 1)`,
      );
      expect(rowCount).toBe(1);
      const { isWhole, differences } = await verify();
      await client.query(`delete from app.${table}`);
      await client.query(`insert into app.${table} select * from whole.${table}`);
      expect(isWhole).toBe(false);
      expect(differences[0]?.place).toMatch(/\S/);
    });
  });

  it("has a changed row above for every amount of the schema", async () => {
    const columns = await database.asSuperuser(
      async (client) =>
        (
          await client.query<{ name: string; column_name: string; table_name: string }>(
            `select table_name, column_name, table_name || '.' || column_name as name from information_schema.columns
             where table_schema = 'app' and table_name !~ '^(shown|mirror)_' and (data_type in ('bigint', 'numeric') or column_name = 'totals') order by 3`,
          )
        ).rows,
    );
    const unchanged = columns.filter(
      ({ table_name, column_name, name }) =>
        !NO_AMOUNT.includes(name) &&
        !/_(cm2|dm3)$/.test(column_name) &&
        !MEASURED.includes(table_name) &&
        !FAULTS.some(
          ([table, , ...changes]) =>
            table === table_name && changes.some((change) => change.startsWith(`${column_name} =`)),
        ),
    );
    expect(unchanged.map(({ name }) => name)).toEqual([]);
    expect(columns.length).toBeGreaterThan(20);
  });
});
