import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readStatements } from "./read-statements.ts";
import type { ParsedStatementFile } from "./statement.ts";

const ACCOUNT = "<Acct><Id><IBAN>PL61109010140000071219812874</IBAN></Id><Ccy>PLN</Ccy></Acct>";

const balance = (kind: string, amount: string, day = "2026-11-09", currency = "PLN") =>
  `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;

const entry = (amount: string, side: string, rest = "", status = "<Sts>BOOK</Sts>") =>
  `<Ntry><Amt Ccy="PLN">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}<BookgDt><Dt>2026-11-09</Dt></BookgDt><ValDt><DtTm>2026-11-08T23:30:00+01:00</DtTm></ValDt>${rest}</Ntry>`;

const message = (inside: string, version = "053.001.02", tag = "BkToCstmrStmt", part = "Stmt") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${version}">\n<${tag}><${part}>\n${inside}\n</${part}></${tag}>\n</Document>`;

describe("camt messages", () => {
  it.each([
    ["053.001.02", "BkToCstmrStmt", "Stmt"],
    ["053.001.08", "BkToCstmrStmt", "Stmt"],
    ["053.001.13", "BkToCstmrStmt", "Stmt"],
    ["052.001.06", "BkToCstmrAcctRpt", "Rpt"],
    ["054.001.04", "BkToCstmrDbtCdtNtfctn", "Ntfctn"],
  ])("names camt.%s", (version, tag, part) => {
    const file = read(message(`<Id>1</Id>${ACCOUNT}`, version, tag, part));
    expect(file).toMatchObject({
      format: `camt.${version}`,
      problems: [],
      statements: [{ number: "1", balances: "absent" }],
    });
  });

  it("reads a prefixed namespace, and none as version 2", () => {
    const prefixed = `<c:Document xmlns:c="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><c:BkToCstmrStmt><c:Stmt><c:Id>7</c:Id></c:Stmt></c:BkToCstmrStmt></c:Document>`;
    expect(read(prefixed)).toMatchObject({ format: "camt.053.001.08", statements: [{ number: "7" }] });
    expect(read("<Document><BkToCstmrStmt><Stmt><Id>7</Id></Stmt></BkToCstmrStmt></Document>")).toMatchObject(
      {
        format: "camt.053.001.02",
        statements: [{ number: "7" }],
      },
    );
  });

  it("takes the number from ElctrncSeqNb, else LglSeqNb, else Id; opening from OPBD, else PRCD", () => {
    const heads = [
      "<Id>A</Id><ElctrncSeqNb>118</ElctrncSeqNb><LglSeqNb>7</LglSeqNb>",
      "<Id>A</Id><LglSeqNb>7</LglSeqNb>",
      "<Id>A</Id>",
    ];
    expect(heads.map((head) => read(message(head)).statements[0]?.number)).toEqual(["118", "7", "A"]);
    const both =
      balance("PRCD", "1.00") + balance("OPBD", "2.00") + balance("CLBD", "2.00") + balance("CLAV", "9.00");
    expect(read(message(both)).statements[0]).toMatchObject({
      opening: { amountMinor: 200 },
      balances: "agree",
    });
    expect(read(message(balance("PRCD", "1.00"))).statements[0]).toMatchObject({
      opening: { amountMinor: 100 },
      closing: null,
      balances: "absent",
    });
  });

  it("reads an entry: other party one level deeper (version 8), references, unstructured lines joined bare", () => {
    const details = `<AcctSvcrRef>B-1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
      <RltdPties><Dbtr><Pty><Nm>JAN
 NOWAK</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>PL50102055619000361245650240</IBAN></Id></DbtrAcct>
      <Cdtr><Pty><Nm>SM ŚWIT</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>27 1140 2004 0000 3002 0135 5387</Id></Othr></Id></CdtrAcct></RltdPties>
      <RmtInf><Ustrd>CZYNSZ LISTO</Ustrd><Ustrd>PAD 2026 &amp; woda</Ustrd></RmtInf></TxDtls></NtryDtls>`;
    const file = read(message(ACCOUNT + entry("642.18", "CRDT", details), "053.001.08"));
    expect(file.statements[0]?.entries).toEqual([
      {
        bookingDate: "2026-11-09",
        valueDate: "2026-11-08",
        side: "credit",
        isReversal: false,
        amountMinor: 64218,
        currency: "PLN",
        bankReference: "B-1",
        customerReference: null,
        counterpartyName: "JAN NOWAK",
        counterpartyAccount: "PL50102055619000361245650240",
        title: "CZYNSZ LISTOPAD 2026 & woda",
        batchIndex: null,
      },
    ]);
  });

  it("takes the creditor of a debit, and CdtDbtInd of a reversal as it stands", () => {
    const details =
      "<RvslInd>true</RvslInd><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr></RltdPties></TxDtls></NtryDtls><AddtlNtryInf>Zwrot</AddtlNtryInf>";
    expect(read(message(entry("1.00", "DBIT", details))).statements[0]?.entries).toMatchObject([
      { side: "debit", isReversal: true, counterpartyName: "B", title: "Zwrot" },
    ]);
  });

  it("gives a batch's transactions one entry each", () => {
    const part = (amount: string) =>
      `<TxDtls><Refs><EndToEndId>E${amount}</EndToEndId></Refs><Amt Ccy="PLN">${amount}</Amt></TxDtls>`;
    const file = read(
      message(entry("30.00", "CRDT", `<NtryDtls>${part("10.00")}${part("20.00")}</NtryDtls>`)),
    );
    expect(file.problems).toEqual([]);
    expect(
      file.statements[0]?.entries.map(({ amountMinor, batchIndex, customerReference }) => [
        amountMinor,
        batchIndex,
        customerReference,
      ]),
    ).toEqual([
      [1000, 0, "E10.00"],
      [2000, 1, "E20.00"],
    ]);
  });

  it("keeps a batch whole when a transaction has no amount, and reports a batch that does not add up", () => {
    const details = (second: string) =>
      `<NtryDtls><TxDtls><Amt Ccy="PLN">10.00</Amt></TxDtls><TxDtls>${second}</TxDtls></NtryDtls>`;
    const whole = read(message(entry("30.00", "CRDT", details("<Refs/>"))));
    expect(whole.statements[0]?.entries).toMatchObject([{ amountMinor: 3000, batchIndex: null }]);
    expect(whole.problems).toEqual([{ line: 4, reason: "batch-amount-missing" }]);
    const differing = read(message(entry("30.00", "CRDT", details('<Amt Ccy="PLN">19.00</Amt>'))));
    expect(differing.statements[0]?.entries).toHaveLength(2);
    expect(differing.problems).toEqual([{ line: 4, reason: "batch-differs-from-entry" }]);
  });

  it("leaves an entry out that is not booked, has no side or an amount below the grosz, and says so", () => {
    const file = read(
      message(
        [
          entry("1.00", "CRDT", "", "<Sts>PDNG</Sts>"),
          entry("1.00", "CRDT", "", "<Sts><Cd>INFO</Cd></Sts>"),
          entry("1.00", "CRDT", "", "<Sts><Cd>BOOK</Cd></Sts>"),
          entry("1.00", "?"),
          entry("1.005", "CRDT"),
          entry("1.50000", "CRDT"),
        ].join("\n"),
      ),
    );
    expect(file.statements[0]?.entries.map((read) => read.amountMinor)).toEqual([100, 150]);
    expect(file.problems).toEqual([
      { line: 4, reason: "entry-not-booked" },
      { line: 5, reason: "entry-not-booked" },
      { line: 7, reason: "entry-malformed" },
      { line: 8, reason: "amount-too-precise" },
    ]);
  });

  it("compares balances in one currency only", () => {
    const inside = (currency: string) =>
      balance("OPBD", "1.00") + balance("CLBD", "1.00", "2026-11-09", currency);
    expect(read(message(inside("PLN"))).statements[0]?.balances).toBe("agree");
    expect(read(message(inside("EUR"))).statements[0]?.balances).toBe("differ");
  });
});

