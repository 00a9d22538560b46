import { DOCUMENT_KINDS, DOCUMENT_STATUSES, ORGANS } from "../domain/governance/documents.ts";
import { accept, refusal } from "../domain/values/result.ts";
import { listLibrary } from "../operations/list-documents.ts";
import { libraryTexts as texts } from "../web/messages/pl/library-texts.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { OptionReader } from "./option-values.ts";

export interface ListOptions extends CooperativeOptions {
  readonly organ?: string;
  readonly kind?: string;
  readonly year?: string;
  readonly status?: string;
  readonly published?: boolean;
  readonly unpublished?: boolean;
  readonly meeting?: string;
}

/** Prints the documents that the options name. */
export async function listAll(frame: Frame, options: ListOptions): Promise<void> {
  const reader = new OptionReader();
  const known = (option: string, written: string | undefined, values: readonly string[]) => {
    if (written !== undefined && !values.includes(written))
      reader.refusals.push(refusal("option-not-one-of", { option, written, known: values.join(", ") }));
    return written ?? null;
  };
  const organ = known("--organ", options.organ, ORGANS);
  const kind = known("--kind", options.kind, DOCUMENT_KINDS);
  const status = known("--status", options.status, DOCUMENT_STATUSES);
  if (options.year !== undefined && !/^\d{4}$/.test(options.year))
    reader.refusals.push(refusal("option-not-a-year", { option: "--year", written: options.year }));
  const year = options.year === undefined ? null : Number(options.year);
  const isPublished = options.published ? true : options.unpublished ? false : null;
  const by = reader.decide(() =>
    accept({ organ, kind, status, year, isPublished, meeting: options.meeting ?? null }),
  );
  if (!by.ok) return frame.refuse(by.refusals, options);
  const documents = await asOperator(frame, options, async (context, scope) =>
    accept(await listLibrary(context, scope, by.value)),
  );
  if (documents !== null) frame.answer({ documents }, () => texts.list(documents), options);
}
