import {
  type Confirmation,
  type DocumentVersion,
  publicationProblems,
} from "../domain/governance/publication.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { findPersonalData } from "../formats/personal-data/find-personal-data.ts";
import type { FindingKind } from "../formats/personal-data/finding-kinds.ts";
import { findDocument, type KeptDocument, lockLibrary } from "../store/library.ts";
import { setPublished } from "../store/library-changes.ts";
import { learnWords, titleWords } from "../store/library-search.ts";
import { insertPublication, type KeptVersion, loadVersions } from "../store/library-versions.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import { hasText } from "../world/pdf/inspect-pdf.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface PublishInput {
  readonly code: string;
  /** Null: the latest copy for publication. */
  readonly version: number | null;
  /** What a person signs; null: only shows what has to be confirmed. */
  readonly confirmation: {
    readonly confirmedBy: string;
    /** How many findings they were shown; null: they were told that the scan cannot be searched. */
    readonly findingsShown: number | null;
    readonly originalNeedsNoRedaction: boolean;
  } | null;
}

/** Something that is probably personal data, and where it stands. */
export interface FindingInCopy {
  readonly kind: FindingKind;
  readonly text: string;
  /** From 1; null: not on a page. */
  readonly page: number | null;
  /** title: what lists and the search show · unseen: properties of the file, notes, fields, which whoever has the file can read. */
  readonly stands: "page" | "title" | "unseen";
}

export interface Publication {
  /** to-confirm: nothing was written · published · published-before: people read this copy already. */
  readonly state: "to-confirm" | "published" | "published-before";
  readonly code: string;
  readonly title: string;
  readonly version: number;
  readonly fileName: string;
  /** Null: a scan without text, in which nothing can be looked for. */
  readonly findings: readonly FindingInCopy[] | null;
  /** Of a scan: what was found beside its pages. */
  readonly besides: readonly FindingInCopy[];
  /** Pages, from 1, of a copy with text that have none: pictures or blank. */
  readonly pagesWithoutText: readonly number[];
  /** Former states of itself in the file, from which what was taken out can be had back. */
  readonly earlierStates: number;
  /** The copy is byte for byte the original: it has to be confirmed that nothing had to be taken out. */
  readonly isOriginal: boolean;
}

/**
 * Shows a copy to people, in two steps: without a confirmation it lists what is probably personal data in the copy and what has to
 * be confirmed; with it the copy is published and its words can be searched. Where another program keeps the library, only of a document
 * that the office took back from people before. Refuses `area-mirrored`, `library-document-unknown`,
 * `library-version-unknown` and what `publicationProblems` names, all at once.
 */
export async function publishDocument(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { code, version, confirmation }: PublishInput,
): Promise<Result<Publication>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const document = await findDocument(tx, code);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["library"]);
    if (theirs.length > 0 && document?.isWithheld !== true) return refuse(...theirs);
    if (document === null) return refuse(refusal("library-document-unknown", { code }));
    const versions = await loadVersions(tx, document.id);
    const isAsked = (each: KeptVersion) =>
      version === null ? each.role === "publication" : each.version === version;
    const copy = versions.findLast(isAsked);
    if (copy === undefined && version !== null)
      return refuse(refusal("library-version-unknown", { code, version }));
    const besides = copy === undefined ? [] : findingsBesides(document, copy);
    const findings = copy === undefined || copy.isScan ? null : [...besides, ...findingsOf(copy)];
    const judged = copy === undefined ? null : asJudged(copy, findings);
    const signed = confirmation ?? { ...NOTHING_LEFT_OUT, findingsShown: judged?.findings ?? null };
    const problems = publicationProblems(
      document,
      versions.map((each) => asJudged(each, null)),
      judged,
      {
        ...signed,
        copyDigest: copy?.sha256 ?? "",
        carriesNoPersonalData: true,
      } satisfies Confirmation,
    );
    if (problems.length > 0) return refuse(...problems);
    const answer = { ...answerOf(document, versions, copy!, findings), besides: copy!.isScan ? besides : [] };
    if (document.publishedVersion === copy!.version) return accept({ ...answer, state: "published-before" });
    if (confirmation === null) return accept({ ...answer, state: "to-confirm" });
    await publish(tx, document, copy!, {
      findings: findings ?? besides,
      isScan: copy!.isScan,
      confirmedBy: confirmation.confirmedBy.trim(),
      day: today(),
    });
    return accept({ ...answer, state: "published" });
  });
}

/** What no confirmation can cure is told before anybody is asked for one. */
const NOTHING_LEFT_OUT = { confirmedBy: "-", originalNeedsNoRedaction: true };

function findingsOf({ pages }: KeptVersion): FindingInCopy[] {
  return pages.flatMap((text, index) => findingsIn(text, "page", index + 1));
}

/** In what is shown without the file, and in what the file says where nobody sees it. */
function findingsBesides({ title, topic, number }: KeptDocument, { unseen }: KeptVersion): FindingInCopy[] {
  return [
    ...[title, topic, number ?? ""].flatMap((text) => findingsIn(text, "title", null)),
    ...unseen.flatMap((text) => findingsIn(text, "unseen", null)),
  ];
}

function findingsIn(text: string, stands: FindingInCopy["stands"], page: number | null): FindingInCopy[] {
  return findPersonalData(text).map((found) => ({
    kind: found.kind,
    text: found.text.replace(/\s+/g, " "),
    page,
    stands,
  }));
}

function asJudged(
  { version, role, sha256 }: KeptVersion,
  findings: readonly unknown[] | null,
): DocumentVersion {
  return {
    number: version,
    role: role === "publication" ? "publication-copy" : role,
    digest: sha256,
    findings: findings?.length ?? null,
  };
}

function answerOf(
  { code, title }: KeptDocument,
  versions: readonly KeptVersion[],
  copy: KeptVersion,
  findings: readonly FindingInCopy[] | null,
) {
  const isOriginal = versions.some(({ role, sha256 }) => role === "original" && sha256 === copy.sha256);
  const { version, fileName, pages, isScan, earlierStates } = copy;
  const pagesWithoutText = isScan ? [] : pages.flatMap((page, index) => (hasText(page) ? [] : [index + 1]));
  return { code, title, version, fileName, findings, isOriginal, pagesWithoutText, earlierStates };
}

async function publish(
  tx: ScopedTransaction,
  document: KeptDocument,
  { version, pages }: KeptVersion,
  {
    findings,
    isScan,
    confirmedBy,
    day,
  }: {
    findings: readonly FindingInCopy[];
    isScan: boolean;
    confirmedBy: string;
    day: ReturnType<OperationContext["today"]>;
  },
): Promise<void> {
  const { cooperativeId, id: documentId } = document;
  const kinds = Map.groupBy(findings, ({ kind }) => kind);
  const counts =
    isScan && findings.length === 0
      ? null
      : Object.fromEntries([...kinds].map(([kind, found]) => [kind, found.length]));
  await insertPublication(tx, cooperativeId, {
    documentId,
    version,
    confirmedBy,
    confirmedOn: day,
    findings: counts,
  });
  await setPublished(tx, document, version, day);
  await learnWords(tx, cooperativeId, [titleWords(document), ...pages].join("\n"));
}
