import { WorldFault } from "./fault.ts";

/** Where the cooperative lives; days begin and end there. */
const TIME_ZONE = "Europe/Warsaw";

/** The present moment, handed in wherever it matters so that tests and the demo may fix it. */
export interface Clock {
  readonly now: () => Temporal.Instant;
  /** Today's date in Poland, `YYYY-MM-DD`. Accounting months never come from here: they are always stated. */
  readonly today: () => string;
}

export const systemClock: Clock = clockOf(() => Temporal.Now.instant());

/** A clock that stands still. */
export function fixedClock(instant: string): Clock {
  const fixed = Temporal.Instant.from(instant);
  return clockOf(() => fixed);
}

/**
 * The clock of this run: the system's, or the standing one of OSIEDLE_CLOCK.
 * @param isDemo only demo data and tests may stop the clock; a real cooperative's never stands.
 */
export function readClock(environment: Readonly<Record<string, string | undefined>>, isDemo: boolean): Clock {
  const wanted = environment.OSIEDLE_CLOCK;
  if (!wanted) return systemClock;
  if (!isDemo) throw new WorldFault("OSIEDLE_CLOCK działa tylko z danymi pokazowymi; usuń tę zmienną.");
  try {
    return fixedClock(wanted);
  } catch (error) {
    throw new WorldFault(`OSIEDLE_CLOCK nie jest chwilą w rodzaju 2026-11-23T08:00:00Z: „${wanted}”.`, {
      cause: error,
    });
  }
}

function clockOf(now: () => Temporal.Instant): Clock {
  return { now, today: () => now().toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString() };
}
