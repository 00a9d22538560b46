import type { PointHistory } from "../domain/metering/meters.ts";
import { MonthlyInformation, type UnitInformation } from "../domain/metering/monthly-information.ts";
import { addToMonth, firstDay, lastDay, type Month } from "../domain/values/month.ts";
import { addDays } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { type InformationChange, replaceInformation } from "../store/consumption-information.ts";
import { loadHeatMains, loadRemotePoints } from "../store/consumption-points.ts";
import { lockBooks } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { loadPointHistories } from "../store/settlement-points.ts";
import { inBulkScope } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** What was told of a month, and to whom it could not be told. */
export interface IssuedInformation extends InformationChange {
  readonly month: Month;
  /** Units told something. */
  readonly units: number;
  readonly buildings: number;
  readonly withoutReading: readonly { readonly unit: string; readonly medium: string }[];
}

/** Points whose readings are in memory at a time. */
const POINTS_A_BATCH = 20_000;

/** Readings around a month may be that far away. */
const MARGIN_DAYS = 92;

/**
 * Computes what each unit read from a distance and each of their buildings consumed in a month, with the same month of last year
 * beside it, and brings what was issued up to date; a second run over the same readings changes nothing.
 * Refuses `information-month-not-over`.
 * @law Prawo energetyczne art. 45c
 */
export async function issueConsumptionInformation(
  { pools, today, progress }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { month }: { readonly month: Month },
): Promise<Result<IssuedInformation>> {
  const issuedOn = today();
  if (issuedOn <= lastDay(month))
    return refuse(refusal("information-month-not-over", { month, today: issuedOn }));
  return inBulkScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["metering"]);
    if (theirs.length > 0) return refuse(...theirs);
    const days = {
      from: addDays(firstDay(addToMonth(month, -12)), -MARGIN_DAYS),
      to: addDays(lastDay(month), MARGIN_DAYS),
    };
    const information = new MonthlyInformation(month, days.from);
    const points = await loadRemotePoints(tx, month);
    await eachHistory(tx, points, days, (point, history) => information.addPoint(point, history), progress);
    const units = information.units();
    const told = new Set(units.map(({ buildingId }) => buildingId));
    const mains = (await loadHeatMains(tx, month)).filter((main) =>
      main.buildings.some(({ buildingId }) => told.has(buildingId)),
    );
    await eachHistory(tx, mains, days, (main, history) => information.addMain(main, history));
    const buildings = information.buildings().filter(({ buildingId }) => told.has(buildingId));
    const change = await replaceInformation(tx, cooperativeId, { month, issuedOn }, units, buildings);
    return accept({ month, ...countsOf(units), buildings: told.size, ...change });
  });
}

/** Hands over each point with its history; points of many units come in batches. */
async function eachHistory<P extends { readonly pointId: number }>(
  tx: ScopedTransaction,
  points: readonly P[],
  days: Parameters<typeof loadPointHistories>[2],
  use: (point: P, history: PointHistory) => void,
  progress?: OperationContext["progress"],
): Promise<void> {
  for (let start = 0; start < points.length; start += POINTS_A_BATCH) {
    const batch = points.slice(start, start + POINTS_A_BATCH);
    const ids = [...new Set(batch.map(({ pointId }) => pointId))];
    const histories = await loadPointHistories(tx, ids, days);
    for (const point of batch) use(point, histories.get(point.pointId)!);
    progress?.(start + batch.length, points.length);
  }
}

function countsOf(units: readonly UnitInformation[]): Pick<IssuedInformation, "units" | "withoutReading"> {
  const told = new Set<number>();
  for (const { unitId, quantity } of units) if (quantity !== null) told.add(unitId);
  const silent = units.filter(({ quantity }) => quantity === null);
  return {
    units: told.size,
    withoutReading: silent.map(({ unitCode, medium }) => ({ unit: unitCode, medium })),
  };
}
