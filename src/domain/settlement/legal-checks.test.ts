import { describe, expect, it } from "vitest";
import { grosze } from "../values/money.ts";
import { plainDate } from "../values/plain-date.ts";
import {
  heatingAuditCheck,
  highestRefusalCharge,
  hotWaterAuditCheck,
  refusalChargeCheck,
} from "./legal-checks.ts";

const DAY = plainDate("2026-06-30");
const BEFORE = plainDate("2021-12-31");

describe("energy audit", () => {
  // 10 000 m³ of heated volume: 4 000 GJ is exactly the limit.
  const heating = (heatMegajoules: number, on = DAY) =>
    heatingAuditCheck({ heatMegajoules, heatedVolumeDm3: 10_000_000 }, on);

  it("is due above 0.40 GJ per m³ of heated volume", () => {
    expect(heating(4_000_000)).toMatchObject({ value: { isExceeded: false, measured: "0.4", limit: "0.4" } });
    expect(heating(4_000_001)).toMatchObject({
      value: {
        check: "heating-audit-limit",
        isExceeded: true,
        citation: "art. 45a ust. 13 Prawa energetycznego",
      },
    });
  });

  it("is due above 0.30 GJ per m³ of hot water", () => {
    const hotWater = (heatMegajoules: number) =>
      hotWaterAuditCheck({ heatMegajoules, hotWaterDm3: 5_000_000 }, DAY);
    expect(hotWater(1_500_000)).toMatchObject({ value: { isExceeded: false, measured: "0.3" } });
    expect(hotWater(1_733_000)).toMatchObject({ value: { isExceeded: true, measured: "0.3466" } });
    expect(hotWaterAuditCheck({ heatMegajoules: 1, hotWaterDm3: 0 }, DAY)).toMatchObject({
      value: { isExceeded: true, measured: null },
    });
  });

  it("is not judged by a wording that nobody compared", () => {
    expect(heating(1, BEFORE)).toMatchObject({ refusals: [{ reason: "rate-unknown" }] });
  });
});

describe("charge for refused access", () => {
  const building = { buildingCostGrosze: grosze(10_000_000), buildingSize: 30_000_000, unitSize: 500_000 };
  const check = (chargeGrosze: number) =>
    refusalChargeCheck({ ...building, chargeGrosze: grosze(chargeGrosze) }, DAY);

  it("is at most the average cost of the unit's area", () => {
    // 100 000 zł ÷ 3 000 m² × 50 m² = 1 666.66 zł and a fraction.
    expect(highestRefusalCharge(building, DAY)).toEqual({ ok: true, value: 166_666 });
    expect(check(166_666)).toMatchObject({ value: { isExceeded: false, measured: "1" } });
    expect(check(166_667)).toMatchObject({ value: { isExceeded: true } });
    expect(check(191_666)).toMatchObject({ value: { isExceeded: true, measured: "1.15", limit: "1" } });
  });

  it("is not judged by a wording that nobody compared", () => {
    expect(highestRefusalCharge(building, BEFORE).ok).toBe(false);
  });
});
