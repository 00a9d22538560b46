import { SingleBar } from "cli-progress";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { Refusal } from "../domain/values/result.ts";
import type { OperationContext } from "../operations/context.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import { type Clock, readClock } from "../world/clock.ts";
import { type Config, readConfig } from "../world/config.ts";
import type { Database } from "../world/database/database.ts";

export interface OutputOptions {
  readonly json?: boolean;
}

/** What every command of the operator is handed: the world, opened when first asked for, and one way to answer. */
export interface Frame {
  readonly config: () => Config;
  readonly clock: () => Clock;
  /** Starts the embedded server or joins the running one; commands that never ask for it run without a database. */
  readonly database: () => Promise<Database>;
  /** What operations are handed, with the progress bar of this command. */
  readonly operationContext: (label?: string) => Promise<OperationContext>;
  /** Prints the result on stdout: as JSON for machines, else as text for people. */
  readonly answer: (result: unknown, text: string | (() => string), options: OutputOptions) => void;
  /** Lists every refusal with its Polish sentence; the command ends with exit code 2. */
  readonly refuse: (refusals: readonly Refusal[], options: OutputOptions) => void;
  /** Ends with exit code 2 although an answer was printed: it contains problems. */
  readonly endRefused: () => void;
  /** A bar on stderr while a person watches, otherwise nothing. */
  readonly progress: (label: string) => (done: number, total: number) => void;
  /** 0 done, 2 refused. */
  readonly exitCode: () => 0 | 2;
  readonly close: () => Promise<void>;
}

export function createFrame(environment: NodeJS.ProcessEnv = process.env): Frame {
  let database: Promise<Database> | null = null;
  let exitCode: 0 | 2 = 0;
  const bars: SingleBar[] = [];
  const config = () => readConfig(environment);
  const clock = () => readClock(environment, environment.OSIEDLE_DEMO === "tak");
  const open = async () => {
    const { openDatabase } = await import("../world/database/database.ts");
    return openDatabase(config());
  };
  const openOnce = () => {
    database ??= open();
    return database;
  };
  const progress = (label: string) => progressBar(label, bars);
  return {
    config,
    clock,
    database: openOnce,
    operationContext: async (label) => ({
      pools: (await openOnce()).pools,
      today: () => clock().today() as PlainDate,
      ...(label ? { progress: progress(label) } : {}),
    }),
    answer: (result, text, options) =>
      print(options.json ? toJson(result) : typeof text === "string" ? text : text()),
    refuse: (refusals, options) => {
      exitCode = 2;
      const problems = refusals.map(({ reason, data }) => ({
        reason,
        data,
        sentence: sentenceOf({ reason, data }),
      }));
      if (options.json) print(toJson({ problems }));
      else for (const { sentence } of problems) process.stderr.write(`${sentence}\n`);
    },
    endRefused: () => {
      exitCode = 2;
    },
    progress,
    exitCode: () => exitCode,
    close: async () => {
      for (const bar of bars) bar.stop();
      if (database) await (await database.catch(() => null))?.close();
    },
  };
}

function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === "bigint" ? item.toString() : item));
}

function progressBar(label: string, bars: SingleBar[]): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {};
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total}, jeszcze {eta_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: false,
  });
  let isShown = false;
  return (done, total) => {
    if (!isShown) {
      bars.push(bar);
      bar.start(total, done);
      isShown = true;
    }
    bar.setTotal(total);
    bar.update(done);
  };
}
