import { type FoundDocument, myFoundWords, searchMyLibrary } from "../../../store/library-search.ts";
import { myLibraryYears } from "../../../store/portal/library.ts";
import { foundFragments } from "../../found-fragments.ts";
import type { LibrarySearchAddress } from "../../library-paths.ts";
import type { DocumentHead } from "../library-view-models.ts";
import type { ResidentReads } from "../reads.ts";
import type { FoundInLibrary } from "../view-models.ts";
import { type ReadingWorld, seePage } from "./reading.ts";

const MOST_RESULTS = 20;

/** The search of the library, on connections that know the Polish dictionary already. */
export function librarySearchReads(world: ReadingWorld): Pick<ResidentReads, "searchLibrary"> {
  const searching = { ...world, reading: world.searching };
  return {
    searchLibrary: (token, asked) => {
      if (asked.typed === "")
        return seePage(searching, token, ["library"], [myLibraryYears()], (reader, [years]) => ({
          asOf: reader.asOf,
          today: reader.today,
          asked,
          years: years.map(({ year }) => year),
          results: null,
          isCut: false,
        }));
      return seePage(
        searching,
        token,
        ["library"],
        [myLibraryYears(), searchMyLibrary(searchOf(asked)), myFoundWords(asked.typed)],
        (reader, [years, rows, [found]]) => ({
          asOf: reader.asOf,
          today: reader.today,
          asked,
          years: years.map(({ year }) => year),
          results: rows.slice(0, MOST_RESULTS).map((row) => foundIn(row, found?.words ?? [])),
          isCut: rows.length > MOST_RESULTS,
        }),
      );
    },
  };
}

function searchOf({ typed, organ, kind, year }: LibrarySearchAddress) {
  return { typed, organ, kind, year, limit: MOST_RESULTS + 1 };
}

function foundIn(row: FoundDocument, words: readonly string[]): FoundInLibrary {
  return {
    document: {
      id: row.id,
      kind: row.kind as DocumentHead["kind"],
      organ: row.organ as DocumentHead["organ"],
      number: row.number,
      date: row.dated_on as DocumentHead["date"],
      year: row.year,
      title: row.title,
      status: row.status as DocumentHead["status"],
      goneOn: row.gone_on as DocumentHead["goneOn"],
    },
    fragments: foundFragments(row.text, words),
  };
}
