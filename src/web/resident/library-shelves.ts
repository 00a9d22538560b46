import { DOCUMENT_KINDS, type DocumentKind, type Organ } from "../../domain/governance/documents.ts";
import type { LibraryShelf } from "../../store/portal/library.ts";
import { LIBRARY_SECTIONS, type LibrarySection } from "../library-paths.ts";

/** Kinds that stand in the part of the organ they come from. */
const OF_ORGANS = ["notice", "agenda", "draft-resolution", "resolution", "minutes", "announcement"] as const;

/** Which documents stand in which part of the library: every document in exactly one. */
export const SHELVES: Readonly<Record<LibrarySection, LibraryShelf>> = {
  "general-meeting": ofOrgan("general-meeting"),
  "supervisory-board": ofOrgan("supervisory-board"),
  "management-board": ofOrgan("management-board"),
  "financial-statements": ofKinds("financial-statement"),
  statutes: ofKinds("statute", "regulation"),
  fees: ofKinds("fee-calculation", "fee-justification"),
  other: { organs: ["other"], kindsOfOrgans: OF_ORGANS, kinds: ["cooperative-audit"] },
};

/** Parts whose documents hold until something ends them; in the others the last twelve months are the present. */
export const LASTING: readonly LibrarySection[] = ["statutes", "fees"];

export function sectionOf({ organ, kind }: { organ: Organ; kind: DocumentKind }): LibrarySection {
  return LIBRARY_SECTIONS.find((section) => {
    const { organs, kindsOfOrgans, kinds } = SHELVES[section];
    return kinds.includes(kind) || (organs.includes(organ) && kindsOfOrgans.includes(kind));
  })!;
}

/** In the order in which kinds are named everywhere. */
export function kindsAmong(documents: readonly { readonly kind: DocumentKind }[]): readonly DocumentKind[] {
  return DOCUMENT_KINDS.filter((kind) => documents.some((document) => document.kind === kind));
}

function ofOrgan(organ: Organ): LibraryShelf {
  return { organs: [organ], kindsOfOrgans: OF_ORGANS, kinds: [] };
}

function ofKinds(...kinds: readonly DocumentKind[]): LibraryShelf {
  return { organs: [], kindsOfOrgans: [], kinds };
}
