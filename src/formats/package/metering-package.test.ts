import { describe, expect, it } from "vitest";
import { change, type DraftPackage, examplePackage, sealed } from "../../../tests/setup/exchange-package.ts";
import { sentenceOf } from "../../web/messages/refusals.pl.ts";
import { readPackage } from "./read-package.ts";

type Fault = readonly [file: string, line: number | null, column: string | null, reason: string];

async function faultsOf(draft: DraftPackage): Promise<Fault[]> {
  const { problems } = await readPackage(sealed(draft));
  return problems.map(({ file, line, column, reason }) => [file, line, column, reason]);
}

const replaced = (name: string, from: string, to: string) =>
  change(examplePackage(), name, (text) => text.replace(from, to));
const added = (name: string, row: string) => change(examplePackage(), name, (text) => `${text}${row}\n`);

describe("the metering network of a package", () => {
  it("of the guide is read as it is written", async () => {
    const { facts, problems } = await readPackage(sealed(examplePackage()));
    expect(problems).toEqual([]);
    const { meteringPointStates, meteringPointUnits, meters, meterRadios, readings } = facts;
    expect(meteringPointStates.behind).toEqual([-1, -1, 0, 0, 0, 0, 1]);
    expect(meteringPointStates.locationFactorMillionths.at(-1)).toBe(850_000);
    expect(meteringPointStates.isRemote.slice(0, 2)).toEqual([true, false]);
    expect(meteringPointUnits.shareMillionths).toEqual([1_000_000, 1_000_000, 500_000, 500_000, 1_000_000]);
    // The old meter's last day is the day before the new one's first.
    expect([meters.until[2], meters.from[3]]).toEqual(["2026-02-11", "2026-02-11"]);
    expect([meters.endMillionths[2], meters.startMillionths[3], meters.dialDigits[3]]).toEqual([
      341_207_000, 12_000, 5,
    ]);
    expect(meters.factorMillionths[6]).toBe(1_350_000);
    expect(meterRadios.radioId[1]).toBe("9900A005");
    expect([readings.valueMillionths[2], readings.restarts[7]]).toEqual([268_400_000, true]);
  });

  it("may be told in part or not at all", async () => {
    const { files, manifest } = examplePackage();
    for (const name of ["readings.csv", "meter-radios.csv", "meters.csv", "metering-point-units.csv"]) {
      files.delete(name);
      expect((await readPackage(sealed({ files, manifest }))).problems).toEqual([]);
    }
    files.delete("metering-point-states.csv");
    files.delete("metering-points.csv");
    expect((await readPackage(sealed({ files, manifest }))).problems).toEqual([]);
  });

  const states = "metering-point-states.csv";
  const units = "metering-point-units.csv";
  const faults: readonly (readonly [string, DraftPackage, Fault])[] = [
    [
      "a medium that is not measured",
      replaced("metering-points.csv", "B1-CO;heat", "B1-CO;waste"),
      ["metering-points.csv", 3, "medium", "not-one-of"],
    ],
    [
      "a point that stands nowhere",
      added("metering-points.csv", "B1-9;cold-water;individual;kuchnia"),
      ["metering-points.csv", 8, null, "point-without-state"],
    ],
    [
      "a point in two places at a time",
      replaced(states, "2026-03-31", "2026-04-01"),
      [states, 6, "first_day", "periods-overlap"],
    ],
    [
      "a point behind an unknown one",
      replaced(states, "B1-1-ZW;B1;B1-ZW", "B1-1-ZW;B1;B1-Z"),
      [states, 4, "behind", "unknown-reference"],
    ],
    [
      "a point of an unknown building",
      replaced(states, "B1-ZW;B1", "B1-ZW;B7"),
      [states, 2, "building", "unknown-reference"],
    ],
    [
      "a point behind one of a unit",
      replaced(states, "B1-2-ZW;B1;B1-ZW;;yes", "B1-2-ZW;B1;B1-1-ZW;;yes"),
      [states, 6, "behind", "behind-individual-point"],
    ],
    [
      "a point behind itself",
      replaced(states, "B1-CO;B1;;", "B1-CO;B1;B1-CO;"),
      [states, 3, "behind", "point-behind-itself"],
    ],
    [
      "a circle of points",
      change(
        change(
          examplePackage(),
          "metering-points.csv",
          (text) => `${text}HYD;cold-water;collective;hydrofornia\n`,
        ),
        states,
        (text) => `${text.replace("B1-ZW;B1;;;yes", "B1-ZW;B1;HYD;;yes")}HYD;;B1-ZW;;;2025-01-01;\n`,
      ),
      [states, 2, "behind", "point-behind-itself"],
    ],
    [
      "points in a row that is too long",
      change(
        change(examplePackage(), "metering-points.csv", (text) =>
          text.concat(...chain((n) => `X${n};cold-water;collective;\n`)),
        ),
        states,
        (text) => text.concat(...chain((n) => `X${n};;${n === 17 ? "" : `X${n + 1}`};;;2026-01-01;\n`)),
      ),
      [states, 9, "behind", "network-too-deep"],
    ],
    [
      "a place corrected beyond measure",
      replaced(states, "0,85", "8,5"),
      [states, 8, "location_factor", "number-out-of-range"],
    ],
    [
      "a main that serves a unit",
      added(units, "B1-ZW;B1-2;;2026-01-01;"),
      [units, 7, "point", "units-of-several"],
    ],
    [
      "a unit served twice at a time",
      added(units, "B1-1-ZW;B1-1;;2026-05-01;"),
      [units, 7, "first_day", "periods-overlap"],
    ],
    [
      "units that share more than the whole",
      replaced(units, "B1-2;0,5", "B1-2;0,500001"),
      [units, 5, "share", "shares-above-whole"],
    ],
    ["a share of nothing", replaced(units, "B1-1;0,5", "B1-1;0"), [units, 4, "share", "number-out-of-range"]],
    [
      "a water meter that measures heat",
      replaced("meters.csv", "99000002;heat-meter;;GJ", "99000002;water-meter;;m3"),
      ["meters.csv", 3, "kind", "meter-of-another-medium"],
    ],
    [
      "heat in cubic metres",
      replaced("meters.csv", "heat-meter;;GJ", "heat-meter;;m3"),
      ["meters.csv", 3, "measure", "measure-of-another-kind"],
    ],
    [
      "a factor of nothing",
      replaced("meters.csv", "1,35", "0"),
      ["meters.csv", 8, "factor", "number-out-of-range"],
    ],
    [
      "a meter put in after its verification",
      replaced("meters.csv", "2029-01-15", "2024-01-14"),
      ["meters.csv", 7, "verified_until", "verified-before-installed"],
    ],
    [
      "a last value of a meter that stands",
      replaced("meters.csv", "2029-01-15;0;", "2029-01-15;0;50"),
      ["meters.csv", 7, "end_value", "end-value-without-end"],
    ],
    [
      "a first value that the dial has not",
      replaced("meters.csv", "2031-02-11;0,012", "2031-02-11;100000"),
      ["meters.csv", 5, "start_value", "value-beyond-dial"],
    ],
    [
      "a meter that ends below its start",
      replaced("meters.csv", "2026-02-11;0;341,207;5", "2026-02-11;400;341,207;"),
      ["meters.csv", 4, "end_value", "meter-ends-below-start"],
    ],
    [
      "two meters at one point",
      replaced("meters.csv", "2026-02-10", "2026-02-11"),
      ["meters.csv", 5, "first_day", "meters-overlap"],
    ],
    [
      "one meter at two points",
      replaced("meters.csv", "99000006", "99000005"),
      ["meters.csv", 7, "first_day", "serial-at-two-points"],
    ],
    [
      "a meter with two radio modules",
      replaced("meter-radios.csv", "2026-06-14", "2026-06-15"),
      ["meter-radios.csv", 4, "first_day", "periods-overlap"],
    ],
    [
      "one radio module at two meters",
      replaced("meter-radios.csv", "L7;99000007", "L7;9900B005"),
      ["meter-radios.csv", 4, "first_day", "radio-at-two-meters"],
    ],
    [
      "a reading of an unknown meter",
      replaced("readings.csv", "L6;", "L66;"),
      ["readings.csv", 8, "meter", "unknown-reference"],
    ],
    [
      "a reading that is no number",
      replaced("readings.csv", "44,05", "44,05 m3"),
      ["readings.csv", 8, "value", "not-a-decimal"],
    ],
    [
      "a reading before its meter",
      replaced("readings.csv", "L5;2025-12-31", "L5;2023-06-19"),
      ["readings.csv", 7, "read_on", "reading-outside-meter"],
    ],
    [
      "a reading after its meter",
      added("readings.csv", "L3;2026-02-12;341,3;visit;;"),
      ["readings.csv", 11, "read_on", "reading-outside-meter"],
    ],
    [
      "a reading that goes backward",
      replaced("readings.csv", "335,11", "268,39"),
      ["readings.csv", 6, "value", "reading-backward"],
    ],
    [
      "an allocator that goes backward",
      replaced("readings.csv", "1480;visit;yes", "1480;visit;no"),
      ["readings.csv", 10, "value", "reading-backward"],
    ],
    [
      "a reading beyond the dial",
      replaced("readings.csv", "188,72", "100000"),
      ["readings.csv", 7, "value", "value-beyond-dial"],
    ],
    [
      "a reading told twice",
      added("readings.csv", "L6;2025-12-31;44,05;visit;;jeszcze raz"),
      ["readings.csv", 11, "read_on", "reading-told-twice"],
    ],
  ];

  it.each(faults)("with %s is refused at its place, and with nothing else", async (_name, draft, fault) => {
    expect(await faultsOf(draft)).toEqual([fault]);
  });

  it("says every reason in Polish", async () => {
    for (const [, draft] of faults) {
      for (const problem of (await readPackage(sealed(draft))).problems)
        expect(sentenceOf(problem)).not.toContain(problem.reason);
    }
  });

  it.each<[string, DraftPackage]>([
    ["a reading on the day a meter was taken out", added("readings.csv", "L3;2026-02-11;341,207;visit;;")],
    [
      "a dial that began again at zero",
      change(replaced("meters.csv", "2028-06-20;0;", "2028-06-20;99990;"), "readings.csv", (text) =>
        text.replace("L5;2025-12-31;188,72", "L5;2024-12-31;99995;visit;;\nL5;2025-12-31;12,4"),
      ),
    ],
    ["an estimate above the reading after it", replaced("readings.csv", "301,9", "401,9")],
    [
      "a serial that moves on the day it is taken out",
      change(
        replaced("meters.csv", "L4;B1-1-ZW;99000004", "L4;B1-1-ZW;99000044"),
        "meters.csv",
        (text) =>
          `${text.replace("L6;B1-W-ZW;99000006;water-meter;DN15;m3;2024-01-15;;2029-01-15", "L6;B1-W-ZW;99000006;water-meter;DN15;m3;2024-01-15;2026-02-10;2029-01-15")}L8;B1-W-ZW;99000003;water-meter;DN15;m3;2026-02-11;;2031-02-11;341,207;;5;;\n`,
      ),
    ],
    [
      "shares that change hands on a day",
      change(
        replaced(units, "B1-1;0,5;2026-01-01;", "B1-1;0,5;2026-01-01;2026-06-30"),
        units,
        (text) => `${text}B1-W-ZW;B1-U1;0,5;2026-07-01;\n`,
      ),
    ],
    [
      "points whose order is turned round on a day",
      change(
        change(
          examplePackage(),
          "metering-points.csv",
          (text) => `${text}HYD;cold-water;collective;hydrofornia\n`,
        ),
        states,
        (text) =>
          `${text.replace("B1-ZW;B1;;;yes;2026-01-01;", "B1-ZW;B1;HYD;;yes;2026-01-01;2026-06-30\nB1-ZW;B1;;;yes;2026-07-01;")}HYD;;;;;2026-01-01;2026-06-30\nHYD;;B1-ZW;;;2026-07-01;\n`,
      ),
    ],
  ])("with %s is right", async (_name, draft) => {
    expect(await faultsOf(draft)).toEqual([]);
  });
});

function chain(row: (n: number) => string): string[] {
  return Array.from({ length: 17 }, (_, index) => row(index + 1));
}
