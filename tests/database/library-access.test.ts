import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Widening } from "../../src/domain/governance/visibility.ts";
import { changeLibraryGroup, type GroupChange } from "../../src/operations/change-library-group.ts";
import { widenVisibility } from "../../src/operations/widen-visibility.ts";
import { withdrawDocument } from "../../src/operations/withdraw-document.ts";
import { loadDocuments } from "../../src/store/library.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, reasonsOf } from "../setup/library.ts";
import {
  EVER,
  FORMERLY,
  HIDDEN,
  type LibraryRoom,
  libraryRoom,
  PUBLISHED,
  type Who,
} from "../setup/library-readers.ts";

/**
 * Who reads which document, in the database: every visibility and state × every kind of person, against the rules of the domain and against
 * a table written by hand; and the proof that the room was not empty.
 */

let database: TestDatabase;
let room: LibraryRoom;

beforeAll(async () => {
  database = await freshDatabase();
  room = await libraryRoom(database);
}, 120_000);
afterAll(() => database.close());

const WITH_TEXT =
  "app.library_document d join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id";
const OPEN = ["public", "regulation", "statute"];
const FOR_MEMBERS = [
  "agenda",
  "audit",
  "draft",
  "draft-statute",
  "members",
  "minutes",
  "notice",
  "resolution",
  "statement",
];
const FOR_HOLDERS = ["announcement", "calculation", "justification"];

/** By hand: what each may read. */
const EXPECTED: Readonly<Record<Who, readonly string[]>> = {
  nobody: OPEN,
  starter: OPEN,
  member: [...OPEN, ...FOR_MEMBERS, ...FOR_HOLDERS, "of-property"],
  "former-member": OPEN,
  holder: [...OPEN, ...FOR_HOLDERS, "of-building", "property-holders"],
  "joint-holder": [...OPEN, ...FOR_HOLDERS, "of-property"],
  "former-holder": OPEN,
  "in-group": [...OPEN, "group"],
  "formerly-in-group": OPEN,
  named: [...OPEN, "person"],
  "other-cooperative": OPEN,
};
const EVERYBODY = Object.keys(EXPECTED) as Who[];

describe("who reads which document", () => {
  it.each(EVERYBODY)("%s", async (who) => {
    expect(await room.read(who)).toEqual([...EXPECTED[who]].sort());
    expect(await room.allowed(who)).toEqual([...EXPECTED[who]].sort());
    // Of each the one copy that is published, and no original, in whatever version.
    expect(await room.read(who, WITH_TEXT)).toEqual([...EXPECTED[who]].sort());
  });

  it("and what they do not read is there", async () => {
    const all = [...Object.keys(PUBLISHED), ...HIDDEN].sort();
    expect(room.documents.map(({ code }) => code).sort()).toEqual(all);
    const [{ originals }] = await database.asSuperuser(
      async (client) =>
        (
          await client.query(
            "select count(*)::int as originals from app.library_version where role = 'original'",
          )
        ).rows,
    );
    expect(originals).toBe(3);
    for (const code of HIDDEN) for (const who of EVERYBODY) expect(EXPECTED[who]).not.toContain(code);
  });

  it("a decision on a debt that slipped through is still read by nobody", async () => {
    await database.asSuperuser(async (client) => {
      await client.query("alter table app.library_document drop constraint library_debt_is_never_published");
      await client.query(
        "update app.library_document set published_version = 1, published_on = '2026-01-01' where code = 'debt'",
      );
    });
    for (const who of EVERYBODY) expect(await room.read(who), who).not.toContain("debt");
    await database.asSuperuser((client) =>
      client.query(
        "update app.library_document set published_version = null, published_on = null where code = 'debt'",
      ),
    );
  });
});

describe("rights of today", () => {
  it("a membership that ended yesterday opens nothing at the next request", async () => {
    const change = (during: string) =>
      database.asSuperuser((client) =>
        client.query(
          `update app.membership set during = ${during} where person_id = (select id from app.person where code = 'member' and cooperative_id = $1)`,
          [room.books.scope.cooperativeId],
        ),
      );
    expect(await room.read("member")).toContain("minutes");
    await change("daterange('2010-01-01', current_date)");
    expect(await room.read("member")).toEqual([...OPEN, ...FOR_HOLDERS, "of-property"].sort());
    await change("daterange('2010-01-01', null)");
    expect(await room.read("member")).toContain("minutes");
  });
});

describe("a fault of the rules in the database", () => {
  it.each([
    "create policy planted on app.library_document for select to osiedle_resident using (true)",
    "create policy planted on app.library_document for select to osiedle_resident using (published_version is not null)",
    "create policy planted on app.library_document for select to osiedle_resident using (cooperative_id = (select app.my_cooperative()))",
  ])("is found by the table above: %s", async (fault) => {
    await database.asSuperuser((client) => client.query(fault));
    const differing = [];
    for (const who of EVERYBODY)
      if ((await room.read(who)).join() !== [...EXPECTED[who]].sort().join()) differing.push(who);
    await database.asSuperuser((client) => client.query("drop policy planted on app.library_document"));
    expect(differing).toContain("holder");
  });
});

