import type { DocumentKind } from "../../domain/governance/documents.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { library } from "../messages/pl/pages/library.ts";
import { libraryDocument } from "../messages/pl/pages/library-document.ts";
import { dateInSentence, dateInTable } from "../wording.ts";
import type { DocumentHead } from "./library-view-models.ts";

/** Kinds that hold from a day on; of the others only being a draft is worth a word. */
const IN_FORCE: readonly DocumentKind[] = [
  "statute",
  "regulation",
  "resolution",
  "fee-calculation",
  "fee-justification",
];

/** "Uchwała nr 7/2024" */
export function documentName({ kind, number }: Pick<DocumentHead, "kind" | "number">): string {
  const name = capital(library.kinds[kind].one);
  return number === null ? name : library.numbered(name, number);
}

/** "Uchwała nr 7/2024 z 12.06.2024; tekst jednolity": what stands under a title. */
export function documentFacts(document: DocumentHead): string {
  const { kind, number, date, isConsolidated } = document;
  const dated = `${documentName({ kind, number })} ${library.of(dateInTable(date))}`;
  return isConsolidated ? `${dated}, ${library.consolidatedText}` : dated;
}

/** "obowiązuje", "uchylono z dniem …", "projekt"; null where it says nothing. */
export function statusInWords(
  { kind, status, validity: { from, until } }: Pick<DocumentHead, "kind" | "status" | "validity">,
  today: PlainDate,
): string | null {
  if (status === "draft") return library.draft;
  if (!IN_FORCE.includes(kind)) return null;
  if (until !== null && until <= today)
    return status === "repealed"
      ? library.repealed(dateInSentence(until))
      : library.noLonger(dateInSentence(until));
  if (from > today) return library.notYet(dateInSentence(from));
  return until === null ? library.inForce : library.inForceUntil(dateInSentence(until));
}

/** Whether the status is worth saying in a list, where most documents simply hold. */
export function statusInList(document: DocumentHead, today: PlainDate): string | null {
  if (document.goneOn !== null) return goneInWords(document.goneOn);
  const words = statusInWords(document, today);
  const isSaid = document.kind === "draft-resolution" || words === library.inForce;
  return isSaid ? null : words;
}

/** "wycofany: usunięty w źródle 16.06.2026" */
export function goneInWords(day: PlainDate): string {
  return library.gone(dateInTable(day));
}

/** "240 kB", "1,2 MB" */
export function fileSize(byteCount: number): string {
  const KILO = 1024;
  if (byteCount < KILO * KILO) return libraryDocument.kilobytes(Math.max(1, Math.round(byteCount / KILO)));
  const tenths = Math.round((byteCount * 10) / (KILO * KILO));
  return libraryDocument.megabytes(`${Math.floor(tenths / 10)},${tenths % 10}`);
}

/** The name under which a file is handed out: never the one it was uploaded with, which may say more. */
export function documentFileName(document: Pick<DocumentHead, "kind" | "number" | "date">): string {
  return `${documentName(document)} ${library.of(document.date)}.pdf`;
}

export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
