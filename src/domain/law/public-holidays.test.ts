import { describe, expect, it } from "vitest";
import { plainDate } from "../values/plain-date.ts";
import { easterSunday, endOfTerm, publicHolidayOn, publicHolidays } from "./public-holidays.ts";

describe("Easter Sunday", () => {
  it.each([
    [1818, "1818-03-22"],
    [1943, "1943-04-25"],
    [1954, "1954-04-18"],
    [2000, "2000-04-23"],
    [2024, "2024-03-31"],
    [2025, "2025-04-20"],
    [2026, "2026-04-05"],
    [2038, "2038-04-25"],
    [2049, "2049-04-18"],
    [2076, "2076-04-19"],
  ])("of %i is %s", (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });
});

describe("public holidays", () => {
  it("lists a year in order", () => {
    expect(publicHolidays(2026).map((holiday) => holiday.day)).toEqual([
      "2026-01-01",
      "2026-01-06",
      "2026-04-05",
      "2026-04-06",
      "2026-05-01",
      "2026-05-03",
      "2026-05-24",
      "2026-06-04",
      "2026-08-15",
      "2026-11-01",
      "2026-11-11",
      "2026-12-24",
      "2026-12-25",
      "2026-12-26",
    ]);
  });

  it("knows since when and how long a day is free", () => {
    const free = (day: string) => publicHolidayOn(plainDate(day))?.citation ?? null;
    expect([free("2010-01-06"), free("2011-01-06")]).toEqual([null, "Dz.U. 2010 nr 224 poz. 1459"]);
    expect([free("2024-12-24"), free("2025-12-24")]).toEqual([null, "Dz.U. 2024 poz. 1965"]);
    expect([free("2017-11-12"), free("2018-11-12"), free("2019-11-12")]).toEqual([
      null,
      "Dz.U. 2018 poz. 2117",
      null,
    ]);
  });
});

describe("the end of a term", () => {
  it.each([
    ["an ordinary day stays", "2025-04-15", "2025-04-15"],
    ["a Saturday before 2017 stays", "2016-12-10", "2016-12-10"],
    ["the last Saturday before 2017 stays", "2016-12-31", "2016-12-31"],
    ["the first Saturday of 2017 moves to Monday", "2017-01-07", "2017-01-09"],
    ["a Sunday before 2017 moves to Monday", "2016-12-11", "2016-12-12"],
    ["New Year 2017, a Sunday", "2017-01-01", "2017-01-02"],
    ["Christmas Eve 2025 to Monday", "2025-12-24", "2025-12-29"],
    ["Christmas Eve 2024 was a working day", "2024-12-24", "2024-12-24"],
    ["Christmas Day 2024, Wednesday", "2024-12-25", "2024-12-27"],
    ["Easter Saturday 2025 to Tuesday", "2025-04-19", "2025-04-22"],
    ["Easter Monday 2025", "2025-04-21", "2025-04-22"],
    ["1 May 2026, Friday, then Saturday and Sunday 3 May", "2026-05-01", "2026-05-04"],
    ["3 May 2025, a Saturday", "2025-05-03", "2025-05-05"],
    ["Corpus Christi 2025, Thursday", "2025-06-19", "2025-06-20"],
    ["10 November 2018, Saturday, with the free Monday", "2018-11-10", "2018-11-13"],
  ])("%s", (_case, day, end) => {
    expect(endOfTerm(plainDate(day))).toBe(end);
  });
});
