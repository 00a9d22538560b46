import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { TOTALS_OF_KIND } from "../../domain/mirror/totals.ts";
import { parseScaled } from "../../domain/values/decimal.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { NAME_OF_KIND } from "../../formats/mirror-mapping/mapped-tables.ts";
import { POSTED_ON } from "../../formats/mirror-mapping/mapping.ts";
import { positionOf, rowReader } from "../../formats/mirror-mapping/row-reader.ts";
import { TOTALS_TABLE } from "../../formats/mirror-package/totals-table.ts";
import type { Column } from "../../formats/package/columns.ts";
import type { CheckedMapping, CheckedQuery } from "./checked-mapping.ts";
import { groupedQuery, groupingOf } from "./grouped-totals.ts";
import type { SourceConnection } from "./source.ts";
import { TotalLines } from "./total-lines.ts";

/**
 * What the source's own server counts and sums over the mapped query, in the snapshot that the rows are read from.
 * Refuses `totals-not-groupable` where the query cannot be summed by it: the mapping must then give a query of totals.
 */
export async function groupedTotals(
  connection: SourceConnection,
  checked: CheckedMapping,
  kind: MirrorKind,
): Promise<Result<TotalLines>> {
  const lines = new TotalLines(kind);
  const queriesOf = (wanted: MirrorKind) =>
    checked.tables.find(({ mapped }) => mapped.kind === wanted)?.queries ?? [];
  for (const query of queriesOf(kind)) {
    const isDayTold = positionOf(query.result, POSTED_ON) >= 0 || query.mapped.values.has(POSTED_ON);
    // Postings take their day from their documents, whichever of the queries these come from.
    const days = kind === "posting" && !isDayTold ? queriesOf("document") : [null];
    if (days.length === 0) return refuse(notGroupable(kind, NAME_OF_KIND.document));
    for (const one of days) {
      const read = await addGroups(connection, kind, query, one, lines);
      if (!read.ok) return read;
    }
  }
  lines.addTableTotal();
  return accept(lines);
}

async function addGroups(
  connection: SourceConnection,
  kind: MirrorKind,
  query: CheckedQuery,
  days: CheckedQuery | null,
  lines: TotalLines,
): Promise<Result<void>> {
  const plan = groupingOf(kind, query, days);
  if (plan === null) return refuse(notGroupable(kind, NAME_OF_KIND.document));
  const asked = groupedQuery(connection, plan);
  const described = await connection.describe(asked, NAME_OF_KIND[kind]);
  if (!described.ok)
    return refuse(notGroupable(kind, described.refusals.map(({ data }) => data.said).join("; ")));
  for await (const rows of connection.read(asked))
    for (const row of rows) {
      const line = lines.at(plan.account(row), plan.month(row));
      const [first, second] = plan.sumsOf(row);
      line.rows += plan.count(row);
      if (line.first !== null) line.first += first;
      if (line.second !== null) line.second += second;
    }
  return accept(undefined);
}

/** Totals that the program itself keeps, over those that its server counted. */
export async function overlayTotals(
  connection: SourceConnection,
  kind: MirrorKind,
  queries: readonly CheckedQuery[],
  lines: TotalLines,
): Promise<Refusal[]> {
  const problems: Refusal[] = [];
  const report = (column: string, reason: string, data: Refusal["data"]) =>
    problems.push(refusal(reason, { ...data, place: `totals.${NAME_OF_KIND[kind]}`, column }));
  const { kind: _kind, ...told } = TOTALS_TABLE.columns;
  const columns = Object.values(told) as Column<unknown>[];
  const [first, second] = TOTALS_OF_KIND[kind].measures;
  const grosze = (measure: string, text: string) => {
    const read = parseScaled(text, 2);
    if (!read.ok) report(measure, read.refusals[0]!.reason, read.refusals[0]!.data);
    return read.ok ? read.value : 0;
  };
  let isTableTold = false;
  for (const { mapped, whole, result } of queries) {
    const readRow = rowReader(columns, mapped.values, result);
    for await (const rows of connection.read(whole))
      for (const row of rows) {
        const cells = readRow(row, report);
        const line = lines.at(cells.account!, cells.month!);
        isTableTold ||= line.account === "" && line.month === "";
        if (cells.rows !== "") line.rows = Number(cells.rows);
        if (first && cells[first] !== "") line.first = grosze(first, cells[first]!);
        if (second && cells[second] !== "") line.second = grosze(second, cells[second]!);
      }
  }
  if (queries.length > 0 && !isTableTold) lines.addTableTotal();
  return problems;
}

function notGroupable(kind: MirrorKind, said: string): Refusal {
  return refusal("totals-not-groupable", { table: NAME_OF_KIND[kind], said: said.slice(0, 300) });
}