describe("camt files that are not whole", () => {
  it("keeps the entries before a fault of the XML and names its line", () => {
    const file = read(
      message(`${ACCOUNT}${entry("1.00", "CRDT")}\n<Ntry><Amt>`).replace("</Stmt>", "</Wrong>"),
    );
    expect(file.statements).toMatchObject([
      { account: "PL61109010140000071219812874", entries: [{ amountMinor: 100 }] },
    ]);
    expect(file.problems).toEqual([{ line: 6, reason: "xml-malformed" }]);
  });

  it("says that a statement was cut in the middle", () => {
    const whole = message(`${ACCOUNT}\n${entry("1.00", "CRDT")}\n${entry("2.00", "CRDT")}`);
    const file = read(whole.slice(0, whole.indexOf("2.00")));
    expect(file.statements).toMatchObject([
      { entries: [{ amountMinor: 100 }], closing: null, balances: "absent" },
    ]);
    expect(file.problems).toEqual([{ line: 6, reason: "statement-cut-short" }]);
  });

  it("refuses a document type, so that no entity can grow", () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>';
    expect(read(bomb)).toMatchObject({
      format: null,
      statements: [],
      problems: [{ line: 1, reason: "doctype-refused" }],
    });
  });

  it("refuses an entity of its own, deep nesting, and other XML", () => {
    expect(read(message("<Id>&lol;</Id>")).problems).toEqual([{ line: 4, reason: "xml-malformed" }]);
    expect(read("<a>".repeat(100)).problems).toEqual([{ line: 1, reason: "xml-malformed" }]);
    expect(read('<?xml version="1.0"?><html><body>x</body></html>').problems).toEqual([
      { line: 1, reason: "format-unknown" },
    ]);
  });

  it("honours the declared encoding of bytes that are not UTF-8", () => {
    const declared = message(`${ACCOUNT}${entry("1.00", "CRDT", "<AddtlNtryInf>Opłata ś</AddtlNtryInf>")}`);
    for (const encoding of ["windows-1250", "iso-8859-2"] as const) {
      const file = readStatements(iconv.encode(declared.replace("UTF-8", encoding.toUpperCase()), encoding));
      expect([file.encoding, file.statements[0]?.entries[0]?.title]).toEqual([encoding, "Opłata ś"]);
    }
  });
});

function read(xml: string): ParsedStatementFile {
  return readStatements(new TextEncoder().encode(xml));
}
