import { sql } from "kysely";
import { queries, type ScopedTransaction } from "../world/database/scope.ts";

/** One found document; its snippet has what was found between `FOUND_FROM` and `FOUND_TO`. */
export interface FoundDocument {
  readonly id: number;
  readonly kind: string;
  readonly organ: string;
  readonly number: string;
  readonly dated_on: string;
  readonly year: number;
  readonly title: string;
  readonly status: string;
  readonly snippet: string;
}

/** Marks around found words: no text of a document holds them, for the reader of PDFs knows only printable letters. */
export const FOUND_FROM = "\u0002";
export const FOUND_TO = "\u0003";

const HEADLINE = `StartSel=${FOUND_FROM}, StopSel=${FOUND_TO}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`;

export interface LibrarySearch {
  readonly typed: string;
  readonly organ: string | null;
  readonly kind: string | null;
  readonly year: number | null;
  readonly limit: number;
}

/** What the person who asks finds in titles and texts, best first, then newest. */
export function searchMyLibrary({ typed, organ, kind, year, limit }: LibrarySearch) {
  return sql<FoundDocument>`
    select d.id, d.kind, d.organ, d.number, d.dated_on, d.year, d.title, d.status,
           ts_headline('public.polish', v.text, d.query, ${HEADLINE}) as snippet
    from (
      select d.*, s.version, s.query, s.rank
      from app.search_library(${typed}) s
      join app.library_document d on d.cooperative_id = (select app.my_cooperative()) and d.id = s.document_id
      where (${organ}::text is null or d.organ = ${organ}) and (${kind}::text is null or d.kind = ${kind})
        and (${year}::int is null or d.year = ${year})
      order by s.rank desc, d.dated_on desc, d.id desc
      limit ${limit}) d
    join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id and v.version = d.version
    order by d.rank desc, d.dated_on desc, d.id desc`.compile(queries);
}

/** The searchable form of a title and a text: the title weighs more. */
export function searchVector(title: string, text: string) {
  return sql`setweight(to_tsvector('public.polish', ${title}), 'A') || setweight(to_tsvector('public.polish', ${text}), 'D')`;
}

/** Learns the words of a text, so that they are found without accents too. A word known already stays. */
export async function learnWords(tx: ScopedTransaction, cooperativeId: number, text: string): Promise<void> {
  await sql`
    insert into app.library_word (cooperative_id, plain, stem)
    select distinct ${cooperativeId}::int, public.unaccent(w.word), l.lexeme
    from (select distinct lower(token) as word from ts_parse('default', ${text}) where tokid <> 12 and length(token) between 2 and 40) w,
         unnest(to_tsvector('public.polish', w.word)) l
    on conflict do nothing`.execute(tx);
}
