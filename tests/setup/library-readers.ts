import { mayRead, type Reader } from "../../src/domain/governance/may-read.ts";
import type { Widening } from "../../src/domain/governance/visibility.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { IndexCells } from "../../src/formats/document-index/write-index.ts";
import { changeLibraryGroup } from "../../src/operations/change-library-group.ts";
import { withdrawDocument } from "../../src/operations/withdraw-document.ts";
import { type KeptDocument, loadDocuments } from "../../src/store/library.ts";
import { insertSession, type SessionKind } from "../../src/store/session.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { type SmallBooks, smallBooks } from "./books.ts";
import type { TestDatabase } from "./database.ts";
import { accepted, add, facts, publishNew } from "./library.ts";
import { smallPdf, textPage } from "./pdf.ts";

export type Who =
  | "nobody"
  | "starter"
  | "member"
  | "former-member"
  | "holder"
  | "joint-holder"
  | "former-holder"
  | "in-group"
  | "formerly-in-group"
  | "named"
  | "other-cooperative";

export const EVER = { from: plainDate("2010-01-01"), until: null };
export const FORMERLY = { from: plainDate("2010-01-01"), until: plainDate("2020-01-01") };

interface Circumstances {
  readonly member?: typeof EVER | typeof FORMERLY;
  readonly right?: 0 | 1;
  readonly during?: typeof FORMERLY;
}

/** Who they are in the first cooperative; nobody, a starter session and a member of another one have no row there. */
const CIRCUMSTANCES: Readonly<Record<Who, Circumstances>> = {
  member: { member: EVER, right: 0 },
  "former-member": { member: FORMERLY },
  holder: { right: 1 },
  "joint-holder": { right: 0 },
  "former-holder": { right: 0, during: FORMERLY },
  "in-group": {},
  "formerly-in-group": {},
  named: {},
  nobody: {},
  starter: {},
  "other-cooperative": { member: EVER },
};

/** Published documents by code. */
export const PUBLISHED: Readonly<Record<string, IndexCells>> = {
  statute: { kind: "statute" },
  regulation: { kind: "regulation" },
  notice: { kind: "notice" },
  agenda: { kind: "agenda" },
  resolution: { kind: "resolution" },
  minutes: { kind: "minutes" },
  statement: { kind: "financial-statement" },
  audit: { kind: "cooperative-audit" },
  calculation: { kind: "fee-calculation" },
  justification: { kind: "fee-justification" },
  announcement: { kind: "announcement" },
  "of-property": { kind: "announcement", property: "N0" },
  "of-building": { kind: "announcement", building: "B1" },
  draft: { kind: "draft-resolution", status: "draft" },
  "draft-statute": { kind: "statute", status: "draft" },
  public: { kind: "minutes", visibility: "public" },
  members: { kind: "statute", visibility: "members" },
  "property-holders": { kind: "minutes", visibility: "property-holders", property: "N1" },
  group: { kind: "minutes", visibility: "group", audience: "komisja" },
  person: { kind: "minutes", visibility: "person", audience: "named" },
};
/** Codes of what nobody outside the office sees. */
export const HIDDEN = ["unpublished", "withdrawn", "debt"];

interface Room {
  readonly database: TestDatabase;
  readonly books: SmallBooks;
  readonly other: SmallBooks;
}

/** A library of every kind, visibility and state, and people of every kind, each with a session. */
export interface LibraryRoom extends Room {
  readonly documents: readonly KeptDocument[];
  readonly tokens: ReadonlyMap<Who, string | null>;
  /** Codes of documents of the first cooperative that the person reads. */
  readonly read: (who: Who, from?: string) => Promise<string[]>;
  /** Those that the rules of the domain allow them. */
  readonly allowed: (who: Who, widening?: Widening) => Promise<string[]>;
}

export async function libraryRoom(database: TestDatabase): Promise<LibraryRoom> {
  const room = {
    database,
    books: await smallBooks(database, "nasza"),
    other: await smallBooks(database, "obca"),
  };
  const { books, other } = room;
  const tokens = new Map<Who, string | null>();
  for (const who of Object.keys(CIRCUMSTANCES) as Who[])
    tokens.set(who, await enter(room, who, CIRCUMSTANCES[who]));
  tokens.set("nobody", null);
  tokens.set("starter", await session(database, books, await idOf(database, books, "member"), "starter"));
  tokens.set("other-cooperative", await session(database, other, other.people[0], "resident"));
  await database.asSuperuser((client) =>
    client.query("insert into app.membership values ($1, $2, '9', '[2010-01-01,)')", [
      other.scope.cooperativeId,
      other.people[0],
    ]),
  );
  const group = { code: "komisja", name: "Komisja rewizyjna", add: null, end: null };
  for (const [person, during] of [
    ["in-group", EVER],
    ["formerly-in-group", FORMERLY],
  ] as const)
    accepted(await changeLibraryGroup(books.context, books.scope, { ...group, add: { person, during } }));
  await fillLibrary(room);
  const documents = await inScope(database.pools.runtime, books.scope.token, (tx) => loadDocuments(tx, null));
  return {
    ...room,
    documents,
    tokens,
    read: (who, from) => read(room, tokens.get(who) ?? null, from),
    allowed: async (who, widening = new Map()) => {
      const reader = await readerOf(room, who);
      // Published on the books' day; the database asks for today's facts, and none here ends between the two.
      const isAllowed = (document: KeptDocument) =>
        mayRead(document, reader, books.context.today(), widening).ok;
      return documents
        .filter(isAllowed)
        .map(({ code }) => code)
        .sort();
    },
  };
}

