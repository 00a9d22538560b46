import { DOCUMENT_KINDS, ORGANS } from "../../domain/governance/documents.ts";
import { MirroredLine } from "../components/as-of-line.tsx";
import { Choice } from "../components/choice.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { FoundText } from "../components/found-text.tsx";
import { LibrarySearchForm } from "../components/library-search-form.tsx";
import { Layout } from "../layout.tsx";
import { kindSegment, organSegment } from "../library-paths.ts";
import { library } from "../messages/pl/pages/library.ts";
import { libraryDocument } from "../messages/pl/pages/library-document.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInTable } from "../wording.ts";
import { documentName, goneInWords } from "./library-words.ts";
import type { FoundInLibrary, LibrarySearchView } from "./view-models.ts";

const words = libraryDocument.search;

/** Searching in titles and texts; the address holds what was asked, so that it can be shared. */
export function LibrarySearchPage({ frame, view }: { frame: PageFrame; view: LibrarySearchView }) {
  const { asked, results } = view;
  return (
    <Layout
      frame={frame}
      title={asked.typed === "" ? words.title : `${words.title}: ${asked.typed}`}
      entry="library-search"
    >
      <h1>{words.title}</h1>
      <p class="as-of">{words.shows}</p>
      <MirroredLine asOf={view.asOf} />
      <LibrarySearchForm typed={asked.typed}>
        <Filters view={view} />
      </LibrarySearchForm>
      {results !== null && (
        <>
          <h2>{words.results}</h2>
          <Results view={view} results={results} />
        </>
      )}
    </Layout>
  );
}

function Results({ view, results }: { view: LibrarySearchView; results: readonly FoundInLibrary[] }) {
  if (results.length === 0)
    return (
      <EmptyState title={words.nothing(view.asked.typed)}>
        <p>{words.nothingWhatToDo}</p>
      </EmptyState>
    );
  return (
    <>
      <p class="quiet">{view.isCut ? words.foundMany(results.length) : words.found(results.length)}</p>
      <ul class="document-list">
        {results.map((result) => (
          <Result key={result.document.id} result={result} />
        ))}
      </ul>
    </>
  );
}

function Filters({ view: { asked, years } }: { view: LibrarySearchView }) {
  return (
    <div class="library-filters">
      <Choice
        name="organ"
        label={words.organ}
        value={asked.organ === null ? "" : organSegment(asked.organ)}
        options={[
          { value: "", label: words.anyOrgan },
          ...ORGANS.map((organ) => ({ value: organSegment(organ), label: library.organs[organ] })),
        ]}
      />
      <Choice
        name="rodzaj"
        label={words.kind}
        value={asked.kind === null ? "" : kindSegment(asked.kind)}
        options={[
          { value: "", label: words.anyKind },
          ...DOCUMENT_KINDS.map((kind) => ({ value: kindSegment(kind), label: library.kinds[kind].many })),
        ]}
      />
      <Choice
        name="rok"
        label={words.year}
        value={asked.year === null ? "" : String(asked.year)}
        options={[
          { value: "", label: words.anyYear },
          ...years.map((year) => ({ value: String(year), label: String(year) })),
        ]}
      />
    </div>
  );
}

function Result({ result: { document, fragments } }: { result: FoundInLibrary }) {
  return (
    <li>
      <a href={paths.document(document.id)}>{document.title}</a>
      <span class="document-facts">
        {`${documentName(document)} ${library.of(dateInTable(document.date))}`}
        {document.status === "draft" && `, ${library.draft}`}
        {document.goneOn !== null && `, ${goneInWords(document.goneOn)}`}
      </span>
      <FoundText fragments={fragments} />
    </li>
  );
}
