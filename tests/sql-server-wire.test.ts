import { describe, expect, it } from "vitest";
import * as columns from "./setup/sql-server/columns.ts";
import * as tokens from "./setup/sql-server/tokens.ts";

/** The stand-in of SQL Server held against the published protocol [MS-TDS], so that it cannot agree with the client's own mistakes. */
function hex(...parts: readonly Buffer[]): string {
  return Buffer.concat(parts).toString("hex");
}

describe("the stand-in of SQL Server writes", () => {
  it("the answer to a query as the example of the protocol (4.7)", () => {
    const bar = columns.varchar("bar", 3, columns.LATIN);
    expect(
      hex(
        tokens.columnMetadata([bar], 0x20),
        tokens.row([bar], ["foo"]),
        tokens.done(tokens.DONE, tokens.STATUS.count, 1),
      ),
    ).toBe("810100000000002000a703000904d0003403620061007200d10300666f6ffd1000c1000100000000000000");
  });

  it("changes of the surroundings as the example of a login's answer (4.4)", () => {
    expect(hex(tokens.changed(1, "master", "master"))).toBe(
      "e31b0001066d0061007300740065007200066d0061007300740065007200",
    );
    expect(hex(tokens.changedBytes(7, columns.LATIN))).toBe("e3080007050904d0003400");
    expect(hex(tokens.changed(2, "us_english", ""))).toBe(
      "e31700020a750073005f0065006e0067006c0069007300680000",
    );
    expect(hex(tokens.changed(4, "4096", "4096"))).toBe("e3130004043400300039003600043400300039003600");
  });

  it.each([
    // 2.2.5.5.1.6: the sign is 1 for plus, then the digits as a little-endian number of 4, 8, 12 or 16 bytes.
    [columns.decimal("x", 9, 2), "-12.34", "6a050902", "0500d2040000"],
    [columns.decimal("x", 18, 2), "1234.56", "6a091202", "090140e2010000000000"],
    [columns.numeric("x", 28, 0), "4294967296", "6c0d1c00", "0d01000000000100000000000000"],
    [columns.numeric("x", 38, 0), "18446744073709551616", "6c112600", "110100000000000000000100000000000000"],
    // 2.2.5.5.1.2: the more significant four bytes stand first.
    [columns.money("x"), "1.0000", "6e08", "080000000010270000"],
    [columns.money("x"), "-0.0001", "6e08", "08ffffffffffffffff"],
    [columns.money("x"), "429496.7296", "6e08", "080100000000000000"],
    [columns.money("x", 4), "1.0000", "6e04", "0410270000"],
    // 2.2.5.5.1.8: days since 1900 and 300ths of a second; days since the year 1; 10⁻ⁿ seconds since midnight; the offset in minutes.
    [columns.datetime("x"), "1900-01-01 00:00:00", "6f08", "080000000000000000"],
    [columns.datetime("x"), "1753-01-01 00:00:01", "6f08", "08" + "462effff" + "2c010000"],
    [columns.datetime("x"), "9999-12-31 00:00:00", "6f08", "08" + "7f242d00" + "00000000"],
    [columns.datetime("x", 4), "1900-01-02 00:01:00", "6f04", "0401000100"],
    [columns.date("x"), "1900-01-01", "28", "035b950a"],
    [columns.date("x"), "9999-12-31", "28", "03dab937"],
    [columns.datetime2("x", 0), "0001-01-01 00:00:01", "2a00", "06010000000000"],
    [columns.datetime2("x", 7), "1900-01-01 00:00:01", "2a07", "08" + "8096980000" + "5b950a"],
    [
      columns.datetimeoffset("x", 0),
      "1900-01-02T00:00:00+02:00",
      "2b00",
      "08" + "603501" + "5b950a" + "7800",
    ],
    [columns.integer("x", 8), "-2", "2608", "08feffffffffffffff"],
    [columns.bit("x"), "1", "6801", "0101"],
    [columns.float("x", 8), "1", "6d08", "08000000000000f03f"],
    [columns.float("x", 4), "1", "6d04", "040000803f"],
    [
      columns.uniqueIdentifier("x"),
      "6F9619FF-8B86-D011-B42D-00C04FC964FF",
      "2410",
      "10ff19966f868b11d0b42d00c04fc964ff",
    ],
    // 2.2.5.4.3: lengths in bytes, texts of Polish collations in Windows-1250, NCHARs in UTF-16.
    [columns.varchar("x", 3), "ąŁ", "a703001504d00000", "0200b9a3"],
    [columns.char("x", 3), "ś", "af03001504d00000", "03009c2020"],
    [columns.nvarchar("x", 3), "ż€", "e706001504d00000", "04007c01ac20"],
    // 2.2.5.2.3: the whole length, chunks with their own, a chunk of none.
    [
      columns.nvarcharMax("x", 2),
      "ab",
      "e7ffff1504d00000",
      "0400000000000000" + "020000006100" + "020000006200" + "00000000",
    ],
  ])("$type %s", (column, text, typeInfo, value) => {
    expect(hex(column.typeInfo)).toBe(typeInfo);
    expect(hex(column.value(text))).toBe(value);
  });

  it("nulls by each type's own length, or by a bit of the row", () => {
    expect(hex(columns.decimal("x", 18, 2).value(null))).toBe("00");
    expect(hex(columns.varchar("x", 1).value(null))).toBe("ffff");
    expect(hex(columns.nvarcharMax("x").value(null))).toBe("ffffffffffffffff");
    const two = [columns.bit("a"), columns.bit("b")];
    expect(hex(tokens.nullBitmapRow(two, [null, "1"]))).toBe("d2010101");
  });
});
