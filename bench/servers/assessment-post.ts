import { openOperatorSession } from "../../src/access/operator.ts";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Result } from "../../src/domain/values/result.ts";
import { closeAssessment } from "../../src/operations/close-assessment.ts";
import { draftAssessment } from "../../src/operations/draft-assessment.ts";
import { postAssessment } from "../../src/operations/post-assessment.ts";
import { openDatabase } from "../../src/world/database/database.ts";

/** The operator's side of the measurement, in a process of its own: assesses the months it is told and says what they took. */

const [dataFolder = "", cooperative = ""] = process.argv.slice(2);
const { pools, close } = await openDatabase({ dataFolder });
const cooperativeId = Number(cooperative);
const { token } = await openOperatorSession(pools.signin, cooperativeId);
const context = { pools, today: () => plainDate("2026-12-31") };
const scope = { token, cooperativeId };

async function assess(written: string) {
  const of = { month: month(written) };
  const start = performance.now();
  accepted(await draftAssessment(context, scope, of));
  const drafted = performance.now();
  accepted(await closeAssessment(context, scope, of));
  const closed = performance.now();
  const { answer } = accepted(await postAssessment(context, scope, of));
  return {
    draftMilliseconds: drafted - start,
    postMilliseconds: performance.now() - closed,
    chargeCount: answer.chargeCount,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

process.on("message", async (written: string) => process.send?.(await assess(written)));
process.once("disconnect", () => void close());
process.send?.("ready");
