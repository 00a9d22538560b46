import type { DocumentKind, Organ } from "../domain/governance/documents.ts";

/** Addresses of the library; part of `paths.ts`. */

/** Pages of the library, in the order of the menu. */
export const LIBRARY_SECTIONS = [
  "general-meeting",
  "supervisory-board",
  "management-board",
  "financial-statements",
  "statutes",
  "fees",
  "other",
] as const;
export type LibrarySection = (typeof LIBRARY_SECTIONS)[number];

const SECTION_SEGMENTS = {
  "general-meeting": "walne-zgromadzenie",
  "supervisory-board": "rada-nadzorcza",
  "management-board": "zarzad",
  "financial-statements": "sprawozdania-finansowe",
  statutes: "statut-i-regulaminy",
  fees: "kalkulacje-oplat",
  other: "lustracje-i-ogloszenia",
} as const satisfies Record<LibrarySection, string>;

const KIND_SEGMENTS = {
  statute: "statut",
  regulation: "regulaminy",
  notice: "zawiadomienia",
  agenda: "porzadki-obrad",
  "draft-resolution": "projekty-uchwal",
  resolution: "uchwaly",
  minutes: "protokoly",
  "financial-statement": "sprawozdania-finansowe",
  "cooperative-audit": "lustracje",
  "fee-calculation": "kalkulacje",
  "fee-justification": "uzasadnienia",
  announcement: "ogloszenia",
} as const satisfies Record<DocumentKind, string>;

const ORGAN_SEGMENTS = {
  "general-meeting": "walne-zgromadzenie",
  "supervisory-board": "rada-nadzorcza",
  "management-board": "zarzad",
  other: "inne",
} as const satisfies Record<Organ, string>;

export interface LibrarySearchAddress {
  readonly typed: string;
  readonly organ: Organ | null;
  readonly kind: DocumentKind | null;
  readonly year: number | null;
}

export const libraryPaths = {
  library: "/dokumenty",
  librarySection: (section: LibrarySection, kind?: DocumentKind | null) =>
    withKind(`/dokumenty/${SECTION_SEGMENTS[section]}`, kind),
  librarySectionYear: (section: LibrarySection, year: number, kind?: DocumentKind | null) =>
    withKind(`/dokumenty/${SECTION_SEGMENTS[section]}/${year}`, kind),
  librarySearch: "/dokumenty/szukaj",
  librarySearchFor: ({ typed, organ, kind, year }: LibrarySearchAddress) =>
    `/dokumenty/szukaj?${new URLSearchParams({
      q: typed,
      ...(organ === null ? {} : { organ: ORGAN_SEGMENTS[organ] }),
      ...(kind === null ? {} : { rodzaj: KIND_SEGMENTS[kind] }),
      ...(year === null ? {} : { rok: String(year) }),
    })}`,
  document: (id: number) => `/dokumenty/dokument/${id}`,
  documentPreview: (id: number) => `/dokumenty/dokument/${id}/podglad.pdf`,
  documentFile: (id: number) => `/dokumenty/dokument/${id}/plik.pdf`,
  meeting: (code: string) => `/walne-zgromadzenie/${encodeURIComponent(code)}`,
  meetingCalendar: (code: string) => `/walne-zgromadzenie/${encodeURIComponent(code)}/kalendarz.ics`,
  requests: "/wnioski",
  newRequest: "/wnioski/nowy",
  requestFile: (id: number) => `/wnioski/${id}/plik.pdf`,
  publicLibrary: "/dokumenty-publiczne",
  publicDocumentPreview: (id: number) => `/dokumenty-publiczne/${id}/podglad.pdf`,
  publicDocumentFile: (id: number) => `/dokumenty-publiczne/${id}/plik.pdf`,
} as const;

export const libraryPatterns = {
  librarySection: "/dokumenty/:section",
  librarySectionYear: "/dokumenty/:section/:year",
  document: "/dokumenty/dokument/:documentId",
  documentPreview: "/dokumenty/dokument/:documentId/podglad.pdf",
  documentFile: "/dokumenty/dokument/:documentId/plik.pdf",
  meeting: "/walne-zgromadzenie/:code",
  meetingCalendar: "/walne-zgromadzenie/:code/kalendarz.ics",
  requestFile: "/wnioski/:requestId/plik.pdf",
  publicDocumentPreview: "/dokumenty-publiczne/:documentId/podglad.pdf",
  publicDocumentFile: "/dokumenty-publiczne/:documentId/plik.pdf",
} as const;

/** Whether a piece of an address can be the code of a General Meeting, which offices write as they like: "WZ/2026". */
export function isMeetingCode(text: string): boolean {
  return /^\P{C}{1,100}$/u.test(text);
}

export function sectionOfSegment(text: string): LibrarySection | null {
  return keyOf(SECTION_SEGMENTS, text);
}

export function kindOfSegment(text: string): DocumentKind | null {
  return keyOf(KIND_SEGMENTS, text);
}

export function organOfSegment(text: string): Organ | null {
  return keyOf(ORGAN_SEGMENTS, text);
}

/** As a form sends it. */
export function kindSegment(kind: DocumentKind): string {
  return KIND_SEGMENTS[kind];
}

export function organSegment(organ: Organ): string {
  return ORGAN_SEGMENTS[organ];
}

function keyOf<Key extends string>(segments: Readonly<Record<Key, string>>, text: string): Key | null {
  return (Object.keys(segments) as Key[]).find((key) => segments[key] === text) ?? null;
}

function withKind(path: string, kind: DocumentKind | null | undefined): string {
  return kind === null || kind === undefined ? path : `${path}?rodzaj=${KIND_SEGMENTS[kind]}`;
}
