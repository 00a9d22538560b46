import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { plainDate } from "../../domain/values/plain-date.ts";
import { createEncodingDetector } from "./encoding.ts";
import { collectStatements, createStatementReader, readStatements } from "./read-statements.ts";
import type { ParsedStatementFile, StatementEvent } from "./statement.ts";
import { writeMt940 } from "./write-mt940.ts";

const CAMT = `<?xml version="1.0" encoding="UTF-8"?>\r\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>żółw</Id>
<Acct><Id><IBAN>PL61109010140000071219812874</IBAN></Id></Acct>
<Ntry><Amt Ccy="PLN">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><TxDtls><RmtInf><Ustrd>ŁÓDŹ</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>`;

const ENTRY = {
  bookingDate: plainDate("2026-11-09"),
  valueDate: plainDate("2026-11-09"),
  side: "credit",
  isReversal: false,
  amountMinor: 64218,
  bankReference: "BR1",
  customerReference: null,
  counterpartyName: "ŻANETA ŚWIĘTOJAŃSKA",
  counterpartyAccount: "PL50102055619000361245650240",
  title: "CZYNSZ ZA LOKAL NR 12 PRZY ULICY LIPOWEJ 4 W ŁODZI, LISTOPAD",
  addressedTo: null,
} as const;

const FILES: readonly Uint8Array[] = [
  ...(["pko-bp", "mbank", "ing", "pekao"] as const).map((dialect) =>
    writeMt940(dialect, [
      {
        account: "PL61109010140000071219812874",
        number: "118",
        currency: "PLN",
        opening: { date: plainDate("2026-11-08"), amountMinor: 1000, side: "debit" },
        closing: { date: plainDate("2026-11-09"), amountMinor: 127436, side: "credit" },
        entries: [ENTRY, { ...ENTRY, customerReference: "X1" }],
      },
    ]),
  ),
  new TextEncoder().encode(CAMT),
];

const file = fc.constantFrom(...FILES);
const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 });

describe("readStatements", () => {
  it("reads the samples without a problem", () => {
    expect(
      FILES.map((bytes) => readStatements(bytes)).map(({ problems, statements }) => [
        problems,
        statements[0]?.balances,
      ]),
    ).toEqual([...Array.from({ length: 4 }, () => [[], "agree"]), [[], "absent"]]);
  });

  it("gives the same wherever a file is cut into pieces", () => {
    fc.assert(
      fc.property(file, sizes, (bytes, pieceSizes) => {
        expect(readInPieces(bytes, pieceSizes)).toEqual(readStatements(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it("never throws on a file cut anywhere, and says that it is not whole", () => {
    fc.assert(
      fc.property(file, fc.double({ min: 0, max: 1, noNaN: true }), (bytes, share) => {
        const cut = readStatements(bytes.slice(0, Math.floor(bytes.length * share)));
        const entries = cut.statements.flatMap((statement) => statement.entries);
        expect(entries.length).toBeLessThanOrEqual(2);
        if (entries.length > 0 && cut.statements[0]?.closing === null) {
          const isCamt = cut.format?.startsWith("camt") === true;
          if (!isCamt || share < 0.9) expect(cut.problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("never throws on changed bytes, in pieces as at once", () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(
        file,
        fc.array(change, { minLength: 1, maxLength: 12 }),
        sizes,
        (bytes, changes, pieceSizes) => {
          const damaged = Uint8Array.from(bytes);
          for (const { at, byte } of changes) damaged[at % damaged.length] = byte;
          expect(readInPieces(damaged, pieceSizes)).toEqual(readStatements(damaged));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("names the same line of text outside all elements, in pieces as at once", () => {
    const outside = new TextEncoder().encode(CAMT.replace("<Document", "kopia\n\n<Document"));
    const whole = readStatements(outside);
    expect(whole.problems).toEqual([{ line: 1, reason: "xml-malformed" }]);
    expect(readInPieces(outside, [1])).toEqual(whole);
  });

  it("never throws on garbage", () => {
    const snippet = fc.constantFrom(
      ":20:",
      ":61:",
      ":86:",
      "\r\n",
      "\n-\n",
      "<Stmt>",
      "<Document",
      "</",
      "{1:",
      "?20",
      "~20",
      "]]>",
      "<![CDATA[",
      "<!--",
      "&#x0;",
      ":60F:C",
      ":25:",
    );
    const garbage = fc
      .array(fc.oneof(snippet, fc.string({ unit: "binary" })), { maxLength: 60 })
      .map((pieces) => iconv.encode(pieces.join(""), "utf-8"));
    fc.assert(
      fc.property(fc.oneof(garbage, fc.uint8Array({ maxLength: 400 })), sizes, (bytes, pieceSizes) => {
        expect(readInPieces(bytes, pieceSizes)).toEqual(readStatements(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

function readInPieces(bytes: Uint8Array, pieceSizes: readonly number[]): ParsedStatementFile {
  const pieces: Uint8Array[] = [];
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = pieceSizes[turn % pieceSizes.length] ?? 1;
    pieces.push(bytes.subarray(from, from + size));
    from += size;
  }
  const detector = createEncodingDetector();
  for (const piece of pieces) detector.push(piece);
  const encoding = detector.finish();
  const reader = createStatementReader({ encoding });
  const events: StatementEvent[] = pieces.flatMap((piece) => reader.push(piece));
  return collectStatements(encoding, [...events, ...reader.finish()]);
}
