import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlainDate } from "../../src/domain/values/plain-date.ts";
import { importPackage, type PackageImport } from "../../src/operations/import-package.ts";
import type { PackageFiles } from "../../src/world/package-files.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { change, type DraftPackage, examplePackage, sealed } from "../setup/exchange-package.ts";

/** Tables that a package fills, and those that its opening balance fills. */
const TABLES = [
  "property",
  "building",
  "staircase",
  "unit",
  "unit_state",
  "person",
  "person_detail",
  "unit_right",
  "right_holder",
  "residency",
  "membership",
  "resolution",
  "fee_component",
  "fee_rate",
  "disputed_rate",
  "account",
  "bank_account",
  "virtual_account_scheme",
  "virtual_account",
  "metering_point",
  "metering_point_state",
  "metering_point_unit",
  "meter",
  "meter_radio",
  "reading_import",
  "reading",
  "document",
  "posting",
  "open_item",
  "turnover",
  "posting_request",
];

async function withDatabase(work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await freshDatabase();
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

function importInto(database: TestDatabase, files: PackageFiles, slug: string | null = null) {
  return importPackage({ pools: database.pools, today: () => "2026-11-23" as PlainDate }, files, slug);
}

async function imported(database: TestDatabase, draft: DraftPackage): Promise<PackageImport> {
  const result = await importInto(database, sealed(draft));
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

/** Every row of every table with the transaction that wrote it. */
function rowVersions(database: TestDatabase): Promise<unknown> {
  return database.asSuperuser(async (client) => {
    const versions: unknown[] = [];
    for (const table of ["cooperative", ...TABLES])
      versions.push([
        table,
        (await client.query(`select xmin::text, t::text from app.${table} t order by 2`)).rows,
      ]);
    return versions;
  });
}

async function rowsOf<T>(database: TestDatabase, text: string): Promise<T[]> {
  return database.asSuperuser(async (client) => (await client.query({ text, rowMode: "array" })).rows as T[]);
}

const edit = (name: string, from: string, to: string) =>
  change(examplePackage(), name, (text) => text.replace(from, to));

describe("importing the example package", () => {
  let database: TestDatabase;
  let first: PackageImport;
  beforeAll(async () => {
    database = await freshDatabase();
    first = await imported(database, examplePackage());
  });
  afterAll(() => database.close());

  it("founds the cooperative and posts its opening balance, a document per property", async () => {
    expect(first).toMatchObject({ isFirst: true, isUnchanged: false, monthsToCorrect: [] });
    expect(first.openingDocuments).toEqual(["BO/2026/1", "BO/2026/2", "BO/2026/3"]);
    const postings = await rowsOf(
      database,
      `select d.number, coalesce(r.code, ''), a.code, p.side::text, p.amount_grosze::text, p.posted_on::text, p.due_on::text
       from app.posting p join app.document d on d.id = p.document_id join app.account a on a.id = p.account_id
       left join app.property r on r.id = p.property_id order by d.number, p.line`,
    );
    expect(postings).toEqual([
      [1, "", "131-01", "D", "1842211", "2026-01-01", null],
      [1, "", "800", "C", "1842211", "2026-01-01", null],
      [2, "N1", "204-R1-01", "D", "1415", "2026-01-01", "2025-11-10"],
      [2, "N1", "204-R1-01", "D", "39815", "2026-01-01", "2025-12-10"],
      [2, "N1", "204-R1-05", "C", "125000", "2026-01-01", null],
      [2, "N1", "204-R2-01", "C", "3550", "2026-01-01", null],
      [2, "N1", "204-R2-04", "D", "417", "2026-01-01", "2025-10-31"],
      [2, "N1", "204-R3-09", "D", "108609", "2026-01-01", "2025-12-14"],
      [2, "N1", "851", "C", "900044", "2026-01-01", null],
      [2, "N1", "800", "C", "150256", "2026-01-01", null],
      [2, "N1", "800", "D", "1028594", "2026-01-01", null],
      [3, "N2", "204-R4-08", "D", "73000", "2026-01-01", "2024-06-10"],
      [3, "N2", "851", "C", "35000", "2026-01-01", null],
      [3, "N2", "800", "C", "73000", "2026-01-01", null],
      [3, "N2", "800", "D", "35000", "2026-01-01", null],
    ]);
  });

  it("keeps what items once were, and opens none on ledger accounts", async () => {
    const items = await rowsOf(
      database,
      `select a.code, i.amount_grosze::text, i.remaining_grosze::text, i.original_grosze::text, i.original_document,
         i.due_on::text, i.concerns_month::text, i.opened_on::text
       from app.open_item i join app.account a on a.id = i.account_id order by i.document_id, i.line`,
    );
    expect(items).toEqual([
      ["204-R1-01", "1415", "1415", "39815", "NAL 11/2025", "2025-11-10", "2025-11-01", "2026-01-01"],
      ["204-R1-01", "39815", "39815", "39815", "NAL 12/2025", "2025-12-10", "2025-12-01", "2026-01-01"],
      ["204-R1-05", "-125000", "-125000", "-125000", "przydział 12/1987", null, null, "2026-01-01"],
      ["204-R2-01", "-3550", "-3550", "-54000", "WB 251/2025", null, "2025-12-01", "2026-01-01"],
      ["204-R2-04", "417", "417", "417", "nota 9/2025", "2025-10-31", "2025-10-01", "2026-01-01"],
      ["204-R3-09", "108609", "108609", "108609", "FV 118/2025", "2025-12-14", "2025-12-01", "2026-01-01"],
      ["204-R4-08", "73000", "73000", "73000", "I Nc 4477/2024", "2024-06-10", null, "2026-01-01"],
    ]);
  });

  it("again changes not a single row", async () => {
    const before = await rowVersions(database);
    expect(await imported(database, examplePackage())).toMatchObject({
      isFirst: false,
      isUnchanged: true,
      openingDocuments: [],
    });
    expect(await rowVersions(database)).toEqual(before);
    expect(JSON.stringify(before).length).toBeGreaterThan(10_000);
  });

  it("with its rows in another order changes nothing either", async () => {
    const draft = examplePackage();
    const files = new Map(
      [...draft.files].map(([name, text]) => {
        const [heading, ...rows] = text.trimEnd().split("\n");
        return [name, `${[heading, ...rows.reverse()].join("\n")}\n`];
      }),
    );
    expect(await imported(database, { ...draft, files })).toMatchObject({ isUnchanged: true });
  });

  it("for another cooperative than the one named is refused", async () => {
    const result = await importInto(database, sealed(examplePackage()), "inna");
    expect(result).toMatchObject({
      ok: false,
      refusals: [{ reason: "other-cooperative", column: "cooperative.slug" }],
    });
  });

  it("with the opening balance changed is refused: posted history changes by corrections only", async () => {
    const balances = change(edit("accounts.csv", "412,30", "412,31"), "opening-items.csv", (text) =>
      text.replace("398,15;14,15", "398,15;14,16"),
    );
    const items = edit(
      "opening-items.csv",
      "NAL 12/2025;2025-12;2025-12-10",
      "NAL 12/2025;2025-12;2025-12-11",
    );
    const before = await rowVersions(database);
    expect(await importInto(database, sealed(balances))).toMatchObject({
      ok: false,
      refusals: [
        {
          file: "accounts.csv",
          line: 2,
          column: "opening_balance",
          reason: "opening-already-posted",
          data: { account: "204-R1-01", postedGrosze: 41230, givenGrosze: 41231 },
        },
      ],
    });
    expect(await importInto(database, sealed(items))).toMatchObject({
      ok: false,
      refusals: [{ file: "opening-items.csv", reason: "opening-items-already-posted" }],
    });
    expect(await rowVersions(database)).toEqual(before);
  });

  it("that gives a known account, right, number or person to something else is refused", async () => {
    const reasons = async (draft: DraftPackage) => {
      const result = await importInto(database, sealed(draft));
      return result.ok ? [] : result.refusals.map(({ file, line, reason }) => [file, line, reason]);
    };
    const number = edit("virtual-accounts.csv", "BANK;R2;;", "BANK;R2A;;");
    expect(await reasons(number)).toEqual([["virtual-accounts.csv", 3, "fixed-once-imported"]]);
    const person = edit("people.csv", "Marian;Wymyślony", "Ewa;Zmyślona");
    expect(await reasons(person)).toEqual([["people.csv", 4, "person-replaced"]]);
    const account = edit("accounts.csv", "R4;repair-fund", "R4;media");
    expect(await reasons(account)).toEqual([["accounts.csv", 12, "fixed-once-imported"]]);
    const later = examplePackage();
    later.manifest.cooperative.firstMonth = "2026-02";
    expect(await reasons(later)).toEqual([["manifest.json", null, "first-month-fixed"]]);
  });
});

describe("a package with faults", () => {
  it("is refused with all ten of them and leaves nothing behind", () =>
    withDatabase(async (database) => {
      const plant: readonly (readonly [string, string, string])[] = [
        ["units.csv", "B2-G1;garage", "B2-G1;garaż"],
        ["members.csv", "1995-10-14", "1995-13-14"],
        ["rights.csv", "R4;B2-G1", "R4;B2-G9"],
        ["right-holders.csv", "R1;P1;1987-06-01", "R1;P1;1987-05-01"],
        ["people.csv", "P5;legal", "P4;legal"],
        ["accounts.csv", "4,17", "4,18"],
        ["opening-items.csv", "398,15;14,15", "14,00;14,15"],
        ["virtual-accounts.csv", "93102025280000000000000002", "94102025280000000000000002"],
        ["rates.csv", "U2;2025-11-28;no", "U2;2025-12-28;no"],
        ["unit-states.csv", "2026-09-01;;48,50", "2026-08-01;;48,50"],
      ];
      let draft = examplePackage();
      for (const [name, from, to] of plant) draft = change(draft, name, (text) => text.replace(from, to));
      const result = await importInto(database, sealed(draft));
      const reasons = result.ok ? [] : result.refusals.map(({ reason }) => reason);
      expect(reasons).toEqual(
        expect.arrayContaining([
          "not-one-of",
          "not-a-day",
          "unknown-reference",
          "holder-outside-right",
          "duplicate-code",
          "opening-does-not-add-up",
          "remaining-above-original",
          "account-number-check-digits",
          "rate-before-notice",
          "periods-overlap",
        ]),
      );
      expect(await rowsOf(database, "select count(*)::int from app.cooperative")).toEqual([[0]]);
      expect(await rowsOf(database, "select count(*)::int from app.session")).toEqual([[0]]);
    }));

  it("that the books refuse half-way leaves the books as they were", () =>
    withDatabase(async (database) => {
      await imported(database, examplePackage());
      const before = await rowVersions(database);
      const draft = change(edit("accounts.csv", "412,30", "413,30"), "opening-items.csv", (text) =>
        text.replace("398,15;14,15", "398,15;15,15"),
      );
      const renamed = change(draft, "properties.csv", (text) => text.replace("Lipowa", "Lipowa i Klonowa"));
      expect((await importInto(database, sealed(renamed))).ok).toBe(false);
      expect(await rowVersions(database)).toEqual(before);
    }));
});

describe("a later package", () => {
  it("changes only what differs", () =>
    withDatabase(async (database) => {
      await imported(database, examplePackage());
      const before = await rowVersions(database);
      const draft = change(edit("people.csv", "500 000 001", "500 000 009"), "residents.csv", (text) =>
        text.replace("B1-2;P4;2026-04-01;", "B1-2;P4;2026-04-01;2026-06-30"),
      );
      const later = await imported(database, draft);
      expect(
        later.kinds.filter(({ inserted, updated, replaced }) => inserted + updated + replaced > 0),
      ).toMatchObject([
        { kind: "people", inserted: 0, updated: 1 },
        { kind: "residents", inserted: 2, replaced: 2 },
      ]);
      const after = (await rowVersions(database)) as [string, unknown][];
      const changed = (before as [string, unknown][]).filter(
        ([, rows], index) => JSON.stringify(rows) !== JSON.stringify(after[index]![1]),
      );
      expect(changed.map(([table]) => table)).toEqual(["person_detail", "residency"]);
    }));

  it("ends a right and begins the next on the same day, and keeps what it no longer names", () =>
    withDatabase(async (database) => {
      await imported(database, examplePackage());
      let draft = edit(
        "rights.csv",
        "2024-11-15;2024-12-01;",
        "2024-11-15;2024-12-01;2026-06-30\nR3A;B1-U1;lease;umowa 1/2026;2026-06-01;2026-07-01;",
      );
      draft = change(draft, "right-holders.csv", (text) =>
        text.replace("R3;P5;2024-12-01;", "R3;P5;2024-12-01;2026-06-30\nR3A;P4;2026-07-01;"),
      );
      draft = change(draft, "members.csv", (text) => text.replace("P4;402;2026-04-01;\n", ""));
      draft = change(draft, "rates.csv", (text) => text.replace(/ODP-2026.*\n/, ""));
      const later = await imported(database, draft);
      const kept = later.kinds.flatMap(({ kind, kept }) => kept.map((name) => [kind, name]));
      expect(kept).toEqual([
        ["members", "P4"],
        ["rates", "ODP-2026"],
      ]);
      expect(
        await rowsOf(
          database,
          "select code, during::text from app.unit_right where code like 'R3%' order by 1",
        ),
      ).toEqual([
        ["R3", "[2024-12-01,2026-07-01)"],
        ["R3A", "[2026-07-01,)"],
      ]);
    }));

  it("withdraws a changed rate and puts a new row beside it", () =>
    withDatabase(async (database) => {
      await imported(database, examplePackage());
      const later = await imported(database, edit("rates.csv", "usable-area;2,10", "usable-area;2,20"));
      expect(later.kinds.find(({ kind }) => kind === "rates")).toMatchObject({ inserted: 1, replaced: 1 });
      expect(
        await rowsOf(
          database,
          "select amount_millionths::text, withdrawn_at is null from app.fee_rate where code = 'FR-2026' order by id",
        ),
      ).toEqual([
        ["2100000", false],
        ["2200000", true],
      ]);
    }));

  it("names the posted months that changed facts concern", () =>
    withDatabase(async (database) => {
      const { cooperativeId } = await imported(database, examplePackage());
      await database.asSuperuser((client) =>
        client.query(
          `insert into app.assessment (cooperative_id, month, state, digest, totals, closed_at, posted_at)
           select $1, month, 'posted', sha256(''), '{}', now(), now()
           from generate_series(date '2026-01-01', date '2026-06-01', interval '1 month') month`,
          [cooperativeId],
        ),
      );
      const moved = edit(
        "unit-states.csv",
        "B1-2;2026-01-01;;63,20;63,20;158,000;4",
        "B1-2;2026-01-01;2026-02-28;63,20;63,20;158,000;4;4;0,316000;domofon=1 winda=1\nB1-2;2026-03-01;2026-04-30;63,20;63,20;158,000;5;4;0,316000;domofon=1 winda=1\nB1-2;2026-05-01;;63,20;63,20;158,000;4",
      );
      expect((await imported(database, moved)).monthsToCorrect).toEqual(["2026-03", "2026-04"]);
      expect((await imported(database, moved)).monthsToCorrect).toEqual([]);
      const rate = change(moved, "rates.csv", (text) =>
        text.replace("FR-2026;FR;2026-01-01;;", "FR-2026;FR;2026-01-01;2026-05-31;"),
      );
      expect((await imported(database, rate)).monthsToCorrect).toEqual(["2026-06"]);
      const phone = change(rate, "people.csv", (text) => text.replace("500 000 001", "500 000 002"));
      expect((await imported(database, phone)).monthsToCorrect).toEqual([]);
      const floor = change(phone, "units.csv", (text) => text.replace("B1-I;2;1", "B1-I;2;2"));
      expect((await imported(database, floor)).monthsToCorrect).toHaveLength(6);
    }));
});

describe("two imports at the same time", () => {
  it("end like one", () =>
    withDatabase(async (database) => {
      await imported(database, examplePackage());
      const draft = edit("people.csv", "500 000 001", "500 000 009");
      const both = await Promise.all([imported(database, draft), imported(database, draft)]);
      expect(both.map(({ isUnchanged }) => isUnchanged).sort()).toEqual([false, true]);
      expect(await rowsOf(database, "select count(*)::int from app.document")).toEqual([[3]]);
    }));
});
