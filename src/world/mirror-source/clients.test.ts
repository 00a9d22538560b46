import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSourceAddress, withoutPassword } from "./address.ts";
import { firebirdOptions, firebirdValue, quoteFirebird, typeOfCode } from "./firebird.ts";
import { DECODERS, withKeyWhereItIsSought } from "./firebird-wire.ts";
import { groupedQuery } from "./grouped-totals.ts";
import { quoteSqlServer, sqlServerConfiguration, typeOfSqlServer } from "./sqlserver.ts";
import { sqlServerText } from "./sqlserver-values.ts";

function address(text: string) {
  const read = readSourceAddress(text);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return read.value;
}

describe("the address of another program's database", () => {
  it.each([
    [
      "postgresql://kto@serwer/czynsze",
      { kind: "postgresql", host: "serwer", port: 5432, database: "czynsze", user: "kto" },
    ],
    ["postgresql://kto@serwer:6000/cz?host=/var/run/pg", { host: "/var/run/pg", port: 6000 }],
    [
      "sqlserver://kto@serwer/Czynsze?encrypt=no",
      { kind: "sqlserver", port: 1433, options: { encrypt: "no" } },
    ],
    [
      "firebird://kto@serwer/%2Fbazy%2Fczynsze.fdb",
      { kind: "firebird", port: 3050, database: "/bazy/czynsze.fdb" },
    ],
  ])("is read: %s", (text, found) => {
    expect(address(text)).toMatchObject(found);
  });

  it.each([
    ["mysql://kto@serwer/baza", "source-address-unclear"],
    ["postgresql://serwer/baza", "source-address-unclear"],
    ["postgresql://kto@serwer", "source-address-unclear"],
    ["czynsze", "source-address-unclear"],
    ["postgresql://kto:tajne@serwer/baza", "source-password-in-address"],
  ])("is refused: %s", (text, reason) => {
    const read = readSourceAddress(text);
    expect(read.ok ? [] : read.refusals.map((refusal) => refusal.reason)).toEqual([reason]);
    expect(JSON.stringify(read)).not.toContain("tajne");
  });

  it("is kept without the password somebody typed into it", () => {
    expect(withoutPassword("postgresql://kto:taj%20ne@serwer/baza")).toEqual({
      address: "postgresql://kto@serwer/baza",
      password: "taj ne",
    });
  });
});

function column(type: string, scale?: number) {
  return { colName: "kwota", type: { name: type }, scale };
}

describe("the client of SQL Server", () => {
  it("is told to encrypt, to read only and to wait as long as it takes", () => {
    const told = sqlServerConfiguration(address("sqlserver://kto@serwer/Czynsze"), "hasło");
    expect(told).toMatchObject({
      server: "serwer",
      authentication: { options: { userName: "kto", password: "hasło" } },
      options: {
        database: "Czynsze",
        port: 1433,
        encrypt: true,
        trustServerCertificate: false,
        readOnlyIntent: true,
        requestTimeout: 0,
      },
    });
    const named = sqlServerConfiguration(
      address("sqlserver://kto@serwer/B?instance=SQLEXPRESS&certificate=any"),
      "",
    );
    expect(named.options).toMatchObject({ instanceName: "SQLEXPRESS", trustServerCertificate: true });
    expect(named.options).not.toHaveProperty("port");
  });

  it.each([
    [new Date("2026-03-31T00:00:00Z"), "Date", "2026-03-31"],
    [new Date("2026-03-31T14:05:06.700Z"), "DateTime2", "2026-03-31 14:05:06"],
    [new Date("2026-03-30T22:30:00.000Z"), "DateTimeOffset", "2026-03-31T00:30:00+02:00"],
    [new Date("1970-01-01T14:05:06.000Z"), "Time", "14:05:06"],
    [true, "Bit", "1"],
    [1234.5, "NumericN", "1234.50"],
    [-0.0001, "Money", "-0.0001"],
    ["9007199254740993", "BigInt", "9007199254740993"],
    ["Żółć  ", "NChar", "Żółć  "],
    ["", "NVarChar", ""],
    [12, "Variant", "12"],
    [null, "Int", null],
  ])("hands %s of a %s column over as text", (value, type, text) => {
    expect(sqlServerText(value, column(type, type === "NumericN" ? 2 : undefined))).toBe(text);
  });

  it("writes each decimal that a double can prove as it was, and refuses others", () => {
    const units = fc.maxSafeInteger().filter((each) => Math.abs(each) <= 4.49e15);
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 22 }), (whole, scale) => {
        // As the client computes it from what the server sent.
        const double = (Math.abs(whole) * (whole < 0 ? -1 : 1)) / 10 ** scale;
        const digits = String(Math.abs(whole)).padStart(scale + 1, "0");
        const exact = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
        expect(sqlServerText(double, column("DecimalN", scale))).toBe(whole < 0 ? `-${exact}` : exact);
      }),
      { numRuns: 2000 },
    );
    for (const [value, type, scale] of [
      [12345678901234.5, "DecimalN", 3],
      [-45e12 - 1, "NumericN", 2],
      [1.5, "DecimalN", 38],
      [900_000_000_000.5, "MoneyN", undefined],
      [0.1, "Variant", undefined],
    ] as const)
      expect(() => sqlServerText(value, column(type, scale))).toThrow("source-number-not-exact");
  });

  it("writes binary fractions of 32 bits by the digits that name them", () => {
    const real = (value: number) => sqlServerText(Math.fround(value), { ...column("FloatN"), dataLength: 4 });
    expect([100.1, 0.1, -123456.78, 16777216, 0].map(real)).toEqual([
      "100.1",
      "0.1",
      "-123456.78",
      "16777216",
      "0",
    ]);
  });

  it("knows its types and quotes its names", () => {
    expect(
      ["decimal(18,2)", "NVARCHAR(50)", "datetime2(7)", "date", "float", "bit", "xml"].map(typeOfSqlServer),
    ).toEqual(["number", "text", "moment", "day", "float", "truth", "other"]);
    expect(quoteSqlServer("dziwna]nazwa")).toBe("[dziwna]]nazwa]");
  });

  it("is asked for totals in its own quotation marks", () => {
    const query = { text: "select konto, kwota, dok from dekrety", marks: [] };
    const days = {
      query: { text: "select nr, data from dok", marks: [] },
      on: [["dok", "nr"] as const],
      day: "data",
    };
    expect(
      groupedQuery(
        { quote: quoteSqlServer },
        { query, by: ["konto"], sums: ["kwota"], days },
      ).text.replaceAll("\n", ""),
    ).toBe(
      "select q.[konto] as c1, d.[data] as c2, count(*) as c3, sum(q.[kwota]) as c4 from (select konto, kwota, dok from dekrety) q join (select nr, data from dok) d on q.[dok] = d.[nr] group by q.[konto], d.[data]",
    );
  });
});

