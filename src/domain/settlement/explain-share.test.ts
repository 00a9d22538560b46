import { describe, expect, it } from "vitest";
import {
  highestSettlement,
  lowestSettlement,
  movedSettlement,
  settlementViews,
} from "../../../tests/e2e/pages/settlements.fixtures.ts";
import { isSameDecimal, quotientText, sumText, zlotyOfGroszeText } from "./exact-grosze.ts";
import { explainShares } from "./explain-share.ts";

describe("a share explained", () => {
  it("comes out to the grosz by price × quantity, remainder and bounds, for everybody", () => {
    let remainders = 0;
    for (const { figures, own, costGrosze } of settlementViews) {
      const costs = explainShares(figures, own);
      for (const { parts } of costs)
        for (const { share, plainGrosze, unexplainedGrosze } of parts) {
          expect(unexplainedGrosze).toBe(0);
          expect(plainGrosze + share.remainderGrosze + (share.boundsGrosze ?? 0)).toBe(share.grosze);
          remainders += Math.abs(share.remainderGrosze);
        }
      expect(costs.reduce((sum, { grosze }) => sum + grosze, 0)).toBe(costGrosze);
    }
    expect(remainders).toBeGreaterThan(0);
  });

  it("names grosze that nothing accounts for", () => {
    const { figures, own } = movedSettlement;
    const [first, ...rest] = own.shares;
    const forged = { ...own, shares: [{ ...first!, grosze: first!.grosze + 7 }, ...rest] };
    expect(explainShares(figures, forged)[0]!.parts[0]!.unexplainedGrosze).toBe(7);
    expect(() => explainShares(figures, { ...own, shares: [{ ...first!, price: "drogo" }] })).toThrow(
      "drogo",
    );
  });

  it("leaves out costs of which there is no share, and shares the figures do not name keep their own price", () => {
    const { figures, own } = movedSettlement;
    expect(explainShares(figures, { ...own, shares: [] })).toEqual([]);
    const [cost] = explainShares({ ...figures, costs: [{ ...figures.costs[0]!, parts: [] }] }, own);
    expect(cost!.parts[0]).toMatchObject({ part: null, sharePercent: null, unexplainedGrosze: 0 });
  });
});

describe("bounds explained", () => {
  const boundsOf = ({ figures, own }: typeof movedSettlement) => explainShares(figures, own)[1]!.bounds!;

  it("say who was held at which bound, and whom λ moved", () => {
    const [highest, lowest, moved] = [highestSettlement, lowestSettlement, movedSettlement].map(boundsOf);
    // 63.20 m² × 110.50 zł = 6 983.60 zł; 38.40 m² × 35.00 zł = 1 344.00 zł
    expect(highest).toMatchObject({ heldAt: "maximum", maxGrosze: 6_983_60, boundedGrosze: 6_983_60 });
    expect(lowest).toMatchObject({ heldAt: "minimum", minGrosze: 1_344_00, boundedGrosze: 1_344_00 });
    expect(moved!.heldAt).toBeNull();
    expect(moved!.factor).toBe(highest!.factor);
    const scaled = Number(moved!.exactZloty) * Number(moved!.factor);
    expect(Math.abs(scaled * 100 - moved!.boundedGrosze)).toBeLessThan(1);
    expect(Number(moved!.scaledZloty)).toBeCloseTo(scaled, 5);
  });

  it("are not told of another cost, nor of a settlement without any", () => {
    const { figures, own } = movedSettlement;
    expect(explainShares(figures, own)[0]!.bounds).toBeNull();
    expect(explainShares({ ...figures, bounds: null }, own)[1]!.bounds).toBeNull();
  });

  it("of a cost that stayed as it was have no λ", () => {
    const { figures, own } = movedSettlement;
    const sum = own.shares
      .filter(({ cost }) => cost === "zmienne")
      .reduce((all, { grosze }) => all + grosze, 0);
    const calm = { ...figures, working: [] };
    const bounds = { unboundedGrosze: sum, minGrosze: 1, maxGrosze: null, boundedGrosze: sum };
    expect(explainShares(calm, { ...own, bounds })[1]!.bounds).toMatchObject({
      factor: null,
      scaledZloty: null,
      heldAt: null,
    });
  });
});

describe("decimals for showing", () => {
  it.each([
    ["171.4", "601.5", 4, "0.285"],
    ["1", "0", 2, null],
    ["x", "1", 2, null],
  ])("%s ÷ %s", (numerator, divisor, decimals, quotient) => {
    expect(quotientText(numerator, divisor, decimals)).toBe(quotient);
  });

  it("are added and compared exactly", () => {
    expect(sumText(["0.1", "0.2", "12"])).toBe("12.3");
    expect(sumText([])).toBe("0");
    expect(isSameDecimal("1.00", "1")).toBe(true);
    expect(isSameDecimal("1.01", "1")).toBe(false);
    expect(zlotyOfGroszeText("342.5")).toBe("3.425");
  });
});
