import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXAMPLE_MIRROR } from "../../../tests/setup/mirror-draft.ts";
import { MIRROR_KINDS } from "../../domain/mirror/areas.ts";
import { TOTALS_OF_KIND } from "../../domain/mirror/totals.ts";
import { openPackageFiles } from "../../world/package-files.ts";
import { MANIFEST } from "../package/manifest.ts";
import type { Table } from "../package/table.ts";
import { checkMirror } from "./check-mirror.ts";
import { DELETED_TABLE } from "./deleted-table.ts";
import { isRegisterFile, MIRROR_FILES, STREAMED_FILES } from "./mirror-files.ts";
import { MIRROR_TABLES, type MirrorTable } from "./mirror-tables.ts";
import { readMirrorPackage } from "./read-mirror-package.ts";
import { TOTALS_TABLE } from "./totals-table.ts";

const guide = readFileSync(new URL("../../../docs/guides/mirror-package.md", import.meta.url), "utf8");
const sections = new Map(
  guide.split(/^##+ /m).map((section) => [/^([a-z-]+\.csv)/.exec(section)?.[1] ?? "", section]),
);
const TOLD: readonly Table[] = [...Object.values<Table>(MIRROR_TABLES), TOTALS_TABLE, DELETED_TABLE];

describe("the guide to the picture of another program's books", () => {
  it.each(TOLD)(
    "describes $file with all its columns, values and control sums",
    ({ file, columns, sums }) => {
      const section = sections.get(file) ?? "";
      for (const { name, blank, holds } of Object.values(columns)) {
        expect(section).toContain(`\`${name}\`${blank === undefined ? "*" : ""}`);
        if (!holds.includes(" | ") || holds === "yes | no") continue;
        for (const value of holds.split(" | ")) expect(guide).toContain(`\`${value}\``);
      }
      for (const name of sums ?? []) expect(section).toContain(`\`${name}\``);
      expect(section.includes("kontroln")).toBe(sums !== undefined);
    },
  );

  it.each(TOLD)("names no column of $file that the program does not know", ({ file, columns }) => {
    const known = Object.values(columns).map(({ name }) => name);
    const table = (sections.get(file) ?? "").split("| rodzaj |")[0]!;
    const cells = [...table.matchAll(/^\| (`.*?) \|/gm)].map((match) => match[1]!);
    const named = cells.flatMap((cell) => [...cell.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]!));
    expect(named.sort()).toEqual(known.sort());
  });

  it.each(Object.values<MirrorTable>(MIRROR_TABLES))(
    "says what a difference replaces of $file",
    ({ file, columns, bucket }) => {
      const told = /^.*Porcja: ([^.]*?)\./m.exec(sections.get(file)!)![1]!;
      const named = [...told.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]!);
      expect(named).toEqual(bucket.map((field) => columns[field]!.name));
    },
  );

  it.each(MIRROR_KINDS)("says how %s is totalled", (kind) => {
    const cells = new RegExp(`^\\| \`${kind}\` \\| (\\S+\\.csv \\|.*) \\|$`, "m")
      .exec(guide)![1]!
      .split(" | ");
    const { isByAccount, isByMonth, measures } = TOTALS_OF_KIND[kind];
    expect(cells[0]).toBe(MIRROR_TABLES[kind].file);
    expect([cells[1] !== "–", cells[2] !== "–"]).toEqual([isByAccount, isByMonth]);
    expect(cells[3]!.replace(/ \(.*/, "")).toBe(measures.join(", ") || "–");
  });

  it("comes with an example of every file of the books that is right as it lies there", async () => {
    const files = await openPackageFiles(EXAMPLE_MIRROR, STREAMED_FILES);
    if (!files.ok) throw new Error(JSON.stringify(files.refusals));
    const expected = [...MIRROR_FILES].filter((name) => name !== DELETED_TABLE.file).sort();
    expect(files.value.names.filter((name) => name !== MANIFEST && !isRegisterFile(name))).toEqual(expected);
    expect((await checkMirror(await readMirrorPackage(files.value))).problems).toEqual([]);
    await files.value.close();
  });
});
