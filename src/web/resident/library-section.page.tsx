import { MirroredLine } from "../components/as-of-line.tsx";
import { DocumentList, KindLinks } from "../components/document-list.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Layout } from "../layout.tsx";
import { library } from "../messages/pl/pages/library.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence } from "../wording.ts";
import { LASTING } from "./library-shelves.ts";
import { MembershipNotice } from "./membership-notice.tsx";
import type { LibrarySectionView, MeetingHead } from "./view-models.ts";

/** One part of the library: what is present, or one year of the archive; filtered by kind. */
export function LibrarySectionPage({ frame, view }: { frame: PageFrame; view: LibrarySectionView }) {
  const { section, year, kind } = view;
  const name = library.sections[section];
  const title = year === null ? library.presentTitle(name) : library.archiveTitle(name, year);
  return (
    <Layout frame={frame} title={title} entry={section}>
      <h1>{title}</h1>
      <p class="as-of">
        {library.sectionShows[section]}
        {year === null && ` ${LASTING.includes(section) ? library.lastingMeans : library.presentMeans}`}
      </p>
      <MirroredLine asOf={view.asOf} />
      <ArchiveLinks view={view} />
      <KindLinks
        kinds={view.kinds}
        shown={kind}
        path={(other) =>
          year === null
            ? paths.librarySection(section, other)
            : paths.librarySectionYear(section, year, other)
        }
      />
      {view.meetings.length > 0 && (
        <>
          <h2>{library.meetings}</h2>
          <MeetingList view={view} />
          <h2>{library.title}</h2>
        </>
      )}
      {view.documents.length === 0 ? (
        <NothingHere view={view} />
      ) : (
        <DocumentList documents={view.documents} today={view.today} />
      )}
      {section !== "statutes" && <MembershipNotice frame={frame} membership={view.membership} />}
    </Layout>
  );
}

/** What is present, and every year back to the first. */
function ArchiveLinks({ view: { section, year, years } }: { view: LibrarySectionView }) {
  return (
    <nav class="time-links" aria-label={library.archiveLabel}>
      <ul>
        <li>
          <a href={paths.librarySection(section)} aria-current={year === null ? "true" : undefined}>
            {library.present}
          </a>
        </li>
        {years.length > 0 && <li class="time-links-word">{library.archive}:</li>}
        {years.map((each) => (
          <li key={each}>
            <a
              href={paths.librarySectionYear(section, each)}
              aria-current={each === year ? "true" : undefined}
            >
              {each}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MeetingList({ view: { meetings, today } }: { view: LibrarySectionView }) {
  return (
    <ul class="document-list">
      {meetings.map((meeting) => (
        <li key={meeting.code}>
          <a href={paths.meeting(meeting.code)}>{library.meetingOf(meeting.code)}</a>
          <span class="document-facts">{meetingDay(meeting, today)}</span>
        </li>
      ))}
    </ul>
  );
}

function meetingDay({ from, to }: MeetingHead, today: LibrarySectionView["today"]): string {
  if (from === null || to === null) return library.meetingWithoutDay;
  return from >= today
    ? library.meetingToCome(dateInSentence(from))
    : library.meetingHeld(dateInSentence(from));
}

function NothingHere({ view: { section, year, years, documents } }: { view: LibrarySectionView }) {
  const latest = years[0];
  if (latest === undefined || documents.length > 0) return <EmptyState title={library.emptyAtAll} />;
  const title =
    year !== null
      ? library.emptyYear
      : LASTING.includes(section)
        ? library.emptyLasting
        : library.emptyPresent;
  return (
    <EmptyState title={title}>
      <p>
        <a href={paths.librarySectionYear(section, latest)}>{library.emptyWhatToDo(latest)}</a>
      </p>
    </EmptyState>
  );
}
