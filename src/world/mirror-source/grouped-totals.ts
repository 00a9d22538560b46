import type { BoundQuery, SourceConnection } from "./source.ts";

/** One mapped query whose rows the source's own server counts and sums. */
export interface Grouping {
  readonly query: BoundQuery;
  /** Columns of the result that the rows are grouped by. */
  readonly by: readonly string[];
  /** Columns of the result that are summed. */
  readonly sums: readonly string[];
  /** Another query that tells the day of each row, joined by pairs of columns; its own columns stand after those grouped by. */
  readonly days?: {
    readonly query: BoundQuery;
    readonly on: readonly (readonly [string, string])[];
    readonly day: string;
  };
}

/** The text of a grouped query: columns grouped by, then the day where there is one, the count, the sums. */
export function groupedQuery({ quote }: Pick<SourceConnection, "quote">, grouping: Grouping): BoundQuery {
  const { query, by, sums, days } = grouping;
  const keys = [...by.map((name) => `q.${quote(name)}`), ...(days ? [`d.${quote(days.day)}`] : [])];
  const columns = [...keys, "count(*)", ...sums.map((name) => `sum(q.${quote(name)})`)];
  const named = columns.map((column, index) => `${column} as c${index + 1}`);
  const joined = days
    ? ` join (${days.query.text}\n) d on ${days.on.map(([own, other]) => `q.${quote(own)} = d.${quote(other)}`).join(" and ")}`
    : "";
  const grouped = keys.length > 0 ? ` group by ${keys.join(", ")}` : "";
  return {
    text: `select ${named.join(", ")} from (${query.text}\n) q${joined}${grouped}`,
    marks: [...query.marks, ...(days?.query.marks ?? [])],
  };
}
