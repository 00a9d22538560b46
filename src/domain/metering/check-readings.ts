import { addDays, type DateRange, daysBetween, type PlainDate } from "../values/plain-date.ts";
import { type Refusal, refusal } from "../values/result.ts";
import type { ReadingFlag } from "./meters.ts";
import { type ChainLink, ReadingChain, stepBetween } from "./reading-chain.ts";
import {
  isImprobable,
  PLAUSIBILITY,
  type PlausibilityRules,
  standsWhileInhabited,
  usualAtMost,
} from "./reading-plausibility.ts";
import type {
  DeviceState,
  IdentifiedReading,
  MeterHistory,
  ReadingVerdict,
  RegisteredMeter,
  TakenReading,
} from "./reading-terms.ts";

/** What the judgement of readings needs to know; maps are by the meter's and by the point's id. */
export interface ReadingFacts {
  readonly readings: readonly IdentifiedReading[];
  readonly histories: ReadonlyMap<number, MeterHistory>;
  /** Days on which somebody lived in the units of a point, without overlaps. */
  readonly inhabited: ReadonlyMap<number, readonly DateRange[]>;
  readonly rules?: PlausibilityRules;
}

/** The flags from the most severe: a line with several is counted under the first. */
export const FLAG_SEVERITY: readonly ReadingFlag[] = [
  "seal-broken",
  "leak",
  "device-fault",
  "improbable-jump",
  "roll-over",
  "verification-expired",
  "zero-while-inhabited",
];

const NO_HISTORY: MeterHistory = { readings: [], isWhole: true, stoodSince: null };

/**
 * Judges readings of known meters, each meter's from the earliest day to the latest, so that the order of lines says nothing. A later
 * reading may come before an earlier one as long as it fits between its neighbours.
 * Refuses `backward`; flags what a person should see. A reading with the same day, value and source as a known one is a duplicate.
 */
export function checkReadings(facts: ReadingFacts): ReadingVerdict[] {
  const byMeter = Map.groupBy(facts.readings, ({ meter }) => meter.id);
  const verdicts: ReadingVerdict[] = [];
  for (const [meterId, readings] of byMeter) {
    const history = facts.histories.get(meterId) ?? NO_HISTORY;
    checkMeter(facts, history, readings, verdicts);
  }
  return verdicts;
}

function checkMeter(
  facts: ReadingFacts,
  history: MeterHistory,
  readings: IdentifiedReading[],
  verdicts: ReadingVerdict[],
): void {
  const { meter } = readings[0]!;
  const ordered = readings.sort(inOrder);
  const chain = new ReadingChain(meter, history, firstDayOf(ordered));
  let open: readonly IdentifiedReading[] = ordered;
  let refused: Refused[] = [];
  let isRestarted = true;
  // A set day that a later line tells may explain why an earlier one fell.
  while (isRestarted && open.length > 0) {
    isRestarted = false;
    refused = [];
    for (const identified of open) {
      const verdict = verdictOn(facts, history, chain, identified);
      if (verdict.kind === "refused") refused.push({ identified, verdict });
      else verdicts.push(verdict);
      isRestarted ||= verdict.kind === "taken" && verdict.restart !== null;
    }
    open = refused.map(({ identified }) => identified);
  }
  verdicts.push(...refused.map(({ verdict }) => verdict));
}

interface Refused {
  readonly identified: IdentifiedReading;
  readonly verdict: ReadingVerdict;
}

/** Judges one reading and, where it is taken, puts it into the chain. */
function verdictOn(
  facts: ReadingFacts,
  history: MeterHistory,
  chain: ReadingChain,
  identified: IdentifiedReading,
): ReadingVerdict {
  const { line, readOn, source, restarts } = identified.reading;
  const link: ChainLink = { readOn, value: identified.value, restarts };
  if (chain.has({ ...link, source })) return { kind: "duplicate", line };
  const restart = restartBefore(chain, identified, link, facts.rules ?? PLAUSIBILITY);
  const contradiction = contradictionOf(chain, identified.meter, restart ?? chain.before(link), link);
  if (contradiction !== null) return { kind: "refused", line, refusal: contradiction };
  if (restart !== null) chain.add(restart, restart.source);
  const flags = flagsOf(facts, history, chain, identified, link);
  chain.add(link, source);
  return { kind: "taken", line, identified, flags, restart };
}

/** The earliest day that a reading is for: its own, or a set day that it tells. */
function firstDayOf(ordered: readonly IdentifiedReading[]): PlainDate {
  return ordered.reduce(
    (first, { setDay }) => (setDay !== null && setDay.on < first ? setDay.on : first),
    ordered[0]!.reading.readOn,
  );
}

