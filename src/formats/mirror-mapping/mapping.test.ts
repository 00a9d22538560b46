import { describe, expect, it } from "vitest";
import { canTellChanges, readMirrorMapping } from "./mapping.ts";
import { queryProblems, withSince } from "./query-text.ts";

const REQUIRED = [
  "properties",
  "buildings",
  "units",
  "unit-states",
  "people",
  "rights",
  "right-holders",
  "accounts",
];

function mapping(change: Record<string, unknown> = {}, tables: Record<string, unknown> = {}) {
  return {
    format: "osiedle-mirror-mapping",
    formatVersion: 1,
    cooperative: {
      slug: "wzor",
      name: "SM Wzór",
      shortName: "Wzór",
      street: "Zmyślona 1",
      postalCode: "00-001",
      city: "Wzorowo",
      firstMonth: "2026-01",
      loginOffice: {},
    },
    tables: {
      ...Object.fromEntries(REQUIRED.map((name) => [name, { query: `select * from ${name}` }])),
      ...tables,
    },
    ...change,
  };
}

function reasons(value: unknown): string[] {
  const read = readMirrorMapping(value);
  return read.ok ? [] : read.refusals.map(({ reason, data }) => `${reason} ${Object.values(data)[0]}`);
}

describe("a mapping", () => {
  it("is read with one query or several, rules and lists", () => {
    const read = readMirrorMapping(
      mapping(
        {
          lists: { kinds: { WB: "payment" } },
          mark: "select max(nr) from zmiany",
          deleted: "select kind, key from usuniete where nr > :since",
        },
        {
          postings: [
            {
              query: "select nr, lp, konto_wn from dekrety",
              values: { account: "konto_wn", side: { constant: "debit" } },
            },
            {
              query: "select nr, lp, konto_ma from dekrety",
              values: { account: "konto_ma", side: { constant: "credit" } },
            },
          ],
          documents: {
            query: "select * from dowody",
            since: "select * from dowody where zmiana > :since",
            values: {
              kind: { column: "typ", list: "kinds", otherwise: "transfer" },
              code: { join: ["rok", "nr"], between: "/" },
            },
          },
        },
      ),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.refusals));
    expect(read.value.tables.get("postings")).toHaveLength(2);
    expect(read.value.tables.get("documents")?.[0]?.values.get("kind")).toMatchObject({
      otherwise: "transfer",
    });
    expect(canTellChanges(read.value)).toBe(true);
  });

  it("lists everything wrong with it at once", () => {
    const { units: _units, ...rest } = mapping().tables as Record<string, unknown>;
    expect(
      reasons({
        ...mapping({ colour: "red", cooperative: null }),
        tables: {
          ...rest,
          flats: "select 1",
          accounts: { query: "select 1; drop table konta", values: { code: {}, balance: "saldo" } },
          charges: { query: "select 1 where x > $1", since: "select 1" },
          people: { query: "select :since" },
        },
      }),
    ).toEqual([
      "mapping-field-unknown colour",
      "mapping-field-missing cooperative",
      "mapping-table-unknown flats",
      "mapping-table-missing units",
      "query-since-misplaced people",
      "query-not-select accounts",
      "mapping-value-unclear accounts.values.code",
      "mapping-column-unknown accounts",
      "query-placeholder charges",
      "query-without-since charges.since",
    ]);
  });
});

describe("the cooperative of a mapping", () => {
  it("is held to what a manifest needs", () => {
    expect(reasons(mapping({ cooperative: { slug: "W Z" } })).slice(0, 2)).toEqual([
      "mapping-field-bad cooperative.slug",
      "mapping-field-missing cooperative.name",
    ]);
  });
});

describe("a query", () => {
  it.each([
    ["select * from konta"],
    ["SELECT replace(nazwa, ';', ',') -- ; drop\nFROM konta;"],
    ["with k as (select 1) select * from k"],
    ["select 'delete from x; $1' as tekst, \"update\", [drop] from konta /* insert */"],
    ["select date_trunc('month', dzien)::date as m from konta"],
    ["select update_date, delete_flag from dokumenty"],
    ["select $tag$ ; insert $tag$ from konta"],
  ])("that only reads is taken: %s", (query) => {
    expect(queryProblems(query, "konta", false)).toEqual([]);
  });

  it.each([
    ["update konta set saldo = 0", "query-not-select"],
    ["select * into kopia from konta", "query-not-select"],
    ["with d as (delete from konta returning *) select * from d", "query-not-select"],
    ["select 1; select 2", "query-not-select"],
    ["exec sp_who", "query-not-select"],
    ["", "query-not-select"],
    ["select * from konta for update", "query-not-select"],
    ["select * from konta where nr = @nr", "query-placeholder"],
    ["select * from konta where nr = ?", "query-placeholder"],
    ["select * from konta where nr = :nr", "query-placeholder"],
    ["select * from konta where nr > :since", "query-since-misplaced"],
  ])("that does not is refused: %s", (query, reason) => {
    const found = queryProblems(query, "konta", false).map((problem) => problem.reason);
    expect(found).toEqual([reason]);
  });

  it("has its mark written where it asks for it, nowhere else", () => {
    expect(
      withSince("select ':since', a::text from t where x > :since or y > :since;", (n) => `<${n}>`),
    ).toBe("select ':since', a::text from t where x > <0> or y > <1>");
  });

  it.each([
    [{}, { library: "select * from uchwaly" }, ["mapping-field-missing libraryFolder"]],
    [{ libraryFolder: "/srv/dokumenty" }, {}, ["mapping-table-missing library"]],
    [
      { libraryFolder: "dokumenty" },
      { library: "select * from uchwaly" },
      ["mapping-folder-not-absolute libraryFolder"],
    ],
    [
      { libraryFolder: "" },
      { library: "select * from uchwaly" },
      ["mapping-folder-not-absolute libraryFolder"],
    ],
    [{ libraryFolder: "/srv/dokumenty" }, { library: "select * from uchwaly" }, []],
    [{ libraryFolder: "D:\\Czynsze\\Pliki" }, { library: "select * from uchwaly" }, []],
  ])("names the library's folder where it names its table, by a whole path: %j", (change, tables, told) => {
    expect(reasons(mapping(change, tables))).toEqual(told);
  });
});
