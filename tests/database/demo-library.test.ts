import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OperatorSession, openOperatorSession } from "../../src/access/operator.ts";
import { DEMO_COOPERATIVE, demoMonthsUntil } from "../../src/demo/cooperative.ts";
import { JOINT_HOLDER, MEMBER, NAMED_PEOPLE, NON_MEMBER } from "../../src/demo/demo-people.ts";
import { demoEstate } from "../../src/demo/estate.ts";
import { type DemoFacts, demoFacts } from "../../src/demo/facts.ts";
import { tellLibrary } from "../../src/demo/library.ts";
import { demoLibrary } from "../../src/demo/library-documents.ts";
import { demoPackage } from "../../src/demo/package.ts";
import { DEMO_DEFINITIONS } from "../../src/demo/settlement-definitions.ts";
import { demoTariff } from "../../src/demo/tariff.ts";
import type { Month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { importPackage } from "../../src/operations/import-package.ts";
import { listDocumentRequests } from "../../src/operations/list-requests.ts";
import { showMeeting } from "../../src/operations/show-meeting-calendar.ts";
import { searchMyLibrary } from "../../src/store/library-search.ts";
import { insertSession } from "../../src/store/session.ts";
import { inScope, readInScope } from "../../src/world/database/scope.ts";
import { type FileStore, openFileStore } from "../../src/world/files.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { packageOf } from "../setup/exchange-package.ts";
import { accepted } from "../setup/library.ts";

const TODAY = plainDate("2026-11-23");
const FACTS: DemoFacts = demoFacts(demoMonthsUntil(TODAY));
const LIBRARY = demoLibrary(FACTS);

/** Year; papers of the General Meeting; of the Supervisory Board; financial statements of the year. */
const ARCHIVE: readonly (readonly [number, number, number, number])[] = [
  [2014, 0, 0, 1],
  [2015, 3, 3, 1],
  [2016, 3, 2, 1],
  [2017, 3, 2, 1],
  [2018, 4, 2, 1],
  [2019, 3, 2, 1],
  [2020, 3, 2, 1],
  [2021, 3, 2, 1],
  [2022, 3, 2, 1],
  [2023, 4, 3, 1],
  [2024, 6, 3, 1],
  [2025, 6, 3, 1],
  [2026, 6, 3, 0],
];
const DUTIES: readonly string[] = ["notice", "drafts-display", "annual-meeting"];
const AUDITS = ["LUSTRACJA-2016", "LUSTRACJA-2019", "LUSTRACJA-2022", "LUSTRACJA-2025"];
const RULES = ["REG-CIEPLO", "REG-FUNDUSZ", "REG-PORZADEK", "REG-WODA", "STATUT", "STATUT-TJ"];

let database: TestDatabase;
let folder: string;
let cooperativeId: number;
let operator: OperatorSession;

/** What the library says is of the estate and its fees; the rest of the demo's facts takes long. */
function factsOf(months: readonly Month[]) {
  const estate = demoEstate();
  return { months, estate, tariff: demoTariff(estate, months) };
}

class Killed extends Error {}

/** Files of a folder that a killed run has not kept. */
const LEFT_BY_KILL = 5;

/** Files of a program that is killed when it keeps so many. */
function killedAfter(files: FileStore, kept: number): FileStore {
  let count = 0;
  return {
    ...files,
    keep: (content) => {
      count += 1;
      if (count > kept) throw new Killed();
      return files.keep(content);
    },
  };
}

const context = () => ({ pools: database.pools, today: () => TODAY });
const scope = () => ({ token: operator.token, cooperativeId });

/** The register alone, and its library: killed among the originals, then among the copies, then told to its end. */
beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "osiedle-demo-library-"));
  const register = packageOf(new Map(demoPackage(FACTS, "opening").map(({ name, bytes }) => [name, bytes])));
  cooperativeId = accepted(await importPackage(context(), register, DEMO_COOPERATIVE.slug)).cooperativeId;
  operator = await openOperatorSession(database.pools.signin, cooperativeId);
  const files = openFileStore(folder);
  const originals = LIBRARY.documents.length;
  const copies = LIBRARY.documents.filter(({ isPublished }) => isPublished).length;
  // Late in both folders: what was kept before is recognised and not inspected again, so the kills cost little.
  for (const kept of [originals - LEFT_BY_KILL, LEFT_BY_KILL + (copies - LEFT_BY_KILL)])
    await expect(tellLibrary(context(), scope(), FACTS, killedAfter(files, kept))).rejects.toThrow(Killed);
  await tellLibrary(context(), scope(), FACTS, files);
}, 240_000);