describe("the client of Firebird", () => {
  it("is told the encoding, and to keep amounts exact", () => {
    const told = firebirdOptions(address("firebird://kto@serwer/czynsze?encoding=WIN1250&role=CZYTA"), "x");
    expect(told).toMatchObject({
      database: "czynsze",
      encoding: "WIN1250",
      numericMode: "string",
      blobAsText: true,
      role: "CZYTA",
    });
    // Without Polish letters a text would come wrong, and not every wrong text can be seen.
    for (const encoding of ["KLINGON", "NONE", "WIN1252"])
      expect(() =>
        firebirdOptions(address(`firebird://kto@serwer/czynsze?encoding=${encoding}`), "x"),
      ).toThrow("source-encoding-not-offered");
  });

  it("hands values over as text", () => {
    const value = (typeName: string, given: unknown, scale = 0) =>
      firebirdValue({ type: 0, typeName, scale }, () => given);
    expect(value("TYPE_DATE", "2026-03-31")).toBe("2026-03-31");
    expect(value("TIMESTAMP_TZ", new Date("2026-03-30T22:30:00Z"))).toBe("2026-03-31T00:30:00+02:00");
    expect(value("INT64", "1234.50")).toBe("1234.50");
    expect(value("LONG", -1234567.8, -2)).toBe("-1234567.80");
    expect(value("SHORT", 1e-9, -9)).toBe("0.000000001");
    expect(value("LONG", 12)).toBe("12");
    expect(value("FLOAT", Math.fround(100.1))).toBe("100.1");
    expect(value("DOUBLE", 0.1)).toBe("0.1");
    expect(value("BOOLEAN", false)).toBe("0");
    expect(value("TEXT", null)).toBeNull();
  });

  it.each([
    ["SQLVarDate", [40_587], "1970-01-01"],
    ["SQLVarDate", [-678_575], "0001-01-01"],
    ["SQLVarDate", [2_973_483], "9999-12-31"],
    ["SQLVarTime", [863_999_999], "23:59:59"],
    ["SQLVarTimeStamp", [61_128, 90_000_000], "2026-03-29 02:30:00"],
    ["SQLVarTimeStamp", [0, 0], "1858-11-17 00:00:00"],
  ] as const)("reads a %s as it is sent: %j", (name, sent, text) => {
    const reading = (...numbers: readonly number[]) => {
      const left = [...numbers];
      return { readInt: () => left.shift()!, readUInt: () => left.shift()! };
    };
    expect(DECODERS[name](reading(...sent), false)).toBe(text);
    expect(DECODERS[name](reading(...sent, 0), true)).toBe(text);
    expect(DECODERS[name](reading(...sent, -1), true)).toBeNull();
  });

  it.each([64, 63, 62, 61, 60, 58, 1])("finds the server's key after a salt of %i digits", (digits) => {
    const [salt, key] = ["A".repeat(digits), "0123456789abcdef".repeat(16)];
    const answer = Buffer.concat([
      Buffer.from([digits, 0]),
      Buffer.from(salt),
      Buffer.from([0, 1]),
      Buffer.from(key),
    ]);
    const told = withKeyWhereItIsSought(answer);
    // Where the client looks for both.
    expect(told.subarray(2, digits + 2).toString()).toBe(salt);
    expect(told.subarray((digits + 2 + 3) & ~3).toString()).toBe(key);
    expect(withKeyWhereItIsSought(told)).toEqual(told);
  });

  it.each(["", "04", "0400313233", "3f00abcdef", "020041420200ffff", "0200ffff02004142"])(
    "leaves other answers as they are: %s",
    (text) => {
      const answer = Buffer.from(text, "hex");
      expect(withKeyWhereItIsSought(answer)).toBe(answer);
    },
  );

  it("knows its types and quotes its names", () => {
    expect([448, 449, 452, 580, 480, 570, 510, 520].map(typeOfCode)).toEqual([
      "text",
      "text",
      "text",
      "number",
      "float",
      "day",
      "moment",
      "other",
    ]);
    expect(quoteFirebird('a"b')).toBe('"a""b"');
  });
});
