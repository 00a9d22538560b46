import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFrame, type Frame } from "../../src/cli/frame.ts";
import { register } from "../../src/cli/settlement.ts";
import { SETTLEMENT_PRESETS } from "../../src/domain/settlement/presets.ts";
import {
  readSettlementDefinition,
  writeSettlementDefinition,
} from "../../src/formats/settlement-order/read-definition.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { DEFINITION, ORDER, type SettlementBooks, settlementBooks } from "./settlement-books.ts";

/** `osiedle settlement …` on a database of its own: what people and what machines are told. */

const folder = mkdtempSync(join(tmpdir(), "settlement-cli-"));
let database: TestDatabase;
let books: SettlementBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await settlementBooks(database);
  writeFileSync(join(folder, "regulamin.json"), writeSettlementDefinition(DEFINITION));
  writeFileSync(join(folder, "zlecenie.json"), JSON.stringify(ORDER));
  const [cost] = ORDER.costs;
  writeFileSync(
    join(folder, "inne.json"),
    JSON.stringify({ ...ORDER, costs: [{ ...cost, amountGrosze: 5200_00 }] }),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database?.close();
});

interface Told {
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the command answers
  readonly answer: any;
  readonly refused: readonly string[];
}

/** Runs a verb as the program does, with this database instead of the configured one. */
async function tell(...args: readonly string[]): Promise<Told> {
  const told: { text: string; answer: unknown; refused: string[] } = { text: "", answer: null, refused: [] };
  const frame: Frame = {
    ...createFrame({}),
    operationContext: async () => books.context,
    answer: (answer, text) => {
      told.answer = answer;
      told.text = typeof text === "string" ? text : text();
    },
    refuse: (refusals) => told.refused.push(...refusals.map(sentenceOf)),
  };
  const program = new Command("osiedle");
  register(program, frame);
  await program.parseAsync(["settlement", ...args], { from: "user" });
  return told;
}

const file = (name: string) => join(folder, name);

describe("osiedle settlement", () => {
  it.each(SETTLEMENT_PRESETS)("presets $code prints a file that define reads", async ({ code, name }) => {
    const { text, answer } = await tell("presets", code);
    expect(readSettlementDefinition(text)).toMatchObject({ ok: true, value: { code, name } });
    expect(JSON.parse(text)).toEqual(answer);
  });

  it("presets lists them, and says which is none", async () => {
    expect((await tell("presets")).text.split("\n")).toHaveLength(SETTLEMENT_PRESETS.length);
    expect((await tell("presets", "nie ma")).refused).toEqual([
      "Nie ma wzoru regulaminu „nie ma”; wymienia je „osiedle settlement presets”.",
    ]);
  });

  it("goes from the regulation to the posted settlement and its correction", async () => {
    expect((await tell("list")).text).toBe("Nie ma jeszcze żadnego rozliczenia.");
    expect((await tell("define", file("regulamin.json"))).text).toBe("Zapisano regulamin CO-M2, wersja 1.");
    const preview = await tell("preview", file("zlecenie.json"));
    expect(preview.text.split("\n").slice(0, 2)).toEqual([
      "Koszty 4\u00a0800,00\u00a0zł, zaliczki 3\u00a0456,00\u00a0zł, z tego spółdzielnia ponosi 1\u00a0200,00\u00a0zł.",
      "Niedopłaty 144,00\u00a0zł (termin, gdyby księgować dziś: 2026-06-29), nadpłaty 0,00\u00a0zł.",
    ]);
    const { digest } = preview.answer;
    expect(preview.text).toContain(`Skrót do dekretacji: ${digest}`);
    const posted = await tell("post", file("zlecenie.json"), "--digest", digest, "--posted-on", "2026-04-20");
    expect(posted.answer).toMatchObject({
      documents: ["ROZ/2026/1"],
      postedOn: "2026-04-20",
      repeated: false,
    });
    expect(posted.text.split("\n")[0]).toBe(
      "Rozliczenie CO/2025/B0 zadekretowane: ROZ/2026/1. Termin niedopłat: 2026-06-22.",
    );
    const shown = await tell("show", ORDER.code, "--unit", "U1");
    expect(shown.text).toContain("VAT: 11,04\u00a0zł");
    expect(shown.text).toMatch(/50 m² × 24 zł = 1\u00a0200,00\u00a0zł/);
    expect(shown.text).toContain("nowa zaliczka miesięczna: 400,00\u00a0zł");
    expect(shown.text).not.toMatch(/undefined|NaN|null/);
    const kept = await tell("show", ORDER.code, "--definition");
    expect(readSettlementDefinition(kept.text)).toEqual({ ok: true, value: DEFINITION });
    const asCorrection = await tell("preview", file("inne.json"), "--corrects", ORDER.code);
    expect(asCorrection.text).toContain("Koszty 5\u00a0200,00\u00a0zł");
    const corrected = await tell("correct", ORDER.code, file("inne.json"));
    expect(corrected.text).toBe(
      "Rozliczenie CO/2025/B0 wystornowano (ST/2026/1); zastępuje je CO/2025/B0: ROZ/2026/2.",
    );
    expect((await tell("correct", ORDER.code, file("inne.json"))).text).toBe(
      "Rozliczenie CO/2025/B0 wychodzi tak samo; niczego nie zaksięgowano.",
    );
    expect((await tell("advances", ORDER.code)).text).toMatch(/^code;component;.*\nCO-L1-2026-06;CO;/);
    expect((await tell("list")).text.split("\n")).toEqual([
      "CO/2025/B0: Centralne ogrzewanie według powierzchni, 2026-01-01–2026-03-31, zadekretowane",
      "CO/2025/B0: Centralne ogrzewanie według powierzchni, 2026-01-01–2026-03-31, wystornowane",
    ]);
  });

  it("says in words why not, and what cannot be read", async () => {
    expect((await tell("post", file("zlecenie.json"))).refused[0]).toContain("jest już zadekretowane");
    expect((await tell("post", file("zlecenie.json"), "--posted-on", "jutro")).refused[0]).toContain("jutro");
    expect((await tell("preview", file("nie-ma.json"))).refused[0]).toContain("Nie można odczytać pliku");
    expect((await tell("define", file("zlecenie.json"))).refused.length).toBeGreaterThan(3);
    expect((await tell("show", "nie ma")).refused).toEqual(["Nie ma rozliczenia o kodzie „nie ma”."]);
  });
});
