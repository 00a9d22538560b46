import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { queries, type ScopedTransaction } from "../world/database/scope.ts";

/** What a session lets its bearer do: change the starter password, read as a resident, keep the books. */
export type SessionKind = "starter" | "resident" | "operator";

export interface NewSession {
  readonly cooperativeId: number;
  readonly kind: SessionKind;
  readonly personId: number | null;
  readonly loginId: number | null;
  readonly userAgent: string;
  readonly address: string;
  readonly idleSeconds: number;
  readonly lifetimeSeconds: number;
}

/** A session that holds now. */
export interface CurrentSession {
  readonly id: string;
  readonly kind: SessionKind;
  readonly cooperativeId: number;
  readonly personId: number | null;
  readonly loginId: number | null;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly idleSeconds: number;
  /** Whether it was last noted as in use more than a minute ago (`touch`). */
  readonly isTouchDue: boolean;
}

/** One of the sessions of a login, as its owner sees it. */
export interface OwnSession {
  readonly sessionId: string;
  readonly isPresent: boolean;
  readonly userAgent: string;
  readonly address: string;
  /** Date and time in Poland, "2026-11-23 10:15". */
  readonly startedAt: string;
  readonly lastSeenAt: string;
}

const USER_AGENT_CHARACTERS = 300;
const TOKEN_BYTES = 32;

/** @returns 256 random bits as 43 characters fit for a cookie. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Tokens are kept as SHA-256 only; they are random, so no slow hash is needed. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** @returns the token, which is nowhere else. */
export async function insertSession(tx: ScopedTransaction, session: NewSession): Promise<string> {
  const token = newToken();
  await sql`
    insert into app.session
      (token_hash, cooperative_id, kind, person_id, login_id, user_agent, address, idle_seconds, expires_at)
    values (${hashToken(token)}, ${session.cooperativeId}, ${session.kind}, ${session.personId}, ${session.loginId},
      ${session.userAgent.slice(0, USER_AGENT_CHARACTERS)}, ${session.address}, ${session.idleSeconds},
      now() + make_interval(secs => ${session.lifetimeSeconds}))`.execute(tx);
  return token;
}

/** The condition of app.asking(), for the sign-in role. */
const HOLDS = sql<boolean>`ended_at is null and now() < expires_at
  and now() < last_seen_at + make_interval(secs => idle_seconds) and last_seen_at < now() + interval '5 minutes'`;

const CURRENT = sql`id, kind, cooperative_id as "cooperativeId", person_id as "personId", login_id as "loginId",
  created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", idle_seconds as "idleSeconds",
  last_seen_at < now() - interval '1 minute' as "isTouchDue"`;

/** Who asks, for a page that reads it in the same round trip as its figures (`readInScope`); no row when nobody does. */
export const currentSessionQuery = sql<CurrentSession>`select ${CURRENT} from app.my_session()`.compile(
  queries,
);

export async function loadSession(tx: ScopedTransaction, token: string): Promise<CurrentSession | null> {
  const { rows } = await sql<CurrentSession>`
    select ${CURRENT} from app.session where token_hash = ${hashToken(token)} and ${HOLDS}`.execute(tx);
  return rows[0] ?? null;
}

/** Notes that the session is in use, at most once a minute; a session that no longer holds is not revived. */
export async function touchSession(tx: ScopedTransaction, token: string): Promise<void> {
  await sql`
    update app.session set last_seen_at = now()
    where token_hash = ${hashToken(token)} and ${HOLDS} and last_seen_at < now() - interval '1 minute'`.execute(
    tx,
  );
}

/** Ends the session of a token, whatever its state. */
export async function endSession(tx: ScopedTransaction, token: string): Promise<void> {
  await sql`
    update app.session set ended_at = now() where token_hash = ${hashToken(token)} and ended_at is null`.execute(
    tx,
  );
}

/** @returns whether one of the login's sessions had that id and still held. */
export async function endSessionById(
  tx: ScopedTransaction,
  owner: { readonly cooperativeId: number; readonly loginId: number },
  id: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update app.session set ended_at = now()
    where cooperative_id = ${owner.cooperativeId} and login_id = ${owner.loginId} and id::text = ${id} and ${HOLDS}`.execute(
    tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

export async function endSessionsOfLogin(
  tx: ScopedTransaction,
  cooperativeId: number,
  loginId: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update app.session set ended_at = now()
    where cooperative_id = ${cooperativeId} and login_id = ${loginId} and ended_at is null`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export async function listSessionsOfLogin(
  tx: ScopedTransaction,
  current: CurrentSession,
): Promise<readonly OwnSession[]> {
  const { rows } = await sql<OwnSession>`
    select id as "sessionId", id = ${current.id}::uuid as "isPresent", user_agent as "userAgent", address,
      ${localTime("created_at")} as "startedAt", ${localTime("last_seen_at")} as "lastSeenAt"
    from app.session
    where cooperative_id = ${current.cooperativeId} and login_id = ${current.loginId} and ${HOLDS}
    order by id = ${current.id}::uuid desc, last_seen_at desc, id`.execute(tx);
  return rows;
}

function localTime(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'Europe/Warsaw', 'YYYY-MM-DD HH24:MI')`;
}

/**
 * Writes down the end of sessions that ran out, so that a clock stepping back cannot revive them, and forgets those that
 * ended a month ago.
 */
export async function endSpentSessions(tx: ScopedTransaction): Promise<void> {
  await sql`update app.session set ended_at = now() where ended_at is null and not (${HOLDS})`.execute(tx);
  await sql`delete from app.session where ended_at < now() - interval '30 days'`.execute(tx);
}
