import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askToCancel, beginRun, findUnfinishedRun, holdMirror } from "../../src/store/mirror/runs.ts";
import { insertSession } from "../../src/store/session.ts";
import { inScope } from "../../src/world/database/scope.ts";
import type { TestDatabase } from "../setup/database.ts";
import type { PackageRow } from "../setup/mirror/write-package.ts";
import type { MirrorRows } from "../setup/mirror-package.ts";
import { type Mirrored, wholePicture } from "../setup/mirrored.ts";
import { wholeBooksToMirror } from "../setup/whole-mirror.ts";

/** What a register no longer names ends, so that nobody sees more than they hold; nothing is deleted, everything is told. */

let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;

beforeAll(async () => {
  ({ rows, database, there } = await wholeBooksToMirror());
  expect((await there.load(wholePicture(rows, "1"))).ok).toBe(true);
});

afterAll(() => database?.close());

const query = <T extends object>(text: string, values: unknown[] = []) =>
  database.asSuperuser(async (client) => (await client.query<T>(text, values)).rows);

type Register = MirrorRows["register"];
const without = (kind: keyof Register, gone: (row: PackageRow) => boolean, from = rows): MirrorRows => ({
  ...from,
  register: { ...from.register, [kind]: from.register[kind].filter((row) => !gone(row)) },
});

describe("what the register no longer names", () => {
  it("ends on the day of the picture: a member, a number of a bank, each with a change", async () => {
    const less = without(
      "members",
      ({ person }) => person === "P1",
      without("virtualAccounts", ({ right }) => right === "R1"),
    );
    const loaded = await there.load(wholePicture(less, "2"));
    expect(loaded).toMatchObject({ ok: true, value: { outcome: "shown" } });
    expect(
      await query(
        `select upper(m.during)::text as until from app.membership m join app.person p on p.id = m.person_id where p.code = 'P1'`,
      ),
    ).toEqual([{ until: "2026-06-15" }]);
    expect(
      await query(
        `select withdrawn_on::text as day from app.virtual_account v join app.unit_right r on r.id = v.right_id where r.code = 'R1'`,
      ),
    ).toEqual([{ day: "2026-06-15" }]);
    expect(await query("select kind, action from app.mirror_change order by kind")).toEqual([
      { kind: "membership", action: "withdrawn" },
      { kind: "virtual-account", action: "withdrawn" },
    ]);
  });

  it("ends once: the same again is unchanged", async () => {
    const less = without(
      "members",
      ({ person }) => person === "P1",
      without("virtualAccounts", ({ right }) => right === "R1"),
    );
    expect(await there.load(wholePicture(less, "3"))).toMatchObject({
      ok: true,
      value: { outcome: "unchanged" },
    });
  });

  it("comes back when it is named again", async () => {
    expect(await there.load(wholePicture(rows, "4"))).toMatchObject({
      ok: true,
      value: { outcome: "shown" },
    });
    expect(await query("select from app.virtual_account where withdrawn_on is not null")).toEqual([]);
    expect(
      await query(
        `select upper(m.during) as until from app.membership m join app.person p on p.id = m.person_id where p.code = 'P1'`,
      ),
    ).toEqual([{ until: null }]);
  });

  it("is a holder no more: who was taken from a right sees nothing of it", async () => {
    const [person] = await query<{ id: number }>("select id from app.person where code = 'P2'");
    const session = () =>
      inScope(database.pools.signin, null, (tx) =>
        insertSession(tx, {
          cooperativeId: there.scope.cooperativeId,
          kind: "resident",
          personId: person!.id,
          loginId: null,
          userAgent: "",
          address: "",
          idleSeconds: 900,
          lifetimeSeconds: 3600,
        }),
      );
    const seen = async () =>
      inScope(database.pools.reading, await session(), async (tx) => {
        const { rows: found } = await tx.client.query<{ count: number }>(
          "select count(*)::int as count from app.mirror_charge",
        );
        return found[0]!.count;
      });
    expect(await seen()).toBeGreaterThan(0);
    const less = without("rightHolders", ({ person: of }) => of === "P2");
    expect(await there.load(wholePicture(less, "5"))).toMatchObject({ ok: true });
    expect(await seen()).toBe(0);
    expect((await query("select from app.mirror_charge")).length).toBeGreaterThan(0);
    expect(await there.load(wholePicture(rows, "6"))).toMatchObject({ ok: true });
  });
});

describe("a run", () => {
  it("that is asked to stop shows nothing", async () => {
    const { pools } = there.context;
    const { token, cooperativeId } = there.scope;
    const load = there.load(wholePicture(rows, "7"));
    // Asked as soon as the run is there.
    for (let tries = 0; tries < 500; tries += 1)
      if (await inScope(pools.runtime, token, (tx) => askToCancel(tx, cooperativeId))) break;
    expect(await load).toMatchObject({ ok: false, refusals: [{ reason: "mirror-run-cancelled" }] });
    expect(await query("select mark from app.mirror_picture")).toEqual([{ mark: "6" }]);
    expect(await query("select state from app.mirror_run order by id desc limit 1")).toEqual([
      { state: "cancelled" },
    ]);
  });

  it("whose connection dies in the middle leaves the old picture and nothing else", async () => {
    const before = await query("select to_jsonb(t) as row from app.mirror_total t order by 1");
    const changed = wholePicture(
      {
        ...rows,
        books: { ...rows.books, charge: rows.books.charge.map((row) => ({ ...row, disputed: "yes" })) },
      },
      "8",
    );
    const ended = await database.asSuperuser(async (client) => {
      // Where it would note the first change it waits, and its connection is ended there.
      await client.query("begin; lock table app.mirror_change in exclusive mode");
      let isGoing = true;
      const load = there
        .load(changed)
        .catch((error: Error) => error)
        .finally(() => {
          isGoing = false;
        });
      let killed = 0;
      while (killed === 0 && isGoing)
        killed = (
          await client.query(
            `select pg_terminate_backend(pid) from pg_locks
             where relation = 'app.mirror_change'::regclass and not granted
               and database = (select oid from pg_database where datname = current_database())`,
          )
        ).rows.length;
      const outcome = await load;
      await client.query("rollback");
      return outcome;
    });
    expect(ended).toBeInstanceOf(Error);
    expect(await query("select to_jsonb(t) as row from app.mirror_total t order by 1")).toEqual(before);
    expect(await query("select mark from app.mirror_picture")).toEqual([{ mark: "6" }]);
    expect(await there.load(changed)).toMatchObject({ ok: true, value: { outcome: "shown" } });
    expect(await query("select mark from app.mirror_picture")).toEqual([{ mark: "8" }]);
  });

  it("is one at a time, and one whose program died is found", async () => {
    const { pools } = there.context;
    const { token, cooperativeId } = there.scope;
    const held = await holdMirror(pools.runtime);
    expect(held).not.toBeNull();
    expect(await holdMirror(pools.runtime)).toBeNull();
    const begin = () =>
      inScope(pools.runtime, token, (tx) => beginRun(tx, cooperativeId, "command", "gdzieś"));
    const id = await begin();
    expect(await begin()).toBeNull();
    await held!.release();
    const again = await holdMirror(pools.runtime);
    expect(again).not.toBeNull();
    await again!.release();
    const found = await inScope(pools.runtime, token, (tx) => findUnfinishedRun(tx, cooperativeId));
    expect(found).toMatchObject({ id, state: "receiving", folder: "gdzieś" });
  });
});
