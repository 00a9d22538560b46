import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import type { LibraryDocument } from "./documents.ts";

/** A file that was kept for a document: nothing of it changes, a better one becomes the next version. */
export interface DocumentVersion {
  /** 1, 2, 3 … within the document, originals and copies together. */
  readonly number: number;
  readonly role: "original" | "publication-copy";
  /** Hash of the bytes. */
  readonly digest: string;
  /** How many probable pieces of personal data were found in its text; null where it has no text to search (a scan). */
  readonly findings: number | null;
}

/** What a person signs before a copy is shown: that they have read it and that it carries nobody's personal data. */
export interface Confirmation {
  /** The digest of the copy that the person read. */
  readonly copyDigest: string;
  readonly confirmedBy: string;
  readonly carriesNoPersonalData: boolean;
  /** How many findings the person was shown; null: they were told that the scan cannot be searched. */
  readonly findingsShown: number | null;
  /** The copy is byte for byte the original, and there was nothing to take out of it. */
  readonly originalNeedsNoRedaction: boolean;
}

/**
 * Why a copy of a document cannot be published, all reasons at once: `publication-persons-debt` (a decision on what one person
 * owes, whatever was taken out of it), `publication-copy-missing` (an original is never shown), `publication-copy-is-original`,
 * `publication-unconfirmed`, `publication-confirmed-other-copy`, `publication-findings-not-shown`.
 */
export function publicationProblems(
  document: Pick<LibraryDocument, "concernsPersonsDebt" | "title">,
  versions: readonly DocumentVersion[],
  copy: DocumentVersion | null,
  confirmation: Confirmation | null,
): Refusal[] {
  const problems: Refusal[] = [];
  const { title } = document;
  if (document.concernsPersonsDebt) problems.push(refusal("publication-persons-debt", { title }));
  if (copy === null || copy.role !== "publication-copy") {
    problems.push(refusal("publication-copy-missing", { title }));
    return problems;
  }
  const isOriginal = versions.some(({ role, digest }) => role === "original" && digest === copy.digest);
  if (isOriginal && confirmation?.originalNeedsNoRedaction !== true)
    problems.push(refusal("publication-copy-is-original", { title }));
  if (!confirmation?.carriesNoPersonalData || confirmation.confirmedBy.trim() === "") {
    problems.push(refusal("publication-unconfirmed", { title }));
    return problems;
  }
  if (confirmation.copyDigest !== copy.digest)
    problems.push(refusal("publication-confirmed-other-copy", { title, version: copy.number }));
  else if (confirmation.findingsShown !== copy.findings)
    problems.push(
      refusal("publication-findings-not-shown", { found: copy.findings, shown: confirmation.findingsShown }),
    );
  return problems;
}

/**
 * The number of the next version of a document. Refuses `version-known` where the same bytes are already kept in the same
 * role; nothing is ever overwritten.
 */
export function nextVersion(
  versions: readonly DocumentVersion[],
  added: Pick<DocumentVersion, "digest" | "role">,
): Result<number> {
  const known = versions.find(({ digest, role }) => digest === added.digest && role === added.role);
  if (known !== undefined) return refuse(refusal("version-known", { version: known.number }));
  return accept(versions.reduce((highest, { number }) => Math.max(highest, number), 0) + 1);
}
