import { describe, expect, it } from "vitest";
import { grosze } from "../domain/values/money.ts";
import { month } from "../domain/values/month.ts";
import { plainDate } from "../domain/values/plain-date.ts";
import {
  accountNumberGroups,
  balanceInWords,
  dateInSentence,
  dateInTable,
  dateNear,
  dateTimeInTable,
  monthWithYear,
} from "./wording.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

it("writes dates for sentences, tables and near days", () => {
  const date = plainDate("2026-11-02");
  expect(plain(dateInSentence(date))).toBe("2 listopada 2026");
  expect(dateInTable(date)).toBe("02.11.2026");
  expect(plain(dateNear(date, plainDate("2026-01-31")))).toBe("2 listopada");
  expect(plain(dateNear(date, plainDate("2027-01-31")))).toBe("2 listopada 2026");
  expect(plain(monthWithYear(month("2026-02")))).toBe("luty 2026");
  expect(dateTimeInTable("2026-11-02 09:05")).toBe("02.11.2026, 09:05");
  expect(dateTimeInTable("wczoraj")).toBe("wczoraj");
});

describe("accountNumberGroups", () => {
  it("groups as banks print", () => {
    expect(accountNumberGroups("66102025280000010204771707").join(" ")).toBe(
      "66 1020 2528 0000 0102 0477 1707",
    );
  });
  it.each(["", "6610", "PL66102025280000010204771707"])("leaves %j alone", (number) => {
    expect(accountNumberGroups(number)).toEqual([number]);
  });
});

describe("balanceInWords", () => {
  it.each([
    [64218, "receivable", "do zapłaty 642,18 zł"],
    [-4530, "receivable", "nadpłata 45,30 zł"],
    [0, "receivable", "rozliczone 0,00 zł"],
    [-1234500, "fund", "fundusz 12 345,00 zł"],
    [0, "fund", "fundusz 0,00 zł"],
    [5000, "fund", "do wniesienia 50,00 zł"],
  ] as const)("says %d gr of a %s as %s", (amount, nature, words) => {
    expect(plain(balanceInWords(grosze(amount), nature))).toBe(words);
  });
});
