import { formatScaled } from "../domain/values/decimal.ts";
import { lastDay, type Month } from "../domain/values/month.ts";
import { type PlainDate, rangeContains } from "../domain/values/plain-date.ts";
import type { DemoMetering } from "./facts.ts";
import type { DemoMeter, DemoRadio } from "./metering-meters.ts";
import { isVisited } from "./metering-network.ts";
import { isLeaking } from "./metering-use.ts";
import type { WrittenFile } from "./package-rows.ts";

/** The allocators of this house reach the office through a gateway of another maker. */
const GATEWAY_HOUSE = "KLO5";
/** Months, from 0, at whose end somebody goes round the houses without radio. */
const VISIT_MONTHS: readonly number[] = [5, 11, 17, 23];
/** Nobody ever opens here. */
const NOT_LET_IN = "KLO9/23";
/** A battery that will not last: in which month, from 0, the meter first says so. */
const LOW_BATTERY: Readonly<Record<string, number>> = { "LIP10/31-CW1": 20 };

/** What the office receives of the months up to one: telegrams, a gateway's table, the list of somebody who went round. */
export function readingFiles(
  metering: DemoMetering,
  months: readonly Month[],
  from: number,
  until: number,
): WrittenFile[] {
  const [radio, gateway]: [string[], string[]] = [[], [GATEWAY_HEADING]];
  const visited = ["meter;read_on;value;source;note"];
  for (let index = from; index <= until; index += 1) {
    const ways = Map.groupBy(
      metering.meters.filter(({ shown }) => shown[index + 1] !== null),
      wayOf,
    );
    const radioOf = radiosOn(metering.radios, lastDay(months[index]!));
    for (const meter of ways.get("radio") ?? []) radio.push(telegram(meter, months, index, radioOf));
    for (const meter of ways.get("gateway") ?? []) gateway.push(gatewayLine(meter, months, index));
    if (!VISIT_MONTHS.includes(index)) continue;
    for (const meter of ways.get("visit") ?? []) visited.push(...visitLine(meter, months[index]!, index));
  }
  const files = [
    file(`radio-${months[until]}.jsonl`, radio),
    file(`bramka-${GATEWAY_HOUSE}-${months[until]}.csv`, gateway),
  ];
  return visited.length > 1 ? [...files, file(`obchod-${months[until]}.csv`, visited)] : files;
}

function radiosOn(radios: readonly DemoRadio[], day: PlainDate): Map<string, string> {
  return new Map(
    radios.filter((radio) => rangeContains(radio, day)).map(({ meter, radioId }) => [meter.code, radioId]),
  );
}

function visitLine(meter: DemoMeter, month: Month, monthIndex: number): string[] {
  if (meter.point.units[0]!.unit.code === NOT_LET_IN) return [];
  return [`${meter.serial};${lastDay(month)};${shownText(meter, meter.shown[monthIndex + 1]!)};visit;`];
}

function wayOf({ point }: DemoMeter): "radio" | "gateway" | "visit" {
  if (point.level === "individual" && isVisited(point.building!)) return "visit";
  return point.building === GATEWAY_HOUSE && point.measuredBy === "heat-cost-allocator" ? "gateway" : "radio";
}

/** What a meter shows, in its own measure: m³, GJ of a node, kWh of a dwelling, an allocator's units. */
export function shownText({ point }: DemoMeter, thousandths: number): string {
  if (point.measuredBy === "water-meter") return formatScaled(thousandths, 3, { separator: "." });
  const whole = Math.floor(thousandths / 1000);
  return measureOf(point) === "GJ"
    ? formatScaled(whole * KILOJOULES_TENTHS, 4, { separator: "." })
    : String(whole);
}

/** A kilowatt-hour is 0.0036 GJ. */
const KILOJOULES_TENTHS = 36;

