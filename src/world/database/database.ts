import { resolve } from "node:path";
import pg from "pg";
import { errorCode, WorldFault } from "../fault.ts";
import { assertDurable } from "./durability.ts";
import { migrate } from "./migrations.ts";
import {
  createDatabase,
  createRoles,
  grantDatabase,
  prepareDatabase,
  resetPasswords,
  roleNames,
} from "./roles.ts";
import { type DatabaseSecrets, type LoginRole, prepareDataFolder, readSecrets } from "./secrets.ts";
import { joinEmbeddedServer, joinExternalServer, type Server } from "./server.ts";
import { valueTypes } from "./value-types.ts";

export interface DatabaseConfig {
  /** Folder of everything the program keeps. */
  readonly dataFolder: string;
  /** A server of somebody else; without it the embedded one runs in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** True for the one program that serves pages: a second one in the same data folder is refused. */
  readonly serving?: boolean;
}

/** One pool per role: what a piece of code may do is decided by the pool it is handed. */
export interface Pools {
  /** Operations; subject to row security. */
  readonly runtime: pg.Pool;
  /** The residents' pages: may only read, subject to row security; pipelined connections for `readInScope`, no cursors, no COPY. */
  readonly reading: pg.Pool;
  /** As `reading`, for searching: each connection keeps the Polish dictionary (some 60 MB), so there are few. */
  readonly searching: pg.Pool;
  /** Signing in only. */
  readonly signin: pg.Pool;
  /** Bulk INSERT by COPY only. */
  readonly loader: pg.Pool;
  /** Reads everything, writes nothing. */
  readonly verify: pg.Pool;
  /** Migrations only. */
  readonly owner: pg.Pool;
}

export interface Database {
  readonly pools: Pools;
  readonly close: () => Promise<void>;
}

/**
 * Brings the database up: server, roles, database, extensions, durability, migrations.
 * @throws WorldFault with one Polish sentence when the operator has to change something.
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const dataFolder = resolve(config.dataFolder);
  prepareDataFolder(dataFolder);
  const secrets = readSecrets(dataFolder);
  const server = config.databaseUrl
    ? await joinExternalServer(config.databaseUrl)
    : await joinEmbeddedServer(dataFolder, secrets.admin, { serving: config.serving ?? false });
  const pools = openPools(server, secrets, server.database);
  const close = async () => {
    await closePools(pools);
    await server.leave();
  };
  try {
    await bootstrap(server, secrets, server.database);
    await asAdmin(server, server.database, assertDurable);
    await migrate(pools.owner);
  } catch (error) {
    await close();
    throw error;
  }
  return { pools, close };
}

/** Roles, database, extensions and rights; each step does only what is missing. */
export async function bootstrap(server: Server, secrets: DatabaseSecrets, name: string): Promise<void> {
  await asAdmin(server, server.maintenanceDatabase, async (admin) => {
    const created = await createRoles(admin, secrets);
    await createDatabase(admin, name);
    await grantDatabase(admin, name);
    if (created.length === 0 && !(await passwordFits(server, secrets, name))) {
      await refuseForeignRoles(admin, name);
      await resetPasswords(admin, secrets);
    }
  });
  await asAdmin(server, name, prepareDatabase);
}

async function passwordFits(server: Server, secrets: DatabaseSecrets, name: string): Promise<boolean> {
  const client = new pg.Client({
    ...server.address,
    database: name,
    user: roleNames.runtime,
    password: secrets.roles.runtime,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (errorCode(error) === "28P01") return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Roles are the whole server's: another installation there would lose its passwords. */
async function refuseForeignRoles(admin: pg.Client, name: string): Promise<void> {
  const { rowCount } = await admin.query(
    "select from pg_database where datname <> $1 and datdba = (select oid from pg_roles where rolname = $2)",
    [name, roleNames.owner],
  );
  if (rowCount) {
    throw new WorldFault(
      "Na tym serwerze działa już inna instalacja Osiedla; skopiuj jej plik secrets.json do folderu danych albo podaj inny serwer.",
    );
  }
}

export async function asAdmin<T>(
  server: Server,
  database: string,
  work: (admin: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...server.address, ...server.admin, database });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** What a person may see ends with the day in Poland, not in Greenwich: the policies ask `current_date`. */
const IN_POLAND = { pipeline: true, options: "-c timezone=Europe/Warsaw" };

/** Pools open no connection until one is asked for. */
export function openPools(server: Server, secrets: DatabaseSecrets, database: string): Pools {
  const pool = (role: LoginRole, max: number, settings: { pipeline?: boolean; options?: string } = {}) => {
    const opened = new pg.Pool({
      ...server.address,
      database,
      user: roleNames[role],
      password: secrets.roles[role],
      max,
      ...settings,
      types: valueTypes,
      application_name: `osiedle ${role}`,
    });
    // An idle connection may die with the server; the next query reports it.
    opened.on("error", () => {});
    // A connection that dies in somebody's hands fails their query; told to nobody, it would end the whole program.
    opened.on("connect", (client) => client.on("error", () => {}));
    return opened;
  };
  return {
    runtime: pool("runtime", 10),
    reading: pool("resident", 10, IN_POLAND),
    searching: pool("resident", 2, IN_POLAND),
    signin: pool("signin", 4),
    loader: pool("loader", 3),
    verify: pool("verify", 3),
    owner: pool("owner", 2),
  };
}

export async function closePools(pools: Pools): Promise<void> {
  await Promise.all(Object.values(pools).map((pool: pg.Pool) => pool.end()));
}
