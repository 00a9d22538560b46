import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, WorldFault } from "../fault.ts";
import { processRights } from "./process-rights.ts";
import { prepareServerHome } from "./server-home.ts";

/** Where the embedded server of one data folder keeps its parts. */
export interface ClusterPlace {
  readonly folder: string;
  readonly cluster: string;
  readonly home: string;
  readonly socketFolder: string;
  readonly log: string;
}

export const ADMIN = "osiedle_admin";
export const SOCKET_PORT = 5432;

/** Longest socket path the kernel takes, in bytes; beyond it the server only warns and nobody can connect. */
const SOCKET_PATH_BYTES = 107;

const START_SECONDS = 60;

export function clusterPlace(folder: string): ClusterPlace {
  return {
    folder,
    cluster: join(folder, "pg"),
    home: join(folder, "server"),
    socketFolder: socketFolder(folder),
    log: join(folder, "postgres.log"),
  };
}

function socketFolder(folder: string): string {
  const near = join(folder, "socket");
  if (Buffer.byteLength(join(near, `.s.PGSQL.${SOCKET_PORT}.lock`)) <= SOCKET_PATH_BYTES) return near;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return join(tmpdir(), `osiedle-${name}`);
}

export type ClusterState = "absent" | "starting" | "ready" | "stopping";

/** What the cluster's own pid file and the process table say. */
export function clusterState(place: ClusterPlace): ClusterState {
  const lines = pidFile(place);
  if (!lines) return "absent";
  if (!isServerOf(Number(lines[0]), place)) return "absent";
  const status = lines[7]?.trim() ?? "starting";
  return status === "ready" || status === "stopping" ? status : "starting";
}

/**
 * Makes the cluster when there is none and starts its server; an already running one is left as it is.
 * Call it under the start lock of the data folder.
 */
export async function startCluster(
  place: ClusterPlace,
  adminPassword: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (clusterState(place) === "absent") {
    const home = prepareServerHome(place.home);
    processRights().admit(place.folder);
    processRights().hand(home);
    if (!existsSync(place.cluster)) createCluster(place, home, adminPassword);
    prepareSocketFolder(place);
    if (pidFile(place)) await forgetKilledServer(place);
    launch(place, home, settings);
  }
  const deadline = performance.now() + START_SECONDS * 1000;
  while (clusterState(place) !== "ready") {
    if (performance.now() > deadline || exited.has(place.cluster)) {
      throw new WorldFault(
        `Baza danych nie uruchomiła się: ${lastLine(readFileSync(place.log, "utf8"))}; więcej jest na końcu pliku ${place.log}.`,
      );
    }
    await sleep(10);
  }
}

/** Asks the server to end open sessions, write all out and stop; waits until it has. */
export async function stopCluster(place: ClusterPlace): Promise<void> {
  const pid = Number(pidFile(place)?.[0]);
  if (!isServerOf(pid, place)) return;
  process.kill(pid, "SIGINT");
  const deadline = performance.now() + START_SECONDS * 1000;
  // An orphan's zombie still answers to signals, so the end is read from the pid file.
  while (pidFile(place) && performance.now() < deadline) await sleep(10);
}

function createCluster(place: ClusterPlace, home: string, adminPassword: string): void {
  for (const entry of readdirSync(place.folder)) {
    if (entry.startsWith("pg.new")) rmSync(join(place.folder, entry), { recursive: true, force: true });
  }
  const draft = join(place.folder, `pg.new.${process.pid}`);
  const passwordFile = join(place.folder, `.admin-${process.pid}`);
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  mkdirSync(draft, { mode: 0o700 });
  const rights = processRights();
  for (const path of [draft, passwordFile]) rights.hand(path);
  const [program, args] = rights.command(join(home, "bin", "initdb"), [
    `--pgdata=${draft}`,
    `--username=${ADMIN}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
  ]);
  const made = spawnSync(program, args, { ...rights.identity, encoding: "utf8", cwd: place.folder });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new WorldFault(
      `Nie udało się utworzyć bazy danych w ${place.folder}: ${lastLine(made.stderr || String(made.error))}`,
    );
  }
  renameSync(draft, place.cluster);
}

const exited = new Set<string>();
/** The server launched last: word of the end of an earlier one may come late and says nothing of this one. */
const launched = new Map<string, ChildProcess>();

function launch(place: ClusterPlace, home: string, settings: Readonly<Record<string, string>>): void {
  const rights = processRights();
  const all = { ...SETTINGS, unix_socket_directories: place.socketFolder, ...settings };
  const [program, args] = rights.command(join(home, "bin", "postgres"), [
    "-D",
    place.cluster,
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const log = openSync(place.log, "a", 0o600);
  exited.delete(place.cluster);
  // Detached: a Ctrl-C in the terminal must not reach the server before the pools have closed.
  const server = spawn(program, args, {
    ...rights.identity,
    cwd: place.folder,
    detached: true,
    stdio: ["ignore", log, log],
  });
  launched.set(place.cluster, server);
  const noteEnd = () => {
    if (launched.get(place.cluster) === server) exited.add(place.cluster);
  };
  server.on("exit", noteEnd);
  server.on("error", noteEnd);
  server.unref();
  closeSync(log);
}

/** The log must not quote rows or statements: they carry personal data. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  port: String(SOCKET_PORT),
  unix_socket_permissions: "0700",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_parameter_max_length_on_error: "0",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  jit: "off",
};

function prepareSocketFolder(place: ClusterPlace): void {
  mkdirSync(place.socketFolder, { recursive: true, mode: 0o700 });
  const folder = lstatSync(place.socketFolder);
  const foreign =
    process.getuid && folder.uid !== process.getuid() && processRights().identity.uid !== folder.uid;
  if (!folder.isDirectory() || foreign) {
    throw new WorldFault(`Folder gniazda bazy danych ${place.socketFolder} należy do innego użytkownika.`);
  }
  processRights().hand(place.socketFolder);
}

/**
 * After a crash the processes of the killed server end one by one, and as long as one works in the cluster's folder a new server refuses
 * to start; so their end is waited for. The pid in the file may by now belong to another program, or to a zombie nobody collects, and the
 * server would refuse to start for ever: then the file goes. A file with a dead pid stays: where the process table cannot be read the
 * server's own check of the shared memory needs it.
 */
async function forgetKilledServer(place: ClusterPlace): Promise<void> {
  const deadline = performance.now() + START_SECONDS * 1000;
  while (serverWorksIn(place.cluster)) {
    if (performance.now() > deadline) {
      throw new WorldFault(
        `W folderze ${place.cluster} pracują jeszcze procesy poprzedniego serwera bazy danych.`,
      );
    }
    await sleep(50);
  }
  if (!isAlive(Number(pidFile(place)?.[0]))) return;
  rmSync(join(place.cluster, "postmaster.pid"), { force: true });
  rmSync(join(place.socketFolder, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true });
}

function pidFile(place: ClusterPlace): string[] | null {
  try {
    return readFileSync(join(place.cluster, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return null;
    throw new WorldFault(`Nie można odczytać folderu bazy danych ${place.cluster}.`, { cause: error });
  }
}

function isServerOf(pid: number, place: ClusterPlace): boolean {
  if (!isAlive(pid)) return false;
  return commandLine(pid).includes(place.cluster);
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
}

function serverWorksIn(folder: string): boolean {
  if (!existsSync("/proc/self/cwd")) return false;
  return readdirSync("/proc").some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === folder && commandLine(Number(entry)).includes("postgres");
    } catch {
      return false;
    }
  });
}

function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
