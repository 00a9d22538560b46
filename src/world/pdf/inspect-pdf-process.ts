import { readSync, writeSync } from "node:fs";
import * as mupdf from "mupdf";
import type { PdfDocumentFacts } from "./inspect-pdf.ts";

/**
 * A process of its own that opens PDFs given on its standard input and says on the standard output what is in each: a file
 * written by a stranger may crash it, exhaust it or hang it, and nothing else notices. `inspect-pdf.ts` starts and limits it.
 */

/** Subtypes of actions that do more than move about in the document. */
const FORBIDDEN_ACTIONS: Readonly<Record<string, string>> = {
  JavaScript: "pdf-with-scripts",
  Rendition: "pdf-with-scripts",
  Launch: "pdf-with-launch-action",
  ImportData: "pdf-with-launch-action",
  SubmitForm: "pdf-with-launch-action",
  GoToE: "pdf-with-launch-action",
  GoToR: "pdf-with-launch-action",
  Movie: "pdf-with-embedded-files",
  Sound: "pdf-with-embedded-files",
};
const MOST_DEPTH = 40;

function inspect(bytes: Uint8Array, mostPages: number): PdfDocumentFacts {
  const document = open(bytes);
  if (document === null) return refusedBy("pdf-unreadable");
  const encryption = document.getTrailer().get("Encrypt");
  if (document.needsPassword() || !encryption.isNull()) return refusedBy("pdf-encrypted");
  const pageCount = pagesOf(document);
  if (pageCount === 0) return refusedBy("pdf-without-pages");
  if (pageCount > mostPages) return refusedBy("pdf-too-many-pages");
  const reasons = forbiddenContents(document);
  if (reasons.length > 0) return { pages: [], reasons };
  return {
    pages: Array.from({ length: pageCount }, (_, index) => textOfPage(document, index)),
    reasons: [],
  };
}

function open(bytes: Uint8Array): mupdf.PDFDocument | null {
  try {
    return mupdf.Document.openDocument(bytes, "application/pdf").asPDF();
  } catch {
    return null;
  }
}

function pagesOf(document: mupdf.PDFDocument): number {
  try {
    return document.countPages();
  } catch {
    return 0;
  }
}

/** A page whose content is damaged has no text; the others keep theirs. */
function textOfPage(document: mupdf.PDFDocument, index: number): string {
  try {
    return document.loadPage(index).toStructuredText("preserve-whitespace,dehyphenate").asText();
  } catch {
    return "";
  }
}

function forbiddenContents(document: mupdf.PDFDocument): string[] {
  const reasons = new Set<string>();
  const root = document.getTrailer().get("Root");
  const openAction = root.get("OpenAction");
  if (openAction.isDictionary() && openAction.get("S").asName() !== "GoTo")
    reasons.add("pdf-with-open-action");
  for (let number = 1; number < document.countObjects(); number += 1) {
    try {
      look(document.newIndirect(number).resolve(), reasons, 0);
    } catch {
      // An object that cannot be read does nothing either.
    }
  }
  return [...reasons].sort();
}

/** Objects inside an object; those referred to are looked at by their own number. */
function look(object: mupdf.PDFObject, reasons: Set<string>, depth: number): void {
  if (depth > MOST_DEPTH) return;
  if (object.isDictionary()) {
    const action = object.get("S");
    const forbidden = action.isName() ? FORBIDDEN_ACTIONS[action.asName()] : undefined;
    if (forbidden !== undefined) reasons.add(forbidden);
    if (!object.get("JS").isNull() || !object.get("XFA").isNull()) reasons.add("pdf-with-scripts");
    if (!object.get("EF").isNull() || !object.get("RichMediaContent").isNull())
      reasons.add("pdf-with-embedded-files");
  } else if (!object.isArray()) return;
  object.forEach((value) => {
    if (!value.isIndirect()) look(value, reasons, depth + 1);
  });
}

function refusedBy(reason: string): PdfDocumentFacts {
  return { pages: [], reasons: [reason] };
}

/** Files come one after the other, each with its length before it; the answers go back the same way. */
function serve(mostPages: number): void {
  for (;;) {
    const head = readExactly(4);
    if (head === null) return;
    const bytes = readExactly(head.readUInt32BE());
    if (bytes === null) return;
    const answer = Buffer.from(JSON.stringify(inspect(bytes, mostPages)));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(answer.length);
    for (const part of [length, answer])
      for (let written = 0; written < part.length; ) written += writeSync(1, part, written);
  }
}

function readExactly(length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  for (let read = 0; read < length; ) {
    const more = readSync(0, bytes, read, length - read, null);
    if (more === 0) return null;
    read += more;
  }
  return bytes;
}

mupdf.setLog(null);
serve(Number(process.argv[2]));