describe("groups of readers", () => {
  const change = (more: Partial<GroupChange>) =>
    changeLibraryGroup(room.books.context, room.books.scope, {
      code: "komisja",
      name: null,
      add: null,
      end: null,
      ...more,
    });

  it("are refused what contradicts them, all at once", async () => {
    expect(reasonsOf(await change({ code: "nowa" }))).toEqual(["library-group-unknown"]);
    expect(reasonsOf(await change({ add: { person: "in-group", during: FORMERLY } }))).toEqual([
      "group-member-known",
    ]);
    const reversed = { person: "nikt", during: { from: EVER.from, until: EVER.from } };
    expect(reasonsOf(await change({ add: reversed }))).toEqual([
      "group-days-reversed",
      "library-person-unknown",
    ]);
    expect(reasonsOf(await change({ end: { person: "named", from: EVER.from } }))).toEqual([
      "group-member-unknown",
    ]);
  });

  it("let a person in and out from a day on", async () => {
    accepted(await change({ add: { person: "named", during: EVER } }));
    expect(await room.read("named")).toContain("group");
    const ended = accepted(await change({ end: { person: "named", from: FORMERLY.until } }));
    expect(ended.members.find(({ person }) => person === "named")?.until).toBe("2020-01-01");
    expect(await room.read("named")).not.toContain("group");
  });
});

describe("widening a kind", () => {
  const widen = (
    kind: "minutes" | "announcement" | "statute" | "draft-resolution",
    audience: "public" | "property-holders" | null,
  ) => widenVisibility(room.books.context, room.books.scope, { kind, audience });

  it("shows it to more people, drafts and single decisions left as they are; and can be taken back", async () => {
    expect(accepted(await widen("minutes", "property-holders"))).toEqual({
      kind: "minutes",
      audience: "property-holders",
      documents: 1,
    });
    for (const who of EVERYBODY)
      expect(await room.read(who), who).toEqual(
        await room.allowed(who, new Map([["minutes", "property-holders"]])),
      );
    expect(await room.read("holder")).toContain("minutes");
    accepted(await widen("minutes", "public"));
    accepted(await widen("draft-resolution", "public"));
    const wider: Widening = new Map([
      ["minutes", "public"],
      ["draft-resolution", "public"],
    ]);
    for (const who of EVERYBODY) expect(await room.read(who), who).toEqual(await room.allowed(who, wider));
    expect(await room.read("nobody")).toEqual([...OPEN, "minutes"].sort());
    accepted(await widen("minutes", null));
    accepted(await widen("draft-resolution", null));
    expect(await room.read("nobody")).toEqual(OPEN);
  });

  it("is refused where it would narrow", async () => {
    expect(reasonsOf(await widen("statute", "property-holders"))).toEqual(["widening-narrows"]);
    expect(reasonsOf(await widen("announcement", "property-holders"))).toEqual(["widening-narrows"]);
  });
});

describe("the record of downloads", () => {
  const recorded = async (who: Who, code: string, version = 1) => {
    const { id } = room.documents.find((document) => document.code === code)!;
    await inScope(database.pools.reading, room.tokens.get(who)!, (tx) =>
      tx.client.query("select app.record_download($1, $2)", [id, version]),
    );
    return database.asSuperuser(
      async (client) =>
        (
          await client.query("select count(*)::int as n from app.library_download where document_id = $1", [
            id,
          ])
        ).rows[0].n,
    );
  };

  it("is of what a person may read, in their name alone", async () => {
    expect(await recorded("member", "minutes")).toBe(1);
    for (const who of ["nobody", "starter", "former-member", "other-cooperative"] as const)
      expect(await recorded(who, "minutes")).toBe(1);
    expect(await recorded("member", "unpublished")).toBe(0);
    // An original is nobody's to download.
    expect(await recorded("member", "statute", 2)).toBe(0);
  });
});

describe("what only the office has", () => {
  it.each([
    "library_publication",
    "library_withdrawal",
    "library_group",
    "library_group_member",
    "library_word",
  ])("%s is read by no resident", async (table) => {
    const attempt = inScope(database.pools.reading, room.tokens.get("member")!, (tx) =>
      tx.client.query(`select from app.${table}`),
    );
    await expect(attempt).rejects.toThrow(/permission denied/);
    const { rowCount } = await database.asSuperuser((client) => client.query(`select from app.${table}`));
    expect(rowCount).toBeGreaterThan(0);
  });

  it("an operator of another cooperative sees and changes nothing of it", async () => {
    const seen = await inScope(database.pools.runtime, room.other.scope.token, (tx) =>
      loadDocuments(tx, null),
    );
    expect(seen).toEqual([]);
    const withdrawn = await withdrawDocument(room.other.context, room.other.scope, {
      code: "minutes",
      reason: "x",
    });
    expect(reasonsOf(withdrawn)).toEqual(["library-document-unknown"]);
  });
});
