import { join } from "node:path";
import { openOperatorSession } from "../src/access/operator.ts";
import { plainDate } from "../src/domain/values/plain-date.ts";
import { importPackage } from "../src/operations/import-package.ts";
import { learnWords, searchMyLibrary } from "../src/store/library-search.ts";
import { insertSession } from "../src/store/session.ts";
import type { Database } from "../src/world/database/database.ts";
import { inScope, readInScope } from "../src/world/database/scope.ts";
import { openPackageFiles } from "../src/world/package-files.ts";
import { withDatabase } from "./bench-database.ts";
import { spreadOf, timed, written } from "./measure.ts";

const DOCUMENTS = 5000;
const WORDS_OF_A_DOCUMENT = 300;
const ROUNDS = 20;
const LIMIT_MILLISECONDS = 50;

/** Frequent words stand first; each document draws more of the first than of the last. */
const WORDS = (
  "spółdzielnia uchwała zarząd członek lokal nieruchomość koszty opłata remont fundusz rada nadzorcza walne zgromadzenie " +
  "protokół budynek mieszkaniec rozliczenie ciepło woda wodomierz stawka podatek umowa sprawozdanie bilans nadwyżka strata " +
  "docieplenie elewacja dźwig dach piwnica garaż parking zieleń plac zabaw altana śmietnik ubezpieczenie przetarg oferta " +
  "głosowanie mandat wniosek odwołanie regulamin statut zmiana przepis ustawa termin zawiadomienie pełnomocnik lustracja"
).split(" ");
const ENDINGS = ["", "", "", "u", "y", "ami", "ach", "owi"];
const RARE = "hydrofornia";
const SEARCHES = [
  "uchwały zarządu",
  "uchwalami",
  "docieplenia elewacji budynków",
  "lustracja",
  RARE,
  "przetargów na dźwigi",
  '"uchwała zarząd"',
];

/** Searches of a library of 5 000 documents by a member, words drawn unevenly; one word is in a single document. */
export async function run(): Promise<void> {
  await withDatabase(async (database) => {
    const token = await prepare(database);
    process.stdout.write(
      `${DOCUMENTS} dokumentów po ${WORDS_OF_A_DOCUMENT} słów, rund ${ROUNDS}; mediana (najmniej–najwięcej)\n`,
    );
    for (const typed of SEARCHES) {
      const query = searchMyLibrary({ typed, organ: null, kind: null, year: null, limit: 20 });
      const found = (await readInScope(database.pools.searching, token, [query]))[0].length;
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        times.push(await timed(() => readInScope(database.pools.searching, token, [query])));
      process.stdout.write(
        `  „${typed}” (${found} na stronie): ${written(spreadOf(times), 1)} ms (cel ≤ ${LIMIT_MILLISECONDS})\n`,
      );
    }
  });
}

async function prepare({ pools }: Database): Promise<string> {
  const files = await openPackageFiles(join(import.meta.dirname, "..", "docs", "guides", "example-package"));
  if (!files.ok) throw new Error(JSON.stringify(files.refusals));
  const imported = await importPackage({ pools, today: () => plainDate("2026-12-31") }, files.value, null);
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusals));
  const { cooperativeId } = imported.value;
  const { token } = await openOperatorSession(pools.signin, cooperativeId);
  const texts = Array.from({ length: DOCUMENTS }, (_, index) => textOf(index));
  const personId = await inScope(pools.runtime, token, async (tx) => {
    await tx.client.query(
      `insert into app.library_document (cooperative_id, id, code, kind, organ, dated_on, year, title, status, visibility, validity, published_version, published_on)
       overriding system value
       select $1, n, 'D' || n, 'resolution', 'management-board', date '2014-01-01' + n % 4380, 2014 + n % 12, 'Uchwała nr ' || n, 'in-force',
         'public', '[2014-01-01,)', 1, '2026-01-01' from generate_series(1, $2::int) n`,
      [cooperativeId, DOCUMENTS],
    );
    await tx.client.query(
      `insert into app.library_version (cooperative_id, document_id, version, role, file_sha256, file_name, byte_count, page_count, text, is_scan, added_on, title_search, search)
       select $1, n, 1, 'publication', sha256(convert_to(n::text, 'UTF8')), 'a.pdf', 1, 1, t, false, '2026-01-01', to_tsvector('public.polish', 'Uchwała nr ' || n), to_tsvector('public.polish', t)
       from unnest($2::text[]) with ordinality g(t, n)`,
      [cooperativeId, texts],
    );
    for (const text of [...texts.slice(0, 200), RARE]) await learnWords(tx, cooperativeId, text);
    return (await tx.client.query("select person_id from app.membership order by person_id limit 1")).rows[0]
      .person_id;
  });
  await pools.owner.query("analyze app.library_document, app.library_version, app.library_word");
  const session = {
    cooperativeId,
    kind: "resident",
    personId,
    loginId: null,
    userAgent: "",
    address: "",
  } as const;
  return inScope(pools.signin, null, (tx) =>
    insertSession(tx, { ...session, idleSeconds: 900, lifetimeSeconds: 36_000 }),
  );
}

function textOf(index: number): string {
  const words = Array.from({ length: WORDS_OF_A_DOCUMENT }, (_, place) => {
    const chance = ((index * 7919 + place * 104_729) % 10_007) / 10_007;
    const word = WORDS[Math.floor(chance * chance * WORDS.length)]!;
    return `${word}${ENDINGS[(index + place * 31) % ENDINGS.length]}`;
  });
  return [...words, index === 4321 ? RARE : "", `numer ${index}`].join(" ");
}
