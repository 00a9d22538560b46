import { accept, type Result, refusal } from "../domain/values/result.ts";
import { INDEX_FILE } from "../formats/document-index/index-table.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { type ImportedFolder, importDocuments } from "../operations/import-documents.ts";
import { VERSION_ROLES } from "../store/library-versions.ts";
import { libraryTexts as texts } from "../web/messages/pl/library-texts.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import { openDocumentFolder } from "../world/document-folder.ts";
import { openFileStore } from "../world/files.ts";
import { PDF_LIMITS } from "../world/pdf/inspect-pdf.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { problemsText } from "./package-text.ts";

export interface FolderOptions extends CooperativeOptions {
  readonly role: string;
}

/** Imports a folder; every problem is told with its line, and then nothing is written. */
export async function importFolder(frame: Frame, path: string, options: FolderOptions): Promise<void> {
  const role = VERSION_ROLES.find((each) => each === options.role);
  const folder = await openDocumentFolder(path, INDEX_FILE, PDF_LIMITS.mostBytes);
  if (role === undefined || !folder.ok) {
    const unknown = role === undefined ? [refusal("version-role", { role: options.role })] : [];
    return frame.refuse([...unknown, ...(folder.ok ? [] : folder.refusals)], options);
  }
  const files = openFileStore(frame.config().dataFolder);
  const imported = await asOperator(
    frame,
    options,
    async (context, scope): Promise<Result<Result<ImportedFolder, PackageProblem>>> =>
      accept(await importDocuments(context, scope, { folder: folder.value, role, files })),
    texts.importing,
  );
  if (imported === null) return;
  if (imported.ok) return frame.answer(imported.value, () => texts.imported(imported.value), options);
  const problems = imported.refusals.map((each) => ({ ...each, sentence: sentenceOf(each) }));
  frame.answer({ problems }, () => problemsText(problems), options);
  frame.endRefused();
}
