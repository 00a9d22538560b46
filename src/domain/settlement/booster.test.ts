import { expect, it } from "vitest";
import { type ChainMeter, divideThroughChain } from "./booster.ts";

const M3 = 1_000_000;
const meter = (id: string, counted: number, behind: ChainMeter[] = []): ChainMeter => ({
  id,
  counted: counted * M3,
  behind,
});

function billed(chain: ChainMeter) {
  const result = divideThroughChain(chain);
  return result.ok ? result.value.map((one) => [one.id, one.billed / M3]) : result.refusals;
}

it("divides the collective meter by the main meters behind the booster", () => {
  expect(billed(meter("station", 1040, [meter("a", 310), meter("b", 290), meter("c", 400)]))).toEqual([
    ["a", 322.4],
    ["b", 301.6],
    ["c", 416],
  ]);
});

it("goes on down a chain of boosters, to the litre", () => {
  const upper = meter("upper", 500, [meter("a", 100), meter("b", 100), meter("c", 290)]);
  const chain = meter("station", 1000, [upper, meter("d", 480)]);
  // 1000 × 500/980 = 510.204; of that 100/490 is 104.123 twice and 301.958 once.
  expect(billed(chain)).toEqual([
    ["a", 104.123],
    ["b", 104.123],
    ["c", 301.958],
    ["d", 489.796],
  ]);
});

it("keeps what is finer than a litre with the first meter", () => {
  expect(billed(meter("station", 10.000_5, [meter("a", 1), meter("b", 1)]))).toEqual([
    ["a", 5.0005],
    ["b", 5],
  ]);
});

it("names every meter with water that nothing behind it counted", () => {
  const idle = (id: string, counted: number) => meter(id, counted, [meter(`${id}1`, 0), meter(`${id}2`, 0)]);
  expect(billed(meter("station", 10, [idle("x", 5), idle("y", 5), idle("z", 0)]))).toEqual([
    { reason: "weights-all-zero", data: { cost: "x", key: "consumption" } },
    { reason: "weights-all-zero", data: { cost: "y", key: "consumption" } },
  ]);
});
