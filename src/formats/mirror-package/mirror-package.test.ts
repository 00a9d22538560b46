import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { change, type DraftPackage } from "../../../tests/setup/exchange-package.ts";
import { exampleMirror, openPackage, sealedMirror } from "../../../tests/setup/mirror-draft.ts";
import { sentenceOf } from "../../web/messages/refusals.pl.ts";
import type { OpenPackage } from "../../world/package-files.ts";
import type { PackageProblem } from "../package/problem.ts";
import { checkMirror } from "./check-mirror.ts";
import { readMirrorPackage } from "./read-mirror-package.ts";

type Fault = readonly [file: string, line: number | null, column: string | null, reason: string];

async function problemsOf(files: OpenPackage): Promise<readonly PackageProblem[]> {
  return (await checkMirror(await readMirrorPackage(files))).problems;
}

async function faultsOf(draft: DraftPackage): Promise<Fault[]> {
  const problems = await problemsOf(sealedMirror(draft));
  return problems.map(({ file, line, column, reason }) => [file, line, column, reason]);
}

const replaced = (name: string, from: string, to: string) =>
  change(exampleMirror(), name, (text) => text.replace(from, to));
const without = (...names: string[]): DraftPackage => {
  const draft = exampleMirror();
  return { ...draft, files: new Map([...draft.files].filter(([name]) => !names.includes(name))) };
};
const withFile = (draft: DraftPackage, name: string, text: string): DraftPackage => ({
  ...draft,
  files: new Map([...draft.files, [name, text]]),
});
const since = (draft: DraftPackage, mark: string | null): DraftPackage => ({
  ...draft,
  manifest: { ...draft.manifest, mirror: { ...draft.manifest.mirror, since: mark } },
});

/** Files of a difference in which a document was changed. */
function difference(...names: string[]): DraftPackage {
  const draft = since(exampleMirror(), "2026-03-05/1");
  return { ...draft, files: new Map([...draft.files].filter(([name]) => names.includes(name))) };
}

