import type { Command } from "commander";
import type { Frame } from "./frame.ts";
import { registerMirrorArea } from "./mirror-area.ts";
import { registerMirrorPlan } from "./mirror-plan.ts";
import { registerMirrorRun } from "./mirror-run.ts";
import { registerMirrorSource } from "./mirror-source.ts";
import { registerMirrorStatus } from "./mirror-status.ts";

export function register(program: Command, frame: Frame): void {
  const noun = program
    .command("mirror")
    .description("Lustro: portal nad księgami, które prowadzi inny program spółdzielni.");
  registerMirrorPlan(noun, frame);
  registerMirrorArea(noun, frame);
  registerMirrorSource(noun, frame);
  registerMirrorRun(noun, frame);
  registerMirrorStatus(noun, frame);
}
