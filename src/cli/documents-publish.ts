import { accept, type Refusal, refusal } from "../domain/values/result.ts";
import { markPersonsDebt } from "../operations/mark-persons-debt.ts";
import { type PublishInput, publishDocument } from "../operations/publish-document.ts";
import { retitleDocument } from "../operations/retitle-document.ts";
import { withdrawDocument } from "../operations/withdraw-document.ts";
import { libraryTexts as texts } from "../web/messages/pl/library-texts.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { OptionReader } from "./option-values.ts";

export interface PublishOptions extends CooperativeOptions {
  readonly copy?: string;
  readonly confirmedBy?: string;
  readonly findingsShown?: string;
  readonly scanRead?: boolean;
  /** False where `--no-redaction-needed` was given. */
  readonly redactionNeeded: boolean;
}

export interface WithdrawOptions extends CooperativeOptions {
  readonly reason?: string;
}

/** Shows what has to be confirmed, or publishes; exit code 2 where something is refused. */
export async function publishCopy(frame: Frame, code: string, options: PublishOptions): Promise<void> {
  const reader = new OptionReader();
  const version = options.copy === undefined ? null : wholeNumber("--copy", options.copy, reader.refusals);
  const confirmation = readConfirmation(options, reader.refusals);
  const input = reader.decide(() => accept({ code, version, confirmation }));
  if (!input.ok) return frame.refuse(input.refusals, options);
  const shown = await asOperator(frame, options, (context, scope) =>
    publishDocument(context, scope, input.value),
  );
  if (shown !== null) frame.answer(shown, () => texts.publication(shown), options);
}

/** Null where nobody is named: then it is only shown what has to be confirmed. */
function readConfirmation(options: PublishOptions, refusals: Refusal[]): PublishInput["confirmation"] {
  const { confirmedBy, findingsShown, scanRead, redactionNeeded } = options;
  if (confirmedBy === undefined) {
    if (findingsShown !== undefined || scanRead || !redactionNeeded)
      refusals.push(refusal("option-missing", { option: "confirmed-by" }));
    return null;
  }
  if (findingsShown === undefined && !scanRead)
    refusals.push(refusal("option-missing", { option: "findings-shown" }));
  const shown = scanRead ? null : wholeNumber("--findings-shown", findingsShown ?? "0", refusals);
  return { confirmedBy, findingsShown: shown, originalNeedsNoRedaction: !redactionNeeded };
}

function wholeNumber(option: string, written: string, refusals: Refusal[]): number {
  if (/^\d{1,6}$/.test(written)) return Number(written);
  refusals.push(refusal("option-not-a-count", { option, written }));
  return 0;
}

/** Takes a published copy back. */
export async function withdrawCopy(frame: Frame, code: string, options: WithdrawOptions): Promise<void> {
  const withdrawn = await asOperator(frame, options, (context, scope) =>
    withdrawDocument(context, scope, { code, reason: options.reason ?? "" }),
  );
  if (withdrawn !== null) frame.answer(withdrawn, texts.withdrawn(withdrawn), options);
}

/** Marks a document as a decision on one person's debt; what was published of it is taken back. */
export async function markDebt(frame: Frame, code: string, options: CooperativeOptions): Promise<void> {
  const marked = await asOperator(frame, options, (context, scope) =>
    markPersonsDebt(context, scope, { code, reason: texts.debtReason }),
  );
  if (marked !== null) frame.answer(marked, texts.debtMarked(marked), options);
}

export interface RetitleOptions extends CooperativeOptions {
  readonly title?: string;
}

/** Corrects the title that lists and the search show. */
export async function retitle(frame: Frame, code: string, options: RetitleOptions): Promise<void> {
  const retitled = await asOperator(frame, options, (context, scope) =>
    retitleDocument(context, scope, { code, title: options.title ?? "" }),
  );
  if (retitled !== null) frame.answer(retitled, texts.retitled(retitled), options);
}
