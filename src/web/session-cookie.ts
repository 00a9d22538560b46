import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { NewTokens } from "./sign-in.ts";

/**
 * The session's cookie. `__Host-` binds it to this host and to https (browsers make an exception for localhost), so that no
 * neighbouring host can plant one.
 */
const SESSION_COOKIE = "__Host-osiedle";
/** Before signing in there is no session to bind a form to; this random value stands in for it. */
const ENTRY_COOKIE = "__Host-osiedle-wejscie";

/** Remembers a browser that has signed in before; it opens nothing by itself. */
const DEVICE_COOKIE = "__Host-osiedle-urzadzenie";
const DEVICE_SECONDS = 180 * 24 * 60 * 60;

const COOKIE_OPTIONS = { path: "/", httpOnly: true, secure: true, sameSite: "lax" } as const;
const TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

/** The token the browser sent, if it can be one at all. */
export function sessionToken(request: FastifyRequest): string | null {
  const token = request.cookies[SESSION_COOKIE];
  return token !== undefined && TOKEN.test(token) ? token : null;
}

/** The token by which this browser is known from an earlier sign-in. */
export function deviceToken(request: FastifyRequest): string | null {
  const token = request.cookies[DEVICE_COOKIE];
  return token !== undefined && TOKEN.test(token) ? token : null;
}

export function setTokens(reply: FastifyReply, tokens: NewTokens): void {
  reply.setCookie(SESSION_COOKIE, tokens.token, COOKIE_OPTIONS);
  if (tokens.deviceToken !== null)
    reply.setCookie(DEVICE_COOKIE, tokens.deviceToken, { ...COOKIE_OPTIONS, maxAge: DEVICE_SECONDS });
  reply.clearCookie(ENTRY_COOKIE, COOKIE_OPTIONS);
}

export function clearSessionToken(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, COOKIE_OPTIONS);
}

/** The form token of a page for somebody not signed in; gives the browser an entry cookie when it has none. */
export function entryFormToken(request: FastifyRequest, reply: FastifyReply): string {
  const known = boundSecret(request);
  if (known !== null) return formTokenFor(known);
  const entry = randomBytes(32).toString("base64url");
  reply.setCookie(ENTRY_COOKIE, entry, COOKIE_OPTIONS);
  return formTokenFor(entry);
}

/** The token every form of a session carries: derived from the session's own secret, so nothing has to be kept. */
export function formTokenFor(secret: string): string {
  return createHmac("sha256", secret).update("osiedle form token").digest("base64url");
}

/** Whether a form came from a page we gave to this very browser. */
export function isOwnFormToken(request: FastifyRequest, given: string | null): boolean {
  const secret = boundSecret(request);
  if (secret === null || given === null) return false;
  const [expected, actual] = [Buffer.from(formTokenFor(secret)), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function boundSecret(request: FastifyRequest): string | null {
  const entry = request.cookies[ENTRY_COOKIE];
  return sessionToken(request) ?? (entry !== undefined && TOKEN.test(entry) ? entry : null);
}
