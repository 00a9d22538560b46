import { lastDay } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { OperationContext, OperatorScope } from "../operations/context.ts";
import { importReadings } from "../operations/import-readings.ts";
import type { DemoFacts } from "./facts.ts";
import { readingFiles } from "./metering-files.ts";

/** The office imports what was read at the end of a month, once the month is over. */
export async function importMonthReadings(
  context: OperationContext,
  scope: OperatorScope,
  { metering, months }: DemoFacts,
  monthIndex: number,
  today: PlainDate,
): Promise<void> {
  if (lastDay(months[monthIndex]!) >= today) return;
  for (const file of readingFiles(metering, months, monthIndex)) {
    const input = { format: null, mapping: null, source: null, day: null };
    const imported = await importReadings(context, scope, file, input);
    if (!imported.ok || imported.value.refused.length > 0)
      throw new Error(
        `demo readings were refused: ${JSON.stringify(imported.ok ? imported.value.refused.slice(0, 5) : imported.refusals)}`,
      );
  }
}
