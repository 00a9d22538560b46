import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIRROR_AREAS } from "../../src/domain/mirror/areas.ts";
import { type BooksLoad, sendBooks } from "../../src/store/mirror/books.ts";
import type { MirrorRows } from "../../src/store/mirror/row-writer.ts";
import { TwinRows } from "../../src/store/mirror/twins.ts";
import { type BulkTransaction, inBulkScope } from "../../src/world/database/bulk.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type Mirrored, mirrored } from "../setup/mirrored.ts";

/** The database takes a batch while the next is read and asks for its ids: whose fault it is that a load ends, has to stay clear. */

let database: TestDatabase;
let there: Mirrored;

beforeAll(async () => {
  database = await freshDatabase();
  there = await mirrored(database);
});

afterAll(() => database.close());

/** Documents of these codes, from this line of the file on. */
function documents(firstLine: number, ...codes: readonly string[]): MirrorRows {
  const all = <T>(value: T) => codes.map(() => value);
  return {
    count: codes.length,
    lines: codes.map((_, index) => firstLine + index),
    faulty: new Set(),
    values: {
      code: codes,
      number: codes,
      kind: all("payment"),
      documentDate: all("2026-01-02"),
      postedOn: all("2026-01-02"),
      description: all("Wpłata"),
      concernsMonth: all(null),
      reverses: all(null),
      position: all(null),
    },
  };
}

/** Sends these batches as a first picture. */
function send(...batches: readonly MirrorRows[]): Promise<unknown> {
  const { context, scope } = there;
  const rowsOf = async function* () {
    yield* batches;
  };
  return inBulkScope(context.pools.loader, scope.token, (tx: BulkTransaction) => {
    const load: BooksLoad = {
      tx,
      cooperativeId: scope.cooperativeId,
      runId: 1,
      noticedOn: context.today(),
      areas: MIRROR_AREAS,
      isWhole: true,
      lateBefore: null,
    };
    return sendBooks(load, {
      kinds: ["document"],
      rowsOf,
      report: () => () => {},
      isWrong: () => false,
      advance: async () => {},
    });
  });
}

describe("a batch that the database refuses", () => {
  it("is what is told, although the next batch already asked for its ids and got no answer", async () => {
    const refused = await send(documents(2, "A", "B", "A"), documents(5, "C")).catch((error) => error);
    expect(refused).toBeInstanceOf(TwinRows);
    expect(refused).toMatchObject({ kind: "document", line: 4 });
  });

  it("is told where it is the last one, too", async () => {
    const refused = await send(documents(2, "A"), documents(3, "B", "B")).catch((error) => error);
    expect(refused).toMatchObject({ kind: "document", line: 4 });
  });
});

it("batches that are right are sent, one after the other", async () => {
  const { sent } = (await send(documents(2, "A", "B"), documents(4, "C"))) as Awaited<
    ReturnType<typeof sendBooks>
  >;
  expect(sent.get("document")!.count).toBe(3);
});
