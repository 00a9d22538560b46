import type { Meter, MeteredMedium, PointHistory, Reading } from "../../src/domain/metering/meters.ts";
import { computeSettlement } from "../../src/domain/settlement/compute-settlement.ts";
import type { DefinedCost, SettlementDefinition } from "../../src/domain/settlement/definition.ts";
import type { CostKey } from "../../src/domain/settlement/settlement-case.ts";
import type {
  ComputedSettlement,
  NetworkPlace,
  SettledRight,
  SettledUnitFacts,
  SettlementFacts,
} from "../../src/domain/settlement/settlement-facts.ts";
import type { SettlementOrder } from "../../src/domain/settlement/settlement-order.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";

/** A building settled for a year, told in few words. Invented. */

export const YEAR = { from: plainDate("2025-01-01"), to: plainDate("2025-12-31") };
const millionths = (text: string) => Math.round(Number(text) * 1_000_000);

/** "fixed area 100" or "variable allocator-units 70, area 30". */
export function defined(id: string, words: string): DefinedCost {
  const [nature, ...keys] = words.split(" ");
  const parts = keys
    .join(" ")
    .split(", ")
    .map((part) => {
      const [key, percent] = part.split(" ");
      return { key: key as CostKey, percent: percent ?? "100" };
    });
  return { id, name: id, nature: nature as DefinedCost["nature"], parts };
}

