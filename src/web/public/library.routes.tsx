import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { sendLibraryFile } from "../attachment.ts";
import { paths, routePatterns } from "../paths.ts";
import { loadFrame, loadSession, type PortalDependencies, sendError, sendPage } from "../portal.tsx";
import { PublicLibraryPage } from "./library.page.tsx";

/** The documents that a cooperative shows to everybody. */
export function registerPublicLibraryRoutes(server: FastifyInstance, portal: PortalDependencies): void {
  server.get(paths.publicLibrary, async (request, reply) => {
    const session = await loadSession(portal, request);
    return sendPage(
      reply,
      <PublicLibraryPage
        frame={await loadFrame(portal, request, session?.kind === "full" ? session : null)}
        {...(await portal.publicLibrary.list(request.hostname))}
        today={portal.clock.today() as PlainDate}
      />,
    );
  });
  const hand = (shown: "inline" | "attachment") => async (request: FastifyRequest, reply: FastifyReply) => {
    const { documentId } = request.params as { readonly documentId: string };
    const file = await portal.publicLibrary.find(request.hostname, documentId);
    if (file === null) return sendError(portal, request, reply, { kind: "not-found" });
    return sendLibraryFile(reply, { ...file, content: portal.files.read(file.sha256) }, shown);
  };
  server.get(routePatterns.publicDocumentPreview, hand("inline"));
  server.get(routePatterns.publicDocumentFile, hand("attachment"));
}
