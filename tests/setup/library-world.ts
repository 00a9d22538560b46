import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientBase } from "pg";
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  type Organ,
  type Visibility,
} from "../../src/domain/governance/documents.ts";
import { learnWords } from "../../src/store/library-search.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { type FileStore, openFileStore } from "../../src/world/files.ts";
import { openPdfPress } from "../../src/world/pdf/typst.ts";
import type { TestDatabase } from "./database.ts";
import { type SignInWorld, signInWorld } from "./sign-in.ts";

/** A library with a document of every kind for everybody it can be for, and a person of every standing. */

export const PEOPLE = ["member", "jointHolder", "formerMember", "nonMember", "starter", "elsewhere"] as const;
export type Person = (typeof PEOPLE)[number];

export interface LibraryWorld {
  readonly files: FileStore;
  readonly cooperativeId: number;
  readonly groupId: number;
  readonly properties: readonly [number, number];
  readonly personIds: Readonly<Record<Person, number>>;
  readonly tokens: Readonly<Record<Person, string>>;
  readonly add: (documents: readonly PlannedDocument[]) => Promise<number[]>;
  readonly signIn: SignInWorld;
}

export interface PlannedDocument {
  readonly title: string;
  readonly kind: DocumentKind;
  /** Null: as documents of its kind are shown. */
  readonly to: Visibility["to"] | null;
  readonly isDraft?: boolean;
  readonly isPublished?: boolean;
  readonly concernsDebt?: boolean;
  readonly year?: number;
  readonly text?: string;
  readonly organ?: Organ;
  readonly meetingId?: number;
  readonly resolutionId?: number;
}

const TEXT = "Walne Zgromadzenie podjęło uchwałę.";

/** What stands in originals only. */
export const ORIGINAL_ONLY = "TYLKO-W-ORYGINALE";
/** In every publication copy, with the number of its document. */
export const copyOf = (id: number): string => `KOPIA-${id}-`;

export const KINDS_TO_ALL: readonly (Visibility["to"] | null)[] = [
  null,
  "public",
  "members",
  "property-holders",
  "group",
  "person",
];
export const PLANNED: readonly PlannedDocument[] = [
  ...DOCUMENT_KINDS.flatMap((kind) =>
    KINDS_TO_ALL.map((to) => ({ kind, to, title: `${kind} dla ${to ?? "jak rodzaj"}` })),
  ),
  ...DOCUMENT_KINDS.map((kind) => ({ kind, to: null, isDraft: true, title: `${kind}, projekt` })),
  { kind: "statute", to: "public", isPublished: false, title: "nieopublikowany statut" },
  { kind: "resolution", to: "public", isPublished: false, concernsDebt: true, title: "uchwała o długu" },
];
/** The cooperative shows audits to everybody and minutes to holders too. */
export const WIDENED = { "cooperative-audit": "public", minutes: "property-holders" } as const;

export async function libraryWorld(database: TestDatabase): Promise<LibraryWorld> {
  const world = await signInWorld(database, "czytelnia");
  const other = await signInWorld(database, "obca");
  const { cooperativeId } = world;
  const files = openFileStore(mkdtempSync(join(tmpdir(), "osiedle-library-")));
  const base = openPdfPress().print('#set document(title: "Kopia")\n= Kopia', {});
  const query = (text: string, ...values: unknown[]) =>
    database.asSuperuser(async (client) => (await client.query(text, values)).rows);
  const { books } = world;
  const settled = await peopleOf(world, other, query);
  await query(`update app.cooperative set host = slug || '.example'`);
  const [group] = await query(
    "insert into app.library_group (cooperative_id, code, name) values ($1, 'KR', 'Komisja') returning id",
    cooperativeId,
  );
  await query(
    "insert into app.library_group_member values ($1, $2, $3, '[2020-01-01,)')",
    cooperativeId,
    group.id,
    settled.personIds.nonMember,
  );
  for (const [kind, audience] of Object.entries(WIDENED))
    await query("insert into app.library_widening values ($1, $2, $3)", cooperativeId, kind, audience);

  const personId = settled.personIds.jointHolder;
  const targets = { groupId: group.id as number, personId, propertyId: books.properties[0] };
  // One connection for all: each one reads the Polish dictionary anew.
  const add = async (planned: readonly PlannedDocument[]): Promise<number[]> => {
    const added = await database.asSuperuser(async (client) => {
      const ids: number[] = [];
      for (const each of planned)
        ids.push(await insertDocument(client, { files, base, cooperativeId, ...targets }, each));
      return ids;
    });
    const words = planned.map(
      ({ title, text }, index) => `${title} ${text ?? TEXT} ${copyOf(added[index]!)}`,
    );
    await inScope(database.pools.runtime, books.scope.token, (tx) =>
      learnWords(tx, cooperativeId, words.join("\n")),
    );
    return added;
  };
  return {
    files,
    cooperativeId,
    groupId: group.id,
    properties: books.properties,
    ...settled,
    add,
    signIn: world,
  };
}

