import pg from "pg";
import type { DatabaseSecrets, LoginRole } from "./secrets.ts";

export const roleNames: Readonly<Record<LoginRole | "auth" | "poster", string>> = {
  owner: "osiedle_owner",
  runtime: "osiedle_runtime",
  resident: "osiedle_resident",
  signin: "osiedle_signin",
  loader: "osiedle_loader",
  verify: "osiedle_verify",
  backup: "osiedle_backup",
  auth: "osiedle_auth",
  poster: "osiedle_poster",
};

const ROLE_OPTIONS: Readonly<Record<LoginRole | "auth" | "poster", string>> = {
  owner: "login",
  runtime: "login",
  resident: "login",
  signin: "login",
  // Bulk rows go in by COPY, which row security refuses; the grants of this role are INSERT only.
  loader: "login bypassrls",
  verify: "login bypassrls",
  backup: "login",
  // Owners of definer functions: who is asking (auth), the ledger's one door (poster).
  auth: "nologin",
  poster: "nologin bypassrls",
};

/** Any number that nothing else on the server locks. */
const BOOTSTRAP_LOCK = 519_001;

/**
 * Creates the roles that are missing, with the passwords of this data folder.
 * Roles belong to the whole server and are shared by its databases.
 * @returns the logins created now.
 */
export async function createRoles(admin: pg.Client, secrets: DatabaseSecrets): Promise<readonly string[]> {
  return withBootstrapLock(admin, async () => {
    const existing = new Set(
      (
        await admin.query<{ rolname: string }>(
          "select rolname from pg_roles where rolname like 'osiedle\\_%'",
        )
      ).rows.map((row) => row.rolname),
    );
    const missing = (Object.keys(roleNames) as (keyof typeof roleNames)[]).filter(
      (role) => !existing.has(roleNames[role]),
    );
    if (missing.length === 0) return [];
    const statements = missing.map((role) => {
      const login = role === "auth" || role === "poster" ? "" : ` ${passwordClause(secrets, role)}`;
      return `create role ${roleNames[role]} with ${ROLE_OPTIONS[role]} noinherit nocreatedb nocreaterole nosuperuser${login}`;
    });
    await admin.query([...statements, ...ROLE_SETTINGS].join(";\n"));
    return missing.map((role) => roleNames[role]);
  });
}

const ROLE_SETTINGS = [
  ...Object.keys(ROLE_OPTIONS)
    .filter((role) => role !== "auth" && role !== "poster")
    .map((role) => `alter role ${roleNames[role as LoginRole]} set search_path = app, public`),
  // With row security off a filtered read is an error, so the verifier can never see less than everything.
  `alter role ${roleNames.verify} set row_security = off`,
  `grant ${roleNames.auth} to ${roleNames.owner} with inherit false, set true`,
  `grant ${roleNames.poster} to ${roleNames.owner} with inherit false, set true`,
  // One transaction reads under row security as runtime and then loads: the loader may step down, never the other way round.
  `grant ${roleNames.runtime} to ${roleNames.loader} with inherit false, set true`,
];

/** Gives the existing roles the passwords of this data folder. */
export async function resetPasswords(admin: pg.Client, secrets: DatabaseSecrets): Promise<void> {
  const logins = Object.keys(secrets.roles) as LoginRole[];
  await withBootstrapLock(admin, () =>
    admin.query(
      logins.map((role) => `alter role ${roleNames[role]} with ${passwordClause(secrets, role)}`).join(";\n"),
    ),
  );
}

/** Creates the database when it is missing, owned by the role of the migrations. */
export async function createDatabase(admin: pg.Client, name: string, template = "template0"): Promise<void> {
  await withBootstrapLock(admin, async () => {
    const found = await admin.query("select from pg_database where datname = $1", [name]);
    if (found.rowCount) return;
    const encoding = template === "template0" ? " encoding 'UTF8'" : "";
    await admin.query(
      `create database ${pg.escapeIdentifier(name)} owner ${roleNames.owner} template ${pg.escapeIdentifier(template)}${encoding}`,
    );
  });
}

/** Rights on the database itself; a copy made from a template does not carry them along. */
export async function grantDatabase(admin: pg.Client, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name);
  const logins = (["owner", "runtime", "resident", "signin", "loader", "verify", "backup"] as const)
    .map((role) => roleNames[role])
    .join(", ");
  await withBootstrapLock(admin, () =>
    admin.query(
      `revoke all on database ${database} from public; grant connect on database ${database} to ${logins}; grant create on database ${database} to ${roleNames.owner}`,
    ),
  );
}

/**
 * What only a superuser may do inside the database: extensions, the Polish text search, backup functions.
 * Functions are closed to PUBLIC from the start, so that every right to call one is written down.
 */
export async function prepareDatabase(inside: pg.Client): Promise<void> {
  const isDone = async () =>
    (await inside.query("select from pg_ts_config where cfgname = 'polish'")).rowCount === 1;
  if (await isDone()) return;
  await withBootstrapLock(inside, async () => {
    if (await isDone()) return;
    await inside.query(`
      begin;
      create extension if not exists btree_gist with schema public;
      create extension if not exists unaccent with schema public;
      create extension if not exists pg_trgm with schema public;
      revoke create on schema public from public;
      alter default privileges for role ${roleNames.owner} revoke execute on functions from public;
      grant execute on function pg_backup_start(text, boolean), pg_backup_stop(boolean), pg_switch_wal()
        to ${roleNames.backup};
      commit`);
    await createPolishSearch(inside);
  });
}

/** Search by Polish word stems where the server has the dictionary, else by words without accents. */
async function createPolishSearch(inside: pg.Client): Promise<void> {
  try {
    await inside.query(`
      begin;
      create text search dictionary public.polish_hunspell
        (template = ispell, dictfile = polish, afffile = polish, stopwords = polish);
      create text search configuration public.polish (copy = pg_catalog.simple);
      alter text search configuration public.polish
        alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part
        with public.polish_hunspell, simple;
      commit`);
  } catch {
    await inside.query(`
      rollback;
      begin;
      create text search configuration public.polish (copy = pg_catalog.simple);
      alter text search configuration public.polish
        alter mapping for word, hword, hword_part with public.unaccent, simple;
      commit`);
  }
}

function passwordClause(secrets: DatabaseSecrets, role: LoginRole): string {
  return `password ${pg.escapeLiteral(secrets.roles[role])}`;
}

async function withBootstrapLock<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("select pg_advisory_lock($1)", [BOOTSTRAP_LOCK]);
  try {
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [BOOTSTRAP_LOCK]);
  }
}
