import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { errorCode, WorldFault } from "../fault.ts";
import {
  ADMIN,
  type ClusterPlace,
  clusterPlace,
  clusterState,
  SOCKET_PORT,
  startCluster,
  stopCluster,
} from "./cluster.ts";

/** A running PostgreSQL server, embedded or somebody else's. */
export interface Server {
  /** Where an ordinary login connects; user, password and database come on top. */
  readonly address: pg.ClientConfig;
  /** The login that may create roles and databases. */
  readonly admin: { readonly user: string; readonly password: string };
  /** Database in which administration happens until ours exists. */
  readonly maintenanceDatabase: string;
  /** Database of the program on this server. */
  readonly database: string;
  /** Leaves the server: the last program to leave an embedded one stops it. */
  readonly leave: () => Promise<void>;
}

/** Advisory locks in the maintenance database: every program in the data folder, and the one that serves pages. */
const PRESENT_LOCK = 519_002;
const SERVING_LOCK = 519_003;

/**
 * Starts the embedded server of a data folder or joins the one that runs there already, after a kill −9 too.
 * @param serving claims the folder for this one serving program; a second one is refused.
 */
export async function joinEmbeddedServer(
  dataFolder: string,
  adminPassword: string,
  options: { readonly serving: boolean; readonly settings?: Readonly<Record<string, string>> },
): Promise<Server> {
  const place = clusterPlace(dataFolder);
  const address = { host: place.socketFolder, port: SOCKET_PORT };
  const admin = { user: ADMIN, password: adminPassword };
  const presence = await enter(place, { ...address, ...admin, database: "postgres" }, options.settings);
  if (options.serving && !(await tryLock(presence, "pg_try_advisory_lock", SERVING_LOCK))) {
    await presence.end();
    throw new WorldFault(
      `W folderze danych ${dataFolder} działa już inny program Osiedle; zatrzymaj go albo podaj inny folder w OSIEDLE_DATA.`,
    );
  }
  return {
    address,
    admin,
    maintenanceDatabase: "postgres",
    database: "osiedle",
    leave: () => leave(place, presence),
  };
}

async function enter(
  place: ClusterPlace,
  login: pg.ClientConfig,
  settings: Readonly<Record<string, string>> = {},
): Promise<pg.Client> {
  for (;;) {
    if (clusterState(place) !== "ready") {
      await withStartLock(place.folder, async () => {
        while (clusterState(place) === "stopping") await sleep(20);
        await startCluster(place, login.password as string, settings);
      });
    }
    const client = new pg.Client(login);
    client.on("error", () => {});
    try {
      await client.connect();
      // Refused only while the last program that was here stops the server.
      if (await tryLock(client, "pg_try_advisory_lock_shared", PRESENT_LOCK)) return client;
    } catch (error) {
      if (!isPassing(error)) {
        throw new WorldFault(
          `Nie można połączyć się z bazą danych w ${place.cluster}: hasła w secrets.json do niej nie pasują.`,
          { cause: error },
        );
      }
    }
    await client.end().catch(() => {});
    await sleep(50);
  }
}

async function leave(place: ClusterPlace, presence: pg.Client): Promise<void> {
  const alone = await tryLock(presence, "pg_try_advisory_lock", PRESENT_LOCK).catch(() => false);
  if (alone) await stopCluster(place);
  await presence.end().catch(() => {});
}

async function tryLock(client: pg.Client, how: string, key: number): Promise<boolean> {
  const answer = await client.query<{ locked: boolean }>(`select ${how}($1) as locked`, [key]);
  return answer.rows[0]?.locked === true;
}

/** Server starting, stopping or gone between the look and the knock. */
function isPassing(error: unknown): boolean {
  const code = errorCode(error);
  return code === null || ["57P03", "57P01", "ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"].includes(code);
}

const START_LOCK_STALE_MS = 90_000;

/** One program at a time makes and starts the cluster; a lock left by a killed program grows stale. */
async function withStartLock(folder: string, work: () => Promise<void>): Promise<void> {
  const path = join(folder, "start.lock");
  while (!tryCreate(path)) {
    if (isStale(path)) rmSync(path, { force: true });
    else await sleep(30);
  }
  try {
    await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryCreate(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function isStale(path: string): boolean {
  try {
    const { mtimeMs } = statSync(path);
    if (Temporal.Now.instant().epochMilliseconds - mtimeMs > START_LOCK_STALE_MS) return true;
    const owner = Number(readFileSync(path, "utf8"));
    return owner > 0 && owner !== process.pid && !isRunning(owner);
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** A server of somebody else, named by DATABASE_URL with a login that may create roles. */
export async function joinExternalServer(databaseUrl: string): Promise<Server> {
  const url = parseUrl(databaseUrl);
  const { user, password, database, ...address } = url;
  const server: Server = {
    address,
    admin: { user, password },
    maintenanceDatabase: "postgres",
    database,
    leave: async () => {},
  };
  const probe = new pg.Client({
    ...address,
    user,
    password,
    database: server.maintenanceDatabase,
    connectionTimeoutMillis: 5_000,
  });
  probe.on("error", () => {});
  try {
    await probe.connect();
    const { rows } = await probe.query<{ superuser: boolean; version: number }>(
      "select rolsuper as superuser, current_setting('server_version_num')::int as version from pg_roles where rolname = current_user",
    );
    if (!rows[0]?.superuser)
      throw new WorldFault("Konto z DATABASE_URL musi być administratorem (superuser) serwera PostgreSQL.");
    if (rows[0].version < 180_000)
      throw new WorldFault("Serwer z DATABASE_URL to nie PostgreSQL 18 ani nowszy.");
  } catch (error) {
    if (error instanceof WorldFault) throw error;
    throw new WorldFault(
      `Nie można połączyć się z bazą danych z DATABASE_URL (${describeAddress(address)}): ${reason(error)}.`,
      { cause: error },
    );
  } finally {
    await probe.end().catch(() => {});
  }
  return server;
}

function parseUrl(
  databaseUrl: string,
): pg.ClientConfig & { user: string; password: string; database: string } {
  try {
    const client = new pg.Client({ connectionString: databaseUrl });
    const { user, password, host, port, ssl, database } = client as pg.Client & {
      ssl?: pg.ClientConfig["ssl"];
      database?: string;
    };
    return {
      user: user ?? "postgres",
      password: password ?? "",
      host,
      port,
      ssl: ssl ?? false,
      database: database || "osiedle",
    };
  } catch (error) {
    throw new WorldFault("DATABASE_URL nie jest poprawnym adresem postgres://…", { cause: error });
  }
}

function describeAddress(address: pg.ClientConfig): string {
  return `${address.host}:${address.port}`;
}

function reason(error: unknown): string {
  switch (errorCode(error)) {
    case "ECONNREFUSED":
    case "ENOENT":
      return "serwer nie odpowiada";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "nie ma takiego hosta";
    case "28P01":
    case "28000":
      return "serwer odrzucił nazwę użytkownika lub hasło";
    default:
      return "brak odpowiedzi lub błąd serwera";
  }
}
