import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode, WorldFault } from "../fault.ts";

const LOGINS = ["owner", "runtime", "resident", "signin", "loader", "verify", "backup"] as const;

/** Logins of the program; each has its own pool and its own rights. */
export type LoginRole = (typeof LOGINS)[number];

/** Passwords of the database logins; they never leave the data folder. */
export interface DatabaseSecrets {
  /** Superuser of the embedded cluster. */
  readonly admin: string;
  readonly roles: Readonly<Record<LoginRole, string>>;
}

/** Reads the data folder's `secrets.json` (mode 0600) and creates it with random passwords when it is missing. */
export function readSecrets(dataFolder: string): DatabaseSecrets {
  const path = join(dataFolder, "secrets.json");
  const stored = readStored(path);
  if (stored) return stored;
  const secrets = {
    admin: password(),
    roles: Object.fromEntries(LOGINS.map((login) => [login, password()])) as Record<LoginRole, string>,
  };
  writeStored(path, secrets);
  return readStored(path) ?? secrets;
}

function readStored(path: string): DatabaseSecrets | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as DatabaseSecrets;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw new WorldFault(`Nie można odczytać haseł bazy danych z pliku ${path}.`, { cause: error });
  }
}

function writeStored(path: string, secrets: DatabaseSecrets): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

function password(): string {
  return randomBytes(24).toString("base64url");
}

/** Makes the data folder (mode 0700) and proves that it can be written to. */
export function prepareDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const probe = join(dataFolder, `.probe-${process.pid}`);
    writeFileSync(probe, "", { mode: 0o600 });
    chmodSync(probe, 0o600);
    renameSync(probe, join(dataFolder, ".writable"));
  } catch (error) {
    throw new WorldFault(`Nie można zapisywać w folderze danych ${dataFolder}.`, { cause: error });
  }
}
