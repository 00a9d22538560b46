import type { ReadingSource } from "../../domain/metering/meters.ts";
import {
  MEDIUM_HINTS,
  type MediumHint,
  READ_MEASURES,
  type ReadMeasure,
  type ReadReading,
} from "../../domain/metering/reading-terms.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import { cellsOf, delimiterOfHeading } from "./csv-cells.ts";
import { keptText, statesOfMbusByte, statesOfText } from "./device-status.ts";
import type { FileLine } from "./file-lines.ts";
import type { MappedColumn, ReadingMapping } from "./reading-mapping.ts";
import { readMoment, readTimestamp } from "./written-moment.ts";

/** What holds for every line of a file. */
export interface GatewayDefaults {
  readonly source: ReadingSource;
  /** The day of lines that tell none; null: such a line is refused. */
  readonly day: PlainDate | null;
}

type Places = Partial<Readonly<Record<MappedColumn, number>>>;

/** Reads lines of a gateway's CSV one after the other; headings may come again before every telegram. */
export class GatewayReader {
  readonly #mapping: ReadingMapping;
  readonly #defaults: GatewayDefaults;
  #heading: string | null = null;
  #delimiter: string;
  #places: Places | null;

  constructor(mapping: ReadingMapping, defaults: GatewayDefaults) {
    this.#mapping = mapping;
    this.#defaults = defaults;
    this.#delimiter = mapping.delimiter ?? ";";
    this.#places = mapping.heading ? null : placesIn([], mapping);
  }

  /** Null for headings and for lines that the gateway writes around its telegrams. */
  read({ line, text }: FileLine): ReadReading | Refusal | null {
    if (text === this.#heading || this.#mapping.skippedLines.includes(text.trim())) return null;
    if (this.#mapping.heading) {
      const heading = headingOf(text, this.#mapping);
      if (heading !== null) {
        this.#heading = text;
        this.#delimiter = heading.delimiter;
        this.#places = heading.places;
        return null;
      }
    }
    const cells = cellsOf(text, this.#delimiter);
    if (cells === null || this.#places === null) return refusal("unreadable-line");
    return this.#reading(line, cells, this.#places);
  }

  #reading(line: number, cells: readonly string[], places: Places): ReadReading | Refusal {
    const mapping = this.#mapping;
    const cell = (column: MappedColumn) => {
      const place = places[column];
      return place === undefined ? "" : (cells[place] ?? "");
    };
    if (cells.length <= Math.max(places.device ?? 0, places.value ?? 0)) return refusal("unreadable-line");
    const device = keptText(cell("device"), 60);
    if (device === "") return refusal("serial-missing");
    if (cell("value") === "") return refusal("value-missing", { serial: device });
    const moment =
      readTimestamp(cell("day"), mapping.dayOrder) ??
      (this.#defaults.day && { on: this.#defaults.day, at: null });
    if (moment === null) return refusal("day-unknown", { serial: device });
    const measure = cell("measure") === "" ? mapping.measure : measureNamed(cell("measure"));
    if (measure === undefined)
      return refusal("measure-unknown", { serial: device, measure: keptText(cell("measure"), 30) });
    const setOn = readMoment(cell("setDay"), mapping.dayOrder)?.on;
    const status = cell("status");
    return {
      line,
      device,
      namedBy: mapping.identifiedBy,
      readOn: moment.on,
      readAt: moment.at,
      value: cell("value")
        .replace(/[\s\u00a0]/g, "")
        .slice(0, 80),
      measure,
      deviceStatus: keptText(status),
      states: (mapping.status === "mbus" ? statesOfMbusByte(status) : null) ?? statesOfText(status),
      medium: mediumNamed(cell("medium")) ?? mapping.medium,
      setDay: setOn === undefined || cell("setValue") === "" ? null : { on: setOn, value: cell("setValue") },
      source: this.#defaults.source,
      restarts: false,
      note: keptText(cell("note")),
    };
  }
}

/** Whether a line is the heading that a mapping expects: with every column that the mapping names. */
export function isHeadingOf(text: string, mapping: ReadingMapping): boolean {
  return mapping.heading && headingOf(text, mapping) !== null;
}

function headingOf(
  text: string,
  mapping: ReadingMapping,
): { readonly delimiter: string; readonly places: Places } | null {
  const delimiter = mapping.delimiter ?? delimiterOfHeading(text);
  const cells = cellsOf(text, delimiter);
  const places = cells === null ? null : placesIn(cells, mapping);
  const isNamed = Object.values(mapping.columns).some((column) => typeof column === "string");
  return places !== null && isNamed ? { delimiter, places } : null;
}

/** Null where a heading lacks a column; the first of equal headings is meant. */
function placesIn(heading: readonly string[], mapping: ReadingMapping): Places | null {
  const names = heading.map((name) => name.toLowerCase());
  const places: Partial<Record<MappedColumn, number>> = {};
  for (const [name, column] of Object.entries(mapping.columns)) {
    const place = typeof column === "number" ? column - 1 : names.indexOf(column.trim().toLowerCase());
    if (place < 0) return null;
    places[name as MappedColumn] = place;
  }
  return places;
}

const MEASURE_NAMES: ReadonlyMap<string, ReadMeasure> = new Map([
  ...READ_MEASURES.map((measure) => [measure.toLowerCase(), measure] as const),
  ["m³", "m3"],
  ["m^3", "m3"],
  ["hca", "unit"],
  ["units hca", "unit"],
  ["j", "unit"],
  ["jedn.", "unit"],
]);

function measureNamed(text: string): ReadMeasure | undefined {
  return MEASURE_NAMES.get(text.toLowerCase());
}

function mediumNamed(text: string): MediumHint | null {
  return MEDIUM_HINTS.find((hint) => hint === text.toLowerCase()) ?? null;
}
