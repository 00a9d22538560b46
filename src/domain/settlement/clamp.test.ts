import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampToLimits, type ShareLimits } from "./clamp.ts";
import { roundWithin } from "./round-within.ts";

const limits = (
  lower: readonly number[],
  upper: readonly number[] | null,
  unitsPerGrosz = 1n,
): ShareLimits => ({
  lower: lower.map(BigInt),
  upper: upper === null ? null : upper.map(BigInt),
  unitsPerGrosz,
});

function clamped(amount: number, unclamped: readonly number[], within: ShareLimits): number[] | undefined {
  const shares = clampToLimits(amount, unclamped.map(BigInt), within);
  return shares?.numerators.map((numerator) => Number(numerator) / Number(shares.denominator));
}

/** Cuts at the limits and hands the difference to the others in proportion, round after round, until nobody is outside. */
function byRounds(amount: number, unclamped: readonly number[], { lower, upper }: ShareLimits): number[] {
  const held = new Map<number, number>();
  for (;;) {
    const open = unclamped.map((_, index) => index).filter((index) => !held.has(index));
    const rest = amount - [...held.values()].reduce((sum, share) => sum + share, 0);
    const weight = open.reduce((sum, index) => sum + unclamped[index]!, 0);
    const moved = new Map(open.map((index) => [index, (rest * unclamped[index]!) / weight]));
    const below = open.filter((index) => moved.get(index)! < Number(lower[index]!));
    const above = open.filter((index) => upper !== null && moved.get(index)! > Number(upper[index]!));
    const shortBelow = below.reduce((sum, index) => sum + Number(lower[index]!) - moved.get(index)!, 0);
    const spareAbove = above.reduce((sum, index) => sum + moved.get(index)! - Number(upper![index]!), 0);
    // Only the side that decides is held for good; the other may come back once it is redistributed.
    const firm = shortBelow >= spareAbove ? below : above;
    if (firm.length === 0) return unclamped.map((_, index) => held.get(index) ?? moved.get(index)!);
    for (const index of firm) held.set(index, Number((firm === below ? lower : upper!)[index]!));
  }
}

