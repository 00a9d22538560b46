import { describe, expect, it } from "vitest";
import { type PlainDate, plainDate } from "../../../domain/values/plain-date.ts";
import type { MyInformation, MyMeter, MyReading } from "../../../store/portal/readings.ts";
import { consumptionOfYear } from "./consumption-year.ts";
import type { ConsumptionFacts } from "./measured-points.ts";

const LITRE = 1000;

function facts(rest: Partial<ConsumptionFacts> = {}): ConsumptionFacts {
  return {
    meters: [],
    readings: [],
    factors: [],
    information: [],
    today: plainDate("2026-06-15"),
    heldUntil: null,
    ...rest,
  };
}

function meter(id: number, rest: Partial<MyMeter> = {}): MyMeter {
  return {
    unit_id: 1,
    point_id: id,
    point_code: `P${id}`,
    medium: "cold-water",
    place: `miejsce ${id}`,
    share_millionths: 1_000_000,
    meter_id: id,
    serial: `S${id}`,
    kind: "water-meter",
    measure: "m3",
    installed_on: plainDate("2025-01-01"),
    known_from: plainDate("2025-01-01"),
    removed_on: null,
    verified_until: null,
    start_millionths: 0,
    end_millionths: null,
    dial_digits: 5,
    factor_millionths: 1_000_000,
    end_reason: null,
    ...rest,
  };
}

/** Readings on the first days of months, in litres. */
function monthly(meterId: number, from: string, litres: readonly number[]): MyReading[] {
  return litres.map((value, index) => {
    const ordinal = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + index;
    const day = `${Math.floor(ordinal / 12)}-${String((ordinal % 12) + 1).padStart(2, "0")}-01` as PlainDate;
    return {
      unit_id: 1,
      reading_id: meterId * 1000 + ordinal,
      point_id: meterId,
      meter_id: meterId,
      read_on: day,
      value_millionths: value * LITRE,
      source: "radio",
      flags: [],
      restarts: false,
      import_id: 1,
      import_line: 1,
      corrects_reading_id: null,
      note: "",
    };
  });
}

const information = (month: string, litres: number | null): MyInformation => ({
  unit_id: 1,
  medium: "cold-water",
  month: plainDate(month),
  measure: "m3",
  quantity_millionths: litres === null ? null : litres * LITRE,
  last_year_millionths: null,
  is_estimated: true,
  issued_on: plainDate("2026-05-04"),
  building_street: "ul. Lipowa",
  building_house_number: "4",
  building_quantity_millionths: null,
  building_last_year_millionths: null,
  building_counted_with: null,
});

/** January 2025 to May 2026: 3 m³ a month, from December on 2. */
const DIAL = [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 35, 37, 39, 41, 43, 45].map((m3) => m3 * 1000);
const watered = { meters: [meter(1)], readings: monthly(1, "2025-02-01", DIAL) };

const litresOf = (quantities: readonly (number | null | undefined)[]) =>
  quantities.map((quantity) => (quantity == null ? null : quantity / LITRE));

