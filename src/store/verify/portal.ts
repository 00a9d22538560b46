import { type CompiledQuery, sql } from "kysely";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { accountYears, allPortalAccounts } from "../portal/accounting.ts";
import type { Discrepancy } from "./check.ts";

/**
 * Runs the portal's own query for every account and year and compares each figure it shows — BO, Wn, Ma, saldo — with the same
 * figure summed from the postings alone.
 */
export async function verifyPortalAccounts(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<Discrepancy[]> {
  const differences: Discrepancy[] = [];
  const { rows: years } = await sql<{ year: number }>`
    select distinct year from app.shown_document where cooperative_id = ${cooperativeId} order by 1`.execute(
    tx,
  );
  for (const { year } of years) {
    const recomputed = new Map(
      (await postedYears(tx, cooperativeId, year)).map((row) => [row.account_id, row]),
    );
    const shown = await tx.executeQuery(
      accountYears(year, allPortalAccounts(cooperativeId)) as CompiledQuery<Figures & { code: string }>,
    );
    for (const row of shown.rows) {
      const expected = figuresOf(recomputed.get(row.account_id) ?? NOTHING);
      const found = figuresOf(row);
      if (expected !== found) {
        differences.push({ check: "portal-account-year", place: `${row.code}, ${year}`, expected, found });
      }
    }
  }
  return differences;
}

interface Figures {
  readonly account_id: number;
  readonly opening_grosze: number;
  readonly debit_grosze: number;
  readonly credit_grosze: number;
  readonly balance_grosze: number;
}

const NOTHING: Figures = {
  account_id: 0,
  opening_grosze: 0,
  debit_grosze: 0,
  credit_grosze: 0,
  balance_grosze: 0,
};

function figuresOf(row: Figures): string {
  return `BO ${row.opening_grosze}, Wn ${row.debit_grosze}, Ma ${row.credit_grosze}, saldo ${row.balance_grosze}`;
}

const EFFECT = sql`case p.side when 'D' then p.amount_grosze else -p.amount_grosze end`;

/** What was posted before the year, and what the books began with in it. */
const IS_BEFORE = (year: number) =>
  sql`(p.posted_on < make_date(${year}, 1, 1) or d.kind = 'opening-balance')`;

async function postedYears(tx: ScopedTransaction, cooperativeId: number, year: number): Promise<Figures[]> {
  const { rows } = await sql<Figures>`
    select p.account_id,
           coalesce(sum(${EFFECT}) filter (where ${IS_BEFORE(year)}), 0)::bigint as opening_grosze,
           coalesce(sum(p.amount_grosze) filter (where p.side = 'D' and not ${IS_BEFORE(year)}), 0)::bigint as debit_grosze,
           coalesce(sum(p.amount_grosze) filter (where p.side = 'C' and not ${IS_BEFORE(year)}), 0)::bigint as credit_grosze,
           sum(${EFFECT})::bigint as balance_grosze
    from app.shown_posting p
    join app.shown_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
    where p.cooperative_id = ${cooperativeId} and p.posted_on <= make_date(${year}, 12, 31)
    group by p.account_id`.execute(tx);
  return rows;
}
