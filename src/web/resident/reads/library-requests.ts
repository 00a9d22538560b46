import { registryCourtTerm, requestState } from "../../../domain/governance/requests.ts";
import { grosze } from "../../../domain/values/money.ts";
import type { PlainDate } from "../../../domain/values/plain-date.ts";
import { myMembership } from "../../../store/portal/library.ts";
import { type MyRequest, myRequests, myRequestTerm } from "../../../store/portal/library-requests.ts";
import type { ResidentReads } from "../reads.ts";
import type { RequestLine } from "../view-models.ts";
import { membershipOf } from "./library.ts";
import { type ReadingWorld, seePage } from "./reading.ts";

/** Requests for copies, with where each stands and until when the cooperative answers. */
export function requestReads(world: ReadingWorld): Pick<ResidentReads, "loadRequests"> {
  return {
    loadRequests: (token) =>
      seePage(
        world,
        token,
        ["register", "ours"],
        [myMembership(), myRequestTerm(), myRequests()],
        (reader, [membership, [term], rows]) => {
          const answerDays = term?.answer_days ?? 0;
          return {
            asOf: reader.asOf,
            today: reader.today,
            isMember: membershipOf(membership).isMember,
            answerDays,
            requests: rows.map((row) => requestLine(row, answerDays, reader.today)),
          };
        },
      ),
  };
}

function requestLine(row: MyRequest, answerDays: number, today: PlainDate): RequestLine {
  const { dueOn, isOverdue } = requestState(
    {
      subject: row.subject,
      wording: row.wording,
      askedOn: row.asked_on,
      memberships: [],
      answer: null,
    },
    answerDays,
    row.answered_on ?? today,
  );
  const court =
    row.state === "refused" && row.answered_on !== null ? registryCourtTerm(row.answered_on) : null;
  return {
    id: row.id,
    askedOn: row.asked_on,
    subject: row.subject,
    wording: row.wording,
    state: row.state,
    dueOn,
    isOverdue,
    answeredOn: row.answered_on,
    ground: row.ground,
    answer: row.answer,
    hasFile: row.sha256 !== null,
    isHandedOver: row.is_handed_over,
    feeGrosze: grosze(row.fee_grosze),
    court: court?.ok ? court.value : null,
  };
}
