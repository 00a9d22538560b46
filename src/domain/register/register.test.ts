import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { month } from "../values/month.ts";
import { addDays, plainDate } from "../values/plain-date.ts";
import { monthsChanged } from "./changed-months.ts";
import type { CooperativeFacts } from "./facts.ts";
import { holderProblems } from "./holders.ts";
import { changedPeriods, firstUncoveredDay, overlappingRows } from "./periods.ts";
import { isPesel } from "./pesel.ts";

const START = plainDate("2026-01-01");
const DAYS = 40;

/** Periods inside forty days, a few of them without end. */
const period = fc
  .record({ first: fc.nat(DAYS - 2), length: fc.integer({ min: 1, max: DAYS }), isOpen: fc.boolean() })
  .map(({ first, length, isOpen }) => ({
    from: addDays(START, first),
    until: isOpen && length > DAYS / 2 ? null : addDays(START, first + length),
  }));
const days = Array.from({ length: 2 * DAYS + 2 }, (_, day) => addDays(START, day));
const holds = ({ from, until }: { from: string; until: string | null }, day: string) =>
  from <= day && (until === null || day < until);

function datedRows(periods: readonly { from: typeof START; until: typeof START | null }[]) {
  return {
    count: periods.length,
    faulty: new Set<number>(),
    from: periods.map(({ from }) => from),
    until: periods.map(({ until }) => until),
  };
}

describe("periods", () => {
  it("overlap exactly when some day belongs to two rows of a group", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ period, group: fc.nat(2) }), { maxLength: 8 }), (rows) => {
        const found = overlappingRows(datedRows(rows.map((row) => row.period)), (row) => rows[row]!.group);
        const isDouble = [0, 1, 2].some((group) =>
          days.some((day) => rows.filter((row) => row.group === group && holds(row.period, day)).length > 1),
        );
        expect(found.length > 0).toBe(isDouble);
        for (const { row, other } of found)
          expect(days.some((day) => holds(rows[row]!.period, day) && holds(rows[other]!.period, day))).toBe(
            true,
          );
      }),
    );
  });

  it("cover a range up to the first day that none of them has", () => {
    fc.assert(
      fc.property(period, fc.array(period, { maxLength: 6 }), (range, covers) => {
        const sorted = covers.toSorted((a, b) => (a.from < b.from ? -1 : 1));
        const expected =
          days.find((day) => holds(range, day) && !covers.some((cover) => holds(cover, day))) ?? null;
        expect(firstUncoveredDay(range, sorted)).toBe(expected);
      }),
    );
  });

  it("differ on exactly the days on which another value holds", () => {
    const told = fc.array(fc.record({ period, value: fc.constantFrom("a", "b") }), { maxLength: 5 });
    fc.assert(
      fc.property(told, told, (before, after) => {
        const flat = (rows: typeof before) => rows.map(({ period, value }) => ({ ...period, value }));
        const changed = changedPeriods(flat(before), flat(after));
        const on = (rows: typeof before, day: string) =>
          rows
            .filter((row) => holds(row.period, day))
            .map(({ value }) => value)
            .sort()
            .join();
        for (const day of days)
          expect(changed.some((range) => holds(range, day))).toBe(on(before, day) !== on(after, day));
      }),
    );
  });

  it("name the months in which an owner's facts changed", () => {
    const months = ["2026-01", "2026-02", "2026-03"].map(month);
    const value = { value: "3 persons", from: plainDate("2025-01-01"), until: null };
    const ended = { ...value, until: plainDate("2026-02-28") };
    expect(monthsChanged(months, [{ owner: "unit", before: value, after: ended }])).toEqual([
      "2026-02",
      "2026-03",
    ]);
    expect(monthsChanged(months, [{ owner: "unit", before: value, after: { ...value } }])).toEqual([]);
    const other = { owner: "another", before: null, after: { ...value, from: plainDate("2026-03-31") } };
    expect(monthsChanged(months, [other])).toEqual(["2026-03"]);
  });
});

describe("holders of a right", () => {
  const right = { from: plainDate("2020-01-01"), until: null };
  type Holders = readonly (readonly [person: number, from: string, until: string | null])[];
  const reasons = (holders: Holders) => {
    const rows = holders.map(([, from, until]) => ({
      from: plainDate(from),
      until: until === null ? null : plainDate(until),
    }));
    const facts = {
      rights: { ...datedRows([right]), code: ["R1"] },
      rightHolders: {
        ...datedRows(rows),
        right: rows.map(() => 0),
        person: holders.map(([person]) => person),
      },
      people: { code: ["P0", "P1", "P2", "P3"] },
    } as unknown as CooperativeFacts;
    return holderProblems(facts).map(({ reason, row }) => [reason, row]);
  };

  it.each<[string, Holders, unknown[]]>([
    ["one alone", [[0, "2020-01-01", null]], []],
    [
      "a spouse joins and stays on alone",
      [
        [0, "2020-01-01", "2024-01-01"],
        [1, "2021-01-01", null],
      ],
      [],
    ],
    [
      "one follows the other at once",
      [
        [0, "2020-01-01", "2024-01-01"],
        [1, "2024-01-01", null],
      ],
      [["right-without-continuity", 1]],
    ],
    [
      "two follow two",
      [
        [0, "2020-01-01", "2024-01-01"],
        [1, "2020-01-01", "2024-01-01"],
        [2, "2024-01-01", null],
        [3, "2024-01-01", null],
      ],
      [["right-without-continuity", 2]],
    ],
    [
      "one of two goes, another comes",
      [
        [0, "2020-01-01", null],
        [1, "2020-01-01", "2024-01-01"],
        [2, "2024-01-01", null],
      ],
      [],
    ],
    [
      "a stranger after a gap",
      [
        [0, "2020-01-01", "2023-01-01"],
        [1, "2024-01-01", null],
      ],
      [["right-without-continuity", 1]],
    ],
    [
      "the same person after a gap",
      [
        [0, "2020-01-01", "2023-01-01"],
        [0, "2024-01-01", null],
      ],
      [],
    ],
    ["before the right", [[0, "2019-12-31", null]], [["holder-outside-right", 0]]],
    ["nobody", [], [["right-without-holder", 0]]],
  ])("%s", (_name, holders, expected) => {
    expect(reasons(holders)).toEqual(expected);
  });
});

describe("PESEL", () => {
  it.each([
    ["44051401359", true],
    ["44051401358", false],
    ["44053201359", false],
    ["02270803624", true],
    ["00000000000", false],
    ["4405140135", false],
    ["44O51401359", false],
  ])("%s is one: %s", (text, expected) => {
    expect(isPesel(text)).toBe(expected);
  });

  it("notices every single wrong digit", () => {
    fc.assert(
      fc.property(fc.nat(10), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = [..."44051401359"];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(isPesel(digits.join(""))).toBe(false);
      }),
    );
  });
});
