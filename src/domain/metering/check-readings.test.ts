import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type PlainDate, plainDate } from "../values/plain-date.ts";
import { checkReadings, type ReadingFacts } from "./check-readings.ts";
import { identifyReadings } from "./check-readings-identity.ts";
import type { ReadingFlag } from "./meters.ts";
import { tallyReadings } from "./reading-tally.ts";
import type { KnownReading, MeterHistory, ReadReading, RegisteredMeter } from "./reading-terms.ts";

const TODAY = plainDate("2026-03-15");
const day = (text: string) => plainDate(text);

function meter(rest: Partial<RegisteredMeter> = {}): RegisteredMeter {
  return {
    id: 1,
    code: "L1-W",
    pointId: 11,
    serial: "10001",
    kind: "water-meter",
    measure: "m3",
    medium: "cold-water",
    level: "individual",
    during: { from: day("2024-01-01"), until: null },
    verifiedUntil: day("2029-01-01"),
    start: 0,
    end: null,
    dialDigits: 5,
    factor: 1_000_000,
    radios: [],
    ...rest,
  };
}

const allocator = (rest: Partial<RegisteredMeter> = {}) =>
  meter({ kind: "heat-cost-allocator", measure: "unit", medium: "heat", dialDigits: null, ...rest });

let nextLine = 0;
function read(readOn: string, value: string, rest: Partial<ReadReading> = {}): ReadReading {
  nextLine += 1;
  return {
    line: nextLine,
    device: "10001",
    namedBy: "radio",
    readOn: day(readOn),
    readAt: null,
    value,
    measure: null,
    deviceStatus: "",
    states: [],
    medium: null,
    setDay: null,
    source: "radio",
    restarts: false,
    note: "",
    ...rest,
  };
}

function known(readOn: string, cubicMetres: number, rest: Partial<KnownReading> = {}): KnownReading {
  const value = Math.round(cubicMetres * 1_000_000);
  return { readOn: day(readOn), value, source: "radio", restarts: false, isCorrected: false, ...rest };
}

interface Setting {
  readonly meters?: readonly RegisteredMeter[];
  readonly known?: readonly KnownReading[];
  readonly history?: Partial<MeterHistory>;
  readonly inhabited?: ReadingFacts["inhabited"];
}

/** What becomes of lines, by line: "accepted", the flags, "duplicate" or the reason of the refusal. */
function outcomes(readings: readonly ReadReading[], setting: Setting = {}): string[] {
  const meters = setting.meters ?? [meter()];
  const { identified, refused } = identifyReadings(readings, meters, TODAY);
  const history = { readings: setting.known ?? [], isWhole: true, stoodSince: null, ...setting.history };
  const verdicts = checkReadings({
    readings: identified,
    histories: new Map([[meters[0]!.id, history]]),
    inhabited: setting.inhabited ?? new Map(),
  });
  const byLine = new Map<number, string>(refused.map(({ line, refusal }) => [line, refusal.reason]));
  for (const verdict of verdicts) {
    const text =
      verdict.kind === "taken"
        ? [
            verdict.flags.join(" ") || "accepted",
            ...(verdict.restart ? [`restart ${verdict.restart.on}`] : []),
          ]
        : [verdict.kind === "refused" ? verdict.refusal.reason : "duplicate"];
    byLine.set(verdict.line, text.join(", "));
  }
  return readings.map(({ line }) => byLine.get(line) ?? "lost");
}

const outcome = (reading: ReadReading, setting?: Setting) => outcomes([reading], setting)[0];

