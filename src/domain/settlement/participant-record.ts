import { formatScaled } from "../values/decimal.ts";
import { addMonths, type PlainDate } from "../values/plain-date.ts";
import type { WorkingStep } from "../values/working.ts";
import { daysIn, type SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { quantityText } from "./device-record.ts";
import { decimalText, ratioText, requiredDecimal } from "./exact-decimal.ts";
import type { HeldDays, Holding } from "./holding.ts";
import { commonOf } from "./holding-weights.ts";
import type { MainComparison } from "./main-comparison.ts";
import type { MeasuredTable } from "./measured-table.ts";
import type { Measured, MeasuredKey, Measuring, Remark } from "./measuring-terms.ts";
import { countsMeters } from "./meter-count.ts";
import { ownBounds, ownVarianceSteps } from "./own-part.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { isMeasuredKey } from "./pool-case.ts";
import { isPersonsKey } from "./settlement-case.ts";
import type { LastYearResult, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import type { ParticipantRecord, ShareRecord } from "./settlement-record.ts";
import type { SharedPool } from "./shared-pool.ts";

/** What records are written from. */
export interface RecordContext {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly facts: SettlementFacts;
  readonly measuring: Measuring;
  readonly table: MeasuredTable;
  readonly pools: readonly SharedPool[];
  readonly comparisons: readonly MainComparison[];
  readonly refused: ReadonlyMap<string, string>;
}

/** One holder's stretch of a participant. */
export interface RecordedStretch {
  readonly held: HeldDays;
  readonly place: number;
  readonly holding: Holding;
  /** Only the devices' stretches of these days are this holder's; null: all of the period's. */
  readonly devicesDuring: SettledDays | null;
  /** Null without a device. */
  readonly quantityOf: (key: MeasuredKey) => string | null;
}

/** Everything one holder needs to compute its shares again; nothing of a holder before or after where readings tell them apart. */
export function recordOf(
  participant: ParticipantFacts,
  stretch: RecordedStretch,
  shares: readonly ShareRecord[],
  context: RecordContext,
): ParticipantRecord {
  const { held, holding, place } = stretch;
  const isTakenOver = holding.handovers[place]?.rule === "new-holder";
  const measured = isTakenOver ? [] : measuredOf(participant, stretch, shares, context);
  const isWhole = stretch.devicesDuring === null && !isTakenOver;
  return {
    from: held.from,
    to: held.to,
    facts: isTakenOver ? [daysFact(held)] : factsOf(participant, stretch, measured, context),
    devices: measured.flatMap(({ devices }) => devices),
    shares,
    bounds: isTakenOver
      ? null
      : isWhole
        ? boundsOf(participant, context)
        : ownBounds(participant.id, shares, context),
    lastYear: lastYearOf(participant, held, context),
    remarks: [
      ...remarksOf(participant, stretch, context),
      ...distinct(measured.flatMap(({ remarks }) => remarks)),
    ],
    working: isTakenOver
      ? []
      : [
          ...participant.working,
          ...degreeSteps(participant, context),
          ...measured.flatMap(({ working }) => working),
          ...(isWhole ? poolSteps(participant, context) : ownVarianceSteps(participant.id, shares, context)),
          ...holdingSteps(stretch),
        ],
  };
}

/** Measured over the days of the cost documents, cut to the holder's own where readings tell the holders apart. */
function measuredOf(
  participant: ParticipantFacts,
  { devicesDuring }: RecordedStretch,
  shares: readonly ShareRecord[],
  { table, measuring, refused, definition }: RecordContext,
): Measured[] {
  if (definition.medium === "heat" && refused.has(participant.id)) return [];
  const keys = new Set(shares.map(({ key }) => key).filter(isMeasuredKey));
  return [...keys].flatMap((key) =>
    table.daysOf(key).flatMap((days) => {
      if (devicesDuring === null) return [table.of(participant, key, days)];
      const own = commonOf(devicesDuring, days);
      return own === null ? [] : [measuring.of(participant, key, own)];
    }),
  );
}

function factsOf(
  participant: ParticipantFacts,
  { held, quantityOf }: RecordedStretch,
  measured: readonly Measured[],
  { definition, order, measuring }: RecordContext,
): ParticipantRecord["facts"] {
  const keys = new Set(definition.costs.flatMap(({ parts }) => parts.map(({ key }) => key)));
  const area = (areaCm2: number) => formatScaled(areaCm2, 4, { separator: ".", minimumDecimals: 2 });
  const facts = [daysFact(held), { fact: "area", quantity: area(participant.usableAreaCm2), unit: "m2" }];
  const add = (fact: string, quantity: string | null, unit: string) => {
    if (quantity !== null) facts.push({ fact, quantity, unit });
  };
  if (keys.has("heated-area") || participant.referenceAreaCm2 !== participant.usableAreaCm2)
    add("heated-area", area(participant.heatedAreaCm2), "m2");
  if (keys.has("volume"))
    add("volume", formatScaled(participant.volumeDm3 ?? 0, 3, { separator: "." }), "m3");
  if ([...keys].some(isPersonsKey)) add("person-days", String(participant.personDays), "person-days");
  if (countsMeters(definition)) add("meter", quantityText(participant.meters), "devices");
  if (keys.has("share"))
    add("share", formatScaled(participant.shareMillionths, 6, { separator: "." }), "share");
  if (keys.has("degree-area") && participant.degreeArea !== null) {
    add("indoor-temperature", decimalText(participant.indoorTemperature!), "degree");
    add("outdoor-temperature", order.outdoorTemperature, "degree");
    add("degree-area", decimalText(participant.degreeArea), "degree-m2");
  }
  if (measured.length > 0)
    for (const key of keys) if (isMeasuredKey(key)) add(key, quantityOf(key), measuring.measureOf(key));
  return facts;
}

function daysFact(days: SettledDays) {
  return { fact: "days", quantity: String(daysIn(days)), unit: "days" };
}

function boundsOf({ id }: ParticipantFacts, { pools }: RecordContext): ParticipantRecord["bounds"] {
  return pools.find(({ bounds }) => bounds.has(id))?.bounds.get(id) ?? null;
}

/** Only to whoever already held the unit a year before: the figures are the holder's of that time. */
function lastYearOf(
  { unit }: ParticipantFacts,
  { right }: HeldDays,
  { facts, order }: RecordContext,
): ParticipantRecord["lastYear"] {
  const result = unit === null ? undefined : facts.lastYear.get(unit.unitId);
  if (result === undefined || right === null || right.from > addMonths(order.period.from, -12)) return null;
  const { costGrosze, quantity } = result;
  return { costGrosze, quantity, correctedQuantity: corrected(result, order) };
}

/** Last year's quantity in this year's weather: × degree days of the period ÷ degree days of last year, three decimals. */
function corrected({ quantity }: LastYearResult, { degreeDays }: SettlementOrder): string | null {
  if (quantity === null || degreeDays === null) return null;
  const [amount, now, before] = [quantity, degreeDays.period, degreeDays.lastYear].map(requiredDecimal);
  if (before!.coefficient <= 0n) return null;
  const numerator = amount!.coefficient * now!.coefficient * 10n ** BigInt(before!.scale);
  return ratioText(numerator, before!.coefficient * 10n ** BigInt(amount!.scale + now!.scale), 3);
}

function remarksOf(
  { id, unit, common }: ParticipantFacts,
  { held, place, holding }: RecordedStretch,
  { refused, definition }: RecordContext,
): Remark[] {
  const remarks: Remark[] = [];
  if (common !== null) remarks.push({ remark: "common-part", data: { name: common.name } });
  else if (held.right === null) remarks.push({ remark: "vacant", data: { from: held.from, to: held.to } });
  if (unit !== null && refused.has(id))
    remarks.push({
      remark: "access-refused",
      data: { note: refused.get(id)!, settledAs: definition.medium === "heat" ? "average" : "unmetered" },
    });
  const before = holding.handovers[place - 1];
  const after = holding.handovers[place];
  for (const [handover, side] of [
    [before, "later"],
    [after, "former"],
  ] as const)
    if (handover !== undefined) {
      const { rule, on, formerPercent } = handover;
      const percent = formerPercent === null ? null : decimalText(formerPercent);
      remarks.push({ remark: "holder-change", data: { rule, on, side, percent } });
    }
  return remarks;
}

function degreeSteps(
  { degreeArea, indoorTemperature, referenceAreaCm2 }: ParticipantFacts,
  { definition, order }: RecordContext,
): WorkingStep[] {
  const isKey = definition.costs.some(({ parts }) => parts.some(({ key }) => key === "degree-area"));
  if (!isKey || degreeArea === null || indoorTemperature === null) return [];
  const inputs = {
    indoor: decimalText(indoorTemperature),
    outdoor: order.outdoorTemperature,
    areaCm2: referenceAreaCm2,
  };
  return [{ step: "degree-area", inputs, outcome: decimalText(degreeArea) }];
}

function poolSteps({ id }: ParticipantFacts, { pools, comparisons }: RecordContext): WorkingStep[] {
  const added = comparisons.flatMap(({ days, unitWorking }) => {
    const step = unitWorking.get(id);
    return step === undefined ? [] : [{ ...step, inputs: { ...step.inputs, ...days } }];
  });
  return [...added, ...pools.flatMap(({ participantWorking }) => participantWorking.get(id) ?? [])];
}

/** How the whole unit's shares passed to this holder. */
function holdingSteps({ held, place, holding }: RecordedStretch): WorkingStep[] {
  if (holding.held.length === 1) return [];
  const own = holding.held[place]!;
  const whole = holding.held.reduce((sum, days) => sum + daysIn(days), 0);
  const inputs = { from: own.from, to: own.to, days: daysIn(own), whole };
  const steps: WorkingStep[] = [
    {
      step: "held-days",
      inputs,
      outcome: holding.handovers[place - 1]?.rule ?? holding.handovers[place]!.rule,
    },
  ];
  if (held.from !== own.from)
    steps.push({ step: "result-taken-over", inputs: { from: held.from }, outcome: daysIn(held) });
  return steps;
}

function distinct(remarks: readonly Remark[]): Remark[] {
  const seen = new Set<string>();
  return remarks.filter((remark) => {
    const name = JSON.stringify(remark);
    return seen.has(name) ? false : seen.add(name);
  });
}

/** A record of a participant that is no unit and has no devices: the building's operating cost. */
export function plainRecord(
  days: { readonly from: PlainDate; readonly to: PlainDate },
  shares: readonly ShareRecord[],
  remark: string,
): ParticipantRecord {
  const remarks = [{ remark, data: {} }];
  return {
    ...days,
    facts: [daysFact(days)],
    devices: [],
    shares,
    bounds: null,
    lastYear: null,
    remarks,
    working: [],
  };
}