describe("a year of consumption", () => {
  it("stands beside the year before, and its total over the months that both have", () => {
    const [year] = consumptionOfYear(facts(watered), "cold-water", 2026);
    expect(litresOf(year!.months.map((month) => month.quantity))).toEqual([
      ...Array.from({ length: 5 }, () => 2000),
      ...Array.from({ length: 7 }, () => null),
    ]);
    expect(litresOf(year!.months.map((month) => month.lastYear))).toEqual([
      ...Array.from({ length: 11 }, () => 3000),
      2000,
    ]);
    expect(year!.months.map((month) => month.difference).slice(0, 6)).toEqual([
      -1_000_000,
      -1_000_000,
      -1_000_000,
      -1_000_000,
      -1_000_000,
      null,
    ]);
    expect(year!.total).toEqual({
      from: "2026-01",
      to: "2026-05",
      quantity: 10_000_000,
      lastYear: 15_000_000,
      difference: -5_000_000,
    });
    expect(year!.places).toEqual([]);
  });

  it("is not compared where the year before is not known for each month, nor told of a month that goes on", () => {
    const readings = monthly(1, "2026-02-01", [1000, 2000, 3000, 4000, 5000, 6000]);
    const meters = [meter(1, { installed_on: plainDate("2026-01-01") })];
    const [year] = consumptionOfYear(
      facts({ meters, readings, today: plainDate("2026-06-20") }),
      "cold-water",
      2026,
    );
    expect(year!.total).toMatchObject({
      to: "2026-05",
      quantity: 5_000_000,
      lastYear: null,
      difference: null,
    });
    expect(year!.months[5]).toMatchObject({ quantity: null });
  });

  it("holds only a person's own time: from the first reading they may see until the unit is handed over", () => {
    const meters = [meter(1, { start_millionths: null, known_from: plainDate("2026-02-15") })];
    const readings = [
      ...monthly(1, "2026-02-01", [90_000]).map((each) => ({ ...each, read_on: plainDate("2026-02-15") })),
      ...monthly(1, "2026-03-01", [91_400, 94_400]),
    ];
    const [year] = consumptionOfYear(
      facts({ meters, readings, heldUntil: plainDate("2026-03-16") }),
      "cold-water",
      2026,
    );
    expect(litresOf(year!.months.slice(0, 4).map((month) => month.quantity))).toEqual([
      null,
      1400,
      // 15 of March's 31 days: 3000 × 15 / 31.
      1452,
      null,
    ]);
  });

  it("adds the places, and says nothing of a month that one of them cannot tell", () => {
    const meters = [meter(1), meter(2)];
    const readings = [
      ...monthly(1, "2026-01-01", [1000, 2000, 3000]),
      ...monthly(2, "2026-01-01", [500, 1100]),
    ];
    const [year] = consumptionOfYear(facts({ meters, readings }), "cold-water", 2026);
    expect(litresOf(year!.months.slice(0, 3).map((month) => month.quantity))).toEqual([1600, null, null]);
    expect(year!.places.map(({ place, quantity }) => [place, quantity / LITRE])).toEqual([
      ["miejsce 1", 1000],
      ["miejsce 2", 600],
    ]);
  });

  it("does not tell the months before a first reading that came late, and names a place that was never read", () => {
    const late = meter(1, { start_millionths: null });
    const never = meter(2, { start_millionths: null });
    const readings = monthly(1, "2026-03-01", [4000, 5000, 6000]);
    const [year] = consumptionOfYear(facts({ meters: [late, never], readings }), "cold-water", 2026);
    expect(litresOf(year!.months.slice(0, 5).map((month) => month.quantity))).toEqual([
      null,
      null,
      1000,
      1000,
      null,
    ]);
    expect(year!.unreadPlaces).toEqual(["miejsce 2"]);
    const together = [...readings, ...monthly(2, "2026-04-01", [100, 200])];
    const [whole] = consumptionOfYear(
      facts({ meters: [late, never], readings: together }),
      "cold-water",
      2026,
    );
    expect(litresOf(whole!.months.slice(2, 4).map((month) => month.quantity))).toEqual([null, 1100]);
    expect(whole!.unreadPlaces).toEqual([]);
  });

  it("takes a shared meter by the unit's share, an allocator's units times their factors", () => {
    const shared = {
      meters: [meter(1, { share_millionths: 500_000 })],
      readings: monthly(1, "2026-01-01", [1000, 2000]),
    };
    const [water] = consumptionOfYear(facts(shared), "cold-water", 2026);
    expect(litresOf([water!.months[0]!.quantity])).toEqual([500]);
    const allocator = {
      meters: [meter(1, { measure: "unit", kind: "heat-cost-allocator", factor_millionths: 1_350_000 })],
      readings: monthly(1, "2026-01-01", [0, 100_000]),
      factors: [
        {
          point_id: 1,
          from_day: plainDate("2025-01-01"),
          until_day: null,
          location_factor_millionths: 850_000,
        },
      ],
    };
    const [heat] = consumptionOfYear(facts(allocator), "heat", 2026);
    // 100 × 1.35 × 0.85 = 114.75, told to a tenth.
    expect(heat).toMatchObject({ measure: "unit", isWeighted: true });
    expect(heat!.months[0]!.quantity).toBe(114_800_000);
  });

  it("takes what no reading tells from the monthly information, as the estimate that it is", () => {
    const [year] = consumptionOfYear(
      facts({ information: [information("2026-04-01", 3088), information("2026-05-01", null)] }),
      "cold-water",
      2026,
    );
    expect(year!.months[3]).toMatchObject({ quantity: 3_088_000, isEstimated: true });
    expect(year!.months[4]).toMatchObject({ quantity: null });
  });

  it("of a year that nothing is known of, is none", () => {
    expect(consumptionOfYear(facts(watered), "cold-water", 2019)).toEqual([]);
    expect(consumptionOfYear(facts(), "cold-water", 2026)).toEqual([]);
  });

  it("begins with the state that a newcomer first sees: of a month's last day its end, of a set day zero, never a corrected one", () => {
    const newcomer = { start_millionths: null, known_from: plainDate("2025-12-01") };
    const [first, second, third] = monthly(1, "2026-01-01", [400_000, 65_000, 120_000]);
    const days = ["2025-12-31", "2026-01-31", "2026-02-28"].map(plainDate);
    const readings = [first!, second!, third!].map((each, index) => ({
      ...each,
      read_on: days[index]!,
      restarts: index === 0,
    }));
    const allocator = meter(1, { ...newcomer, measure: "unit", kind: "heat-cost-allocator" });
    const [heat] = consumptionOfYear(facts({ meters: [allocator], readings }), "heat", 2026);
    expect(litresOf(heat!.months.slice(0, 2).map((month) => month.quantity))).toEqual([65_000, 55_000]);
    const wrong = monthly(1, "2026-01-01", [9_000])[0]!;
    const right = monthly(1, "2026-01-01", [5_000])[0]!;
    const corrected = [
      wrong,
      { ...right, reading_id: 7, corrects_reading_id: wrong.reading_id },
      ...monthly(1, "2026-02-01", [6_000]),
    ];
    const known = meter(1, { ...newcomer, known_from: plainDate("2026-01-01") });
    const [water] = consumptionOfYear(facts({ meters: [known], readings: corrected }), "cold-water", 2026);
    expect(litresOf([water!.months[0]!.quantity])).toEqual([1_000]);
  });

  it("says which months were estimated or held only in part, and compares no part with a whole", () => {
    const on = plainDate("2025-01-10");
    const meters = [meter(1, { installed_on: on, known_from: on })];
    const readings = monthly(1, "2025-02-01", DIAL);
    const [year] = consumptionOfYear(facts({ meters, readings }), "cold-water", 2026);
    expect(year!.months[0]).toMatchObject({
      quantity: 2_000_000,
      lastYear: 3_000_000,
      isLastYearPartial: true,
      difference: null,
    });
    expect(year!.months[1]).toMatchObject({ isLastYearPartial: false, difference: -1_000_000 });
    expect(year!.total).toMatchObject({ lastYear: null, difference: null });
    const sparse = readings.filter(({ read_on }) => read_on <= "2025-02-01" || read_on >= "2025-06-01");
    const [spread] = consumptionOfYear(facts({ meters, readings: sparse }), "cold-water", 2026);
    expect(spread!.months[2]).toMatchObject({ isEstimated: false, isLastYearEstimated: true });
  });

  it("is called an estimate where the last reading lies far before the month's end", () => {
    const readings = monthly(1, "2026-01-01", [0, 2000]);
    const early = readings.map((each, index) =>
      index === 1 ? { ...each, read_on: plainDate("2026-01-11"), value_millionths: 1_000_000 } : each,
    );
    const [year] = consumptionOfYear(facts({ meters: [meter(1)], readings: early }), "cold-water", 2026);
    expect(year!.months[0]).toMatchObject({ quantity: 3_100_000, isEstimated: true });
    const [exact] = consumptionOfYear(facts({ meters: [meter(1)], readings }), "cold-water", 2026);
    expect(exact!.months[0]).toMatchObject({ quantity: 2_000_000, isEstimated: false });
  });
});
