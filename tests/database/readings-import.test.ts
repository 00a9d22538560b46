import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type ReadingRegister, readingRegister, waterTelegram } from "../setup/reading-register.ts";

let database: TestDatabase;
let slugs = 0;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

function register(): Promise<ReadingRegister> {
  slugs += 1;
  return readingRegister(database, `odczyty-${slugs}`);
}

const lines = (...texts: readonly string[]) => `${texts.join("\n")}\n`;
const NOTHING = { accepted: 0, duplicates: 0, flagged: {}, refused: {} };

describe("readings of a file", () => {
  it("are taken, flagged or refused, each line once, and the refused ones kept as written", async () => {
    const books = await register();
    await books.stand({ serial: "10001", verifiedUntil: "2026-01-31" }, { serial: "10002" });
    const file = lines(
      waterTelegram("10001", "2026-01-31", "12.5"),
      waterTelegram("10001", "2026-02-28", "13.5"),
      waterTelegram("10002", "2026-01-31", "7", "LEAKING"),
      waterTelegram("10002", "2026-02-28", "6.5"),
      waterTelegram("99999", "2026-01-31", "1"),
      "to nie jest telegram \u0000",
    );
    expect(await books.tally(file)).toEqual({
      lines: 6,
      accepted: 1,
      duplicates: 0,
      flagged: { leak: 1, "verification-expired": 1 },
      refused: { backward: 1, "unknown-serial": 1, "unreadable-line": 1 },
    });
    expect(await books.readings()).toEqual([
      "10001 2026-01-31 12.5 radio",
      "10001 2026-02-28 13.5 radio verification-expired",
      "10002 2026-01-31 7 radio leak",
    ]);
    const refused = await books.sql(
      `select r.line, r.reason, r.written ->> 'text' as text, i.line_count, i.refused from app.refused_reading r
       join app.reading_import i on i.cooperative_id = r.cooperative_id and i.id = r.import_id
       where r.cooperative_id = $1 order by r.line`,
      books.scope.cooperativeId,
    );
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
      [4, "backward"],
      [5, "unknown-serial"],
      [6, "unreadable-line"],
    ]);
    expect(refused[1]).toMatchObject({ text: waterTelegram("99999", "2026-01-31", "1"), line_count: 6 });
    expect(refused[2]?.text).toBe("to nie jest telegram \ufffd");
    const [kept] = await books.sql(
      `select device_status, to_char(read_at, 'HH24:MI') as at from app.reading where cooperative_id = $1 and 'leak' = any (flags)`,
      books.scope.cooperativeId,
    );
    expect(kept).toEqual({ device_status: "LEAKING", at: "11:00" });
  });

  it("come again without change, and overlapping files bring only what is new", async () => {
    const books = await register();
    await books.stand({ serial: "10001" });
    const days = ["2026-01-10", "2026-01-20", "2026-01-30", "2026-02-10"];
    const telegrams = days.map((on, index) => waterTelegram("10001", on, String(10 + index)));
    const first = lines(...telegrams.slice(0, 3), "śmieć");
    expect(await books.tally(first)).toMatchObject({ accepted: 3, refused: { "unreadable-line": 1 } });
    expect(await books.tally(first)).toEqual({ ...NOTHING, lines: 4, duplicates: 4 });
    expect(await books.tally(lines(...telegrams.slice(1)))).toEqual({
      ...NOTHING,
      lines: 3,
      accepted: 1,
      duplicates: 2,
    });
    const [kept] = await books.sql(
      `select count(*)::int as count from app.refused_reading where cooperative_id = $1`,
      books.scope.cooperativeId,
    );
    expect(kept?.count).toBe(1);
    expect(await books.readings()).toHaveLength(4);
  });

  it("refused for a meter that the register learns of later are taken from the same file", async () => {
    const books = await register();
    const file = lines(waterTelegram("10001", "2026-01-10", "5"));
    expect(await books.tally(file)).toMatchObject({ refused: { "unknown-serial": 1 } });
    await books.stand({ serial: "10001" });
    expect(await books.tally(file)).toEqual({ ...NOTHING, lines: 1, accepted: 1 });
  });

  it("brought twice at the same moment are in the books once", async () => {
    const books = await register();
    await books.stand({ serial: "10001" });
    const file = lines(waterTelegram("10001", "2026-01-10", "5"), waterTelegram("10001", "2026-01-11", "6"));
    const tallies = await Promise.all([books.tally(file), books.tally(file), books.tally(file)]);
    expect(tallies.map(({ accepted }) => accepted).sort()).toEqual([0, 0, 2]);
    expect(await books.readings()).toHaveLength(2);
  });

  it("of a file that fails in the middle leave nothing", async () => {
    const books = await register();
    await books.stand({ serial: "10001" }, { serial: "10002" });
    const good = waterTelegram("10001", "2026-01-10", "5");
    const file = lines(good, waterTelegram("10002", "2026-01-10", "6"));
    await books.sql(
      `create function public.break_reading() returns trigger language plpgsql as
         $$ begin if new.value_millionths = 6000000 then raise 'planted'; end if; return new; end $$`,
    );
    await books.sql(
      `create trigger planted before insert on app.reading for each row execute function public.break_reading()`,
    );
    try {
      await expect(books.bring(file)).rejects.toThrow("planted");
      expect(await books.readings()).toEqual([]);
      const [imports] = await books.sql(
        `select count(*)::int as count from app.reading_import where cooperative_id = $1`,
        books.scope.cooperativeId,
      );
      expect(imports?.count).toBe(0);
    } finally {
      await books.sql(`drop trigger planted on app.reading; drop function public.break_reading()`);
    }
    expect(await books.tally(file)).toEqual({ ...NOTHING, lines: 2, accepted: 2 });
  });

  it("belong to the meter at which the radio module was, and after a replacement to the new meter", async () => {
    const books = await register();
    await books.stand(
      {
        serial: "A1",
        point: "P",
        during: "[2020-01-01,2026-02-01)",
        radios: [["R1", "[2020-01-01,2026-02-01)"]],
      },
      {
        serial: "B2",
        point: "P",
        during: "[2026-02-01,)",
        radios: [
          ["R1", "[2026-02-01,2026-03-01)"],
          ["R2", "[2026-03-01,)"],
        ],
      },
    );
    const file = lines(
      waterTelegram("R1", "2026-01-31", "412"),
      waterTelegram("R1", "2026-02-15", "1.5"),
      waterTelegram("R2", "2026-03-15", "4.5"),
      waterTelegram("R1", "2026-03-15", "4.5"),
      waterTelegram("A1", "2026-03-15", "413"),
      waterTelegram("R2", "2026-02-28", "2"),
    );
    expect(await books.tally(file)).toEqual({
      ...NOTHING,
      lines: 6,
      accepted: 3,
      refused: { "before-installation": 1, "retired-serial": 2 },
    });
    expect(await books.readings()).toEqual([
      "A1 2026-01-31 412 radio",
      "B2 2026-02-15 1.5 radio",
      "B2 2026-03-15 4.5 radio",
    ]);
  });

  it("of an allocator begin again after its set day, which goes in as a reading", async () => {
    const books = await register();
    await books.stand({ serial: "H1", medium: "heat", kind: "heat-cost-allocator", measure: "unit" });
    const telegram = (on: string, units: number, set = "2025-12-31", at = 281) =>
      JSON.stringify({
        _: "telegram",
        media: "heat cost allocation",
        meter: "qcaloric",
        id: "H1",
        current_consumption_hca: units,
        set_date: set,
        consumption_at_set_date_hca: at,
        timestamp: `${on}T08:00:00Z`,
      });
    const december = telegram("2025-12-20", 270, "2024-12-31", 240);
    expect(await books.tally(lines(december))).toMatchObject({ accepted: 1 });
    const january = lines(telegram("2026-02-20", 34), telegram("2026-01-20", 14));
    expect(await books.tally(january)).toEqual({ ...NOTHING, lines: 2, accepted: 2 });
    expect(await books.tally(january)).toEqual({ ...NOTHING, lines: 2, duplicates: 2 });
    expect(await books.tally(lines(telegram("2026-03-20", 50)))).toMatchObject({ accepted: 1 });
    expect((await books.readings()).filter((text) => text.includes("restarts"))).toEqual([
      "H1 2024-12-31 240 radio restarts",
      "H1 2025-12-31 281 radio restarts",
    ]);
  });

  it("are judged against what is in the books, however old: a water meter that has stood since spring", async () => {
    const books = await register();
    await books.stand({ serial: "10001" });
    const days = Array.from(
      { length: 70 },
      (_, index) =>
        `2026-${String(3 + Math.floor(index / 28)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`,
    );
    const before = lines(...days.slice(0, 28).map((on) => waterTelegram("10001", on, "5")));
    expect(await books.tally(before)).toMatchObject({ accepted: 28 });
    // 13 readings before are held in memory; since when it stands is asked for.
    expect(await books.tally(lines(waterTelegram("10001", "2026-05-20", "5")))).toMatchObject({
      flagged: { "zero-while-inhabited": 1 },
    });
    expect(await books.tally(lines(waterTelegram("10001", "2026-05-21", "5.1")))).toMatchObject({
      accepted: 1,
    });
    expect(await books.tally(lines(waterTelegram("10001", "2026-05-25", "900")))).toMatchObject({
      flagged: { "improbable-jump": 1 },
    });
  });

  it("of one cooperative are none of another's", async () => {
    const [books, others] = [await register(), await register()];
    await others.stand({ serial: "10001" });
    expect(await books.tally(lines(waterTelegram("10001", "2026-01-10", "5")))).toMatchObject({
      refused: { "unknown-serial": 1 },
    });
  });

  it("are not looked for in a file that nobody knows", async () => {
    const books = await register();
    expect(await books.bring("a;b\n1;2\n")).toMatchObject({
      ok: false,
      refusals: [{ reason: "reading-format-unknown" }],
    });
  });
});