describe("a line is refused", () => {
  it("when its number is unknown, and taken when leading zeros and case alone differ", () => {
    expect(outcome(read("2026-03-01", "5", { device: "10002" }))).toBe("unknown-serial");
    expect(outcome(read("2026-03-01", "5", { device: "0010001" }))).toBe("accepted");
    expect(
      outcome(read("2026-03-01", "5", { device: "ab7" }), { meters: [meter({ serial: "00AB7" })] }),
    ).toBe("accepted");
  });

  it("when leading zeros are all that tells two meters apart, unless one fits exactly", () => {
    const meters = [meter({ serial: "0123" }), meter({ id: 2, code: "X", pointId: 12, serial: "00123" })];
    expect(outcome(read("2026-03-01", "5", { device: "123" }), { meters })).toBe("ambiguous-serial");
    expect(outcome(read("2026-03-01", "5", { device: "0123" }), { meters })).toBe("accepted");
  });

  it("after the meter was taken out and before it was put in; the day it was taken out is its own", () => {
    const meters = [meter({ during: { from: day("2025-01-10"), until: day("2025-12-10") } })];
    expect(outcome(read("2025-12-11", "5"), { meters })).toBe("retired-serial");
    expect(outcome(read("2025-01-09", "5"), { meters })).toBe("before-installation");
    expect(outcomes([read("2025-12-10", "5"), read("2025-01-10", "0")], { meters })).toEqual([
      "accepted",
      "accepted",
    ]);
  });

  it("when it is of tomorrow, but not of today", () => {
    expect(outcome(read("2026-03-16", "5"))).toBe("future");
    expect(outcome(read("2026-03-15", "5"))).toBe("accepted");
  });

  it("when the device measures something else; plain water may be cold or hot", () => {
    expect(outcome(read("2026-03-01", "5", { medium: "hot-water" }))).toBe("wrong-medium");
    expect(outcome(read("2026-03-01", "5", { medium: "heat" }))).toBe("wrong-medium");
    expect(outcome(read("2026-03-01", "5", { medium: "water" }))).toBe("accepted");
  });

  it("when its measure cannot be converted", () => {
    expect(outcome(read("2026-03-01", "5", { measure: "kWh" }))).toBe("wrong-measure");
    expect(outcome(read("2026-03-01", "5000", { measure: "l" }))).toBe("accepted");
  });

  it("when its value is none", () => {
    expect(outcome(read("2026-03-01", "12x"))).toBe("value-unreadable");
    expect(outcome(read("2026-03-01", "-1"))).toBe("value-negative");
    expect(outcome(read("2026-03-01", "99999999999"))).toBe("value-unreadable");
    expect(outcome(read("2026-03-01", "12,5"))).toBe("accepted");
  });

  it("when its dial cannot show so much", () => {
    expect(outcome(read("2026-03-01", "100000"))).toBe("value-beyond-dial");
    expect(outcome(read("2026-03-01", "99999.999"), { known: [known("2026-02-01", 99_999)] })).toBe(
      "accepted",
    );
    expect(outcome(read("2026-03-01", "123456"), { meters: [meter({ dialDigits: null })] })).toBe("accepted");
  });

  it("when the counter goes backward: below the reading before, below the start, above the reading after, above the end", () => {
    const past = { known: [known("2025-06-01", 50), known("2026-02-01", 60)] };
    expect(outcome(read("2026-03-01", "59.9"), past)).toBe("backward");
    expect(outcome(read("2026-03-01", "60"), past)).toBe("accepted");
    expect(outcome(read("2025-08-01", "60.1"), past)).toBe("backward");
    expect(outcome(read("2025-08-01", "55"), past)).toBe("accepted");
    expect(outcome(read("2025-08-01", "9"), { meters: [meter({ start: 10_000_000 })] })).toBe("backward");
    const ended = meter({ during: { from: day("2024-01-01"), until: day("2025-12-10") }, end: 70_000_000 });
    expect(outcome(read("2025-12-01", "71"), { meters: [ended], ...past, known: [] })).toBe("backward");
    expect(outcome(read("2025-12-01", "69"), { meters: [ended], ...past, known: [] })).toBe("accepted");
  });

  it("but not because of an estimate or of a reading that was corrected", () => {
    expect(outcome(read("2026-03-01", "40"), { known: [known("2026-02-01", 60)] })).toBe("backward");
    const estimate = known("2026-02-01", 60, { source: "estimate" });
    expect(outcome(read("2026-03-01", "40"), { known: [estimate] })).toBe("accepted");
    const corrected = known("2026-02-01", 60, { isCorrected: true });
    expect(outcome(read("2026-03-01", "40"), { known: [corrected] })).toBe("accepted");
  });
});

