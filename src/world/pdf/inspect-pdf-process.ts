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
const MOST_UNSEEN = 200_000;
const UNSEEN_KEYS = new Set(
  "Title Author Subject Keywords Company Manager Contents RC T V DV TU Subj Alt ActualText".split(" "),
);
/** Who wrote the file and what they said of it. */
const XMP_TEXT =
  /<(?:dc:(?:creator|title|description|subject|contributor)|pdf:Keywords)[^>]*>([\s\S]{0,10000}?)<\/(?:dc|pdf):/g;

function inspect(bytes: Uint8Array, mostPages: number): PdfDocumentFacts {
  const document = open(bytes);
  if (document === null) return refusedBy("pdf-unreadable");
  const encryption = document.getTrailer().get("Encrypt");
  if (document.needsPassword() || !encryption.isNull()) return refusedBy("pdf-encrypted");
  const pageCount = pagesOf(document);
  if (pageCount === 0) return refusedBy("pdf-without-pages");
  if (pageCount > mostPages) return refusedBy("pdf-too-many-pages");
  const { reasons, unseen } = everythingIn(document);
  if (reasons.length > 0) return { ...NOTHING, reasons };
  return {
    pages: Array.from({ length: pageCount }, (_, index) => textOfPage(document, index)),
    unseen,
    earlierStates: Math.max(0, document.countVersions() - 1),
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

/** What is forbidden anywhere in the file, and its texts that no page shows. */
function everythingIn(document: mupdf.PDFDocument): Pick<PdfDocumentFacts, "reasons" | "unseen"> {
  const reasons = new Set<string>();
  const texts = new Set<string>();
  let length = 0;
  const keep = (text: string) => {
    if (text.trim() === "" || length > MOST_UNSEEN) return;
    length += text.length;
    texts.add(text.slice(0, MOST_UNSEEN));
  };
  if (doesMoreThanMove(document.getTrailer().get("Root").get("OpenAction")))
    reasons.add("pdf-with-open-action");
  everyDictionary(document, (dictionary) => {
    forbid(dictionary, reasons);
    keepUnseen(dictionary, keep);
  });
  return { reasons: [...reasons].sort(), unseen: [...texts] };
}

/** Properties of the file, notes, fields, bookmarks, descriptions for those who cannot see. */
function keepUnseen(dictionary: mupdf.PDFObject, keep: (text: string) => void): void {
  let [isSignature, isXml] = [false, false];
  const texts: string[] = [];
  dictionary.forEach((value, key) => {
    if (key === "ByteRange") isSignature = true;
    else if (key === "Subtype" && value.isName() && value.asName() === "XML") isXml = true;
    else if (UNSEEN_KEYS.has(String(key)) && value.isString()) texts.push(value.asString());
  });
  // A signature's contents are no words.
  if (!isSignature) texts.forEach(keep);
  if (isXml && dictionary.isStream())
    for (const [, text = ""] of dictionary.readStream().asString().matchAll(XMP_TEXT))
      keep(text.replace(/<[^>]*>/g, " "));
}

/** Calls for every dictionary of the file, those inside others included. */
function everyDictionary(document: mupdf.PDFDocument, call: (dictionary: mupdf.PDFObject) => void): void {
  walk(document.getTrailer(), call, 0);
  for (let number = 1; number < document.countObjects(); number += 1) {
    try {
      walk(document.newIndirect(number).resolve(), call, 0);
    } catch {
      // An object that cannot be read does nothing either.
    }
  }
}

/** Objects inside an object; those referred to are walked through by their own number. */
function walk(object: mupdf.PDFObject, call: (dictionary: mupdf.PDFObject) => void, depth: number): void {
  if (depth > MOST_DEPTH) return;
  if (object.isDictionary() || object.isStream()) call(object);
  else if (!object.isArray()) return;
  object.forEach((value) => {
    if (!value.isIndirect()) walk(value, call, depth + 1);
  });
}

/** Whether an action begun by opening does more than show a place. */
function doesMoreThanMove(action: mupdf.PDFObject): boolean {
  return action.isDictionary() && action.get("S").asName() !== "GoTo";
}

function forbid(object: mupdf.PDFObject, reasons: Set<string>): void {
  object.forEach((value, key) => {
    if (value.isNull()) return;
    if (key === "S" && value.isName()) {
      const forbidden = FORBIDDEN_ACTIONS[value.asName()];
      if (forbidden !== undefined) reasons.add(forbidden);
    } else if (key === "JS" || key === "XFA") reasons.add("pdf-with-scripts");
    else if (key === "EF" || key === "RichMediaContent") reasons.add("pdf-with-embedded-files");
    else if (key === "AA") forbidTriggers(value, reasons);
  });
}

function forbidTriggers(triggers: mupdf.PDFObject, reasons: Set<string>): void {
  if (triggers.isDictionary())
    triggers.forEach((begun) => {
      // What is refused by its kind has its reason already.
      if (doesMoreThanMove(begun) && FORBIDDEN_ACTIONS[begun.get("S").asName()] === undefined)
        reasons.add("pdf-with-open-action");
    });
}

const NOTHING = { pages: [], unseen: [], earlierStates: 0 };

function refusedBy(reason: string): PdfDocumentFacts {
  return { ...NOTHING, reasons: [reason] };
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
