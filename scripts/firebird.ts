import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Programs and files of a Firebird server, enough to run one of one's own. */
export interface FirebirdPrograms {
  readonly server: string;
  readonly isql: string;
  /** Folder with its plugins and character sets. */
  readonly root: string;
  /** What makes an empty database into one that knows users. */
  readonly securityScript: string;
}

const LIBRARIES = "/usr/lib";

/** Debian's packages that the tests want for a Firebird server. */
export function wantedForFirebird(): readonly string[] {
  return findFirebird() === null ? ["firebird3.0-server"] : [];
}

/** A Firebird 3 as Debian installs it, or null. */
export function findFirebird(): FirebirdPrograms | null {
  const roots = existsSync(LIBRARIES)
    ? readdirSync(LIBRARIES).map((platform) => join(LIBRARIES, platform, "firebird/3.0"))
    : [];
  const root = roots.find((folder) => existsSync(join(folder, "plugins")));
  const found = {
    server: "/usr/sbin/firebird",
    isql: "/usr/bin/isql-fb",
    root: root ?? "",
    securityScript: "/usr/share/firebird/3.0/security.sql",
  };
  return Object.values(found).every((path) => existsSync(path)) ? found : null;
}
