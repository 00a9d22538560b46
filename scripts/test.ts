import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, publish } from "./build.ts";
import { findChromium, wantedForChromium } from "./chromium.ts";
import { installPackages } from "./debian.ts";
import { findFirebird, wantedForFirebird } from "./firebird.ts";

/** `npm test`: every check there is, live, and one last line with the sum. A check that cannot run has failed. */
const root = fileURLToPath(new URL("..", import.meta.url));

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const checks: readonly (readonly [name: string, run: () => Counts])[] = [
  ["przeglądarka i baza innego programu", () => counted(programsFound())],
  [
    "format i styl (Biome)",
    () => counted(tool("@biomejs/biome/bin/biome", "check", "--max-diagnostics=20", ".")),
  ],
  ["typy programu", () => counted(compile())],
  ["typy testów", () => counted(tool("typescript/bin/tsc", "-p", "tests"))],
  ["arkusz stylów i pliki publiczne", () => counted(publish())],
  ["nieużywany kod (knip)", () => counted(tool("knip/bin/knip.js", "--no-progress"))],
  ["testy (Vitest)", vitest],
];

function main(): void {
  const results = checks.map(([name, run]) => {
    process.stdout.write(`\n▶ ${name}\n`);
    const counts = run();
    if (counts.failed > 0) process.stdout.write(`✗ ${name}\n`);
    return { name, counts };
  });
  const sum = (kind: keyof Counts) => results.reduce((total, { counts }) => total + counts[kind], 0);
  const failing = results.filter(({ counts }) => counts.failed > 0).map(({ name }) => name);
  if (failing.length > 0) process.stdout.write(`\nNie przeszły: ${failing.join(", ")}\n`);
  process.exitCode = sum("failed") > 0 || sum("passed") === 0 ? 1 : 0;
  process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped\n`);
}

/** Without a browser the tests fail; without Firebird its own are skipped, and say so. */
function programsFound(): boolean {
  installPackages([...wantedForChromium(), ...wantedForFirebird()]);
  const browser = findChromium();
  process.stdout.write(
    `${browser ?? "Testy potrzebują Chromium: zainstaluj je albo podaj ścieżkę w CHROMIUM_PATH."}\n`,
  );
  process.stdout.write(
    `${findFirebird()?.server ?? "Testy bazy Firebird będą pominięte: nie ma serwera Firebird 3.0 z pakietu Debiana."}\n`,
  );
  return browser !== null;
}

function counted(isPassed: boolean): Counts {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

/** Runs a program of an installed package on this Node. */
function tool(program: string, ...args: string[]): boolean {
  return (
    spawnSync(process.execPath, [join(root, "node_modules", program), ...args], {
      cwd: root,
      stdio: "inherit",
    }).status === 0
  );
}

/** What Vitest's own report of the run says; only the parts that are counted. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

function vitest(): Counts {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-report-"));
  const report = join(folder, "report.json");
  const arguments_ = [
    "run",
    "--configLoader=native",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const isPassed = tool("vitest/vitest.mjs", ...arguments_, ...process.argv.slice(2));
  try {
    const counts = countsOf(JSON.parse(readFileSync(report, "utf8")) as VitestReport);
    // An error outside every test fails the run without failing a test.
    return isPassed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    return counted(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(report: VitestReport): Counts {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

main();
