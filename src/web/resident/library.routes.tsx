import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { REQUEST_SUBJECTS } from "../../domain/governance/requests.ts";
import { parsePlainDate } from "../../domain/values/plain-date.ts";
import { contentDisposition, sendLibraryFile } from "../attachment.ts";
import type { FieldError } from "../components/error-summary.tsx";
import { formField } from "../form-body.ts";
import {
  kindOfSegment,
  type LibrarySearchAddress,
  organOfSegment,
  sectionOfSegment,
} from "../library-paths.ts";
import { meeting } from "../messages/pl/pages/meeting.ts";
import { requests } from "../messages/pl/pages/requests.ts";
import { sentenceOf } from "../messages/refusals.pl.ts";
import { paths, routePatterns } from "../paths.ts";
import { type PortalDependencies, sendError, sendPage } from "../portal.tsx";
import { sessionToken } from "../session-cookie.ts";
import { DocumentPage } from "./document.page.tsx";
import { LibraryPage } from "./library.page.tsx";
import { LibrarySearchPage } from "./library-search.page.tsx";
import { LibrarySectionPage } from "./library-section.page.tsx";
import { MeetingPage } from "./meeting.page.tsx";
import { meetingCalendarFile } from "./meeting-calendar-file.ts";
import { RequestFormPage, type TypedRequest } from "./request-form.page.tsx";
import { RequestsPage } from "./requests.page.tsx";
import { answerResident } from "./resident.routes.tsx";

const TYPED_LENGTH = 200;
const SUBJECT_LENGTH = 50;
const WORDING_LENGTH = 2000;
/** More than is taken, so that a reason comes from the rule and what was typed comes back. */
const WORDING_READ = 10_000;

/** Documents, General Meetings and requests for copies. */
export function registerLibraryRoutes(server: FastifyInstance, portal: PortalDependencies): void {
  registerDocuments(server, portal);
  registerFiles(server, portal);
  registerMeetings(server, portal);
  registerRequests(server, portal);
}

function registerDocuments(server: FastifyInstance, portal: PortalDependencies): void {
  server.get(paths.library, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token) => reads.loadLibrary(token),
      answer: (view, frame) => sendPage(reply, <LibraryPage frame={frame} view={view} />),
    }),
  );
  server.get(paths.librarySearch, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token) => reads.searchLibrary(token, searchAsked(request)),
      answer: (view, frame) => sendPage(reply, <LibrarySearchPage frame={frame} view={view} />),
    }),
  );
  for (const pattern of [routePatterns.librarySection, routePatterns.librarySectionYear])
    server.get(pattern, (request, reply) =>
      answerResident(portal, request, reply, {
        read: (reads, token, address) => {
          const section = sectionOfSegment(address.section ?? "");
          const year = address.year === undefined ? null : yearOf(address.year);
          if (section === null || (address.year !== undefined && year === null)) return null;
          return reads.loadLibrarySection(token, section, year, kindOfSegment(queryText(request, "rodzaj")));
        },
        answer: (view, frame) => sendPage(reply, <LibrarySectionPage frame={frame} view={view} />),
      }),
    );
  server.get(routePatterns.document, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token, { documentId }) =>
        reads.loadDocument(token, documentId ?? "", parsePlainDate(queryText(request, "dzien"))),
      answer: (view, frame) => sendPage(reply, <DocumentPage frame={frame} view={view} />),
    }),
  );
}

/** Files go out whole and once asked for: a request for the head alone would record what nobody took. */
function registerFiles(server: FastifyInstance, portal: PortalDependencies): void {
  const hand = (shown: "inline" | "attachment") => (request: FastifyRequest, reply: FastifyReply) =>
    answerResident(portal, request, reply, {
      read: (reads, token, { documentId }) => reads.takeDocument(token, documentId ?? ""),
      answer: (file) => sendLibraryFile(reply, { ...file, content: portal.files.read(file.sha256) }, shown),
    });
  const whole = { exposeHeadRoute: false };
  server.get(routePatterns.documentPreview, whole, hand("inline"));
  server.get(routePatterns.documentFile, whole, hand("attachment"));
  server.get(routePatterns.requestFile, whole, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token, { requestId }) => reads.loadRequestFile(token, requestId ?? ""),
      answer: (file) =>
        sendLibraryFile(reply, { ...file, content: portal.files.read(file.sha256) }, "attachment"),
    }),
  );
}