describe("a radio module", () => {
  const radio = { radioId: "R7", from: day("2025-05-01"), until: day("2025-09-01") };
  const meters = [
    meter({ radios: [radio] }),
    meter({
      id: 2,
      code: "X",
      pointId: 12,
      serial: "20002",
      radios: [{ radioId: "R7", from: day("2025-09-01"), until: null }],
    }),
  ];

  it("belongs to the meter at which it was that day", () => {
    const { identified } = identifyReadings(
      [read("2025-08-31", "1", { device: "R7" }), read("2025-09-01", "1", { device: "r7" })],
      meters,
      TODAY,
    );
    expect(identified.map((each) => each.meter.id)).toEqual([1, 2]);
  });

  it("means nothing to a person, who names meters", () => {
    expect(outcome(read("2025-08-31", "1", { device: "R7", namedBy: "meter" }), { meters })).toBe(
      "unknown-serial",
    );
    expect(outcome(read("2025-08-31", "1", { device: "L1-W", namedBy: "meter" }), { meters })).toBe(
      "accepted",
    );
  });

  it("that is gone, or not there yet, names nobody", () => {
    expect(outcome(read("2025-04-30", "1", { device: "R7" }), { meters })).toBe("before-installation");
    const gone = [meter({ radios: [radio] })];
    expect(outcome(read("2025-09-02", "1", { device: "R7" }), { meters: gone })).toBe("retired-serial");
  });

  it("with the number of another meter is told from neither", () => {
    const both = [...meters, meter({ id: 3, code: "Y", pointId: 13, serial: "R7" })];
    expect(outcome(read("2025-08-31", "1", { device: "R7" }), { meters: both })).toBe("ambiguous-serial");
  });
});

