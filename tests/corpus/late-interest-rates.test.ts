import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LATE_INTEREST_RATES } from "../../src/domain/law/late-interest-rates.ts";

const FILE = new URL("../../../shared/data/interest/rates-art481.json", import.meta.url);

describe.skipIf(!existsSync(FILE))("the table of interest for delay against the collected acts", () => {
  it("has every rate, day and act", () => {
    const collected = JSON.parse(readFileSync(FILE, "utf8")) as {
      rates: { from: string; pct: number; act: string }[];
    };
    expect(LATE_INTEREST_RATES.values).toEqual(
      collected.rates.map(({ from, pct, act }) => ({
        validFrom: from,
        value: Math.round(pct * 100),
        citation: act,
      })),
    );
  });
});
