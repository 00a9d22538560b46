import { type PlainDate, plainDate } from "../../../src/domain/values/plain-date.ts";
import { LIBRARY_SECTIONS, type LibrarySearchAddress } from "../../../src/web/library-paths.ts";
import type { DocumentHead } from "../../../src/web/resident/view-models.ts";
import type { Both, IsNew } from "./pages.ts";

/** One document as both sides name it. */
type Pair = readonly [ours: DocumentHead, theirs: DocumentHead];

const DAYS: readonly PlainDate[] = ["2018-03-01", "2024-04-15", "2026-06-15"].map(plainDate);

const EVERYTHING = { organ: null, kind: null, year: null };
const SEARCHES: readonly LibrarySearchAddress[] = [
  { typed: "", ...EVERYTHING },
  { typed: "docieplenie", ...EVERYTHING },
  { typed: "protokół", ...EVERYTHING },
  { typed: "uchwała", ...EVERYTHING, organ: "general-meeting" },
  { typed: "regulamin", ...EVERYTHING, kind: "regulation" },
  { typed: "sprawozdanie", ...EVERYTHING, year: 2025 },
  { typed: "nazwisk", ...EVERYTHING },
];

/**
 * Opens every page of the library on both sides: parts by year and kind, documents by day, files, searches, meetings, requests; all but the
 * first page and the requests where that first page is new.
 */
export async function compareLibrary(both: Both, isNew: IsNew): Promise<void> {
  const shown = await both("library", (reads, token) => reads.loadLibrary(token));
  await both("requests", (reads, token) => reads.loadRequests(token));
  const { asOf: _asOf, ...room } = shown?.[0] ?? {};
  if (isNew(JSON.stringify(room))) await compareShelves(both);
}

async function compareShelves(both: Both): Promise<void> {
  const documents = new Map<number, Pair>();
  const meetings = new Set<string>();
  for (const section of LIBRARY_SECTIONS) {
    const open = async (year: number | null) => {
      const shown = await both(`library-section ${section} ${year ?? "present"}`, (reads, token) =>
        reads.loadLibrarySection(token, section, year, null),
      );
      for (const [index, document] of (shown?.[0].documents ?? []).entries())
        documents.set(document.id, [document, shown![1].documents[index]!]);
      for (const { code } of shown?.[0].meetings ?? []) meetings.add(code);
      for (const kind of shown?.[0].kinds ?? [])
        await both(`library-kind ${section} ${kind} ${year ?? "present"}`, (reads, token) =>
          reads.loadLibrarySection(token, section, year, kind),
        );
      return shown?.[0].years ?? [];
    };
    for (const year of await open(null)) await open(year);
  }
  for (const [ours, theirs] of documents.values()) await compareDocument(both, ours, theirs);
  for (const asked of SEARCHES)
    await both(`library-search ${JSON.stringify(asked)}`, (reads, token) =>
      reads.searchLibrary(token, asked),
    );
  for (const code of meetings)
    await both(`meeting ${code}`, (reads, token) => reads.loadMeeting(token, code));
}

async function compareDocument(both: Both, ours: DocumentHead, theirs: DocumentHead): Promise<void> {
  const open = (day: PlainDate | null) =>
    both(
      `document ${ours.title} ${day ?? ""}`,
      (reads, token) => reads.loadDocument(token, String(ours.id), day),
      (reads, token) => reads.loadDocument(token, String(theirs.id), day),
    );
  const shown = await open(null);
  if (shown !== null && shown[0].textOnDay !== null) for (const day of DAYS) await open(day);
  await both(
    `file ${ours.title}`,
    (reads, token) => reads.takeDocument(token, String(ours.id)),
    (reads, token) => reads.takeDocument(token, String(theirs.id)),
  );
}
