import iconv from "iconv-lite";
import type { CooperativeFacts, FactKind, FactProblem, Rows } from "../../domain/register/facts.ts";
import { MIRROR_FILES } from "../mirror-package/mirror-files.ts";
import { checkFacts } from "./check-facts.ts";
import type { Column } from "./columns.ts";
import { controlProblems, foundIn } from "./control-sums.ts";
import { MANIFEST, type Manifest, readManifest } from "./manifest.ts";
import type { PackageProblem } from "./problem.ts";
import { emptyRows, readTable, type TableRows } from "./read-table.ts";
import { TABLES, type Table } from "./tables.ts";

/** A file of a package with the SHA-256 of its bytes in hexadecimal. */
export interface PackageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** What a package says, and everything that is wrong with it; only facts without problems may be used. */
export interface PackageReview {
  readonly facts: CooperativeFacts;
  readonly problems: readonly PackageProblem[];
  /** Names the place of something that shows only against the database. */
  readonly place: (problem: FactProblem) => PackageProblem;
}

type ReadTables = {
  [K in FactKind]: Rows & {
    readonly [F in keyof (typeof TABLES)[K]["columns"]]: readonly ValueOf<(typeof TABLES)[K]["columns"][F]>[];
  };
};
type ValueOf<C> = C extends Column<infer T> ? T : never;

const KINDS = Object.keys(TABLES) as FactKind[];
/** What rows of another file would have to say: without that file these are no faults. */
const FOLLOWS_FROM: Readonly<Record<string, FactKind>> = {
  "right-without-holder": "rightHolders",
  "right-outside-unit": "unitStates",
  "opening-does-not-add-up": "openingItems",
  "opening-account-missing": "accounts",
  "point-without-state": "meteringPointStates",
};
const KIND_OF_FILE = new Map(KINDS.map((kind) => [TABLES[kind].file as string, kind]));

/**
 * Reads a package file by file, so that only one file's bytes are held at a time. Hand over the files named by `order`, in that
 * order, then `finish`.
 */
export class PackageReader {
  /** Files to hand over, those that others refer to first. */
  readonly order: readonly string[];
  readonly #manifest: Manifest;
  readonly #problems: PackageProblem[];
  readonly #tables = new Map<FactKind, TableRows>();
  /** Kinds whose file is missing or ends in the middle: what their rows would have said is not held against others. */
  readonly #unread = new Set<FactKind>();
  readonly #names: ReadonlySet<string>;
  readonly #isReadElsewhere: (name: string) => boolean;

  /**
   * @param manifest bytes of `manifest.json`; null when the package has none.
   * @param names every file of the package.
   * @param isReadElsewhere tells files that are no facts of the register; nothing is said of them here.
   */
  constructor(
    manifest: Uint8Array | null,
    names: readonly string[],
    isReadElsewhere: (name: string) => boolean = () => false,
  ) {
    const read = readManifest(manifest, (bytes) => iconv.decode(bytes, "utf8"));
    this.#manifest = read.manifest;
    this.#problems = [...read.problems];
    this.#names = new Set(names);
    this.#isReadElsewhere = isReadElsewhere;
    this.order = KINDS.map((kind) => TABLES[kind].file).filter((file) => this.#names.has(file));
    this.#reportFiles(manifest !== null);
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  add({ name, bytes, sha256 }: PackageFile): void {
    const kind = KIND_OF_FILE.get(name);
    if (kind === undefined) throw new Error(`not a file of the package: ${name}`);
    const table: Table = TABLES[kind];
    const rows = readTable(table, bytes, (of, code) => this.#findRow(of as FactKind, code), this.#problems);
    this.#tables.set(kind, rows);
    if (rows.isCut) this.#unread.add(kind);
    const promised = this.#manifest.files.find((file) => file.name === name);
    if (promised) this.#problems.push(...controlProblems(table, foundIn(rows, sha256), promised));
  }

  /** Judges the facts of all files together. */
  finish(): PackageReview {
    const facts = this.#facts();
    // Every reference is resolved; a hundred thousand units have a million codes.
    for (const { rowOf } of this.#tables.values()) rowOf.clear();
    const judged = checkFacts(facts).filter(
      ({ reason }) => !this.#unread.has(FOLLOWS_FROM[reason] as FactKind),
    );
    const problems = [...this.#problems, ...judged.map((problem) => this.#place(problem))];
    const rank = new Map(KINDS.map((kind, index) => [TABLES[kind].file as string, index]));
    problems.sort(
      (a, b) => (rank.get(a.file) ?? -1) - (rank.get(b.file) ?? -1) || (a.line ?? 0) - (b.line ?? 0),
    );
    return { facts, problems, place: (problem) => this.#place(problem) };
  }

  #facts(): CooperativeFacts {
    const tables = Object.fromEntries(
      KINDS.map((kind) => {
        const { count, faulty, values } = this.#tables.get(kind) ?? emptyRows(TABLES[kind]);
        return [kind, { count, faulty, ...values }];
      }),
    );
    return { cooperative: this.#manifest.cooperative, ...(tables as unknown as ReadTables) };
  }

  #place({ kind, row, field, reason, data }: FactProblem): PackageProblem {
    const table: Table = TABLES[kind];
    const line = this.#tables.get(kind)?.line[row] ?? null;
    return {
      file: table.file,
      line,
      column: field === null ? null : table.columns[field]!.name,
      reason,
      data,
    };
  }

  /** A file that cannot be read is one problem, not one for every row that refers to it. */
  #findRow(kind: FactKind, code: string): number | null | undefined {
    return this.#tables.get(kind)?.rowOf.get(code) ?? (this.#unread.has(kind) ? null : undefined);
  }

  #reportFiles(hasManifest: boolean): void {
    const report = (file: string, reason: string) =>
      this.#problems.push({ file, line: null, column: null, reason, data: { name: file } });
    const listed = new Set(this.#manifest.files.map((file) => file.name));
    for (const kind of KINDS) {
      const { file, isRequired } = TABLES[kind];
      if (this.#isReadElsewhere(file) || this.#names.has(file) || !(isRequired || listed.has(file))) continue;
      report(file, "missing-file");
      this.#unread.add(kind);
    }
    for (const name of listed)
      if (!this.#names.has(name) && !KIND_OF_FILE.has(name) && name !== MANIFEST)
        if (!this.#isReadElsewhere(name)) report(name, "missing-file");
    for (const name of this.#names) {
      if (name === MANIFEST || this.#isReadElsewhere(name)) continue;
      if (MIRROR_FILES.has(name)) report(name, "file-of-a-mirror");
      else if (!KIND_OF_FILE.has(name)) report(name, "unknown-file");
      else if (hasManifest && !listed.has(name)) report(name, "file-not-listed");
    }
  }
}
