import { expect, it } from "vitest";
import { sentenceOf } from "./refusals.pl.ts";

it("says a reason in Polish with its data", () => {
  expect(sentenceOf({ reason: "password-too-short", data: { characters: 9, shortest: 15 } })).toContain(
    "9 znaków",
  );
});

it.each(["made-up-reason", "toString", "__proto__"])(
  "shows %s and its data rather than nothing",
  (reason) => {
    expect(sentenceOf({ reason, data: {} })).toBe(reason);
    expect(sentenceOf({ reason, data: { line: 4 } })).toBe(`${reason} (line: 4)`);
  },
);
