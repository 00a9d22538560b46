import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { accept } from "../../src/domain/values/result.ts";
import type { PackageFiles } from "../../src/world/package-files.ts";

const EXAMPLE = fileURLToPath(new URL("../../docs/guides/example-package/", import.meta.url));

/** The manifest as JSON, open to any change. */
// biome-ignore lint/suspicious/noExplicitAny: tests plant what no type allows
export type LooseManifest = any;

/** A package in memory: texts by file name, and the manifest that `sealed` completes. */
export interface DraftPackage {
  readonly files: Map<string, string>;
  readonly manifest: LooseManifest;
}

/** The example of the guide, to be changed and sealed again. */
export function examplePackage(): DraftPackage {
  const names = readdirSync(EXAMPLE).filter((name) => name.endsWith(".csv"));
  return {
    files: new Map(names.map((name) => [name, readFileSync(`${EXAMPLE}${name}`, "utf8")])),
    manifest: JSON.parse(readFileSync(`${EXAMPLE}manifest.json`, "utf8")),
  };
}

/** Changes the text of one file. */
export function change(draft: DraftPackage, name: string, edit: (text: string) => string): DraftPackage {
  const files = new Map(draft.files);
  const before = files.get(name) ?? "";
  const after = edit(before);
  if (after === before) throw new Error(`nothing changed in ${name}`);
  files.set(name, after);
  return { files, manifest: draft.manifest };
}

/** Counts, digests and sums as they are: the manifest tells the truth about the files. */
export function sealed({ files, manifest }: DraftPackage): PackageFiles {
  const entries = [...files].map(([name, text]) => {
    const rows = text.trimEnd().split(/\r?\n/).length - 1;
    const sums = SUMS[name]?.(text);
    return { name, rows, sha256: digestOf(Buffer.from(text)), ...(sums ? { sums } : {}) };
  });
  return packageOf(new Map([...files, ["manifest.json", JSON.stringify({ ...manifest, files: entries })]]));
}

/** Files as they are, the manifest among them. */
export function packageOf(files: ReadonlyMap<string, string | Uint8Array>): PackageFiles {
  return {
    names: [...files.keys()],
    read: async (name) => {
      const bytes = Buffer.from(files.get(name)!);
      return accept({ name, bytes, sha256: digestOf(bytes) });
    },
    close: async () => {},
  };
}

const SUMS: Readonly<Record<string, (text: string) => Record<string, string>>> = {
  "accounts.csv": (text) => ({ opening_balance: sum(text, 7) }),
  "opening-items.csv": (text) => ({
    "remaining.debit": sum(text, 5, (cells) => cells[6] === "debit"),
    "remaining.credit": sum(text, 5, (cells) => cells[6] === "credit"),
  }),
};

function sum(
  text: string,
  column: number,
  counts: (cells: readonly string[]) => boolean = () => true,
): string {
  const cells = text
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(";"))
    .filter(counts);
  const total = cells.reduce(
    (grosze, row) => grosze + Math.round(Number((row[column] || "0").replace(",", ".")) * 100),
    0,
  );
  return (total / 100).toFixed(2);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
