import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { optionalText, whole } from "../package/columns.ts";
import type { PackageProblem } from "../package/problem.ts";
import { readTable } from "../package/read-table.ts";
import type { Table } from "../package/table.ts";
import { MIRROR_TABLES } from "./mirror-tables.ts";
import { readMirrorTable } from "./read-mirror-table.ts";
import { mirrorTableHeading, mirrorTableLine, type WrittenRow } from "./write-mirror-table.ts";

/** Texts and a number: every way of writing a cell can be tried. */
const NOTES = {
  file: "notes.csv",
  isRequired: false,
  key: [],
  columns: { number: whole("number"), first: optionalText("first"), second: optionalText("second") },
} satisfies Table;

interface Reading {
  readonly values: Readonly<Record<string, readonly unknown[]>>;
  readonly lines: readonly number[];
  readonly faulty: readonly number[];
  readonly problems: readonly PackageProblem[];
  readonly isCut: boolean;
}

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}

async function read(table: Table, text: string | Uint8Array, pieceLength = 1 << 18): Promise<Reading> {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const values: Record<string, unknown[]> = Object.fromEntries(
    Object.keys(table.columns).map((field) => [field, []]),
  );
  const [lines, faulty, problems]: [number[], number[], PackageProblem[]] = [[], [], []];
  const batches = readMirrorTable(table, inPieces(bytes, pieceLength), (problem) => problems.push(problem));
  let next = await batches.next();
  for (; next.done !== true; next = await batches.next()) {
    const batch = next.value;
    expect(batch.count).toBeLessThanOrEqual(10_000);
    for (const row of batch.faulty) faulty.push(lines.length + row);
    lines.push(...batch.lines);
    for (const [field, column] of Object.entries(batch.values)) {
      expect(column).toHaveLength(batch.count);
      values[field]!.push(...column);
    }
  }
  return { values, lines, faulty: faulty.sort((a, b) => a - b), problems, isCut: next.value };
}

/** "3 amount not-a-decimal" */
function told(problems: readonly PackageProblem[]): string[] {
  return problems.map(({ line, column, reason }) => `${line} ${column} ${reason}`);
}

const CHARGES =
  "right;month;account;component;rate;document;base;rate_amount;amount;kind;disputed;days_charged;vat_rate";
const charges = (...rows: string[]) => read(MIRROR_TABLES.charge, [CHARGES, ...rows].join("\n"));

