import type { PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import type { KnownReading, MeterHistory, RegisteredMeter } from "./reading-terms.ts";

/** What a meter showed on a day. */
export interface ChainLink {
  readonly readOn: PlainDate;
  readonly value: Quantity;
  /** The counter began again at zero right after it. */
  readonly restarts: boolean;
}

/** A dial has rolled over only when what was counted since is at most this part of the whole dial: a slip of the pen is no roll-over. */
const ROLL_OVER_PARTS = 10;

/** How a counter got from one reading to the next one. */
export type Step =
  | { readonly kind: "forward" | "roll-over"; readonly counted: Quantity }
  | { readonly kind: "backward" };

export function stepBetween(from: ChainLink, to: ChainLink, dialDigits: number | null): Step {
  const base = from.restarts ? 0 : from.value;
  if (to.value >= base) return { kind: "forward", counted: to.value - base };
  if (dialDigits === null) return { kind: "backward" };
  const dial = 10 ** dialDigits * 1_000_000;
  const counted = dial - base + to.value;
  return counted >= 0 && counted <= dial / ROLL_OVER_PARTS
    ? { kind: "roll-over", counted }
    : { kind: "backward" };
}

/** The readings of one meter that count, by day; a new one must fit between its neighbours. Estimates bind nobody. */
export class ReadingChain {
  readonly #meter: RegisteredMeter;
  readonly #links: ChainLink[];
  readonly #taken: Set<string>;

  /** @param since the first day for which `has` will be asked. */
  constructor(meter: RegisteredMeter, { readings }: MeterHistory, since: PlainDate) {
    this.#meter = meter;
    this.#taken = new Set(readings.filter(({ readOn }) => readOn >= since).map(keyOf));
    this.#links = readings
      .filter(({ isCorrected, source }) => !isCorrected && source !== "estimate")
      .map(({ readOn, value, restarts }) => ({ readOn, value, restarts }))
      .sort(inOrder);
  }

  /** Whether the very same reading (day, value, source) is there, even one that was corrected since. */
  has(reading: Pick<KnownReading, "readOn" | "value" | "source">): boolean {
    return this.#taken.has(keyOf(reading));
  }

  add(link: ChainLink, source: KnownReading["source"]): void {
    this.#taken.add(keyOf({ ...link, source }));
    if (source !== "estimate") this.#links.splice(this.#placeOf(link), 0, link);
  }

  /** The reading before it, else what the meter showed when it was put in. */
  before(link: ChainLink): ChainLink {
    return this.#links[this.#placeOf(link) - 1] ?? this.start();
  }

  /** The reading after it, else what the meter showed when it was taken out, else nothing. */
  after(link: ChainLink): ChainLink | null {
    const { end, during } = this.#meter;
    const atEnd =
      end === null || during.until === null ? null : { readOn: during.until, value: end, restarts: false };
    return this.#links[this.#placeOf(link)] ?? atEnd;
  }

  /** Readings up to and including a day's, the last first. */
  *backFrom(link: ChainLink): Generator<ChainLink> {
    for (let place = this.#placeOf(link) - 1; place >= 0; place -= 1) yield this.#links[place]!;
  }

  hasRestartOn(day: PlainDate): boolean {
    return this.#links.some(({ readOn, restarts }) => restarts && readOn === day);
  }

  start(): ChainLink {
    return { readOn: this.#meter.during.from, value: this.#meter.start, restarts: false };
  }

  /** Where a reading belongs; files bring mostly later ones, so the search begins at the end. */
  #placeOf(link: ChainLink): number {
    let place = this.#links.length;
    while (place > 0 && inOrder(this.#links[place - 1]!, link) > 0) place -= 1;
    return place;
  }
}

/** By day; a restart follows what else was read that day, and of several readings of a day the lower comes first. */
function inOrder(first: ChainLink, second: ChainLink): number {
  if (first.readOn !== second.readOn) return first.readOn < second.readOn ? -1 : 1;
  return Number(first.restarts) - Number(second.restarts) || first.value - second.value;
}

function keyOf({ readOn, value, source }: Pick<KnownReading, "readOn" | "value" | "source">): string {
  return `${readOn} ${value} ${source}`;
}