describe("a line is taken and flagged", () => {
  const monthly = [1, 2, 3, 4].map((month) => known(`2025-0${month}-01`, 100 + month * 3));

  it("as a roll-over near the end of the dial only", () => {
    const past = { known: [known("2026-01-01", 99_990)], history: { isWhole: false } };
    expect(outcome(read("2026-02-01", "4"), past)).toBe("roll-over");
    expect(outcome(read("2026-02-01", "99989"), past)).toBe("backward");
    expect(outcome(read("2026-02-01", "4"), { ...past, meters: [meter({ dialDigits: null })] })).toBe(
      "backward",
    );
  });

  it("as an improbable jump against its own history, not against a floor", () => {
    expect(outcome(read("2025-05-01", "300"), { known: monthly })).toBe("improbable-jump");
    // 3 m³ a month is usual, so 18 are six times as much; 1 m³ at once and 12 a month are nobody's jump.
    expect(outcome(read("2025-05-01", "133"), { known: monthly })).toBe("improbable-jump");
    expect(outcome(read("2025-05-01", "124"), { known: monthly })).toBe("accepted");
    expect(outcome(read("2025-04-02", "113"), { known: monthly })).toBe("accepted");
    expect(outcome(read("2025-04-02", "113.1"), { known: monthly })).toBe("improbable-jump");
    const empty = [1, 2, 3, 4].map((month) => known(`2025-0${month}-01`, 100));
    expect(outcome(read("2025-05-01", "112"), { known: empty })).toBe("accepted");
    expect(outcome(read("2025-05-01", "300"), { known: [], history: { isWhole: false } })).toBe("accepted");
  });

  it("but not a main meter that always counts so much", () => {
    const mains = [1, 2, 3, 4].map((month) => known(`2025-0${month}-01`, month * 900));
    const meters = [meter({ level: "main" })];
    expect(outcome(read("2025-05-01", "4500"), { known: mains, meters })).toBe("accepted");
    expect(outcome(read("2025-05-01", "13000"), { known: mains, meters })).toBe("improbable-jump");
  });

  it("but not a heat meter whose season begins: not a main one before it knows a year, not a flat's in January", () => {
    const heat = { kind: "heat-meter", measure: "GJ", medium: "heat" } as const;
    const main = [meter({ ...heat, level: "main", dialDigits: null })];
    const summer = { known: [5, 6, 7, 8, 9].map((month) => known(`2025-0${month}-01`, 100 + month)) };
    const whole = { ...summer, history: { isWhole: false }, meters: main };
    expect(outcome(read("2025-10-01", "190"), whole)).toBe("accepted");
    const year = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((month) => known(`2025-0${month}-01`, 100 + month));
    const long = { known: [known("2024-11-01", 100), ...year], history: { isWhole: false }, meters: main };
    expect(outcome(read("2025-10-01", "190"), long)).toBe("improbable-jump");
    const flat = { ...summer, meters: [meter({ ...heat, dialDigits: null })] };
    expect(outcome(read("2025-10-01", "114"), flat)).toBe("accepted");
    expect(outcome(read("2025-10-01", "130"), flat)).toBe("improbable-jump");
  });

  it("when it stands still where people live for 28 days: a whole month, whichever it is", () => {
    const past = { known: [known("2025-12-01", 10), known("2026-02-01", 12)] };
    const inhabited = new Map([[11, [{ from: day("2024-01-01"), until: null }]]]);
    expect(outcome(read("2026-03-01", "12"), { ...past, inhabited })).toBe("zero-while-inhabited");
    expect(outcome(read("2026-02-28", "12"), { ...past, inhabited })).toBe("accepted");
    expect(outcome(read("2026-03-01", "12"), past)).toBe("accepted");
    expect(outcome(read("2026-03-01", "12.001"), { ...past, inhabited })).toBe("accepted");
    const main = [meter({ level: "main" })];
    expect(outcome(read("2026-03-01", "12"), { ...past, inhabited, meters: main })).toBe("accepted");
    const movedIn = new Map([[11, [{ from: day("2026-02-02"), until: null }]]]);
    expect(outcome(read("2026-03-01", "12"), { ...past, inhabited: movedIn })).toBe("accepted");
  });

  it("when it has stood still since before the readings at hand", () => {
    const inhabited = new Map([[11, [{ from: day("2024-01-01"), until: null }]]]);
    const history = { isWhole: false, stoodSince: day("2025-11-01") };
    const past = { known: [known("2026-02-20", 12)], inhabited };
    expect(outcome(read("2026-03-02", "12"), { ...past, history })).toBe("zero-while-inhabited");
    expect(outcome(read("2026-03-02", "12"), { ...past, history: { isWhole: false } })).toBe("accepted");
  });

  it("the day after the verification expired", () => {
    const meters = [meter({ verifiedUntil: day("2026-02-01") })];
    expect(outcomes([read("2026-02-01", "1"), read("2026-02-02", "1")], { meters })).toEqual([
      "accepted",
      "verification-expired",
    ]);
    const exchanged = { from: day("2021-01-01"), until: day("2026-02-02") };
    const old = [meter({ verifiedUntil: day("2026-02-01"), during: exchanged })];
    expect(outcome(read("2026-02-02", "1"), { meters: old })).toBe("accepted");
  });

  it.each<[ReadReading["states"][number], ReadingFlag]>([
    ["seal-broken", "seal-broken"],
    ["leak", "leak"],
    ["blocked", "device-fault"],
    ["battery-low", "device-fault"],
    ["unknown", "device-fault"],
  ])("when the device says %s", (state, flag) => {
    expect(outcome(read("2026-02-01", "1", { states: [state] }))).toBe(flag);
    expect(outcome(read("2026-02-01", "1"))).toBe("accepted");
  });

  it("with all its flags, counted under the most severe", () => {
    const meters = [meter({ verifiedUntil: day("2025-01-01") })];
    const lines = [read("2025-05-01", "300", { states: ["leak", "seal-broken"] })];
    const { identified } = identifyReadings(lines, meters, TODAY);
    const verdicts = checkReadings({
      readings: identified,
      histories: new Map([[1, { readings: monthly, isWhole: true, stoodSince: null }]]),
      inhabited: new Map(),
    });
    expect(verdicts[0]).toMatchObject({
      flags: ["seal-broken", "leak", "improbable-jump", "verification-expired"],
    });
    expect(tallyReadings([], verdicts).flagged).toEqual({ "seal-broken": 1 });
  });
});

