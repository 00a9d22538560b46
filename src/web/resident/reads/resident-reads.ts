import type { ResidentReads } from "../reads.ts";
import { accountingReads } from "./accounting.ts";
import { feeReads } from "./fees.ts";
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
  };
}
