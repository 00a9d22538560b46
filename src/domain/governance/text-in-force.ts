import { type PlainDate, rangeContains } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import type { LibraryDocument } from "./documents.ts";

/** What of a document says how it bears on a regulation. */
export type RegulationPart = Pick<
  LibraryDocument,
  "id" | "kind" | "status" | "title" | "validity" | "amends" | "consolidates"
>;

/** What to read in order to know a regulation as it stood on a day. */
export interface TextInForce<Part extends RegulationPart> {
  /** The latest consolidated text that is not younger than the day, else the regulation as first adopted. */
  readonly text: Part;
  /** Changes in force on the day that the text does not contain, the oldest first. */
  readonly furtherAmendments: readonly Part[];
}

/**
 * The text of a statute or regulation on a day, and the changes that have to be read beside it. Changes of changes count;
 * drafts do not. Refuses `regulation-unknown`, `regulation-not-yet-in-force` and `regulation-repealed`, the latter two with
 * the day from which.
 */
export function textInForce<Part extends RegulationPart>(
  documents: readonly Part[],
  regulation: number,
  day: PlainDate,
): Result<TextInForce<Part>> {
  const root = documents.find(
    ({ id, kind, status }) =>
      id === regulation && status !== "draft" && (kind === "statute" || kind === "regulation"),
  );
  if (root === undefined) return refuse(refusal("regulation-unknown", { regulation }));
  const { from, until } = root.validity;
  const names = { title: root.title, day };
  if (day < from) return refuse(refusal("regulation-not-yet-in-force", { ...names, from }));
  if (!rangeContains(root.validity, day))
    return refuse(refusal("regulation-repealed", { ...names, from: until }));
  const binding = documents.filter(
    ({ status, validity }) => status !== "draft" && rangeContains(validity, day),
  );
  const consolidated = binding
    .filter(({ consolidates }) => consolidates === regulation)
    .sort(byStart)
    .at(-1);
  const text = consolidated ?? root;
  const furtherAmendments = binding
    .filter(({ id, consolidates }) => id !== text.id && consolidates === null)
    .filter((document) => changes(document, regulation, documents))
    .filter(({ validity }) => consolidated === undefined || validity.from > consolidated.validity.from)
    .sort(byStart);
  return accept({ text, furtherAmendments });
}

/**
 * What is wrong with what a document says it amends or consolidates: `amended-document-unknown`, `amended-document-later`
 * (it would change something that came into being after it), `amends-itself` (directly or through others),
 * `consolidated-document-unknown`. `others` may hold the document itself.
 */
export function amendmentProblems(document: LibraryDocument, others: readonly LibraryDocument[]): Refusal[] {
  const problems: Refusal[] = [];
  const known = new Map(others.map((other) => [other.id, other]));
  for (const id of document.amends) {
    const amended = id === document.id ? document : known.get(id);
    if (amended === undefined) problems.push(refusal("amended-document-unknown", { document: id }));
    else if (amended.date > document.date)
      problems.push(
        refusal("amended-document-later", {
          title: amended.title,
          day: amended.date,
          amendedOn: document.date,
        }),
      );
  }
  if (changes(document, document.id, [...others.filter(({ id }) => id !== document.id), document]))
    problems.push(refusal("amends-itself", { title: document.title }));
  if (document.consolidates !== null && !known.has(document.consolidates))
    problems.push(refusal("consolidated-document-unknown", { document: document.consolidates }));
  return problems;
}

/** Whether a document changes another one, directly or by changing what changes it. */
function changes(document: RegulationPart, target: number, documents: readonly RegulationPart[]): boolean {
  const known = new Map(documents.map((other) => [other.id, other]));
  const seen = new Set<number>();
  const open = [...document.amends];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === target) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(known.get(id)?.amends ?? []));
  }
  return false;
}

function byStart(a: RegulationPart, b: RegulationPart): number {
  return a.validity.from < b.validity.from ? -1 : a.validity.from > b.validity.from ? 1 : a.id - b.id;
}
