import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Refusal, Result } from "../../src/domain/values/result.ts";
import { type AddInput, addDocument } from "../../src/operations/add-document.ts";
import { publishDocument } from "../../src/operations/publish-document.ts";
import { openFileStore } from "../../src/world/files.ts";
import type { SmallBooks } from "./books.ts";
import { smallPdf, textPage } from "./pdf.ts";

export const files = openFileStore(mkdtempSync(join(tmpdir(), "osiedle-library-")));

/** Who fills a library. */
export type Shelving = Pick<SmallBooks, "context" | "scope">;

export const reasonsOf = (result: Result<unknown, Refusal>) =>
  result.ok ? [] : result.refusals.map(({ reason }) => reason);

export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

/** Facts of a resolution, with some replaced. */
export function facts(more: AddInput["facts"] = {}): AddInput["facts"] {
  return {
    kind: "resolution",
    organ: "general-meeting",
    number: "7/2024",
    date: "2024-06-01",
    title: "Uchwała w sprawie docieplenia",
    status: "in-force",
    ...more,
  };
}

/** Adds a file to the library; without bytes a small one that says its own code. */
export function add(
  books: Shelving,
  code: string,
  more: Partial<Omit<AddInput, "code">> & { bytes?: Uint8Array } = {},
) {
  const { bytes = smallPdf("", [textPage(`Dokument ${code}`)]), ...input } = more;
  return addDocument(books.context, books.scope, {
    code,
    facts: facts(),
    role: "original",
    file: { name: `${code}.pdf`, bytes },
    files,
    ...input,
  });
}

/** Adds a document whose copy is the original, and publishes it by an honest confirmation. */
export async function publishNew(
  books: Shelving,
  code: string,
  cells: AddInput["facts"] = {},
  bytes?: Uint8Array,
) {
  const copy = bytes === undefined ? {} : { bytes };
  accepted(await add(books, code, { facts: facts(cells), role: "publication", ...copy }));
  return accepted(await publish(books, code));
}

/** Confirms what the program pointed at, and publishes. */
export async function publish(books: Shelving, code: string) {
  const shown = await publishDocument(books.context, books.scope, {
    code,
    version: null,
    confirmation: null,
  });
  if (!shown.ok) return shown;
  const { findings, isOriginal } = shown.value;
  return publishDocument(books.context, books.scope, {
    code,
    version: null,
    confirmation: {
      confirmedBy: "Anna Sekretarz",
      findingsShown: findings?.length ?? null,
      originalNeedsNoRedaction: isOriginal,
    },
  });
}
