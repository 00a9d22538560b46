import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import { type FastifyError, type FastifyInstance, fastify } from "fastify";
import { FORM_TOKEN_FIELD } from "./components/form-token.tsx";
import { formField } from "./form-body.ts";
import { isOwnOrigin, isSafeMethod } from "./own-origin.ts";
import { type PortalDependencies, sendError } from "./portal.tsx";
import { registerAssetRoutes } from "./public/asset.routes.ts";
import { registerPublicLibraryRoutes } from "./public/library.routes.tsx";
import { registerPublicRoutes } from "./public/public.routes.tsx";
import { registerSessionRoutes } from "./public/session.routes.tsx";
import { registerLibraryRoutes } from "./resident/library.routes.tsx";
import { registerResidentRoutes } from "./resident/resident.routes.tsx";
import { securityHeaders } from "./security-headers.ts";
import { isOwnFormToken } from "./session-cookie.ts";

export interface ServerDependencies extends PortalDependencies {
  /** Told of every fault behind an answer 500, with the number the page shows for it. */
  readonly reportFault?: (error: unknown, incident: string) => void;
  /** Addresses of the reverse proxies whose word on the caller's address is believed; none by default. */
  readonly trustedProxies?: readonly string[];
}

const BODY_LIMIT_BYTES = 16 * 1024;
const FORM_TOKEN_LENGTH = 64;

/** So long that the header limit comes first: every address gets our own page, with its headers, and none the framework's. */
const LONGEST_PARAMETER = 16 * 1024;
const UNREADABLE_ADDRESS = "/nieczytelny-adres";

/**
 * The portal's server, not yet listening. Time-outs are given when it is created: set afterwards they do not
 * close slow sockets.
 */
export async function createServer(dependencies: ServerDependencies): Promise<FastifyInstance> {
  const { trustedProxies } = dependencies;
  const server: FastifyInstance = fastify({
    http: { connectionsCheckingInterval: 1000, headersTimeout: 5000, requestTimeout: 10_000 },
    requestTimeout: 10_000,
    keepAliveTimeout: 20_000,
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    rewriteUrl: ({ url = "/" }) => (isDecodable(url) ? url : UNREADABLE_ADDRESS),
    ...(trustedProxies ? { trustProxy: [...trustedProxies] } : {}),
  });
  server.removeAllContentTypeParsers();
  await server.register(helmet, securityHeaders(dependencies.isHttps));
  await server.register(cookie);
  await server.register(formbody, { bodyLimit: BODY_LIMIT_BYTES });
  guardForms(server, dependencies);
  answerErrors(server, dependencies);
  registerAssetRoutes(server, dependencies);
  registerPublicRoutes(server, dependencies);
  registerSessionRoutes(server, dependencies);
  registerPublicLibraryRoutes(server, dependencies);
  registerResidentRoutes(server, dependencies);
  registerLibraryRoutes(server, dependencies);
  return server;
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** Whatever changes something must come from our own page in this very browser. */
function guardForms(server: FastifyInstance, portal: PortalDependencies): void {
  server.addHook("onRequest", async (request, reply) => {
    if (isSafeMethod(request.method) || isOwnOrigin(request)) return;
    return sendError(portal, request, reply, { kind: "forbidden" });
  });
  server.addHook("preHandler", async (request, reply) => {
    if (isSafeMethod(request.method)) return;
    const given = formField(request.body, FORM_TOKEN_FIELD, FORM_TOKEN_LENGTH);
    if (!isOwnFormToken(request, given)) return sendError(portal, request, reply, { kind: "forbidden" });
  });
}

function answerErrors(server: FastifyInstance, portal: ServerDependencies): void {
  server.setNotFoundHandler((request, reply) => sendError(portal, request, reply, { kind: "not-found" }));
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 429) return sendError(portal, request, reply, { kind: "throttled", session: null });
    if (status >= 400 && status < 500)
      return sendError(portal, request, reply, { kind: "unreadable-form", status, session: null });
    const incident = randomUUID().slice(0, 8);
    portal.reportFault?.(error, incident);
    return sendError(portal, request, reply, { kind: "fault", incident, session: null });
  });
}
