import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grosze } from "../values/money.ts";
import { type TransferRequest, transferQr } from "./transfer-qr.ts";

const REQUEST: TransferRequest = {
  account: "66 1020 2528 0000 0102 0477 1707",
  amountGrosze: grosze(64218),
  recipientName: "SM Lipowa",
  title: "Lokal 12, 11/2026",
  taxNumber: null,
};

function qr(change: Partial<TransferRequest>) {
  const result = transferQr({ ...REQUEST, ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

function reasons(change: Partial<TransferRequest>) {
  const result = transferQr({ ...REQUEST, ...change });
  return result.ok ? [] : result.refusals.map((refusal) => refusal.reason);
}

const field = (payload: string, index: number) => payload.split("|")[index] ?? "";

describe("the text of a transfer code", () => {
  it("is the recommendation's own example", () => {
    expect(
      qr({
        account: "92124012340001567890123456",
        amountGrosze: grosze(1200),
        recipientName: "Odbiorca 1",
        title: "FV 1234/34/2012",
        taxNumber: "1234567890",
      }),
    ).toEqual({
      payload: "1234567890|PL|92124012340001567890123456|001200|Odbiorca 1|FV 1234/34/2012|||",
      amountTypedByPayer: false,
    });
  });

  it("leaves the tax number empty when there is none", () => {
    expect(qr({}).payload).toBe("|PL|66102025280000010204771707|064218|SM Lipowa|Lokal 12, 11/2026|||");
  });

  it.each([
    [null, "000000", true],
    [0, "000000", true],
    [1, "000001", false],
    [999_999, "999999", false],
    [1_000_000, "000000", true],
  ])("amount %s", (amountGrosze, written, typed) => {
    const made = qr({ amountGrosze: amountGrosze === null ? null : grosze(amountGrosze) });
    expect(field(made.payload, 3)).toBe(written);
    expect(made.amountTypedByPayer).toBe(typed);
  });

  it("counts characters, not bytes", () => {
    expect(field(qr({ recipientName: "Żółć ".repeat(10) }).payload, 4)).toBe("Żółć Żółć Żółć Żółć");
    expect(field(qr({ title: "ą".repeat(40) }).payload, 5)).toBe("ą".repeat(32));
    expect(field(qr({ recipientName: "🏠".repeat(25) }).payload, 4)).toBe("🏠".repeat(20));
  });

  it("counts a letter typed with a separate accent as one", () => {
    expect(field(qr({ title: "z\u0307".repeat(40) }).payload, 5)).toBe("ż".repeat(32));
  });

  it("does not cut inside a letter", () => {
    const family = "👨‍👩‍👧";
    expect(field(qr({ recipientName: `${"a".repeat(18)}${family}` }).payload, 4)).toBe("a".repeat(18));
  });

  it("takes out separators and control characters, folds white space", () => {
    expect(field(qr({ title: " Lokal|12\t\r\n za  11/2026\u0007 \u00a0" }).payload, 5)).toBe(
      "Lokal12 za 11/2026",
    );
  });

  it("always has the eight separators, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (recipientName, title) => {
        const made = transferQr({ ...REQUEST, recipientName, title });
        if (!made.ok) return;
        const fields = made.value.payload.split("|");
        expect(fields).toHaveLength(9);
        expect([...(fields[4] ?? "")].length).toBeLessThanOrEqual(20);
        expect([...(fields[5] ?? "")].length).toBeLessThanOrEqual(32);
        expect(made.value.payload).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe("refusals", () => {
  it("finds all problems at once", () => {
    expect(
      reasons({
        account: "66 1020 2528 0000 0102 0477 1708",
        amountGrosze: grosze(-1),
        recipientName: " | ",
        title: "",
        taxNumber: "123",
      }),
    ).toEqual([
      "account-number-check-digits",
      "tax-number-digits",
      "transfer-amount-negative",
      "recipient-name-missing",
      "transfer-title-missing",
    ]);
  });

  it("checks the tax number", () => {
    expect(reasons({ taxNumber: "5214349636" })).toEqual([]);
    expect(field(qr({ taxNumber: "PL 521-434-96-36" }).payload, 0)).toBe("5214349636");
    expect(reasons({ taxNumber: "5214349637" })).toEqual(["tax-number-checksum"]);
    expect(reasons({ taxNumber: "521434963" })).toEqual(["tax-number-digits"]);
  });

  it("knows a 25-digit account as wrong", () => {
    expect(reasons({ account: "4249000050026313017364142" })).toEqual(["account-number-length"]);
  });
});
