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
    select distinct extract(year from month)::int as year from app.turnover where cooperative_id = ${cooperativeId} order by 1`.execute(
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

async function postedYears(tx: ScopedTransaction, cooperativeId: number, year: number): Promise<Figures[]> {
  const { rows } = await sql<Figures>`
    select account_id,
           coalesce(sum(case side when 'D' then amount_grosze else -amount_grosze end) filter (where posted_on < make_date(${year}, 1, 1)), 0)::bigint as opening_grosze,
           coalesce(sum(amount_grosze) filter (where side = 'D' and posted_on >= make_date(${year}, 1, 1)), 0)::bigint as debit_grosze,
           coalesce(sum(amount_grosze) filter (where side = 'C' and posted_on >= make_date(${year}, 1, 1)), 0)::bigint as credit_grosze,
           sum(case side when 'D' then amount_grosze else -amount_grosze end)::bigint as balance_grosze
    from app.posting
    where cooperative_id = ${cooperativeId} and posted_on <= make_date(${year}, 12, 31)
    group by account_id`.execute(tx);
  return rows;
}