describe("an allocator", () => {
  const past = { meters: [allocator()], known: [known("2025-12-20", 270)] };
  const setDay = { on: day("2025-12-31"), value: "281" };

  it("begins again at zero after its set day, whose value goes in before", () => {
    expect(outcome(read("2026-01-20", "14", { setDay }), past)).toBe("accepted, restart 2025-12-31");
    expect(outcome(read("2026-01-20", "14"), past)).toBe("backward");
    expect(
      outcome(read("2026-01-20", "14", { setDay }), { ...past, meters: [meter({ dialDigits: null })] }),
    ).toBe("backward");
  });

  it("does so once, in whatever order its lines come", () => {
    const lines = [read("2026-02-20", "34", { setDay }), read("2026-01-20", "14", { setDay })];
    expect(outcomes(lines, past)).toEqual(["accepted", "accepted, restart 2025-12-31"]);
    const restarted = [...past.known, known("2025-12-31", 281, { restarts: true })];
    expect(outcome(read("2026-02-20", "34", { setDay }), { ...past, known: restarted })).toBe("accepted");
  });

  it("also when it was not read before its first set day", () => {
    expect(outcome(read("2026-01-20", "14", { setDay }), { meters: [allocator()] })).toBe(
      "accepted, restart 2025-12-31",
    );
  });

  it("also when its set day is a reading of its own", () => {
    const lines = [read("2026-01-20", "14"), read("2025-12-31", "281", { restarts: true })];
    expect(outcomes(lines, past)).toEqual(["accepted", "accepted"]);
    const silent = [read("2026-01-20", "14"), read("2025-12-31", "281")];
    expect(outcomes(silent, past)).toEqual(["backward", "accepted"]);
  });

  it("also when it has already counted more than it showed on its set day", () => {
    // A radiator that was hardly on: 3 units in the whole year, 12 since.
    const cold = { meters: [allocator()], known: [known("2025-09-01", 3)] };
    const three = { on: day("2025-12-31"), value: "3" };
    expect(outcome(read("2026-01-31", "12", { setDay: three }), cold)).toBe("accepted, restart 2025-12-31");
    const nine = { on: day("2025-12-31"), value: "89" };
    expect(outcome(read("2026-03-09", "97", { setDay: nine }), { meters: [allocator()] })).toBe(
      "accepted, restart 2025-12-31",
    );
  });

  it("did not begin again when it shows what it showed, or more than a radiator can give since", () => {
    expect(outcome(read("2026-01-20", "281", { setDay }), past)).toBe("accepted");
    expect(outcome(read("2026-01-20", "700", { setDay }), past)).not.toContain("restart");
  });

  it("is not believed when its set day contradicts what was read", () => {
    const lower = { on: day("2025-12-31"), value: "260" };
    expect(outcome(read("2026-01-20", "14", { setDay: lower }), past)).toBe("backward");
    const earlier = { on: day("2025-12-19"), value: "281" };
    expect(outcome(read("2026-01-20", "14", { setDay: earlier }), past)).toBe("backward");
  });
});

describe("the same reading", () => {
  it("is a duplicate by day, value and source, in the books and in the file", () => {
    const past = { known: [known("2026-01-01", 12)] };
    expect(outcome(read("2026-01-01", "12.000"), past)).toBe("duplicate");
    expect(outcome(read("2026-01-01", "12", { source: "visit" }), past)).toBe("accepted");
    expect(outcomes([read("2026-02-01", "13"), read("2026-02-01", "13,0")]).sort()).toEqual([
      "accepted",
      "duplicate",
    ]);
  });

  it("even when it was corrected since", () => {
    expect(
      outcome(read("2026-01-01", "12"), { known: [known("2026-01-01", 12, { isCorrected: true })] }),
    ).toBe("duplicate");
  });
});

