import {
  type Concern,
  documentProblems,
  type LibraryDocument,
  type Visibility,
} from "../../domain/governance/documents.ts";
import type { DocumentEntry } from "../../domain/governance/entries.ts";
import { amendmentProblems } from "../../domain/governance/text-in-force.ts";
import { NO_ROW } from "../../domain/register/facts.ts";
import type { Refusal } from "../../domain/values/result.ts";
import type { Column } from "../package/columns.ts";
import type { PackageProblem } from "../package/problem.ts";
import { readTable, type TableRows } from "../package/read-table.ts";
import type { Table } from "../package/table.ts";
import { INDEX_TABLE } from "./index-table.ts";

/** What the codes of an index may name besides its own rows. */
export interface KnownCodes {
  readonly properties: ReadonlyMap<string, number>;
  readonly buildings: ReadonlyMap<string, { readonly id: number; readonly propertyId: number }>;
  readonly groups: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  readonly meetings: ReadonlyMap<string, number>;
  /** Resolutions of the register, which set rates. */
  readonly feeResolutions: ReadonlyMap<string, number>;
  /** Documents that are in the library already. */
  readonly documents: ReadonlySet<string>;
}

/** A row of the index: what the library is to know of a file. Its codes are of this index or of the library. */
export interface IndexedDocument extends DocumentEntry {
  readonly line: number;
  readonly file: string;
}

/** Documents of an index, and everything that is wrong with it; only an index without problems may be used. */
export interface IndexReview {
  readonly documents: readonly IndexedDocument[];
  readonly problems: readonly PackageProblem[];
  /** Files named by rows of which something else cannot be read. */
  readonly otherFiles: readonly { readonly line: number; readonly file: string }[];
  /** The index could not be read to its end: what it does not name says nothing. */
  readonly isCut: boolean;
  /** Every cell, those of further columns of the table too. */
  readonly rows: TableRows;
}

/** The table of an index, alone or with columns beside its own. */
export type IndexTable = Table & { readonly columns: (typeof INDEX_TABLE)["columns"] };

type Row = { readonly [F in keyof typeof INDEX_TABLE.columns]: ValueOf<(typeof INDEX_TABLE.columns)[F]> };
type ValueOf<C> = C extends Column<infer T> ? T : never;
type Report = (column: string | null, problem: Refusal) => void;

/**
 * Reads the index of a folder import (`;` or `,`, UTF-8) and lists every problem at once with its line and column: cells as in
 * the exchange package, and `index-file-name`, `index-not-pdf`, `index-file-twice`, `index-building-elsewhere`,
 * `index-audience-missing`, `index-audience-unused`, `index-reference-unknown`, and what `documentProblems` and
 * `amendmentProblems` name. A blank `year` is that of the date; a blank `first_day` is the date.
 * @param table an index with further columns.
 */
export function readDocumentIndex(
  bytes: Uint8Array,
  known: KnownCodes,
  table: IndexTable = INDEX_TABLE,
): IndexReview {
  const problems: PackageProblem[] = [];
  const buildings = new Map([...known.buildings].map(([code, { id }]) => [code, id]));
  const found: Readonly<Record<string, ReadonlyMap<string, number>>> = {
    properties: known.properties,
    buildings,
    meetings: known.meetings,
    "fee-resolutions": known.feeResolutions,
  };
  const find = (kind: string, code: string) => found[kind]?.get(code);
  const rows = readTable(table, bytes, find, problems);
  const documents: IndexedDocument[] = [];
  const lineOfFile = new Map<string, number>();
  const otherFiles: { line: number; file: string }[] = [];
  for (let index = 0; index < rows.count; index += 1) {
    const line = rows.line[index]!;
    if (rows.faulty.has(index)) {
      const file = rows.values.file![index] as string;
      if (file !== "") otherFiles.push({ line, file });
      continue;
    }
    const report: Report = (column, { reason, data }) =>
      problems.push({ file: table.file, line, column, reason, data });
    const row = rowAt(rows, index);
    const firstLine = lineOfFile.get(row.file);
    if (firstLine !== undefined)
      report("file", { reason: "index-file-twice", data: { file: row.file, firstLine } });
    else lineOfFile.set(row.file, line);
    for (const [column, codes] of [
      ["amends", row.amends],
      ["consolidates", row.consolidates === "" ? [] : [row.consolidates]],
      ["repeals", row.repeals],
    ] as const)
      for (const code of codes)
        if (!rows.rowOf.has(code) && !known.documents.has(code))
          report(column, { reason: "index-reference-unknown", data: { code } });
    documents.push(documentOf(row, line, known, report));
  }
  const all = [...problems, ...contradictions(documents, rows, table.file)].sort(byLine);
  return { documents, problems: all, otherFiles, isCut: rows.isCut || rows.count === 0, rows };
}

