import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  exactNames,
  importTable,
  noCycles,
  noDecorativeImports,
  nothingUnfinished,
  pureCore,
  type Rule,
  type SourceFile,
  shortFiles,
  sqlOnlyInStore,
} from "./setup/architecture.ts";
import { importsOf, stringsOf, withoutCommentsAndStrings } from "./setup/source-text.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const files: readonly SourceFile[] = ["src", "tests", "scripts", "bench"]
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(tsx?|mjs)$/.test(path))
      .map((path) => join(folder, path))
      .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(join(root, path), "utf8") })),
  );

/** Each rule with faults that it has to name, one by one. */
const rules: readonly (readonly [name: string, rule: Rule, faults: readonly SourceFile[]])[] = [
  [
    "who may import whom",
    importTable,
    [
      file("src/domain/values/money.ts", `import { readFileSync } from "node:fs";`),
      file("src/domain/values/money.ts", `import { assess } from "../fees/assess.ts";`),
      file("src/domain/fees/assess.ts", `import { post } from "../../store/ledger.ts";`),
      file("src/formats/bank/mt940.ts", `import pg from "pg";`),
      file(
        "src/formats/bank/mt940.ts",
        `import { importStatement } from "../../operations/import-statement.ts";`,
      ),
      file("src/store/fees.ts", `import { page } from "../web/page.tsx";`),
      file("src/store/fees.ts", `import { assessMonth } from "../operations/assess-month.ts";`),
      file("src/store/fees.ts", `import { readConfig } from "../world/config.ts";`),
      file("src/operations/assess-month.ts", `import { post } from "./post-document.ts";`),
      file("src/operations/assess-month.ts", `import type { View } from "../web/view.ts";`),
      file("src/world/clock.ts", `export { load } from "../store/fees.ts";`),
      file("src/world/database/scope.ts", `import { load } from "../../store/fees.ts";`),
      file("src/web/start.tsx", `const seed = await import("../demo/cooperative.ts");`),
      file("src/web/start.tsx", `import { main } from "../../scripts/test.ts";`),
      file("src/somewhere/new.ts", `import { money } from "../domain/values/money.ts";`),
    ],
  ],
  [
    "no cycles",
    noCycles,
    [
      file("src/store/a.ts", `import { a } from "./a.ts";`),
      file("src/store/b.ts", `export type { B } from "./b.ts";`),
    ],
  ],
  [
    "the core is pure",
    pureCore,
    [
      file("src/domain/law/rates.ts", "const now = new Date();"),
      file("src/domain/law/rates.ts", "const now = Date.now();"),
      file("src/domain/law/rates.ts", "const today = Temporal.Now.plainDateISO();"),
      file("src/domain/law/rates.ts", "const chance = Math.random();"),
      file("src/domain/law/rates.ts", "export async function rate() {}"),
      file("src/formats/csv/read.ts", "export function read(): Promise<string> { return later; }"),
      file("src/formats/bank/mt940.ts", "const now = new Date();"),
    ],
  ],
  [
    "SQL lives in the store",
    sqlOnlyInStore,
    [
      file("src/operations/assess.ts", 'await client.query("select 1");'),
      file("src/operations/assess.ts", "await client.query(`\n  insert into app.charge values (1)`);"),
      file("src/web/page.tsx", "const rows = sql`anything`;"),
      file("src/cli/verify.ts", 'const rows = tx.selectFrom("app.posting");'),
    ],
  ],
  ["files are short", shortFiles, [file("src/store/long.ts", "const a = 1;\n".repeat(301))]],
  [
    "names are exact",
    exactNames,
    [
      file("src/store/date-utils.ts", ""),
      file("src/web/helpers/format.ts", ""),
      file("src/store/ledger.ts", "export class LedgerManager {}"),
    ],
  ],
  [
    "nothing is unfinished",
    nothingUnfinished,
    [
      file("src/store/a.ts", "// TODO: later"),
      file("src/store/a.ts", "/* FIXME */"),
      file("tests/a.test.ts", 'it.skip("later", () => {});'),
      file("tests/a.test.ts", 'describe.only("this", () => {});'),
    ],
  ],
  ["no import is decorative", noDecorativeImports, [file("src/store/a.ts", `import "./register-types.ts";`)]],
];

describe.each(rules)("%s", (_name, rule, faults) => {
  it("holds", () => {
    expect(rule(files)).toEqual([]);
  });

  it.each(faults)("would name $text in $path", (fault) => {
    expect(rule([fault])).toHaveLength(1);
  });
});

describe("the room is not empty", () => {
  it("reads the sources and their imports", () => {
    expect(files.filter((source) => source.path.startsWith("src/")).length).toBeGreaterThan(50);
    expect(files.flatMap((source) => importsOf(source.text)).length).toBeGreaterThan(200);
  });

  it("follows a cycle through several files", () => {
    const ring = [
      file("src/store/a.ts", `import { b } from "./b.ts";`),
      file("src/store/b.ts", `import type { C } from "./c.ts";`),
      file("src/store/c.ts", `export { a } from "./a.ts";`),
    ];
    expect(noCycles(ring)).toEqual(["src/store/a.ts → src/store/b.ts → src/store/c.ts → src/store/a.ts"]);
    expect(noCycles(ring.slice(0, 2))).toEqual([]);
  });
});

describe("the reader of sources", () => {
  it("tells code from comments, strings, templates and regular expressions", () => {
    const text = [
      `import { a, type B } from "./a.ts"; // import { x } from "./comment.ts"`,
      `/* import "./block.ts" */ export * from './b.ts';`,
      `const text = "import z from './string.ts'" + \`\${f("}", \`inner\`)} await\`;`,
      `const pattern = /["'\`/]async[/"]/; const half = total / 2; const other = await import("./c.ts");`,
    ].join("\n");
    expect(importsOf(text).map((found) => found.from)).toEqual(["./a.ts", "./b.ts", "./c.ts"]);
    expect(withoutCommentsAndStrings(text)).not.toMatch(/comment|block|inner|async/);
    expect(stringsOf(text)).toContain("./c.ts");
  });
});

function file(path: string, text: string): SourceFile {
  return { path, text };
}
