import { errorCode } from "./fault.ts";

/** What the log may carry: numbers and fixed words of the program, never text typed or kept about a person. */
export type LogFacts = Readonly<Record<string, number | boolean | string | null>>;

export interface Log {
  readonly info: (event: string, facts?: LogFacts) => void;
  readonly fault: (event: string, error: unknown, facts?: LogFacts) => void;
}

/**
 * One JSON line per event. An error is logged by its name, code and place in the program: its message may quote
 * a row (database) or an input, so it is left out.
 */
export function createLog(write: (line: string) => void, now: () => Temporal.Instant): Log {
  const line = (level: string, event: string, facts: LogFacts) =>
    write(
      `${JSON.stringify({ time: now().toString({ smallestUnit: "millisecond" }), level, event, ...facts })}\n`,
    );
  return {
    info: (event, facts = {}) => line("info", event, facts),
    fault: (event, error, facts = {}) =>
      line("fault", event, { ...facts, error: nameOf(error), code: errorCode(error), place: placeOf(error) }),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The first frames of our own code, without the message that stands above them. */
function placeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !error.stack) return null;
  const frames = error.stack
    .split("\n")
    .filter((frame) => /^\s+at /.test(frame) && !frame.includes("node_modules"));
  return frames
    .slice(0, 3)
    .map((frame) => frame.trim())
    .join(" < ");
}
