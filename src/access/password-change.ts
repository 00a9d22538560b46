import { type Refusal, refusal } from "../domain/values/result.ts";
import { rememberDevice } from "../store/known-device.ts";
import { type Login, loadContextWords, lockLogin, storePassword } from "../store/login.ts";
import {
  type CurrentSession,
  endSessionsOfLogin,
  insertSession,
  loadSession,
  touchSession,
} from "../store/session.ts";
import {
  countAttempts,
  deleteAttempt,
  insertAttempt,
  lockAttempts,
  markSucceeded,
} from "../store/sign-in-attempt.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import { addressBucket } from "./address.ts";
import { BUSY, BUSY_SECONDS, normalise } from "./hashing.ts";
import { RESIDENT_IDLE_SECONDS, RESIDENT_LIFETIME_SECONDS } from "./limits.ts";
import { hashLoginName } from "./login-name.ts";
import {
  LONGEST_PASSWORD,
  type PasswordReason,
  type PasswordRefusal,
  passwordRefusals,
} from "./password-rules.ts";
import type { AccessContext } from "./sign-in.ts";
import { mayEvaluate } from "./throttle.ts";

export interface PasswordChange {
  readonly token: string;
  /** Null in a starter session, where the starter password has just been given. */
  readonly currentPassword: string | null;
  readonly newPassword: string;
  readonly address: string;
  readonly userAgent: string;
  readonly deviceToken: string | null;
}

/** Why a change of password is not made, at the field for the present password and at the one for the new one. */
export interface PasswordChangeRefused {
  readonly outcome: "refused";
  readonly currentPassword: readonly Because<"password-current-wrong" | "password-tries-exhausted">[];
  readonly newPassword: readonly Because<PasswordReason | "password-unchanged" | "session-ended">[];
}

interface Because<Reason extends string> extends Refusal {
  readonly reason: Reason;
}

export type PasswordChangeOutcome =
  | { readonly outcome: "changed"; readonly token: string; readonly deviceToken: string }
  | PasswordChangeRefused
  | { readonly outcome: "busy"; readonly retryAfterSeconds: number };

/**
 * Sets a password of the person's own choice: the first one in a starter session, a later one with the present password. All
 * other sessions of the login end, this one goes on under a new token.
 */
export async function changePassword(
  access: AccessContext,
  change: PasswordChange,
): Promise<PasswordChangeOutcome> {
  const asked = await inScope(access.signin, null, (tx) => prepare(tx, change));
  if (asked === null) return SESSION_ENDED;
  const checked = await checkCurrent(access, change, asked);
  if (checked === BUSY) return { outcome: "busy", retryAfterSeconds: BUSY_SECONDS };
  const newPassword: PasswordChangeRefused["newPassword"][number][] = [...asked.refusals];
  if (change.currentPassword !== null && normalise(change.currentPassword) === normalise(change.newPassword))
    newPassword.push(refusal("password-unchanged"));
  const currentPassword = checked === "right" ? [] : [refusal(CURRENT_REASONS[checked])];
  if (newPassword.length > 0 || currentPassword.length > 0)
    return { outcome: "refused", currentPassword, newPassword };
  const hash = await access.hashing.hash(change.newPassword, "owner");
  if (hash === BUSY) return { outcome: "busy", retryAfterSeconds: BUSY_SECONDS };
  return inScope(access.signin, null, (tx) => replacePassword(tx, change, asked, hash));
}

const SESSION_ENDED: PasswordChangeRefused = {
  outcome: "refused",
  currentPassword: [],
  newPassword: [refusal("session-ended")],
};

const CURRENT_REASONS = { wrong: "password-current-wrong", throttled: "password-tries-exhausted" } as const;

/** Who asks and what the new password breaks; of a later change also the note of the guess at the present password. */
interface Asked {
  readonly session: CurrentSession & { readonly personId: number; readonly loginId: number };
  readonly login: Login;
  readonly refusals: readonly PasswordRefusal[];
  /** Null where the guess is not to be evaluated, or none is needed. */
  readonly attemptId: number | null;
}

async function prepare(tx: ScopedTransaction, change: PasswordChange): Promise<Asked | null> {
  const session = await loadSession(tx, change.token);
  if (session === null || session.personId === null || session.loginId === null) return null;
  const { cooperativeId, personId, loginId } = session;
  const login = await lockLogin(tx, cooperativeId, loginId);
  if (login === null || login.isDisabled) return null;
  await touchSession(tx, change.token);
  const words = await loadContextWords(tx, cooperativeId, personId);
  const refusals = passwordRefusals(change.newPassword, words);
  const owned = { session: { ...session, personId, loginId }, login, refusals };
  if (session.kind === "starter") return { ...owned, attemptId: null };
  // Whoever holds a session holds a browser of the owner's; the guess counts among those.
  const attempt = {
    cooperativeId,
    nameHash: hashLoginName(login.name),
    address: addressBucket(change.address),
    lane: "device",
  } as const;
  await lockAttempts(tx, attempt);
  const counts = await countAttempts(tx, attempt, null);
  const isEvaluated = mayEvaluate(attempt.lane, counts);
  const attemptId = await insertAttempt(tx, attempt, isEvaluated);
  return { ...owned, attemptId: isEvaluated ? attemptId : null };
}

async function checkCurrent(
  access: AccessContext,
  change: PasswordChange,
  asked: Asked,
): Promise<"right" | "wrong" | "throttled" | typeof BUSY> {
  const { session, attemptId } = asked;
  if (session.kind === "starter") return "right";
  if (attemptId === null) return "throttled";
  const candidate = normalise(change.currentPassword ?? "").slice(0, 2 * LONGEST_PASSWORD);
  const matches = await access.hashing.verify(asked.login.passwordHash, candidate, "owner");
  if (matches === BUSY) {
    await inScope(access.signin, null, (tx) => deleteAttempt(tx, session.cooperativeId, attemptId));
    return BUSY;
  }
  if (!matches) return "wrong";
  await inScope(access.signin, null, (tx) => markSucceeded(tx, session.cooperativeId, attemptId));
  return "right";
}

/** Nothing happens when meanwhile the session ended or somebody changed the password. */
async function replacePassword(
  tx: ScopedTransaction,
  change: PasswordChange,
  { session, login }: Asked,
  hash: string,
): Promise<PasswordChangeOutcome> {
  const { cooperativeId, loginId, personId } = session;
  const locked = await lockLogin(tx, cooperativeId, loginId);
  const live = await loadSession(tx, change.token);
  if (live === null || !locked || locked.isDisabled || locked.passwordHash !== login.passwordHash)
    return SESSION_ENDED;
  await storePassword(tx, cooperativeId, loginId, hash);
  await endSessionsOfLogin(tx, cooperativeId, loginId);
  const token = await insertSession(tx, {
    cooperativeId,
    kind: "resident",
    personId,
    loginId,
    userAgent: change.userAgent,
    address: change.address,
    idleSeconds: RESIDENT_IDLE_SECONDS,
    lifetimeSeconds: RESIDENT_LIFETIME_SECONDS,
  });
  const deviceToken = await rememberDevice(tx, { cooperativeId, loginId }, change.deviceToken);
  return { outcome: "changed", token, deviceToken };
}
