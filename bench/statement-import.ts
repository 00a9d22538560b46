import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { makeAccountNumber } from "../src/domain/receivables/account-number.ts";
import { addDays, plainDate } from "../src/domain/values/plain-date.ts";
import { type EntryToWrite, writeMt940 } from "../src/formats/bank/write-mt940.ts";
import type { ImportedStatement } from "../src/operations/import-statements.ts";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../src/world/database/cluster.ts";
import { copyRows } from "../src/world/database/copy.ts";
import { readSecrets } from "../src/world/database/secrets.ts";
import { withDatabase } from "./bench-database.ts";
import { loadFacts } from "./facts/assessment.ts";
import { spreadOf, written } from "./measure.ts";

const RIGHTS = 50_000;
const SIZES = [10_000, 100_000];
const ROUNDS = 3;
const COOPERATIVE = 1;
const SORT_CODE = "10205561";
const CLIENT_PREFIX = "7700";
const BANK_NUMBER = accountNumber("0000", 1);
const FIRST_DAY = plainDate("2026-01-05");

/**
 * A bank statement read, matched, credited and posted against 50 000 rights with two claims each. Each size is imported by a program
 * of its own into fresh books, so that memory can be compared.
 */
export async function run(): Promise<void> {
  const peaks: number[] = [];
  for (const size of SIZES) {
    const rounds: Imported[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(size));
    const { counts, newEntries } = rounds[0]!.statement;
    peaks.push(Math.max(...rounds.map((each) => each.peakMegabytes)));
    line(
      `${size} operacji na wyciągu, ${RIGHTS} praw, rund ${ROUNDS}; mediana (najmniej–najwięcej); zaksięgowano ${newEntries}, zaliczono ${counts.credited}, do wyjaśnienia ${counts.clearing}`,
    );
    line(`  czas:            ${written(spreadOf(rounds.map((each) => each.milliseconds / 1000)))} s`);
    line(
      `  operacji/s:      ${written(spreadOf(rounds.map((each) => (size * 1000) / each.milliseconds)), 0)} (cel ≥ 20 000)`,
    );
    line(`  pamięć Node:     ${written(spreadOf(rounds.map((each) => each.peakMegabytes)), 0)} MB`);
  }
  const [small = 1, large = 1] = peaks;
  line(
    `Pamięć przy ${SIZES[1]} operacjach do pamięci przy ${SIZES[0]}: ${(large / small).toLocaleString("pl-PL", { maximumFractionDigits: 2 })}`,
  );
}

interface Imported {
  readonly milliseconds: number;
  readonly peakMegabytes: number;
  readonly statement: ImportedStatement;
}

async function measure(size: number): Promise<Imported> {
  return withDatabase(async (_database, dataFolder) => {
    await loadBooks(dataFolder);
    const path = join(dataFolder, "wyciag.sta");
    writeFileSync(path, statementFile(size));
    const importer = fork(join(import.meta.dirname, "servers", "statement-import.ts"), [
      dataFolder,
      String(COOPERATIVE),
      path,
    ]);
    const ended = once(importer, "exit");
    const [imported] = (await Promise.race([
      once(importer, "message"),
      ended.then(([code]) => Promise.reject(new Error(`the import ended with ${code}`))),
    ])) as [Imported];
    await ended;
    if (imported.statement.state !== "posted" || imported.statement.newEntries !== size) {
      throw new Error(`the statement was not posted: ${JSON.stringify(imported.statement)}`);
    }
    return imported;
  });
}

/** Rights with accounts as the assessment's measurement has them; here also numbers, claims, a bank and clearing. */
async function loadBooks(dataFolder: string): Promise<void> {
  const client = new pg.Client({
    host: clusterPlace(dataFolder).socketFolder,
    port: SOCKET_PORT,
    database: "osiedle",
    user: ADMIN,
    password: readSecrets(dataFolder).admin,
  });
  await client.connect();
  await loadFacts(client, COOPERATIVE, RIGHTS);
  await client.query(`
    begin; set local session_replication_role = replica;
    insert into app.account (cooperative_id, id, code, name, role)
      select ${COOPERATIVE}, 1000000 + n, role, role, role
      from unnest(array['bank', 'clearing-credits', 'clearing-debits', 'inter-property']) with ordinality as named (role, n);
    insert into app.bank_account (cooperative_id, number, name, account_id) values (${COOPERATIVE}, '${BANK_NUMBER}', 'bieżący', 1000001);
    insert into app.virtual_account_scheme (cooperative_id, id, code, sort_code, client_prefix, belongs_to)
      values (${COOPERATIVE}, 1, 'VA', '${SORT_CODE}', '${CLIENT_PREFIX}', 'right');
    insert into app.open_item (cooperative_id, document_id, line, account_id, amount_grosze, remaining_grosze, due_on, opened_on)
      select ${COOPERATIVE}, nextval('app.document_id_seq'), 1, id, amount, amount, '2026-01-10', '2026-01-01'
      from (select id, case purpose when 'fees' then 64218 else 8500 end as amount
            from app.account where cooperative_id = ${COOPERATIVE} and right_id is not null) a`);
  await copyRows(client, "app.virtual_account", NUMBER_COLUMNS, numberRows());
  await client.query("commit; analyze");
  await client.query("checkpoint");
  await client.end();
}

const NUMBER_COLUMNS = [
  ["cooperative_id", "int4"],
  ["scheme_id", "int4"],
  ["number", "text"],
  ["right_id", "int4"],
] as const;

function* numberRows() {
  for (let right = 1; right <= RIGHTS; right += 1) {
    yield [COOPERATIVE, 1, accountNumber(CLIENT_PREFIX, right), right];
  }
}

/** Most payments name their number; of a hundred one names none and one is a debit. */
function statementFile(size: number): Uint8Array {
  const entries = Array.from({ length: size }, (_, index): EntryToWrite => {
    const day = addDays(FIRST_DAY, Math.floor((index * 20) / size));
    const right = 1 + ((index * 7919) % RIGHTS);
    return {
      bookingDate: day,
      valueDate: day,
      side: index % 100 === 50 ? "debit" : "credit",
      isReversal: false,
      amountMinor: 72_718,
      bankReference: `BR2026${String(index).padStart(9, "0")}`,
      customerReference: null,
      counterpartyName: `Osoba ${right}`,
      counterpartyAccount: "PL61109010140000071219812874",
      title:
        index % 100 === 99 ? "opłata za lokal" : `opłata za lokal ${accountNumber(CLIENT_PREFIX, right)}`,
      addressedTo: null,
    };
  });
  const net = entries.reduce(
    (sum, { side, amountMinor }) => sum + (side === "credit" ? amountMinor : -amountMinor),
    0,
  );
  return writeMt940("pko-bp", [
    {
      account: `PL${BANK_NUMBER}`,
      number: "1",
      currency: "PLN",
      opening: { date: FIRST_DAY, amountMinor: 0, side: "credit" },
      closing: { date: addDays(FIRST_DAY, 20), amountMinor: net, side: "credit" },
      entries,
    },
  ]);
}

function accountNumber(clientPrefix: string, payer: number): string {
  const made = makeAccountNumber({
    sortCode: SORT_CODE,
    clientPrefix,
    payerCode: String(payer).padStart(16 - clientPrefix.length, "0"),
  });
  if (!made.ok) throw new Error(made.refusals[0]?.reason);
  return made.value;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
