import type { MediumHint } from "../../domain/metering/reading-terms.ts";

/** Which fields of a decoded telegram mean what; of several the first that is there. */
export interface TelegramFields {
  readonly value: readonly string[];
  readonly setDay: readonly (readonly [on: string, value: string])[];
  /** The device's own clock, for telegrams whose time of reception is unknown. */
  readonly day: readonly string[];
  /** Where the driver knows better than the telegram. */
  readonly medium?: MediumHint;
}

const DEVICE_DAYS = [
  "device_datetime",
  "meter_datetime",
  "device_date_time",
  "meter_date",
  "device_date",
  "total_datetime",
];

/** Energy in whichever unit the decoder was told to write it. */
function energy(...names: readonly string[]): string[] {
  return names.flatMap((name) => [`${name}_kwh`, `${name}_gj`, `${name}_mj`, `${name}_mwh`, `${name}_wh`]);
}

const VOLUME = ["total_m3", "total_l", "total_water_m3", "totalitator_m3"];

/** By medium, for every driver that is not named below. */
export const FIELDS_OF_MEDIUM = {
  water: { value: VOLUME, setDay: [], day: DEVICE_DAYS },
  gas: { value: VOLUME, setDay: [], day: DEVICE_DAYS },
  heat: {
    value: energy("total_energy_consumption", "total_heating", "total_heat_energy", "total_energy", "total"),
    setDay: [],
    day: DEVICE_DAYS,
  },
  electricity: {
    value: energy(
      "total_energy_consumption",
      "total_active_positive_3phase",
      "positive_total_active_energy",
      "total",
    ),
    setDay: [],
    day: DEVICE_DAYS,
  },
  allocator: {
    value: ["current_consumption_hca", "current_hca", "consumption_hca", "total_consumption_hca"],
    setDay: [
      ["set_date", "consumption_at_set_date_hca"],
      ["set_date_1", "consumption_at_set_date_1_hca"],
      ["target_date", "target_hca"],
    ],
    day: DEVICE_DAYS,
  },
} as const satisfies Readonly<Record<string, TelegramFields>>;

/** Drivers whose telegrams name things otherwise. */
export const FIELDS_OF_DRIVER: Readonly<Record<string, TelegramFields>> = {
  apatoreitn: {
    value: ["current_hca", "allocation_hca"],
    setDay: [["season_start_date", "previous_hca"]],
    day: ["current_date", ...DEVICE_DAYS],
  },
  fhkvdataiii: {
    value: ["current_hca"],
    setDay: [["previous_date", "previous_hca"]],
    day: ["current_date", ...DEVICE_DAYS],
  },
  mkradio3: { value: VOLUME, setDay: [], day: ["current_date", ...DEVICE_DAYS] },
  relhca: { ...FIELDS_OF_MEDIUM.allocator, medium: "heat" },
  ultraheat: { ...FIELDS_OF_MEDIUM.heat, value: energy("heat", "total_energy_consumption") },
};

/** What the telegram's own word for its medium means. */
const MEDIA: readonly (readonly [RegExp, keyof typeof FIELDS_OF_MEDIUM | null, MediumHint])[] = [
  [/^heat cost allocat/, "allocator", "heat"],
  [/^(warm|hot) water/, "water", "hot-water"],
  [/^cold water/, "water", "cold-water"],
  [/water/, "water", "water"],
  [/^heat/, "heat", "heat"],
  [/^gas/, "gas", "gas"],
  [/^electricity/, "electricity", "electricity"],
  [/^cooling/, "heat", "other"],
];

/** Tried on telegrams whose medium says nothing ("other", "unknown", "radio converter"). */
const ANY: TelegramFields = {
  value: [...FIELDS_OF_MEDIUM.allocator.value, ...VOLUME, ...FIELDS_OF_MEDIUM.heat.value],
  setDay: FIELDS_OF_MEDIUM.allocator.setDay,
  day: DEVICE_DAYS,
};

/** The fields of a driver's telegram and what it measures; null where nobody can tell. */
export function fieldsOf(
  driver: string,
  media: string,
): { readonly fields: TelegramFields; readonly medium: MediumHint | null } {
  const [, kind, hint] = MEDIA.find(([pattern]) => pattern.test(media.toLowerCase())) ?? [];
  const own = Object.hasOwn(FIELDS_OF_DRIVER, driver) ? FIELDS_OF_DRIVER[driver] : undefined;
  const fields: TelegramFields = own ?? (kind ? FIELDS_OF_MEDIUM[kind] : ANY);
  return { fields, medium: fields.medium ?? hint ?? null };
}