export function definitionOf(
  medium: SettlementDefinition["medium"],
  costs: readonly DefinedCost[],
  changes: Partial<SettlementDefinition> = {},
): SettlementDefinition {
  return {
    code: "R",
    name: "Rozliczenie",
    regulation: "Regulamin 1/2025",
    medium,
    advanceMedia: [medium],
    participants: { unitKinds: ["dwelling", "commercial"], having: null },
    costs,
    variance: null,
    isBehindBooster: false,
    consumption: {
      missedOnce: ["previous-period", "norm"],
      missedTwice: ["norm"],
      normPerPersonMonth: medium === "cold-water" || medium === "hot-water" ? 3_000_000 : null,
      vacantNormPercent: 75,
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
    interestFreeMonths: null,
    proposedAdvancePercent: "100",
    vatRate: null,
    ...changes,
  };
}

export function orderOf(costs: Readonly<Record<string, number>>, changes: Partial<SettlementOrder> = {}) {
  const order: SettlementOrder = {
    code: "R/2025",
    definition: "R",
    period: YEAR,
    point: null,
    buildings: ["B1"],
    costs: Object.entries(costs).map(([cost, amountGrosze]) => ({
      cost,
      document: `FV ${cost}`,
      ...YEAR,
      amountGrosze,
    })),
    bounds: null,
    heat: null,
    outdoorTemperature: null,
    indoorTemperatures: [],
    degreeDays: null,
    accessRefused: [],
    jointDeclarations: [],
    commonParts: [],
  };
  return { ...order, ...changes };
}

export interface UnitInWords {
  readonly m2: string;
  readonly persons?: number;
  readonly volume?: number;
  readonly share?: number;
  readonly heatedM2?: string;
  readonly rights?: readonly SettledRight[];
  readonly advances?: number;
  readonly building?: string;
  readonly property?: number;
  readonly states?: SettledUnitFacts["states"];
  readonly kind?: string;
}

export const right = (
  rightId: number,
  from: string,
  until: string | null,
  advancesGrosze = 0,
): SettledRight => ({
  rightId,
  from: plainDate(from),
  until: until === null ? null : plainDate(until),
  isInvoiced: false,
  advancesGrosze,
});

/** Collects units, meters and mains of a building. */
export class SettledBuilding {
  readonly #units: SettledUnitFacts[] = [];
  readonly #points = new Map<number, PointHistory>();
  readonly #network: NetworkPlace[] = [];
  readonly #served: { readonly code: string; readonly pointId: number; readonly share: number }[] = [];

  unit(code: string, words: UnitInWords): this {
    const unitId = this.#units.length + 1;
    const cm2 = (text: string) => Math.round(Number(text) * 10_000);
    const state = {
      from: plainDate("2010-01-01"),
      until: null,
      usableAreaCm2: cm2(words.m2),
      heatedAreaCm2: cm2(words.heatedM2 ?? words.m2),
      volumeDm3: words.volume ?? cm2(words.m2) / 4,
      persons: words.persons ?? 2,
      shareMillionths: words.share ?? 10_000,
    };
    const building = words.building ?? "B1";
    this.#units.push({
      unitId,
      code,
      kind: words.kind ?? "dwelling",
      propertyId: words.property ?? 1,
      buildingId: Number(building.slice(1)),
      buildingCode: building,
      buildingName: `ul. Próbna ${building.slice(1)}`,
      states: words.states ?? [state],
      rights: words.rights ?? [right(unitId * 10, "2015-01-01", null, words.advances ?? 0)],
      points: [],
    });
    return this;
  }

  /** A meter with its readings: "2025-01-01 100, 2026-01-01 192.4". Its number is the point's and the meter's. */
  point(
    code: string,
    medium: MeteredMedium,
    readings: string,
    words: {
      readonly units?: Readonly<Record<string, number>>;
      readonly level?: NetworkPlace["level"];
      readonly behind?: string;
      readonly building?: number;
      readonly meters?: readonly Partial<Meter>[];
      readonly factor?: string;
      readonly locationFactor?: string;
      readonly allocator?: boolean;
      readonly readingsOfMeters?: readonly string[];
    } = {},
  ): this {
    const id = this.#points.size + 1;
    const { units = {}, level = "individual", behind, building = 1, allocator = false } = words;
    const meters = (words.meters ?? [{}]).map(
      (changes, index): Meter => ({
        id: id * 100 + index,
        serial: `${code}-${index + 1}`,
        kind: allocator ? "heat-cost-allocator" : medium === "heat" ? "heat-meter" : "water-meter",
        measure: allocator ? "unit" : medium === "heat" ? "GJ" : "m3",
        during: { from: plainDate("2015-01-01"), until: null },
        verifiedUntil: null,
        start: 0,
        end: null,
        dialDigits: null,
        factor: millionths(words.factor ?? "1"),
        ...changes,
      }),
    );
    const lists = words.readingsOfMeters ?? [readings];
    this.#points.set(id, {
      point: { id, code, medium, level, place: "łazienka" },
      meters,
      readings: lists.flatMap((list, index) => readingsOf(list, meters[index]!.id)),
      locationFactors:
        words.locationFactor === undefined
          ? []
          : [{ from: plainDate("2010-01-01"), until: null, factor: millionths(words.locationFactor) }],
    });
    const before =
      behind === undefined
        ? null
        : (this.#network.find(({ code: known }) => known === behind)?.pointId ?? null);
    this.#network.push({ pointId: id, code, level, behindPointId: before, buildingId: building });
    for (const [unit, share] of Object.entries(units)) this.#served.push({ code: unit, pointId: id, share });
    return this;
  }

  facts(changes: Partial<SettlementFacts> = {}): SettlementFacts {
    const served = Map.groupBy(this.#served, ({ code }) => code);
    const units = this.#units.map((unit) => ({
      ...unit,
      points: (served.get(unit.code) ?? []).map(({ pointId, share }) => ({
        pointId,
        shareMillionths: Math.round(share * 1_000_000),
        from: plainDate("2010-01-01"),
        until: null,
      })),
    }));
    return {
      units,
      points: this.#points,
      network: this.#network,
      lastYear: new Map(),
      monthsWithoutInformation: new Map(),
      ...changes,
    };
  }
}

function readingsOf(list: string, meterId: number): Reading[] {
  return list
    .split(", ")
    .filter((words) => words !== "")
    .map((words) => {
      const [day, value, source] = words.split(" ");
      return {
        meterId,
        readOn: plainDate(day!),
        value: millionths(value!),
        source: (source ?? "visit") as Reading["source"],
        flags: [],
        restarts: false,
      };
    });
}

export function computed(
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
): ComputedSettlement {
  const result = computeSettlement(definition, order, facts);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

export function refusedReasons(
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
): (readonly [string, object])[] {
  const result = computeSettlement(definition, order, facts);
  return result.ok ? [] : result.refusals.map(({ reason, data }) => [reason, data]);
}

/** Each participant's code and cost. */
export const costsOf = ({ participants }: ComputedSettlement) =>
  participants.map(({ code, costGrosze }) => [code, costGrosze]);

export const recordOf = ({ participants }: ComputedSettlement, code: string) =>
  participants.find((one) => one.code === code)!.record;

/** cost, key, quantity and grosze of each share. */
export const sharesOf = (settlement: ComputedSettlement, code: string) =>
  recordOf(settlement, code).shares.map(({ cost, key, quantity, grosze }) => [cost, key, quantity, grosze]);
