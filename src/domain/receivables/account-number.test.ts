import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AccountNumber,
  formatAccountNumber,
  hasRightSortCodeChecksum,
  ibanOf,
  makeAccountNumber,
  parseAccountNumber,
  payerCodeOf,
  sortCodeOf,
  virtualAccountNumber,
} from "./account-number.ts";

const reasons = (result: ReturnType<typeof parseAccountNumber>) =>
  result.ok ? [] : result.refusals.map((refusal) => refusal.reason);

describe("reading an account number", () => {
  it.each([
    "66 1020 2528 0000 0102 0477 1707",
    "66102025280000010204771707",
    "PL66 1020 2528 0000 0102 0477 1707",
    "pl66102025280000010204771707",
    "  66\u00a01020\u00a02528\u00a00000\u00a00102\u00a00477\u00a01707\n",
    "66-1020-2528-0000-0102-0477-1707",
  ])("accepts %j", (text) => {
    expect(parseAccountNumber(text)).toEqual({ ok: true, value: "66102025280000010204771707" });
  });

  it("accepts another real number", () => {
    expect(parseAccountNumber("24 1600 0003 5175 5306 4331 4956").ok).toBe(true);
  });

  it.each([
    ["", ["account-number-length"]],
    ["6610202528000001020477170", ["account-number-length"]],
    ["661020252800000102047717070", ["account-number-length"]],
    ["66 1020 2528 0000 0102 0477 170X", ["account-number-characters"]],
    ["66 1020 2528 0000 0102 0477 X", ["account-number-characters", "account-number-length"]],
    ["DE89370400440532013000", ["account-number-country"]],
    ["67102025280000010204771707", ["account-number-check-digits"]],
    ["66102025290000010204771707", ["account-number-check-digits", "account-number-sort-code"]],
    ["66102025280000010204771770", ["account-number-check-digits"]],
    ["92124012340001567890123456", ["account-number-sort-code"]],
    ["٦٦102025280000010204771707", ["account-number-characters"]],
  ])("refuses %j", (text, expected) => {
    expect(reasons(parseAccountNumber(text))).toEqual(expected);
  });

  it("notices every single wrong digit and every swap of neighbours", () => {
    const number = "66102025280000010204771707";
    for (let place = 0; place < number.length; place += 1) {
      const digit = Number(number[place]);
      const wrong = `${number.slice(0, place)}${(digit + 1) % 10}${number.slice(place + 1)}`;
      expect(parseAccountNumber(wrong).ok).toBe(false);
      if (place === 0 || number[place] === number[place - 1]) continue;
      const swapped = `${number.slice(0, place - 1)}${number[place]}${number[place - 1]}${number.slice(place + 1)}`;
      expect(parseAccountNumber(swapped).ok).toBe(false);
    }
  });
});

describe("making an account number", () => {
  it("computes the check digits", () => {
    expect(
      makeAccountNumber({ sortCode: "10202528", clientPrefix: "0000", payerCode: "010204771707" }),
    ).toEqual({
      ok: true,
      value: "66102025280000010204771707",
    });
  });

  it("finds all problems at once", () => {
    expect(
      reasons(makeAccountNumber({ sortCode: "1020252", clientPrefix: "12a", payerCode: "1 2" })),
    ).toEqual([
      "sort-code-digits",
      "client-prefix-characters",
      "payer-code-characters",
      "account-tail-length",
    ]);
    expect(
      reasons(makeAccountNumber({ sortCode: "10202529", clientPrefix: "", payerCode: "0000010204771707" })),
    ).toEqual(["sort-code-checksum"]);
  });

  it("writes it in groups and as an IBAN", () => {
    const number = "66102025280000010204771707" as AccountNumber;
    expect(formatAccountNumber(number)).toBe("66 1020 2528 0000 0102 0477 1707");
    expect(ibanOf(number)).toBe("PL66102025280000010204771707");
    expect(sortCodeOf(number)).toBe("10202528");
  });

  it("what it makes is valid and is read back, spaces or not", () => {
    const tail = fc.stringMatching(/^\d{16}$/);
    fc.assert(
      fc.property(tail, fc.integer({ min: 0, max: 16 }), (digits, cut) => {
        const made = makeAccountNumber({
          sortCode: "10202528",
          clientPrefix: digits.slice(0, cut),
          payerCode: digits.slice(cut),
        });
        if (!made.ok) throw new Error("refused");
        expect(parseAccountNumber(formatAccountNumber(made.value))).toEqual(made);
        expect(parseAccountNumber(ibanOf(made.value).toLowerCase())).toEqual(made);
      }),
    );
  });
});

describe("virtual accounts", () => {
  const scheme = { sortCode: "10202528", clientPrefix: "7312", payerCodeDigits: 12 };

  it("gives the payer code back", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (payerCode) => {
        const made = virtualAccountNumber(scheme, payerCode);
        if (!made.ok) throw new Error("refused");
        expect(payerCodeOf(scheme, made.value)).toBe(payerCode);
        expect(payerCodeOf({ ...scheme, clientPrefix: "7313" }, made.value)).toBeNull();
      }),
    );
  });

  it("refuses a payer code that does not fit, and a scheme that is not 16 digits", () => {
    expect(reasons(virtualAccountNumber(scheme, "12345"))).toEqual(["payer-code-does-not-fit"]);
    expect(reasons(virtualAccountNumber(scheme, "1234567890123"))).toEqual(["payer-code-does-not-fit"]);
    expect(reasons(virtualAccountNumber(scheme, "12345678901a"))).toEqual(["payer-code-does-not-fit"]);
    expect(reasons(virtualAccountNumber({ ...scheme, clientPrefix: "731" }, "123456789012"))).toEqual([
      "account-tail-length",
    ]);
  });
});

describe("the checksum of a sort code", () => {
  it("weighs the digits 3, 9, 7, 1, 3, 9, 7, 1", () => {
    expect(hasRightSortCodeChecksum("10202528")).toBe(true);
    expect(hasRightSortCodeChecksum("10202529")).toBe(false);
    expect(hasRightSortCodeChecksum("12401234")).toBe(false);
    expect(hasRightSortCodeChecksum("1020252")).toBe(false);
  });
});
