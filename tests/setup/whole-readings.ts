import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { addReading } from "../../src/operations/add-reading.ts";
import { issueConsumptionInformation } from "../../src/operations/issue-consumption-information.ts";
import type { WholeBooks } from "./whole-books.ts";

type Typed = Parameters<typeof addReading>[2];

/** Since the points serve units: of a replaced meter, of one that two units share, of an allocator, read by whoever reads. */
const READINGS: readonly (readonly [meter: string, on: string, value: string, source: Typed["source"]])[] = [
  ["L3", "2026-01-31", "340,002", "visit"],
  ["L4", "2026-02-28", "4,105", "radio"],
  ["L4", "2026-03-31", "9,877", "resident"],
  ["L4", "2026-04-30", "15,003", "radio"],
  ["L5", "2026-01-31", "190,1", "radio"],
  ["L5", "2026-02-28", "193,45", "radio"],
  ["L5", "2026-04-30", "199,9", "estimate"],
  ["L6", "2026-03-31", "46,25", "visit"],
  ["L7", "2026-01-31", "120", "radio"],
  ["L7", "2026-02-28", "230", "radio"],
];

/** Readings that residents see on the whole-books cooperative, and the information on consumption that they got. */
export async function wholeReadings({ context, scope }: WholeBooks): Promise<void> {
  for (const [meter, on, value, source] of READINGS) {
    const typed = {
      meter,
      on: plainDate(on),
      value,
      source,
      note: on.endsWith("31") ? "odczyt" : "",
      corrects: null,
    };
    const added = await addReading(context, scope, typed);
    if (!added.ok) throw new Error(`${meter} ${on} ${JSON.stringify(added.refusals)}`);
  }
  for (const each of ["2026-02", "2026-03"]) {
    const issued = await issueConsumptionInformation(context, scope, { month: month(each) });
    if (!issued.ok) throw new Error(JSON.stringify(issued.refusals));
  }
}
