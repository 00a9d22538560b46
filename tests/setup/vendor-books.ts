import type pg from "pg";
import { MIRROR_KINDS } from "../../src/domain/mirror/areas.ts";
import { MIRROR_TABLES } from "../../src/formats/mirror-package/mirror-tables.ts";
import { TABLES } from "../../src/formats/package/tables.ts";
import type { VendorColumn, VendorTable } from "./mirror/vendor-columns.ts";
import { VENDOR_TABLES } from "./mirror/vendor-mapping.ts";
import type { PackageRow } from "./mirror/write-package.ts";
import { type MirrorRows, REGISTER_KINDS } from "./mirror-package.ts";

/** Rows that travel in one statement. */
const BATCH = 10_000;

/** Tables in which the program keeps rows that somebody deleted there: nobody may see them. */
const WITH_DELETED = [
  "dok",
  "dekret",
  "naliczenie",
  "odczyt",
  "rozrachunek",
  "wplata",
  "rozl_udzial",
] as const;

export interface VendorState {
  /** How the program names its present state. */
  readonly mark: string;
  /** Local time, as such programs write it. */
  readonly asOf: string;
}

/**
 * Makes the schema of a vendor's program in an empty database (its encoding may be WIN1250) and fills it with a cooperative's books: other
 * names and keys, signs by side columns, amounts as numeric, months as RRRRMM, T and N, rows that were deleted there, turnover of its own.
 * @param turnover Wn and Ma of each account's months, which are not what the postings sum to but a table of their own
 */
export async function makeVendorBooks(
  client: pg.ClientBase,
  rows: MirrorRows,
  turnover: readonly TurnoverRow[],
  state: VendorState,
): Promise<void> {
  await client.query("create schema ksiegi");
  await client.query("create table ksiegi.stan (znacznik varchar not null, na_dzien timestamp not null)");
  await client.query("insert into ksiegi.stan values ($1, $2)", [state.mark, state.asOf]);
  const given = rowsByFile(rows);
  for (const [file, table] of Object.entries(VENDOR_TABLES)) {
    await client.query(creation(table));
    await fill(client, table, given.get(file) ?? []);
  }
  await fillTurnover(client, turnover);
  for (const name of WITH_DELETED) await plantDeleted(client, name);
}

/** A month of an account in the program's own turnover; amounts in grosze. */
export interface TurnoverRow {
  readonly account: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly debit: number;
  readonly credit: number;
  /** Of the opening balance, which is no turnover but stands in the month in which the books began. */
  readonly openingDebit: number;
  readonly openingCredit: number;
}

/** The engine's turnover of a cooperative, kept by its ledger beside the postings. */
export async function turnoverOf(
  client: pg.ClientBase,
  cooperativeId: number,
): Promise<readonly TurnoverRow[]> {
  const { rows } = await client.query<TurnoverRow>(
    `select a.code as account, to_char(m.month, 'YYYY-MM') as month, sum(m.debit)::float8 as debit, sum(m.credit)::float8 as credit,
       sum(m.opening_debit)::float8 as "openingDebit", sum(m.opening_credit)::float8 as "openingCredit"
     from (
       select account_id, month, debit_grosze as debit, credit_grosze as credit, 0 as opening_debit, 0 as opening_credit
       from app.turnover where cooperative_id = $1
       union all
       select p.account_id, date_trunc('month', p.posted_on)::date, 0, 0, case p.side when 'D' then p.amount_grosze else 0 end,
         case p.side when 'C' then p.amount_grosze else 0 end
       from app.posting p join app.document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
       where p.cooperative_id = $1 and d.kind = 'opening-balance') m
     join app.account a on a.cooperative_id = $1 and a.id = m.account_id
     group by 1, 2 order by 1, 2`,
    [cooperativeId],
  );
  return rows;
}

