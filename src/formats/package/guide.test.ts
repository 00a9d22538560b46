import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openPackageFiles } from "../../world/package-files.ts";
import { readPackage } from "./read-package.ts";
import { TABLES, type Table } from "./tables.ts";

const guide = readFileSync(new URL("../../../docs/guides/exchange-package.md", import.meta.url), "utf8");
const sections = new Map(
  guide.split(/^### /m).map((section) => [/^([a-z-]+\.(?:csv|json))/.exec(section)?.[1] ?? "", section]),
);

describe("the guide to the exchange package", () => {
  it.each(Object.values<Table>(TABLES))(
    "describes $file with all its columns and values",
    ({ file, columns }) => {
      const section = sections.get(file) ?? "";
      for (const { name, blank, holds } of Object.values(columns)) {
        expect(section).toContain(`\`${name}\`${blank === undefined ? "*" : ""}`);
        if (!holds.includes(" | ") || holds === "yes | no") continue;
        for (const value of holds.split(" | ")) expect(guide).toContain(`\`${value}\``);
      }
    },
  );

  it("names no column that the program does not know", () => {
    for (const { file, columns } of Object.values<Table>(TABLES)) {
      const known = Object.values(columns).map(({ name }) => name);
      const cells = [...(sections.get(file) ?? "").matchAll(/^\| (`.*?) \|/gm)].map((match) => match[1]!);
      const named = cells.flatMap((cell) => [...cell.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]!));
      expect([file, named.sort()]).toEqual([file, known.sort()]);
    }
  });

  it("comes with an example that is right as it lies there, manifest included", async () => {
    const files = await openPackageFiles(
      fileURLToPath(new URL("../../../docs/guides/example-package", import.meta.url)),
    );
    if (!files.ok) throw new Error(JSON.stringify(files.refusals));
    expect(files.value.names).toHaveLength(Object.keys(TABLES).length + 1);
    expect((await readPackage(files.value)).problems).toEqual([]);
  });
});