export function measureOf({ measuredBy, level }: DemoMeter["point"]): "m3" | "GJ" | "kWh" | "unit" {
  if (measuredBy === "water-meter") return "m3";
  if (measuredBy === "heat-cost-allocator") return "unit";
  return level === "individual" ? "kWh" : "GJ";
}

/** One telegram as the decoder writes it. */
function telegram(
  meter: DemoMeter,
  months: readonly Month[],
  monthIndex: number,
  radioOf: ReadonlyMap<string, string>,
): string {
  const { point, serial, code } = meter;
  const shown = meter.shown[monthIndex + 1]!;
  const head = {
    _: "telegram",
    media: mediaOf(point),
    meter: DRIVERS[point.measuredBy],
    name: point.code,
    id: radioOf.get(code) ?? serial,
  };
  // Numbers are written as the device shows them: 12.500 stays 12.500.
  const fields = [
    ...Object.entries({ ...head, status: statusOf(meter, monthIndex) }).map(
      ([name, text]) => `"${name}":${JSON.stringify(text)}`,
    ),
    ...valueFields(meter, shown, setDayBefore(meter, months, monthIndex)),
    `"timestamp":"${lastDay(months[monthIndex]!)}T17:40:00Z"`,
  ];
  return `{${fields.join(",")}}`;
}

const DRIVERS = {
  "water-meter": "apator162",
  "heat-meter": "kamheat",
  "heat-cost-allocator": "qcaloric",
} as const;

function mediaOf({ medium, measuredBy }: DemoMeter["point"]): string {
  if (measuredBy === "heat-cost-allocator") return "heat cost allocation";
  return medium === "heat" ? "heat" : medium === "hot-water" ? "warm water" : "cold water";
}

function statusOf({ point }: DemoMeter, monthIndex: number): string {
  if (isLeaking(point.code, monthIndex)) return "LEAK";
  return monthIndex >= (LOW_BATTERY[point.code] ?? Number.POSITIVE_INFINITY) ? "BATTERY_LOW" : "OK";
}

interface SetDay {
  readonly on: PlainDate;
  readonly shown: number;
}

function valueFields(meter: DemoMeter, shown: number, setDay: SetDay | null): string[] {
  switch (meter.point.measuredBy) {
    case "water-meter":
      return [`"total_m3":${shownText(meter, shown)}`];
    case "heat-meter":
      return [`"total_energy_consumption_kwh":${Math.floor(shown / 1000)}`];
    case "heat-cost-allocator":
      return [
        `"current_consumption_hca":${shownText(meter, shown)}`,
        ...(setDay === null
          ? []
          : [`"set_date":"${setDay.on}"`, `"consumption_at_set_date_hca":${shownText(meter, setDay.shown)}`]),
      ];
  }
}

/** The last day of the last year, with what the allocator showed then; null before the first one of the story. */
function setDayBefore({ shown }: DemoMeter, months: readonly Month[], monthIndex: number): SetDay | null {
  const december = months.slice(0, monthIndex).findLastIndex((month) => month.endsWith("-12"));
  if (december >= 0) return { on: lastDay(months[december]!), shown: shown[december + 1]! };
  return null;
}

const GATEWAY_HEADING =
  "ID;Status;IV,0,0,0,,Date/Time;IV,0,0,0,,Units HCA;IV,1,0,0,,Date;IV,1,0,0,,Units HCA";

function gatewayLine(meter: DemoMeter, months: readonly Month[], monthIndex: number): string {
  const setDay = setDayBefore(meter, months, monthIndex);
  return [
    meter.serial,
    "00h",
    `${dotted(lastDay(months[monthIndex]!))} 18:15`,
    shownText(meter, meter.shown[monthIndex + 1]!),
    setDay === null ? "" : dotted(setDay.on),
    setDay === null ? "" : shownText(meter, setDay.shown),
  ].join(";");
}

function dotted(day: PlainDate): string {
  return day.split("-").reverse().join(".");
}

function file(name: string, lines: readonly string[]): WrittenFile {
  return { name, bytes: new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")) };
}
