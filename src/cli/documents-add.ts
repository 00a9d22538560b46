import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import type { IndexCells } from "../formats/document-index/write-index.ts";
import { addDocument } from "../operations/add-document.ts";
import { VERSION_ROLES, type VersionRole } from "../store/library-versions.ts";
import { libraryTexts as texts } from "../web/messages/pl/library-texts.ts";
import { openFileStore } from "../world/files.ts";
import { PDF_LIMITS } from "../world/pdf/inspect-pdf.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { OptionReader } from "./option-values.ts";

export interface AddOptions extends CooperativeOptions {
  readonly code: string;
  readonly role: string;
  readonly kind?: string;
  readonly organ?: string;
  readonly number?: string;
  readonly date?: string;
  readonly title?: string;
  readonly year?: string;
  readonly status: string;
  readonly topic?: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly property?: string;
  readonly building?: string;
  readonly visibility?: string;
  readonly audience?: string;
  readonly amends?: readonly string[];
  readonly consolidates?: string;
  readonly repeals?: readonly string[];
  readonly meeting?: string;
  readonly feeResolution?: string;
  readonly personsDebt?: boolean;
}

/** Adds one file; without any fact of a document it is a further version of the one named. */
export async function addFile(frame: Frame, path: string, options: AddOptions): Promise<void> {
  const read = readOptions(options);
  const bytes = await bytesOf(path);
  if (!read.ok || !bytes.ok)
    return frame.refuse([...(read.ok ? [] : read.refusals), ...(bytes.ok ? [] : bytes.refusals)], options);
  const files = openFileStore(frame.config().dataFolder);
  const file = { name: basename(path), bytes: bytes.value };
  const added = await asOperator(frame, options, (context, scope) =>
    addDocument(context, scope, { code: options.code, ...read.value, file, files }),
  );
  if (added !== null) frame.answer(added, () => texts.added(added), options);
}

function readOptions(
  options: AddOptions,
): Result<{ readonly facts: Omit<IndexCells, "code" | "file"> | null; readonly role: VersionRole }> {
  const reader = new OptionReader();
  const role = VERSION_ROLES.find((each) => each === options.role);
  if (role === undefined) reader.refusals.push(refusal("version-role", { role: options.role }));
  const cells = cellsOf(options);
  const isVersion = Object.keys(cells).length === 0;
  if (!isVersion)
    for (const name of ["kind", "organ", "date", "title"] as const) reader.text(name, options[name]);
  const facts = isVersion ? null : { ...cells, status: options.status };
  return reader.decide(() => accept({ facts, role: role ?? "original" }));
}

/** What was said of the document, in the words of the index. */
function cellsOf(options: AddOptions): Omit<IndexCells, "code" | "file" | "status"> {
  const cells = {
    kind: options.kind,
    organ: options.organ,
    number: options.number,
    date: options.date,
    title: options.title,
    year: options.year,
    topic: options.topic,
    first_day: options.firstDay,
    last_day: options.lastDay,
    property: options.property,
    building: options.building,
    visibility: options.visibility,
    audience: options.audience,
    amends: options.amends?.join(" "),
    consolidates: options.consolidates,
    repeals: options.repeals?.join(" "),
    meeting: options.meeting,
    fee_resolution: options.feeResolution,
    persons_debt: options.personsDebt ? "yes" : undefined,
  };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined));
}

/** A file's bytes, none that is larger than the library takes. Refuses `document-file-not-readable`, `pdf-too-large`. */
export async function bytesOf(path: string): Promise<Result<Uint8Array>> {
  const found = await stat(path).catch(() => null);
  const unreadable: Refusal = refusal("document-file-not-readable", { file: path });
  if (found === null || !found.isFile()) return refuse(unreadable);
  if (found.size > PDF_LIMITS.mostBytes)
    return refuse(refusal("pdf-too-large", { megabytes: PDF_LIMITS.mostBytes / 2 ** 20 }));
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? refuse(unreadable) : accept(bytes);
}
