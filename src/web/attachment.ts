import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

/** The file may draw itself and nothing else: no script of ours, no address, no form, no frame. */
const PREVIEW_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A file that is handed out to be kept, under its own name, and that no cache keeps. */
export function sendAttachment(
  reply: FastifyReply,
  file: { readonly type: string; readonly fileName: string; readonly bytes: Buffer },
): FastifyReply {
  return reply
    .header("cache-control", "no-store")
    .header("content-disposition", contentDisposition(file.fileName))
    .type(file.type)
    .send(file.bytes);
}

/**
 * A PDF of the library: sandboxed, for it was made elsewhere.
 * @param shown inline in the browser, or as a file to be kept.
 */
export function sendLibraryFile(
  reply: FastifyReply,
  file: { readonly fileName: string; readonly content: Readable },
  shown: "inline" | "attachment",
): FastifyReply {
  return reply
    .header("cache-control", "no-store")
    .header("content-security-policy", shown === "inline" ? PREVIEW_POLICY : "sandbox")
    .header("content-disposition", contentDisposition(file.fileName, shown))
    .type("application/pdf")
    .send(file.content);
}

/** Name for every browser and, for those that know it, with its Polish letters (RFC 6266, RFC 8187). */
export function contentDisposition(fileName: string, shown: "inline" | "attachment" = "attachment"): string {
  const safe = fileName.replace(/[\p{Cc}/\\:*?"<>|]/gu, "-");
  const plain = safe
    .replaceAll("ł", "l")
    .replaceAll("Ł", "L")
    .normalize("NFD")
    .replace(/[^\u0020-\u007e]/g, "")
    .replaceAll("%", "-");
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${shown}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