describe("a picture of another program's books", () => {
  it("of the guide is without faults, as it lies there and sealed anew", async () => {
    const { files, manifest } = exampleMirror();
    const asItLies = openPackage(new Map([...files, ["manifest.json", JSON.stringify(manifest)]]));
    expect(await problemsOf(asItLies)).toEqual([]);
    const mirror = await readMirrorPackage(sealedMirror(exampleMirror()));
    const { rows, problems } = await checkMirror(mirror);
    expect(problems).toEqual([]);
    expect(mirror.head).toEqual({ mark: "2026-03-06/1", since: null, asOf: "2026-03-06T04:30:00Z" });
    expect(mirror.kinds).toHaveLength(14);
    expect(mirror.totals.length).toBe(72);
    expect(mirror.review?.facts.units.code).toEqual(["B1-1", "B1-2", "B1-U1", "B2-G1"]);
    expect(rows).toMatchObject({ document: 6, posting: 28, charge: 13, settlement_result: 2 });
  });

  const faults: readonly (readonly [string, DraftPackage, Fault])[] = [
    [
      "a posting of an account that nobody has",
      replaced("postings.csv", "NAL/2026/01;1;204-R1-01", "NAL/2026/01;1;204-R9-01"),
      ["postings.csv", 2, "account", "unknown-reference"],
    ],
    [
      "a posting of a document that is not there",
      replaced("postings.csv", "WPL/2;3", "WPL/9;3"),
      ["postings.csv", 23, "document", "unknown-reference"],
    ],
    [
      "a charge of an unknown right",
      replaced("charges.csv", "R2;2026-01", "R9;2026-01"),
      ["charges.csv", 6, "right", "unknown-reference"],
    ],
    [
      "a reversal of a document that is not there",
      replaced("documents.csv", "2026-01;\nROZ/1", "2026-01;NAL/2025/12\nROZ/1"),
      ["documents.csv", 6, "reverses", "unknown-reference"],
    ],
    [
      "a reading of an unknown meter",
      replaced("meter-readings.csv", "L4;", "L99;"),
      ["meter-readings.csv", 3, "meter", "unknown-reference"],
    ],
    [
      "a result of a settlement that is not there",
      replaced("settlement-results.csv", "ROZ-ZW-2025;2", "ROZ-ZW-2024;2"),
      ["settlement-results.csv", 3, "settlement", "unknown-reference"],
    ],
    [
      "a document told twice",
      change(exampleMirror(), "documents.csv", (text) => `${text}${text.split("\n")[2]}\n`),
      ["documents.csv", 8, "code", "duplicate-code"],
    ],
    [
      "a column nobody knows",
      replaced("documents.csv", "month;reverses", "month;reverses;seria"),
      ["documents.csv", 1, "seria", "unknown-column"],
    ],
    ["a file without the source's totals", without("totals.csv"), ["totals.csv", null, null, "missing-file"]],
    [
      "a sum of a kind that is not summed",
      replaced("totals.csv", "document;;;6;;;;", "document;;;6;1;;;"),
      ["totals.csv", 2, "debit", "total-not-of-kind"],
    ],
    [
      "a sum left out",
      replaced("totals.csv", "charge;204-R1-02;;2;;;203,70;", "charge;204-R1-02;;2;;;;"),
      ["totals.csv", 57, "amount", "blank-cell"],
    ],
    [
      "a total given twice",
      change(exampleMirror(), "totals.csv", (text) => `${text}settlement;;;1;;;;\n`),
      ["totals.csv", 74, "kind", "total-twice"],
    ],
    [
      "opening items",
      withFile(exampleMirror(), "opening-items.csv", "account\n"),
      ["opening-items.csv", null, null, "not-in-mirror"],
    ],
    [
      "a list of what is gone, in a whole picture",
      withFile(exampleMirror(), "deleted.csv", "kind;key\ndocument;WPL/1\n"),
      ["deleted.csv", null, null, "deleted-in-whole"],
    ],
    [
      "a library without its index",
      withFile(exampleMirror(), "library/statut.pdf", "%PDF"),
      ["library/index.csv", null, null, "missing-file"],
    ],
    [
      "a file nobody knows",
      withFile(exampleMirror(), "salda.csv", "konto\n"),
      ["salda.csv", null, null, "unknown-file"],
    ],
  ];

  it.each(faults)(
    "with %s is refused, naming the place and the reason in Polish",
    async (_what, draft, fault) => {
      const problems = await problemsOf(sealedMirror(draft));
      const found = problems.filter(({ reason }) => reason === fault[3]);
      expect(found.map(({ file, line, column, reason }) => [file, line, column, reason])).toContainEqual(
        fault,
      );
      for (const { reason, data } of problems) expect(sentenceOf({ reason, data })).not.toContain(reason);
    },
  );

  const disagreeing: readonly (readonly [string, DraftPackage, Readonly<Record<string, unknown>>])[] = [
    [
      "a charge off by a grosz",
      replaced("charges.csv", "3,15;152,78", "3,15;152,77"),
      {
        kind: "charge",
        account: "204-R1-01",
        month: "2026-01",
        measure: "amount",
        promised: 26_182,
        found: 26_181,
      },
    ],
    [
      "a posting missing",
      change(exampleMirror(), "postings.csv", (text) => text.replace(/^WPL\/1;2;.*\n/m, "")),
      { kind: "posting", account: "204-R1-01", month: "2026-01", measure: "rows", promised: 2, found: 1 },
    ],
    [
      "a posting on another's account",
      replaced("postings.csv", "WPL/2;2;204-R1-01", "WPL/2;2;204-R2-01"),
      {
        kind: "posting",
        account: "204-R2-01",
        month: "2026-02",
        measure: "credit",
        promised: 0,
        found: 19_815,
      },
    ],
    [
      "a posting on the other side",
      replaced("postings.csv", "KOR/1;1;204-R1-01;N1;credit", "KOR/1;1;204-R1-01;N1;debit"),
      {
        kind: "posting",
        account: "204-R1-01",
        month: "2026-02",
        measure: "debit",
        promised: 29_382,
        found: 32_582,
      },
    ],
    [
      "a document of another month",
      replaced("documents.csv", "2026-02-10;2026-02-10", "2026-02-10;2026-03-10"),
      { kind: "document", account: null, month: "2026-02", measure: "rows", promised: 4, found: 3 },
    ],
    [
      "an open item that is paid",
      replaced("open-items.csv", "293,82;51,27", "293,82;0,00"),
      {
        kind: "open_item",
        account: "204-R1-01",
        month: null,
        measure: "remaining",
        promised: 5127,
        found: 0,
      },
    ],
    [
      "a total that lies",
      replaced("totals.csv", "crediting;;;2;;;695,67;", "crediting;;;2;;;695,68;"),
      { kind: "crediting", account: null, month: null, measure: "amount", promised: 69_568, found: 69_567 },
    ],
    [
      "a total of rows that are not there",
      withFile(without("settlement-shares.csv"), "x", ""),
      { kind: "settlement_share", account: null, month: null, measure: "rows", promised: 2, found: 0 },
    ],
  ];

  it.each(disagreeing)(
    "with %s does not agree with its totals: account, month and amount are named",
    async (_what, draft, data) => {
      const problems = await problemsOf(sealedMirror(draft));
      expect(
        problems.filter(({ reason }) => reason === "total-disagrees").map((problem) => problem.data),
      ).toContainEqual(data);
    },
  );

  it("says in Polish which total does not agree", async () => {
    const [first] = await problemsOf(sealedMirror(replaced("charges.csv", "3,15;152,78", "3,15;152,77")));
    expect(sentenceOf(first!)).toBe(
      "Naliczenia (charges.csv), suma kwot: program podaje 1\u00a0422,94\u00a0zł, z jego wierszy wychodzi 1\u00a0422,93\u00a0zł.",
    );
  });

  it("needs a total of every table, and of every account and month of postings and charges", async () => {
    const cell = change(exampleMirror(), "totals.csv", (text) =>
      text.replace(/^charge;204-R2-02;2026-02;.*\n/m, "").replace(/^allocation;;;.*\n/m, ""),
    );
    const problems = await problemsOf(sealedMirror(cell));
    expect(problems.map(({ reason, data }) => [reason, data])).toEqual([
      ["totals-missing", { kind: "allocation", account: null, month: null }],
      ["totals-missing", { kind: "charge", account: "204-R2-02", month: "2026-02" }],
    ]);
  });

  it("is what its manifest says: bytes, rows and sums of every file", async () => {
    const { files, manifest } = exampleMirror();
    const withPostings = (
      text: string | Uint8Array,
      edit: (entry: { rows: number; sums: object }) => void = () => {},
    ) => {
      const copy = structuredClone(manifest);
      edit(copy.files.find(({ name }: { name: string }) => name === "postings.csv"));
      return openPackage(
        new Map<string, string | Uint8Array>([
          ...files,
          ["postings.csv", text],
          ["manifest.json", JSON.stringify(copy)],
        ]),
      );
    };
    const text = files.get("postings.csv")!;
    const reasonsOf = async (picture: OpenPackage) =>
      (await problemsOf(picture))
        .filter(({ file }) => file === "postings.csv")
        .map(({ column, reason }) => [column, reason]);
    expect(await reasonsOf(withPostings(text))).toEqual([]);
    expect(await reasonsOf(withPostings(`${text}\n`))).toEqual([[null, "wrong-digest"]]);
    const lines = text.split("\n");
    expect(await reasonsOf(withPostings(lines.slice(0, 20).join("\n")))).toEqual([
      [null, "wrong-digest"],
      [null, "wrong-row-count"],
      ["amount.debit", "wrong-control-sum"],
      ["amount.credit", "wrong-control-sum"],
    ]);
    expect(await reasonsOf(withPostings(text.slice(0, text.lastIndexOf(";N1;"))))).toContainEqual([
      null,
      "wrong-field-count",
    ]);
    expect(await reasonsOf(withPostings(text, (entry) => Object.assign(entry, { rows: 29 })))).toEqual([
      [null, "wrong-row-count"],
    ]);
    const sums = { "amount.debit": "1.00", amount: "zł", "side.debit": "1" };
    expect(await reasonsOf(withPostings(text, (entry) => Object.assign(entry, { sums })))).toEqual([
      ["amount.credit", "control-sum-missing"],
      ["amount.debit", "wrong-control-sum"],
      ["amount", "bad-control-sum"],
      ["side.debit", "unknown-control-sum"],
    ]);
    const polish = iconv.encode(text, "windows-1250");
    expect(await reasonsOf(withPostings(polish))).toContainEqual(["text", "broken-encoding"]);
  });

  it("says of which state it is, or is none", async () => {
    const withMirror = (mirror: unknown) => ({
      ...exampleMirror(),
      manifest: { ...exampleMirror().manifest, mirror },
    });
    const head = { mark: "1", since: null, asOf: "2026-03-06T05:30:00+01:00" };
    expect(await faultsOf(withMirror(undefined))).toEqual([["manifest.json", null, null, "not-a-mirror"]]);
    for (const [mirror, column, reason] of [
      [{ ...head, mark: "" }, "mirror.mark", "bad-field"],
      [{ ...head, asOf: "2026-03-06T05:30:00" }, "mirror.asOf", "bad-field"],
      [{ ...head, asOf: "2026-02-30T05:30:00Z" }, "mirror.asOf", "bad-field"],
      [{ ...head, asOf: undefined }, "mirror.asOf", "missing-field"],
      [{ ...head, full: true }, "mirror.full", "unknown-field"],
    ] as const)
      expect(await faultsOf(withMirror(mirror))).toEqual([["manifest.json", null, column, reason]]);
  });
});

