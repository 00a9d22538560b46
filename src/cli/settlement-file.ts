import { readFile } from "node:fs/promises";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";

/** The text of a file that describes a settlement. Refuses `case-file-not-readable`. */
export async function settlementFileText(file: string): Promise<Result<string>> {
  try {
    return accept(await readFile(file, "utf8"));
  } catch (fault) {
    const cause = (fault as NodeJS.ErrnoException).code ?? String(fault);
    return refuse(refusal("case-file-not-readable", { file, cause }));
  }
}

/** Reads a file by its reader: what cannot be read is refused like anything else. */
export async function readSettlementFile<T>(
  file: string,
  read: (text: string) => Result<T>,
): Promise<Result<T>> {
  const text = await settlementFileText(file);
  return text.ok ? read(text.value) : text;
}