describe("a file of the books", () => {
  it("is read into typed columns, whatever the order of its columns, its ends of lines and its comma", async () => {
    const { values, lines, problems } = await charges(
      "R1;2026-01;201-1;SK1;ST1;D1;48,5;3.25;157,63;assessed;;;",
      "R1;2026-01;201-1;;;D1;-48,500000;0,000001;-0,01;correction;yes;15;8",
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual([2, 3]);
    expect(values).toEqual({
      right: ["R1", "R1"],
      month: ["2026-01", "2026-01"],
      account: ["201-1", "201-1"],
      component: ["SK1", null],
      rate: ["ST1", null],
      document: ["D1", "D1"],
      baseMillionths: [48_500_000, -48_500_000],
      rateMillionths: [3_250_000, 1],
      amountGrosze: [15_763, -1],
      kind: ["assessed", "correction"],
      isDisputed: [false, true],
      daysCharged: [null, 15],
      vatRate: [null, "8"],
    });
    const other =
      "\ufeffmonth,right,account,document,base,rate_amount,amount,kind\r\n\r\n2026-01, R1 ,201-1,D1,48.50,1,-0,assessed";
    const turned = await read(MIRROR_TABLES.charge, other, 5);
    expect(turned.problems).toEqual([]);
    expect([turned.values.right, turned.values.amountGrosze, turned.values.component]).toEqual([
      ["R1"],
      [0],
      [null],
    ]);
  });

  it("names every cell that cannot be read and reads on", async () => {
    const good = "R1;2026-01;201-1;;;D1;1;1;1;assessed;;;";
    const { problems, faulty, values } = await charges(
      good,
      "R1;2026-13;201-1;;;D1;1;1;1;assessed;;;",
      "R1;2026-01;201-1;;;D1;1;1;1,001;assessed;;;",
      "R1;2026-01;201-1;;;D1;1;1;1 000,00;assessed;;;",
      "R1;2026-01;201-1;;;D1;1;1;99999999999999999;assessed;;;",
      "R1;2026-01;201-1;;;D1;1;1;999999999999;naliczenie;;;",
      ";2026-01;201-1;;;D1;1;1;1;assessed;maybe;32;",
      "R1;2026-01;201-1;;;D1;1;1;1",
      good,
    );
    expect(told(problems)).toEqual([
      "3 month not-a-month",
      "4 amount too-many-decimals",
      "5 amount not-a-decimal",
      "6 amount number-too-large",
      "7 amount number-out-of-range",
      "7 kind not-one-of",
      "8 right blank-cell",
      "8 disputed not-one-of",
      "8 days_charged number-out-of-range",
      "9 null wrong-field-count",
      "9 kind blank-cell",
    ]);
    expect(faulty).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(values.amountGrosze!.at(-1)).toBe(100);
  });

  it("says what is wrong with its heading", async () => {
    const { problems } = await read(MIRROR_TABLES.document, "code;code;nazwa;kind\nD1;D1;x;payment\n");
    expect(told(problems)).toEqual([
      "1 code column-twice",
      "1 nazwa unknown-column",
      "1 number missing-column",
      "1 document_date missing-column",
      "1 posted_on missing-column",
      "1 description missing-column",
    ]);
    for (const empty of ["", "\n\n", "\ufeff"])
      expect(told((await read(MIRROR_TABLES.document, empty)).problems)).toEqual(["1 null heading-missing"]);
  });

  it("names a document told twice, with the line of the first", async () => {
    const row = (code: string) => `${code};1;payment;2026-01-02;2026-01-02;x`;
    const text = ["code;number;kind;document_date;posted_on;description", row("A"), row("B"), row("A")];
    const { problems, faulty } = await read(MIRROR_TABLES.document, text.join("\r\n"));
    expect(problems).toMatchObject([
      { line: 4, column: "code", reason: "duplicate-code", data: { code: "A", firstLine: 2 } },
    ]);
    expect(faulty).toEqual([2]);
  });

  it("in Windows-1250, or of two bytes a letter, is broken encoding", async () => {
    const text =
      "code;number;kind;document_date;posted_on;description\nD1;1;payment;2026-01-02;2026-01-02;wpłata";
    const polish = await read(MIRROR_TABLES.document, iconv.encode(text, "windows-1250"), 7);
    expect(told(polish.problems)).toEqual(["2 description broken-encoding"]);
    const wide = await read(MIRROR_TABLES.document, Buffer.from(`\ufeff${text}`, "utf16le"));
    expect([told(wide.problems), wide.isCut]).toEqual([["1 null broken-encoding"], true]);
  });

  it("ends where a quotation mark is never closed or stands in the middle of a cell", async () => {
    for (const row of ['1;"open;x', '1;a"b;x', '1;"a"b;x']) {
      const { problems, isCut } = await read(NOTES, `number;first;second\n1;a;b\n${row}\n2;a;b\n`, 3);
      expect([told(problems), isCut]).toEqual([["3 null not-csv"], true]);
    }
  });

  it("without ends of lines is left off before it fills the memory", async () => {
    let given = 0;
    async function* endless() {
      yield Buffer.from("number;first;second\n1;");
      for (; given < 200; given += 1) yield Buffer.alloc(1 << 20, "x");
    }
    const problems: PackageProblem[] = [];
    for await (const _ of readMirrorTable(NOTES, endless(), (problem) => problems.push(problem)));
    expect(told(problems)).toEqual(["2 null not-csv"]);
    expect(given).toBeLessThan(20);
  });

  it("tells a thousand problems and counts the others", async () => {
    const { problems } = await read(NOTES, `number;first;second\n${"x;a;b\n".repeat(25_000)}`);
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)).toMatchObject({ reason: "problems-left-out", data: { count: 24_000 } });
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '"',
          '""',
          ";",
          ",",
          "\n",
          "\r",
          "\r\n",
          "\ufeff",
          " ",
          "\u00a0",
          "\t",
          "\u2028",
          "\u2029",
          "=1+1",
        ],
        ...["@SUM(A1)", "ą", "Łódź", "zł", "x", "'", "\\", "\u200b", "\u0085"],
      ),
    )
    .map((parts) => parts.join("")),
);
/** Texts that the reader takes: it refuses control characters, halves of letters and what stands for unread bytes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for exactly these
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;
const kept = hostile.filter((text) => !CONTROL.test(text) && text.isWellFormed());

describe("what is written", () => {
  it("is read back the same, whatever stands in a text and wherever the pieces are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ first: kept, second: kept }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, pieceLength) => {
          const written = rows.map((row, number) => ({ number: String(number), ...row }));
          const text = mirrorTableHeading(NOTES) + written.map((row) => mirrorTableLine(NOTES, row)).join("");
          const { values, problems } = await read(NOTES, text, pieceLength);
          expect(problems).toEqual([]);
          expect(values.first).toEqual(rows.map(({ first }) => first));
          expect(values.second).toEqual(rows.map(({ second }) => second));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("but for control characters, which the reader names in their place", async () => {
    for (const character of ["\u0000", "\u0007", "\u001b"]) {
      const row: WrittenRow = { number: "1", first: `a${character}b`, second: null };
      const text = mirrorTableHeading(NOTES) + mirrorTableLine(NOTES, row);
      expect(told((await read(NOTES, text)).problems)).toEqual(["2 first control-character"]);
    }
  });

  it("has a line for each row and marks only where they are needed", () => {
    expect(mirrorTableHeading(NOTES)).toBe("number;first;second\n");
    expect(mirrorTableLine(NOTES, { number: "1", first: "ulica 3", second: null })).toBe("1;ulica 3;\n");
    expect(mirrorTableLine(NOTES, { number: "1", first: ' „a" ', second: "b;c" })).toBe('1;" „a"" ";"b;c"\n');
  });
});

describe("the fast reader", () => {
  const cell = fc.constantFrom(
    ...["", " ", "1", "02", "1,0", "+7", "-3", "1.5", "x", "ą", '"a;b"', '"1"', ' "2" ', '"a""b"', '"a\nb"'],
    ...["\u00a07", "32767", "32768", "999999999999999999", "\u0007", "1 000", ",5", "5,", "-"],
  );
  const line = fc.array(cell, { minLength: 0, maxLength: 4 }).map((cells) => cells.join(";"));
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
    .map(([lines, end, isEnded]) => ["number;first;second", ...lines].join(end) + (isEnded ? end : ""));

  it("reads what the reader of whole files reads, and finds the same problems", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (csv, pieceLength) => {
        const problems: PackageProblem[] = [];
        const rows = readTable(NOTES, Buffer.from(csv), () => undefined, problems);
        const fast = await read(NOTES, csv, pieceLength);
        expect(fast.values).toEqual(rows.values);
        expect(fast.lines).toEqual(rows.line);
        expect(fast.faulty).toEqual([...rows.faulty].sort((a, b) => a - b));
        expect(fast.problems).toEqual(problems);
      }),
      { numRuns: 500 },
    );
  });
});
