import type { ComponentChildren } from "preact";
import { library } from "../messages/pl/pages/library.ts";
import { libraryDocument } from "../messages/pl/pages/library-document.ts";
import { paths } from "../paths.ts";

/** One field and a button; the search's own page puts its choices between them. */
export function LibrarySearchForm({ typed, children }: { typed: string; children?: ComponentChildren }) {
  const words = libraryDocument.search;
  return (
    <search>
      <form class="form library-search" method="get" action={paths.librarySearch} aria-label={library.search}>
        <div class="field">
          <label for="q">{words.typed}</label>
          <p class="field-hint" id="q-hint">
            {words.typedHint}
          </p>
          <input
            class="input"
            type="search"
            id="q"
            name="q"
            value={typed}
            maxLength={200}
            autocomplete="off"
            aria-describedby="q-hint"
          />
        </div>
        {children}
        <button class="btn btn-primary" type="submit">
          {words.submit}
        </button>
      </form>
    </search>
  );
}
