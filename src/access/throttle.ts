import type { AttemptCounts, AttemptLane } from "../store/sign-in-attempt.ts";

/**
 * Evaluated wrong guesses a login takes in 24 hours, by what vouches for them: 100 together. Each lane has its own, so that
 * strangers who use theirs up leave the owner's browser and the owner's new letter a way in.
 */
const DAY_LIMITS: Readonly<Record<AttemptLane, number>> = { stranger: 70, device: 20, letter: 10 };

/** Wrong guesses in a row that cost no waiting. */
const FREE_GUESSES = 4;
const LONGEST_DELAY_SECONDS = 15 * 60;

/** Wrong guesses of strangers from one address, and from everywhere. */
const ADDRESS_LIMIT_QUARTER = 20;
const ADDRESS_LIMIT_DAY = 100;
const WORLD_LIMIT_FIVE_MINUTES = 600;

/** Whether one more guess may be evaluated, by what was counted before it. */
export function mayEvaluate(lane: AttemptLane, counts: AttemptCounts): boolean {
  if (counts.failuresToday >= DAY_LIMITS[lane]) return false;
  if (isWaiting(counts)) return false;
  // A known browser and a letter are the owner's: neither a crowded address nor an attack on everybody keeps them out.
  if (lane !== "stranger") return true;
  return (
    counts.addressFailuresQuarter < ADDRESS_LIMIT_QUARTER &&
    counts.addressFailuresToday < ADDRESS_LIMIT_DAY &&
    counts.worldFailuresFiveMinutes < WORLD_LIMIT_FIVE_MINUTES
  );
}

/** Seconds to wait after that many wrong guesses in a row: 1, 2, 4 … up to a quarter of an hour. */
export function delaySeconds(failuresInRow: number): number {
  if (failuresInRow <= FREE_GUESSES) return 0;
  return Math.min(2 ** (failuresInRow - FREE_GUESSES - 1), LONGEST_DELAY_SECONDS);
}

function isWaiting(counts: AttemptCounts): boolean {
  const elapsed = counts.secondsSinceFailure;
  // A clock that stepped back must not lock anybody out.
  return elapsed !== null && elapsed >= 0 && elapsed < delaySeconds(counts.failuresInRow);
}
