import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../src/world/database/cluster.ts";
import { readSecrets } from "../src/world/database/secrets.ts";
import { withDatabase } from "./bench-database.ts";
import { loadFacts } from "./facts/assessment.ts";
import { type Spread, spreadOf, timed, written } from "./measure.ts";

/** Units, and how often each size is measured. */
const SIZES = [
  { units: 10_000, rounds: 5 },
  { units: 100_000, rounds: 3 },
] as const;
const COOPERATIVE = 1;

/** What an assessment writes, documents first. */
const TABLES = ["document", "charge", "posting", "open_item", "turnover"];

/** Assessing and posting a month against a raw binary COPY of the same rows into the same tables, side by side. */
export async function run(): Promise<void> {
  const measured: PerUnit[] = [];
  for (const { units, rounds } of SIZES) measured.push(await measure(units, rounds));
  const [small, large] = measured as [PerUnit, PerUnit];
  const growth = (of: keyof PerUnit) => (large[of] / small[of]).toFixed(2).replace(".", ",");
  line(
    `Koszt lokalu przy ${SIZES[1].units} do kosztu przy ${SIZES[0].units}: ${growth("post")} (cel 0,80–1,20)`,
  );
  line(`  to samo w surowym COPY, czyli ile z tego jest sprawą dysku i maszyny: ${growth("raw")}`);
}

/** Median microseconds a unit. */
interface PerUnit {
  readonly post: number;
  readonly raw: number;
}

interface Assessed {
  readonly draftMilliseconds: number;
  readonly postMilliseconds: number;
  readonly chargeCount: number;
  readonly peakMegabytes: number;
}

async function measure(units: number, count: number): Promise<PerUnit> {
  return withDatabase(async (_database, dataFolder) => {
    const client = await superuser(dataFolder);
    await loadFacts(client, COOPERATIVE, units);
    const operator = fork(join(import.meta.dirname, "servers", "assessment-post.ts"), [
      dataFolder,
      String(COOPERATIVE),
    ]);
    await answerOf(operator);
    try {
      const rounds: (Assessed & { readonly rawMilliseconds: number })[] = [];
      for (let round = 1; round <= count; round += 1) {
        const month = `2026-${String(round).padStart(2, "0")}`;
        await client.query("checkpoint");
        const assessed = await assess(operator, month);
        await client.query("checkpoint");
        rounds.push({ ...assessed, rawMilliseconds: await copyRaw(client, month) });
      }
      report(units, rounds);
      const perUnit = (milliseconds: readonly number[]) => (spreadOf(milliseconds).median * 1000) / units;
      return {
        post: perUnit(rounds.map(({ postMilliseconds }) => postMilliseconds)),
        raw: perUnit(rounds.map(({ rawMilliseconds }) => rawMilliseconds)),
      };
    } finally {
      operator.disconnect();
      await Promise.all([once(operator, "exit"), client.end()]);
    }
  });
}

/** @throws when the other process ends instead of answering. */
async function answerOf<T>(operator: ChildProcess): Promise<T> {
  const ended = once(operator, "exit").then(() => {
    throw new Error("the operator's process ended");
  });
  const [answer] = (await Promise.race([once(operator, "message"), ended])) as [T];
  return answer;
}

async function assess(operator: ChildProcess, month: string): Promise<Assessed> {
  operator.send(month);
  return answerOf<Assessed>(operator);
}

function report(units: number, rounds: readonly (Assessed & { readonly rawMilliseconds: number })[]): void {
  const seconds = (pick: (round: (typeof rounds)[number]) => number): Spread =>
    spreadOf(rounds.map((round) => pick(round) / 1000));
  line(
    `${units} lokali × 15 składników = ${rounds[0]?.chargeCount} naliczeń, rund ${rounds.length}; mediana (najmniej–najwięcej)`,
  );
  line(`  naliczenie wstępne:         ${written(seconds((round) => round.draftMilliseconds))} s`);
  line(`  naliczenie z dekretacją:    ${written(seconds((round) => round.postMilliseconds))} s`);
  line(`  surowy COPY tych wierszy:   ${written(seconds((round) => round.rawMilliseconds))} s`);
  line(
    `  stosunek:                   ${written(spreadOf(rounds.map((round) => round.postMilliseconds / round.rawMilliseconds)))} (cel ≤ 1,60)`,
  );
  line(
    `  na lokal:                   ${written(spreadOf(rounds.map((round) => (round.postMilliseconds * 1000) / units)), 0)} µs`,
  );
  line(
    `  największa pamięć Node:     ${Math.max(...rounds.map((round) => round.peakMegabytes)).toFixed(0)} MB (cel ≤ 300)`,
  );
}

/**
 * Takes the month's rows out as binary COPY and deletes them, then times putting the same rows back, in one transaction: the same keys
 * into the same indexes.
 */
async function copyRaw(client: pg.Client, month: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-copy-"));
  const file = (table: string) => join(folder, table);
  try {
    await client.query("begin; set local session_replication_role = replica");
    for (const table of TABLES) {
      const rows = `app.${table} where ${ofMonth(table, month)}`;
      await client.query(`copy (select * from ${rows}) to '${file(table)}' with (format binary)`);
    }
    for (const table of TABLES.toReversed()) {
      await client.query(`delete from app.${table} where ${ofMonth(table, month)}`);
    }
    await client.query("commit");
    await client.query(`vacuum ${TABLES.map((table) => `app.${table}`).join(", ")}`);
    await client.query("checkpoint");
    return await timed(async () => {
      // The trigger that derives turnover and checks the balance is our work, not the raw side's.
      await client.query("begin; set local session_replication_role = replica");
      for (const table of TABLES) {
        await copyBytes(client, `copy app.${table} from stdin with (format binary)`, file(table));
      }
      await client.query("commit");
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ofMonth(table: string, month: string): string {
  const first = `'${month}-01'`;
  if (table === "document") return `concerns_month = ${first}`;
  if (table === "charge" || table === "turnover") return `month = ${first}`;
  return `document_id in (select id from app.document where concerns_month = ${first})`;
}

/** Streams a file of ready binary rows into a COPY: what the fastest possible client would do. */
async function copyBytes(client: pg.Client, text: string, file: string): Promise<void> {
  const done = Promise.withResolvers<void>();
  let connection: CopyConnection;
  client.query({
    submit: (opened: pg.Connection) => {
      connection = opened as unknown as CopyConnection;
      connection.query(text);
    },
    handleCopyInResponse: async () => {
      for await (const chunk of createReadStream(file, { highWaterMark: 512 * 1024 })) {
        await new Promise((resolve) => {
          connection.stream.write(Buffer.concat([headOf(chunk as Buffer), chunk as Buffer]), resolve);
        });
      }
      connection.endCopyFrom();
    },
    handleCommandComplete: () => {},
    handleReadyForQuery: () => done.resolve(),
    handleError: (error: Error) => done.reject(error),
  });
  await done.promise;
}

interface CopyConnection {
  readonly stream: NodeJS.WritableStream & {
    write(bytes: Buffer, written: (value: unknown) => void): boolean;
  };
  query(text: string): void;
  endCopyFrom(): void;
}

/** A CopyData message: its kind, then its length. */
function headOf(chunk: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head[0] = 0x64;
  head.writeInt32BE(chunk.length + 4, 1);
  return head;
}

async function superuser(dataFolder: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: clusterPlace(dataFolder).socketFolder,
    port: SOCKET_PORT,
    user: ADMIN,
    password: readSecrets(dataFolder).admin,
    database: "osiedle",
  });
  await client.connect();
  return client;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
