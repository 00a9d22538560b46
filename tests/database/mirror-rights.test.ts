import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { addReading } from "../../src/operations/add-reading.ts";
import { insertSession } from "../../src/store/session.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { smallBooks } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { mirrorRows } from "../setup/mirror-package.ts";
import { mirrored, wholePicture } from "../setup/mirrored.ts";
import { wholeBooks } from "../setup/whole-books.ts";

/**
 * Of mirrored books everybody sees exactly the rows they would see of ours: the same books stand in the ledger of one database and in the
 * mirror of another, and every person asks both. The superuser proves that the others' rows are there.
 */

/** Our table, its twin, and what tells rows apart without ids. */
const TWINS: readonly (readonly [ours: string, theirs: string, row: string])[] = [
  [
    "document",
    "mirror_document",
    "concat_ws('|', kind, document_date, posted_on, description, concerns_month)",
  ],
  ["posting", "mirror_posting", "concat_ws('|', line, side, amount_grosze, posted_on, due_on, text)"],
  [
    "open_item",
    "mirror_open_item",
    "concat_ws('|', line, amount_grosze, remaining_grosze, due_on, opened_on)",
  ],
  ["allocation", "mirror_allocation", "concat_ws('|', credit_line, claim_line, amount_grosze, allocated_on)"],
  ["crediting", "mirror_crediting", "concat_ws('|', amount_grosze, paid_on, title, counterparty_name)"],
  ["turnover", "mirror_turnover", "concat_ws('|', month, debit_grosze, credit_grosze)"],
  ["account_year", "mirror_account_year", "concat_ws('|', year, opening_grosze)"],
  ["charge", "mirror_charge", "concat_ws('|', month, base, rate, amount_grosze, kind, days_charged)"],
  ["reading", "mirror_reading", "concat_ws('|', read_on, value_millionths, source)"],
  ["settlement", "mirror_settlement", "concat_ws('|', medium, during, state, posted_on)"],
  ["settlement_cost", "mirror_settlement_cost", "concat_ws('|', cost, name, amount_grosze)"],
  ["settlement_share", "mirror_settlement_share", "concat_ws('|', participant, cost, key, amount_grosze)"],
  [
    "settlement_result",
    "mirror_settlement_result",
    "concat_ws('|', participant, cost_grosze, result_grosze)",
  ],
];

let source: TestDatabase;
let database: TestDatabase;
let stranger: string;

beforeAll(async () => {
  source = await freshDatabase();
  const books = await wholeBooks(source);
  for (const meter of ["L4", "L5"]) {
    const on = plainDate("2026-05-31");
    const typed = { meter, on, value: "900", source: "visit", note: "", corrects: null } as const;
    expect(await addReading(books.context, books.scope, typed)).toMatchObject({ ok: true });
  }
  // Held R1 with the others until the middle of March.
  await source.asSuperuser((client) =>
    client.query(
      `with p as (insert into app.person (cooperative_id, code, kind, first_name, last_name)
         values (1, 'P7', 'natural', 'Była', 'Współuprawniona') returning id),
       d as (insert into app.person_detail (cooperative_id, person_id) select 1, id from p)
       insert into app.right_holder (cooperative_id, right_id, person_id, during)
       select 1, r.id, p.id, '[2020-01-01,2026-03-15)' from p, app.unit_right r where r.code = 'R1'`,
    ),
  );
  const rows = await source.asSuperuser((client) => mirrorRows(client, 1));
  database = await freshDatabase();
  const there = await mirrored(database, { slug: String(rows.cooperative.slug) });
  const loaded = await there.load(wholePicture(rows, "1"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 3)));
  const others = await smallBooks(database, "inna");
  stranger = await sessionOf(database, others.scope.cooperativeId, "P0");
});

afterAll(async () => {
  await source?.close();
  await database?.close();
});

async function sessionOf(of: TestDatabase, cooperativeId: number, code: string): Promise<string> {
  const personId = await of.asSuperuser(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      "select id from app.person where cooperative_id = $1 and code = $2",
      [cooperativeId, code],
    );
    return rows[0]!.id;
  });
  return inScope(of.pools.signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId,
      kind: "resident",
      personId,
      loginId: null,
      userAgent: "",
      address: "",
      idleSeconds: 900,
      lifetimeSeconds: 3600,
    }),
  );
}

const seen = (of: TestDatabase, token: string, table: string, row: string) =>
  inScope(of.pools.reading, token, async (tx) => {
    const { rows } = await tx.client.query<{ row: string }>(
      `select ${row} as row from app.${table} order by 1`,
    );
    return rows.map((each) => each.row);
  });

/** Holders of one unit after each other, joint holders, one who left earlier, a tenant. */
const PEOPLE = ["P1", "P2", "P3", "P4", "P5", "P6", "P7"];

describe.each(TWINS)("%s and %s", (ours, theirs, row) => {
  it("show each person the same rows, and never all of them", async () => {
    const all = await database.asSuperuser(async (client) => {
      const { rows } = await client.query<{ count: string }>(`select count(*) from app.${theirs}`);
      return Number(rows[0]!.count);
    });
    expect(all).toBeGreaterThan(0);
    let most = 0;
    for (const person of PEOPLE) {
      const there = await seen(database, await sessionOf(database, 1, person), theirs, row);
      const here = await seen(source, await sessionOf(source, 1, person), ours, row);
      expect([person, there]).toEqual([person, here]);
      most = Math.max(most, there.length);
      if (!["settlement", "settlement_cost"].includes(ours)) expect(there.length).toBeLessThan(all);
    }
    expect(most).toBeGreaterThan(0);
  });

  it("show nothing to a resident of another cooperative", async () => {
    expect(await seen(database, stranger, theirs, row)).toEqual([]);
  });
});

it("who left a joint right sees no charge, payment or posting from then on, though there are some", async () => {
  const token = await sessionOf(database, 1, "P7");
  for (const [table, day] of [
    ["mirror_charge", "month"],
    ["mirror_crediting", "paid_on"],
    ["mirror_posting", "posted_on"],
  ] as const) {
    const days = await seen(database, token, table, `${day}::text`);
    expect(days.length).toBeGreaterThan(0);
    expect(days.filter((each) => each >= "2026-03-15")).toEqual([]);
    const later = await seen(database, await sessionOf(database, 1, "P1"), table, `${day}::text`);
    expect(later.some((each) => each >= "2026-03-15")).toBe(true);
  }
});
