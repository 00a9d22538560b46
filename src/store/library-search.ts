import { sql } from "kysely";
import type pg from "pg";
import { queries, readInScope, type ScopedTransaction } from "../world/database/scope.ts";

/** One found document with its text, in which `myFoundWords` are to be marked. */
export interface FoundDocument {
  readonly id: number;
  readonly kind: string;
  readonly organ: string;
  readonly number: string;
  readonly dated_on: string;
  readonly year: number;
  readonly title: string;
  readonly status: string;
  readonly gone_on: string | null;
  readonly text: string;
}

/** What is looked through for a place to show. */
const TEXT_SHOWN_FROM = 200_000;

export interface LibrarySearch {
  readonly typed: string;
  readonly organ: string | null;
  readonly kind: string | null;
  readonly year: number | null;
  readonly limit: number;
}

/** What the person who asks finds in titles and texts: found by the title first, then the newest. */
export function searchMyLibrary({ typed, organ, kind, year, limit }: LibrarySearch) {
  return sql<FoundDocument>`
    select d.id, d.kind, d.organ, d.number, d.dated_on, d.year, d.title, d.status, d.gone_on, left(v.text, ${TEXT_SHOWN_FROM}) as text
    from (
      select d.*, s.version, s.in_title
      from app.search_library(${typed}) s
      join app.library_document d on d.cooperative_id = (select app.my_cooperative()) and d.id = s.document_id
      where (${organ}::text is null or d.organ = ${organ}) and (${kind}::text is null or d.kind = ${kind})
        and (${year}::int is null or d.year = ${year})
      order by s.in_title desc, d.dated_on desc, d.id desc
      limit ${limit}) d
    join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id and v.version = d.version
    order by d.in_title desc, d.dated_on desc, d.id desc`.compile(queries);
}

/** Words without accents, in small letters, that the query stands for in the cooperative's texts. */
export function myFoundWords(typed: string) {
  return sql<{ words: readonly string[] }>`select app.found_words(${typed}) as words`.compile(queries);
}

/** Has every connection of the searching pool read the Polish dictionary, so that nobody's first search waits for it. */
export async function warmSearching(searching: pg.Pool): Promise<void> {
  const reading = sql<{ word: unknown }>`select to_tsvector('public.polish', 'uchwała') as word`.compile(
    queries,
  );
  const connections = searching.options.max ?? 1;
  await Promise.all(Array.from({ length: connections }, () => readInScope(searching, null, [reading])));
}

/** What a document is searched by besides its text. */
export interface Titled {
  readonly title: string;
  readonly number: string | null;
  readonly topic: string;
}

/** What lists say of a document, to be searched and learnt. */
export function titleWords({ title, number, topic }: Titled): string {
  return [title, number ?? "", topic].join("\n");
}

/** The searchable form of a title, and of title and text together; of a text of thousands of pages, its beginning. */
export function searchVectors(document: Titled, text: string) {
  const title = titleWords(document);
  return {
    title_search: sql<string>`app.library_vector(${title})`,
    search: sql<string>`app.library_vector(${`${title}\n${text}`})`,
  };
}

/** Has the copies of a document found by what it is called now. */
export async function searchByTitle(
  tx: ScopedTransaction,
  cooperativeId: number,
  document: Titled & { readonly id: number },
): Promise<void> {
  const title = titleWords(document);
  await sql`
    update app.library_version set title_search = app.library_vector(${title}),
      search = app.library_vector(${`${title}\n`} || text)
    where cooperative_id = ${cooperativeId} and document_id = ${document.id} and role = 'publication'`.execute(
    tx,
  );
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
