import type { PlainDate } from "../../domain/values/plain-date.ts";
import { library } from "../messages/pl/pages/library.ts";
import { paths } from "../paths.ts";
import { documentFacts, statusInList } from "../resident/library-words.ts";
import type { DocumentHead } from "../resident/view-models.ts";

/** Documents one below the other: the title leads to the document, beneath it what it is and, where it does not simply hold, its state. */
export function DocumentList(props: { documents: readonly DocumentHead[]; today: PlainDate }) {
  return (
    <ul class="document-list">
      {props.documents.map((document) => {
        const status = statusInList(document, props.today);
        return (
          <li key={document.id}>
            <a href={paths.document(document.id)}>{document.title}</a>
            <span class="document-facts">
              {documentFacts(document)}
              {status && (
                <>
                  {", "}
                  <strong>{status}</strong>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The kinds among what is shown, as links; nothing where there is one only. */
export function KindLinks(props: {
  kinds: readonly DocumentHead["kind"][];
  shown: DocumentHead["kind"] | null;
  path: (kind: DocumentHead["kind"] | null) => string;
}) {
  if (props.kinds.length < 2 && props.shown === null) return null;
  return (
    <nav class="time-links" aria-label={library.chooseKind}>
      <span class="quiet">{library.kind}:</span>
      <ul>
        {[null, ...props.kinds].map((kind) => (
          <li key={kind ?? "all"}>
            <a href={props.path(kind)} aria-current={kind === props.shown ? "true" : undefined}>
              {kind === null ? library.allKinds : library.kinds[kind].many}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
