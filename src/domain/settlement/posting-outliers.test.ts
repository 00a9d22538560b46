import { describe, expect, it } from "vitest";
import { computedOf, participantOf } from "../../../tests/setup/computed-settlement.ts";
import { yearBefore } from "./posting-outliers.ts";

const lastYear = (...costs: readonly (readonly [unitId: number, costGrosze: number])[]) => ({
  lastYear: new Map(
    costs.map(([unitId, costGrosze]) => [unitId, { costGrosze, quantity: null, advancesGrosze: 0 }]),
  ),
});
const part = (unitId: number, cost: number) =>
  participantOf({ unitId, code: `L${unitId}`, rightId: unitId, cost, advances: 0 });

describe("the year before", () => {
  const computed = computedOf([part(1, 110_00), part(1, 11_00), part(2, 500_00)]);

  it("is of the same units only, all their holders together", () => {
    expect(yearBefore(computed, lastYear([1, 100_00]))).toEqual({ costGrosze: 100_00, changePercent: 21 });
    expect(yearBefore(computed, lastYear([1, 100_00], [2, 521_00]))).toEqual({
      costGrosze: 621_00,
      changePercent: 0,
    });
  });

  it("is not told where nobody was settled then, and has no percent where all came to nothing", () => {
    expect(yearBefore(computed, lastYear())).toBeNull();
    expect(yearBefore(computed, lastYear([1, 0]))).toEqual({ costGrosze: 0, changePercent: null });
  });
});