describe("the one factor", () => {
  it("redistributes over several rounds", () => {
    // Cutting 700 at 400 leaves 600 for 200 + 60 + 40; then 400 is too much for the second, and so on.
    expect(clamped(1000, [700, 200, 60, 40], limits([0, 0, 0, 0], [400, 300, 200, 200]))).toEqual([
      400, 300, 180, 120,
    ]);
    expect(clamped(1000, [900, 60, 30, 10], limits([100, 100, 100, 100], null))).toEqual([
      700, 100, 100, 100,
    ]);
    expect(clamped(1000, [800, 150, 50, 0], limits([50, 50, 50, 50], [500, 500, 500, 500]))).toEqual([
      500, 337.5, 112.5, 50,
    ]);
  });

  it("leaves shares within their limits alone", () => {
    expect(clamped(1000, [500, 300, 200], limits([100, 100, 100], [600, 600, 600]))).toEqual([500, 300, 200]);
  });

  it("finds the only solution at the very ends", () => {
    expect(clamped(300, [5, 3, 0], limits([100, 100, 100], [500, 500, 500]))).toEqual([100, 100, 100]);
    expect(clamped(1100, [5, 3, 0], limits([100, 100, 100], [500, 500, 500]))).toEqual([500, 500, 100]);
    expect(clamped(150, [5, 3], limits([50, 100], [50, 100]))).toEqual([50, 100]);
  });

  it("is none outside the limits, or where only those with nothing could take more", () => {
    expect(clamped(299, [5, 3, 1], limits([100, 100, 100], null))).toBeUndefined();
    expect(clamped(1501, [5, 3, 1], limits([100, 100, 100], [500, 500, 500]))).toBeUndefined();
    expect(clamped(1101, [5, 3, 0], limits([100, 100, 100], [500, 500, 500]))).toBeUndefined();
    expect(clamped(1, [0, 0], limits([0, 0], null))).toBeUndefined();
  });

  const people = fc.array(
    fc.record({
      share: fc.integer({ min: 1, max: 1000 }),
      lower: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 0, max: 500 }),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it("is what redistribution round after round arrives at", () => {
    fc.assert(
      fc.property(people, fc.double({ min: 0, max: 1, noNaN: true }), (all, position) => {
        const lower = all.map((one) => one.lower);
        const upper = all.map((one) => one.lower + one.width);
        const least = lower.reduce((sum, one) => sum + one, 0);
        const most = upper.reduce((sum, one) => sum + one, 0);
        const amount = Math.round(least + (most - least) * position);
        const shares = all.map(({ share }) => share);
        const within = limits(lower, upper);
        const found = clamped(amount, shares, within)!;
        const expected = byRounds(amount, shares, within);
        for (const [index, share] of found.entries()) expect(share).toBeCloseTo(expected[index]!, 6);
      }),
      { numRuns: 500 },
    );
  });
});

describe("rounding within the limits", () => {
  const round = (
    amount: number,
    unclamped: readonly number[],
    within: ShareLimits,
    rule: "largest-remainder" | "largest-share" = "largest-remainder",
  ) => roundWithin(amount, clampToLimits(amount, unclamped.map(BigInt), within)!, within, rule);

  it("takes a grosz from who has room rather than break a limit", () => {
    // Three held at their lowest, 10.5 gr each: all must be 11, and the fourth gives up more than its fraction.
    const within = limits([105, 105, 105, 0], null, 10n);
    expect(round(132, [1, 1, 1, 1000], within)).toEqual({
      parts: [11, 11, 11, 99],
      remainders: [
        { index: 0, grosze: 1 },
        { index: 1, grosze: 1 },
        { index: 2, grosze: 1 },
        { index: 3, grosze: -1 },
      ],
    });
    expect(round(132, [1, 1, 1, 1000], within, "largest-share").parts).toEqual([11, 11, 11, 99]);
  });

  it("keeps the sum where no whole grosze fit between the limits", () => {
    expect(round(31, [1, 1, 1], limits([102, 102, 102], [104, 104, 104], 10n)).parts).toEqual([11, 10, 10]);
  });

  it("leaves nobody a grosz from the exact share where no whole grosze within the limits sum to the amount", () => {
    // Everybody may have at most half a grosz, and 5 gr have to be borne: five of them bear one.
    const cramped = limits(Array(12).fill(0), Array(12).fill(5), 10n);
    const shares = [...Array(11).fill(1), 100];
    for (const rule of ["largest-remainder", "largest-share"] as const) {
      const { parts } = round(5, shares, cramped, rule);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(5);
      expect(parts.every((part) => part === 0 || part === 1)).toBe(true);
    }
    // Lowest shares of 0.1 gr each would cost everybody a whole grosz; nobody is paid for the others.
    const least = limits(Array(8).fill(1), null, 10n);
    expect(round(1, [1, 1, 1, 1, 1, 1, 1, 9], least, "largest-share").parts).toEqual([
      0, 0, 0, 0, 0, 0, 0, 1,
    ]);
  });

  it("sums up and stays within a grosz of the exact shares' limits", () => {
    const people = fc.array(
      fc.record({
        share: fc.integer({ min: 0, max: 1000 }),
        lower: fc.integer({ min: 0, max: 3000 }),
        width: fc.integer({ min: 10, max: 5000 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const rules = fc.constantFrom("largest-remainder" as const, "largest-share" as const);
    fc.assert(
      fc.property(people, rules, fc.double({ min: 0, max: 1, noNaN: true }), (all, rule, position) => {
        const within = limits(
          all.map(({ lower }) => lower),
          all.map(({ lower, width }) => lower + width),
          10n,
        );
        const whole = (values: readonly bigint[], up: boolean) =>
          values.map((value) => Number(up ? (value + 9n) / 10n : value / 10n));
        const [least, most] = [whole(within.lower, true), whole(within.upper!, false)];
        const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
        const amount = Math.round(sum(least) + (sum(most) - sum(least)) * position);
        const shares = clampToLimits(
          amount,
          all.map(({ share }) => BigInt(share)),
          within,
        );
        fc.pre(shares !== null && sum(least) <= amount && amount <= sum(most));
        const { parts } = roundWithin(amount, shares!, within, rule);
        expect(sum(parts)).toBe(amount);
        for (const [index, part] of parts.entries()) {
          expect(part).toBeGreaterThanOrEqual(least[index]!);
          expect(part).toBeLessThanOrEqual(most[index]!);
        }
      }),
      { numRuns: 500 },
    );
  });
});
