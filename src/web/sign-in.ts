import type { SpokenRefusal } from "./messages/refusals.pl.ts";

/** What the pages need of signing in; the operations behind it decide, throttle and record. */
export interface SignIn {
  /** Answers alike for an unknown, known, disabled and throttled login, in text and in time. */
  signIn(attempt: SignInAttempt): Promise<SignInOutcome>;
  /** The session behind a cookie; null once it ended, was idle for too long, or never was. */
  session(token: string): Promise<Session | null>;
  /** On success the old token is dead and the new one goes into the cookie. */
  changePassword(change: PasswordChange): Promise<PasswordChangeOutcome>;
  signOut(token: string): Promise<void>;
  signOutEverywhere(token: string): Promise<void>;
  listSessions(token: string): Promise<readonly SessionListItem[]>;
  /** False when the person has no such session: another person's answers like one that does not exist. */
  endSession(token: string, sessionId: string): Promise<boolean>;
}

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** Network address the request came from. */
  readonly address: string;
  readonly userAgent: string;
  /** The host name people used: it tells which cooperative they mean. */
  readonly hostname: string;
  /** Of the cookie a browser keeps after signing in, so that strangers' guesses never lock its owner out. */
  readonly deviceToken: string | null;
  /** Of a session the browser still has; it ends when another begins. */
  readonly formerToken: string | null;
}

/** A new token for the session's cookie and, unless it is a starter session, one by which the browser is known again. */
export interface NewTokens {
  readonly token: string;
  readonly deviceToken: string | null;
}

export type SignInOutcome =
  | ({ readonly outcome: "signed-in"; readonly mustChangePassword: boolean } & NewTokens)
  | { readonly outcome: "refused" }
  | { readonly outcome: "busy"; readonly retryAfterSeconds: number };

export interface Session {
  readonly personName: string;
  /** A starter session can only change the password or sign out. */
  readonly kind: "starter" | "full";
  /** Seconds without activity after which the session ends; the page warns two minutes before. */
  readonly idleSeconds: number;
}

export interface PasswordChange {
  readonly token: string;
  /** Null in a starter session, where the starter password has just been given. */
  readonly currentPassword: string | null;
  readonly newPassword: string;
  readonly address: string;
  readonly userAgent: string;
  readonly deviceToken: string | null;
}

export type PasswordChangeOutcome =
  | ({ readonly outcome: "changed" } & NewTokens)
  | {
      readonly outcome: "refused";
      /** Reasons at the field for the present password and at the field for the new one. */
      readonly currentPassword: readonly SpokenRefusal[];
      readonly newPassword: readonly SpokenRefusal[];
    }
  | { readonly outcome: "busy"; readonly retryAfterSeconds: number };

export interface SessionListItem {
  readonly sessionId: string;
  readonly isPresent: boolean;
  readonly userAgent: string;
  readonly address: string;
  /** Local date and time, "2026-11-23 10:15". */
  readonly startedAt: string;
  readonly lastSeenAt: string;
}