export interface Insertion {
  readonly files: FileStore;
  /** A PDF; a line after it makes every file one of its own. */
  readonly base: Buffer;
  readonly cooperativeId: number;
  readonly groupId: number;
  readonly personId: number;
  readonly propertyId: number;
}

/** A document with an original and a publication copy. */
export async function insertDocument(
  client: ClientBase,
  world: Insertion,
  planned: PlannedDocument,
): Promise<number> {
  const { files, base, cooperativeId, groupId, personId, propertyId } = world;
  const { kind, to, isDraft = false, isPublished = true, concernsDebt = false, year = 2026 } = planned;
  const { rows } = await client.query(
    `insert into app.library_document (cooperative_id, code, kind, organ, number, dated_on, year, title, status, visibility, group_id,
       person_id, property_id, meeting_id, resolution_id, concerns_debt, validity)
     values ($1, 'D' || gen_random_uuid(), $2, $13, '1', make_date($3, 6, 1), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       daterange(make_date($3, 6, 1), null)) returning id`,
    [
      cooperativeId,
      kind,
      year,
      planned.title,
      isDraft ? "draft" : "in-force",
      to,
      to === "group" ? groupId : null,
      to === "person" ? personId : null,
      to === "property-holders" ? propertyId : null,
      planned.meetingId ?? null,
      planned.resolutionId ?? null,
      concernsDebt,
      planned.organ ?? "general-meeting",
    ],
  );
  const id: number = rows[0].id;
  for (const [version, role] of ["original", "publication"].entries()) {
    const words = role === "original" ? ORIGINAL_ONLY : copyOf(id);
    const kept = await files.keep(Buffer.concat([base, Buffer.from(`\n% ${words} ${id}\n`)]));
    await client.query(
      `insert into app.library_version values ($1, $2, $3, $4, decode($5, 'hex'), 'Jan Tajny.pdf', $6, 1, $7, false, '2026-06-01',
         to_tsvector('public.polish', $8), to_tsvector('public.polish', $8 || ' ' || $7))`,
      [
        cooperativeId,
        id,
        version + 1,
        role,
        kept.sha256,
        kept.sizeBytes,
        `${planned.text ?? TEXT} ${words}`,
        planned.title,
      ],
    );
  }
  if (isPublished)
    await client.query(
      "update app.library_document set published_version = 2, published_on = '2026-06-10' where id = $1",
      [id],
    );
  return id;
}

/** The member and those who hold with them on the first property, the others on the second; a member of another cooperative. */
async function peopleOf(
  world: SignInWorld,
  other: SignInWorld,
  query: (text: string, ...values: unknown[]) => Promise<{ id: number }[]>,
): Promise<Pick<LibraryWorld, "personIds" | "tokens">> {
  const { cooperativeId, people, books } = world;
  const person = async (code: string, right: number) => {
    const [row] = await query(
      "insert into app.person (cooperative_id, code, kind, first_name, last_name) values ($1, $2, 'natural', 'Osoba', $2) returning id",
      cooperativeId,
      code,
    );
    await query(
      "insert into app.right_holder values ($1, $2, $3, '[2020-01-01,)')",
      cooperativeId,
      right,
      row!.id,
    );
    return row!.id;
  };
  const [first, second] = books.rights;
  const personIds = {
    member: people[0],
    nonMember: people[1],
    jointHolder: await person("P2", first),
    starter: await person("P3", first),
    formerMember: await person("P4", second),
    elsewhere: other.people[0],
  };
  const membership = (cooperative: number, id: number, number: string, during: string) =>
    query("insert into app.membership values ($1, $2, $3, $4)", cooperative, id, number, during);
  await membership(cooperativeId, personIds.member, "1", "[2020-01-01,)");
  await membership(cooperativeId, personIds.starter, "2", "[2020-01-01,)");
  await membership(cooperativeId, personIds.formerMember, "3", "[2020-01-01,2026-01-01)");
  await membership(other.cooperativeId, personIds.elsewhere, "1", "[2020-01-01,)");
  const starter = await world.issue(personIds.starter);
  const begun = await world.guess(starter.loginName, starter.password);
  if (begun.outcome !== "signed-in") throw new Error(begun.outcome);
  const settle = async (who: Exclude<Person, "starter" | "elsewhere">) =>
    (await world.settle(personIds[who])).token;
  const tokens = {
    member: await settle("member"),
    jointHolder: await settle("jointHolder"),
    formerMember: await settle("formerMember"),
    nonMember: await settle("nonMember"),
    starter: begun.token,
    elsewhere: (await other.settle(personIds.elsewhere)).token,
  };
  return { personIds, tokens };
}
