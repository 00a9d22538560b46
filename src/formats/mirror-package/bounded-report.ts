import type { PackageProblem } from "../package/problem.ts";
import type { ReportRow } from "./row-scanner.ts";

/** Problems told of one file: a million times the same helps nobody. */
const MOST_PROBLEMS = 1000;

/** Tells the first thousand problems of a file and counts the others. */
export class BoundedReport {
  readonly #file: string;
  readonly #report: (problem: PackageProblem) => void;
  #count = 0;

  constructor(file: string, report: (problem: PackageProblem) => void) {
    this.#file = file;
    this.#report = report;
  }

  readonly add: ReportRow = (line, column, reason, data = {}) => {
    this.#count += 1;
    if (this.#count <= MOST_PROBLEMS) this.#report({ file: this.#file, line, column, reason, data });
  };

  /** Tells `problems-left-out` where there were more. */
  finish(): void {
    const count = this.#count - MOST_PROBLEMS;
    if (count > 0)
      this.#report({
        file: this.#file,
        line: null,
        column: null,
        reason: "problems-left-out",
        data: { count },
      });
  }
}
