import { sql } from "kysely";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** What signing in needs of a login; read by the sign-in role only. */
export interface Login {
  readonly id: number;
  readonly personId: number;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly passwordHash: string | null;
  /** Null unless a starter letter is out and still valid. */
  readonly starter: Starter | null;
}

export interface Starter {
  readonly hash: string;
  readonly selector: string;
  readonly issuedAt: string;
}

interface LoginRow extends Omit<Login, "starter"> {
  readonly starterHash: string | null;
  readonly starterSelector: string | null;
  readonly starterIssuedAt: string | null;
}

const LOGIN = sql`id, person_id as "personId", name, is_disabled as "isDisabled", password_hash as "passwordHash",
  case when clock_timestamp() between starter_issued_at and starter_expires_at then starter_hash end as "starterHash",
  starter_selector as "starterSelector", starter_issued_at as "starterIssuedAt"`;

export async function loadLoginByName(
  tx: ScopedTransaction,
  cooperativeId: number,
  name: string,
): Promise<Login | null> {
  const { rows } = await sql<LoginRow>`
    select ${LOGIN} from app.login where cooperative_id = ${cooperativeId} and name = ${name}`.execute(tx);
  return toLogin(rows[0]);
}

/** Locked until the transaction ends: nobody disables the login or changes its password meanwhile. */
export async function lockLogin(
  tx: ScopedTransaction,
  cooperativeId: number,
  id: number,
): Promise<Login | null> {
  const { rows } = await sql<LoginRow>`
    select ${LOGIN} from app.login where cooperative_id = ${cooperativeId} and id = ${id} for update`.execute(
    tx,
  );
  return toLogin(rows[0]);
}

function toLogin(row: LoginRow | undefined): Login | null {
  if (row === undefined) return null;
  const { starterHash, starterSelector, starterIssuedAt, ...login } = row;
  const starter =
    starterHash !== null && starterSelector !== null && starterIssuedAt !== null
      ? { hash: starterHash, selector: starterSelector, issuedAt: starterIssuedAt }
      : null;
  return { ...login, starter };
}

/** A starter password works once. */
export async function spendStarter(tx: ScopedTransaction, cooperativeId: number, id: number): Promise<void> {
  await sql`
    update app.login
    set starter_hash = null, starter_selector = null, starter_issued_at = null, starter_expires_at = null
    where cooperative_id = ${cooperativeId} and id = ${id}`.execute(tx);
}

/** A chosen password also ends the starter letter that may still be out. */
export async function storePassword(
  tx: ScopedTransaction,
  cooperativeId: number,
  id: number,
  passwordHash: string,
): Promise<void> {
  await spendStarter(tx, cooperativeId, id);
  await sql`
    update app.login set password_hash = ${passwordHash}, password_changed_at = now()
    where cooperative_id = ${cooperativeId} and id = ${id}`.execute(tx);
}

/** One starter password to keep; the name is used when the person has no login yet. */
export interface NewStarter {
  readonly personId: number;
  readonly name: string;
  readonly starterHash: string;
  readonly starterSelector: string;
}

/** Keeps new starter passwords, in place of the former ones, and opens disabled logins again. */
export async function storeStarters(
  tx: ScopedTransaction,
  cooperativeId: number,
  starters: readonly NewStarter[],
  validDays: number,
): Promise<void> {
  await sql`
    insert into app.login
      (cooperative_id, person_id, name, starter_hash, starter_selector, starter_issued_at, starter_expires_at)
    select ${cooperativeId}, person_id, name, hash, selector, now(), now() + make_interval(days => ${validDays})
    from unnest(${starters.map((starter) => starter.personId)}::int[], ${starters.map((starter) => starter.name)}::text[],
      ${starters.map((starter) => starter.starterHash)}::text[],
      ${starters.map((starter) => starter.starterSelector)}::text[]) as s (person_id, name, hash, selector)
    order by person_id
    on conflict (cooperative_id, person_id) do update
      set starter_hash = excluded.starter_hash, starter_selector = excluded.starter_selector,
        starter_issued_at = excluded.starter_issued_at, starter_expires_at = excluded.starter_expires_at,
        is_disabled = false`.execute(tx);
}

/** How far a person has come with their login. */
export interface LoginState {
  readonly personId: number;
  readonly name: string;
  readonly isDisabled: boolean;
  /** A password was chosen, or a starter letter is out and valid. */
  readonly isUsable: boolean;
}

export async function loadLoginStates(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<ReadonlyMap<number, LoginState>> {
  const { rows } = await sql<LoginState>`
    select person_id as "personId", name, is_disabled as "isDisabled",
      password_hash is not null or coalesce(starter_expires_at > now(), false) as "isUsable"
    from app.login where cooperative_id = ${cooperativeId}`.execute(tx);
  return new Map(rows.map((row) => [row.personId, row]));
}

/** Closes the login and forgets its passwords. @returns its id, or null when the person has none. */
export async function disableLogin(
  tx: ScopedTransaction,
  cooperativeId: number,
  personId: number,
): Promise<{ readonly id: number; readonly name: string } | null> {
  const { rows } = await sql<{ id: number; name: string }>`
    update app.login
    set is_disabled = true, password_hash = null,
      starter_hash = null, starter_selector = null, starter_issued_at = null, starter_expires_at = null
    where cooperative_id = ${cooperativeId} and person_id = ${personId}
    returning id, name`.execute(tx);
  return rows[0] ?? null;
}

/** Words an attacker would try first for this person; the sign-in role may read no more of the register. */
export async function loadContextWords(
  tx: ScopedTransaction,
  cooperativeId: number,
  personId: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ words: string }>`
    select concat_ws(' ', name, short_name, slug, street, city, host, split_part(email, '@', 1)) as words
      from app.cooperative where id = ${cooperativeId}
    union all select distinct concat_ws(' ', street, city) from app.building where cooperative_id = ${cooperativeId}
    union all select concat_ws(' ', first_name, last_name) from app.person
      where cooperative_id = ${cooperativeId} and id = ${personId}
    union all select name from app.login where cooperative_id = ${cooperativeId} and person_id = ${personId}`.execute(
    tx,
  );
  return rows.map((row) => row.words);
}

/** "Anna Kowalska" */
export async function loadPersonName(
  tx: ScopedTransaction,
  cooperativeId: number,
  personId: number,
): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select trim(concat_ws(' ', first_name, last_name)) as name from app.person
    where cooperative_id = ${cooperativeId} and id = ${personId}`.execute(tx);
  return rows[0]?.name ?? "";
}
