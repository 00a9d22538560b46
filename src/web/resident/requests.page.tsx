import { NO_GROSZE, zlotyForPeople } from "../../domain/values/money.ts";
import { MirroredLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Notice } from "../components/notice.tsx";
import { type SummaryEntry, SummaryList } from "../components/summary-list.tsx";
import { Layout } from "../layout.tsx";
import { requests as words } from "../messages/pl/pages/requests.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence } from "../wording.ts";
import type { RequestLine, RequestsView } from "./view-models.ts";

/** What the person asked to have a copy of, and where each request stands. */
export function RequestsPage(props: { frame: PageFrame; view: RequestsView; isSent: boolean }) {
  const { frame, view } = props;
  return (
    <Layout frame={frame} title={words.title} entry="requests">
      <h1>{words.title}</h1>
      {props.isSent && <p role="status">{words.sent}</p>}
      <p class="as-of">{words.shows}</p>
      <MirroredLine asOf={view.asOf} />
      {view.isMember ? (
        <>
          <p>{words.free}</p>
          <p class="entry">
            <a class="btn btn-primary" href={paths.newRequest}>
              {words.start}
            </a>
          </p>
        </>
      ) : (
        <NotMemberNotice />
      )}
      <h2>{words.mine}</h2>
      {view.requests.length === 0 && <EmptyState title={words.none} />}
      {view.requests.map((request) => (
        <Request key={request.id} request={request} frame={frame} />
      ))}
    </Layout>
  );
}

export function NotMemberNotice() {
  return (
    <Notice title={words.notMember.title}>
      <p>{words.notMember.text}</p>
      <p>{words.notMember.instead}</p>
    </Notice>
  );
}

function Request({ request, frame }: { request: RequestLine; frame: PageFrame }) {
  const { department, room } = frame.cooperative.loginDesk;
  return (
    <section aria-labelledby={`wniosek-${request.id}`}>
      <h3 id={`wniosek-${request.id}`}>
        {words.heading(request.id, words.subjects[request.subject], dateInSentence(request.askedOn))}
      </h3>
      <SummaryList
        entries={[
          ...entriesOf(request),
          ...(request.state === "asked" && request.isOverdue
            ? [{ word: words.whereToAsk, value: `${department}, ${room}` }]
            : []),
        ]}
      />
    </section>
  );
}

function entriesOf(request: RequestLine): SummaryEntry[] {
  const entries: SummaryEntry[] = [
    { word: words.wording, value: request.wording },
    { word: words.state, value: <strong>{stateInWords(request)}</strong> },
  ];
  if (request.state === "answered") entries.push(...answerEntries(request));
  if (request.state === "refused") entries.push(...refusalEntries(request));
  return entries;
}

function stateInWords({ state, dueOn, isOverdue, answeredOn }: RequestLine): string {
  if (state === "asked" || answeredOn === null)
    return isOverdue ? words.overdue(dateInSentence(dueOn)) : words.asked(dateInSentence(dueOn));
  return state === "answered"
    ? words.answered(dateInSentence(answeredOn))
    : words.refused(dateInSentence(answeredOn));
}

function answerEntries(request: RequestLine): SummaryEntry[] {
  const entries: SummaryEntry[] = [];
  if (request.hasFile || request.isHandedOver)
    entries.push({
      word: words.file,
      value: request.hasFile ? (
        <a href={paths.requestFile(request.id)}>{words.download}</a>
      ) : (
        words.handedOver
      ),
    });
  entries.push({
    word: words.fee,
    value: request.feeGrosze === NO_GROSZE ? words.noFee : zlotyForPeople(request.feeGrosze),
  });
  if (request.answer !== "") entries.push({ word: words.answer, value: request.answer });
  return entries;
}

function refusalEntries({ ground, answer, court }: RequestLine): SummaryEntry[] {
  const entries: SummaryEntry[] = [];
  if (ground !== null) entries.push({ word: words.ground, value: words.grounds[ground] });
  entries.push({ word: words.reasons, value: answer });
  if (court !== null)
    entries.push({
      word: words.court,
      value: words.courtText(dateInSentence(court.lastDay), court.article),
    });
  return entries;
}
