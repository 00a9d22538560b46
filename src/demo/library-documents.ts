import { firstDay } from "../domain/values/month.ts";
import type { MeetingChange } from "../formats/meeting/read-meeting.ts";
import { boardDocuments } from "./library-boards.ts";
import { feeCalculationDocuments, feeResolutionDocuments, type LibraryFacts } from "./library-fees.ts";
import { heldMeeting, meetingDocuments, plannedMeeting } from "./library-meetings.ts";
import type { DemoDocument } from "./library-paper.ts";
import { regulationDocuments } from "./library-regulations.ts";
import { singleDocuments } from "./library-single.ts";
import { statuteDocuments } from "./library-statute.ts";
import { archiveYears, meetingDays } from "./library-years.ts";

/** What the demo's library holds. */
export interface DemoLibrary {
  readonly meetings: readonly MeetingChange[];
  readonly documents: readonly DemoDocument[];
}

/** Twelve years of documents, and their annual meetings with the one to come. The same months give the same library. */
export function demoLibrary(facts: LibraryFacts): DemoLibrary {
  const { months } = facts;
  const years = archiveYears(months);
  const coming = meetingDays(years.at(-1)!.year + 1);
  return {
    meetings: [...years.map(heldMeeting), plannedMeeting(coming, firstDay(months.at(-1)!))],
    documents: [
      ...statuteDocuments(years),
      ...regulationDocuments(),
      ...years.flatMap((year) => [...meetingDocuments(year), ...boardDocuments(year)]),
      ...feeResolutionDocuments(facts),
      ...feeCalculationDocuments(facts),
      ...singleDocuments(months, years, coming),
    ],
  };
}
