import pg from "pg";
import * as columns from "./columns.ts";
import { description, queryToDescribe, stateAnswer } from "./database.ts";
import type { Answer, Asked } from "./server.ts";

/** Every value as it is written. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;
const SUM = { precision: 38, scale: 2 };

/**
 * Answers of a stand-in that a PostgreSQL database computes, so that sums and joins are a database's own. What of SQL Server's
 * language the client and the test's mapping write is turned into PostgreSQL's; whether SQL Server would take it is not asked.
 */
export function answersOf(client: pg.Client): (asked: Asked) => Promise<Answer | null> {
  const run = (text: string) => client.query({ text, rowMode: "array", types: AS_TEXT });
  return async (asked) => {
    const state = stateAnswer(asked);
    if (state !== null) return state;
    const toDescribe = queryToDescribe(asked);
    try {
      if (toDescribe !== null) {
        const { fields } = await run(`select * from (${inPostgresql(toDescribe, null)}) d limit 0`);
        return description(fields.map(columnOf));
      }
      const { fields, rows } = await run(inPostgresql(asked.text, asked.parameters.since ?? null));
      return { columns: fields.map(columnOf), rows: rows as (string | null)[][] };
    } catch (error) {
      if (error instanceof pg.DatabaseError) return null;
      throw error;
    }
  };
}

function inPostgresql(text: string, since: string | null): string {
  return text
    .replaceAll(/\[([^\]]+)\]/g, '"$1"')
    .replaceAll(/convert\(varchar\(60\), (q\."[^"]+")\)/g, "cast($1 as varchar(60))")
    .replaceAll("@since", since === null ? "null" : pg.escapeLiteral(since));
}

function columnOf({ name, dataTypeID, dataTypeModifier }: pg.FieldDef): columns.Column {
  switch (dataTypeID) {
    case 20:
      return columns.integer(name, 8);
    case 21:
      return columns.integer(name, 2);
    case 23:
      return columns.integer(name, 4);
    case 701:
      return columns.float(name, 8);
    case 1082:
      return columns.date(name);
    case 1114:
      return columns.datetime2(name, 0);
    case 1700: {
      const told = dataTypeModifier - 4;
      const { precision, scale } =
        dataTypeModifier < 0 ? SUM : { precision: told >> 16, scale: told & 0xffff };
      return columns.decimal(name, precision, scale);
    }
    default:
      return columns.nvarchar(name, 500);
  }
}
