import type { ReadingProblem, ReadingVerdict } from "./reading-terms.ts";

/** lines = accepted + duplicates + all flagged + all refused. */
export interface ReadingTally {
  readonly lines: number;
  readonly accepted: number;
  readonly duplicates: number;
  /** By the most severe flag of a line. */
  readonly flagged: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
}

/** Counts each line once. */
export function tallyReadings(
  problems: readonly ReadingProblem[],
  verdicts: readonly ReadingVerdict[],
): ReadingTally {
  let [accepted, duplicates] = [0, 0];
  const flagged = new Map<string, number>();
  const refused = new Map<string, number>();
  for (const { refusal } of problems) count(refused, refusal.reason);
  for (const verdict of verdicts) {
    if (verdict.kind === "duplicate") duplicates += 1;
    else if (verdict.kind === "refused") count(refused, verdict.refusal.reason);
    else if (verdict.flags[0] === undefined) accepted += 1;
    else count(flagged, verdict.flags[0]);
  }
  return {
    lines: problems.length + verdicts.length,
    accepted,
    duplicates,
    flagged: byReason(flagged),
    refused: byReason(refused),
  };
}

/** Several files as one. */
export function sumTallies(tallies: readonly ReadingTally[]): ReadingTally {
  const flagged = new Map<string, number>();
  const refused = new Map<string, number>();
  for (const tally of tallies) {
    for (const [reason, lines] of Object.entries(tally.flagged)) count(flagged, reason, lines);
    for (const [reason, lines] of Object.entries(tally.refused)) count(refused, reason, lines);
  }
  const sum = (part: "lines" | "accepted" | "duplicates") =>
    tallies.reduce((total, tally) => total + tally[part], 0);
  return {
    lines: sum("lines"),
    accepted: sum("accepted"),
    duplicates: sum("duplicates"),
    flagged: byReason(flagged),
    refused: byReason(refused),
  };
}

function count(counts: Map<string, number>, reason: string, lines = 1): void {
  counts.set(reason, (counts.get(reason) ?? 0) + lines);
}

function byReason(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
