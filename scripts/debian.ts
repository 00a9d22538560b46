import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Installs Debian's packages for the tests where root may; what cannot be installed is told by what looks for it. */
export function installPackages(packages: readonly string[]): void {
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  process.stderr.write(`Instaluję dla testów: ${packages.join(", ")}…\n`);
  // In run level 1 Debian starts no service of a new package: the tests run a server of their own.
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const run = (...args: string[]) =>
    spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env: environment });
  run("update");
  // One by one: what one system lacks must not keep another from being installed.
  for (const name of packages) run("install", "-y", "--no-install-recommends", name);
}
