import type { Refusal } from "../../domain/values/result.ts";
import { receivablesRefusals } from "./pl/receivables.ts";

/** What a refusal says to people: a Polish sentence made from its data. */
export type RefusalSentence = (data: Refusal["data"]) => string;

/** Every reason of every noun; a noun adds its own record from `pl/<noun>.ts`. */
const sentences: Readonly<Record<string, RefusalSentence>> = { ...receivablesRefusals };

/** The Polish sentence of a refusal; a reason without one shows its name and data rather than nothing. */
export function sentenceOf(refusal: Refusal): string {
  const sentence = sentences[refusal.reason];
  if (sentence) return sentence(refusal.data);
  const data = Object.entries(refusal.data).map(([name, value]) => `${name}: ${value}`);
  return data.length > 0 ? `${refusal.reason} (${data.join(", ")})` : refusal.reason;
}
