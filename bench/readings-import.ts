import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { ReadingTally } from "../src/domain/metering/reading-tally.ts";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../src/world/database/cluster.ts";
import { readSecrets } from "../src/world/database/secrets.ts";
import { withDatabase } from "./bench-database.ts";
import { spreadOf, timed, written } from "./measure.ts";

const METERS = 50_000;
/** Lines of the file, two to a meter. */
const SIZES = [10_000, 100_000];
/** Monthly readings that each meter has behind it. */
const MONTHS_BEFORE = 24;
const ROUNDS = 3;
const COOPERATIVE = 1;

/** Readings from telegrams, judged and appended, against a raw binary COPY of the same rows into the same table. */
export async function run(): Promise<void> {
  const peaks: number[] = [];
  for (const size of SIZES) {
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(size));
    peaks.push(Math.max(...rounds.map(({ peakMegabytes }) => peakMegabytes)));
    const seconds = (pick: (round: Round) => number) =>
      written(spreadOf(rounds.map((each) => pick(each) / 1000)));
    line(`${size} odczytów, ${METERS} liczników z historią ${MONTHS_BEFORE} miesięcy, rund ${ROUNDS}`);
    line(`  wczytanie:                ${seconds(({ milliseconds }) => milliseconds)} s`);
    line(`  to samo jeszcze raz:      ${seconds(({ again }) => again.milliseconds)} s`);
    line(`  surowy COPY tych wierszy: ${seconds(({ rawMilliseconds }) => rawMilliseconds)} s`);
    line(
      `  stosunek:                 ${written(spreadOf(rounds.map((each) => each.milliseconds / each.rawMilliseconds)))}`,
    );
    line(
      `  odczytów/s:               ${written(spreadOf(rounds.map((each) => (size * 1000) / each.milliseconds)), 0)}`,
    );
    line(`  pamięć Node:              ${peaks.at(-1)?.toFixed(0)} MB`);
  }
}

interface Imported {
  readonly milliseconds: number;
  readonly tally: ReadingTally;
}

interface Round extends Imported {
  readonly peakMegabytes: number;
  readonly again: Imported;
  readonly rawMilliseconds: number;
}

async function measure(size: number): Promise<Round> {
  return withDatabase(async (_database, dataFolder) => {
    const client = await superuser(dataFolder);
    await loadMeters(client);
    const path = join(dataFolder, "telegramy.jsonl");
    writeFileSync(path, telegrams(size));
    const importer = fork(join(import.meta.dirname, "servers", "readings-import.ts"), [
      dataFolder,
      String(COOPERATIVE),
      path,
    ]);
    const ended = once(importer, "exit");
    const [imported] = (await Promise.race([
      once(importer, "message"),
      ended.then(([code]) => Promise.reject(new Error(`the import ended with ${code}`))),
    ])) as [Omit<Round, "rawMilliseconds">];
    await ended;
    if (imported.tally.accepted !== size || imported.again.tally.duplicates !== size)
      throw new Error(`not every reading was taken once: ${JSON.stringify(imported)}`);
    await client.query("checkpoint");
    const rawMilliseconds = await copyRaw(client);
    await client.end();
    return { ...imported, rawMilliseconds };
  });
}

async function superuser(dataFolder: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: clusterPlace(dataFolder).socketFolder,
    port: SOCKET_PORT,
    database: "osiedle",
    user: ADMIN,
    password: readSecrets(dataFolder).admin,
  });
  await client.connect();
  return client;
}

/** Water meters of flats, read every month, without people: nobody to be told that nothing was used. */
async function loadMeters(client: pg.Client): Promise<void> {
  await client.query(`
    begin; set local session_replication_role = replica;
    insert into app.cooperative (id, slug, name, short_name, street, postal_code, city, first_month)
      values (${COOPERATIVE}, 'pomiar', 'Pomiar', 'Pomiar', 'ul. Próbna 1', '00-000', 'Testów', '2026-01-01');
    insert into app.metering_point (cooperative_id, id, code, medium, level)
      select ${COOPERATIVE}, n, 'P' || n, 'cold-water', 'individual' from generate_series(1, ${METERS}) n;
    insert into app.meter (cooperative_id, id, code, point_id, serial, kind, measure, during, verified_until)
      select ${COOPERATIVE}, n, 'L' || n, n, (10000000 + n)::text, 'water-meter', 'm3', '[2023-01-01,)', '2028-01-01'
      from generate_series(1, ${METERS}) n;
    insert into app.reading (cooperative_id, point_id, meter_id, read_on, value_millionths, source, import_id, import_line)
      select ${COOPERATIVE}, n, n, '2026-02-01'::date - make_interval(months => m), (${MONTHS_BEFORE} - m) * 3000000, 'radio', 0, n
      from generate_series(1, ${METERS}) n, generate_series(1, ${MONTHS_BEFORE}) m;
    commit; analyze; checkpoint`);
}

function telegrams(size: number): string {
  const lines: string[] = [];
  for (let index = 0; index < size; index += 1) {
    const meter = 1 + (index % (size / 2));
    const isSecond = index >= size / 2;
    const value = `${MONTHS_BEFORE * 3 + (isSecond ? 4 : 2)}.${String(index % 1000).padStart(3, "0")}`;
    lines.push(
      `{"_":"telegram","media":"water","meter":"hydrus","name":"","id":"${10_000_000 + meter}","status":"OK","total_m3":${value},"flow_m3h":0,"remaining_battery_life_y":13.6,"timestamp":"2026-02-${isSecond ? "28" : "10"}T06:00:00Z"}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Takes the imported rows out as binary COPY and deletes them, then times putting the same rows back. */
async function copyRaw(client: pg.Client): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-copy-"));
  const file = pg.escapeLiteral(join(folder, "reading"));
  try {
    await client.query(
      `copy (select * from app.reading where import_id > 0) to ${file} with (format binary)`,
    );
    await client.query("delete from app.reading where import_id > 0");
    await client.query("vacuum app.reading");
    await client.query("checkpoint");
    return await timed(() => client.query(`copy app.reading from ${file} with (format binary)`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
