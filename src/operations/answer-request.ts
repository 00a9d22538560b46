import { createHash } from "node:crypto";
import { answerFileProblems, answerProblems } from "../domain/governance/requests.ts";
import type { Grosze } from "../domain/values/money.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { readFileName } from "../formats/document-index/index-table.ts";
import { CellProblem } from "../formats/package/columns.ts";
import { asRequest, findRequest, saveAnswer } from "../store/document-requests.ts";
import { lockLibrary } from "../store/library.ts";
import { findFiles } from "../store/library-versions.ts";
import { inScope } from "../world/database/scope.ts";
import type { FileStore } from "../world/files.ts";
import { inspectPdf } from "../world/pdf/inspect-pdf.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface AnswerInput {
  readonly id: number;
  /** The copy; null where it is handed over on paper. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly isHandedOver: boolean;
  readonly feeGrosze: Grosze;
  /** A word to the member. */
  readonly note: string;
  readonly files: FileStore;
}

export interface AnsweredRequest {
  readonly id: number;
  readonly name: string;
  readonly fileName: string | null;
  readonly feeGrosze: Grosze;
}

/**
 * Answers a member's request with a PDF, which they alone find on their page, or with word that the copy was handed over on paper, and what
 * it costs. Refuses `request-unknown`, and what `answerProblems`, `inspectPdf`, `readFileName` and `answerFileProblems` name, all at once.
 * @law usm art. 8¹ ust. 1, 2
 */
export async function answerRequest(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { id, file, isHandedOver, feeGrosze, note, files }: AnswerInput,
): Promise<Result<AnsweredRequest>> {
  const inspected = file === null ? accept(null) : await inspectPdf(file.bytes);
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const request = await findRequest(tx, id);
    const problems: Refusal[] = inspected.ok ? [] : [...inspected.refusals];
    if (request === null) return refuse(refusal("request-unknown", { id }), ...problems);
    const fileName = file === null ? null : readFileName(file.name);
    if (fileName instanceof CellProblem) problems.push(fileName);
    const fileDigest = file === null ? null : createHash("sha256").update(file.bytes).digest("hex");
    const answer = { state: "answered", answeredOn: today(), fileDigest, isHandedOver, feeGrosze } as const;
    problems.push(...answerProblems(asRequest(request), answer));
    if (fileDigest !== null) problems.push(...answerFileProblems(await findFiles(tx, fileDigest)));
    if (problems.length > 0 || fileName instanceof CellProblem) return refuse(...problems);
    if (file !== null) await files.keep(file.bytes);
    const kept = { ...answer, ground: null, answer: note.trim(), sha256: fileDigest, fileName };
    await saveAnswer(tx, id, kept);
    return accept({ id, name: request.name, fileName, feeGrosze });
  });
}