function rowAt(rows: TableRows, index: number): Row {
  return Object.fromEntries(
    Object.entries(rows.values).map(([field, column]) => [field, column[index]]),
  ) as unknown as Row;
}

function documentOf(row: Row, line: number, known: KnownCodes, report: Report): IndexedDocument {
  const { code, file, kind, organ, number, date, title, year, status, topic, concernsPersonsDebt } = row;
  const validity = { from: row.from ?? date, until: row.until };
  return {
    line,
    code,
    file,
    facts: {
      kind,
      organ,
      number: number === "" ? null : number,
      date,
      title,
      year: year ?? Number(date.slice(0, 4)),
      status,
      topic,
      validity,
      concern: concernOf(row, known, report),
      visibility: visibilityOf(row, known, report),
      concernsPersonsDebt,
    },
    amends: row.amends,
    consolidates: row.consolidates === "" ? null : row.consolidates,
    repeals: row.repeals,
    meetingId: row.meeting === NO_ROW ? null : row.meeting,
    feeResolutionId: row.feeResolution === NO_ROW ? null : row.feeResolution,
  };
}

function concernOf({ property, building }: Row, { buildings }: KnownCodes, report: Report): Concern {
  if (building === NO_ROW)
    return property === NO_ROW ? { of: "cooperative" } : { of: "property", propertyId: property };
  const { propertyId } = [...buildings.values()].find(({ id }) => id === building)!;
  if (property !== NO_ROW && property !== propertyId)
    report("building", { reason: "index-building-elsewhere", data: {} });
  return { of: "building", propertyId, buildingId: building };
}

function visibilityOf(
  { visibility, audience }: Row,
  { groups, people }: KnownCodes,
  report: Report,
): Visibility | null {
  if (visibility !== "group" && visibility !== "person") {
    if (audience !== "")
      report("audience", { reason: "index-audience-unused", data: { visibility: visibility ?? "" } });
    return visibility === null ? null : { to: visibility };
  }
  const id = (visibility === "group" ? groups : people).get(audience) ?? NO_ROW;
  if (audience === "") report("audience", { reason: "index-audience-missing", data: { visibility } });
  else if (id === NO_ROW) report("audience", { reason: "unknown-reference", data: { code: audience } });
  return visibility === "group" ? { to: visibility, groupId: id } : { to: visibility, personId: id };
}

/** Documents that contradict themselves or, where both are in the index, each other. */
function contradictions(
  documents: readonly IndexedDocument[],
  rows: TableRows,
  file: string,
): PackageProblem[] {
  const rowOf = (codes: readonly string[]) =>
    codes.flatMap((code) => rows.rowOf.get(code) ?? []).filter((row) => !rows.faulty.has(row));
  const library = documents.map(({ code, facts, amends, consolidates }): LibraryDocument => {
    const [consolidated = null] = rowOf(consolidates === null ? [] : [consolidates]);
    const places = { id: rows.rowOf.get(code)!, amends: rowOf(amends), consolidates: consolidated };
    return { ...facts, ...places, cooperativeId: 0, publication: null };
  });
  return documents.flatMap(({ line }, index) => {
    const document = library[index]!;
    const isLinked = document.amends.length > 0 || document.consolidates !== null;
    const refusals = [
      ...documentProblems(document),
      ...(isLinked ? amendmentProblems(document, library) : []),
    ];
    return refusals.map(({ reason, data }) => {
      return { file, line, column: COLUMN_OF[reason] ?? null, reason, data };
    });
  });
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  "resolution-without-number": "number",
  "validity-reversed": "last_day",
  "repealed-without-day": "last_day",
  "year-after-date": "year",
  "amended-document-later": "amends",
  "amends-itself": "amends",
};

function byLine(a: PackageProblem, b: PackageProblem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
