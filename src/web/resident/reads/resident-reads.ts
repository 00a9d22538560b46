import type { ResidentReads } from "../reads.ts";
import { accountingReads } from "./accounting.ts";
import { feeReads } from "./fees.ts";
import { libraryReads } from "./library.ts";
import { libraryFileReads } from "./library-files.ts";
import { meetingReads } from "./library-meeting.ts";
import { requestReads } from "./library-requests.ts";
import { librarySearchReads } from "./library-search.ts";
import { paymentReads } from "./payments.ts";
import { personalReads } from "./personal.ts";
import type { ReadingWorld } from "./reading.ts";
import { readingReads } from "./readings.ts";
import { settlementReads } from "./settlements.ts";
import { startReads } from "./start.ts";
import { virtualAccountReads } from "./virtual-accounts.ts";

/** The resident's reads over the database. */
export function residentReads(world: ReadingWorld): ResidentReads {
  return {
    ...startReads(world),
    ...personalReads(world),
    ...feeReads(world),
    ...accountingReads(world),
    ...paymentReads(world),
    ...virtualAccountReads(world),
    ...settlementReads(world),
    ...readingReads(world),
    ...libraryReads(world),
    ...librarySearchReads(world),
    ...libraryFileReads(world),
    ...meetingReads(world),
    ...requestReads(world),
  };
}
