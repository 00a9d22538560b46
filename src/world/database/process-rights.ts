import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WorldFault } from "../fault.ts";

/** How to run the server's programs, which refuse to run as root. */
export interface ProcessRights {
  readonly command: (program: string, args: readonly string[]) => readonly [string, readonly string[]];
  readonly identity: { readonly uid?: number; readonly gid?: number };
  /** Gives a folder, with all in it, to the account the server runs under. */
  readonly hand: (folder: string) => void;
  /** Lets that account into a folder whose other content stays ours. */
  readonly admit: (folder: string) => void;
}

const OWN_ACCOUNT: ProcessRights = {
  command: (program, args) => [program, args],
  identity: {},
  hand: () => {},
  admit: () => {},
};

/** In a user namespace the server sees itself as another account while the files stay root's. */
const USER_NAMESPACE: ProcessRights = {
  ...OWN_ACCOUNT,
  command: (program, args) => [
    "unshare",
    ["--user", "--map-user=1", "--map-group=1", "--", program, ...args],
  ],
};

let chosen: ProcessRights | null = null;

/** An ordinary account runs the server as itself; root in a user namespace, or else as an existing account. */
export function processRights(): ProcessRights {
  chosen ??= choose();
  return chosen;
}

function choose(): ProcessRights {
  if (process.getuid?.() !== 0) return OWN_ACCOUNT;
  const namespace = spawnSync("unshare", ["--user", "--map-user=1", "--map-group=1", "--", "true"]);
  if (namespace.status === 0) return USER_NAMESPACE;
  return otherAccount();
}

function otherAccount(): ProcessRights {
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = ["postgres", "nobody"].flatMap((name) =>
    accounts.filter((entry) => entry.startsWith(`${name}:`)),
  )[0];
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid) {
    throw new WorldFault(
      "PostgreSQL nie działa na koncie root, a ten system nie ma przestrzeni użytkowników ani konta postgres lub nobody; uruchom program na zwykłym koncie.",
    );
  }
  const identity = { uid: Number(uid), gid: Number(gid) };
  return {
    ...OWN_ACCOUNT,
    identity,
    hand: (folder) => handOver(folder, identity),
    admit: (folder) => chownSync(folder, identity.uid, identity.gid),
  };
}

function handOver(path: string, account: { uid: number; gid: number }): void {
  chownSync(path, account.uid, account.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) handOver(join(path, entry.name), account);
  }
}
