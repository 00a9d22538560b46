import type { Refusal } from "../../domain/values/result.ts";

/** What a refusal says to people: a Polish sentence made from its data. */
export type RefusalSentence = (data: Refusal["data"]) => string;
