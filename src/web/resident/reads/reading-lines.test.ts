import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type PlainDate, plainDate } from "../../../domain/values/plain-date.ts";
import type { MyMeter, MyReading } from "../../../store/portal/readings.ts";
import { placesOf, type ReadingFacts } from "./reading-lines.ts";

const TODAY = plainDate("2026-06-15");

function meter(id: number, from: string, rest: Partial<MyMeter> = {}): MyMeter {
  return {
    unit_id: 1,
    point_id: 7,
    point_code: "P7",
    medium: "cold-water",
    place: "łazienka",
    share_millionths: 1_000_000,
    meter_id: id,
    serial: `S${id}`,
    kind: "water-meter",
    measure: "m3",
    installed_on: plainDate(from),
    known_from: plainDate(from),
    removed_on: null,
    verified_until: null,
    start_millionths: 0,
    end_millionths: null,
    dial_digits: 5,
    factor_millionths: 1_000_000,
    end_reason: null,
    ...rest,
  };
}

let nextId = 0;
function reading(meterId: number, day: string, value: number, rest: Partial<MyReading> = {}): MyReading {
  nextId += 1;
  return {
    unit_id: 1,
    reading_id: nextId,
    point_id: 7,
    meter_id: meterId,
    read_on: plainDate(day),
    value_millionths: value,
    source: "radio",
    flags: [],
    restarts: false,
    import_id: 1,
    import_line: nextId,
    corrects_reading_id: null,
    note: "",
    ...rest,
  };
}

/** Day, kind, from, to and consumption of each line. */
function told(facts: Partial<ReadingFacts>, year = 2026) {
  const places = placesOf({ meters: [], readings: [], factors: [], ...facts }, year, TODAY);
  return places.flatMap((place) =>
    place.lines.map(({ day, kind, from, to, consumption }) => [day, kind, from, to, consumption]),
  );
}

describe("the lines of a point", () => {
  it("count from reading to reading, and a replacement is a line of its own that ends the old meter and names the new one", () => {
    const meters = [
      meter(1, "2021-03-10", {
        removed_on: plainDate("2026-03-14"),
        end_millionths: 412_500_000,
        end_reason: "koniec legalizacji",
      }),
      meter(2, "2026-03-14", { start_millionths: 200_000 }),
    ];
    const readings = [
      reading(1, "2026-01-01", 401_104_000),
      reading(1, "2026-03-14", 412_400_000),
      reading(2, "2026-03-14", 200_000),
      reading(2, "2026-04-01", 1_210_000),
    ];
    expect(told({ meters, readings })).toEqual([
      ["2026-01-01", "reading", 0, 401_104_000, 401_104_000],
      ["2026-03-14", "reading", 401_104_000, 412_400_000, 11_296_000],
      ["2026-03-14", "removal", 412_400_000, 412_500_000, 100_000],
      ["2026-03-14", "reading", 200_000, 200_000, 0],
      ["2026-04-01", "reading", 200_000, 1_210_000, 1_010_000],
    ]);
    const [place] = placesOf({ meters, readings, factors: [] }, 2026, TODAY);
    expect(place?.lines.find((line) => line.kind === "removal")).toMatchObject({
      reason: "koniec legalizacji",
      next: { serial: "S2", start: 200_000 },
    });
  });

  it("show a corrected reading that counts nothing, and what took its place", () => {
    const wrong = reading(1, "2026-02-01", 502_400_000);
    const right = reading(1, "2026-02-03", 402_000_000, { corrects_reading_id: wrong.reading_id });
    const readings = [reading(1, "2026-01-01", 401_000_000), wrong, right];
    expect(told({ meters: [meter(1, "2020-01-01", { start_millionths: null })], readings })).toEqual([
      ["2026-01-01", "reading", null, 401_000_000, null],
      ["2026-02-01", "reading", null, 502_400_000, null],
      ["2026-02-03", "reading", 401_000_000, 402_000_000, 1_000_000],
    ]);
    const [place] = placesOf({ meters: [meter(1, "2020-01-01")], readings, factors: [] }, 2026, TODAY);
    expect(place?.lines[1]).toMatchObject({ correctedBy: "2026-02-03" });
    expect(place?.lines[2]).toMatchObject({ corrects: { day: "2026-02-01", value: 502_400_000 } });
  });

  it("take back what an estimate was too high by, so that they sum to what the dial moved", () => {
    const readings = [
      reading(1, "2026-01-31", 100_000_000),
      reading(1, "2026-06-30", 130_000_000, { source: "estimate" }),
      reading(1, "2026-07-31", 125_000_000),
      reading(1, "2026-08-31", 129_000_000),
    ];
    const meters = [meter(1, "2020-01-01", { start_millionths: null })];
    expect(told({ meters, readings }).map((line) => line[4])).toEqual([
      null,
      30_000_000,
      -5_000_000,
      4_000_000,
    ]);
    const [place] = placesOf({ meters, readings, factors: [] }, 2026, TODAY);
    expect(place?.lines[2]).toMatchObject({ estimateTooHighBy: 5_000_000 });
  });

  it("begin again at zero after an allocator's set day and past the last digit of a dial, and say nothing of a dial that went back", () => {
    const readings = [
      reading(1, "2025-12-31", 1_220_000_000, { restarts: true }),
      reading(1, "2026-02-01", 95_000_000),
    ];
    expect(told({ meters: [meter(1, "2022-01-01")], readings })[0]).toEqual([
      "2026-02-01",
      "reading",
      0,
      95_000_000,
      95_000_000,
    ]);
    const past = (value: number, flags: MyReading["flags"]) =>
      told({
        meters: [meter(1, "2022-01-01")],
        readings: [reading(1, "2025-12-31", 99_999_000_000), reading(1, "2026-02-01", value, { flags })],
      })[0]?.[4];
    expect(past(2_000_000, [])).toBe(3_000_000);
    expect(past(60_000_000_000, [])).toBeNull();
    expect(past(60_000_000_000, ["roll-over"])).toBe(60_001_000_000);
  });

  it("of the year alone, and of meters that stood in it", () => {
    const meters = [
      meter(1, "2020-01-01", { removed_on: plainDate("2024-05-01"), end_millionths: 9_000_000 }),
      meter(2, "2024-05-01"),
    ];
    const readings = [reading(2, "2025-06-01", 1_000_000), reading(2, "2026-06-01", 3_000_000)];
    const [place] = placesOf({ meters, readings, factors: [] }, 2026, TODAY);
    expect(place?.lines.map((line) => line.day)).toEqual(["2026-06-01"]);
    expect(place?.meters.map((each) => each.serial)).toEqual(["S2"]);
    expect(placesOf({ meters, readings, factors: [] }, 2019, TODAY)).toEqual([]);
  });

  it("say when a verification has ended: by today, or by the day the meter went", () => {
    const until = (verified: string, removed: string | null) =>
      placesOf(
        {
          meters: [
            meter(1, "2020-01-01", {
              verified_until: plainDate(verified),
              removed_on: removed === null ? null : plainDate(removed),
            }),
          ],
          readings: [],
          factors: [],
        },
        2026,
        TODAY,
      )[0]?.meters[0]?.isVerificationExpired;
    expect(until("2026-06-15", null)).toBe(false);
    expect(until("2026-06-14", null)).toBe(true);
    expect(until("2026-03-31", "2026-04-01")).toBe(false);
    expect(until("2026-03-30", "2026-04-01")).toBe(true);
  });
});