/** By day and value; of equal ones that which tells a set day, and then that with most states, is first and is the one that counts. */
function inOrder(first: IdentifiedReading, second: IdentifiedReading): number {
  const [a, b] = [first.reading, second.reading];
  if (a.readOn !== b.readOn) return a.readOn < b.readOn ? -1 : 1;
  return (
    Number(a.restarts) - Number(b.restarts) ||
    first.value - second.value ||
    textOrder(a.source, b.source) ||
    textOrder(setDayText(second), setDayText(first)) ||
    b.states.length - a.states.length ||
    textOrder(a.states.join(), b.states.join()) ||
    textOrder(a.deviceStatus, b.deviceStatus) ||
    textOrder(a.readAt ?? "", b.readAt ?? "") ||
    textOrder(a.note, b.note)
  );
}

function setDayText({ setDay }: IdentifiedReading): string {
  return setDay === null ? "" : `${setDay.on} ${setDay.value}`;
}

function textOrder(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

/**
 * An allocator begins again at zero after its set day (EN 834). Where it tells one since the reading before, the set day's value
 * belongs between the two. A device that shows what it showed on that day, or more than a radiator gives since, did not begin again.
 */
function restartBefore(
  chain: ReadingChain,
  { meter, setDay, reading }: IdentifiedReading,
  link: ChainLink,
  rules: PlausibilityRules,
): (ChainLink & NonNullable<TakenReading["restart"]>) | null {
  if (meter.kind !== "heat-cost-allocator" || setDay === null) return null;
  const before = chain.before(link);
  if (setDay.on >= link.readOn || setDay.on < before.readOn || chain.hasRestartOn(setDay.on)) return null;
  const restart = { readOn: setDay.on, on: setDay.on, value: setDay.value, restarts: true };
  const shownBefore = before.restarts ? 0 : before.value;
  if (setDay.value < shownBefore) return null;
  const isBelow = link.value < shownBefore || link.value < setDay.value;
  const most = usualAtMost(meter, daysBetween(setDay.on, link.readOn), rules);
  if (!isBelow && (link.value === setDay.value || link.value > most)) return null;
  // The same value may have been read that very day: the two must not look like one reading.
  const source = chain.has({ ...restart, source: reading.source }) ? "import" : reading.source;
  return { ...restart, source };
}

/** The neighbour that a reading contradicts, as a refusal. */
function contradictionOf(
  chain: ReadingChain,
  meter: RegisteredMeter,
  before: ChainLink,
  link: ChainLink,
): Refusal | null {
  const after = chain.after(link);
  const fitsBefore = stepBetween(before, link, meter.dialDigits).kind !== "backward";
  const fitsAfter = after === null || stepBetween(link, after, meter.dialDigits).kind !== "backward";
  if (fitsBefore && fitsAfter) return null;
  const { readOn, value } = fitsBefore ? after! : before;
  return refusal("backward", {
    serial: meter.serial,
    day: link.readOn,
    valueMillionths: link.value,
    otherDay: readOn,
    otherMillionths: value,
  });
}

function flagsOf(
  { inhabited, rules = PLAUSIBILITY }: ReadingFacts,
  history: MeterHistory,
  chain: ReadingChain,
  { meter, reading }: IdentifiedReading,
  link: ChainLink,
): ReadingFlag[] {
  const flags = new Set(reading.states.map(flagOfState));
  if (stepBetween(chain.before(link), link, meter.dialDigits).kind === "roll-over") flags.add("roll-over");
  if (isImprobable(chain, meter, history, link, rules)) flags.add("improbable-jump");
  if (isExpired(meter, link.readOn)) flags.add("verification-expired");
  const lived = inhabited.get(meter.pointId) ?? [];
  if (standsWhileInhabited(chain, meter, history, link, lived, rules)) flags.add("zero-while-inhabited");
  return FLAG_SEVERITY.filter((flag) => flags.has(flag));
}

/** What is read on the day a meter is taken out is what it showed on its last day. */
function isExpired({ verifiedUntil, during: { until } }: RegisteredMeter, readOn: PlainDate): boolean {
  const shownOn = until !== null && readOn >= until ? addDays(until, -1) : readOn;
  return verifiedUntil !== null && verifiedUntil < shownOn;
}

function flagOfState(state: DeviceState): ReadingFlag {
  return state === "leak" || state === "seal-broken" ? state : "device-fault";
}
