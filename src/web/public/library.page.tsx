import type { PlainDate } from "../../domain/values/plain-date.ts";
import { MirroredLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Layout } from "../layout.tsx";
import { libraryDocument } from "../messages/pl/pages/library-document.ts";
import { paths } from "../paths.ts";
import { documentFacts, statusInList } from "../resident/library-words.ts";
import type { AsOf, DocumentHead } from "../resident/view-models.ts";
import type { PageFrame } from "../view.ts";

const words = libraryDocument.public;

/** What the cooperative shows to everybody: first what holds today. */
export function PublicLibraryPage(props: {
  frame: PageFrame;
  documents: readonly DocumentHead[];
  asOf: AsOf;
  today: PlainDate;
}) {
  const { frame, documents, asOf, today } = props;
  const isRule = ({ kind }: DocumentHead) => kind === "statute" || kind === "regulation";
  const isPresent = ({ status, validity: { from, until } }: DocumentHead) =>
    status !== "draft" && from <= today && (until === null || until > today);
  const rules = documents.filter(isRule);
  return (
    <Layout frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      <p class="as-of">{words.shows}</p>
      <MirroredLine asOf={asOf} />
      {documents.length === 0 && <EmptyState title={words.empty} />}
      <Group title={words.present} documents={rules.filter(isPresent)} today={today} />
      <Group title={words.others} documents={documents.filter((each) => !isRule(each))} today={today} />
      <Group title={words.past} documents={rules.filter((each) => !isPresent(each))} today={today} />
      <p class="form-remark">
        {words.members} <a href={paths.signIn}>{words.signIn}</a>
      </p>
    </Layout>
  );
}

function Group(props: { title: string; documents: readonly DocumentHead[]; today: PlainDate }) {
  if (props.documents.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul class="document-list">
        {props.documents.map((document) => {
          const status = statusInList(document, props.today);
          return (
            <li key={document.id}>
              <span class="document-title">{document.title}</span>
              <span class="document-facts">
                {documentFacts(document)}
                {status && `, ${status}`}
              </span>
              <span class="document-facts">
                <a href={paths.publicDocumentPreview(document.id)} aria-label={words.open(document.title)}>
                  {words.openShort}
                </a>
                {" · "}
                <a href={paths.publicDocumentFile(document.id)} aria-label={words.download(document.title)}>
                  {words.downloadShort}
                </a>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
