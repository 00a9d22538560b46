import type { RequestSubject } from "../../domain/governance/requests.ts";
import type { Result } from "../../domain/values/result.ts";

/** A member's request for a copy, as typed. */
export interface NewRequest {
  readonly subject: RequestSubject;
  readonly wording: string;
}

/** Keeps a request in the name of whose session it is; refuses as `requestProblems` does. */
export type AskForDocument = (token: string, request: NewRequest) => Promise<Result<unknown>>;
