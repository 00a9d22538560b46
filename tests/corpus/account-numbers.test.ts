import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  hasRightSortCodeChecksum,
  makeAccountNumber,
  parseAccountNumber,
} from "../../src/domain/receivables/account-number.ts";

const IDS = new URL("../../../shared/data/ids/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, IDS), "utf8");

describe.skipIf(!existsSync(IDS))("account numbers and sort codes of others", () => {
  it("accepts the Polish numbers of python-stdnum and refuses the other countries'", () => {
    const written = read("python-stdnum/tests/test_iban.doctest").match(/[A-Z]{2}\d{2}[ 0-9A-Z]{10,}/g) ?? [];
    const polish = written.filter((text) => text.startsWith("PL"));
    expect(polish.length).toBeGreaterThanOrEqual(2);
    for (const text of polish)
      expect(parseAccountNumber(text)).toEqual({ ok: true, value: "61109010140000071219812874" });
    const foreign = written.filter((text) => !text.startsWith("PL"));
    expect(foreign.length).toBeGreaterThan(50);
    expect(foreign.filter((text) => parseAccountNumber(text).ok)).toEqual([]);
  });

  const sources: [string, () => string[]][] = [
    [
      "nbp, 2020",
      () =>
        read("nbp/sort-codes-2020.csv")
          .split("\n")
          .map((line) => line.split(";")[0] ?? "")
          .filter((code) => /^\d/.test(code)),
    ],
    [
      "schwifty, 2026",
      () =>
        (
          JSON.parse(read("schwifty/schwifty/bank_registry/generated_pl.v2.json")) as {
            entries: { bank_codes: string[] }[];
          }
        ).entries.flatMap((entry) => entry.bank_codes),
    ],
  ];
  it.each(sources)("every sort code of %s carries the checksum and makes a valid number", (_name, codes) => {
    const sortCodes = codes();
    expect(sortCodes.length).toBeGreaterThan(3000);
    expect(sortCodes.filter((code) => !hasRightSortCodeChecksum(code))).toEqual([]);
    for (const sortCode of sortCodes) {
      const made = makeAccountNumber({ sortCode, clientPrefix: "0042", payerCode: "000000000017" });
      expect(made.ok && parseAccountNumber(made.value).ok).toBe(true);
    }
  });
});
