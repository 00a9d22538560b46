import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accents, contrast, cooperativeStyles, DEFAULT_ACCENT_COLOUR } from "./accent.ts";

const PAPERS = { light: ["#fefefc", "#f3f4f0"], dark: ["#151816", "#1f2421"] } as const;

describe("contrast", () => {
  it.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#767676", "#ffffff", 4.54],
  ])("of %s and %s is %d", (one, other, expected) => {
    expect(contrast(one, other)).toBeCloseTo(expected, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe("accents", () => {
  it("keep a colour that can be read as it is", () => {
    expect(accents(DEFAULT_ACCENT_COLOUR).light).toEqual({ accent: "#14533c", onAccent: "#ffffff" });
    expect(accents("#1D3F8A").light.accent).toBe("#1d3f8a");
  });

  it.each([null, "", "zielony", "#fff", "#12345g", "#14533c;}"])(
    "fall back to pine green for %j",
    (colour) => {
      expect(accents(colour)).toEqual(accents(DEFAULT_ACCENT_COLOUR));
    },
  );

  it("can be read on every paper, and be written on, whatever the colour", () => {
    const colour = fc
      .integer({ min: 0, max: 0xffffff })
      .map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(colour, (wanted) => {
        const found = accents(wanted);
        for (const scheme of ["light", "dark"] as const) {
          for (const paper of PAPERS[scheme])
            expect(contrast(found[scheme].accent, paper)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(found[scheme].accent, found[scheme].onAccent)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });
});

it("writes a style sheet for the screen only", () => {
  expect(cooperativeStyles("#ffcc00")).toMatch(
    /^@media screen\{:root\{--color-primary:#[0-9a-f]{6};--color-primary-content:#[0-9a-f]{6}\}\}@media screen and/,
  );
});
