import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import iconv from "iconv-lite";
import { csvRecords } from "../../formats/csv/records.ts";
import type { ProposedTable, SampleTable } from "../../formats/mirror-plan/propose.ts";
import type { SourceConnection } from "./source.ts";

const MOST_ROWS = 20_000;
const MOST_ROWS_OF_TABLE = 2000;

/** A sample of the other program's records, and what was found about its texts. */
export interface Sample {
  readonly tables: readonly SampleTable[];
  /** Files that are no UTF-8 and were read as Windows-1250. */
  readonly recoded: readonly string[];
}

/** The CSV files of a folder, whatever their headings. */
export async function sampleOfFolder(folder: string): Promise<Sample> {
  const tables: SampleTable[] = [];
  const recoded: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => /\.(csv|txt)$/i.test(file)).sort()) {
    const bytes = await readFile(join(folder, name));
    const isUtf8 = !iconv.decode(bytes, "utf8").includes("\ufffd");
    if (!isUtf8) recoded.push(name);
    const text = isUtf8 ? bytes : iconv.encode(iconv.decode(bytes, "windows-1250"), "utf8");
    const [heading, ...rows] = first(csvRecords(text), MOST_ROWS + 1);
    if (heading === undefined) continue;
    const columns = heading.map((column) => ({ name: column.trim(), type: "text" as const }));
    tables.push({ name: name.replace(/\.\w+$/, ""), columns, rows });
  }
  return { tables, recoded };
}

/** Tables and views of a database with their first rows. */
export async function sampleOfDatabase(connection: SourceConnection): Promise<Sample> {
  const tables: SampleTable[] = [];
  for (const { name, columns } of await connection.listTables()) {
    const rows: (readonly (string | null)[])[] = [];
    for await (const batch of connection.read({ text: `select * from ${name}`, marks: [] })) {
      rows.push(...batch);
      if (rows.length >= MOST_ROWS_OF_TABLE) break;
    }
    tables.push({ name, columns, rows });
  }
  return { tables, recoded: [] };
}

/** The query that brings the columns a proposal reads. */
export function proposedQuery({ from, values }: ProposedTable, quote: (name: string) => string): string {
  const read = new Set<string>();
  for (const rule of Object.values(values)) {
    if (typeof rule === "string") read.add(rule);
    else for (const name of Object.values(rule as object)) if (typeof name === "string") read.add(name);
  }
  const columns = from.columns.filter(({ name }) => read.has(name)).map(({ name }) => quote(name));
  return `select ${columns.join(", ")} from ${from.name}`;
}

function first(
  records: Iterable<{ readonly cells: readonly string[] }>,
  most: number,
): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (const { cells } of records) {
    rows.push(cells);
    if (rows.length >= most) break;
  }
  return rows;
}
