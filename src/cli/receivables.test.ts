import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

/** Runs the operator's command as a process of its own. */
function osiedle(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

async function json(...args: string[]) {
  const { code, stdout } = await osiedle(...args, "--json");
  return { code, answer: JSON.parse(stdout) };
}

const reasons = (answer: { problems: { reason: string }[] }) => answer.problems.map(({ reason }) => reason);

describe.concurrent("osiedle interest", () => {
  const debt = (principal: string, due: string, paid: string) =>
    json("interest", "--principal", principal, "--due", due, "--paid", paid);

  it("answers period by period", async () => {
    const { code, answer } = await debt("1000,00", "2025-04-15", "2025-10-31");
    expect(code).toBe(0);
    expect(answer).toMatchObject({ interest: "57.52", dueMoved: "2025-04-15" });
    expect(Object.keys(answer)).toEqual(["interest", "dueMoved", "periods"]);
    expect(answer.periods).toHaveLength(5);
    expect(answer.periods[0]).toEqual({
      from: "2025-04-16",
      to: "2025-05-07",
      days: 22,
      ratePercent: 11.25,
      interest: "6.78",
      act: "M.P. 2023 poz. 1123",
    });
  });

  it("owes nothing when paid in time", async () => {
    expect(await debt("1000.00", "2025-04-15", "2025-04-15")).toEqual({
      code: 0,
      answer: { interest: "0.00", dueMoved: "2025-04-15", periods: [] },
    });
  });

  it("refuses days before the table", async () => {
    const { code, answer } = await debt("1000.00", "2010-04-15", "2011-04-15");
    expect([code, reasons(answer)]).toEqual([2, ["rate-unknown"]]);
  });

  it("tells everything that is wrong at once", async () => {
    const { code, answer } = await debt("tysiąc", "2025-02-30", "wczoraj");
    expect([code, reasons(answer)]).toEqual([
      2,
      ["option-not-an-amount", "option-not-a-day", "option-not-a-day"],
    ]);
    expect(reasons((await json("interest")).answer)).toEqual([
      "option-missing",
      "option-missing",
      "option-missing",
    ]);
    expect(reasons((await debt("-5", "2025-01-02", "2025-02-02")).answer)).toEqual(["principal-negative"]);
  });

  it("speaks Polish to people and names the last check of the table", async () => {
    const late = ["--due", "2026-11-10", "--paid", "2026-11-20"];
    const { code, stdout } = await osiedle("interest", "--principal", "642.18", ...late);
    expect(code).toBe(0);
    expect(stdout).toContain("Odsetki za opóźnienie: 1,63\u00a0zł");
    expect(stdout).toContain("2026-10-08");
  });
});

describe.concurrent("osiedle account-number", () => {
  const facts = {
    valid: true,
    number: "66102025280000010204771707",
    formatted: "66 1020 2528 0000 0102 0477 1707",
    iban: "PL66102025280000010204771707",
    sortCode: "10202528",
  };

  it("makes a number", async () => {
    const parts = ["--sort-code", "10202528", "--prefix", "0000", "--payer", "010204771707"];
    expect(await json("account-number", "make", ...parts)).toEqual({ code: 0, answer: facts });
  });

  it("checks a number, also when its groups come one by one", async () => {
    expect(await json("account-number", "check", "pl66 1020 2528 0000 0102 0477 1707")).toEqual({
      code: 0,
      answer: facts,
    });
    expect(await json("account-number", "check", ...facts.formatted.split(" "))).toEqual({
      code: 0,
      answer: facts,
    });
  });

  it("refuses a wrong number with exit code 2", async () => {
    const { code, answer } = await json("account-number", "check", "66102025290000010204771707");
    expect(code).toBe(2);
    expect(answer.valid).toBe(false);
    expect(reasons(answer)).toEqual(["account-number-check-digits", "account-number-sort-code"]);
  });
});

describe.concurrent("osiedle transfer-qr", () => {
  it("prints the recommendation's own example", async () => {
    const facts = [
      "--amount",
      "12.00",
      "--name",
      "Odbiorca 1",
      "--title",
      "FV 1234/34/2012",
      "--nip",
      "1234567890",
    ];
    const { code, stdout } = await osiedle(
      "transfer-qr",
      "--account",
      "92124012340001567890123456",
      ...facts,
    );
    expect([code, stdout]).toEqual([
      0,
      "1234567890|PL|92124012340001567890123456|001200|Odbiorca 1|FV 1234/34/2012|||\n",
    ]);
  });

  it("lets the payer type what six digits cannot hold", async () => {
    const facts = ["--amount", "10000", "--name", "SM", "--title", "czynsz"];
    expect(await json("transfer-qr", "--account", "66102025280000010204771707", ...facts)).toEqual({
      code: 0,
      answer: {
        payload: "|PL|66102025280000010204771707|000000|SM|czynsz|||",
        amountTypedByPayer: true,
      },
    });
  });

  it("tells everything that is wrong at once", async () => {
    const { code, answer } = await json("transfer-qr", "--account", "123", "--name", "SM", "--title", "|");
    expect([code, reasons(answer)]).toEqual([2, ["account-number-length", "transfer-title-missing"]]);
  });
});
