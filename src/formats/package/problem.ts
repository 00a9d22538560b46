import type { Refusal } from "../../domain/values/result.ts";

/** One thing wrong with a package: where it stands, and why. */
export interface PackageProblem extends Refusal {
  readonly file: string;
  /** Null where the file as a whole is wrong, and in the manifest. */
  readonly line: number | null;
  /** Heading of the column; in the manifest the path of the field. */
  readonly column: string | null;
}
