import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FirebirdPrograms, findFirebird } from "../../scripts/firebird.ts";

/** A Firebird server of a test's own: its folder, users and port are nobody else's. */
export interface FirebirdServer {
  /** `firebird://user@…` of a database that was made. */
  readonly address: (database: string, user?: string) => string;
  /** Runs a script of SQL as the administrator, its texts in UTF-8. */
  readonly change: (database: string, script: string) => void;
  /** Ends it at once, as a power cut does. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Everybody's password on such a server. */
export const FIREBIRD_PASSWORD = "zmyslone";
export const READER = "CZYTELNIK";
const ADMIN = "SYSDBA";
const READY_MILLISECONDS = 20_000;

export interface FirebirdDatabase {
  readonly characterSet: string;
  readonly script: string;
  /** 1 as programs of the last century have it. */
  readonly dialect?: 1 | 3;
}

/**
 * Starts a server with these databases, each made by a script of its own in the character set that is named.
 * @returns null where no Firebird is installed.
 */
export async function firebirdServer(
  databases: Readonly<Record<string, FirebirdDatabase>>,
): Promise<FirebirdServer | null> {
  const programs = findFirebird();
  if (programs === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "osiedle-firebird-"));
  const place = (database: string) => join(folder, `${database}.fdb`);
  const environment = { ...process.env, FIREBIRD: folder, FIREBIRD_LOCK: folder, FIREBIRD_TMP: folder };
  const port = await freePort();
  layOut(folder, programs);
  const script = (target: string, text: string, dialect = 3) => {
    const told = ["-sql_dialect", String(dialect), "-user", ADMIN, "-password", FIREBIRD_PASSWORD];
    const run = spawnSync(programs.isql, ["-bail", "-quiet", "-nowarnings", ...told], {
      input: `set names UTF8;\n${target}\n${text}\ncommit;\n`,
      env: environment,
      encoding: "utf8",
      timeout: 60_000,
    });
    if (run.status !== 0 || run.stderr !== "") throw new Error(`${run.stdout}\n${run.stderr}`);
  };
  // Before the server runs its engine is ours alone; it needs no users then.
  script(
    `create database '${join(folder, "security.fdb")}';`,
    `in '${programs.securityScript}';\ncommit;\n${USERS}`,
  );
  for (const [name, { characterSet, script: text, dialect }] of Object.entries(databases))
    script(`create database '${place(name)}' default character set ${characterSet};`, text, dialect);
  const server = spawn(programs.server, ["-p", String(port)], {
    env: environment,
    cwd: folder,
    stdio: "ignore",
  });
  const orphaned = () => server.kill("SIGKILL");
  process.once("exit", orphaned);
  const kill = async () => {
    process.off("exit", orphaned);
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  };
  const close = async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const connect = (database: string) => `connect 'inet://127.0.0.1:${port}/${place(database)}';`;
  try {
    await ready(server, () => script(connect(Object.keys(databases)[0]!), ""));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    address: (database, user = READER) =>
      `firebird://${user}@127.0.0.1:${port}/${encodeURIComponent(place(database))}`,
    change: (database, text) => script(connect(database), text),
    kill,
    close,
  };
}

const USERS = [ADMIN, READER, "PISARZ"]
  .map((user) => `create user ${user} password '${FIREBIRD_PASSWORD}';`)
  .join("\n");

/** A home for the server: its configuration, and what is installed. */
function layOut(folder: string, { root }: FirebirdPrograms): void {
  for (const name of ["plugins", "plugins.conf"]) symlinkSync(join(root, name), join(folder, name));
  // Behind a link the server does not find its character sets again.
  cpSync(join(root, "intl"), join(folder, "intl"), { recursive: true, dereference: true });
  writeFileSync(join(folder, "databases.conf"), "");
  writeFileSync(
    join(folder, "firebird.conf"),
    [
      `SecurityDatabase = ${join(folder, "security.fdb")}`,
      "RemoteBindAddress = 127.0.0.1",
      "AuthServer = Srp",
      "UserManager = Srp",
      "WireCrypt = Enabled",
      "",
    ].join("\n"),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function ready(server: ChildProcess, connect: () => void): Promise<void> {
  const until = Date.now() + READY_MILLISECONDS;
  for (;;) {
    try {
      return connect();
    } catch (error) {
      if (server.exitCode !== null || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
