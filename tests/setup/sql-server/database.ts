import { bit, type Column, integer, nvarchar, varchar } from "./columns.ts";
import type { Answer, Asked } from "./server.ts";

export interface DatabaseState {
  /** Whether its administrator allowed snapshots. */
  readonly hasSnapshots?: boolean;
  /** Whether the login may write somewhere. */
  readonly mayWrite?: boolean;
  /** Name, column and type of each. */
  readonly tables?: readonly (readonly string[])[];
}

/** What sp_describe_first_result_set tells first of each column. */
const DESCRIPTION = [
  bit("is_hidden"),
  integer("column_ordinal", 4),
  nvarchar("name", 128),
  bit("is_nullable"),
  integer("system_type_id", 4),
  nvarchar("system_type_name", 256),
];
const INSIDE = /^select (?<columns>.*) from \((?<query>.*)\n\) q$/s;
const AS_TEXT = /convert\(varchar\(60\), q\.\[(.*?)\]\) as /g;

/**
 * A database that knows some queries by their text, describes them, and answers as well with their decimals turned to texts.
 * Queries with ORDER BY cannot stand inside another one, as on the server.
 */
export function databaseAnswers(
  queries: Readonly<Record<string, Answer>>,
  state: DatabaseState = {},
): (asked: Asked) => Answer | null {
  const find = (text: string): Answer | null => {
    const inside = INSIDE.exec(text)?.groups;
    const known = queries[text];
    if (known !== undefined || inside === undefined) return known ?? null;
    const within = queries[inside.query!];
    if (within === undefined || /order by/i.test(inside.query!)) return null;
    const asText = new Set([...inside.columns!.matchAll(AS_TEXT)].map(([, name]) => name));
    return {
      ...within,
      columns: within.columns.map((column) => (asText.has(column.name) ? varchar(column.name, 60) : column)),
    };
  };
  return (asked) => stateAnswer(asked, state) ?? described(asked, find) ?? find(asked.text);
}

/** What the client asks of the database itself; null for every other query. */
export function stateAnswer(
  { text }: Asked,
  { hasSnapshots = true, mayWrite = false, tables = [] }: DatabaseState = {},
): Answer | null {
  const flag = (is: boolean) => (is ? "1" : "0");
  if (text.includes("snapshot_isolation_state"))
    return { columns: [varchar("", 1), varchar("", 1)], rows: [[flag(hasSnapshots), flag(mayWrite)]] };
  if (text.includes("join sys.columns"))
    return { columns: ["t", "c", "n"].map((name) => nvarchar(name, 300)), rows: tables };
  if (text.includes("sysdatetimeoffset"))
    return { columns: [varchar("", 33)], rows: [["2026-03-31T08:00:00.1234567Z"]] };
  return null;
}

/** The query that a call asks to describe; null for another call. */
export function queryToDescribe({ text, parameters }: Asked): string | null {
  return text.includes("sp_describe_first_result_set") ? (parameters.query ?? "") : null;
}

/** The columns of a result as the server describes them. */
export function description(columns: readonly Column[]): Answer {
  return {
    columns: DESCRIPTION,
    rows: columns.map(({ name, type }, index) => ["0", String(index + 1), name, "1", "0", type]),
  };
}

function described(asked: Asked, find: (text: string) => Answer | null): Answer | null {
  const query = queryToDescribe(asked);
  const answer = query === null ? null : find(query);
  return answer === null ? null : description(answer.columns);
}
