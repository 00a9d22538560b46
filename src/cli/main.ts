import { readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Command, CommanderError } from "commander";
import { WorldFault } from "../world/fault.ts";
import { createFrame, type Frame } from "./frame.ts";
import { configurePolishHelp, polishUsageError } from "./polish-help.ts";

/** A noun of the command line: one file beside this one, named like the noun. */
export interface Noun {
  readonly register: (program: Command, frame: Frame) => void;
}

/** Files here that are not nouns. */
const NOT_NOUNS = new Set(["main", "frame", "option-values", "polish-help"]);

/** Signals by which a person ends a command, and the exit codes shells expect. */
const INTERRUPTIONS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Exit codes: 0 done, 2 refused with the problems listed, 1 fault. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const frame = createFrame();
  const program = new Command("osiedle");
  configurePolishHelp(program);
  program.description("Rozliczenia spółdzielni mieszkaniowej i portal mieszkańca.");
  closeOnInterruption(frame);
  try {
    for (const noun of await loadNouns(args[0])) noun.register(program, frame);
    await program.parseAsync(args, { from: "user" });
    return frame.exitCode();
  } catch (error) {
    return report(error);
  } finally {
    await frame.close();
    // The channel to the launcher would keep a finished program alive.
    if (process.connected) process.disconnect?.();
  }
}

/** Only the noun asked for is loaded; without one, or with an unknown one, all are, for the help. */
async function loadNouns(asked: string | undefined): Promise<Noun[]> {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const files = readdirSync(folder).filter(
    (file) => /\.(ts|js)$/.test(file) && !/\.(d|test)\.ts$/.test(file),
  );
  const nouns = files.filter((file) => !NOT_NOUNS.has(basename(file, extname(file)))).sort();
  const wanted = nouns.filter((file) => basename(file, extname(file)) === asked);
  const loaded = (wanted.length > 0 ? wanted : nouns).map(
    (file) => import(pathToFileURL(join(folder, file)).href) as Promise<Partial<Noun>>,
  );
  return (await Promise.all(loaded)).filter((noun): noun is Noun => typeof noun.register === "function");
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    process.stderr.write(polishUsageError(error));
    return 2;
  }
  if (error instanceof WorldFault) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  process.stderr.write(`Błąd programu: ${error instanceof Error ? error.stack : error}\n`);
  return 1;
}

function closeOnInterruption(frame: Frame): void {
  for (const [signal, code] of Object.entries(INTERRUPTIONS)) {
    process.once(signal, () => {
      frame.close().finally(() => process.exit(code));
    });
  }
}

if (import.meta.main) process.exitCode = await runCommandLine(process.argv.slice(2));
