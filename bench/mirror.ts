import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { accountYears, myAccountingYears } from "../src/store/portal/accounting.ts";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../src/world/database/cluster.ts";
import { readInScope } from "../src/world/database/scope.ts";
import { readSecrets } from "../src/world/database/secrets.ts";
import { withDatabase } from "./bench-database.ts";
import { MONTHS, writeDifference, writeWhole } from "./facts/mirror-package.ts";
import { CHARGES_A_MONTH } from "./facts/mirror-register.ts";
import { quantileOf, timed } from "./measure.ts";

/** MIRROR_UNITS=100000 measures the size of a large city's cooperative; it writes some 3 GB. */
const UNITS = Number(process.env.MIRROR_UNITS || 10_000);
const COOPERATIVE = 1;
const AREAS = ["register", "fees", "accounts"];
const TABLES = ["mirror_document", "mirror_posting", "mirror_charge"];
/** Pages read before and during the difference. */
const PAGE_PAUSE_MS = 20;

/**
 * Another program's books of two years: the first picture against a raw COPY of the same rows into the same tables, then a difference of
 * one part in a hundred, while a resident's page is read over and over.
 */
export async function run(): Promise<void> {
  const packages = mkdtempSync(join(tmpdir(), "osiedle-mirror-"));
  try {
    await writeWhole(join(packages, "whole"), UNITS);
    await writeDifference(join(packages, "difference"), UNITS);
    await withDatabase(async (database, dataFolder) => {
      const client = await superuser(dataFolder);
      await foundMirror(client);
      const whole = await load(dataFolder, join(packages, "whole"));
      const token = await openResidentSession(client);
      const page = () => readPage(database.pools.reading, token);
      const before = await readFor(page, sleep(5000));
      const loading = load(dataFolder, join(packages, "difference"));
      const during = await readFor(page, loading);
      const difference = await loading;
      const raw = await copyRaw(client);
      await client.end();
      report({ whole, difference, raw, before, during });
    });
  } finally {
    rmSync(packages, { recursive: true, force: true });
  }
}

interface Loaded {
  readonly milliseconds: number;
  readonly peakMegabytes: number;
}

/** A program of its own, so that its memory is nothing but the load's. */
async function load(dataFolder: string, folder: string): Promise<Loaded> {
  const loader = fork(join(import.meta.dirname, "servers", "mirror-load.ts"), [
    dataFolder,
    String(COOPERATIVE),
    folder,
  ]);
  const ended = once(loader, "exit");
  const [loaded] = (await Promise.race([
    once(loader, "message"),
    ended.then(([code]) => Promise.reject(new Error(`the load ended with ${code}`))),
  ])) as [Loaded];
  await ended;
  return loaded;
}

async function foundMirror(client: pg.Client): Promise<void> {
  await client.query(
    `insert into app.cooperative (id, slug, name, short_name, street, postal_code, city, first_month)
     values ($1, 'pomiar', 'Pomiar', 'Pomiar', 'ul. Próbna 1', '00-000', 'Testów', '2024-01-01')`,
    [COOPERATIVE],
  );
  await client.query(
    "insert into app.mirror_source (cooperative_id, program, kind) values ($1, 'Program', 'package')",
    [COOPERATIVE],
  );
  await client.query("insert into app.mirror_area (cooperative_id, area) select $1, unnest($2::text[])", [
    COOPERATIVE,
    AREAS,
  ]);
}

async function openResidentSession(client: pg.Client): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await client.query(
    `insert into app.session (token_hash, cooperative_id, kind, person_id, idle_seconds, expires_at)
     select sha256(convert_to($1, 'UTF8')), cooperative_id, 'resident', id, 36000, now() + interval '10 hours'
     from app.person where cooperative_id = $2 and code = 'P7'`,
    [token, COOPERATIVE],
  );
  return token;
}

async function readPage(pool: pg.Pool, token: string): Promise<void> {
  const [accounts] = await readInScope(pool, token, [accountYears(2025), myAccountingYears()]);
  if (accounts.length !== 1) throw new Error("the resident's account is not there");
}

/** Milliseconds of each page read until the work is done, one after the other. */
async function readFor(page: () => Promise<void>, work: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isDone = false;
  const noted = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    times.push(await timed(page));
    await sleep(PAGE_PAUSE_MS);
  }
  await noted;
  return times.sort((a, b) => a - b);
}

/** Takes the picture's rows out as binary COPY and empties the tables, then times putting the same rows back. */
async function copyRaw(client: pg.Client): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-copy-"));
  const file = (table: string) => pg.escapeLiteral(join(folder, table));
  try {
    for (const table of TABLES)
      await client.query(`copy app.${table} to ${file(table)} with (format binary)`);
    await client.query(`truncate ${TABLES.map((table) => `app.${table}`).join(", ")}`);
    await client.query("checkpoint");
    // In one transaction as the load does, but not the one that emptied the tables: that would spare the log.
    return await timed(async () => {
      await client.query("begin");
      for (const table of TABLES)
        await client.query(`copy app.${table} from ${file(table)} with (format binary)`);
      await client.query("commit");
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly whole: Loaded;
  readonly difference: Loaded;
  readonly raw: number;
  readonly before: readonly number[];
  readonly during: readonly number[];
}

function report({ whole, difference, raw, before, during }: Measured): void {
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
  const quantiles = (times: readonly number[]) =>
    `mediana ${quantileOf(times, 0.5).toFixed(1)} ms, p99 ${quantileOf(times, 0.99).toFixed(1)} ms (${times.length} stron)`;
  line(
    `${UNITS} lokali × ${MONTHS} miesiące: ${UNITS * MONTHS * CHARGES_A_MONTH} naliczeń, ${UNITS * MONTHS * 2} zapisów`,
  );
  line(
    `  pierwszy obraz:           ${seconds(whole.milliseconds)} s, pamięć Node ${whole.peakMegabytes.toFixed(0)} MB`,
  );
  line(`  surowy COPY tych wierszy: ${seconds(raw)} s`);
  line(`  stosunek:                 ${(whole.milliseconds / raw).toFixed(2)} (cel ≤ 4)`);
  line(
    `  różnica 1 %:              ${seconds(difference.milliseconds)} s (cel ≤ 60 przy 100 000 lokali), pamięć Node ${difference.peakMegabytes.toFixed(0)} MB`,
  );
  line(`  strona mieszkańca przed:  ${quantiles(before)}`);
  line(`  strona w trakcie różnicy: ${quantiles(during)}`);
}

async function superuser(dataFolder: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: clusterPlace(dataFolder).socketFolder,
    port: SOCKET_PORT,
    database: "osiedle",
    user: ADMIN,
    password: readSecrets(dataFolder).admin,
  });
  // The server ends it when the measurement has failed: the failure says more.
  client.on("error", () => {});
  await client.connect();
  return client;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
