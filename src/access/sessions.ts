import { loadPersonName } from "../store/login.ts";
import {
  type CurrentSession,
  endSession,
  endSessionById,
  endSessionsOfLogin,
  endSpentSessions,
  listSessionsOfLogin,
  loadSession,
  type OwnSession,
  touchSession,
} from "../store/session.ts";
import { deleteSpentAttempts } from "../store/sign-in-attempt.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { AccessContext } from "./sign-in.ts";

/** A live session of a resident and the name of the person it is for. */
export interface NamedSession extends CurrentSession {
  readonly personName: string;
}

/** The session behind a cookie, noted as in use; null once it ended, was idle for too long, or never was. */
export async function openNamedSession(access: AccessContext, token: string): Promise<NamedSession | null> {
  return inScope(access.signin, null, async (tx) => {
    const session = await loadSession(tx, token);
    if (session === null) {
      // Written down, so that a clock stepping back cannot bring it back.
      await endSession(tx, token);
      return null;
    }
    if (session.personId === null) return null;
    if (session.isTouchDue) await touchSession(tx, token);
    return { ...session, personName: await loadPersonName(tx, session.cooperativeId, session.personId) };
  });
}

/** For a session that was read together with a page and is due (`isTouchDue`); one that no longer holds is not revived. */
export async function touch(access: AccessContext, token: string): Promise<void> {
  await inScope(access.signin, null, (tx) => touchSession(tx, token));
}

export async function signOut(access: AccessContext, token: string): Promise<void> {
  await inScope(access.signin, null, (tx) => endSession(tx, token));
}

/** Ends every session of the login whose session this is. */
export async function signOutEverywhere(access: AccessContext, token: string): Promise<void> {
  await withOwnLogin(access, token, async (tx, session) => {
    await endSessionsOfLogin(tx, session.cooperativeId, session.loginId);
  });
}

/** The login's live sessions, this one first. A starter session sees none. */
export async function listSessions(access: AccessContext, token: string): Promise<readonly OwnSession[]> {
  const listed = await withOwnLogin(access, token, (tx, session) =>
    session.kind === "resident" ? listSessionsOfLogin(tx, session) : Promise.resolve([]),
  );
  return listed ?? [];
}

/** @returns false when the login has no such live session: another person's answers like one that does not exist. */
export async function endOwnSession(
  access: AccessContext,
  token: string,
  sessionId: string,
): Promise<boolean> {
  const ended = await withOwnLogin(access, token, (tx, session) =>
    session.kind === "resident" ? endSessionById(tx, session, sessionId) : Promise.resolve(false),
  );
  return ended ?? false;
}

/** Writes down what ran out and forgets what no rule looks at any more. */
export async function tidySignIn(access: AccessContext): Promise<void> {
  await inScope(access.signin, null, async (tx) => {
    await endSpentSessions(tx);
    await deleteSpentAttempts(tx);
  });
}

const TIDY_MILLISECONDS = 60_000;

/**
 * Tidies every minute until stopped; a minute in which the database cannot be reached is left out.
 * @returns what stops it.
 */
export function keepSignInTidy(access: AccessContext): () => void {
  const timer = setInterval(() => void tidySignIn(access).catch(() => {}), TIDY_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

/** A session that belongs to a login; operators' sessions do not. */
type LoginSession = CurrentSession & { readonly loginId: number };

async function withOwnLogin<T>(
  access: AccessContext,
  token: string,
  work: (tx: ScopedTransaction, session: LoginSession) => Promise<T>,
): Promise<T | null> {
  return inScope(access.signin, null, async (tx) => {
    const session = await loadSession(tx, token);
    if (session === null || session.loginId === null) return null;
    return work(tx, { ...session, loginId: session.loginId });
  });
}