describe("whatever the file", () => {
  const first = day("2025-01-01");
  const states = fc.constantFrom<ReadReading["states"]>([], [], [], ["leak"], ["blocked"]);
  const lines = fc.array(
    fc.record({
      device: fc.constantFrom("10001", "20002", "nobody"),
      days: fc.integer({ min: 0, max: 460 }),
      value: fc.integer({ min: 0, max: 300 }),
      states,
      isSetDay: fc.boolean(),
    }),
    { maxLength: 25 },
  );
  const meters = [allocator(), allocator({ id: 2, code: "X", pointId: 12, serial: "20002" })];
  const readingsOf = (drawn: readonly Drawn[]) =>
    drawn.map(({ device, days, value, states, isSetDay }) =>
      read(addDays(first, days), String(value), {
        device,
        states,
        setDay: isSetDay ? { on: day("2025-12-31"), value: "280" } : null,
      }),
    );
  const judge = (readings: readonly ReadReading[], histories: ReadingFacts["histories"] = new Map()) => {
    const { identified, refused } = identifyReadings(readings, meters, TODAY);
    const verdicts = checkReadings({ readings: identified, histories, inhabited: new Map() });
    return { verdicts, tally: tallyReadings(refused, verdicts) };
  };

  it("lines are exactly accepted, duplicates, flagged and refused", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const { tally } = judge(readingsOf(drawn));
        const sum = (counts: Readonly<Record<string, number>>) =>
          Object.values(counts).reduce((total, count) => total + count, 0);
        expect(tally.lines).toBe(drawn.length);
        expect(tally.accepted + tally.duplicates + sum(tally.flagged) + sum(tally.refused)).toBe(tally.lines);
      }),
    );
  });

  it("the order of its lines says nothing", () => {
    fc.assert(
      fc.property(lines, fc.nat(), (drawn, seed) => {
        const shuffled = [...drawn].sort(
          (a, b) =>
            ((a.days * 7919 + a.value * 31 + seed) % 97) - ((b.days * 7919 + b.value * 31 + seed) % 97),
        );
        const taken = (readings: readonly ReadReading[]) =>
          judge(readings)
            .verdicts.filter((verdict) => verdict.kind === "taken")
            .map(({ identified: { meter, reading, value }, flags, restart }) =>
              [meter.id, reading.readOn, value, flags.join(" "), restart?.on].join(" "),
            )
            .sort();
        expect(judge(readingsOf(shuffled)).tally).toEqual(judge(readingsOf(drawn)).tally);
        expect(taken(readingsOf(shuffled))).toEqual(taken(readingsOf(drawn)));
      }),
    );
  });

  it("the same file again brings nothing new", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const { verdicts, tally } = judge(readingsOf(drawn));
        const histories = new Map<number, MeterHistory>();
        for (const { id } of meters) {
          const readings = verdicts.flatMap((verdict): KnownReading[] => {
            if (verdict.kind !== "taken" || verdict.identified.meter.id !== id) return [];
            const { identified, restart } = verdict;
            const stored = (readOn: PlainDate, value: number, restarts: boolean) => ({
              readOn,
              value,
              source: "radio" as const,
              restarts,
              isCorrected: false,
            });
            return [
              ...(restart ? [stored(restart.on, restart.value, true)] : []),
              stored(identified.reading.readOn, identified.value, false),
            ];
          });
          histories.set(id, { readings, isWhole: true, stoodSince: null });
        }
        const again = judge(readingsOf(drawn), histories);
        expect(again.verdicts.filter(({ kind }) => kind === "taken")).toEqual([]);
        expect(again.tally.duplicates).toBe(tally.lines - sumOf(tally.refused));
      }),
    );
  });
});

interface Drawn {
  readonly device: string;
  readonly days: number;
  readonly value: number;
  readonly states: ReadReading["states"];
  readonly isSetDay: boolean;
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
