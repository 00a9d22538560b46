import type { SettlementDefinition } from "../../src/domain/settlement/definition.ts";
import type { ComputedSettlement, SettledParticipant } from "../../src/domain/settlement/settlement-facts.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";

/** Settlements by hand, for what comes after computing: posting, keeping, showing. Invented. */

export const HEAT_BY_AREA: SettlementDefinition = {
  code: "CO-M2",
  name: "Centralne ogrzewanie według powierzchni",
  regulation: "Regulamin rozliczania ciepła, uchwała RN 3/2025 z 20.06.2025",
  medium: "heat",
  advanceMedia: ["heat"],
  participants: { unitKinds: ["dwelling", "commercial"], having: null },
  costs: [{ id: "cieplo", name: "Ciepło", nature: "fixed", parts: [{ key: "area", percent: "100" }] }],
  variance: null,
  isBehindBooster: false,
  consumption: {
    missedOnce: [],
    missedTwice: [],
    normPerPersonMonth: null,
    vacantNormPercent: null,
    expiredVerification: "as-unmetered",
    brokenSeal: "as-unmetered",
    spread: "daily",
  },
  substitute: "area",
  boundedCost: null,
  accessRefusalPercent: "100",
  holderChange: "new-holder",
  rounding: "largest-remainder",
  termMonths: 2,
  interestFreeMonths: 3,
  proposedAdvancePercent: "100",
  vatRate: "23",
};

export function orderOf(changes: Partial<SettlementOrder> = {}): SettlementOrder {
  return {
    code: "CO/2025/B0",
    definition: HEAT_BY_AREA.code,
    period: { from: plainDate("2026-01-01"), to: plainDate("2026-03-31") },
    point: null,
    buildings: ["B0"],
    costs: [
      {
        cost: "cieplo",
        document: "FV 77/2026",
        from: plainDate("2026-01-01"),
        to: plainDate("2026-03-31"),
        amountGrosze: 4800_00,
      },
    ],
    bounds: null,
    heat: null,
    outdoorTemperature: null,
    indoorTemperatures: [],
    degreeDays: null,
    accessRefused: [],
    jointDeclarations: [],
    commonParts: [],
    ...changes,
  };
}

export interface PartByHand {
  readonly unitId: number | null;
  readonly code: string;
  readonly rightId: number | null;
  readonly cost: number;
  readonly advances?: number;
  readonly changes?: Partial<SettledParticipant>;
}

/** A participant whose whole cost is one share by area. */
export function participantOf({ unitId, code, rightId, cost, advances = 0, changes = {} }: PartByHand) {
  const { period } = orderOf();
  const participant: SettledParticipant = {
    unitId,
    code,
    propertyId: 1,
    rightId,
    isInvoiced: false,
    from: period.from,
    to: period.to,
    costGrosze: cost,
    advancesGrosze: advances,
    resultGrosze: cost - advances,
    proposedAdvanceGrosze: null,
    record: {
      from: period.from,
      to: period.to,
      facts: [{ fact: "area", quantity: "50.00", unit: "m2" }],
      devices: [],
      shares: [
        {
          cost: "cieplo",
          key: "area",
          quantity: "50.00",
          unit: "m2",
          price: "1.000000",
          grosze: cost,
          isEstimated: false,
          remainderGrosze: 0,
        },
      ],
      bounds: null,
      lastYear: null,
      remarks: [],
      working: [],
    },
    ...changes,
  };
  return participant;
}

export function computedOf(participants: readonly SettledParticipant[]): ComputedSettlement {
  const { period } = orderOf();
  return {
    figures: {
      medium: "heat",
      period,
      regulation: HEAT_BY_AREA.regulation,
      buildings: ["ul. Próbna 1"],
      costs: [],
      totals: [],
      variance: null,
      bounds: null,
      participants: participants.length,
      working: [],
      legalChecks: [],
    },
    participants,
    borneByCooperativeGrosze: participants
      .filter(({ rightId }) => rightId === null)
      .reduce((sum, { costGrosze }) => sum + costGrosze, 0),
  };
}
