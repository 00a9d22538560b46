import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plainDate } from "../../domain/values/plain-date.ts";
import { settlementRemark } from "../messages/pl/pages/settlement-remarks.ts";
import { settlementStepLine } from "./settlement-step-lines.ts";
import {
  decimalForPeople,
  factInWords,
  parsePeriodInAddress,
  periodInWords,
  priceWithUnit,
  quantityWithUnit,
} from "./settlement-words.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("figures for people", () => {
  it.each([
    ["3120.40", 0, "3 120,4"],
    ["3120.00", 0, "3 120"],
    ["3.420000", 2, "3,42"],
    ["164.61", 2, "164,61"],
    ["7", 2, "7,00"],
    ["-1234567.891", 0, "−1 234 567,891"],
  ])("%s with %s decimals", (decimal, minimum, written) => {
    expect(plain(decimalForPeople(decimal, minimum))).toBe(written);
  });

  it("stand with their unit, also one that nobody named", () => {
    expect(plain(quantityWithUnit("48.50", "m2"))).toBe("48,5 m²");
    expect(plain(quantityWithUnit("2", "share"))).toBe("2");
    expect(plain(quantityWithUnit("2", "ha"))).toBe("2 ha");
    expect(plain(priceWithUnit("1.41571611", "unit"))).toBe("1,41571611 zł/jedn.");
    expect(factInWords("consumption:hot-water")).toBe("zużycie ciepłej wody");
    expect(factInWords("consumption:para")).toBe("zużycie: para");
    expect(factInWords("nowy-fakt")).toBe("nowy-fakt");
  });
});

describe("a period", () => {
  it.each([
    ["2025-01-01", "2025-12-31", "2025"],
    ["2024-07-01", "2025-06-30", "lipiec 2024 – czerwiec 2025"],
    ["2026-02-01", "2026-02-28", "luty 2026"],
    ["2025-05-11", "2025-12-31", "11 maja 2025 – 31 grudnia 2025"],
  ])("from %s to %s", (from, to, written) => {
    expect(plain(periodInWords({ from: plainDate(from), to: plainDate(to) }))).toBe(written);
  });

  it.each(["2025-01-01", "2025-01-01_", "2025-02-30_2025-03-01", "a_b", "2025-01-01_2025-02-01_x"])(
    "is none in %s",
    (written) => expect(parsePeriodInAddress(written)).toBeNull(),
  );
});

/** Everything that the engine may leave behind, read from its own source. */
function namesIn(folder: string, pattern: RegExp): string[] {
  const root = join(import.meta.dirname, "../../domain", folder);
  const texts = readdirSync(root)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(root, file), "utf8"));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!)))].sort();
}

describe("what a settlement leaves behind", () => {
  // A price is told with the unit's own figures, and a unit's part of the difference as its consumption with it.
  const toldOtherwise = ["unit-price", "unit-price-with-devices", "water-variance-unit"];
  const steps = namesIn("settlement", /step: "([a-z-]+)"/g).filter((step) => !toldOtherwise.includes(step));
  const remarks = namesIn("settlement", /remark: "([a-z-]+)"/g);

  it("is a list to be told", () => {
    expect(steps.length).toBeGreaterThan(10);
    expect(remarks).toEqual(
      expect.arrayContaining(["estimated", "holder-change", "access-refused", "no-device"]),
    );
  });

  it.each(steps)("has a sentence for the step %s", (step) => {
    const { sentence } = settlementStepLine({ step, inputs: {}, outcome: "1" }, []);
    expect(sentence).not.toContain(step);
  });

  it.each([...remarks, "seal-broken", "no-meter", "verification-expired"])(
    "has a sentence for the remark %s",
    (remark) => {
      const sentence = settlementRemark({ remark, data: {} });
      expect(sentence).not.toContain(remark);
      expect(sentence).toMatch(/\.$/);
    },
  );

  it("shows what has no sentence by its name, so that nothing is kept back", () => {
    expect(settlementRemark({ remark: "nowa-uwaga", data: { punkt: "P-1" } })).toBe("nowa-uwaga, punkt P-1");
    expect(settlementStepLine({ step: "nowy-krok", inputs: {}, outcome: 7 }, []).sentence).toContain(
      "nowy-krok",
    );
  });

  it("names a point by the place where it is", () => {
    const device = { pointCode: "P-3", place: "kuchnia" } as Parameters<typeof settlementRemark>[1] extends
      | readonly (infer Device)[]
      | undefined
      ? Device
      : never;
    expect(settlementRemark({ remark: "estimated", data: { point: "P-3", method: "norm" } }, [device])).toBe(
      "Szacunek (kuchnia): brakowało odczytu, przyjęto normę na osobę.",
    );
  });
});
