import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { accept, type Refusal, type Result, refusal } from "../domain/values/result.ts";
import {
  type ImportedFile,
  type ImportedStatement,
  importStatements,
} from "../operations/import-statements.ts";
import { paymentsTexts as texts } from "../web/messages/pl/payments.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import { openFileStore } from "../world/files.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export interface ImportOptions extends CooperativeOptions {
  readonly postDiffering?: boolean;
}

/** Imports the files and says of each statement what became of it; exit code 2 when one was refused or kept without posting. */
export async function importFiles(
  frame: Frame,
  paths: readonly string[],
  options: ImportOptions,
): Promise<void> {
  const unreadable = (await Promise.all(paths.map(refusalOf))).flat();
  if (unreadable.length > 0) {
    frame.refuse(unreadable, options);
    return;
  }
  const files = openFileStore(frame.config().dataFolder);
  const imported = await asOperator(
    frame,
    options,
    async (context, scope): Promise<Result<readonly ImportedFile[]>> =>
      accept(
        await importStatements(context, scope, {
          files,
          postDiffering: options.postDiffering === true,
          sources: paths.map((path) => ({ name: basename(path), bytes: () => createReadStream(path) })),
        }),
      ),
    "Księgowanie wyciągów",
  );
  if (imported === null) return;
  frame.answer({ files: imported.map(withSentences) }, () => imported.map(fileText).join("\n"), options);
  const isClean = imported.every(
    (file) =>
      file.refusals.length === 0 &&
      file.statements.every(({ state }) => state === "posted" || state === "known"),
  );
  if (!isClean) frame.endRefused();
}

async function refusalOf(path: string): Promise<Refusal[]> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => null,
  );
  if (isFile === null) return [refusal("statement-file-not-found", { file: path })];
  return isFile ? [] : [refusal("statement-file-not-a-file", { file: path })];
}

function withSentences(file: ImportedFile) {
  const told = (refusals: readonly Refusal[]) =>
    refusals.map((each) => ({ ...each, sentence: sentenceOf(each) }));
  const statements = file.statements.map((each) => ({ ...each, refusals: told(each.refusals) }));
  return { ...file, refusals: told(file.refusals), statements };
}

function fileText(file: ImportedFile): string {
  return [
    `${file.name}: ${file.format ?? "?"}, ${file.encoding}`,
    ...file.refusals.map((each) => `  ${sentenceWithLine(each)}`),
    ...file.statements.map(statementText),
  ].join("\n");
}

function statementText(statement: ImportedStatement): string {
  const { counts, documents, number, account, entries, newEntries, state, refusals } = statement;
  const facts = [texts.entries(entries, newEntries)];
  if (counts.credited > 0) facts.push(texts.credited(counts.credited, counts.creditedGrosze));
  if (counts.clearing > 0) facts.push(texts.clearing(counts.clearing, counts.clearingGrosze));
  if (counts.returned > 0) facts.push(texts.returned(counts.returned));
  if (documents.length > 0) facts.push(texts.documents(documents));
  return [
    `  ${texts.statement(number, account)}: ${texts.state[state]}; ${facts.join(", ")}.`,
    ...refusals.map((each) => `    ${sentenceWithLine(each)}`),
  ].join("\n");
}

/** What is wrong in a file stands on a line of it. */
function sentenceWithLine(each: Refusal): string {
  return typeof each.data.line === "number"
    ? `wiersz ${each.data.line}: ${sentenceOf(each)}`
    : sentenceOf(each);
}
