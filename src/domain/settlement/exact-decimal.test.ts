import { expect, it } from "vitest";
import { compareDecimals, decimalText, parseExactDecimal, ratioText } from "./exact-decimal.ts";

it.each([
  ["1519", "1519"],
  ["92.4", "92.4"],
  ["92,40", "92.4"],
  ["-0.50", "-0.5"],
  ["+7.", "7"],
  ["007.007", "7.007"],
  ["-0", "0"],
  ["123456789012345678901234567890.000000000000000001", "123456789012345678901234567890.000000000000000001"],
])("reads %s as %s", (text, expected) => {
  expect(decimalText(parseExactDecimal(text)!)).toBe(expected);
});

it.each(["", " 1", "1e3", "0x10", "1.2.3", "--1", ".5", "NaN", "1_000", "9".repeat(70)])(
  "reads no number in %j",
  (text) => {
    expect(parseExactDecimal(text)).toBeNull();
  },
);

it("compares on different scales", () => {
  const compare = (a: string, b: string) => compareDecimals(parseExactDecimal(a)!, parseExactDecimal(b)!);
  expect([compare("1.10", "1.1"), compare("1.09", "1.1"), compare("-1", "-1.5")]).toEqual([0, -1, 1]);
});

it("shows a ratio rounded half up", () => {
  expect([ratioText(1n, 3n, 4), ratioText(1n, 2n, 0), ratioText(-1n, 8n, 2), ratioText(7n, 1n, 3)]).toEqual([
    "0.3333",
    "1",
    "-0.13",
    "7",
  ]);
});
