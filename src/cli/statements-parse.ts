import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Refusal } from "../domain/values/result.ts";
import { createEncodingDetector } from "../formats/bank/encoding.ts";
import { createStatementReader } from "../formats/bank/read-statements.ts";
import type { StatementEncoding, StatementEvent } from "../formats/bank/statement.ts";
import { statementsRefusals } from "../web/messages/pl/statements.ts";
import { jsonOutput } from "./statements-json.ts";
import { textOutput } from "./statements-text.ts";

/**
 * Prints what a bank statement file says, as JSON for machines or as a summary for people. Needs no database.
 * Gives the exit code: 0 read whole, 2 with problems or no such file.
 */
export async function printParsedStatements(file: string, options: { json: boolean }): Promise<number> {
  const unreadable = await refusalOf(file);
  if (unreadable !== null) {
    process.stderr.write(`${unreadable}\n`);
    return 2;
  }
  const encoding = await encodingOf(file);
  const output = options.json ? jsonOutput(encoding) : textOutput(encoding);
  process.stdout.on("error", () => {}); // Each write hears of its own fault.
  let problemCount = 0;
  for await (const event of statementEvents(file, encoding)) {
    if (event.kind === "problem") problemCount += 1;
    const text = output.add(event);
    if (text !== "") await print(text);
  }
  await print(output.finish());
  return problemCount === 0 ? 0 : 2;
}

/** First pass over a statement file: its encoding. */
async function encodingOf(file: string): Promise<StatementEncoding> {
  const detector = createEncodingDetector();
  for await (const bytes of createReadStream(file)) detector.push(bytes);
  return detector.finish();
}

/** Second pass: what the file says, while it is read. */
async function* statementEvents(file: string, encoding: StatementEncoding): AsyncGenerator<StatementEvent> {
  const reader = createStatementReader({ encoding });
  for await (const bytes of createReadStream(file)) yield* reader.push(bytes);
  yield* reader.finish();
}

/** A clear sentence for a file that cannot be opened; null for one that can. */
async function refusalOf(file: string): Promise<string | null> {
  const data = (cause: string | null): Refusal["data"] => ({ file, cause });
  try {
    if (!(await stat(file)).isFile()) return statementsRefusals["statement-file-not-a-file"](data(null));
    const stream = createReadStream(file, { end: 0 });
    for await (const _ of stream) break;
    return null;
  } catch (fault) {
    const code = (fault as NodeJS.ErrnoException).code ?? String(fault);
    const reason = code === "ENOENT" ? "statement-file-not-found" : "statement-file-not-readable";
    return statementsRefusals[reason](data(code));
  }
}

/** Waits for a slow reader of stdout instead of piling the output up; ends quietly with one that has gone (`| head`). */
async function print(text: string): Promise<void> {
  const fault = await new Promise<Error | null | undefined>((resolve) => process.stdout.write(text, resolve));
  if (fault && (fault as NodeJS.ErrnoException).code !== "EPIPE") throw fault;
}
