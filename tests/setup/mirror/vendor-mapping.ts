import type { VendorColumn, VendorTable } from "./vendor-columns.ts";
import { VENDOR_LEDGER } from "./vendor-ledger.ts";
import { VENDOR_REGISTER } from "./vendor-register.ts";

/** Tables of the vendor's program; each stands after those that it names. */
export const VENDOR_TABLES: Readonly<Record<string, VendorTable>> = { ...VENDOR_REGISTER, ...VENDOR_LEDGER };

/** How the vendor's program becomes ours: a mapping file as its author would write it (docs/guides/mirror.md). */
export function vendorMapping(cooperative: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    format: "osiedle-mirror-mapping",
    formatVersion: 1,
    comment: "Czynsz 2000, schemat ksiegi",
    cooperative,
    mark: "select znacznik from ksiegi.stan",
    asOf: "select na_dzien from ksiegi.stan",
    tables: Object.fromEntries(
      Object.entries(VENDOR_TABLES).map(([name, table]) => [name, mappedTable(table)]),
    ),
    totals: {
      // the program's own turnover, not what its postings sum to
      postings: `select k.symbol as account, o.okres as month, sum(o.bo_wn + o.obr_wn) as debit, sum(o.bo_ma + o.obr_ma) as credit
        from ksiegi.obroty o join ksiegi.konto k on k.id_kto = o.id_kto group by k.symbol, o.okres`,
    },
  };
}

function mappedTable(table: VendorTable): Record<string, unknown> {
  const values = Object.assign({}, ...table.columns.map(valueRules));
  return Object.keys(values).length === 0 ? { query: queryOf(table) } : { query: queryOf(table), values };
}

function valueRules(column: VendorColumn): Record<string, unknown> {
  if (column.how === "list") return { [column.of]: { column: column.name, list: column.list } };
  if (column.how !== "sides") return {};
  const sides = { debit: "kwota_wn", credit: "kwota_ma" };
  return { side: sides, amount: sides };
}

/** Rows that the program shows, references by what people call them, in the order in which they were written. */
function queryOf(table: VendorTable): string {
  const joins: string[] = [];
  const columns = table.columns.map((column, index) => {
    if (column.how === "list" || column.how === "sides") return `t.${column.name}`;
    if (column.how !== "reference") return `t.${column.name} as "${column.of}"`;
    const named = VENDOR_TABLES[column.table!]!;
    joins.push(` left join ksiegi.${named.name} n${index} on n${index}.${named.id} = t.${column.name}`);
    return `n${index}.symbol as "${column.of}"`;
  });
  return `select ${columns.join(", ")} from ksiegi.${table.name} t${joins.join("")} where t.usuniety = 'N' order by t.lp_wew`;
}
