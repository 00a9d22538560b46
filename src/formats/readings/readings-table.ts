import { READING_SOURCES, type ReadingSource } from "../../domain/metering/meters.ts";
import type { ReadReading } from "../../domain/metering/reading-terms.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import { cellsOf, delimiterOfHeading } from "./csv-cells.ts";
import { keptText } from "./device-status.ts";
import type { FileLine } from "./file-lines.ts";
import { readMoment } from "./written-moment.ts";

/** Columns of our own table of readings, as in the exchange package; the first three are required. */
const COLUMNS = ["meter", "read_on", "value", "source", "restarts", "note"] as const;
const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ["", false],
  ["no", false],
  ["yes", true],
]);

/** Whether a line is the heading of our own table. */
export function isReadingsHeading(text: string): boolean {
  const cells = cellsOf(text, delimiterOfHeading(text)) ?? [];
  return COLUMNS.slice(0, 3).every((name) => cells.includes(name));
}

/** Reads our own table of readings line by line. */
export class ReadingsTableReader {
  readonly #source: ReadingSource;
  readonly #day: PlainDate | null;
  #delimiter = ";";
  #places: Readonly<Record<(typeof COLUMNS)[number], number>> | null = null;

  /** @param source of lines that name none. @param day of lines that tell none; null: such a line is refused. */
  constructor(source: ReadingSource, day: PlainDate | null) {
    this.#source = source;
    this.#day = day;
  }

  /**
   * Null for the heading. Refuses `unreadable-line`, `serial-missing`, `value-missing`, `day-unknown`, `source-unknown`.
   */
  read({ line, text }: FileLine): ReadReading | Refusal | null {
    if (this.#places === null) {
      if (!isReadingsHeading(text)) return refusal("unreadable-line");
      this.#delimiter = delimiterOfHeading(text);
      const heading = cellsOf(text, this.#delimiter) ?? [];
      this.#places = Object.fromEntries(COLUMNS.map((name) => [name, heading.indexOf(name)])) as Record<
        (typeof COLUMNS)[number],
        number
      >;
      return null;
    }
    const cells = cellsOf(text, this.#delimiter);
    const { meter, read_on, value, source, restarts, note } = this.#places;
    if (cells === null || cells.length <= Math.max(meter, read_on, value)) return refusal("unreadable-line");
    const device = keptText(cells[meter]!, 60);
    if (device === "") return refusal("serial-missing");
    if (cells[value] === "") return refusal("value-missing", { serial: device });
    const readOn = readMoment(cells[read_on]!, null)?.on ?? this.#day;
    if (readOn === null) return refusal("day-unknown", { serial: device });
    const named = cells[source] ?? "";
    const known = named === "" ? this.#source : READING_SOURCES.find((each) => each === named);
    if (known === undefined)
      return refusal("source-unknown", { serial: device, source: keptText(named, 30) });
    const isRestart = ANSWERS.get(cells[restarts] ?? "");
    if (isRestart === undefined) return refusal("unreadable-line");
    return {
      line,
      device,
      namedBy: "meter",
      readOn,
      readAt: null,
      value: cells[value]!.slice(0, 80),
      measure: null,
      deviceStatus: "",
      states: [],
      medium: null,
      setDay: null,
      source: known,
      restarts: isRestart,
      note: keptText(cells[note] ?? ""),
    };
  }
}
