import { MirroredLine } from "../components/as-of-line.tsx";
import { DocumentList } from "../components/document-list.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { StateTable } from "../components/state-table.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { Layout } from "../layout.tsx";
import { meeting as words } from "../messages/pl/pages/meeting.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence, dateInTable } from "../wording.ts";
import type { DeadlineLine, MeetingView } from "./view-models.ts";

/** A General Meeting: when and where, what it deals with, its documents, its results and its deadlines. */
export function MeetingPage({ frame, view }: { frame: PageFrame; view: MeetingView }) {
  const title = words.title(view.code);
  return (
    <Layout frame={frame} title={title} entry="general-meeting">
      <p class="way-back">
        <a href={paths.librarySection("general-meeting")}>
          <span aria-hidden="true">← </span>
          {words.back}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="as-of">
        {view.yearEnd === null ? words.extraordinary : words.annual(view.yearEnd.slice(0, 4))}
      </p>
      <MirroredLine asOf={view.asOf} />
      <Parts view={view} />
      <h2>{words.agenda}</h2>
      {view.agenda.length === 0 ? (
        <p>{words.noAgenda}</p>
      ) : (
        <ol class="agenda">
          {view.agenda.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ol>
      )}
      <h2>{words.notice}</h2>
      <SummaryList entries={noticeEntries(view)} />
      {view.results.length > 0 && (
        <>
          <h2>{words.results}</h2>
          {view.results.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </>
      )}
      <h2>{words.documents}</h2>
      {view.documents.length === 0 ? (
        <EmptyState title={words.noDocuments} />
      ) : (
        <DocumentList documents={view.documents} today={view.today} />
      )}
      <Deadlines view={view} />
    </Layout>
  );
}

function Parts({ view: { parts } }: { view: MeetingView }) {
  const [first] = parts;
  if (first === undefined) return <EmptyState title={words.noDay} />;
  if (parts.length === 1)
    return (
      <section aria-labelledby="kiedy">
        <h2 id="kiedy">{words.when}</h2>
        <p class="answer">
          {words.partAt(dateInSentence(first.on), first.at, first.place)}
          {first.name !== "" && ` (${first.name})`}.
        </p>
      </section>
    );
  return (
    <section aria-labelledby="kiedy">
      <h2 id="kiedy">{words.when}</h2>
      <StateTable
        caption={words.when}
        columns={[{ label: words.day }, { label: words.hour }, { label: words.place }]}
        rows={parts.map((part) => ({
          id: `${part.on}-${part.at}-${part.name}`,
          cells: [
            <>
              {dateInSentence(part.on)}
              {part.name !== "" && <span class="cell-note">{part.name}</span>}
            </>,
            part.at,
            part.place,
          ],
        }))}
      />
    </section>
  );
}

function noticeEntries(view: MeetingView) {
  const { noticeGivenOn, noticeDelivery, draftsLaidOutOn } = view;
  return [
    {
      word: words.noticeGiven,
      value: noticeGivenOn === null ? words.noticeNotYet : dateInSentence(noticeGivenOn),
    },
    ...(noticeDelivery === "" ? [] : [{ word: words.delivery, value: noticeDelivery }]),
    {
      word: words.draftsLaidOut,
      value: draftsLaidOutOn === null ? words.draftsNotYet : dateInSentence(draftsLaidOutOn),
    },
  ];
}

function Deadlines({ view: { code, deadlines } }: { view: MeetingView }) {
  if (deadlines.length === 0) return null;
  return (
    <section aria-labelledby="terminy">
      <h2 id="terminy">{words.calendar}</h2>
      <p class="quiet">{words.calendarShows}</p>
      <StateTable
        caption={words.calendar}
        columns={[
          { label: words.deadline },
          { label: words.day },
          { label: words.article },
          { label: words.state },
        ]}
        rows={deadlines.map((line) => ({
          id: line.kind,
          cells: [words.deadlines[line.kind], dateInTable(line.day), line.article, stateInWords(line)],
        }))}
      />
      <p class="not-printed">
        <a href={paths.meetingCalendar(code)}>{words.calendarFile}</a>
      </p>
    </section>
  );
}

function stateInWords({ state, doneOn }: DeadlineLine): string {
  switch (state) {
    case "kept":
    case "late":
    case "planned":
      return words.states[state](doneOn === null ? "" : dateInTable(doneOn));
    default:
      return words.states[state];
  }
}
