import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFrame } from "./frame.ts";
import { register } from "./readings.ts";

/** Runs a command that must be refused before any database is asked for. */
async function refusedWithoutDatabase(...args: string[]): Promise<string[]> {
  const frame = createFrame({});
  const program = new Command("osiedle").exitOverride();
  register(program, {
    ...frame,
    operationContext: () => Promise.reject(new Error("the database was opened")),
  });
  const printed = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await program.parseAsync(["readings", ...args, "--json"], { from: "user" });
  const output = printed.mock.calls.map(([text]) => String(text)).join("");
  printed.mockRestore();
  expect(frame.exitCode()).toBe(2);
  return (JSON.parse(output) as { problems: { reason: string }[] }).problems.map(({ reason }) => reason);
}

afterEach(() => vi.restoreAllMocks());

describe("osiedle readings", () => {
  const file = join(mkdtempSync(join(tmpdir(), "osiedle-readings-")), "odczyty.jsonl");
  writeFileSync(file, "{}\n");

  it("refuses all that is wrong with an import at once", async () => {
    const options = ["--format", "pdf", "--source", "sen", "--on", "wczoraj"];
    expect(await refusedWithoutDatabase("import", "/nie/ma", tmpdir(), file, ...options)).toEqual([
      "option-not-a-day",
      "reading-format",
      "reading-source",
      "reading-file-not-readable",
      "reading-file-not-readable",
    ]);
  });

  it("does ask for the database when nothing is wrong", async () => {
    await expect(refusedWithoutDatabase("import", file)).rejects.toThrow("the database was opened");
  });

  it("refuses a typed reading without its meter, day and value", async () => {
    expect(await refusedWithoutDatabase("add", "--source", "radio")).toEqual([
      "option-missing",
      "option-missing",
      "option-missing",
      "reading-source",
    ]);
    const correction = ["--meter", "1", "--on", "2026-01-31", "--value", "5", "--corrected-day", "x"];
    expect(await refusedWithoutDatabase("correct", ...correction)).toEqual(["option-not-a-day"]);
  });

  it("refuses a mapping command that is none, and a file that is not there", async () => {
    expect(await refusedWithoutDatabase("mapping", "delete", "nasza")).toEqual(["mapping-action"]);
    expect(await refusedWithoutDatabase("mapping", "save", "nasza", "/nie/ma")).toEqual([
      "reading-file-not-readable",
    ]);
  });
});
