import { MirroredLine } from "../components/as-of-line.tsx";
import { DocumentList } from "../components/document-list.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { LibrarySearchForm } from "../components/library-search-form.tsx";
import { Layout } from "../layout.tsx";
import { library } from "../messages/pl/pages/library.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { MembershipNotice } from "./membership-notice.tsx";
import type { LibraryView } from "./view-models.ts";

/** Dokumenty: what the person may read, part by part, and what came last. */
export function LibraryPage({ frame, view }: { frame: PageFrame; view: LibraryView }) {
  return (
    <Layout frame={frame} title={library.title} entry="library">
      <h1>{library.title}</h1>
      <p class="as-of">{library.shows}</p>
      <MirroredLine asOf={view.asOf} />
      <LibrarySearchForm typed="" />
      <MembershipNotice frame={frame} membership={view.membership} />
      <h2>{library.whereTo}</h2>
      <ul class="document-list">
        {view.sections.map(({ section, documents }) => (
          <li key={section}>
            <a href={paths.librarySection(section)}>{library.sections[section]}</a>
            <span class="document-facts">
              {library.sectionShows[section]}{" "}
              {documents === 0 ? `${library.noDocuments}.` : `${library.documents(documents)}.`}
            </span>
          </li>
        ))}
      </ul>
      <h2>{library.newest}</h2>
      {view.newest.length === 0 ? (
        <EmptyState title={library.emptyAtAll} />
      ) : (
        <DocumentList documents={view.newest} today={view.today} />
      )}
    </Layout>
  );
}
