import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** `npm run test:full`: proofs that take too long for every change. */
const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const config = join(root, "vitest.full.config.ts");
const arguments_ = ["run", "--configLoader=native", `--config=${config}`, ...process.argv.slice(2)];
process.exitCode =
  spawnSync(process.execPath, [vitest, ...arguments_], { cwd: root, stdio: "inherit" }).status ?? 1;
