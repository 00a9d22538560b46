import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { machine } from "./measure.ts";

/**
 * `npm run bench` runs every measurement, `npm run bench -- NAME…` some of them: `settlement` is all that begin so. Ratios are measured side by side in one run; other
 * work on the machine shows in the spread.
 */

const NOT_MEASUREMENTS = new Set(["bench.ts", "measure.ts", "bench-database.ts"]);

const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !NOT_MEASUREMENTS.has(file))
  .sort();
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const chosen = asked.length === 0 ? files : files.filter(isAsked);
const known = files.map((file) => basename(file, ".ts")).join(", ");
if (chosen.length === 0) {
  process.stderr.write(`Nie ma pomiaru „${asked.join(" ")}”; są: ${known}.\n`);
  process.exitCode = 2;
}
if (chosen.length > 0) process.stdout.write(`${machine()}\n`);
for (const file of chosen) {
  const measurement = (await import(new URL(file, import.meta.url).href)) as { run?: () => Promise<void> };
  if (measurement.run === undefined) continue;
  process.stdout.write(`\n== ${basename(file, ".ts")}\n`);
  await measurement.run();
}

function isAsked(file: string): boolean {
  const name = basename(file, ".ts");
  return asked.some((one) => name === one || name.startsWith(`${one}-`));
}
