import { checkReadings } from "../domain/metering/check-readings.ts";
import { identifyReadings } from "../domain/metering/check-readings-identity.ts";
import type { ReadingFlag, ReadingSource } from "../domain/metering/meters.ts";
import { quantityIn } from "../domain/metering/reading-measure.ts";
import { tallyReadings } from "../domain/metering/reading-tally.ts";
import type {
  IdentifiedReading,
  MeterHistory,
  ReadReading,
  TakenReading,
} from "../domain/metering/reading-terms.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { lockBooks } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { loadInhabitedDays, loadMeterHistories, loadMetersNamed } from "../store/readings.ts";
import { appendReadings, insertReadingImport } from "../store/readings-append.ts";
import { type CorrectableReading, loadReadingsOfDay } from "../store/readings-listed.ts";
import { type BulkTransaction, inBulkScope } from "../world/database/bulk.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** A reading that a person types in. */
export interface TypedReading {
  /** Code or number of the meter. */
  readonly meter: string;
  readonly on: PlainDate;
  /** A decimal number in the meter's measure. */
  readonly value: string;
  readonly source: ReadingSource;
  readonly note: string;
  /** The wrong reading that this one takes the place of; the value only where that day has several. */
  readonly corrects: { readonly on: PlainDate; readonly value: string | null } | null;
}

export interface AddedReading {
  readonly meter: string;
  readonly on: PlainDate;
  readonly valueMillionths: number;
  readonly measure: string;
  /** Why a person should look; the reading is taken nevertheless. */
  readonly flags: readonly ReadingFlag[];
  /** The very same reading is in the books already: nothing was written. */
  readonly isRepeated: boolean;
}

/**
 * Takes one reading, judged as those of a file are. A wrong reading is never changed: the one that corrects it names it, and from then
 * on only the new one counts.
 * Refuses as `identifyReadings` and `checkReadings` do, and `corrected-reading-unknown`, `corrected-reading-ambiguous`,
 * `reading-already-corrected`, `correction-changes-nothing`.
 */
export async function addReading(
  context: OperationContext,
  { token, cooperativeId }: OperatorScope,
  typed: TypedReading,
): Promise<Result<AddedReading>> {
  return inBulkScope(context.pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["metering"]);
    if (theirs.length > 0) return refuse(...theirs);
    const meters = await loadMetersNamed(tx, [typed.meter]);
    const { identified, refused } = identifyReadings([asRead(typed)], meters, context.today());
    const [reading] = identified;
    if (reading === undefined) return refuse(...refused.map((each) => each.refusal));
    const corrected = await correctedReading(tx, typed, reading);
    if (!corrected.ok) return corrected;
    const taken = await judge(tx, inPlaceOf(corrected.value, reading), corrected.value);
    if (!taken.ok) return taken;
    const answer = {
      meter: reading.meter.code,
      on: typed.on,
      valueMillionths: reading.value,
      measure: reading.meter.measure,
    };
    if (taken.value === null) {
      if (typed.corrects !== null) return refuse(refusal("correction-changes-nothing", { day: typed.on }));
      return accept({ ...answer, flags: [], isRepeated: true });
    }
    await append(tx, cooperativeId, typed, taken.value, corrected.value);
    return accept({ ...answer, flags: taken.value.flags, isRepeated: false });
  });
}

function asRead({ meter, on, value, source, note }: TypedReading): ReadReading {
  return {
    line: 1,
    device: meter,
    namedBy: "meter",
    readOn: on,
    readAt: null,
    value,
    measure: null,
    deviceStatus: "",
    states: [],
    medium: null,
    setDay: null,
    source,
    restarts: false,
    note,
  };
}

/** The reading to be corrected; null where none is. */
async function correctedReading(
  tx: BulkTransaction,
  { corrects }: TypedReading,
  { meter }: IdentifiedReading,
): Promise<Result<(CorrectableReading & { readonly on: PlainDate }) | null>> {
  if (corrects === null) return accept(null);
  const wanted = corrects.value === null ? null : quantityIn(meter.measure, corrects.value, null);
  if (wanted?.ok === false) return wanted;
  const data = { serial: meter.serial, day: corrects.on };
  const ofDay = await loadReadingsOfDay(tx, meter, corrects.on);
  const fitting = ofDay.filter(({ valueMillionths }) => wanted === null || valueMillionths === wanted.value);
  const open = fitting.filter(({ isCorrected }) => !isCorrected);
  if (open.length > 1) return refuse(refusal("corrected-reading-ambiguous", data));
  if (open[0] !== undefined) return accept({ ...open[0], on: corrects.on });
  return refuse(
    refusal(fitting.length > 0 ? "reading-already-corrected" : "corrected-reading-unknown", data),
  );
}

/** After a corrected set day the counter began again just as it did after the wrong one. */
function inPlaceOf(corrected: CorrectableReading | null, identified: IdentifiedReading): IdentifiedReading {
  const restarts = corrected?.restarts === true;
  return { ...identified, reading: { ...identified.reading, restarts } };
}

/** Null where the very same reading is there. */
async function judge(
  tx: BulkTransaction,
  reading: IdentifiedReading,
  corrected: (CorrectableReading & { readonly on: PlainDate }) | null,
): Promise<Result<TakenReading | null>> {
  const { meter } = reading;
  const days = [reading.reading.readOn, ...(corrected === null ? [] : [corrected.on])].sort();
  const histories = await loadMeterHistories(tx, [{ meter, first: days[0]!, last: days.at(-1)! }]);
  const history = histories.get(meter.id)!;
  const inhabited = await loadInhabitedDays(tx, [meter.pointId]);
  const [verdict] = checkReadings({
    readings: [reading],
    histories: new Map([[meter.id, corrected === null ? history : without(history, corrected)]]),
    inhabited,
  });
  if (verdict?.kind === "refused") return refuse(verdict.refusal);
  return accept(verdict?.kind === "taken" ? verdict : null);
}

/** The past as if the corrected reading had never counted. */
function without(
  history: MeterHistory,
  corrected: CorrectableReading & { readonly on: PlainDate },
): MeterHistory {
  const readings = history.readings.map((each) =>
    each.readOn === corrected.on &&
    each.value === corrected.valueMillionths &&
    each.source === corrected.source
      ? { ...each, isCorrected: true }
      : each,
  );
  return { ...history, readings };
}

async function append(
  tx: BulkTransaction,
  cooperativeId: number,
  { source }: TypedReading,
  taken: TakenReading,
  corrected: CorrectableReading | null,
): Promise<void> {
  const importId = await insertReadingImport(tx, cooperativeId, {
    fileName: "",
    sha256: null,
    format: "form",
    source,
    tally: tallyReadings([], [taken]),
  });
  const correction = corrected === null ? {} : { correctsReadingId: corrected.id };
  await appendReadings(tx, { cooperativeId, importId, ...correction }, [taken]);
}
