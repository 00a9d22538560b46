import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { publicHolidays } from "../../src/domain/law/public-holidays.ts";

const FILE = new URL(
  "../../../shared/data/interest/holidays-pl/snapshots/countries/PL_COMMON.json",
  import.meta.url,
);

describe.skipIf(!existsSync(FILE))("public holidays against a published calendar", () => {
  const byDay = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Record<string, string>) : {};
  const years = Array.from({ length: 60 }, (_, index) => 1991 + index);

  it.each(years)("%i", (year) => {
    const published = Object.keys(byDay).filter((day) => day.startsWith(String(year)));
    expect(published.length).toBeGreaterThan(0);
    expect(publicHolidays(year).map((holiday) => holiday.day)).toEqual(published.sort());
  });
});
