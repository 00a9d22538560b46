import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import type { LibraryDocument } from "./documents.ts";
import { amendmentProblems } from "./text-in-force.ts";

/** A document as it is handed in; it names others by their codes. */
export interface DocumentEntry {
  readonly code: string;
  readonly facts: Omit<LibraryDocument, "cooperativeId" | "id" | "publication" | "amends" | "consolidates">;
  readonly amends: readonly string[];
  readonly consolidates: string | null;
  /** Codes of what no longer holds since this one does. */
  readonly repeals: readonly string[];
  readonly meetingId: number | null;
  readonly feeResolutionId: number | null;
}

/** A document that is in the library. */
export interface EnteredDocument extends LibraryDocument {
  readonly code: string;
  readonly repealedById: number | null;
  readonly meetingId: number | null;
  readonly feeResolutionId: number | null;
}

/** What an entry names, by ids. */
export interface ResolvedLinks {
  readonly amends: readonly number[];
  readonly consolidates: number | null;
  readonly repeals: readonly number[];
}

/** Why an entry cannot be taken. */
export interface EntryProblem {
  readonly code: string;
  readonly refusal: Refusal;
}

/**
 * What of entries contradicts the library or another entry: what `amendmentProblems` names, `repealed-document-later` (it would
 * end before it begins), `document-known-otherwise` (the code is taken, by a document of other facts).
 */
export function entryProblems(
  entries: readonly DocumentEntry[],
  library: readonly EnteredDocument[],
): EntryProblem[] {
  const known = new Map(library.map((document) => [document.code, document]));
  const fresh = entries.filter(({ code }) => !known.has(code));
  // Ids of documents to come: below all that are kept.
  const idOf = new Map([
    ...library.map(({ code, id }) => [code, id] as const),
    ...fresh.map(({ code }, index) => [code, -1 - index] as const),
  ]);
  const coming = fresh.map((entry): LibraryDocument => {
    const { amends, consolidates } = resolveLinks(entry, idOf);
    const id = idOf.get(entry.code)!;
    return { ...entry.facts, cooperativeId: 0, id, publication: null, amends, consolidates };
  });
  const all = [...library, ...coming];
  const byId = new Map(all.map((document) => [document.id, document]));
  const problems = fresh.flatMap((entry, index) => {
    const document = coming[index]!;
    const linked = entry.amends.length > 0 || entry.consolidates !== null;
    const repealed = resolveLinks(entry, idOf).repeals.map((id) => byId.get(id)!);
    const refusals = [
      ...(linked ? amendmentProblems(document, all) : []),
      ...repealed.flatMap((ended) => repealProblems(document, ended)),
    ];
    return refusals.map((each) => ({ code: entry.code, refusal: each }));
  });
  const others = entries.flatMap((entry) => {
    const kept = known.get(entry.code);
    if (kept === undefined) return [];
    const differing = differingFacts(entry, kept, resolveLinks(entry, idOf));
    if (differing.length === 0) return [];
    const data = { code: entry.code, title: kept.title, facts: differing.join(", ") };
    return [{ code: entry.code, refusal: refusal("document-known-otherwise", data) }];
  });
  return [...problems, ...others];
}

/** Ids of what an entry names; what is not known is left out. */
export function resolveLinks(
  { amends, consolidates, repeals }: DocumentEntry,
  idOf: ReadonlyMap<string, number>,
): ResolvedLinks {
  const ids = (codes: readonly string[]) => codes.flatMap((code) => idOf.get(code) ?? []);
  return {
    amends: ids(amends),
    consolidates: consolidates === null ? null : (idOf.get(consolidates) ?? null),
    repeals: ids(repeals),
  };
}

/**
 * Entries in an order in which each one comes after those it names, otherwise as they were given. Refuses
 * `documents-in-circle` with the codes that name each other in a ring.
 */
export function orderEntries<T extends DocumentEntry>(entries: readonly T[]): Result<T[]> {
  const waiting = new Map(entries.map((entry) => [entry.code, entry]));
  const ordered: T[] = [];
  while (waiting.size > 0) {
    const before = waiting.size;
    for (const [code, entry] of waiting) {
      if (namedCodes(entry).some((named) => named !== code && waiting.has(named))) continue;
      waiting.delete(code);
      ordered.push(entry);
    }
    if (waiting.size === before)
      return refuse(refusal("documents-in-circle", { codes: [...waiting.keys()].join(", ") }));
  }
  return accept(ordered);
}

function namedCodes({ amends, consolidates, repeals }: DocumentEntry): readonly string[] {
  return [...amends, ...repeals, ...(consolidates === null ? [] : [consolidates])];
}

function repealProblems({ title, validity }: LibraryDocument, ended: LibraryDocument): Refusal[] {
  if (ended.validity.from < validity.from) return [];
  const data = { title, ended: ended.title, from: validity.from, endedFrom: ended.validity.from };
  return [refusal("repealed-document-later", data)];
}

/** Names of the columns in which an entry says something else than what is kept. */
function differingFacts(
  { facts, meetingId, feeResolutionId }: DocumentEntry,
  kept: EnteredDocument,
  links: ResolvedLinks,
): string[] {
  const isRepealed = kept.repealedById !== null;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["kind", facts.kind, kept.kind],
    ["organ", facts.organ, kept.organ],
    ["number", facts.number, kept.number],
    ["date", facts.date, kept.date],
    ["title", facts.title, kept.title],
    ["year", facts.year, kept.year],
    ["topic", facts.topic, kept.topic],
    ["first_day", facts.validity.from, kept.validity.from],
    // A later document ended it: the entry need not know.
    ["status", isRepealed ? "repealed" : facts.status, kept.status],
    ["last_day", isRepealed ? kept.validity.until : facts.validity.until, kept.validity.until],
    ["property, building", place(facts.concern), place(kept.concern)],
    ["visibility, audience", audience(facts.visibility), audience(kept.visibility)],
    ["persons_debt", facts.concernsPersonsDebt, kept.concernsPersonsDebt],
    ["amends", [...links.amends].sort().join(), [...kept.amends].sort().join()],
    ["consolidates", links.consolidates, kept.consolidates],
    ["meeting", meetingId, kept.meetingId],
    ["fee_resolution", feeResolutionId, kept.feeResolutionId],
  ];
  return pairs.filter(([, given, known]) => given !== known).map(([name]) => name);
}

function place(concern: LibraryDocument["concern"]): string {
  if (concern.of === "building") return `building ${concern.buildingId}`;
  return concern.of === "property" ? `property ${concern.propertyId}` : "";
}

function audience(visibility: LibraryDocument["visibility"]): string {
  if (visibility === null) return "";
  if (visibility.to === "group") return `group ${visibility.groupId}`;
  return visibility.to === "person" ? `person ${visibility.personId}` : visibility.to;
}