async function fillLibrary({ books }: Room): Promise<void> {
  for (const [code, cells] of Object.entries(PUBLISHED)) await publishNew(books, code, cells);
  const bytes = (code: string) => smallPdf("", [textPage(code)]);
  accepted(
    await add(books, "unpublished", {
      facts: facts({ kind: "statute" }),
      role: "publication",
      bytes: bytes("u"),
    }),
  );
  await publishNew(books, "withdrawn", { kind: "statute" });
  accepted(await withdrawDocument(books.context, books.scope, { code: "withdrawn", reason: "pomyłka" }));
  accepted(
    await add(books, "debt", {
      facts: facts({ kind: "statute", persons_debt: "yes" }),
      role: "publication",
      bytes: bytes("d"),
    }),
  );
  for (const code of ["statute", "members", "person"])
    accepted(await add(books, code, { facts: null, bytes: bytes(`oryginał ${code}`) }));
}

async function enter({ database, books }: Room, who: Who, circumstances: Circumstances): Promise<string> {
  const { cooperativeId } = books.scope;
  const { member, right, during = EVER } = circumstances;
  const range = ({ from, until }: { readonly from: string; readonly until: string | null }) =>
    `[${from},${until ?? ""})`;
  const id = await database.asSuperuser(async (client) => {
    const inserted = await client.query(
      "insert into app.person (cooperative_id, code, kind, last_name) values ($1, $2, 'natural', $2) returning id",
      [cooperativeId, who],
    );
    const personId: number = inserted.rows[0].id;
    if (member !== undefined)
      await client.query("insert into app.membership values ($1, $2::int, $2::text, $3)", [
        cooperativeId,
        personId,
        range(member),
      ]);
    if (right !== undefined) {
      await client.query("update app.unit_right set during = '[2000-01-01,)' where id = $1", [
        books.rights[right],
      ]);
      await client.query("insert into app.right_holder values ($1, $2, $3, $4)", [
        cooperativeId,
        books.rights[right],
        personId,
        range(during),
      ]);
    }
    return personId;
  });
  return session(database, books, id, "resident");
}

/** The person as the rules of the domain know them. */
async function readerOf({ database, books, other }: Room, who: Who): Promise<Reader> {
  if (who === "nobody") return { as: "public" };
  if (who === "starter") return { as: "starter" };
  const { member, right, during = EVER } = CIRCUMSTANCES[who];
  const one = async (text: string, ...values: unknown[]): Promise<number> =>
    database.asSuperuser(async (client) => (await client.query(text, values)).rows[0]?.id);
  const groupId = await one("select id from app.library_group");
  const inGroup = { "in-group": EVER, "formerly-in-group": FORMERLY }[who as string];
  const holdings = [];
  if (right !== undefined) {
    const buildingId = await one(
      "select id from app.building where property_id = $1",
      books.properties[right],
    );
    holdings.push({ propertyId: books.properties[right], buildingId, during });
  }
  return {
    as: "person",
    cooperativeId: who === "other-cooperative" ? other.scope.cooperativeId : books.scope.cooperativeId,
    personId: who === "other-cooperative" ? other.people[0] : await idOf(database, books, who),
    memberships: member === undefined ? [] : [member],
    holdings,
    groups: inGroup === undefined ? [] : [{ groupId, during: inGroup }],
  };
}

async function idOf(database: TestDatabase, books: SmallBooks, who: Who): Promise<number> {
  return database.asSuperuser(
    async (client) =>
      (
        await client.query("select id from app.person where cooperative_id = $1 and code = $2", [
          books.scope.cooperativeId,
          who,
        ])
      ).rows[0].id,
  );
}

function session(
  database: TestDatabase,
  of: SmallBooks,
  personId: number,
  kind: SessionKind,
): Promise<string> {
  const { cooperativeId } = of.scope;
  const stranger = { loginId: null, userAgent: "", address: "", idleSeconds: 900, lifetimeSeconds: 3600 };
  return inScope(database.pools.signin, null, (tx) =>
    insertSession(tx, { cooperativeId, kind, personId, ...stranger }),
  );
}

/** Codes of documents of the first cooperative that the person reads. */
async function read(
  { database, books }: Room,
  token: string | null,
  from = "app.library_document d",
): Promise<string[]> {
  const { rows } = await inScope(database.pools.reading, token, (tx) =>
    tx.client.query<{ code: string }>(
      `select d.code from ${from} where d.cooperative_id = $1 order by d.code`,
      [books.scope.cooperativeId],
    ),
  );
  return rows.map(({ code }) => code);
}
