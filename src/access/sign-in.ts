import type pg from "pg";
import { isKnownDevice, rememberDevice } from "../store/known-device.ts";
import { type Login, loadLoginByName, lockLogin, spendStarter } from "../store/login.ts";
import { endSession, insertSession } from "../store/session.ts";
import {
  type Attempt,
  type AttemptLane,
  countAttempts,
  deleteAttempt,
  insertAttempt,
  lockAttempts,
  markSucceeded,
} from "../store/sign-in-attempt.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import { addressBucket } from "./address.ts";
import { BUSY, BUSY_SECONDS, type Hashing, normalise } from "./hashing.ts";
import { RESIDENT_IDLE_SECONDS, RESIDENT_LIFETIME_SECONDS, STARTER_LIFETIME_SECONDS } from "./limits.ts";
import { hashLoginName, readLoginName } from "./login-name.ts";
import { LONGEST_PASSWORD } from "./password-rules.ts";
import { readStarterPassword } from "./starter-password.ts";
import { mayEvaluate } from "./throttle.ts";

/** What signing in works with: the sign-in role's connections and the gate of the hashes. */
export interface AccessContext {
  readonly signin: pg.Pool;
  readonly hashing: Hashing;
}

export interface SignInAttempt {
  readonly cooperativeId: number;
  readonly login: string;
  readonly password: string;
  readonly address: string;
  readonly userAgent: string;
  /** Of the cookie that a browser keeps after signing in; null without one. */
  readonly deviceToken: string | null;
  /** Of a session the browser still has; it ends when another begins. */
  readonly formerToken: string | null;
}

export type SignInOutcome =
  | {
      readonly outcome: "signed-in";
      readonly token: string;
      readonly mustChangePassword: boolean;
      /** For the cookie that lets this browser in although strangers guess; null in a starter session. */
      readonly deviceToken: string | null;
    }
  | { readonly outcome: "refused" }
  | { readonly outcome: "busy"; readonly retryAfterSeconds: number };

/**
 * Signs a resident in, by a password of their own or once by a starter password. An unknown, disabled, throttled or wrong login
 * is refused by the same steps: one look-up, one note of the guess, one hash.
 */
export async function signIn(access: AccessContext, attempt: SignInAttempt): Promise<SignInOutcome> {
  const guess = await inScope(access.signin, null, (tx) => admitGuess(tx, attempt));
  const matches = await access.hashing.verify(
    guess.hash,
    guess.candidate,
    guess.attempt.lane === "stranger" ? "stranger" : "owner",
  );
  if (matches === BUSY) {
    await inScope(access.signin, null, (tx) => deleteAttempt(tx, attempt.cooperativeId, guess.attemptId));
    return { outcome: "busy", retryAfterSeconds: BUSY_SECONDS };
  }
  if (!matches || guess.login === null) return { outcome: "refused" };
  const { login } = guess;
  return inScope(access.signin, null, (tx) => openSession(tx, attempt, guess, login));
}

/** A guess that was counted, and what it is to be compared with. */
interface Guess {
  readonly attempt: Attempt;
  readonly attemptId: number;
  readonly login: Login | null;
  readonly isStarter: boolean;
  readonly candidate: string;
  /** Null compares with a decoy: no login, disabled, nothing issued, or not to be evaluated. */
  readonly hash: string | null;
}

async function admitGuess(tx: ScopedTransaction, typed: SignInAttempt): Promise<Guess> {
  const { cooperativeId } = typed;
  const name = readLoginName(typed.login);
  const counted = { cooperativeId, nameHash: hashLoginName(name), address: addressBucket(typed.address) };
  await lockAttempts(tx, counted);
  const login = await loadLoginByName(tx, cooperativeId, name);
  const isKnown = await isKnownDevice(tx, cooperativeId, login?.id ?? null, typed.deviceToken);
  const starter = readStarterPassword(typed.password.slice(0, LONGEST_PASSWORD));
  const isStarter = starter !== null && login?.starter?.selector === starter.selector;
  const lane: AttemptLane = isStarter ? "letter" : isKnown ? "device" : "stranger";
  const attempt = { ...counted, lane };
  const counts = await countAttempts(tx, attempt, isStarter ? login.starter.issuedAt : null);
  const isEvaluated = mayEvaluate(lane, counts);
  const attemptId = await insertAttempt(tx, attempt, isEvaluated);
  const candidate = isStarter ? starter.characters : normalise(typed.password);
  const isComparable =
    isEvaluated && login?.isDisabled === false && [...candidate].length <= LONGEST_PASSWORD;
  const hash = isStarter ? login.starter.hash : (login?.passwordHash ?? null);
  return {
    attempt,
    attemptId,
    login,
    isStarter,
    candidate: candidate.slice(0, 2 * LONGEST_PASSWORD),
    hash: isComparable ? hash : null,
  };
}

/** The guess was right; unless the login was disabled, spent or changed while it was being evaluated, a session begins. */
async function openSession(
  tx: ScopedTransaction,
  typed: SignInAttempt,
  guess: Guess,
  matched: Login,
): Promise<SignInOutcome> {
  const { cooperativeId } = typed;
  const login = await lockLogin(tx, cooperativeId, matched.id);
  const hash = guess.isStarter ? login?.starter?.hash : login?.passwordHash;
  if (!login || login.isDisabled || hash !== guess.hash) return { outcome: "refused" };
  await markSucceeded(tx, cooperativeId, guess.attemptId);
  if (typed.formerToken !== null) await endSession(tx, typed.formerToken);
  if (guess.isStarter) await spendStarter(tx, cooperativeId, login.id);
  const token = await insertSession(tx, {
    cooperativeId,
    kind: guess.isStarter ? "starter" : "resident",
    personId: login.personId,
    loginId: login.id,
    userAgent: typed.userAgent,
    address: typed.address,
    idleSeconds: RESIDENT_IDLE_SECONDS,
    lifetimeSeconds: guess.isStarter ? STARTER_LIFETIME_SECONDS : RESIDENT_LIFETIME_SECONDS,
  });
  const deviceToken = guess.isStarter
    ? null
    : await rememberDevice(tx, { cooperativeId, loginId: login.id }, typed.deviceToken);
  return { outcome: "signed-in", token, mustChangePassword: guess.isStarter, deviceToken };
}
