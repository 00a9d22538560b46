import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion } from "../values/apportion.ts";
import { shareOut } from "./share-out.ts";
import { weightsOf } from "./weights.ts";

const split = (amount: number, weights: readonly number[], rule: "largest-remainder" | "largest-share") =>
  shareOut(amount, weightsOf(weights.map(BigInt)), rule);

describe("largest remainder", () => {
  it("gives the grosze left over to the largest fractions", () => {
    expect(split(100, [1, 1, 1], "largest-remainder")).toEqual({
      parts: [34, 33, 33],
      remainders: [{ index: 0, grosze: 1 }],
    });
    expect(split(101, [3, 2, 2], "largest-remainder")).toEqual({
      parts: [43, 29, 29],
      remainders: [
        { index: 1, grosze: 1 },
        { index: 2, grosze: 1 },
      ],
    });
  });

  it("mirrors a credit note", () => {
    expect(split(-100, [1, 0, 2], "largest-remainder")).toEqual({
      parts: [-33, 0, -67],
      remainders: [{ index: 2, grosze: -1 }],
    });
  });

  it("agrees with the proportional split of values, also beyond safe numbers", () => {
    const sizes = fc.constantFrom(10n, 1000n, 10n ** 9n, 10n ** 15n, 10n ** 25n);
    const weights = sizes.chain((size) => fc.array(fc.bigInt(0n, size), { minLength: 1, maxLength: 40 }));
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), weights, (amount, values) => {
        fc.pre(values.some((value) => value > 0n));
        const { parts } = shareOut(amount, weightsOf(values), "largest-remainder");
        expect(parts).toEqual(apportion(amount, values).map((part) => part + 0));
      }),
    );
  });
});

describe("largest share", () => {
  it("rounds half up and lets the largest share carry the difference", () => {
    expect(split(100, [1, 1, 1], "largest-share")).toEqual({
      parts: [34, 33, 33],
      remainders: [{ index: 0, grosze: 1 }],
    });
    expect(split(11, [5, 5, 12], "largest-share")).toEqual({
      parts: [3, 3, 5],
      remainders: [{ index: 2, grosze: -1 }],
    });
    expect(split(-11, [5, 5, 12], "largest-share")).toEqual({
      parts: [-3, -3, -5],
      remainders: [{ index: 2, grosze: 1 }],
    });
  });

  it("leaves every share but one at its plain rounding", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), weights, (amount, values) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        fc.pre(total > 0);
        const { parts, remainders } = split(amount, values, "largest-share");
        const halfUp = (value: number) =>
          Math.sign(amount) * Math.floor((2 * Math.abs(amount) * value + total) / (2 * total));
        const plain = parts.map(
          (part, index) => part - (remainders.find((one) => one.index === index)?.grosze ?? 0),
        );
        expect(plain.map((part) => part + 0)).toEqual(values.map((value) => halfUp(value) + 0));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        for (const { index } of remainders) expect(index).toBe(values.indexOf(Math.max(...values)));
      }),
    );
  });
});

it("splits nothing among those who weigh nothing, and throws for anything else", () => {
  expect(split(0, [0, 0], "largest-share").parts).toEqual([0, 0]);
  expect(() => split(1, [0, 0], "largest-remainder")).toThrow(RangeError);
});
