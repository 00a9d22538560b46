import { sql } from "kysely";
import type { DocumentKind } from "../domain/governance/documents.ts";
import type { WiderAudience } from "../domain/governance/visibility.ts";
import type { DateRange, PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

const MINE = sql`(select app.operator_cooperative())`;

/** Shows all documents of a kind to more people; null: as by default again. */
export async function saveWidening(
  tx: ScopedTransaction,
  cooperativeId: number,
  kind: DocumentKind,
  audience: WiderAudience | null,
): Promise<void> {
  await tx
    .deleteFrom("app.library_widening")
    .where("cooperative_id", "=", cooperativeId)
    .where("kind", "=", kind)
    .execute();
  if (audience !== null)
    await tx
      .insertInto("app.library_widening")
      .values({ cooperative_id: cooperativeId, kind, audience })
      .execute();
}

/** How many published documents a widening of the kind touches. */
export async function countPublished(tx: ScopedTransaction, kind: DocumentKind): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from app.library_document
    where cooperative_id = ${MINE} and kind = ${kind} and published_version is not null and visibility is null and status <> 'draft'`.execute(
    tx,
  );
  return rows[0]!.count;
}

export interface GroupMember {
  readonly person: string;
  readonly name: string;
  readonly from: string;
  /** The first day on which they belong no more; null: for ever. */
  readonly until: string | null;
}

export interface LibraryGroup {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly members: readonly GroupMember[];
}

/** Null for an unknown code. */
export async function findGroup(tx: ScopedTransaction, code: string): Promise<LibraryGroup | null> {
  const { rows } = await sql<LibraryGroup>`
    select g.id, g.code, g.name, coalesce((
      select json_agg(json_build_object('person', p.code, 'name', concat_ws(' ', p.first_name, p.last_name),
          'from', lower(m.during), 'until', upper(m.during)) order by lower(m.during), p.code)
      from app.library_group_member m
      join app.person p on p.cooperative_id = m.cooperative_id and p.id = m.person_id
      where m.cooperative_id = g.cooperative_id and m.group_id = g.id), '[]') as members
    from app.library_group g
    where g.cooperative_id = ${MINE} and g.code = ${code}`.execute(tx);
  return rows[0] ?? null;
}

/** Founds a group, or names it anew. */
export async function saveGroup(
  tx: ScopedTransaction,
  cooperativeId: number,
  code: string,
  name: string,
): Promise<void> {
  await tx
    .insertInto("app.library_group")
    .values({ cooperative_id: cooperativeId, code, name })
    .onConflict((conflict) => conflict.columns(["cooperative_id", "code"]).doUpdateSet({ name }))
    .execute();
}

export async function findPerson(tx: ScopedTransaction, code: string): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from app.person where cooperative_id = ${MINE} and code = ${code}`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Adds a person for the days, none of which may be theirs already. */
export async function addGroupMember(
  tx: ScopedTransaction,
  cooperativeId: number,
  groupId: number,
  personId: number,
  { from, until }: DateRange,
): Promise<void> {
  await tx
    .insertInto("app.library_group_member")
    .values({
      cooperative_id: cooperativeId,
      group_id: groupId,
      person_id: personId,
      during: sql<string>`daterange(${from}::date, ${until}::date)`,
    })
    .execute();
}

/** Lets a person belong no more from the day on. */
export async function endGroupMember(
  tx: ScopedTransaction,
  cooperativeId: number,
  groupId: number,
  personId: number,
  from: PlainDate,
): Promise<void> {
  const theirs = sql`cooperative_id = ${cooperativeId} and group_id = ${groupId} and person_id = ${personId}`;
  await sql`delete from app.library_group_member where ${theirs} and lower(during) >= ${from}::date`.execute(
    tx,
  );
  await sql`update app.library_group_member set during = daterange(lower(during), ${from}::date)
    where ${theirs} and during @> ${from}::date`.execute(tx);
}
