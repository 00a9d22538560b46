import { answerProblems, type RefusalGround, registryCourtTerm } from "../domain/governance/requests.ts";
import { type Grosze, grosze } from "../domain/values/money.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { asRequest, findRequest, saveAnswer } from "../store/document-requests.ts";
import { lockLibrary } from "../store/library.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface RefuseInput {
  readonly id: number;
  readonly ground: RefusalGround | null;
  readonly reasons: string;
  /** What tells the member of their way to the registry court; the refusal carries it after its reasons. */
  readonly courtSentence: string;
}

export interface RefusedRequest {
  readonly id: number;
  readonly name: string;
  /** What the member reads. */
  readonly letter: string;
  /** The last day on which the member may go to court, if the refusal is delivered today. */
  readonly courtUntil: PlainDate;
}

/**
 * Refuses a member's request in writing: only for a contract with a third party, on one of the two grounds, with reasons, and with the
 * way to the registry court. Refuses `request-unknown` and what `answerProblems` names, all at once.
 * @law Prawo spółdzielcze art. 18 § 3
 */
export async function refuseRequest(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { id, ground, reasons, courtSentence }: RefuseInput,
): Promise<Result<RefusedRequest>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const request = await findRequest(tx, id);
    if (request === null) return refuse(refusal("request-unknown", { id }));
    const namesRegistryCourt = courtSentence.trim() !== "";
    const answer = { state: "refused", answeredOn: today(), ground, reasons, namesRegistryCourt } as const;
    const problems = answerProblems(asRequest(request), answer);
    const term = registryCourtTerm(today());
    if (problems.length > 0 || !term.ok) return refuse(...problems, ...(term.ok ? [] : term.refusals));
    const letter = `${reasons.trim()}\n\n${courtSentence.trim()}`;
    const nothing: { feeGrosze: Grosze; sha256: null; fileName: null } = {
      feeGrosze: grosze(0),
      sha256: null,
      fileName: null,
    };
    await saveAnswer(tx, id, {
      state: "refused",
      answeredOn: today(),
      ground,
      answer: letter,
      isHandedOver: false,
      ...nothing,
    });
    return accept({ id, name: request.name, letter, courtUntil: term.value.lastDay });
  });
}
