import { isDeepStrictEqual } from "node:util";
import { firstPart, type GeneralMeeting } from "../domain/governance/meeting-calendar.ts";
import { meetingProblems } from "../domain/governance/meeting-problems.ts";
import { accept, type Refusal, type Result, refuse } from "../domain/values/result.ts";
import type { MeetingChange } from "../formats/meeting/read-meeting.ts";
import { lockLibrary } from "../store/library.ts";
import { countMembers, findMeeting, type KeptMeeting, saveMeeting } from "../store/meetings.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface PutMeeting {
  readonly code: string;
  readonly isNew: boolean;
  /** False: the meeting is kept so already. */
  readonly isChanged: boolean;
  /** What was not kept at a meeting that has been held: it happened, so it is told and no longer refused. */
  readonly missed: readonly Refusal[];
}

const NOTHING_YET: Omit<KeptMeeting, "code" | "sequence"> = {
  yearEnd: null,
  parts: [],
  agenda: [],
  noticeGivenOn: null,
  noticeDelivery: "",
  draftsLaidOutOn: null,
  results: "",
};

/**
 * Plans a General Meeting, or changes what is said of it; what is left out stays. It is the office's also where another program keeps the
 * library: no picture brings it. Refuses what `meetingProblems` names, each with its
 * article, as long as the meeting is still to come; a meeting that has begun is written down as it was.
 */
export async function putMeeting(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  change: MeetingChange,
): Promise<Result<PutMeeting>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const kept = await findMeeting(tx, change.code);
    const { sequence, ...former } = kept ?? { ...NOTHING_YET, code: change.code, sequence: 0 };
    const meeting = { ...former, ...change };
    const planned = plannedMeeting(meeting, 0);
    const first = firstPart(planned);
    const memberCount = await countMembers(tx, first ?? today());
    const problems = meetingProblems({ ...planned, memberCount }, today());
    const hasBegun = first !== null && first <= today();
    if (problems.length > 0 && !hasBegun) return refuse(...problems);
    const isChanged = kept === null || !isDeepStrictEqual(meeting, former);
    if (isChanged) await saveMeeting(tx, cooperativeId, meeting);
    return accept({ code: change.code, isNew: kept === null, isChanged, missed: problems });
  });
}

/** A place is named only where every part has one. */
function plannedMeeting(meeting: Omit<KeptMeeting, "sequence">, memberCount: number): GeneralMeeting {
  const places = meeting.parts.map(({ place }) => place.trim());
  return {
    code: meeting.code,
    yearEnd: meeting.yearEnd,
    partDays: meeting.parts.map(({ on }) => on),
    place: places.includes("") ? "" : places.join("; "),
    agenda: meeting.agenda,
    memberCount,
    noticeGivenOn: meeting.noticeGivenOn,
    draftsLaidOutOn: meeting.draftsLaidOutOn,
  };
}
