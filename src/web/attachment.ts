import type { FastifyReply } from "fastify";

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

/** Name for every browser and, for those that know it, with its Polish letters (RFC 6266, RFC 8187). */
export function contentDisposition(fileName: string): string {
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
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
