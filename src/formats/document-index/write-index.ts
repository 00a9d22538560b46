/** Columns of the index by their headings. */
export type IndexColumn =
  | "code"
  | "file"
  | "kind"
  | "organ"
  | "number"
  | "date"
  | "title"
  | "year"
  | "status"
  | "topic"
  | "first_day"
  | "last_day"
  | "property"
  | "building"
  | "visibility"
  | "audience"
  | "amends"
  | "consolidates"
  | "repeals"
  | "meeting"
  | "fee_resolution"
  | "persons_debt";

/** Facts of one document in the words of the index; what is left out is blank. */
export type IndexCells = Readonly<Partial<Record<IndexColumn, string>>>;

/** Writes an index (`,`, every cell quoted) that `readDocumentIndex` reads. */
export function writeDocumentIndex(documents: readonly IndexCells[]): string {
  const columns = [...new Set(documents.flatMap((cells) => Object.keys(cells) as IndexColumn[]))];
  const lines = [columns, ...documents.map((cells) => columns.map((column) => cells[column] ?? ""))];
  return lines.map((line) => line.map(quoted).join(",")).join("\r\n");
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
