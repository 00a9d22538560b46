import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "../domain/values/plain-date.ts";
import { createStatementReader, readStatements } from "../formats/bank/read-statements.ts";
import { type StatementToWrite, writeMt940 } from "../formats/bank/write-mt940.ts";
import { jsonOutput } from "./statements-json.ts";

const DAY = plainDate("2026-11-09");

/** A statement of the given number of credits of one złoty each. */
function statement(entryCount: number, number: string): StatementToWrite {
  return {
    account: "PL61109010140000071219812874",
    number,
    currency: "PLN",
    opening: { date: DAY, amountMinor: 0, side: "credit" },
    closing: { date: DAY, amountMinor: entryCount * 100, side: "credit" },
    entries: Array.from({ length: entryCount }, (_, place) => ({
      bookingDate: DAY,
      valueDate: DAY,
      side: "credit",
      isReversal: false,
      amountMinor: 100,
      bankReference: `BR${place}`,
      customerReference: null,
      counterpartyName: "ŻANETA ŚWIĘTOJAŃSKA",
      counterpartyAccount: "PL50102055619000361245650240",
      title: `CZYNSZ "${place}" ŁÓDŹ`,
      addressedTo: null,
    })),
  };
}

describe("jsonOutput", () => {
  it.each([
    ["no entry", [0]],
    ["a few", [3]],
    ["just as many as are held", [2000]],
    ["more than are held", [4001, 2, 4000]],
  ])("prints what the file says: %s", (_, counts) => {
    const bytes = writeMt940(
      "pko-bp",
      counts.map((count, place) => statement(count, `${place + 1}`)),
    );
    const reader = createStatementReader({ encoding: "iso-8859-2" });
    const output = jsonOutput("iso-8859-2");
    const printed = [...reader.push(bytes), ...reader.finish()].map(output.add).join("") + output.finish();
    const expected = readStatements(bytes);
    expect(JSON.parse(printed)).toEqual({ ...expected, encoding: "iso-8859-2" });
    expect(expected.statements.every(({ balances }) => balances === "agree")).toBe(true);
  });
});

describe("osiedle statements parse", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "osiedle-statements-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const parse = (file: string, json: boolean) => {
    const module = new URL("./statements-parse.ts", import.meta.url).href;
    const script = `import { printParsedStatements } from ${JSON.stringify(module)};
      process.exitCode = await printParsedStatements(process.argv[1], { json: ${json} });`;
    return spawnSync(process.execPath, ["--input-type=module", "-e", script, file], { encoding: "utf8" });
  };
  const written = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it("prints JSON and ends with 0", () => {
    const bytes = writeMt940("ing", [statement(2, "118")]);
    const { status, stdout, stderr } = parse(written("ing.sta", bytes), true);
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual(readStatements(bytes));
  });

  it("prints a summary in Polish for people", () => {
    const { status, stdout } = parse(written("pko.sta", writeMt940("pko-bp", [statement(2, "118")])), false);
    expect(status).toBe(0);
    expect(stdout.replaceAll("\u00a0", " ").split("\n")).toEqual([
      "Wyciąg 118, rachunek PL61109010140000071219812874",
      "  saldo początkowe                    0,00 PLN  2026-11-09",
      "  uznania                 2           2,00 PLN",
      "  obciążenia              0           0,00 PLN",
      "  saldo końcowe                       2,00 PLN  2026-11-09",
      "  salda zgadzają się z operacjami",
      "",
      "Format mt940, kodowanie iso-8859-2",
      "",
    ]);
  });

  it("lists problems with their lines and ends with 2", () => {
    const path = written("cut.sta", new TextEncoder().encode(":20:A\n:25:ACC\n:28C:1\n:61:nonsense\n-\n"));
    const people = parse(path, false);
    expect(people.status).toBe(2);
    expect(people.stdout).toContain("wiersz 4: Nie można odczytać operacji; została pominięta.");
    const machines = parse(path, true);
    expect([machines.status, JSON.parse(machines.stdout).problems]).toEqual([
      2,
      [{ line: 4, reason: "entry-malformed" }],
    ]);
  });

  it("says in one sentence that there is no such file, or that it is a folder", () => {
    const missing = parse(join(folder, "nie-ma.sta"), true);
    expect([missing.status, missing.stdout]).toEqual([2, ""]);
    expect(missing.stderr).toBe(`Nie ma pliku „${join(folder, "nie-ma.sta")}”.\n`);
    expect(parse(folder, true)).toMatchObject({
      status: 2,
      stderr: `„${folder}” nie jest zwykłym plikiem.\n`,
    });
  });
});
