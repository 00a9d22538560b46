import { type Refusal, refusal } from "../values/result.ts";
import type { DocumentKind, DocumentStatus, LibraryDocument, Visibility } from "./documents.ts";

/** Whom a cooperative shows all documents of a kind, beyond those to whom the default shows them. */
export type Widening = ReadonlyMap<DocumentKind, WiderAudience>;

export const WIDER_AUDIENCES = ["property-holders", "public"] as const;
export type WiderAudience = (typeof WIDER_AUDIENCES)[number];

/**
 * Whom documents of a kind are shown unless the cooperative decides more widely. The law wants most of them on the
 * cooperative's website; the program starts narrower, because publishing cannot be taken back.
 * @law usm art. 8¹ ust. 3, art. 4 ust. 6⁴
 */
const DEFAULT_AUDIENCE: Readonly<Record<DocumentKind, "public" | "members" | "property-holders">> = {
  statute: "public",
  regulation: "public",
  notice: "members",
  agenda: "members",
  "draft-resolution": "members",
  resolution: "members",
  minutes: "members",
  "financial-statement": "members",
  "cooperative-audit": "members",
  "fee-calculation": "property-holders",
  "fee-justification": "property-holders",
  announcement: "property-holders",
};

/** How far an audience reaches; a wider one never takes a document from those who had it. */
const REACH = { members: 0, "property-holders": 1, public: 2 } as const;

/** Whom documents of a kind are shown by default. A draft of anything is for members. */
export function defaultVisibility(kind: DocumentKind, status: DocumentStatus): Visibility {
  return { to: status === "draft" ? "members" : DEFAULT_AUDIENCE[kind] };
}

/**
 * Everyone a document is shown to: what was set for it alone, or what holds for its kind together with what the cooperative
 * has widened. Widening leaves drafts and documents with a visibility of their own as they are.
 */
export function audiences(document: LibraryDocument, widening: Widening): readonly Visibility[] {
  if (document.visibility !== null) return [document.visibility];
  const byKind = defaultVisibility(document.kind, document.status);
  const wider = document.status === "draft" ? undefined : widening.get(document.kind);
  return wider === undefined ? [byKind] : [byKind, { to: wider }];
}

/**
 * Why a kind cannot be shown to an audience as a rule: `widening-narrows`, where that would show it to fewer people than the
 * default does.
 */
export function wideningProblems(kind: DocumentKind, audience: WiderAudience): Refusal[] {
  const byDefault = DEFAULT_AUDIENCE[kind];
  return REACH[audience] > REACH[byDefault]
    ? []
    : [refusal("widening-narrows", { kind, audience, default: byDefault })];
}
