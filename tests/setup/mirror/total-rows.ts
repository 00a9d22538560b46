import type { MirrorKind } from "../../../src/domain/mirror/areas.ts";

/** How a kind is counted: from which rows, and which lines besides the one of the whole table. */
interface Counting {
  /** Rows with `account`, `month`, `first` and `second` (grosze), null where they have none. */
  readonly rows: string;
  readonly by: readonly ("account" | "month")[];
  /** What `first` and `second` are called in totals.csv. */
  readonly measures: readonly ("debit" | "credit" | "amount" | "remaining")[];
}

const account = "join app.account a on a.cooperative_id = t.cooperative_id and a.id = t.account_id";
const OF = "where t.cooperative_id = $1";

const COUNTED: Readonly<Record<MirrorKind, Counting>> = {
  document: {
    rows: `select null as account, t.posted_on as month, null::bigint as first, null::bigint as second from app.document t ${OF}`,
    by: ["month"],
    measures: [],
  },
  posting: {
    rows: `select a.code as account, t.posted_on as month, case t.side when 'D' then t.amount_grosze else 0 end as first,
      case t.side when 'C' then t.amount_grosze else 0 end as second from app.posting t ${account} ${OF}`,
    by: ["account", "month"],
    measures: ["debit", "credit"],
  },
  open_item: {
    rows: `select a.code as account, null::date as month, t.amount_grosze as first, t.remaining_grosze as second
      from app.open_item t ${account} ${OF}`,
    by: ["account"],
    measures: ["amount", "remaining"],
  },
  allocation: {
    rows: `select a.code as account, null::date as month, t.amount_grosze as first, null::bigint as second
      from app.allocation t ${account} ${OF}`,
    by: ["account"],
    measures: ["amount"],
  },
  crediting: {
    rows: `select null as account, t.paid_on as month, t.amount_grosze as first, null::bigint as second
      from app.crediting t ${OF} and t.right_id is not null`,
    by: ["month"],
    measures: ["amount"],
  },
  account_year: {
    rows: `select a.code as account, make_date(t.year, 1, 1) as month, t.opening_grosze as first, null::bigint as second
      from app.account_year t ${account} ${OF}`,
    by: ["account", "month"],
    measures: ["amount"],
  },
  charge: {
    rows: `select a.code as account, t.month, t.amount_grosze as first, null::bigint as second from app.charge t ${account} ${OF}`,
    by: ["account", "month"],
    measures: ["amount"],
  },
  reading: {
    rows: `select null as account, t.read_on as month, null::bigint as first, null::bigint as second from app.reading t ${OF}`,
    by: ["month"],
    measures: [],
  },
  consumption_information: counted("consumption_information"),
  building_consumption: counted("building_consumption"),
  settlement: counted("settlement"),
  settlement_cost: counted("settlement_cost", "amount_grosze"),
  settlement_share: counted("settlement_share", "amount_grosze"),
  settlement_result: counted("settlement_result", "result_grosze"),
};

function counted(table: string, amount: string | null = null): Counting {
  return {
    rows: `select null as account, null::date as month, ${amount ?? "null::bigint"} as first, null::bigint as second
      from app.${table} t ${OF}`,
    by: [],
    measures: amount === null ? [] : ["amount"],
  };
}

/** The lines of totals.csv of a kind, its whole table first; $1 is the cooperative. */
export function totalRows(kind: MirrorKind): string {
  const { rows, by, measures } = COUNTED[kind];
  const grosze = (name: (typeof measures)[number]) => {
    const place = measures.indexOf(name);
    return place < 0
      ? `null as ${name}`
      : `round(coalesce(sum(${place === 0 ? "first" : "second"}), 0) / 100.0, 2)::text as ${name}`;
  };
  const cells =
    by.length === 0 ? "()" : `(), (${by.map((each) => (each === "month" ? "m" : each)).join(", ")})`;
  return `select '${kind}' as kind, ${by.includes("account") ? "account" : "null as account"},
      ${by.includes("month") ? "m" : "null"} as month, count(*)::text as rows,
      ${(["debit", "credit", "amount", "remaining"] as const).map(grosze).join(", ")}
    from (select account, to_char(month, 'YYYY-MM') as m, first, second from (${rows}) r) t
    group by grouping sets (${cells})
    order by 2 nulls first, 3 nulls first`;
}
