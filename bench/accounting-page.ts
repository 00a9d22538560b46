import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { openOperatorSession } from "../src/access/operator.ts";
import { ledgerLine } from "../src/domain/ledger/balance.ts";
import { ITEM_OF_THIS_DOCUMENT, SERIES_OF_KIND } from "../src/domain/ledger/documents.ts";
import { grosze } from "../src/domain/values/money.ts";
import { addDays, plainDate } from "../src/domain/values/plain-date.ts";
import { importPackage } from "../src/operations/import-package.ts";
import { appendDocuments, lockBooks, reserveDocumentIds } from "../src/store/ledger.ts";
import { insertSession } from "../src/store/session.ts";
import { inBulkScope } from "../src/world/database/bulk.ts";
import type { Database } from "../src/world/database/database.ts";
import { inScope } from "../src/world/database/scope.ts";
import { openPackageFiles } from "../src/world/package-files.ts";
import { withDatabase } from "./bench-database.ts";
import { quantileOf, spreadOf, written } from "./measure.ts";

const DOCUMENTS = 100;
const CONNECTIONS = 32;
const REQUESTS = 1500;
const ROUNDS = 5;
const YEAR = 2026;

/** The page Księgowość → szczegóły with 100 documents against a bare server that answers the same SQL as bytes. */
export async function run(): Promise<void> {
  await withDatabase(async (database, dataFolder) => {
    const { token, account } = await prepare(database);
    const servers = await Promise.all(
      ["portal", "bare"].map((kind) => startServer(kind, dataFolder, token, String(YEAR), String(account))),
    );
    try {
      await compare(servers as [RunningServer, RunningServer], account, token);
    } finally {
      for (const { child } of servers) child.disconnect();
      await Promise.all(servers.map(({ child }) => once(child, "exit")));
    }
  });
}

async function compare(
  [portal, bare]: [RunningServer, RunningServer],
  account: number,
  token: string,
): Promise<void> {
  const path = `/ksiegowosc/${YEAR}/konto/${account}/szczegoly`;
  const of = (server: RunningServer) => load(server.port, path, token);
  await of(portal);
  await of(bare);
  const rounds: { portal: Load; bare: Load }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ portal: await of(portal), bare: await of(bare) });
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(
    `Strona z ${DOCUMENTS} dokumentami, ${CONNECTIONS} połączenia, ${REQUESTS} zapytań w rundzie, rund ${ROUNDS}; mediana (najmniej–najwięcej)`,
  );
  line(
    `  portal:  ${written(spreadOf(rounds.map((each) => each.portal.perSecond)), 0)} stron/s, p99 ${written(spreadOf(rounds.map((each) => each.portal.p99)), 1)} ms`,
  );
  line(
    `  sam SQL: ${written(spreadOf(rounds.map((each) => each.bare.perSecond)), 0)} odp./s, p99 ${written(spreadOf(rounds.map((each) => each.bare.p99)), 1)} ms`,
  );
  line(
    `  przepustowość portalu do samego SQL: ${written(spreadOf(rounds.map((each) => each.portal.perSecond / each.bare.perSecond)))} (cel ≥ 0,60)`,
  );
  line(
    `  p99 portalu do p99 samego SQL:       ${written(spreadOf(rounds.map((each) => each.portal.p99 / each.bare.p99)))} (cel ≤ 2,00)`,
  );
}

interface Load {
  readonly perSecond: number;
  readonly p99: number;
}

/** A bounded number of requests over a fixed number of connections. */
async function load(port: number, path: string, token: string): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { cookie: `__Host-osiedle=${token}`, host: `localhost:${port}` };
  const times: number[] = [];
  let left = REQUESTS;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const start = performance.now();
      request({ host: "127.0.0.1", port, path, agent, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
        response.resume().once("end", () => {
          times.push(performance.now() - start);
          resolve();
        });
      })
        .once("error", reject)
        .end();
    });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left > 0) {
        left -= 1;
        await one();
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return { perSecond: REQUESTS / seconds, p99: quantileOf(times, 0.99) };
}

interface RunningServer {
  readonly child: ChildProcess;
  readonly port: number;
}

async function startServer(...args: string[]): Promise<RunningServer> {
  const child = fork(join(import.meta.dirname, "servers", "accounting-page.ts"), args);
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { child, port };
}

/** A resident whose fees account has the documents of a busy year. */
async function prepare({ pools }: Database): Promise<{ token: string; account: number }> {
  const context = { pools, today: () => plainDate("2026-12-31") };
  const files = await openPackageFiles(join(import.meta.dirname, "..", "docs", "guides", "example-package"));
  if (!files.ok) throw new Error(JSON.stringify(files.refusals));
  const imported = await importPackage(context, files.value, null);
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusals));
  const { cooperativeId } = imported.value;
  const operator = await openOperatorSession(pools.signin, cooperativeId);
  const account = await inBulkScope(pools.loader, operator.token, async (tx) => {
    const one = async (query: string): Promise<number> => (await tx.client.query(query)).rows[0].id;
    const fees = await one("select id from app.account where code = '204-R1-01'");
    const revenue = await one("select id from app.account where role = 'operating-revenue'");
    const property = await one("select id from app.property order by id limit 1");
    await lockBooks(tx);
    const ids = await reserveDocumentIds(tx, DOCUMENTS);
    await appendDocuments(
      tx,
      cooperativeId,
      ids.map((id, index) => {
        const day = addDays(plainDate(`${YEAR}-01-02`), index * 3);
        const resident = {
          ...ledgerLine(fees, property, "D", grosze(10_000 + index)),
          dueOn: day,
          item: ITEM_OF_THIS_DOCUMENT,
        };
        return {
          id,
          kind: "interest-note",
          series: SERIES_OF_KIND["interest-note"],
          documentDate: day,
          postedOn: day,
          description: `Nota ${index + 1}`,
          concernsMonth: null,
          reversesDocumentId: null,
          postings: [resident, ledgerLine(revenue, property, "C", grosze(10_000 + index))],
          allocations: [],
        };
      }),
    );
    return fees;
  });
  const token = await inScope(pools.signin, null, async (tx) => {
    const { rows } = await tx.client.query("select id from app.person where code = 'P1'");
    return insertSession(tx, {
      cooperativeId,
      kind: "resident",
      personId: rows[0].id,
      loginId: null,
      userAgent: "",
      address: "",
      idleSeconds: 900,
      lifetimeSeconds: 36_000,
    });
  });
  return { token, account };
}
