import { daysIn, type SettledDays } from "./cost-pools.ts";
import type { HeldDays, Holding } from "./holding.ts";
import { overlapDays } from "./overlap-days.ts";
import type { ParticipantFacts } from "./participant-facts.ts";

/** Days that belong together because no reading separates them, by their places among the held days. */
export interface ReadGroup extends SettledDays {
  readonly places: readonly number[];
}

/** The held days between hand-overs at which the devices were read. */
export function readGroups({ held, handovers }: Holding): ReadGroup[] {
  const groups: { from: HeldDays["from"]; to: HeldDays["to"]; places: number[] }[] = [];
  for (const [place, { from, to }] of held.entries()) {
    const handover = place === 0 ? null : handovers[place - 1]!;
    const isSeparate = handover === null || (handover.isRead && handover.rule !== "declared");
    const last = groups.at(-1);
    if (last === undefined || isSeparate) groups.push({ from, to, places: [place] });
    else {
      last.to = to;
      last.places.push(place);
    }
  }
  return groups;
}

/** By the days of each that lie among the pool's; by all days where none do. */
export function dayWeights({ held }: Holding, days: SettledDays): bigint[] {
  const weights = held.map((one) => BigInt(commonDays(one, days)));
  return isNothing(weights) ? held.map((one) => BigInt(daysIn(one))) : weights;
}

/** By person-days; by days where nobody lived there. */
export function personDayWeights(holding: Holding, { unit }: ParticipantFacts, days: SettledDays): bigint[] {
  const weights = holding.held.map((held) =>
    (unit?.states ?? []).reduce((sum, state) => sum + BigInt(state.persons * overlapDays(state, held)), 0n),
  );
  return isNothing(weights) ? dayWeights(holding, days) : weights;
}

/**
 * By what was counted in each group; inside a group by days. By days alone where nothing separates the holders, where a group
 * cannot be told, or where nothing was counted.
 */
export function consumptionWeights(
  holding: Holding,
  groups: readonly ReadGroup[],
  days: SettledDays,
  countedIn: (days: SettledDays) => number | null,
): bigint[] {
  const inside = groups.flatMap((group) => {
    const common = commonOf(group, days);
    return common === null ? [] : [{ ...common, places: group.places }];
  });
  if (inside.length <= 1) return dayWeights(holding, days);
  const counted = inside.map(countedIn);
  if (counted.some((quantity) => quantity === null)) return dayWeights(holding, days);
  const groupDays = inside.map((group) => BigInt(daysIn(group)));
  const product = groupDays.reduce((all, one) => all * one, 1n);
  const weights = holding.held.map(() => 0n);
  for (const [index, { places }] of inside.entries())
    for (const place of places) {
      const own = BigInt(commonDays(holding.held[place]!, days));
      weights[place] = BigInt(counted[index]!) * own * (product / groupDays[index]!);
    }
  return isNothing(weights) ? dayWeights(holding, days) : weights;
}

/** The days that both have; null where they have none. */
export function commonOf(first: SettledDays, second: SettledDays): SettledDays | null {
  const from = first.from > second.from ? first.from : second.from;
  const to = first.to < second.to ? first.to : second.to;
  return from > to ? null : { from, to };
}

function commonDays(first: SettledDays, second: SettledDays): number {
  const common = commonOf(first, second);
  return common === null ? 0 : daysIn(common);
}

function isNothing(weights: readonly bigint[]): boolean {
  return weights.every((weight) => weight === 0n);
}
