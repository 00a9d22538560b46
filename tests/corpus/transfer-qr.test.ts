import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { transferQr } from "../../src/domain/receivables/transfer-qr.ts";
import { grosze } from "../../src/domain/values/money.ts";

const QR = new URL("../../../shared/data/qr/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, QR), "utf8");

/** Neither documentation prints a finished payload; both show the facts that go in, and both accounts are made up. */
describe.skipIf(!existsSync(QR))("the examples in the documentation of two libraries", () => {
  it("refuses the 25-digit account, and takes the rest of the example as it stands", () => {
    const text = read("ionbazan/README.md");
    const facts =
      /'(\d+)',[^\n]*\n\s*'([^']+)',[^\n]*\n\s*'([^']+)',[^\n]*\n\s*(\d+),[^\n]*\n\s*'(\d{10})'/.exec(text);
    const [, account = "", recipientName = "", title = "", amount = "", taxNumber = ""] = facts ?? [];
    const request = { recipientName, title, taxNumber, amountGrosze: grosze(Number(amount)) };
    expect(transferQr({ ...request, account })).toEqual({
      ok: false,
      refusals: [{ reason: "account-number-length", data: { digits: 25, expected: 26 } }],
    });
    expect(transferQr({ ...request, account: "66102025280000010204771707" })).toMatchObject({
      value: {
        payload: `${taxNumber}|PL|66102025280000010204771707|012345|Testowy odbiorca|Tytuł płatności|||`,
      },
    });
  });

  it("refuses a made-up account, and takes the rest of the example as it stands", () => {
    const text = read("marcinorlowski/README.md");
    const fact = (name: string) => new RegExp(`->${name}\\('?([^')]+)'?\\)`).exec(text)?.[1] ?? "";
    const request = {
      recipientName: fact("name"),
      title: fact("title"),
      taxNumber: null,
      amountGrosze: grosze(Math.round(Number(fact("amount")) * 100)),
    };
    expect(transferQr({ ...request, account: fact("bankAccount") })).toMatchObject({
      ok: false,
      refusals: [{ reason: "account-number-check-digits" }, { reason: "account-number-sort-code" }],
    });
    expect(transferQr({ ...request, account: "66102025280000010204771707" })).toMatchObject({
      value: { payload: "|PL|66102025280000010204771707|014050|Marcin sp. z o.o.|FV 1234/2020|||" },
    });
  });
});
