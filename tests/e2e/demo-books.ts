import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHashing } from "../../src/access/hashing.ts";
import { signIn } from "../../src/access/sign-in.ts";
import { demoState } from "../../src/demo/create-demo.ts";
import { demoSignIns, type PrintedSignIn, readyDemoSignIns } from "../../src/demo/demo-sign-ins.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { type Database, openDatabase } from "../../src/world/database/database.ts";

/** The day on which the program that makes the demonstration believes to be. */
export const DEMO_CLOCK = "2026-11-23T08:00:00Z";
const TODAY = plainDate("2026-11-23");

/** The books, the people and the sign-ins of the finished demonstration in a data folder that no program serves meanwhile. */
export function describeDemo(dataFolder: string, printed: () => readonly PrintedSignIn[]): void {
  let database: Database;
  let cooperativeId: number;

  beforeAll(async () => {
    database = await openDatabase({ dataFolder });
    const state = await demoState(database.pools);
    if (state.kind !== "finished") throw new Error(`the demonstration is ${state.kind}`);
    cooperativeId = state.cooperativeId;
  });
  afterAll(() => database?.close());

  async function rows<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await database.pools.verify.query<T>(sql, [...values])).rows;
  }

  /** Wn − Ma of a person's accounts by purpose, over all their rights. */
  async function balances(person: string): Promise<Record<string, number>> {
    const found = await rows<{ purpose: string; balance: string }>(
      `select a.purpose, sum(case t.side when 'D' then t.amount_grosze else -t.amount_grosze end) as balance
     from app.person p join app.right_holder h on h.person_id = p.id join app.account a on a.right_id = h.right_id
     join app.posting t on t.account_id = a.id where p.code = $1 group by 1`,
      [person],
    );
    return Object.fromEntries(found.map(({ purpose, balance }) => [purpose, Number(balance)]));
  }

  describe("the demo cooperative", () => {
    it("is finished, and books of 26 months with the next one assessed are whole", async () => {
      const verdict = await verifyBooks({ pools: database.pools, today: () => TODAY }, cooperativeId, null);
      expect(verdict.differences).toEqual([]);
      expect(verdict.isWhole).toBe(true);
      const [assessed] = await rows<{ months: string }>(
        "select count(*) as months from app.assessment where state = 'posted'",
      );
      expect(Number(assessed!.months)).toBe(27);
    }, 60_000);

    it("has accounts whose open items sum to the balance", async () => {
      const [counted] = await rows<{ accounts: string; wrong: string }>(
        `select count(*) as accounts, count(*) filter (where balance <> items) as wrong from (
         select a.id, coalesce(p.balance, 0) as balance, coalesce(i.items, 0) as items
         from app.account a
         left join (select account_id, sum(case side when 'D' then amount_grosze else -amount_grosze end) as balance
           from app.posting group by 1) p on p.account_id = a.id
         left join (select account_id, sum(remaining_grosze) as items from app.open_item group by 1) i on i.account_id = a.id
         where a.right_id is not null) each`,
      );
      expect(Number(counted!.accounts)).toBeGreaterThan(4000);
      expect(Number(counted!.wrong)).toBe(0);
    });

    it("closed the periods up to three months ago and opened the years", async () => {
      const closed = await rows<{ month: string }>(
        "select month::text from app.period_closure order by month",
      );
      expect([closed.length, closed.at(-1)!.month]).toEqual([23, "2026-08-01"]);
      const years = await rows<{ year: number }>("select distinct year from app.account_year order by 1");
      expect(years.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
    });

    it("corrects areas that a survey found wrong", async () => {
      const corrections = await rows<{ month: string }>(
        "select distinct concerns_month::text as month from app.document where kind = 'correction' order by 1",
      );
      expect(corrections.length).toBeGreaterThanOrEqual(4);
    });

    it("credits the municipality's list, and lets what nobody can place wait with its reason", async () => {
      const benefits = await rows(
        "select 1 from app.crediting where reason = 'housing-benefit' and right_id is not null",
      );
      expect(benefits.length).toBeGreaterThan(100);
      const waiting = await rows<{ reason: string }>(
        `select distinct reason from app.crediting c where right_id is null and amount_grosze > 0
       and (select sum(amount_grosze) from app.crediting o where o.bank_entry_id = c.bank_entry_id and o.right_id is null) > 0`,
      );
      const reasons = waiting.map(({ reason }) => reason);
      expect(reasons).toEqual(expect.arrayContaining(["unknown-number", "no-number", "purpose-by-hand"]));
    });

    it("took a returned payment back from where it had been credited", async () => {
      const returned = await rows(
        "select 1 from app.bank_entry where is_reversal and returned_entry_id is not null",
      );
      expect(returned).toHaveLength(3);
    });

    it("holds 26 months of readings, every line of which was taken", async () => {
      const [counted] = await rows<{ days: number; readings: number; refused: number; lines: number }>(
        `select count(distinct read_on)::int as days, count(*)::int as readings,
         (select count(*)::int from app.refused_reading) as refused,
         (select sum(line_count - duplicate_count)::int from app.reading_import) as lines
       from app.reading r where not restarts`,
      );
      expect(counted!.days).toBe(26);
      expect(counted!.readings).toBeGreaterThan(80_000);
      expect([counted!.refused, counted!.lines]).toEqual([0, counted!.readings]);
      const flagged = await rows<{ flag: string; count: number }>(
        "select unnest(flags) as flag, count(*)::int as count from app.reading group by 1 order by 1",
      );
      expect(flagged).toEqual([
        { flag: "device-fault", count: 5 },
        { flag: "improbable-jump", count: 1 },
        { flag: "leak", count: 1 },
        { flag: "verification-expired", count: 36 },
      ]);
      const restarts = await rows("select distinct read_on from app.reading where restarts");
      expect(restarts).toHaveLength(2);
    });

    it("settled two years of water and heat, with results of a size that people know", async () => {
      const settled = await rows<{ medium: string; year: string; settlements: number }>(
        `select split_part(code, '/', 1) as medium, right(code, 9) as year, count(*)::int as settlements
       from app.settlement where state = 'posted' group by 1, 2 order by 1, 2`,
      );
      expect(settled).toEqual([
        { medium: "CO", year: "2024-2025", settlements: 7 },
        { medium: "CO", year: "2025-2026", settlements: 7 },
        { medium: "CW", year: "2024-2025", settlements: 3 },
        { medium: "CW", year: "2025-2026", settlements: 3 },
        { medium: "ZW", year: "2024-2025", settlements: 4 },
        { medium: "ZW", year: "2025-2026", settlements: 4 },
      ]);
      const [results] = await rows<{ count: number; shortfalls: number; surpluses: number; median: number }>(
        `select count(*)::int as count, (count(*) filter (where result_grosze > 0))::int as shortfalls,
         (count(*) filter (where result_grosze < 0))::int as surpluses,
         percentile_cont(0.5) within group (order by abs(result_grosze))::int as median
       from app.settlement_result where right_id is not null`,
      );
      expect(results!.count).toBeGreaterThan(6_000);
      expect(Math.min(results!.shortfalls, results!.surpluses)).toBeGreaterThan(1_500);
      expect(results!.median).toBeLessThan(300_00);
    });

    it("keeps both of two equal transfers", async () => {
      const twins = await rows("select 1 from app.bank_entry where occurrence > 1");
      expect(twins.length).toBeGreaterThanOrEqual(2);
    });
  });

  describe("people of the demo", () => {
    it("the member owes the next month only", async () => {
      const [next] = await rows<{ due: string }>(
        `select sum(i.remaining_grosze) as due from app.person p join app.right_holder h on h.person_id = p.id
       join app.account a on a.right_id = h.right_id join app.open_item i on i.account_id = a.id
       where p.code = 'O00001' and i.concerns_month = '2026-12-01'`,
      );
      const { fees = 0, "repair-fund": fund = 0 } = await balances("O00001");
      expect(fees + fund).toBeGreaterThan(300_00);
      expect(fees + fund).toBe(Number(next!.due));
      const [payment] = await rows<{ paid: string; number: string }>(
        `select c.paid_on::text as paid, c.statement_number as number from app.crediting c join app.right_holder h on h.right_id = c.right_id
       join app.person p on p.id = h.person_id where p.code = 'O00001' order by c.paid_on desc limit 1`,
      );
      expect(payment!.paid).toBe("2026-11-09");
      expect(payment!.number).toBe("31");
    });

    it("the owner who is no member has arrears and a claim in court", async () => {
      const owed = await balances("O00002");
      expect(owed.fees).toBeGreaterThan(1_000_00);
      expect(owed["court-claim"]).toBeGreaterThan(2_000_00);
      expect(
        await rows(
          "select 1 from app.membership m join app.person p on p.id = m.person_id where p.code = 'O00002'",
        ),
      ).toEqual([]);
    });

    it("the joint holder has two units and overpaid", async () => {
      const units = await rows(
        `select distinct r.unit_id from app.right_holder h join app.unit_right r on r.id = h.right_id
       join app.person p on p.id = h.person_id where p.code = 'O00003'`,
      );
      expect(units).toHaveLength(2);
    });

    it("the former holder's right has ended, and a late payment went to it", async () => {
      const late = await rows(
        `select 1 from app.crediting c join app.unit_right r on r.id = c.right_id join app.right_holder h on h.right_id = r.id
       join app.person p on p.id = h.person_id where p.code = 'O00005' and c.paid_on >= upper(r.during)`,
      );
      expect(late.length).toBeGreaterThanOrEqual(1);
    });
  });

  describe("sign-ins of the demo", () => {
    const attempt = (login: string, password: string) =>
      signIn(
        { signin: database.pools.signin, hashing: createHashing() },
        {
          cooperativeId: cooperativeId,
          login,
          password,
          address: "127.0.0.1",
          userAgent: "test",
          deviceToken: null,
          formerToken: null,
        },
      );

    it("let everybody in who is printed", async () => {
      expect(printed()).toHaveLength(5);
      for (const { login, password, isStarter } of printed()) {
        expect(await attempt(login, password)).toMatchObject({
          outcome: "signed-in",
          mustChangePassword: isStarter,
        });
      }
    });

    it("are brought back at the next start: a changed password, a spent starter login", async () => {
      const [member] = demoSignIns();
      const changed = await database.pools.signin.query(
        "update app.login set password_hash = 'changed', password_changed_at = now() where name = $1",
        [member!.login],
      );
      expect(changed.rowCount).toBe(1);
      const ready = await readyDemoSignIns(database.pools, cooperativeId);
      expect(await attempt(member!.login, member!.password)).toMatchObject({ outcome: "signed-in" });
      const starter = ready.find(({ isStarter }) => isStarter)!;
      expect(await attempt(starter.login, starter.password)).toMatchObject({
        outcome: "signed-in",
        mustChangePassword: true,
      });
    });
  });
}
