import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EXAMPLE_MIRROR } from "../../tests/setup/mirror-draft.ts";
import { createFrame } from "./frame.ts";
import { register } from "./package.ts";
import { problemsText } from "./package-text.ts";

const EXAMPLE = fileURLToPath(new URL("../../docs/guides/example-package", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "osiedle-cli-package-"));
  cpSync(EXAMPLE, folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ exitCode: number; output: string }> {
  let output = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += text;
    return true;
  });
  const frame = createFrame({ OSIEDLE_DATA: folder });
  const program = new Command("osiedle");
  register(program, frame);
  await program.parseAsync(["package", ...args], { from: "user" });
  await frame.close();
  return { exitCode: frame.exitCode(), output };
}

describe("package check", () => {
  it("answers without a database what a good package holds", async () => {
    const { exitCode, output } = await run("check", folder, "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      slug: "przyklad",
      rows: { units: 4, openingItems: 10 },
      problems: [],
    });
  });

  it("lists every problem with file, line, column and sentence, and ends with 2", async () => {
    const rights = join(folder, "rights.csv");
    writeFileSync(rights, readFileSync(rights, "utf8").replace("R1;B1-1", "R1;B9-9"));
    const { exitCode, output } = await run("check", folder, "--json");
    expect(exitCode).toBe(2);
    expect(JSON.parse(output).problems).toMatchObject([
      { file: "rights.csv", line: null, reason: "wrong-digest" },
      {
        file: "rights.csv",
        line: 2,
        column: "unit",
        reason: "unknown-reference",
        sentence: "Nie ma wiersza o kodzie „B9-9”.",
      },
    ]);
    expect((await run("check", folder)).output).toContain("rights.csv, wiersz 2, unit: Nie ma wiersza");
  });
});

describe("package check of a picture of another program's books", () => {
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(EXAMPLE_MIRROR, folder, { recursive: true });
  });

  it("answers without a database which state it is of and what it holds", async () => {
    const { exitCode, output } = await run("check", folder, "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      slug: "przyklad",
      mirror: { mark: "2026-03-06/1", since: null },
      rows: { units: 4, posting: 28, charge: 13 },
      problems: [],
    });
    expect((await run("check", folder)).output).toContain(
      "pełny obraz ksiąg innego programu (stan „2026-03-06/1”",
    );
  });

  it("names account, month and amount where the source's totals disagree, and ends with 2", async () => {
    const totals = join(folder, "totals.csv");
    writeFileSync(
      totals,
      readFileSync(totals, "utf8").replace(
        "charge;204-R1-02;2026-01;1;;;101,85;",
        "charge;204-R1-02;2026-01;1;;;101,84;",
      ),
    );
    const { exitCode, output } = await run("check", folder);
    expect(exitCode).toBe(2);
    expect(output).toContain(
      "konto 204-R1-02, miesiąc 2026-01, suma kwot: program podaje 101,84\u00a0zł, z jego wierszy wychodzi 101,85\u00a0zł.",
    );
  });
});

describe("problems for a person", () => {
  it("stop after two hundred and count the rest", () => {
    const problems = Array.from({ length: 250 }, (_, line) => ({
      file: "units.csv",
      line,
      column: "code",
      reason: "blank-cell",
      data: {},
      sentence: "Pole nie może być puste.",
    }));
    const lines = problemsText(problems).split("\n");
    expect(lines).toHaveLength(203);
    expect(lines[200]).toContain("jeszcze 50");
    expect(lines.at(-1)).toContain("Błędów: 250");
  });
});
