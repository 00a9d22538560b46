import { addDays, type PlainDate } from "../../../domain/values/plain-date.ts";
import { QUANTITY_SCALE, type Quantity } from "../../../domain/values/quantity.ts";
import type { MyLocationFactor, MyMeter, MyReading } from "../../../store/portal/readings.ts";
import type {
  InstalledMeter,
  MeterLine,
  PlaceReadings,
  ReadingLine,
  RemovedMeter,
  TakenReading,
} from "../reading-view-models.ts";

const ONE = 10 ** QUANTITY_SCALE;

/** What the lines of one unit's medium are told from; readings by meter, day and the order of recording. */
export interface ReadingFacts {
  readonly meters: readonly MyMeter[];
  readonly readings: readonly MyReading[];
  readonly factors: readonly MyLocationFactor[];
}

/**
 * Every reading document of a year, place by place in the order of days; a replacement is a line of its own, which counts what the old
 * meter went on to count after its last reading, so that the lines of a meter sum to what its dial moved.
 */
export function placesOf(facts: ReadingFacts, year: number, today: PlainDate): PlaceReadings[] {
  const points = [...new Set(facts.meters.map((meter) => meter.point_id))];
  return points.flatMap((pointId) => {
    const meters = facts.meters.filter((meter) => meter.point_id === pointId);
    const lines = meters
      .flatMap((meter, index) => meterLines(facts, meter, meters[index - 1], meters[index + 1]))
      .filter((line) => yearOfDay(line.day) === year)
      // Meters follow one another, so on one day the old one is read and goes before the new one comes.
      .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
    const standing = meters.filter((meter) => stoodIn(meter, year));
    if (lines.length === 0 && standing.length === 0) return [];
    const { place, point_code, share_millionths } = meters[0]!;
    return [
      {
        pointId: String(pointId),
        place: place || point_code,
        share: share_millionths,
        lines,
        meters: standing.map((meter) => meterLine(facts, meter, year, today)),
      },
    ];
  });
}

/** What became of one meter: put in, read, taken out. */
function meterLines(
  facts: ReadingFacts,
  meter: MyMeter,
  before: MyMeter | undefined,
  after: MyMeter | undefined,
): ReadingLine[] {
  const readings = facts.readings.filter((reading) => reading.meter_id === meter.meter_id);
  const lines: ReadingLine[] = [];
  if (meter.start_millionths !== null && before?.removed_on !== meter.installed_on)
    lines.push(installation(meter, meter.start_millionths));
  let from = meter.start_millionths;
  let isEstimate = false;
  for (const reading of readings) {
    const correction = readings.find((other) => other.corrects_reading_id === reading.reading_id);
    const correctedBy = correction?.read_on ?? null;
    lines.push(takenReading(meter, reading, { from, isEstimate }, correctedBy, readings));
    if (correction !== undefined) continue;
    from = reading.restarts ? 0 : reading.value_millionths;
    isEstimate = reading.source === "estimate";
  }
  if (meter.removed_on !== null) lines.push(removal(meter, meter.removed_on, { from, isEstimate }, after));
  return lines;
}

/** What a meter showed last, and whether that was only estimated. */
interface Shown {
  readonly from: Quantity | null;
  readonly isEstimate: boolean;
}

function takenReading(
  meter: MyMeter,
  reading: MyReading,
  { from, isEstimate }: Shown,
  correctedBy: PlainDate | null,
  readings: readonly MyReading[],
): TakenReading {
  const moved = counted(meter, from, reading.value_millionths, reading.flags.includes("roll-over"));
  // An estimate may have been too high: what was really read takes the rest of it back.
  const tooHigh = isEstimate && moved === null && from !== null ? from - reading.value_millionths : null;
  const corrected = readings.find((other) => other.reading_id === reading.corrects_reading_id);
  const counts = correctedBy === null;
  return {
    ...headOf(meter, `o${reading.reading_id}`, reading.read_on),
    kind: "reading",
    from: counts ? from : null,
    to: reading.value_millionths,
    consumption: counts ? (tooHigh === null ? moved : -tooHigh) : null,
    estimateTooHighBy: counts ? tooHigh : null,
    source: reading.source,
    flags: reading.flags,
    document: { importId: reading.import_id, line: reading.import_line },
    note: reading.note,
    restarts: reading.restarts,
    correctedBy,
    corrects: corrected === undefined ? null : { day: corrected.read_on, value: corrected.value_millionths },
  };
}

function removal(
  meter: MyMeter,
  day: PlainDate,
  { from, isEstimate }: Shown,
  after: MyMeter | undefined,
): RemovedMeter {
  const end = meter.end_millionths;
  const moved = end === null ? null : counted(meter, from, end, false);
  return {
    ...headOf(meter, `d${meter.meter_id}`, day),
    kind: "removal",
    from,
    to: end,
    consumption: isEstimate && moved === null && end !== null && from !== null ? end - from : moved,
    reason: meter.end_reason,
    next: after?.installed_on === day ? { serial: after.serial, start: after.start_millionths } : null,
  };
}

function installation(meter: MyMeter, start: Quantity): InstalledMeter {
  return {
    ...headOf(meter, `m${meter.meter_id}`, meter.installed_on),
    kind: "installation",
    from: null,
    to: start,
    consumption: null,
  };
}

function headOf(meter: MyMeter, lineId: string, day: PlainDate) {
  return { lineId, day, serial: meter.serial, meterKind: meter.kind, measure: meter.measure };
}

/**
 * What the dial moved. A lower number is a roll-over where that was told or means less than half of the dial; otherwise it cannot be
 * told and is null, as where the beginning is another holder's.
 */
function counted(meter: MyMeter, from: Quantity | null, to: Quantity, isTold: boolean): Quantity | null {
  if (from === null) return null;
  if (to >= from) return to - from;
  if (meter.dial_digits === null) return null;
  const dial = 10 ** meter.dial_digits * ONE;
  const rolled = dial - from + to;
  return rolled >= 0 && (isTold || 2 * rolled < dial) ? rolled : null;
}

function meterLine(facts: ReadingFacts, meter: MyMeter, year: number, today: PlainDate): MeterLine {
  const lastDay = meter.removed_on === null ? today : addDays(meter.removed_on, -1);
  const factor = facts.factors.findLast(
    (each) =>
      each.point_id === meter.point_id && each.from_day <= lastDay && yearOfDay(each.from_day) <= year,
  );
  return {
    meterId: String(meter.meter_id),
    serial: meter.serial,
    kind: meter.kind,
    installedOn: meter.installed_on,
    removedOn: meter.removed_on,
    verifiedUntil: meter.verified_until,
    isVerificationExpired: meter.verified_until !== null && meter.verified_until < lastDay,
    factor: meter.factor_millionths,
    locationFactor: factor?.location_factor_millionths ?? ONE,
  };
}

function stoodIn(meter: MyMeter, year: number): boolean {
  return (
    yearOfDay(meter.installed_on) <= year &&
    (meter.removed_on === null || yearOfDay(meter.removed_on) >= year)
  );
}

function yearOfDay(day: PlainDate): number {
  return Number(day.slice(0, 4));
}