afterAll(async () => {
  await operator.end();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function rows<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
  return database.asSuperuser(async (client) => (await client.query<T>(sql, [...values])).rows);
}

async function calendarOf(code: string): Promise<(readonly [string, string])[]> {
  const { deadlines } = accepted(await showMeeting(context(), scope(), code));
  return deadlines.map(({ kind, state }) => [kind, state] as const);
}

/** Null for somebody who is not signed in. */
async function sessionOf(person: { readonly code: string } | null): Promise<string | null> {
  if (person === null) return null;
  const [found] = await rows<{ id: number }>("select id from app.person where code = $1", [person.code]);
  return inScope(database.pools.signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId,
      kind: "resident",
      personId: found!.id,
      loginId: null,
      userAgent: "test",
      address: "",
      idleSeconds: 900,
      lifetimeSeconds: 900,
    }),
  );
}

async function codesSeenBy(person: { readonly code: string } | null): Promise<string[]> {
  const { rows: found } = await inScope(database.pools.reading, await sessionOf(person), (tx) =>
    tx.client.query<{ code: string }>("select code from app.library_document order by code"),
  );
  return found.map(({ code }) => code);
}

async function titlesFoundBy(person: { readonly code: string }, typed: string): Promise<string[]> {
  const query = searchMyLibrary({ typed, organ: null, kind: null, year: null, limit: 100 });
  const [found] = await readInScope(database.pools.reading, await sessionOf(person), [query]);
  return found.map(({ title }) => title);
}

describe("the archive", () => {
  it("has every year of twelve, by organ, and nothing twice after two kills", async () => {
    const counted = await rows<{ year: number; general: number; supervisory: number; statements: number }>(
      `select year,
         (count(*) filter (where organ = 'general-meeting' and kind in ('notice', 'resolution', 'minutes')))::int as general,
         (count(*) filter (where organ = 'supervisory-board' and kind in ('resolution', 'minutes')))::int as supervisory,
         (count(*) filter (where kind = 'financial-statement'))::int as statements
       from app.library_document where year between 2014 and 2026 group by 1 order by 1`,
    );
    expect(counted).toEqual(
      ARCHIVE.map(([year, general, supervisory, statements]) => ({ year, general, supervisory, statements })),
    );
    const versions = await rows<{ role: string; count: number; most: number }>(
      `select role, count(*)::int as count, max(per)::int as most from (
         select role, document_id, count(*) over (partition by document_id, role) as per from app.library_version) v
       group by 1 order by 1`,
    );
    const all = LIBRARY.documents.length;
    expect(versions).toEqual([
      { role: "original", count: all, most: 1 },
      { role: "publication", count: all - 1, most: 1 },
    ]);
    const [confirmed] = await rows<{ count: number }>(
      "select count(*)::int as count from app.library_publication",
    );
    expect(confirmed!.count).toBe(all - 1);
  });

  it("keeps one document of each special kind", async () => {
    const [special] = await rows(
      `select (count(*) filter (where status = 'draft'))::int as drafts,
         (count(*) filter (where status = 'repealed'))::int as repealed,
         (count(*) filter (where withdrawn_on is not null))::int as withdrawn,
         (count(*) filter (where visibility = 'group'))::int as of_a_group,
         (count(*) filter (where concerns_debt))::int as debts,
         (count(*) filter (where consolidates_document_id is not null))::int as consolidated,
         (count(*) filter (where kind = 'cooperative-audit'))::int as audits,
         (select count(*)::int from app.library_amendment) as amendments,
         (select count(distinct document_id)::int from app.library_version where is_scan) as scans
       from app.library_document`,
    );
    expect(special).toEqual({
      drafts: 1,
      repealed: 2,
      withdrawn: 1,
      of_a_group: 1,
      debts: 1,
      consolidated: 1,
      audits: 4,
      amendments: 2,
      scans: 1,
    });
  });

  it("has a document behind every resolution of the register", async () => {
    const linked = await rows<{ code: string; number: string }>(
      `select r.code, d.number from app.resolution r
       left join app.library_document d on d.cooperative_id = r.cooperative_id and d.resolution_id = r.id
         and d.number = r.number and d.dated_on = r.adopted_on and d.published_version is not null
       order by 1`,
    );
    expect(linked.map(({ code }) => code)).toEqual(["U1", "U2", "U3", "U4", "U5", "U6"]);
    expect(linked.filter(({ number }) => number === null)).toEqual([]);
  });

  it("names its regulations as the settlements do", async () => {
    const regulations = await rows<{ named: string }>(
      "select title || ', uchwała Rady Nadzorczej nr ' || number as named from app.library_document where kind = 'regulation'",
    );
    const named = new Set(regulations.map((each) => each.named));
    expect(DEMO_DEFINITIONS.map(({ regulation }) => regulation).filter((name) => !named.has(name))).toEqual(
      [],
    );
  });

  it("shows no name of a person in what is published, while originals have them", async () => {
    const surnames = NAMED_PEOPLE.map(({ lastName }) => lastName);
    const naming = await rows<{ role: string; count: number }>(
      `select role, count(*)::int as count from app.library_version
       where text ~ any ($1::text[]) group by 1`,
      [surnames],
    );
    expect(naming.map(({ role }) => role)).toEqual(["original"]);
    expect(naming[0]!.count).toBeGreaterThan(12);
  });

  it("is the same for the same months", () => {
    expect(demoLibrary(factsOf(FACTS.months))).toEqual(LIBRARY);
  });

  it.each(["2027-01-10", "2027-06-29", "2027-07-01", "2028-02-29"])(
    "made on %s has twelve held meetings, and nothing of the days to come but the next one",
    (today) => {
      const months = demoMonthsUntil(plainDate(today));
      const { meetings, documents } = demoLibrary(factsOf(months));
      const last = `${months.at(-1)!}-01`;
      const days = meetings.map(({ parts }) => parts![0]!.on);
      expect(days.filter((day) => day < last)).toHaveLength(12);
      expect(documents.filter(({ cells }) => cells.date > last)).toEqual([]);
      expect(new Set(documents.map(({ code }) => code)).size).toBe(documents.length);
    },
  );
});

