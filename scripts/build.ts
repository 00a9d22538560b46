import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Compiles the sources and gathers what the browser gets in dist/public. */
const root = fileURLToPath(new URL("..", import.meta.url));
const published = join(root, "dist", "public");

export function buildProgram(): boolean {
  return compile() && publish();
}

export function compile(): boolean {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  return runNode([compiler, "-b", "src/domain", "src/formats", "src"]);
}

/** Style sheet, scripts, pictures and fonts; pages load nothing from elsewhere. */
export function publish(): boolean {
  rmSync(published, { recursive: true, force: true });
  mkdirSync(published, { recursive: true });
  const assets = join(root, "assets");
  if (!existsSync(assets)) return true;
  cpSync(assets, published, { recursive: true, filter: (path) => !path.endsWith("styles.css") });
  if (!existsSync(join(assets, "styles.css"))) return true;
  const tailwind = join(root, "node_modules", "@tailwindcss", "cli", "dist", "index.mjs");
  return runNode([
    tailwind,
    "-i",
    join(assets, "styles.css"),
    "-o",
    join(published, "styles.css"),
    "--minify",
  ]);
}

function runNode(args: readonly string[]): boolean {
  return spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] }).status === 0;
}

if (import.meta.main) process.exit(buildProgram() ? 0 : 1);