function registerMeetings(server: FastifyInstance, portal: PortalDependencies): void {
  server.get(routePatterns.meeting, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token, { code }) => reads.loadMeeting(token, code ?? ""),
      answer: (view, frame) => sendPage(reply, <MeetingPage frame={frame} view={view} />),
    }),
  );
  server.get(routePatterns.meetingCalendar, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token, { code }) => reads.loadMeeting(token, code ?? ""),
      answer: (view) =>
        reply
          .header("cache-control", "no-store")
          .header("content-disposition", contentDisposition(meeting.fileName(view.code)))
          .type("text/calendar; charset=utf-8")
          .send(meetingCalendarFile(view, request.hostname, portal.clock.now())),
    }),
  );
}

function registerRequests(server: FastifyInstance, portal: PortalDependencies): void {
  server.get(paths.requests, (request, reply) =>
    answerResident(portal, request, reply, {
      read: (reads, token) => reads.loadRequests(token),
      answer: (view, frame) =>
        sendPage(
          reply,
          <RequestsPage frame={frame} view={view} isSent={"przyjety" in (request.query as object)} />,
        ),
    }),
  );
  server.get(paths.newRequest, (request, reply) =>
    showRequestForm(portal, request, reply, { subject: "", wording: "" }, []),
  );
  server.post(paths.newRequest, (request, reply) => ask(portal, request, reply));
}

async function ask(
  portal: PortalDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const token = sessionToken(request);
  const subject = formField(request.body, "rodzaj", SUBJECT_LENGTH);
  const wording = formField(request.body, "opis", WORDING_READ)?.replace(/\r\n?/g, "\n");
  const session = token === null ? null : await portal.signIn.session(token);
  if (token === null || session?.kind !== "full")
    return reply.redirect(session === null ? paths.signIn : paths.newPassword, 303);
  if (subject === null || wording === undefined)
    return sendError(portal, request, reply, { kind: "unreadable-form", session });
  const typed = { subject, wording };
  const chosen = REQUEST_SUBJECTS.find((each) => each === subject);
  const errors = [
    ...(chosen === undefined ? [{ field: "rodzaj", sentence: requests.form.noSubject }] : []),
    ...(wording.length > WORDING_LENGTH
      ? [{ field: "opis", sentence: requests.form.tooLong(WORDING_LENGTH) }]
      : []),
    ...(wording.trim() === "" ? [{ field: "opis", sentence: requests.form.empty }] : []),
  ];
  if (chosen === undefined || errors.length > 0)
    return showRequestForm(portal, request, reply, typed, errors);
  const asked = await portal.askForDocument(token, { subject: chosen, wording: kept(wording) });
  if (asked.ok) return reply.redirect(`${paths.requests}?przyjety`, 303);
  const refused = asked.refusals.map((refusal) => ({ field: null, sentence: sentenceOf(refusal) }));
  return showRequestForm(portal, request, reply, typed, refused);
}

function showRequestForm(
  portal: PortalDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: TypedRequest,
  errors: readonly FieldError[],
): Promise<FastifyReply> {
  return answerResident(portal, request, reply, {
    read: (reads, token) => reads.loadRequests(token),
    answer: (view, frame) =>
      sendPage(
        reply,
        <RequestFormPage frame={frame} view={view} typed={typed} errors={errors} />,
        errors.length === 0 ? 200 : 422,
      ),
  });
}

function searchAsked(request: FastifyRequest): LibrarySearchAddress {
  return {
    typed: kept(queryText(request, "q")).trim().slice(0, TYPED_LENGTH).toWellFormed(),
    organ: organOfSegment(queryText(request, "organ")),
    kind: kindOfSegment(queryText(request, "rodzaj")),
    year: yearOf(queryText(request, "rok")),
  };
}

/** One parameter of the query; a doubled one counts as missing. */
function queryText(request: FastifyRequest, name: string): string {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value : "";
}

function yearOf(text: string): number | null {
  return /^(19|20)\d{2}$/.test(text) ? Number(text) : null;
}

/** The database takes neither NUL nor half of a character pair. */
function kept(text: string): string {
  return text.replaceAll("\u0000", " ").toWellFormed();
}