describe("a difference", () => {
  const books = ["documents.csv", "postings.csv", "totals.csv"];

  it("may come without the register, and then names what it replaces and what is gone", async () => {
    const draft = withFile(
      difference(...books),
      "deleted.csv",
      "kind;key\ndocument;WPL/3\ncharge;R|1|2026-02\nreading;L4|2026-02-28\nrights;R4\n",
    );
    const mirror = await readMirrorPackage(sealedMirror(draft));
    expect((await checkMirror(mirror)).problems).toEqual([]);
    expect(mirror.head.since).toBe("2026-03-05/1");
    expect(mirror.review).toBeNull();
    expect(mirror.cooperative.slug).toBe("przyklad");
    expect(mirror.kinds).toEqual(["document", "posting"]);
    expect(mirror.deleted).toEqual([
      { kind: "document", key: "WPL/3" },
      { kind: "charge", key: "R|1|2026-02" },
      { kind: "reading", key: "L4|2026-02-28" },
      { kind: "rights", key: "R4" },
    ]);
  });

  it("has the register as a whole or not at all", async () => {
    expect(await faultsOf(difference(...books, "rights.csv"))).toContainEqual([
      "units.csv",
      null,
      null,
      "missing-file",
    ]);
  });

  it("is refused with a key of another form, an unknown file and tables without totals", async () => {
    const keys = ["charge;R1", "charge;R1|2026-13", "reading;L4|2026-02-30", "charge;|2026-01", "faktury;F1"];
    const draft = withFile(difference(...books), "deleted.csv", `kind;key\n${keys.join("\n")}\n`);
    expect(await faultsOf(withFile(draft, "salda.csv", "konto\n"))).toEqual([
      ["salda.csv", null, null, "unknown-file"],
      ["deleted.csv", 6, "kind", "not-one-of"],
      ["deleted.csv", 2, "key", "deleted-key"],
      ["deleted.csv", 3, "key", "deleted-key"],
      ["deleted.csv", 4, "key", "deleted-key"],
      ["deleted.csv", 5, "key", "deleted-key"],
    ]);
    const untotalled = change(difference(...books), "totals.csv", (text) =>
      text.replace(/^posting;;;.*\n/m, ""),
    );
    expect(await faultsOf(untotalled)).toEqual([["totals.csv", null, null, "totals-missing"]]);
  });
});
