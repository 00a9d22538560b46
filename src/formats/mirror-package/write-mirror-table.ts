import { formatScaled, parseScaled } from "../../domain/values/decimal.ts";
import { type ControlSum, controlSum } from "../package/control-sums.ts";
import type { ManifestFile } from "../package/manifest.ts";
import type { Table } from "../package/table.ts";

/** Cells by heading; null is blank. */
export type WrittenRow = Readonly<Record<string, string | null>>;

/** The first line of a file, with its end. */
export function mirrorTableHeading(table: Table): string {
  return `${headingsOf(table).join(";")}\n`;
}

/**
 * One row as a line with its end. What is written is what `readMirrorTable` reads, whatever stands in a text; control characters but
 * tabs and ends of lines are written too, and the reader refuses them in their place.
 */
export function mirrorTableLine(table: Table, row: WrittenRow): string {
  const cells = headingsOf(table).map((heading) => cellOf(row[heading] ?? ""));
  return `${cells.join(";")}\n`;
}

/** Counts and sums rows as they are written, for the manifest. */
export class WrittenRows {
  readonly #table: Table;
  readonly #sums: readonly (ControlSum & { readonly name: string; units: bigint })[];
  #rows = 0;

  constructor(table: Table) {
    this.#table = table;
    this.#sums = (table.sums ?? []).map((name) => ({ ...controlSum(table, name)!, name, units: 0n }));
  }

  /** Cells that are no numbers count for nothing: the reader refuses them. */
  add(row: WrittenRow): void {
    this.#rows += 1;
    for (const sum of this.#sums) {
      if (sum.side !== undefined && row.side !== sum.side) continue;
      const units = parseScaled(row[this.#table.columns[sum.field]!.name] ?? "", sum.scale);
      if (units.ok) sum.units += BigInt(units.value);
    }
  }

  /** What the manifest says of the file. */
  entry(sha256: string): ManifestFile {
    const sums = this.#sums.map(({ name, scale, units }) => [
      name,
      formatScaled(Number(units), scale, { separator: "." }),
    ]);
    return { name: this.#table.file, rows: this.#rows, sha256, sums: Object.fromEntries(sums) };
  }
}

const headings = new WeakMap<Table, readonly string[]>();

function headingsOf(table: Table): readonly string[] {
  let known = headings.get(table);
  if (known === undefined) {
    known = Object.values(table.columns).map(({ name }) => name);
    headings.set(table, known);
  }
  return known;
}

/** In quotation marks where the text would be read as another one: marks, ends of cells and lines, blanks around it. */
function cellOf(text: string): string {
  return /[;"\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
