import { createHash } from "node:crypto";
import { sql } from "kysely";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** An answer and whether it was given before. */
export interface AnswerOnce<Answer> {
  readonly answer: Answer;
  readonly isRepeated: boolean;
}

/**
 * Does the work once per key. The same key with the same body gets the first answer again; with another body it is refused
 * (`request-key-reused`). A refusal of the work leaves nothing behind. A failed COMMIT may have been stored: asking again is safe.
 * The caller holds the lock of the books, so two requests with one key cannot pass each other.
 */
export async function answerOnce<Answer extends JsonValue, R extends Refusal>(
  tx: ScopedTransaction,
  cooperativeId: number,
  key: string,
  body: JsonValue,
  work: () => Promise<Result<Answer, R>>,
): Promise<Result<AnswerOnce<Answer>>> {
  const bodyHash = createHash("sha256").update(JSON.stringify(body)).digest();
  const earlier = await tx
    .selectFrom("app.posting_request")
    .select(["body_hash", "answer"])
    .where("cooperative_id", "=", cooperativeId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (earlier !== undefined) {
    return earlier.body_hash.equals(bodyHash)
      ? accept({ answer: earlier.answer as Answer, isRepeated: true })
      : refuse(refusal("request-key-reused", { key }));
  }
  const outcome = await work();
  if (!outcome.ok) return outcome;
  await sql`insert into app.posting_request (cooperative_id, key, body_hash, answer)
    values (${cooperativeId}, ${key}, ${bodyHash}, ${JSON.stringify(outcome.value)}::jsonb)`.execute(tx);
  return accept({ answer: outcome.value, isRepeated: false });
}
