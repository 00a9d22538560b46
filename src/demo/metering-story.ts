import { lastDay } from "../domain/values/month.ts";
import { addDays } from "../domain/values/plain-date.ts";
import type { OperationContext, OperatorScope } from "../operations/context.ts";
import { importReadings } from "../operations/import-readings.ts";
import { issueConsumptionInformation } from "../operations/issue-consumption-information.ts";
import type { DemoFacts } from "./facts.ts";
import { readingFiles } from "./metering-files.ts";

/** Months whose readings come to the books together. */
const MONTHS_TOGETHER = 3;

/** Consumption is told of the last months, a year and the present one: all of two years would only make the demonstration slow to begin. */
const MONTHS_TOLD = 14;

/**
 * The office imports what was read at the ends of the last months: of a quarter, and of the last month that is over. The next day those
 * who are read from a distance are told what they used in each of the months told.
 */
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
  const dayAfter = addDays(lastDay(months[monthIndex]!), 1);
  for (const month of months.slice(
    Math.max(monthIndex - place, months.length - MONTHS_TOLD),
    monthIndex + 1,
  )) {
    const told = { pools: context.pools, today: () => dayAfter };
    const issued = await issueConsumptionInformation(told, scope, { month });
    if (!issued.ok) throw new Error(`demo information was refused: ${JSON.stringify(issued.refusals)}`);
  }
}
