import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Compiles the sources into dist and the style sheet into dist/public. */
const root = fileURLToPath(new URL("..", import.meta.url));

export function buildProgram(): boolean {
  return compile() && publish();
}

export function compile(): boolean {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  return runNode([compiler, "-b", "src/domain", "src/formats", "src"]);
}

/** The style sheet, which is made from the classes the pages use. */
export function publish(): boolean {
  const tailwind = join(root, "node_modules", "@tailwindcss", "cli", "dist", "index.mjs");
  const source = join(root, "assets", "styles.css");
  return runNode([tailwind, "-i", source, "-o", join(root, "dist", "public", "styles.css"), "--minify"]);
}

function runNode(args: readonly string[]): boolean {
  return spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] }).status === 0;
}

if (import.meta.main) process.exit(buildProgram() ? 0 : 1);
