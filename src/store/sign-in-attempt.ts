import { sql } from "kysely";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** What vouched for a guess: nothing, a browser the owner has used before (or a session of theirs), an unused starter letter. */
export type AttemptLane = "stranger" | "device" | "letter";

export interface Attempt {
  readonly cooperativeId: number;
  readonly nameHash: Buffer;
  /** Bucket of the network address. */
  readonly address: string;
  readonly lane: AttemptLane;
}

/** Evaluated wrong guesses before this one; those still being evaluated count as wrong. */
export interface AttemptCounts {
  /** Of this login in this lane: in 24 hours, and since the last right one. */
  readonly failuresToday: number;
  readonly failuresInRow: number;
  readonly secondsSinceFailure: number | null;
  /** Of strangers, whatever the login. */
  readonly addressFailuresQuarter: number;
  readonly addressFailuresToday: number;
  readonly worldFailuresFiveMinutes: number;
}

/** Any two numbers that no other advisory lock uses. */
const ACCOUNT_LOCK = 519_101;
const ADDRESS_LOCK = 519_102;

/**
 * Makes guesses at one login, and those from one address, wait for each other until the transaction ends, so that parallel
 * guesses are all counted. Always in this order; therefore no two can wait for each other.
 */
export async function lockAttempts(tx: ScopedTransaction, attempt: Omit<Attempt, "lane">): Promise<void> {
  const account = `${attempt.cooperativeId}/${attempt.nameHash.toString("hex")}`;
  await sql`select pg_advisory_xact_lock(${ACCOUNT_LOCK}::int, hashtext(${account}))`.execute(tx);
  await sql`select pg_advisory_xact_lock(${ADDRESS_LOCK}::int, hashtext(${attempt.address}))`.execute(tx);
}

/**
 * Counts by the clock of this moment: the guesses this one waited for began after its own transaction did.
 * @param since guesses before it are not counted: a new starter letter begins anew.
 */
export async function countAttempts(
  tx: ScopedTransaction,
  attempt: Attempt,
  since: string | null,
): Promise<AttemptCounts> {
  const { rows } = await sql<AttemptCounts>`
    with own as (
      select attempted_at, succeeded from app.sign_in_attempt
      where cooperative_id = ${attempt.cooperativeId} and name_hash = ${attempt.nameHash} and lane = ${attempt.lane}
        and was_evaluated and attempted_at > clock_timestamp() - interval '24 hours'
        and attempted_at >= coalesce(${since}::timestamptz, '-infinity')
    ), strange as (
      select attempted_at from app.sign_in_attempt
      where address = ${attempt.address} and lane = 'stranger' and was_evaluated and not succeeded
        and attempted_at > clock_timestamp() - interval '24 hours'
    )
    select
      (select count(*)::int from own where not succeeded) as "failuresToday",
      (select count(*)::int from own where not succeeded and attempted_at >
        coalesce((select max(attempted_at) from own where succeeded), '-infinity')) as "failuresInRow",
      (select extract(epoch from clock_timestamp() - max(attempted_at))::float8 from own where not succeeded) as "secondsSinceFailure",
      (select count(*)::int from strange where attempted_at > clock_timestamp() - interval '15 minutes') as "addressFailuresQuarter",
      (select count(*)::int from strange) as "addressFailuresToday",
      (select count(*)::int from app.sign_in_attempt
        where lane = 'stranger' and was_evaluated and not succeeded
          and attempted_at > clock_timestamp() - interval '5 minutes') as "worldFailuresFiveMinutes"`.execute(
    tx,
  );
  return rows[0]!;
}

/** Notes the guess before it is evaluated; it counts as wrong until it proves right. @returns its id. */
export async function insertAttempt(
  tx: ScopedTransaction,
  attempt: Attempt,
  wasEvaluated: boolean,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into app.sign_in_attempt (cooperative_id, name_hash, address, lane, succeeded, was_evaluated, attempted_at)
    values (${attempt.cooperativeId}, ${attempt.nameHash}, ${attempt.address}, ${attempt.lane}, false, ${wasEvaluated},
      clock_timestamp())
    returning id`.execute(tx);
  return rows[0]!.id;
}

export async function markSucceeded(tx: ScopedTransaction, cooperativeId: number, id: number): Promise<void> {
  await sql`
    update app.sign_in_attempt set succeeded = true where cooperative_id = ${cooperativeId} and id = ${id}`.execute(
    tx,
  );
}

/** Takes back a guess that was not evaluated after all. */
export async function deleteAttempt(tx: ScopedTransaction, cooperativeId: number, id: number): Promise<void> {
  await sql`delete from app.sign_in_attempt where cooperative_id = ${cooperativeId} and id = ${id}`.execute(
    tx,
  );
}

/** Forgets what no limit looks at any more. */
export async function deleteSpentAttempts(tx: ScopedTransaction): Promise<void> {
  await sql`
    delete from app.sign_in_attempt
    where attempted_at < now() - interval '2 days'
       or (not was_evaluated and attempted_at < now() - interval '1 hour')`.execute(tx);
}
