import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../src/world/database/cluster.ts";
import { readSecrets } from "../src/world/database/secrets.ts";
import { withDatabase } from "./bench-database.ts";
import { loadFacts } from "./facts/assessment.ts";
import { ALLOCATORS_A_UNIT, loadSettlementYear, READINGS_AN_ALLOCATOR } from "./facts/settlement.ts";
import { spreadOf, written } from "./measure.ts";

const COOPERATIVE = 1;
const UNITS = 10_000;
const BUILDINGS = UNITS / 50;
const ROUNDS = 3;
/** As scripts/launch.mjs starts a command. */
const AS_LAUNCHED = ["--max-semi-space-size=8"];

/** A year of heat of 10 000 units read, computed and posted in one go, with everything each resident is shown of it. */
export async function run(): Promise<void> {
  await withDatabase(async (_database, dataFolder) => {
    const client = await superuser(dataFolder);
    await loadFacts(client, COOPERATIVE, UNITS);
    await loadSettlementYear(client, COOPERATIVE, UNITS);
    const rounds: Settled[] = [];
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        await client.query("checkpoint");
        rounds.push(await settleOnce(dataFolder, `CO/2026/${round}`));
        await takeBack(client);
      }
      report(rounds);
    } finally {
      await client.end();
    }
  });
}

interface Settled {
  readonly milliseconds: number;
  readonly participants: number;
  readonly documents: number;
  readonly peakMegabytes: number;
}

/** In a process of its own each time, as the operator's command does it. */
async function settleOnce(dataFolder: string, code: string): Promise<Settled> {
  const operator = fork(
    join(import.meta.dirname, "servers", "settlement-post.ts"),
    [dataFolder, String(COOPERATIVE), String(BUILDINGS)],
    { execArgv: AS_LAUNCHED },
  );
  await answerOf(operator);
  operator.send(code);
  const settled = await answerOf<Settled>(operator);
  operator.disconnect();
  await once(operator, "exit");
  return settled;
}

/** @throws when the other process ends instead of answering. */
async function answerOf<T>(operator: ChildProcess): Promise<T> {
  const ended = once(operator, "exit").then(() => {
    throw new Error("the operator's process ended");
  });
  const [answer] = (await Promise.race([once(operator, "message"), ended])) as [T];
  return answer;
}

/** Leaves the books as they were before the round. */
async function takeBack(client: pg.Client): Promise<void> {
  const settled =
    "document_id in (select id from app.document where kind in ('media-settlement', 'set-off'))";
  await client.query("begin; set local session_replication_role = replica");
  for (const table of ["posting", "open_item", "allocation"])
    await client.query(`delete from app.${table} where ${settled}`);
  for (const table of [
    "settlement_share",
    "settlement_result",
    "settlement_cost",
    "settlement_order",
    "settlement_document",
    "settlement",
    "document",
    "turnover",
  ])
    await client.query(`delete from app.${table}`);
  await client.query("update app.open_item set remaining_grosze = amount_grosze");
  await client.query("commit");
  await client.query("vacuum");
}

function report(rounds: readonly Settled[]): void {
  const allocators = UNITS * ALLOCATORS_A_UNIT;
  const [first] = rounds;
  line(
    `${UNITS} lokali, ${allocators} podzielników, ${allocators * READINGS_AN_ALLOCATOR} odczytów, rund ${rounds.length}; mediana (najmniej–najwięcej)`,
  );
  line(`  uczestników ${first?.participants}, dokumentów ${first?.documents}`);
  line(
    `  odczytane, policzone, zadekretowane: ${written(spreadOf(rounds.map(({ milliseconds }) => milliseconds / 1000)))} s (cel ≤ 10)`,
  );
  line(
    `  największa pamięć Node:              ${Math.max(...rounds.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0)} MB (cel ≤ 400)`,
  );
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
