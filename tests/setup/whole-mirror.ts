import { freshDatabase, type TestDatabase } from "./database.ts";
import { type MirrorRows, mirrorRows } from "./mirror-package.ts";
import { type Mirrored, mirrored } from "./mirrored.ts";
import { wholeBooks } from "./whole-books.ts";

/** The whole-books cooperative as the rows of another program, and a database that is to mirror it: no picture is loaded yet. */
export async function wholeBooksToMirror(): Promise<{
  readonly rows: MirrorRows;
  readonly database: TestDatabase;
  readonly there: Mirrored;
}> {
  const source = await freshDatabase();
  await wholeBooks(source);
  const rows = await source.asSuperuser((client) => mirrorRows(client, 1));
  await source.close();
  const database = await freshDatabase();
  return { rows, database, there: await mirrored(database, { slug: String(rows.cooperative.slug) }) };
}
