import {
  MEASURES,
  METER_KINDS,
  METERED_MEDIA,
  POINT_LEVELS,
  READING_SOURCES,
} from "../../domain/metering/meters.ts";
import { code, date, decimal, oneOf, optional, optionalText, reference, whole, yesOrNo } from "./columns.ts";
import { PERIOD } from "./register-tables.ts";
import type { Table } from "./table.ts";

/** Decimals kept of what a meter shows, of factors and shares. */
const MILLIONTHS = 6;
const ONE = 1_000_000;
/** A place in the building corrects by parts, a radiator or a transformer by much more. */
const LOCATION_FACTORS = { from: ONE / 10, to: 2 * ONE };
const METER_FACTORS = { from: ONE / 1000, to: 100_000 * ONE };
const SHARES = { from: 1, to: ONE };

/** The metering network: points, their places and units, meters with their radio modules, readings brought along. */
export const METERING_TABLES = {
  meteringPoints: {
    file: "metering-points.csv",
    isRequired: false,
    key: ["code"],
    columns: {
      code: code(),
      medium: oneOf("medium", METERED_MEDIA),
      level: oneOf("level", POINT_LEVELS),
      place: optionalText("place"),
    },
  },
  meteringPointStates: {
    file: "metering-point-states.csv",
    isRequired: false,
    key: [],
    columns: {
      point: reference("point", "meteringPoints"),
      building: optional(reference("building", "buildings"), -1),
      behind: optional(reference("behind", "meteringPoints"), -1),
      locationFactorMillionths: optional(decimal("location_factor", MILLIONTHS, LOCATION_FACTORS), ONE),
      isRemote: optional(yesOrNo("remote"), false),
      ...PERIOD,
    },
  },
  meteringPointUnits: {
    file: "metering-point-units.csv",
    isRequired: false,
    key: [],
    columns: {
      point: reference("point", "meteringPoints"),
      unit: reference("unit", "units"),
      shareMillionths: optional(decimal("share", MILLIONTHS, SHARES), ONE),
      ...PERIOD,
    },
  },
  meters: {
    file: "meters.csv",
    isRequired: false,
    key: ["code"],
    columns: {
      code: code(),
      point: reference("point", "meteringPoints"),
      serial: code("serial"),
      kind: oneOf("kind", METER_KINDS),
      model: optionalText("model"),
      measure: oneOf("measure", MEASURES),
      ...PERIOD,
      verifiedUntil: optional(date("verified_until"), null),
      startMillionths: optional(decimal("start_value", MILLIONTHS), 0),
      endMillionths: optional(decimal("end_value", MILLIONTHS), null),
      dialDigits: optional(whole("dial_digits", { from: 1, to: 9 }), null),
      factorMillionths: optional(decimal("factor", MILLIONTHS, METER_FACTORS), ONE),
      endReason: optionalText("end_reason"),
    },
  },
  meterRadios: {
    file: "meter-radios.csv",
    isRequired: false,
    key: [],
    columns: { meter: reference("meter", "meters"), radioId: code("radio_id"), ...PERIOD },
  },
  readings: {
    file: "readings.csv",
    isRequired: false,
    key: [],
    columns: {
      meter: reference("meter", "meters"),
      readOn: date("read_on"),
      valueMillionths: decimal("value", MILLIONTHS),
      source: oneOf("source", READING_SOURCES),
      restarts: optional(yesOrNo("restarts"), false),
      note: optionalText("note"),
    },
  },
} as const satisfies Record<string, Table>;
