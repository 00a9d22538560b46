import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { accept } from "../../src/domain/values/result.ts";
import { csvRecords } from "../../src/formats/csv/records.ts";
import { MIRROR_TABLES } from "../../src/formats/mirror-package/mirror-tables.ts";
import { TOTALS_TABLE } from "../../src/formats/mirror-package/totals-table.ts";
import { WrittenRows } from "../../src/formats/mirror-package/write-mirror-table.ts";
import type { Table } from "../../src/formats/package/table.ts";
import { TABLES } from "../../src/formats/package/tables.ts";
import { FileBytes } from "../../src/world/file-bytes.ts";
import type { OpenPackage } from "../../src/world/package-files.ts";
import type { DraftPackage } from "./exchange-package.ts";

export const EXAMPLE_MIRROR = fileURLToPath(new URL("../../docs/guides/example-mirror", import.meta.url));

const TABLE_OF_FILE = new Map<string, Table>(
  [...Object.values<Table>(TABLES), ...Object.values<Table>(MIRROR_TABLES), TOTALS_TABLE].map((table) => [
    table.file,
    table,
  ]),
);

/** The example of the guide, to be changed and sealed again. */
export function exampleMirror(): DraftPackage {
  const names = readdirSync(EXAMPLE_MIRROR).filter((name) => name.endsWith(".csv"));
  return {
    files: new Map(names.map((name) => [name, readFileSync(`${EXAMPLE_MIRROR}/${name}`, "utf8")])),
    manifest: JSON.parse(readFileSync(`${EXAMPLE_MIRROR}/manifest.json`, "utf8")),
  };
}

/** Counts, digests and sums as they are: the manifest tells the truth about the files. */
export function sealedMirror({ files, manifest }: DraftPackage): OpenPackage {
  const entries = [...files].map(([name, text]) => entryOf(name, text));
  return openPackage(new Map([...files, ["manifest.json", JSON.stringify({ ...manifest, files: entries })]]));
}

/** Files as they are, the manifest among them. */
export function openPackage(files: ReadonlyMap<string, string | Uint8Array>): OpenPackage {
  const bytesOf = (name: string) => Buffer.from(files.get(name)!);
  return {
    names: [...files.keys()],
    read: async (name) => accept({ name, bytes: bytesOf(name), sha256: digestOf(bytesOf(name)) }),
    stream: (name) =>
      new FileBytes(name, async () =>
        (async function* () {
          yield bytesOf(name);
        })(),
      ),
    close: async () => {},
  };
}

function entryOf(name: string, text: string) {
  const bytes = Buffer.from(text);
  const table = TABLE_OF_FILE.get(name);
  if (table === undefined)
    return { name, rows: text.trimEnd().split("\n").length - 1, sha256: digestOf(bytes) };
  const [heading, ...rows] = [...csvRecords(bytes)].map(({ cells }) => cells);
  const written = new WrittenRows(table);
  for (const cells of rows)
    written.add(Object.fromEntries((heading ?? []).map((column, place) => [column, cells[place] ?? null])));
  return written.entry(digestOf(bytes));
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
