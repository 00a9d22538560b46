import { type EnteredDocument, entryProblems, orderEntries } from "../../domain/governance/entries.ts";
import { publicationProblems } from "../../domain/governance/publication.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import type { PackageProblem } from "../package/problem.ts";
import { findPersonalData } from "../personal-data/find-personal-data.ts";
import type { LibraryEntry, LibraryReview, SignedCopy } from "./library-index.ts";
import { LIBRARY_FOLDER, LIBRARY_INDEX } from "./mirror-files.ts";

/** A file that a row names; without a code where the row cannot be read otherwise. */
export type NamedFile = LibraryEntry | { readonly line: number; readonly file: string; readonly code: null };

/** The text of a copy, and what a reader of the file would not see. */
export interface CopyText {
  readonly pages: readonly string[];
  readonly unseen: readonly string[];
  readonly isScan: boolean;
}

/** How often each kind of probable personal data stands in a copy; null of a scan, where there is no text to look through. */
export type FindingCounts = Readonly<Record<string, number>> | null;

/** Every file that the index names, also those of rows that cannot be read otherwise. */
export function namedFiles({ entries, otherFiles }: LibraryReview): NamedFile[] {
  return [...entries, ...otherFiles.map((each) => ({ ...each, code: null }))];
}

/** What of the entries contradicts each other or what stays in the library beside them; `debt-mark-stays`. */
export function judgeEntries(
  { entries }: LibraryReview,
  documents: readonly EnteredDocument[],
): PackageProblem[] {
  const lineOf = new Map(entries.map(({ code, line }) => [code, line]));
  const others = documents.filter(({ code }) => !lineOf.has(code));
  const marked = new Set(documents.filter((each) => each.concernsPersonsDebt).map(({ code }) => code));
  const known = new Set([...lineOf.keys(), ...others.map(({ code }) => code)]);
  // What would only follow from a row that cannot be read is not held against the others.
  const judgeable = entries.filter(({ amends, repeals, consolidates }) =>
    [...amends, ...repeals, ...(consolidates === null ? [] : [consolidates])].every((code) =>
      known.has(code),
    ),
  );
  const ordered = orderEntries(entries);
  return [
    ...entryProblems(judgeable, others).map(({ code, refusal: found }) =>
      inIndex(lineOf.get(code)!, null, found),
    ),
    ...(ordered.ok ? [] : ordered.refusals.map((each) => inIndex(null, null, each))),
    ...entries
      .filter(({ code, facts }) => marked.has(code) && !facts.concernsPersonsDebt)
      .map(({ code, line }) => inIndex(line, "persons_debt", refusal("debt-mark-stays", { code }))),
  ];
}

/** `folder-file-not-indexed`: files of the library that no row names; nothing is said where the index is cut. */
export function notIndexed(names: readonly string[], read: LibraryReview): PackageProblem[] {
  if (read.isCut) return [];
  const indexed = new Set([LIBRARY_INDEX, ...namedFiles(read).map(({ file }) => LIBRARY_FOLDER + file)]);
  return names
    .filter((name) => !indexed.has(name))
    .map((name) => inIndex(null, null, refusal("folder-file-not-indexed", { file: name })));
}

/** Holds a signature against the copy under it; refuses what `publicationProblems` names. */
export function judgeSignature(
  facts: LibraryEntry["facts"],
  signed: SignedCopy,
  copy: { readonly sha256: string; readonly version: number; readonly text: CopyText },
): Result<FindingCounts> {
  const { counts, total } = findingsIn([facts.title, facts.topic, facts.number ?? ""], copy.text);
  const findings = copy.text.isScan ? null : total;
  const problems = publicationProblems(
    facts,
    [],
    { number: copy.version, role: "publication-copy", digest: copy.sha256, findings },
    {
      copyDigest: signed.sha256,
      confirmedBy: signed.by,
      carriesNoPersonalData: true,
      findingsShown: signed.findings ?? findings,
      originalNeedsNoRedaction: true,
    },
  );
  return problems.length > 0 ? refuse(...problems) : accept(counts);
}

function findingsIn(titles: readonly string[], { pages, unseen, isScan }: CopyText) {
  const found = [...titles, ...unseen, ...pages].flatMap((text) => findPersonalData(text));
  const kinds = Map.groupBy(found, ({ kind }) => kind);
  const counts = Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]));
  return { total: found.length, counts: isScan && found.length === 0 ? null : counts };
}

export function inIndex(
  line: number | null,
  column: string | null,
  { reason, data }: Refusal,
): PackageProblem {
  return { file: LIBRARY_INDEX, line, column, reason, data };
}
