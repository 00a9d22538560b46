import iconv from "iconv-lite";

/** A column of a result as SQL Server sends it: its TYPE_INFO and how a value of it stands in a row ([MS-TDS] 2.2.5.4 to 2.2.5.6). */
export interface Column {
  readonly name: string;
  /** As the server names the type where it describes a query. */
  readonly type: string;
  readonly typeInfo: Buffer;
  /** Bytes of a value, which the tests write as text; null is the type's own null. */
  readonly value: (text: string | null) => Buffer;
}

/** `Polish_CI_AS`: language 0x0415, letter case, kana and width ignored. */
export const POLISH = Buffer.from("1504d00000", "hex");
/** `SQL_Latin1_General_CP1_CI_AS`. */
export const LATIN = Buffer.from("0904d00034", "hex");

/** DECIMALNTYPE: length, sign (1 is plus), the digits without the point as a little-endian number. */
export function decimal(name: string, precision: number, scale: number): Column {
  const length = precision <= 9 ? 5 : precision <= 19 ? 9 : precision <= 28 ? 13 : 17;
  return {
    name,
    type: `decimal(${precision},${scale})`,
    typeInfo: Buffer.from([0x6a, length, precision, scale]),
    value: (text) => {
      if (text === null) return Buffer.from([0]);
      const units = unitsOf(text, scale);
      return Buffer.concat([
        Buffer.from([length, units < 0n ? 0 : 1]),
        little(units < 0n ? -units : units, length - 1),
      ]);
    },
  };
}

/** NUMERICNTYPE is written like DECIMALNTYPE. */
export function numeric(name: string, precision: number, scale: number): Column {
  const like = decimal(name, precision, scale);
  return {
    ...like,
    type: `numeric(${precision},${scale})`,
    typeInfo: Buffer.concat([Buffer.from([0x6c]), like.typeInfo.subarray(1)]),
  };
}

/** MONEYNTYPE: ten-thousandths; of eight bytes the higher four stand first. */
export function money(name: string, length: 4 | 8 = 8): Column {
  return sized(name, length === 4 ? "smallmoney" : "money", 0x6e, length, (text) => {
    const bytes = little(BigInt.asUintN(length * 8, unitsOf(text, 4)), length);
    return length === 4 ? bytes : Buffer.concat([bytes.subarray(4), bytes.subarray(0, 4)]);
  });
}

const INTEGERS = { 1: "tinyint", 2: "smallint", 4: "int", 8: "bigint" } as const;

/** INTNTYPE of 1, 2, 4 or 8 bytes. */
export function integer(name: string, length: 1 | 2 | 4 | 8): Column {
  return sized(name, INTEGERS[length], 0x26, length, (text) =>
    little(BigInt.asUintN(length * 8, BigInt(text)), length),
  );
}

export function bit(name: string): Column {
  return sized(name, "bit", 0x68, 1, (text) => Buffer.from([Number(text)]));
}

/** FLTNTYPE: `real` has four bytes, `float` eight. */
export function float(name: string, length: 4 | 8): Column {
  return sized(name, length === 4 ? "real" : "float", 0x6d, length, (text) => {
    const bytes = Buffer.alloc(length);
    if (length === 4) bytes.writeFloatLE(Number(text));
    else bytes.writeDoubleLE(Number(text));
    return bytes;
  });
}

/** GUIDTYPE: the first three groups are little-endian numbers. */
export function uniqueIdentifier(name: string): Column {
  return sized(name, "uniqueidentifier", 0x24, 16, (text) => {
    const [a, b, c, d, e] = text.split("-").map((group) => Buffer.from(group, "hex"));
    return Buffer.concat([a!.reverse(), b!.reverse(), c!.reverse(), d!, e!]);
  });
}

/** DATENTYPE: days since 0001-01-01 in three bytes. */
export function date(name: string): Column {
  return {
    name,
    type: "date",
    typeInfo: Buffer.from([0x28]),
    value: (text) =>
      text === null
        ? Buffer.from([0])
        : Buffer.concat([Buffer.from([3]), little(daysSince("0001-01-01", text), 3)]),
  };
}

/** DATETIMNTYPE: days since 1900-01-01 with a sign, then three-hundredths of a second; `smalldatetime` has days and minutes. */
export function datetime(name: string, length: 4 | 8 = 8): Column {
  return sized(name, length === 4 ? "smalldatetime" : "datetime", 0x6f, length, (text) => {
    const days = daysSince("1900-01-01", text);
    const nanoseconds = nanosecondsOf(text);
    if (length === 4)
      return Buffer.concat([little(days, 2), little(BigInt(Math.round(nanoseconds / 6e10)), 2)]);
    return Buffer.concat([
      little(BigInt.asUintN(32, days), 4),
      little(BigInt(Math.round((nanoseconds * 3) / 1e7)), 4),
    ]);
  });
}

