import type { PlainDate } from "../../domain/values/plain-date.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import { INDEX_TABLE } from "../document-index/index-table.ts";
import {
  type IndexedDocument,
  type IndexReview,
  type IndexTable,
  type KnownCodes,
  readDocumentIndex,
} from "../document-index/read-index.ts";
import { CellProblem, checked, date, optional, optionalText, whole } from "../package/columns.ts";
import type { PackageProblem } from "../package/problem.ts";
import { LIBRARY_INDEX } from "./mirror-files.ts";

/** Who in the other program's cooperative read a copy and signed that it carries nobody's personal data. */
export interface SignedCopy {
  readonly by: string;
  readonly on: PlainDate;
  /** SHA-256 in hexadecimal of the file that they read. */
  readonly sha256: string;
  /** How many probable pieces of personal data they were shown; null: the index does not say. */
  readonly findings: number | null;
  /** Since when people find it in the library; null: the index does not say. */
  readonly publishedOn: PlainDate | null;
}

/** A document of the picture; without a signature its file is an original, which nobody outside the office reads. */
export interface LibraryEntry extends IndexedDocument {
  readonly signed: SignedCopy | null;
}

export interface LibraryReview extends Pick<IndexReview, "problems" | "otherFiles"> {
  readonly entries: readonly LibraryEntry[];
  /** The index could not be read to its end: what it does not name says nothing. */
  readonly isCut: boolean;
}

/** The index of a picture's library: that of a folder of documents, with the signature under each copy. */
export const LIBRARY_TABLE = {
  ...INDEX_TABLE,
  file: LIBRARY_INDEX,
  columns: {
    ...INDEX_TABLE.columns,
    confirmedBy: optionalText("confirmed_by"),
    confirmedOn: optional(date("confirmed_on"), null),
    confirmedSha256: optional(
      checked("confirmed_sha256", "SHA-256 in hexadecimal", (cell) =>
        /^[0-9a-f]{64}$/i.test(cell) ? cell.toLowerCase() : new CellProblem("not-a-sha256", { text: cell }),
      ),
      "",
    ),
    confirmedFindings: optional(whole("confirmed_findings"), null),
    publishedOn: optional(date("published_on"), null),
  },
} satisfies IndexTable;

/** Reads the index as `readDocumentIndex` does; refuses also `not-a-sha256`, `library-signature-incomplete` and `library-published-unconfirmed`. */
export function readLibraryIndex(bytes: Uint8Array, known: KnownCodes): LibraryReview {
  const { documents, problems, otherFiles, rows } = readDocumentIndex(bytes, known, LIBRARY_TABLE);
  const incomplete: PackageProblem[] = [];
  const report = (line: number, column: string, problem: Refusal) =>
    incomplete.push({ file: LIBRARY_INDEX, line, column, ...problem });
  const entries = documents.map((document): LibraryEntry => {
    const row = rows.rowOf.get(document.code)!;
    const cell = <T>(field: string) => rows.values[field]![row] as T;
    const [by, on, sha256] = [
      cell<string>("confirmedBy"),
      cell<PlainDate | null>("confirmedOn"),
      cell<string>("confirmedSha256"),
    ];
    const findings = cell<number | null>("confirmedFindings");
    const publishedOn = cell<PlainDate | null>("publishedOn");
    const isBlank = by === "" && on === null && sha256 === "" && findings === null && publishedOn === null;
    if (isBlank) return { ...document, signed: null };
    if (by !== "" && on !== null && sha256 !== "") {
      if (publishedOn !== null && publishedOn < on)
        report(
          document.line,
          "published_on",
          refusal("library-published-unconfirmed", { publishedOn, confirmedOn: on }),
        );
      return { ...document, signed: { by, on, sha256, findings, publishedOn } };
    }
    const column = by === "" ? "confirmed_by" : on === null ? "confirmed_on" : "confirmed_sha256";
    report(document.line, column, refusal("library-signature-incomplete", { column }));
    return { ...document, signed: null };
  });
  return { entries, problems: [...problems, ...incomplete], otherFiles, isCut: rows.isCut };
}
