import { DocumentList } from "../components/document-list.tsx";
import { libraryDocument } from "../messages/pl/pages/library-document.ts";
import { paths } from "../paths.ts";
import { dateInSentence } from "../wording.ts";
import type { DocumentView, TextOnDay } from "./view-models.ts";

const words = libraryDocument.textOnDay;

/** Which text of a statute or regulation holds on a day that the reader chooses, and what has to be read beside it. */
export function TextOfDay({ view, asked }: { view: DocumentView; asked: TextOnDay }) {
  const { day, text, validity, furtherAmendments } = asked;
  return (
    <section aria-labelledby="tekst-na-dzien">
      <h2 id="tekst-na-dzien">{words.title}</h2>
      <form class="form text-on-day" method="get" action={paths.document(view.head.id)}>
        <div class="field">
          <label for="dzien">{words.day}</label>
          <input
            class="input"
            type="date"
            id="dzien"
            name="dzien"
            value={day}
            min="1900-01-01"
            max="2199-12-31"
          />
        </div>
        <button class="btn" type="submit">
          {words.show}
        </button>
      </form>
      {text === null ? (
        <p>
          {day < validity.from
            ? words.notYet(dateInSentence(day), dateInSentence(validity.from))
            : words.over(dateInSentence(day), dateInSentence(validity.until ?? day))}
        </p>
      ) : text.id === view.head.id ? (
        <p>{words.thisOne(dateInSentence(day))}</p>
      ) : (
        <>
          <p>{words.read(dateInSentence(day))}</p>
          <DocumentList documents={[text]} today={view.today} />
        </>
      )}
      {furtherAmendments.length > 0 && (
        <>
          <p>{words.together}</p>
          <DocumentList documents={furtherAmendments} today={view.today} />
        </>
      )}
      <p class="quiet">{words.remark}</p>
    </section>
  );
}
