import { once } from "node:events";
import { createServer as createProbe } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { FastifyInstance } from "fastify";
import { createHashing } from "../access/hashing.ts";
import { findCooperatives } from "../access/operator.ts";
import { keepSignInTidy, touch } from "../access/sessions.ts";
import { createDemo, demoState } from "../demo/create-demo.ts";
import { type PrintedSignIn, readyDemoSignIns } from "../demo/demo-sign-ins.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { askForDocument } from "../operations/ask-for-document.ts";
import { warmSearching } from "../store/library-search.ts";
import { loadAssets } from "../web/assets.ts";
import { cooperativesByHost } from "../web/cooperatives.ts";
import { createSignIn } from "../web/portal-sign-in.ts";
import { publicLibraryOf } from "../web/public/library.ts";
import { residentReads } from "../web/resident/reads/resident-reads.ts";
import { createServer } from "../web/server.ts";
import type { Clock } from "../world/clock.ts";
import { type Config, refuseDemoOnNetwork, refusePlainHttpOnNetwork } from "../world/config.ts";
import { type Database, openDatabase } from "../world/database/database.ts";
import { errorCode, WorldFault } from "../world/fault.ts";
import { openFileStore } from "../world/files.ts";
import { createLog } from "../world/log.ts";
import { openPdfPress } from "../world/pdf/typst.ts";
import type { Frame } from "./frame.ts";
import { MirrorSchedule } from "./mirror-schedule.ts";

/** `npm start`: database up, schema current, pages served, address printed. */
export function register(program: Command, frame: Frame): void {
  program
    .command("start")
    .description("Uruchamia portal i bazę danych (tak samo jak npm start).")
    .action(() => start(frame));
}

async function start(frame: Frame): Promise<void> {
  const config = frame.config();
  refusePlainHttpOnNetwork(config);
  const stopped = stopAsked();
  await refuseBusyPort(config);
  const database = await openDatabase({ ...config, serving: true });
  try {
    const signIns = await readyDemo(database, config, frame);
    const server = await createPortal(database, config, frame.clock());
    const address = await listen(server, config);
    const mirrors = startMirrors(database, config, frame.clock());
    process.stdout.write(`Osiedle działa: ${address}\n${signIns === null ? "" : listSignIns(signIns)}`);
    await stopped;
    await Promise.all([mirrors.stop(), server.close()]);
  } finally {
    await database.close();
  }
  process.stderr.write("Osiedle zatrzymane.\n");
}

/** An empty database gets the demo cooperative, a half-made one is finished. @returns its sign-ins; null without a demo. */
async function readyDemo(
  { pools }: Database,
  config: Config,
  frame: Frame,
): Promise<readonly PrintedSignIn[] | null> {
  const state = await demoState(pools);
  if (state.kind === "real") return null;
  refuseDemoOnNetwork(config);
  if (state.kind === "finished") return readyDemoSignIns(pools, state.cooperativeId);
  process.stderr.write("Tworzę pokazową spółdzielnię z dwuletnią historią; to potrwa około minuty.\n");
  const today = () => frame.clock().today() as PlainDate;
  const demo = await createDemo(
    { pools, today, progress: frame.progress("Dane pokazowe") },
    config.dataFolder,
  );
  return demo.signIns;
}

function listSignIns(signIns: readonly PrintedSignIn[]): string {
  const width = Math.max(...signIns.map(({ login }) => login.length));
  const lines = signIns.map(
    ({ login, password, who }) => `  ${login.padEnd(width)}  hasło: ${password}  ${who}\n`,
  );
  return `Dane pokazowe (zmyślone) — logowanie:\n${lines.join("")}`;
}

/** The portal over this database: sign-in, the residents' reads, the built style sheet. */
async function createPortal(database: Database, config: Config, clock: Clock): Promise<FastifyInstance> {
  const { pools } = database;
  const access = { signin: pools.signin, hashing: createHashing() };
  const today = () => clock.today() as PlainDate;
  await warmSearching(pools.searching);
  const log = createLog((line) => process.stderr.write(line), clock.now);
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const server = await createServer({
    signIn: createSignIn(access, () => findCooperatives(pools.runtime)),
    reads: residentReads({
      reading: pools.reading,
      searching: pools.searching,
      clock,
      touch: (token) => touch(access, token),
    }),
    clock,
    files: openFileStore(config.dataFolder),
    askForDocument: (token, request) => askForDocument({ pools, today }, token, request),
    publicLibrary: publicLibraryOf(pools, clock),
    assets: loadAssets({
      stylesFile: join(root, "dist/public/styles.css"),
      sourceFolder: join(root, "assets"),
    }),
    press: openPdfPress(),
    loadCooperative: cooperativesByHost(pools.runtime),
    isHttps: config.publicUrl.protocol === "https:",
    trustedProxies: config.trustedProxies,
    reportFault: (error, incident) => log.fault("request-failed", error, { incident }),
  });
  server.addHook("onClose", keepSignInTidy(access));
  return server;
}

/** Mirrors that are due, packages in watched folders, runs that were left: looked after while the program runs. */
function startMirrors({ pools }: Database, config: Config, clock: Clock): MirrorSchedule {
  return new MirrorSchedule({
    pools,
    log: createLog((line) => process.stderr.write(line), clock.now),
    command: [process.execPath, fileURLToPath(new URL("main.js", import.meta.url))],
    everyMilliseconds: config.mirrorMilliseconds,
  });
}

/** Said before the database is up and the demo is made, which may take its time. */
async function refuseBusyPort(config: Config): Promise<void> {
  const probe = createProbe();
  try {
    await once(probe.listen(config.port, config.host), "listening");
  } catch (error) {
    throw new WorldFault(listenSentence(error, config), { cause: error });
  }
  await new Promise((resolve) => probe.close(resolve));
}

/** @returns the address people type. */
async function listen(server: FastifyInstance, config: Config): Promise<string> {
  try {
    await server.listen({ host: config.host, port: config.port });
  } catch (error) {
    throw new WorldFault(listenSentence(error, config), { cause: error });
  }
  const address = new URL(config.publicUrl);
  const bound = server.server.address();
  // PORT=0 asks the system for a free one.
  if (config.port === 0 && bound && typeof bound === "object") address.port = String(bound.port);
  return address.href;
}

function listenSentence(error: unknown, config: Config): string {
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return `Port ${config.port} jest zajęty przez inny program; zatrzymaj go albo podaj inny, na przykład PORT=${config.port + 1} npm start.`;
    case "EACCES":
      return `To konto nie może otworzyć portu ${config.port}; podaj port powyżej 1023 w PORT.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `Ten komputer nie ma adresu ${config.host} podanego w HOST.`;
    default:
      return `Nie można otworzyć portu ${config.port} pod adresem ${config.host}.`;
  }
}

/** A signal, or the death of the launcher, which would otherwise leave the port and the database held. */
function stopAsked(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => resolve());
  }
  process.once("disconnect", () => resolve());
  return promise;
}
