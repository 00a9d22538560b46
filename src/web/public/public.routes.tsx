import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { formField } from "../form-body.ts";
import { isOwnReturnPath, paths } from "../paths.ts";
import { loadFrame, loadSession, type PortalDependencies, sendError, sendPage } from "../portal.tsx";
import {
  clearSessionToken,
  deviceToken,
  entryFormToken,
  sessionToken,
  setTokens,
} from "../session-cookie.ts";
import { HomePage } from "./home.page.tsx";
import { SignInPage } from "./sign-in.page.tsx";

const LOGIN_LENGTH = 100;
/** Longer than any allowed password, so that the refusal can come from one place and take one time. */
const PASSWORD_LENGTH = 1000;
const PATH_LENGTH = 300;

/** The cooperative's public page, signing in and out. */
export function registerPublicRoutes(server: FastifyInstance, portal: PortalDependencies): void {
  server.get(paths.home, async (request, reply) => {
    const session = await loadSession(portal, request);
    const frame = await loadFrame(portal, request, session?.kind === "full" ? session : null);
    return sendPage(reply, <HomePage frame={frame} />);
  });

  server.get<{ Querystring: { wylogowano?: unknown; powrot?: unknown } }>(
    paths.signIn,
    async (request, reply) => {
      const session = await loadSession(portal, request);
      if (session !== null)
        return reply.redirect(session.kind === "starter" ? paths.newPassword : paths.start, 303);
      const { wylogowano, powrot } = request.query;
      const hasExpired = sessionToken(request) !== null;
      return sendPage(
        reply,
        <SignInPage
          frame={await loadFrame(portal, request, null)}
          formToken={entryFormToken(request, reply)}
          returnPath={returnPath(powrot)}
          remark={wylogowano !== undefined ? "ended" : hasExpired ? "expired" : undefined}
        />,
      );
    },
  );

  server.post(paths.signIn, (request, reply) => signIn(portal, request, reply));

  server.post(paths.signOut, async (request, reply) => {
    const token = sessionToken(request);
    if (token !== null) await portal.signIn.signOut(token);
    clearSessionToken(reply);
    return reply.header("clear-site-data", '"cache", "storage"').redirect(`${paths.signIn}?wylogowano`, 303);
  });
}

async function signIn(
  portal: PortalDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const login = formField(request.body, "login", LOGIN_LENGTH);
  const password = formField(request.body, "password", PASSWORD_LENGTH);
  if (login === null || password === null)
    return sendError(portal, request, reply, { kind: "unreadable-form", session: null });
  const outcome = await portal.signIn.signIn({
    login,
    password,
    address: request.ip,
    userAgent: request.headers["user-agent"] ?? "",
    hostname: request.hostname,
    deviceToken: deviceToken(request),
    formerToken: sessionToken(request),
  });
  const goingTo = returnPath(formField(request.body, "powrot", PATH_LENGTH));
  switch (outcome.outcome) {
    case "signed-in":
      setTokens(reply, outcome);
      return reply.redirect(outcome.mustChangePassword ? paths.newPassword : (goingTo ?? paths.start), 303);
    case "refused":
      return sendPage(
        reply,
        <SignInPage
          frame={await loadFrame(portal, request, null)}
          formToken={entryFormToken(request, reply)}
          returnPath={goingTo}
          login={login}
          isRefused
        />,
        422,
      );
    case "busy":
      return sendError(portal, request, reply, {
        kind: "busy",
        retryAfterSeconds: outcome.retryAfterSeconds,
        session: null,
      });
  }
}

function returnPath(given: unknown): string | null {
  return typeof given === "string" && isOwnReturnPath(given) ? given : null;
}
