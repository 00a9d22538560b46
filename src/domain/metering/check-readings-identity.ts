import { type DateRange, type PlainDate, rangeContains } from "../values/plain-date.ts";
import { type Refusal, refusal } from "../values/result.ts";
import { isBeyondDial } from "./check-network.ts";
import type { MeteredMedium } from "./meters.ts";
import { quantityIn } from "./reading-measure.ts";
import type { IdentifiedReading, MediumHint, ReadReading, RegisteredMeter } from "./reading-terms.ts";

/** Readings with their meters, and the lines for which there is none. */
export interface Identified {
  readonly identified: readonly IdentifiedReading[];
  readonly refused: readonly { readonly line: number; readonly refusal: Refusal }[];
}

/**
 * Finds the meter of each reading: by the number of a radio module valid on that day, by the meter's number, or by its code. Leading
 * zeros and case are overlooked only where no number fits exactly and one alone fits so.
 * Refuses `future`, `unknown-serial`, `before-installation`, `retired-serial`, `ambiguous-serial`, `wrong-medium`, `wrong-measure`,
 * `value-beyond-dial` and values that are none. The day a meter is taken out still counts as its own.
 */
export function identifyReadings(
  readings: readonly ReadReading[],
  meters: readonly RegisteredMeter[],
  today: PlainDate,
): Identified {
  const names = new MeterNames(meters);
  const identified: IdentifiedReading[] = [];
  const refused: { line: number; refusal: Refusal }[] = [];
  for (const reading of readings) {
    const found = identify(reading, names, today);
    if ("reason" in found) refused.push({ line: reading.line, refusal: found });
    else identified.push(found);
  }
  return { identified, refused };
}

/** The form under which numbers are compared where none fits exactly. */
export function looseNumber(written: string): string {
  return written
    .trim()
    .toUpperCase()
    .replace(/^0+(?=.)/, "");
}

function identify(reading: ReadReading, names: MeterNames, today: PlainDate): IdentifiedReading | Refusal {
  const { device, readOn } = reading;
  if (readOn > today) return refusal("future", { day: readOn, serial: device });
  const meter = names.find(reading);
  if ("reason" in meter) return meter;
  if (!fits(reading.medium, meter.medium))
    return refusal("wrong-medium", { serial: device, medium: reading.medium, meterMedium: meter.medium });
  const value = quantityIn(meter.measure, reading.value, reading.measure);
  if (!value.ok) return value.refusals[0]!;
  if (isBeyondDial(value.value, meter.dialDigits))
    return refusal("value-beyond-dial", {
      serial: device,
      meter: meter.code,
      day: readOn,
      digits: meter.dialDigits,
    });
  const { setDay } = reading;
  const setValue = setDay === null ? null : quantityIn(meter.measure, setDay.value, reading.measure);
  return {
    reading,
    meter,
    value: value.value,
    setDay: setDay !== null && setValue?.ok === true ? { on: setDay.on, value: setValue.value } : null,
  };
}

/** Modules on hot and cold pipes are often told nothing but "water". */
function fits(hint: MediumHint | null, medium: MeteredMedium): boolean {
  if (hint === "water") return medium === "cold-water" || medium === "hot-water";
  return hint === null || hint === medium;
}

/** A meter under one of its names, on the days when it bears it. */
interface NamedMeter extends DateRange {
  readonly meter: RegisteredMeter;
}

class MeterNames {
  readonly #exact = { radio: new Map<string, NamedMeter[]>(), meter: new Map<string, NamedMeter[]>() };
  readonly #loose = { radio: new Map<string, NamedMeter[]>(), meter: new Map<string, NamedMeter[]>() };

  constructor(meters: readonly RegisteredMeter[]) {
    for (const meter of meters) {
      const named = { meter, ...meter.during };
      this.#add("meter", meter.code, named);
      if (meter.serial !== meter.code) this.#add("meter", meter.serial, named);
      this.#add("radio", meter.serial, named);
      for (const { radioId, from, until } of meter.radios)
        this.#add("radio", radioId, { meter, ...common(meter.during, { from, until }) });
    }
  }

  find({ device, namedBy, readOn }: ReadReading): RegisteredMeter | Refusal {
    const written = device.trim();
    const named = this.#exact[namedBy].get(written) ?? this.#loose[namedBy].get(looseNumber(written)) ?? [];
    if (named.length === 0) return refusal("unknown-serial", { serial: written });
    const standing = metersOf(named.filter((each) => rangeContains(each, readOn)));
    const found = standing.length > 0 ? standing : metersOf(named.filter(({ until }) => until === readOn));
    if (found.length > 1)
      return refusal("ambiguous-serial", {
        serial: written,
        day: readOn,
        meters: found.map(({ code }) => code).join(", "),
      });
    return found[0] ?? notStanding(written, readOn, named);
  }

  #add(kind: "radio" | "meter", name: string, named: NamedMeter): void {
    if (name.trim() === "") return;
    append(this.#exact[kind], name.trim(), named);
    append(this.#loose[kind], looseNumber(name), named);
  }
}

function append(map: Map<string, NamedMeter[]>, name: string, named: NamedMeter): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, [named]);
  else known.push(named);
}

function common(first: DateRange, second: DateRange): DateRange {
  const from = first.from > second.from ? first.from : second.from;
  const until =
    first.until === null || (second.until !== null && second.until < first.until)
      ? second.until
      : first.until;
  return { from, until };
}

function metersOf(named: readonly NamedMeter[]): RegisteredMeter[] {
  return [...new Set(named.map(({ meter }) => meter))];
}

/** The number is known, but on that day no meter bore it. */
function notStanding(serial: string, day: PlainDate, named: readonly NamedMeter[]): Refusal {
  const ended = named.flatMap(({ until }) => (until !== null && until < day ? [until] : [])).sort();
  if (ended.length > 0) return refusal("retired-serial", { serial, day, until: ended.at(-1)! });
  const from = named.map((each) => each.from).sort()[0]!;
  return refusal("before-installation", { serial, day, from });
}
