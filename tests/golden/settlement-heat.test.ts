import { describe, expect, it } from "vitest";
import {
  computed,
  costsOf,
  defined,
  definitionOf,
  orderOf,
  recordOf,
  SettledBuilding,
  sharesOf,
} from "../setup/settled-building.ts";

const whole = (units: number) => `2025-01-01 0, 2026-01-01 ${units}`;

describe("scheme (c): 40 % by area, 30 % by temperature, 30 % by allocators", () => {
  // The worked example of the field guide: 60 000.00 zł, outside 3.5 °C.
  // A 48 m², 20.5 °C, 820 × 1.15 + 640 × 0.90 = 1519; B 63 m², 22.0 °C, (1500 × 1.15 + 900 × 1.3) × 0.8 = 2316;
  // C 39 m², 19.0 °C, 300 × 0.7 = 210 units.
  const building = new SettledBuilding()
    .unit("A", { m2: "48", advances: 20_000_00 })
    .unit("B", { m2: "63", advances: 28_000_00 })
    .unit("C", { m2: "39", advances: 12_000_00 })
    .point("a1", "heat", whole(820), { units: { A: 1 }, allocator: true, factor: "1.15" })
    .point("a2", "heat", whole(640), { units: { A: 1 }, allocator: true, factor: "0.90" })
    .point("b1", "heat", whole(1500), {
      units: { B: 1 },
      allocator: true,
      factor: "1.15",
      locationFactor: "0.8",
    })
    .point("b2", "heat", whole(900), {
      units: { B: 1 },
      allocator: true,
      factor: "1.3",
      locationFactor: "0.8",
    })
    .point("c1", "heat", whole(300), { units: { C: 1 }, allocator: true, locationFactor: "0.7" });
  const order = orderOf(
    { fixed: 24_000_00, variable: 36_000_00 },
    {
      outdoorTemperature: "3.5",
      indoorTemperatures: [
        { unit: "A", temperature: "20.5" },
        { unit: "B", temperature: "22.0" },
        { unit: "C", temperature: "19" },
      ],
    },
  );
  const definition = definitionOf("heat", [
    defined("fixed", "fixed area 100"),
    defined("variable", "variable degree-area 50, allocator-units 50"),
  ]);

  it("comes to the grosz", () => {
    const settlement = computed(definition, order, building.facts());
    expect(costsOf(settlement)).toEqual([
      ["A", 20_119_26],
      ["B", 28_498_59],
      ["C", 11_382_15],
    ]);
    expect(sharesOf(settlement, "A")).toEqual([
      ["fixed", "area", "48", 7_680_00],
      ["variable", "degree-area", "816", 5_679_81],
      ["variable", "allocator-units", "1519", 6_759_45],
    ]);
    expect(sharesOf(settlement, "B").map(([, , , grosze]) => grosze)).toEqual([
      10_080_00, 8_112_53, 10_306_06,
    ]);
    expect(sharesOf(settlement, "C").map(([, , , grosze]) => grosze)).toEqual([6_240_00, 4_207_66, 934_49]);
    expect(settlement.participants.map(({ resultGrosze }) => resultGrosze)).toEqual([
      119_26, 498_59, -617_85,
    ]);
    // 20 119.26 ÷ 12 = 1 676.605 → 1 676.61
    expect(settlement.participants[0]!.proposedAdvanceGrosze).toBe(1_676_61);
  });

  it("shows device by device", () => {
    const { devices, facts } = recordOf(computed(definition, order, building.facts()), "B");
    expect(
      devices.map(({ serial, quantity, factor, locationFactor, weighted }) => [
        serial,
        quantity,
        factor,
        locationFactor,
        weighted,
      ]),
    ).toEqual([
      ["b1-1", "1500", "1.15", "0.8", "1380"],
      ["b2-1", "900", "1.3", "0.8", "936"],
    ]);
    expect(facts.find(({ fact }) => fact === "allocator-units")).toEqual({
      fact: "allocator-units",
      quantity: "2316",
      unit: "unit",
    });
  });
});