describe("General Meetings of the demo", () => {
  it("kept their deadlines; the next one is planned with most of them open", async () => {
    const [held, next] = [await calendarOf("WZ-2026"), await calendarOf("WZ-2027")];
    expect(held.filter(([kind]) => DUTIES.includes(kind)).map(([, state]) => state)).toEqual([
      "kept",
      "kept",
      "kept",
    ]);
    expect(next).toContainEqual(["notice", "open"]);
    expect(next).toContainEqual(["annual-meeting", "planned"]);
  });
});

describe("who reads the demo's library", () => {
  it("a member reads the archive; neither drafts of a group nor what the office keeps", async () => {
    const codes = await codesSeenBy(MEMBER);
    expect(codes).toEqual(
      expect.arrayContaining([
        "STATUT",
        "WZ-2015-PROTOKOL",
        "WZ-2026-REMONTY",
        "SF-2025",
        "RN-2015-SKAN",
        "OPLATY-U6",
      ]),
    );
    expect(codes).toContain("WZ-2027-PROJEKT-REMONTY");
    expect(codes).toContain("KALKULACJA-LIPOWA");
    for (const hidden of [
      "KALKULACJA-KLONOWA",
      "RN-2026-KOMISJA",
      "OGLOSZENIE-PRZEGLAD",
      "ZA-2026-ZALEGLOSC",
    ])
      expect(codes).not.toContain(hidden);
  });

  it("the committee reads its minutes", async () => {
    expect(await codesSeenBy(JOINT_HOLDER)).toContain("RN-2026-KOMISJA");
  });

  it("an owner who is no member reads what is public and what concerns their fees", async () => {
    const codes = await codesSeenBy(NON_MEMBER);
    expect(codes).toEqual([
      "KALKULACJA-BUKOWA",
      ...AUDITS,
      "OGLOSZENIE-ODCZYTY",
      ...RULES,
      "UZASADNIENIE-BUKOWA",
    ]);
    expect(await codesSeenBy(null)).toEqual([...AUDITS, ...RULES]);
  });

  it("a member finds resolutions on the renovation fund, by inflected words; a non-member none", async () => {
    const found = await titlesFoundBy(MEMBER, "uchwały o funduszu remontowym");
    expect(found).toContain("Uchwała w sprawie planu remontów i funduszu remontowego");
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(await titlesFoundBy(MEMBER, "uchwala fundusz remontowy")).toContain(found[0]!);
    expect(await titlesFoundBy(NON_MEMBER, "uchwały o funduszu remontowym")).not.toContain(
      "Uchwała w sprawie planu remontów i funduszu remontowego",
    );
  });
});

describe("requests for copies", () => {
  it("are answered, refused and open, once each", async () => {
    const requests = await listDocumentRequests(context(), scope(), { isWaiting: false });
    expect(requests.map(({ person, subject, state, ground }) => [person, subject, state, ground])).toEqual([
      [MEMBER.code, "invoice", "answered", null],
      [JOINT_HOLDER.code, "contract", "refused", "rights-of-third-party"],
      [MEMBER.code, "minutes", "asked", null],
    ]);
    expect(requests[1]!.answer).toContain("sądu rejestrowego");
  });

  it("are not asked again when the library is told again", async () => {
    await tellLibrary(context(), scope(), FACTS, openFileStore(folder));
    const [counted] = await rows(
      `select (select count(*)::int from app.document_request) as requests,
         (select count(*)::int from app.library_publication) as publications,
         (select count(*)::int from app.library_withdrawal) as withdrawals`,
    );
    expect(counted).toEqual({ requests: 3, publications: LIBRARY.documents.length - 1, withdrawals: 1 });
  });
});
