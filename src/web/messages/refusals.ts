import type { Refusal } from "../../domain/values/result.ts";
import { receivablesRefusals } from "./pl/receivables.ts";

/** Every reason the program may refuse for, with its Polish sentence: one record per noun, merged here. */
export const refusalSentences = { ...receivablesRefusals } satisfies Readonly<
  Record<string, (data: Refusal["data"]) => string>
>;

/** A reason without a sentence is no `RefusalReason`, so naming it does not compile. */
export type RefusalReason = keyof typeof refusalSentences;

export interface SpokenRefusal {
  readonly reason: RefusalReason;
  readonly data: Refusal["data"];
}

export function refusalSentence(refusal: SpokenRefusal): string {
  const sentence: (data: Refusal["data"]) => string = refusalSentences[refusal.reason];
  return sentence(refusal.data);
}
