import type {
  StatementEncoding,
  StatementEntry,
  StatementProblem,
  StatementSummary,
} from "../formats/bank/statement.ts";
import type { StatementOutput } from "./statement-output.ts";

/** A statement of up to this many entries is printed with its head first; a longer one is printed as it is read. */
const HELD_ENTRIES = 2000;

/**
 * One JSON object. What is known only at the end of a statement (closing, balances) follows its entries when these
 * are too many to hold, and the problems follow all statements: the order of keys says nothing in JSON.
 */
export function jsonOutput(encoding: StatementEncoding): StatementOutput {
  const problems: StatementProblem[] = [];
  let format: string | null = null;
  let isOpen = false;
  let statementCount = 0;
  let held: string[] = [];
  let isPrinting = false;

  const opened = () => {
    const text = isOpen ? "" : `{"format":${JSON.stringify(format)},"encoding":"${encoding}","statements":[`;
    isOpen = true;
    return text;
  };
  const nextStatement = () => {
    statementCount += 1;
    return statementCount === 1 ? "" : ",";
  };
  const addEntry = (entry: StatementEntry): string => {
    held.push(JSON.stringify(entry));
    if (held.length < HELD_ENTRIES) return "";
    const before = isPrinting ? "," : `${opened()}${nextStatement()}\n{"entries":[`;
    isPrinting = true;
    return `${before}${flush()}`;
  };
  const flush = () => {
    const text = `\n${held.join(",\n")}`;
    held = [];
    return text;
  };
  const endStatement = (summary: StatementSummary): string => {
    const { account, number, currency, opening, closing, balances } = summary;
    const head = JSON.stringify({ account, number, currency, opening, closing, balances });
    if (isPrinting) {
      isPrinting = false;
      return `${held.length === 0 ? "" : `,${flush()}`}],${head.slice(1)}`;
    }
    const entries = held.length === 0 ? "" : flush();
    return `${opened()}${nextStatement()}\n${head.slice(0, -1)},"entries":[${entries}]}`;
  };

  return {
    add(event) {
      if (event.kind === "format") format = event.format;
      else if (event.kind === "problem") problems.push(event.problem);
      else if (event.kind === "entry") return addEntry(event.entry);
      else if (event.kind === "statement-end") return endStatement(event.statement);
      return "";
    },
    finish: () => `${opened()}],"problems":${JSON.stringify(problems)}}\n`,
  };
}
