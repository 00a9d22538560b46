import type { PackageProblem } from "../package/problem.ts";
import type { MirrorTable } from "./mirror-tables.ts";
import type { ReportRow } from "./row-scanner.ts";

/** Problems told of one file: a million times the same helps nobody. */
const MOST_TOLD = 1000;

/** Problems of the books as they are found, bounded for each file. */
export class PictureProblems {
  readonly #problems: PackageProblem[] = [];
  readonly #counts = new Map<string, number>();

  get any(): boolean {
    return this.#problems.length > 0;
  }

  add(problem: PackageProblem): void {
    const count = (this.#counts.get(problem.file) ?? 0) + 1;
    this.#counts.set(problem.file, count);
    if (count <= MOST_TOLD) this.#problems.push(problem);
  }

  /** Reports of one file, by the table's fields. */
  of(table: MirrorTable): ReportRow {
    return (line, field, reason, data = {}) => {
      const column = field === null ? null : (table.columns[field]?.name ?? field);
      this.add({ file: table.file, line, column, reason, data });
    };
  }

  /** All that is told, with how many of a file are left out. */
  all(): readonly PackageProblem[] {
    const leftOut = [...this.#counts].filter(([, count]) => count > MOST_TOLD);
    return [
      ...this.#problems,
      ...leftOut.map(([file, count]) => {
        const data = { count: count - MOST_TOLD };
        return { file, line: null, column: null, reason: "problems-left-out", data };
      }),
    ];
  }
}