/** DATETIME2NTYPE: parts of a second by the scale, then the day. */
export function datetime2(name: string, scale: number): Column {
  return {
    name,
    type: `datetime2(${scale})`,
    typeInfo: Buffer.from([0x2a, scale]),
    value: (text) => (text === null ? Buffer.from([0]) : counted(momentBytes(text, scale))),
  };
}

/** DATETIMEOFFSETNTYPE: the moment in UTC as `datetime2`, then the minutes that the program wrote it with. */
export function datetimeoffset(name: string, scale: number): Column {
  return {
    name,
    type: `datetimeoffset(${scale})`,
    typeInfo: Buffer.from([0x2b, scale]),
    value: (text) => {
      if (text === null) return Buffer.from([0]);
      const offset = Buffer.alloc(2);
      const zoned = Temporal.ZonedDateTime.from(`${text}[${text.slice(-6)}]`);
      offset.writeInt16LE(zoned.offsetNanoseconds / 6e10);
      const utc = zoned.withTimeZone("UTC").toPlainDateTime().toString();
      return counted(Buffer.concat([momentBytes(utc, scale), offset]));
    },
  };
}

/** BIGVARCHARTYPE in the code page of its collation; `char` is BIGCHARTYPE. */
export function varchar(name: string, length: number, collation = POLISH, type = 0xa7): Column {
  const encoding = collation === POLISH ? "windows-1250" : "windows-1252";
  return {
    name,
    type: `${type === 0xa7 ? "varchar" : "char"}(${length})`,
    typeInfo: textInfo(type, length, collation),
    value: (text) => shortText(text === null ? null : Buffer.from(iconv.encode(text, encoding))),
  };
}

export function char(name: string, length: number): Column {
  const like = varchar(name, length, POLISH, 0xaf);
  return { ...like, value: (text) => like.value(text?.padEnd(length) ?? null) };
}

/** NVARCHARTYPE; its length is told in bytes. */
export function nvarchar(name: string, length: number): Column {
  return {
    name,
    type: `nvarchar(${length})`,
    typeInfo: textInfo(0xe7, length * 2, POLISH),
    value: (text) => shortText(text === null ? null : Buffer.from(text, "utf16le")),
  };
}

/** `nvarchar(max)`: PLP, a length of eight bytes and chunks ([MS-TDS] 2.2.5.2.3). */
export function nvarcharMax(name: string, chunk = 1000): Column {
  return {
    name,
    type: "nvarchar(max)",
    typeInfo: textInfo(0xe7, 0xffff, POLISH),
    value: (text) => {
      if (text === null) return Buffer.alloc(8, 0xff);
      const bytes = Buffer.from(text, "utf16le");
      const parts = [little(BigInt(bytes.length), 8)];
      for (let from = 0; from < bytes.length; from += chunk) {
        const part = bytes.subarray(from, from + chunk);
        parts.push(little(BigInt(part.length), 4), part);
      }
      return Buffer.concat([...parts, Buffer.alloc(4)]);
    },
  };
}

/** A little-endian number without a sign. */
export function little(value: bigint, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1) bytes[index] = Number((value >> BigInt(8 * index)) & 0xffn);
  return bytes;
}

/** A nullable type of a fixed length: the length stands before each value, 0 for null. */
function sized(
  name: string,
  type: string,
  code: number,
  length: number,
  bytes: (text: string) => Buffer,
): Column {
  return {
    name,
    type,
    typeInfo: Buffer.from([code, length]),
    value: (text) => (text === null ? Buffer.from([0]) : counted(bytes(text))),
  };
}

function counted(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function textInfo(type: number, length: number, collation: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), little(BigInt(length), 2), collation]);
}

function shortText(bytes: Buffer | null): Buffer {
  return bytes === null ? Buffer.from([0xff, 0xff]) : Buffer.concat([little(BigInt(bytes.length), 2), bytes]);
}

/** Digits of a decimal without its point. */
function unitsOf(text: string, scale: number): bigint {
  const [whole = "", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const units = BigInt(whole + fraction.padEnd(scale, "0"));
  return text.startsWith("-") ? -units : units;
}

function daysSince(first: string, text: string): bigint {
  return BigInt(Temporal.PlainDate.from(first).until(text.slice(0, 10), { largestUnit: "days" }).days);
}

/** Nanoseconds since midnight. */
function nanosecondsOf(text: string): number {
  return Temporal.PlainDateTime.from(text)
    .toPlainTime()
    .since("00:00", { largestUnit: "nanoseconds" })
    .total("nanoseconds");
}

function momentBytes(text: string, scale: number): Buffer {
  const length = scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
  const parts = BigInt(nanosecondsOf(text)) / 10n ** BigInt(9 - scale);
  return Buffer.concat([little(parts, length), little(daysSince("0001-01-01", text), 3)]);
}
