import type { Result } from "../../domain/values/result.ts";
import type { AskedCopy } from "../../operations/ask-for-document.ts";

/** Keeps a request in the name of whose session it is; refuses as the operation does. */
export type AskForDocument = (token: string, request: AskedCopy) => Promise<Result<unknown>>;
