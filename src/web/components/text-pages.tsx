import { libraryDocument } from "../messages/pl/pages/library-document.ts";
import type { ReadablePage } from "../readable-text.ts";

/** The text of a document, page by page, so that one finds in it what somebody quotes by its page. */
export function TextPages({ pages }: { pages: readonly ReadablePage[] }) {
  return (
    <div class="text-pages">
      {pages.map(({ number, paragraphs }) => (
        <section key={number} id={`strona-${number}`} aria-label={libraryDocument.page(number, pages.length)}>
          {pages.length > 1 && (
            <p class="text-page-number" aria-hidden="true">
              {libraryDocument.page(number, pages.length)}
            </p>
          )}
          {paragraphs.length === 0 && <p class="quiet">{libraryDocument.emptyPage}</p>}
          {paragraphs.map((paragraph, place) => (
            <p key={place}>{paragraph}</p>
          ))}
        </section>
      ))}
    </div>
  );
}
