import type { Cooperative } from "../../domain/register/facts.ts";
import type { Refusal } from "../../domain/values/result.ts";
import { readCooperative } from "./manifest-cooperative.ts";
import { filledTextOf, ObjectReader, textOf } from "./manifest-object.ts";
import type { PackageProblem } from "./problem.ts";

export const MANIFEST = "manifest.json";
export const FORMAT = "osiedle-package";
export const FORMAT_VERSION = 1;

/** What the manifest says a file holds. */
export interface ManifestFile {
  readonly name: string;
  readonly rows: number;
  /** Of the file's bytes, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Sums by the column's heading, or `heading.debit` and `heading.credit` where the file has a column `side`. */
  readonly sums: Readonly<Record<string, string>>;
}

/** Which picture of another program's books a package is. */
export interface MirrorHead {
  /** How the source names this state of its books. */
  readonly mark: string;
  /** The mark that a difference follows; null: the whole picture. */
  readonly since: string | null;
  /** The instant as of which the source says its records are, in UTC. */
  readonly asOf: string;
}

export interface Manifest {
  readonly cooperative: Cooperative;
  /** Null: the package is no picture of another program's books. */
  readonly mirror: MirrorHead | null;
  readonly files: readonly ManifestFile[];
}

/**
 * Reads the manifest and lists everything wrong with it. What cannot be read is replaced by something harmless, so that the
 * other files can be judged all the same.
 */
export function readManifest(bytes: Uint8Array | null, decode: (bytes: Uint8Array) => string) {
  const problems: PackageProblem[] = [];
  const report = (column: string | null, reason: string, data: Refusal["data"] = {}) =>
    problems.push({ file: MANIFEST, line: null, column, reason, data });
  const root = new ObjectReader(parseJson(bytes, decode, report), "", report);
  const format = root.take("format", textOf, FORMAT);
  const version = root.take(
    "formatVersion",
    (value) => (Number.isInteger(value) ? Number(value) : null),
    FORMAT_VERSION,
  );
  if (format !== FORMAT || version !== FORMAT_VERSION)
    report("formatVersion", "unknown-format", { format, version, expected: FORMAT_VERSION });
  root.skip("created");
  root.skip("source");
  const cooperative = readCooperative(root.child("cooperative"));
  const files = readFiles(root.list("files"), report);
  const mirror = readMirrorHead(root);
  root.finish();
  const manifest: Manifest = { cooperative, mirror, files };
  return { manifest, problems };
}

function readMirrorHead(root: ObjectReader): MirrorHead | null {
  if (root.take<unknown>("mirror", (value) => value, null, null) === null) return null;
  const fields = root.child("mirror");
  const head = {
    mark: fields.take("mark", filledTextOf, ""),
    since: fields.take<string | null>("since", filledTextOf, null, null),
    asOf: fields.take("asOf", instantOf, "1970-01-01T00:00:00Z"),
  };
  fields.finish();
  return head;
}

/** ISO 8601 with an offset, in UTC. */
function instantOf(value: unknown): string | null {
  const text = textOf(value) ?? "";
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  try {
    return Temporal.Instant.from(text).toString();
  } catch {
    return null;
  }
}

type Report = (column: string | null, reason: string, data?: Refusal["data"]) => void;

function parseJson(bytes: Uint8Array | null, decode: (bytes: Uint8Array) => string, report: Report): unknown {
  if (bytes === null) {
    report(null, "missing-file");
    return null;
  }
  const text = decode(bytes).replace(/^\ufeff/, "");
  if (text.includes("\ufffd")) report(null, "broken-encoding");
  try {
    return JSON.parse(text);
  } catch {
    report(null, "not-json");
    return null;
  }
}

function readFiles(values: readonly unknown[], report: Report): ManifestFile[] {
  const files: ManifestFile[] = [];
  for (const [index, value] of values.entries()) {
    const entry = new ObjectReader(value, `files[${index}].`, report);
    const name = entry.take("name", textOf, "");
    const rows = entry.take(
      "rows",
      (count) => (Number.isInteger(count) && Number(count) >= 0 ? Number(count) : null),
      -1,
    );
    const sha256 = entry.take(
      "sha256",
      (digest) => (/^[0-9a-f]{64}$/.test(textOf(digest) ?? "") ? String(digest) : null),
      "",
    );
    const sums = entry.take("sums", sumsOf, {}, {});
    entry.finish();
    if (files.some((file) => file.name === name))
      report(`files[${index}].name`, "file-listed-twice", { name });
    else if (name !== "") files.push({ name, rows, sha256, sums });
  }
  return files;
}

function sumsOf(value: unknown): Record<string, string> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const sums = Object.entries(value);
  return sums.every(([, sum]) => typeof sum === "string") ? Object.fromEntries(sums) : null;
}
