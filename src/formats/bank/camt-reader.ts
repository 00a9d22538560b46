import { SaxesParser, type SaxesTagPlain } from "saxes";
import { readTransactionDetail, type TransactionDetail } from "./camt-fields.ts";
import { type CamtStatement, createCamtStatement } from "./camt-statement.ts";
import type { TextReader } from "./mt940-reader.ts";
import type { StatementEvent, StatementProblemReason } from "./statement.ts";
import type { XmlElement } from "./xml-tree.ts";

const CONTAINERS: ReadonlyMap<string, string> = new Map([
  ["BkToCstmrStmt", "053"],
  ["BkToCstmrAcctRpt", "052"],
  ["BkToCstmrDbtCdtNtfctn", "054"],
]);
const STATEMENTS: ReadonlySet<string> = new Set(["Stmt", "Rpt", "Ntfctn"]);
const NAMESPACE = /camt\.(05[234])\.001\.(\d\d)/;
/** A message that names no namespace is read, and reported, as version 2, whose elements all later ones keep. */
const VERSION_UNNAMED = "02";
const DEEPEST = 60;
const LONGEST_TEXT = 20_000;
/** A prolog longer than this is no bank's message: a document type with entities, for one. */
const LONGEST_PROLOG = 100_000;

/**
 * camt.052, 053 and 054, every version, with prefixes or without. Only the element being read is kept. The first
 * fault of the XML ends the reading: what came before stands, the fault is a problem with its line. Document types
 * are refused, so no entity can grow.
 */
export function createCamtReader(): TextReader {
  const parser = new SaxesParser({ xmlns: false });
  const events: StatementEvent[] = [];
  const path: string[] = [];
  const open: XmlElement[] = [];
  let details: TransactionDetail[] = [];
  let statement: CamtStatement | null = null;
  let namespace: RegExpExecArray | null = null;
  let isContainerSeen = false;
  let isStatementSeen = false;
  let isStopped = false;
  let prologLength = 0;
  /** Line where the last thing outside all elements ended. */
  let outsideFrom = 1;

  const stop = (reason: StatementProblemReason, line = parser.line) => {
    if (isStopped) return;
    isStopped = true;
    statement?.close(line);
    statement = null;
    events.push({ kind: "problem", problem: { line, reason } });
  };
  const openContainer = (name: string) => {
    isContainerSeen = true;
    const message = CONTAINERS.get(name) ?? "053";
    const version = namespace?.[1] === message ? namespace[2] : VERSION_UNNAMED;
    events.push({ kind: "format", format: `camt.${message}.001.${version}` });
  };
  const openElement = (tag: SaxesTagPlain) => {
    if (isStopped) return;
    const name = localName(tag.name);
    const parent = path.at(-1) ?? "";
    path.push(name);
    if (path.length > DEEPEST) stop("xml-malformed");
    if (!isContainerSeen) namespace = namespaceOf(tag) ?? namespace;
    if (CONTAINERS.has(name) && !isContainerSeen) openContainer(name);
    if (statement === null) {
      if (!STATEMENTS.has(name) || !CONTAINERS.has(parent)) return;
      isStatementSeen = true;
      statement = createCamtStatement(parser.line, events);
      return;
    }
    open.push({ name, currency: tag.attributes.Ccy ?? null, line: parser.line, children: [], text: "" });
  };
  const standOutside = () => {
    if (path.length === 0) outsideFrom = parser.line;
  };
  const closeElement = (tag: SaxesTagPlain) => {
    if (isStopped) return;
    path.pop();
    standOutside();
    const element = open.pop();
    if (element === undefined) {
      if (!STATEMENTS.has(localName(tag.name))) return;
      statement?.close(parser.line);
      statement = null;
      return;
    }
    const parent = open.at(-1);
    if (element.name === "TxDtls") details.push(readTransactionDetail(element));
    else if (parent !== undefined) parent.children.push(element);
    else {
      statement?.addPart(element, details);
      details = [];
    }
  };
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined && element.text.length < LONGEST_TEXT) element.text += text;
  };

  parser.on("opentag", openElement);
  parser.on("closetag", closeElement);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("doctype", () => stop("doctype-refused"));
  parser.on("xmldecl", standOutside);
  parser.on("processinginstruction", standOutside);
  parser.on("comment", standOutside);
  // Of text outside all elements the parser tells once it has read all of it that is there: how far that is depends on the pieces.
  parser.on("error", () => stop("xml-malformed", path.length === 0 ? outsideFrom : parser.line));
  const told = () => events.splice(0, events.length);

  return {
    push(text) {
      if (isStopped) return told();
      parser.write(text);
      if (path.length === 0 && !isContainerSeen) {
        prologLength += text.length;
        if (prologLength > LONGEST_PROLOG) stop("xml-malformed");
      }
      return told();
    },
    finish() {
      const { line } = parser;
      if (statement !== null) stop("statement-cut-short");
      if (!isStopped) parser.close();
      if (!isContainerSeen) stop("format-unknown", line);
      else if (!isStatementSeen) stop("statement-missing", line);
      return told();
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function namespaceOf(tag: SaxesTagPlain): RegExpExecArray | null {
  for (const [name, value] of Object.entries(tag.attributes)) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    const match = NAMESPACE.exec(value);
    if (match !== null) return match;
  }
  return null;
}