function rowsByFile({ register, books }: MirrorRows): Map<string, readonly PackageRow[]> {
  const nameOf = (file: string) => file.replace(/\.csv$/, "");
  return new Map([
    ...REGISTER_KINDS.map((kind) => [nameOf(TABLES[kind].file), register[kind]] as const),
    ...MIRROR_KINDS.map((kind) => [nameOf(MIRROR_TABLES[kind].file), books[kind]] as const),
  ]);
}

function creation(table: VendorTable): string {
  const columns = table.columns.map((column) => `${column.name} ${column.type}`);
  const id = table.id === undefined ? [] : [`${table.id} integer generated always as identity primary key`];
  const isNamed = table.columns.some((column) => column.name === "symbol" && table.id !== undefined);
  return `create table ksiegi.${table.name} (${[
    ...id,
    ...columns,
    "usuniety char(1) not null default 'N'",
    "lp_wew bigint generated always as identity",
    ...(isNamed ? ["unique (symbol)"] : []),
  ].join(", ")})`;
}

/** Rows of the package as the program writes them. */
async function fill(client: pg.ClientBase, table: VendorTable, rows: readonly PackageRow[]): Promise<void> {
  const joins: string[] = [];
  const values = table.columns.map((column, index) => {
    if (column.how !== "reference") return written(column);
    const named = VENDOR_TABLES[column.table!]!;
    joins.push(` left join ksiegi.${named.name} n${index} on n${index}.symbol = r.f->>'${column.of}'`);
    return `n${index}.${named.id}`;
  });
  const statement = `insert into ksiegi.${table.name} (${table.columns.map(({ name }) => name).join(", ")})
    select ${values.join(", ")} from json_array_elements($1::json) with ordinality as r(f, n)${joins.join("")} order by r.n`;
  for (let from = 0; from < rows.length; from += BATCH)
    await client.query(statement, [JSON.stringify(rows.slice(from, from + BATCH))]);
}

function written(column: VendorColumn): string {
  const cell = `nullif(r.f->>'${column.of}', '')`;
  switch (column.how) {
    case "month":
      return `replace(${cell}, '-', '')`;
    case "flag":
      return `case ${cell} when 'yes' then 'T' when 'no' then 'N' end`;
    case "list":
      return `case ${cell} ${Object.entries(column.list!)
        .map(([theirs, ours]) => `when '${ours}' then '${theirs}'`)
        .join(" ")} end`;
    case "sides":
      return `case r.f->>'side' when '${column.of}' then (r.f->>'amount')::${column.type} end`;
    default:
      return `${cell}::${column.type}`;
  }
}

async function fillTurnover(client: pg.ClientBase, turnover: readonly TurnoverRow[]): Promise<void> {
  await client.query(
    `create table ksiegi.obroty (id_kto integer not null, okres char(6) not null, bo_wn numeric(14,2), bo_ma numeric(14,2),
       obr_wn numeric(14,2), obr_ma numeric(14,2))`,
  );
  await client.query(
    `insert into ksiegi.obroty
     select k.id_kto, replace(r.month, '-', ''), r."openingDebit" / 100.0, r."openingCredit" / 100.0, r.debit / 100.0, r.credit / 100.0
     from json_to_recordset($1)
       as r(account text, month text, debit numeric, credit numeric, "openingDebit" numeric, "openingCredit" numeric)
     join ksiegi.konto k on k.symbol = r.account`,
    [JSON.stringify(turnover)],
  );
}

/** Every fiftieth row once more, as it was before somebody deleted it. */
async function plantDeleted(client: pg.ClientBase, name: (typeof WITH_DELETED)[number]): Promise<void> {
  const table = Object.values(VENDOR_TABLES).find((each) => each.name === name)!;
  const columns = table.columns.map((column) => column.name);
  const values = columns.map((column) =>
    column === "symbol" && table.id !== undefined ? "symbol || ' (usun.)'" : column,
  );
  await client.query(
    `insert into ksiegi.${name} (${columns.join(", ")}, usuniety) select ${values.join(", ")}, 'T' from ksiegi.${name}
     where lp_wew % 50 = 1`,
  );
}
