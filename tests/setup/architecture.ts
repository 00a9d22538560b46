import { dirname, join } from "node:path/posix";
import { type Import, importsOf, stringsOf, withoutCommentsAndStrings } from "./source-text.ts";

/** A source file as the rules see it. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A rule looks at all files and says in one sentence each what breaks it. */
export type Rule = (files: readonly SourceFile[]) => string[];

/** Order of the domain's folders: each may use those before it. */
const DOMAIN_ORDER = [
  "values",
  "law",
  "register",
  "ledger",
  "fees",
  "receivables",
  "metering",
  "settlement",
  "governance",
  "mirror",
];

/** Who may import whom (docs/architecture.md): folders of src, by the longest name that fits. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  formats: ["formats", "domain"],
  store: ["store", "domain", "world/database"],
  access: ["access", "store", "domain", "world"],
  // The types of the tables are generated beside the store.
  "world/database": ["world", "store/schema.ts"],
  // What reads another program's database speaks the mapping and writes the package.
  "world/mirror-source": ["world", "domain", "formats"],
  world: ["world", "domain"],
  operations: ["operations/context.ts", "store", "domain", "formats", "world", "access"],
  demo: ["demo", "operations", "store", "domain", "formats", "world", "access"],
  web: ["web", "operations", "store", "domain", "formats", "access", "world"],
  cli: ["cli", "operations", "store", "domain", "formats", "access", "world", "web", "demo"],
};

/** Parsers that the pure part may use: no I/O of their own. */
const VETTED_PARSERS = ["iconv-lite", "saxes", "csv-parse/sync", "yauzl"];

/** Our own database's SQL, and the few questions put to another program's. */
const SQL_FOLDERS = ["src/store/", "src/access/", "src/world/database/", "src/world/mirror-source/"];

const MAX_LINES = 300;

export const importTable: Rule = (files) =>
  productionFiles(files).flatMap((file) => {
    const from = file.path.replace(/^src\//, "");
    return importsOf(file.text).flatMap((imported) => {
      const target = targetOf(file, imported);
      if (target === null)
        return mayUsePackage(from, imported.from)
          ? []
          : [`${file.path} imports the package ${imported.from}`];
      return target.startsWith("src/") && mayImport(from, target.replace(/^src\//, ""))
        ? []
        : [`${file.path} imports ${target}`];
    });
  });

function mayImport(from: string, to: string): boolean {
  if (from.startsWith("domain/")) {
    const [own, other] = [DOMAIN_ORDER.indexOf(from.split("/")[1]!), DOMAIN_ORDER.indexOf(to.split("/")[1]!)];
    return to.startsWith("domain/") && own >= 0 && other >= 0 && other <= own;
  }
  const folder = Object.keys(ALLOWED)
    .filter((name) => from.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (folder === undefined) return false;
  return ALLOWED[folder]!.some((allowed) => to === allowed || to.startsWith(`${allowed}/`));
}

function mayUsePackage(from: string, name: string): boolean {
  if (from.startsWith("domain/")) return false;
  return !from.startsWith("formats/") || VETTED_PARSERS.includes(name);
}

export const noCycles: Rule = (files) => {
  const production = productionFiles(files);
  const known = new Map(production.map((file) => [file.path, file]));
  const state = new Map<string, "open" | "done">();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    const file = known.get(path);
    for (const imported of file ? importsOf(file.text) : []) {
      const target = targetOf(file!, imported);
      if (target !== null && known.has(target)) visit(target, [...trail, path]);
    }
    state.set(path, "done");
  };
  for (const file of production) visit(file.path, []);
  return cycles;
};

const IMPURE =
  /\bnew Date\b|\bDate\s*\.|\bMath\s*\.\s*random\b|\bTemporal\s*\.\s*Now\b|\basync\b|\bawait\b|\bPromise\b|\bperformance\s*\.|\bcrypto\s*\.|\bsetTimeout\b|\bfetch\s*\(/;

/** The pure part knows no clock, no chance and no waiting: the same facts give the same answer. */
export const pureCore: Rule = (files) =>
  productionFiles(files)
    .filter((file) => /^src\/(domain|formats)\//.test(file.path))
    .flatMap((file) => {
      const found = IMPURE.exec(withoutCommentsAndStrings(file.text));
      return found && !isStreamReader(file.path, found[0]) ? [`${file.path} uses ${found[0]}`] : [];
    });

/** A reader of a statement of any size takes its bytes as they come; what it makes of them stays pure. */
function isStreamReader(path: string, found: string): boolean {
  return /^src\/formats\/(bank|package|mirror-package)\//.test(path) && /async|await|Promise/.test(found);
}

const SQL_TEXT =
  /^\s*(select\s|insert\s+into\s|update\s+[\w.]+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\(|create\s+(table|temp|or\s)|alter\s+table\s|copy\s+\w+[\s(])/i;
const SQL_CALL = /\bsql\s*`|\.(selectFrom|insertInto|updateTable|deleteFrom)\s*\(/;

export const sqlOnlyInStore: Rule = (files) =>
  productionFiles(files)
    .filter((file) => !SQL_FOLDERS.some((folder) => file.path.startsWith(folder)))
    .filter((file) => SQL_CALL.test(file.text) || stringsOf(file.text).some((text) => SQL_TEXT.test(text)))
    .map((file) => `${file.path} contains SQL`);

export const shortFiles: Rule = (files) =>
  files
    .filter((file) => !file.path.endsWith("store/schema.ts"))
    .filter((file) => /^(src|scripts|bench)\//.test(file.path) && !/\.test\.tsx?$/.test(file.path))
    .map((file) => ({ path: file.path, lines: file.text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);

const VAGUE_NAME = /(^|[-/._])(utils?|helpers?|managers?|services?|misc|stuff)([-/._]|$)/i;
const VAGUE_DECLARATION =
  /\b(?:class|function|const|interface|type)\s+(\w*(?:Utils?|Helpers?|Manager|Service))\b/;

export const exactNames: Rule = (files) =>
  files.flatMap((file) => {
    if (VAGUE_NAME.test(file.path)) return [`${file.path} has a name that says nothing`];
    const declared = VAGUE_DECLARATION.exec(withoutCommentsAndStrings(file.text))?.[1];
    return declared ? [`${file.path} declares ${declared}`] : [];
  });

export const nothingUnfinished: Rule = (files) =>
  files
    .filter((file) => !file.path.endsWith("architecture.ts") && !file.path.endsWith("architecture.test.ts"))
    .flatMap((file) => {
      const found =
        /\b(TODO|FIXME|HACK)\b/.exec(file.text) ??
        /\b(?:it|test|describe)\.(?:skip|only|todo)\b/.exec(withoutCommentsAndStrings(file.text));
      return found ? [`${file.path} contains ${found[0]}`] : [];
    });

/** An import without a name changes something elsewhere that no reader of the file can see. */
export const noDecorativeImports: Rule = (files) =>
  productionFiles(files).flatMap((file) =>
    importsOf(file.text)
      .filter((imported) => imported.isForEffect)
      .map((imported) => `${file.path} imports ${imported.from} only for its effect`),
  );

function productionFiles(files: readonly SourceFile[]): SourceFile[] {
  return files.filter(
    (file) => file.path.startsWith("src/") && !/\.(test|fixtures|d)\.tsx?$/.test(file.path),
  );
}

/** The imported file from the root of the repository; null for a package. */
function targetOf(file: SourceFile, imported: Import): string | null {
  return imported.from.startsWith(".") ? join(dirname(file.path), imported.from) : null;
}
