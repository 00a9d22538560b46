import { NATURE_OF_PURPOSE, type Purpose } from "../domain/ledger/accounts.ts";
import type { RowIds } from "./import-tally.ts";
import { type ColumnOfRows, loadKeptKeys, mergeRows } from "./merge-rows.ts";
import { type Import, ids, mergeCoded, type RegisterIds, text } from "./register.ts";

/** Brings accounts, bank accounts and residents' numbers to what the package says. @returns ids of the accounts by row. */
export async function mergeAccounts(work: Import, register: RegisterIds): Promise<RowIds> {
  const { accounts, bankAccounts, virtualAccountSchemes: schemes, virtualAccounts: numbers } = work.facts;
  const accountIds = await mergeCoded(work, "accounts", "app.account", [
    text("name", accounts.name),
    ids("right_id", accounts.right, register.rights),
    text("purpose", accounts.purpose),
    { name: "nature", type: "text", at: (row) => natureOf(accounts.purpose[row]!) },
    text("role", accounts.role),
    text("medium", accounts.medium),
  ]);
  await mergeNumbered(work, "bankAccounts", "app.bank_account", [
    text("name", bankAccounts.name),
    ids("account_id", bankAccounts.account, accountIds),
  ]);
  const schemeIds = await mergeCoded(work, "virtualAccountSchemes", "app.virtual_account_scheme", [
    text("sort_code", schemes.sortCode),
    text("client_prefix", schemes.clientPrefix),
    text("belongs_to", schemes.belongsTo),
  ]);
  await mergeNumbered(work, "virtualAccounts", "app.virtual_account", [
    ids("scheme_id", numbers.scheme, schemeIds),
    ids("right_id", numbers.right, register.rights),
    ids("unit_id", numbers.unit, register.units),
    text("purpose", numbers.purpose),
  ]);
  return accountIds;
}

function natureOf(purpose: string | null): string | null {
  return purpose === null ? null : NATURE_OF_PURPOSE[purpose as Purpose];
}

async function mergeNumbered(
  { tx, cooperativeId, facts, tally }: Import,
  kind: "bankAccounts" | "virtualAccounts",
  table: string,
  columns: readonly ColumnOfRows[],
): Promise<void> {
  const { number, count } = facts[kind];
  const merged = await mergeRows(
    tx,
    cooperativeId,
    table,
    "number",
    [text("number", number), ...columns],
    count,
  );
  tally.add(facts, kind, { ...merged, kept: await loadKeptKeys(tx, cooperativeId, table, "number", number) });
}