describe("whatever was read and replaced", () => {
  const steps = fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 20 }),
      used: fc.integer({ min: 0, max: 5_000_000 }),
      what: fc.constantFrom("reading", "replacement", "correction"),
    }),
    { minLength: 1, maxLength: 15 },
  );

  it("the lines sum to what was used", () => {
    fc.assert(
      fc.property(steps, (story) => {
        const { facts, used } = lived(story);
        const lines = placesOf(facts, 2026, TODAY).flatMap((place) => place.lines);
        expect(lines.reduce((sum, line) => sum + (line.consumption ?? 0), 0)).toBe(used);
        const removed = lines.filter((line) => line.kind === "removal").length;
        expect(removed).toBe(story.filter((step) => step.what === "replacement").length);
      }),
    );
  });

  it("and would not, if a corrected reading were counted", () => {
    const story = [{ days: 3, used: 100, what: "correction" as const }];
    const { facts, used } = lived(story);
    const planted = facts.readings.map((each) => ({ ...each, corrects_reading_id: null }));
    const lines = placesOf({ ...facts, readings: planted }, 2026, TODAY).flatMap((place) => place.lines);
    expect(lines.reduce((sum, line) => sum + (line.consumption ?? 0), 0)).not.toBe(used);
  });
});

/** A year lived step by step: each step uses something, then reads, replaces, or reads wrongly and corrects. */
function lived(story: readonly { readonly days: number; readonly used: number; readonly what: string }[]) {
  let day: PlainDate = plainDate("2026-01-01");
  let dial = 0;
  const meters = [meter(1, "2026-01-01")];
  const readings: MyReading[] = [];
  for (const step of story) {
    day = addDays(day, step.days);
    dial += step.used;
    const id = meters.length;
    if (step.what === "replacement") {
      meters[id - 1] = { ...meters[id - 1]!, removed_on: day, end_millionths: dial };
      meters.push(meter(id + 1, day));
      dial = 0;
      continue;
    }
    if (step.what === "correction") {
      const wrong = reading(id, day, dial + 50_000_000_000);
      readings.push(wrong, reading(id, day, dial, { corrects_reading_id: wrong.reading_id }));
    } else readings.push(reading(id, day, dial));
  }
  const last = meters.length;
  readings.push(reading(last, addDays(day, 1), dial));
  const facts: ReadingFacts = { meters, readings, factors: [] };
  return { facts, used: story.reduce((sum, step) => sum + step.used, 0) };
}
