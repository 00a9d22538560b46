import type { OperationContext, OperatorScope } from "../operations/context.ts";
import { importReadings } from "../operations/import-readings.ts";
import type { DemoFacts } from "./facts.ts";
import { readingFiles } from "./metering-files.ts";

/** Months whose readings come to the books together. */
const MONTHS_TOGETHER = 3;

/** The office imports what was read at the ends of the last months: of a quarter, and of the last month that is over. */
export async function importReadingsUntil(
  context: OperationContext,
  scope: OperatorScope,
  { metering, months }: DemoFacts,
  monthIndex: number,
): Promise<void> {
  const lastOver = months.length - 2;
  const place = monthIndex % MONTHS_TOGETHER;
  if (monthIndex > lastOver || (place < MONTHS_TOGETHER - 1 && monthIndex < lastOver)) return;
  for (const file of readingFiles(metering, months, monthIndex - place, monthIndex)) {
    const input = { format: null, mapping: null, source: null, day: null };
    const imported = await importReadings(context, scope, file, input);
    if (imported.ok && imported.value.refused.length === 0) continue;
    const refused = imported.ok ? imported.value.refused : imported.refusals;
    throw new Error(`demo readings were refused: ${JSON.stringify(refused.slice(0, 5))}`);
  }
}
