import { METERED_MEDIA, type Measure, type MeteredMedium } from "../../../domain/metering/meters.ts";
import { firstDay, type Month, monthOf, yearOf } from "../../../domain/values/month.ts";
import type { Quantity } from "../../../domain/values/quantity.ts";
import {
  type MeasuredMedium,
  type MyBuildingHeat,
  type MyInformation,
  type MyLocationFactor,
  type MyMeter,
  type MyReading,
  myBuildingHeat,
  myInformation,
  myLocationFactors,
  myMeasuredMedia,
  myMeters,
  myReadings,
} from "../../../store/portal/readings.ts";
import { type MySourceChange, myReadingChanges } from "../../../store/portal/source-changes.ts";
import type { ResidentReads } from "../reads.ts";
import type { ConsumptionInformationView, InformationFigures, ReadingsView } from "../view-models.ts";
import { consumptionOfYear, roundedFor } from "./consumption-year.ts";
import { chooseUnit, idOf } from "./places.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";
import { placesOf } from "./reading-lines.ts";
import { readingChanges } from "./source-changes.ts";

/** Media odczyty: a year of one medium with every reading, and the monthly information. */
export function readingReads(
  world: ReadingWorld,
): Pick<ResidentReads, "loadReadings" | "loadConsumptionInformation"> {
  return {
    loadReadings: (token, year, medium, unitId) => {
      const unit = wantedUnit(unitId);
      const queries = [
        myMeasuredMedia(unit),
        myMeters(unit, medium),
        myLocationFactors(unit, medium),
        myReadings(unit, medium, year),
        myInformation(unit, medium),
        myReadingChanges(),
      ] as const;
      return seePage(world, token, ["metering"], queries, (reader, rows) =>
        readingsView(reader, { year, medium, unitId }, rows),
      );
    },
    loadConsumptionInformation: (token, month, medium, unitId) =>
      seePage(
        world,
        token,
        ["metering"],
        [
          myInformation(wantedUnit(unitId), medium),
          myBuildingHeat(wantedUnit(unitId), firstDay(month)),
        ] as const,
        (reader, rows) => informationView(reader, month, medium, unitId, rows),
      ),
  };
}

/** Null asks for all of the person's units: which is the first one is known only from the same round trip. */
function wantedUnit(unitId: string | null): number | null {
  return unitId === null ? null : (idOf(unitId) ?? 0);
}

interface Wanted {
  readonly year: number | null;
  readonly medium: MeteredMedium | null;
  readonly unitId: string | null;
}

type ReadingRows = readonly [
  readonly MeasuredMedium[],
  readonly MyMeter[],
  readonly MyLocationFactor[],
  readonly MyReading[],
  readonly MyInformation[],
  readonly MySourceChange[],
];

function readingsView(
  reader: Reader,
  wanted: Wanted,
  [measured, meters, factors, readings, information, changes]: ReadingRows,
): ReadingsView | null {
  const unit = chooseUnit(reader.units, wanted.unitId);
  if (unit === null) return null;
  const ofUnit = measured.filter((row) => row.unit_id === unit.id);
  const media = METERED_MEDIA.filter((medium) => ofUnit.some((row) => row.medium === medium));
  const medium = wanted.medium ?? media[0] ?? METERED_MEDIA[0];
  const yearsRead = ofUnit.find((row) => row.medium === medium)?.years ?? [];
  const year = wanted.year ?? yearsRead[0] ?? yearOf(reader.today);
  const own = <Row extends { readonly unit_id: number; readonly medium: MeteredMedium }>(
    rows: readonly Row[],
  ) => rows.filter((row) => row.unit_id === unit.id && row.medium === medium);
  const ownMeters = own(meters);
  const told = own(information);
  const facts = {
    meters: ownMeters,
    factors,
    readings: readings.filter(
      (row) => row.unit_id === unit.id && ownMeters.some((meter) => meter.meter_id === row.meter_id),
    ),
    information: told,
    today: reader.today,
    heldUntil: unit.heldUntil,
  };
  return {
    asOf: reader.asOf,
    unit,
    units: reader.units,
    year,
    years: [...new Set([...yearsRead, year])].sort((a, b) => b - a),
    medium,
    media,
    hasEverBeenRead: yearsRead.length > 0,
    consumption: consumptionOfYear(facts, medium, year),
    places: placesOf(facts, year, reader.today),
    changes: readingChanges(changes, facts.readings, ownMeters, year),
    information: [
      ...new Set(told.map((row) => monthOf(row.month)).filter((month) => yearOf(month) === year)),
    ].sort(),
  };
}

function informationView(
  reader: Reader,
  month: Month,
  medium: MeteredMedium,
  unitId: string | null,
  [rows, heat]: readonly [readonly MyInformation[], readonly MyBuildingHeat[]],
): ConsumptionInformationView | null {
  const unit = chooseUnit(reader.units, unitId);
  if (unit === null) return null;
  const ofUnit = rows.filter((row) => row.unit_id === unit.id);
  const ofMonth = ofUnit.filter((row) => monthOf(row.month) === month);
  const first = ofMonth[0];
  if (first === undefined) return null;
  const others = ofUnit.map((row) => monthOf(row.month));
  return {
    asOf: reader.asOf,
    unit,
    units: reader.units,
    medium,
    month,
    previous: others.find((other) => other < month) ?? null,
    next: others.findLast((other) => other > month) ?? null,
    issuedOn: first.issued_on,
    building: `${first.building_street} ${first.building_house_number}`,
    measures: ofMonth.map((row) => ({
      measure: row.measure,
      isEstimated: row.is_estimated,
      unit: figuresOf(row.measure, row.quantity_millionths, row.last_year_millionths),
      building: figuresOf(row.measure, row.building_quantity_millionths, row.building_last_year_millionths),
      countedWith: row.building_counted_with ?? "",
    })),
    buildingHeat:
      medium !== "heat" && medium !== "hot-water"
        ? []
        : heat
            .filter((row) => row.unit_id === unit.id)
            .map((row) => ({
              medium: row.medium,
              measure: row.measure,
              figures: figuresOf(row.measure, row.quantity_millionths, row.last_year_millionths),
              countedWith: row.counted_with,
            })),
  };
}

function figuresOf(measure: Measure, now: Quantity | null, before: Quantity | null): InformationFigures {
  const quantity = now === null ? null : roundedFor(now, measure);
  const lastYear = before === null ? null : roundedFor(before, measure);
  return {
    quantity,
    lastYear,
    difference: quantity === null || lastYear === null ? null : quantity - lastYear,
  };
}
