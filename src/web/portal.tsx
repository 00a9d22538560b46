import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { VNode } from "preact";
import type { Clock } from "../world/clock.ts";
import type { FileStore } from "../world/files.ts";
import type { PdfPress } from "../world/pdf/typst.ts";
import { cooperativeStyles } from "./accent.ts";
import type { Assets } from "./assets.ts";
import { renderPage } from "./html.tsx";
import { paths } from "./paths.ts";
import { type ErrorKind, ErrorPage } from "./public/error.page.tsx";
import type { PublicLibrary } from "./public/library.ts";
import type { ResidentReads } from "./resident/reads.ts";
import type { AskForDocument } from "./resident/requests.ts";
import { formTokenFor, sessionToken } from "./session-cookie.ts";
import type { Session, SignIn } from "./sign-in.ts";
import type { Cooperative, PageFrame } from "./view.ts";

/** What the web part needs from outside; the same for tests and for the real thing. */
export interface PortalDependencies {
  readonly signIn: SignIn;
  readonly reads: ResidentReads;
  readonly assets: Assets;
  readonly clock: Clock;
  /** The library's files, under their hashes. */
  readonly files: FileStore;
  readonly askForDocument: AskForDocument;
  /** What the cooperative at a host name shows to everybody. */
  readonly publicLibrary: PublicLibrary;
  /** Prints what is handed out as PDF. */
  readonly press: PdfPress;
  /** The cooperative that answers at this host name. */
  readonly loadCooperative: (hostname: string) => Promise<Cooperative>;
  /** Whether people reach us over https; only then HSTS is sent. */
  readonly isHttps: boolean;
}

const STATUS: Record<ErrorKind, number> = {
  "not-found": 404,
  forbidden: 403,
  "unreadable-form": 422,
  throttled: 429,
  fault: 500,
  busy: 503,
};

/** Answers with a page that no cache keeps. */
export function sendPage(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply
    .status(status)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(renderPage(page));
}

/** The frame of a page: cooperative, assets, and who is looking. */
export async function loadFrame(
  portal: PortalDependencies,
  request: FastifyRequest,
  session: Session | null,
): Promise<PageFrame> {
  const cooperative = await portal.loadCooperative(request.hostname);
  const token = sessionToken(request);
  return {
    cooperative,
    assets: {
      styles: portal.assets.styles,
      script: portal.assets.script,
      icon: portal.assets.icon,
      cooperativeStyles: cooperativeStylesAddress(cooperative),
    },
    person:
      session === null || token === null
        ? null
        : { name: session.personName, formToken: formTokenFor(token), idleSeconds: session.idleSeconds },
  };
}

/** The person's live session, or null. */
export async function loadSession(
  portal: PortalDependencies,
  request: FastifyRequest,
): Promise<Session | null> {
  const token = sessionToken(request);
  return token === null ? null : portal.signIn.session(token);
}

/** An error page; of a starter session nothing but its way out is shown. */
export async function sendError(
  portal: PortalDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  error: {
    readonly kind: ErrorKind;
    readonly status?: number;
    readonly retryAfterSeconds?: number;
    readonly incident?: string;
    /** Given where it is already known, so that it is not looked up again. */
    readonly session?: Session | null;
  },
): Promise<FastifyReply> {
  const session = error.session === undefined ? await loadSession(portal, request) : error.session;
  const frame = await loadFrame(portal, request, session?.kind === "full" ? session : null);
  if (error.retryAfterSeconds !== undefined) reply.header("retry-after", String(error.retryAfterSeconds));
  const { kind, retryAfterSeconds, incident } = error;
  return sendPage(
    reply,
    <ErrorPage frame={frame} kind={kind} retryAfterSeconds={retryAfterSeconds} incident={incident} />,
    error.status ?? STATUS[kind],
  );
}

/** Worked out once for each colour: there are as many as cooperatives. */
const stylesAddresses = new Map<string | null, string>();

function cooperativeStylesAddress({ accentColour }: Cooperative): string {
  const known = stylesAddresses.get(accentColour);
  if (known !== undefined) return known;
  const hash = createHash("sha256").update(cooperativeStyles(accentColour)).digest("base64url");
  const address = `${paths.cooperativeStyles}?v=${hash.slice(0, 12)}`;
  stylesAddresses.set(accentColour, address);
  return address;
}
