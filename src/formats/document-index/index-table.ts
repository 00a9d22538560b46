import {
  DOCUMENT_KINDS,
  DOCUMENT_STATUSES,
  ORGANS,
  VISIBILITIES,
} from "../../domain/governance/documents.ts";
import { NO_ROW } from "../../domain/register/facts.ts";
import {
  CellProblem,
  type Column,
  checked,
  code,
  date,
  lastDay,
  oneOf,
  optional,
  optionalText,
  reference,
  text,
  whole,
  yesOrNo,
} from "../package/columns.ts";
import type { Table } from "../package/table.ts";

export const INDEX_FILE = "index.csv";

const LONGEST_NAME = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no name of a file holds them
const UNSAFE_NAME = /[\u0000-\u001f\u007f\\:]|^\/|(?:^|\/)\.{1,2}(?:\/|$)|\/\/|\/$/;

/**
 * The index of a folder of documents: a row for each file, with what the library has to know of it. A document may be named
 * by its code in the columns `amends` and `repeals` (several, with spaces between) and `consolidates`; a General Meeting in
 * `meeting`, and in `fee_resolution` the resolution of the register that set rates, by theirs.
 */
export const INDEX_TABLE = {
  file: INDEX_FILE,
  isRequired: true,
  key: ["code"],
  columns: {
    code: code(),
    file: checked("file", "file of the folder, .pdf", readFileName),
    kind: oneOf("kind", DOCUMENT_KINDS),
    organ: oneOf("organ", ORGANS),
    number: optionalText("number"),
    date: date("date"),
    title: text("title"),
    year: optional<number, number | null>(whole("year", { from: 1800, to: 2199 }), null),
    status: oneOf("status", DOCUMENT_STATUSES),
    topic: optionalText("topic"),
    from: optional(date("first_day"), null),
    until: lastDay(),
    property: optional(reference("property", "properties"), NO_ROW),
    building: optional(reference("building", "buildings"), NO_ROW),
    visibility: optional(oneOf("visibility", VISIBILITIES), null),
    audience: optionalText("audience"),
    amends: codes("amends"),
    consolidates: optionalText("consolidates"),
    repeals: codes("repeals"),
    meeting: optional(reference("meeting", "meetings"), NO_ROW),
    feeResolution: optional(reference("fee_resolution", "fee-resolutions"), NO_ROW),
    concernsPersonsDebt: optional(yesOrNo("persons_debt"), false),
  },
} satisfies Table;

/** Codes with spaces between. */
function codes(name: string): Column<readonly string[]> {
  return {
    name,
    holds: "codes, spaces between",
    blank: [],
    unread: [],
    read: (cell) => {
      const whole = text(name).read(cell);
      return whole instanceof CellProblem
        ? whole
        : [...new Set(cell.split(/\s+/).filter((part) => part !== ""))];
    },
  };
}

/** A name inside the folder: nothing that leads out of it, and only PDF. Reports `index-file-name` and `index-not-pdf`. */
export function readFileName(cell: string): string | CellProblem {
  if (cell.length > LONGEST_NAME || UNSAFE_NAME.test(cell))
    return new CellProblem("index-file-name", { text: cell });
  return /\.pdf$/i.test(cell) ? cell : new CellProblem("index-not-pdf", { text: cell });
}
