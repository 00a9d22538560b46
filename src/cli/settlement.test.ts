import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const GUIDE_CASE = fileURLToPath(new URL("../../docs/guides/settlement-case.json", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "settlement-"));

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `osiedle settlement compute` as a process of its own. */
function compute(
  file: string,
  ...options: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, "settlement", "compute", file, ...options],
      { maxBuffer: 64 * 2 ** 20 },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

async function json(name: string, settlementCase: unknown) {
  const file = join(folder, name);
  writeFileSync(file, typeof settlementCase === "string" ? settlementCase : JSON.stringify(settlementCase));
  const { code, stdout } = await compute(file, "--json");
  return { code, answer: JSON.parse(stdout) };
}

const total = (participant: string, costGrosze: number, advancesGrosze: number) => ({
  participant,
  costGrosze,
  advancesGrosze,
  resultGrosze: costGrosze - advancesGrosze,
});

describe.concurrent("osiedle settlement compute", () => {
  it("settles the case of the guide, to the grosz", async () => {
    const { code, stdout } = await compute(GUIDE_CASE, "--json");
    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual(["shares", "totals", "remainders", "working", "problems"]);
    expect(answer.shares[0]).toEqual({
      participant: "A",
      cost: "heat",
      key: "area",
      grosze: 768_000,
      estimated: false,
    });
    expect(answer.totals).toEqual([
      total("A", 2_011_926, 1_900_000),
      total("B", 2_849_859, 3_000_000),
      total("C", 1_138_215, 1_138_215),
    ]);
    expect(answer.remainders).toEqual([
      { cost: "heat", participant: "B", grosze: 2 },
      { cost: "heat", participant: "C", grosze: 2 },
    ]);
    expect(answer.problems).toEqual([]);
  });

  it("tells people the same in Polish", async () => {
    const { code, stdout } = await compute(GUIDE_CASE);
    expect(code).toBe(0);
    const plain = stdout.replaceAll("\u00a0", " ");
    expect(plain).toContain("A: koszty 20 119,26 zł, zaliczki 19 000,00 zł, niedopłata 1 119,26 zł");
    expect(plain).toContain("B: koszty 28 498,59 zł, zaliczki 30 000,00 zł, nadpłata 1 501,41 zł");
    expect(plain).toContain("C: koszty 11 382,15 zł, zaliczki 11 382,15 zł, rozliczone co do grosza");
    expect(plain).toContain("Razem koszty: 60 000,00 zł");
    expect(plain).toContain("heat, area: 24 000,00 zł ÷ 150 → 160,00 zł za m²");
  });

  it("lists every problem, in the file and in the facts, and settles nothing", async () => {
    const { code, answer } = await json("bad.json", {
      participants: [{ id: "a", areaCm2: "?" }, { id: "b" }, { id: "b", units: null }],
      costs: [
        { id: "x", amountGrosze: 1, parts: [{ key: "area", percent: 50 }] },
        { id: "y", amountGrosze: 1, parts: [{ key: "rooms", percent: 100 }] },
      ],
    });
    expect(code).toBe(2);
    expect(answer).toMatchObject({ shares: [], totals: [], remainders: [], working: [] });
    expect(answer.problems.map(({ reason }: { reason: string }) => reason)).toEqual([
      "case-field-unreadable",
      "cost-key-unknown",
      "participant-repeated",
      "cost-percents-not-hundred",
      "settlement-fact-missing",
      "settlement-fact-missing",
    ]);
    expect(answer.problems[1]).toEqual({
      reason: "cost-key-unknown",
      data: { cost: "y", key: "rooms" },
      sentence: "Koszt „y”: nieznany klucz podziału „rooms”.",
    });
  });

  it("tells amounts and percents of a problem as people write them", async () => {
    const { answer } = await json("unreachable.json", {
      participants: [{ id: "a", areaCm2: 500_000 }],
      costs: [{ id: "x", amountGrosze: 123_456_789, parts: [{ key: "area", percent: 100 }] }],
      bounds: { cost: "x", minGroszePerM2: "1.5", maxGroszePerM2: "20000.5" },
    });
    expect(answer.problems.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      "Koszt „x” (1 234 567,89 zł) nie mieści się w granicach na m²: najmniej 0,75 zł, najwięcej 10 000,25 zł.".replace(
        /(?<=\d) (?=\d|zł)/g,
        "\u00a0",
      ),
    ]);
    const { answer: percents } = await json("percents.json", {
      participants: [{ id: "a", areaCm2: 1 }],
      costs: [{ id: "x", amountGrosze: 1, parts: [{ key: "area", percent: "99.99" }] }],
    });
    expect(percents.problems[0].sentence).toBe(
      "Koszt „x”: udziały kluczy sumują się do 99,99%, a muszą do 100%.",
    );
  });

  it("says what is wrong to people, on stderr", async () => {
    const { code, stdout, stderr } = await compute(join(folder, "missing.json"));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^Nie można odczytać pliku „.*missing\.json” \(ENOENT\)\.\n$/);
  });

  it("refuses a file that is no JSON", async () => {
    const { code, answer } = await json("text.json", "to nie jest JSON");
    expect([code, answer.problems.map(({ reason }: { reason: string }) => reason)]).toEqual([
      2,
      ["case-not-json"],
    ]);
  });
});
