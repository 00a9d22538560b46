import { describe, expect, it } from "vitest";
import { divideVariance, type VarianceMethod } from "./water-variance.ts";

const M3 = 1_000_000;
const units = [
  { id: "1", consumption: 92.4 * M3, areaCm2: 480_000 },
  { id: "2", consumption: 60.1 * M3, areaCm2: 630_000 },
  { id: "3", consumption: 145 * M3, areaCm2: 390_000 },
];

const divide = (method: VarianceMethod, main = 310, decimals = 2, behind = units) =>
  divideVariance({ main: main * M3, units: behind, method, decimals });

function added(method: VarianceMethod, main?: number) {
  const result = divide(method, main);
  return result.ok ? result.value.units.map((unit) => unit.added / M3) : result.refusals;
}

describe("difference of 12.5 m³ between the main meter and its units", () => {
  it("A: stays in the building's operating cost", () => {
    const result = divide("operating-cost");
    expect(result.ok && [result.value.difference, result.value.operating]).toEqual([12.5 * M3, 12.5 * M3]);
    expect(added("operating-cost")).toEqual([0, 0, 0]);
  });

  it("B: pro rata to consumption", () => {
    expect(added("consumption")).toEqual([3.88, 2.53, 6.09]);
  });

  it("C: equally, or by area", () => {
    expect(added("equal")).toEqual([4.17, 4.17, 4.16]);
    expect(added("area")).toEqual([4, 5.25, 3.25]);
  });

  it("shows what was measured and what each unit was given", () => {
    const result = divide("consumption");
    expect(result.ok && result.value.working).toEqual([
      {
        step: "water-variance",
        inputs: { main: "310.0", units: "297.5", method: "consumption" },
        outcome: "12.5",
      },
      { step: "water-variance-unit", inputs: { unit: "1" }, outcome: "3.88" },
      { step: "water-variance-unit", inputs: { unit: "2" }, outcome: "2.53" },
      { step: "water-variance-unit", inputs: { unit: "3" }, outcome: "6.09" },
    ]);
  });
});

it("lowers everybody's water where the units measured more", () => {
  expect(added("equal", 297)).toEqual([-0.17, -0.17, -0.16]);
});

it("has nothing to divide where the meters agree, even if nobody used water", () => {
  const idle = units.map((unit) => ({ ...unit, consumption: 0 }));
  expect(divide("consumption", 0, 2, idle).ok).toBe(true);
  expect(divide("consumption", 1, 2, idle)).toMatchObject({ refusals: [{ reason: "weights-all-zero" }] });
});

it("refuses a difference finer than the parts", () => {
  expect(divide("equal", 310.005)).toMatchObject({
    refusals: [{ reason: "variance-finer-than-resolution" }],
  });
  expect(divide("equal", 310.005, 3).ok).toBe(true);
});
