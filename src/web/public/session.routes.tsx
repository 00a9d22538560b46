import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { formField } from "../form-body.ts";
import { signIn as words } from "../messages/pl/pages/sign-in.ts";
import { sentenceOf } from "../messages/refusals.pl.ts";
import { isIdentifier, paths, routePatterns } from "../paths.ts";
import { loadFrame, type PortalDependencies, sendError, sendPage } from "../portal.tsx";
import { clearSessionToken, deviceToken, formTokenFor, sessionToken, setTokens } from "../session-cookie.ts";
import type { Session } from "../sign-in.ts";
import { NewPasswordPage, type PasswordError } from "./new-password.page.tsx";
import { SessionsPage } from "./sessions.page.tsx";

/** Longer than any allowed password, so that the reason comes from the rule and not from the form. */
const PASSWORD_LENGTH = 1000;

interface SignedIn {
  readonly token: string;
  readonly session: Session;
}

/** Changing one's password, seeing and ending one's sessions. */
export function registerSessionRoutes(server: FastifyInstance, portal: PortalDependencies): void {
  server.get(paths.newPassword, async (request, reply) => {
    const signedIn = await signedInAs(portal, request);
    if (signedIn === null) return reply.redirect(paths.signIn, 303);
    return showPasswordForm(portal, request, reply, signedIn, []);
  });
  server.post(paths.newPassword, async (request, reply) => {
    const signedIn = await signedInAs(portal, request);
    if (signedIn === null) return reply.redirect(paths.signIn, 303);
    return changePassword(portal, request, reply, signedIn);
  });
  server.get<{ Querystring: { "haslo-zmienione"?: unknown } }>(paths.sessions, async (request, reply) => {
    const signedIn = await signedInAs(portal, request);
    if (signedIn === null) return reply.redirect(paths.signIn, 303);
    if (signedIn.session.kind === "starter") return reply.redirect(paths.newPassword, 303);
    return sendPage(
      reply,
      <SessionsPage
        frame={await loadFrame(portal, request, signedIn.session)}
        formToken={formTokenFor(signedIn.token)}
        sessions={await portal.signIn.listSessions(signedIn.token)}
        isPasswordChanged={request.query["haslo-zmienione"] !== undefined}
      />,
    );
  });
  server.post<{ Params: { sessionId: string } }>(routePatterns.sessionEnd, async (request, reply) => {
    const signedIn = await signedInAs(portal, request);
    if (signedIn === null) return reply.redirect(paths.signIn, 303);
    if (signedIn.session.kind === "starter") return reply.redirect(paths.newPassword, 303);
    const { sessionId } = request.params;
    const wasOwn = isIdentifier(sessionId) && (await portal.signIn.endSession(signedIn.token, sessionId));
    return wasOwn
      ? reply.redirect(paths.sessions, 303)
      : sendError(portal, request, reply, { kind: "not-found", session: signedIn.session });
  });
  server.post(paths.sessionsEndAll, async (request, reply) => {
    const token = sessionToken(request);
    if (token !== null) await portal.signIn.signOutEverywhere(token);
    clearSessionToken(reply);
    return reply.header("clear-site-data", '"cache", "storage"').redirect(`${paths.signIn}?wylogowano`, 303);
  });
}

async function changePassword(
  portal: PortalDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
): Promise<FastifyReply> {
  const isFirst = signedIn.session.kind === "starter";
  const field = (name: string) => formField(request.body, name, PASSWORD_LENGTH);
  const currentPassword = isFirst ? null : field("current-password");
  const newPassword = field("new-password");
  const repeated = field("repeated-password");
  if (newPassword === null || repeated === null || (!isFirst && currentPassword === null))
    return sendError(portal, request, reply, { kind: "unreadable-form", session: signedIn.session });
  if (newPassword !== repeated)
    return showPasswordForm(portal, request, reply, signedIn, [
      { field: "repeated-password", sentence: words.password.notTheSame },
    ]);
  const outcome = await portal.signIn.changePassword({
    token: signedIn.token,
    currentPassword,
    newPassword,
    address: request.ip,
    userAgent: request.headers["user-agent"] ?? "",
    deviceToken: deviceToken(request),
  });
  if (outcome.outcome === "changed") {
    setTokens(reply, outcome);
    return reply.redirect(isFirst ? paths.start : `${paths.sessions}?haslo-zmienione`, 303);
  }
  if (outcome.outcome === "refused")
    return showPasswordForm(portal, request, reply, signedIn, [
      ...outcome.currentPassword.map(
        (refusal): PasswordError => ({ field: "current-password", sentence: sentenceOf(refusal) }),
      ),
      ...outcome.newPassword.map(
        (refusal): PasswordError => ({ field: "new-password", sentence: sentenceOf(refusal) }),
      ),
    ]);
  return sendError(portal, request, reply, {
    kind: "busy",
    retryAfterSeconds: outcome.retryAfterSeconds,
    session: signedIn.session,
  });
}

async function showPasswordForm(
  portal: PortalDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, session }: SignedIn,
  errors: readonly PasswordError[],
): Promise<FastifyReply> {
  return sendPage(
    reply,
    <NewPasswordPage
      frame={await loadFrame(portal, request, session)}
      formToken={formTokenFor(token)}
      isFirst={session.kind === "starter"}
      errors={errors}
    />,
    errors.length === 0 ? 200 : 422,
  );
}

async function signedInAs(portal: PortalDependencies, request: FastifyRequest): Promise<SignedIn | null> {
  const token = sessionToken(request);
  if (token === null) return null;
  const session = await portal.signIn.session(token);
  return session === null ? null : { token, session };
}
