import type { Result } from "../../domain/values/result.ts";
import { controlProblems } from "../package/control-sums.ts";
import type { ManifestFile } from "../package/manifest.ts";
import type { PackageProblem } from "../package/problem.ts";
import type { Table } from "../package/table.ts";
import { readMirrorTable } from "./read-mirror-table.ts";
import type { MirrorBatch } from "./row-scanner.ts";
import { RunningSums } from "./running-sums.ts";

/** A file's bytes as they come. */
export interface FileStream extends AsyncIterable<Uint8Array> {
  /** After the last byte: what came. Refuses `package-file-damaged`. */
  readonly end: () => Result<{ readonly sha256: string; readonly bytes: number }>;
}

export type ReportProblem = (problem: PackageProblem) => void;

/**
 * The rows of a file, batch by batch; at its end its SHA-256, count and sums are held against the manifest. Whoever stops before the
 * end has proven nothing.
 * @param promised what the manifest says of the file; undefined where it says nothing, which is a problem of its own.
 */
export async function* provenRows(
  table: Table,
  stream: FileStream,
  promised: ManifestFile | undefined,
  report: ReportProblem,
): AsyncGenerator<MirrorBatch> {
  const sums = new RunningSums(table, Object.keys(promised?.sums ?? {}));
  const batches = readMirrorTable(table, stream, report);
  let next = await batches.next();
  try {
    for (; next.done !== true; next = await batches.next()) {
      sums.add(next.value);
      yield next.value;
    }
  } finally {
    await batches.return(true);
  }
  const end = stream.end();
  if (!end.ok)
    for (const { reason, data } of end.refusals)
      report({ file: table.file, line: null, column: null, reason, data });
  else if (promised !== undefined)
    for (const problem of controlProblems(table, sums.found(end.value.sha256, next.value), promised))
      report(problem);
}
