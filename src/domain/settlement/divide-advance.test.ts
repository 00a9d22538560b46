import { describe, expect, it } from "vitest";
import { divideAdvance } from "./divide-advance.ts";

describe("a proposed advance", () => {
  const charged = (fixed: number, variable: number) => [
    { component: "COS", grosze: fixed },
    { component: "COZ", grosze: variable },
  ];
  const parts = (amountGrosze: number, fixed: number, variable: number) =>
    divideAdvance(amountGrosze, charged(fixed, variable)).map(({ component, amountGrosze: part }) => [
      component,
      part,
    ]);

  it("is divided among the components that charged it, and comes to the grosz", () => {
    expect(parts(300_01, 1_000_00, 2_000_00)).toEqual([
      ["COS", 100_00],
      ["COZ", 200_01],
    ]);
    expect(parts(1, 1, 1)).toEqual([
      ["COS", 1],
      ["COZ", 0],
    ]);
  });

  it("leaves out who charged nothing, or less than nothing", () => {
    expect(parts(300_00, 0, 5)).toEqual([["COZ", 300_00]]);
    expect(parts(300_00, 7, -5)).toEqual([["COS", 300_00]]);
  });

  it("is the first one's where nobody charged anything", () => {
    expect(parts(300_00, 0, 0)).toEqual([["COS", 300_00]]);
  });
});
