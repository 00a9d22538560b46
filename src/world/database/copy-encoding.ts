/** PostgreSQL types that the binary COPY here can write. */
export type CopyType =
  | "int2"
  | "int4"
  | "int8"
  | "bool"
  | "date"
  | "time"
  | "timestamptz"
  | "daterange"
  | "text"
  | "jsonb"
  | "bytea"
  | "uuid"
  | "int4[]"
  | "int8[]"
  | "text[]";

const INT4_OID = 23;
const INT8_OID = 20;
const TEXT_OID = 25;

/** Longest text that is tried byte by byte before the general UTF-8 encoder is called. */
const SHORT_TEXT = 40;

const DAYS_1970_TO_2000 = 10_957;
const MICROSECONDS_1970_TO_2000 = 946_684_800_000_000n;

const RANGE_EMPTY = 0x01;
const RANGE_LOWER_INCLUSIVE = 0x02;
const RANGE_LOWER_INFINITE = 0x08;
const RANGE_UPPER_INFINITE = 0x10;

/** Rows in PostgreSQL's binary COPY format, gathered in a buffer that is used again and again. */
export class CopyBuffer {
  bytes: Buffer;
  offset = 0;
  readonly #days = new Map<string, number>();

  constructor(sizeBytes: number) {
    this.bytes = Buffer.allocUnsafeSlow(sizeBytes);
  }

  /** The file header: signature, flags, no extension. */
  header(): void {
    this.offset += this.bytes.write("PGCOPY\n\xff\r\n\0", this.offset, "latin1");
    this.#int4(0);
    this.#int4(0);
  }

  trailer(): void {
    this.#int2(-1);
  }

  /** One row; values in the order of the types, null and undefined as SQL null. */
  row(types: readonly CopyType[], values: readonly unknown[]): void {
    // Fixed-size fields need at most 20 bytes each; the others reserve their own room.
    this.#reserve(2 + 20 * types.length);
    this.#int2(types.length);
    for (let index = 0; index < types.length; index += 1) {
      const value = values[index];
      if (value === null || value === undefined) this.#int4(-1);
      else this.#field(types[index]!, value);
    }
  }

  #field(type: CopyType, value: unknown): void {
    switch (type) {
      case "int4":
        this.#int4(4);
        this.#int4(wholeNumber(value, 2 ** 31));
        return;
      case "int8":
        this.#int4(8);
        this.#int8(value as number | bigint);
        return;
      case "int2":
        this.#int4(2);
        this.#int2(wholeNumber(value, 2 ** 15));
        return;
      case "bool":
        this.#int4(1);
        this.bytes[this.offset++] = value === true ? 1 : 0;
        return;
      case "date":
        this.#int4(4);
        this.#int4(this.#day(value as string));
        return;
      case "time":
        this.#int4(8);
        this.#int8(microsecondsOfDay(value as string));
        return;
      case "timestamptz":
        this.#int4(8);
        this.#int8(
          Temporal.Instant.from(value as string).epochNanoseconds / 1000n - MICROSECONDS_1970_TO_2000,
        );
        return;
      case "daterange":
        this.#dateRange(value as string);
        return;
      case "text":
        this.#text(value as string);
        return;
      case "jsonb":
        this.#jsonb(value);
        return;
      case "bytea":
        this.#bytea(value as Uint8Array);
        return;
      case "uuid":
        this.#bytea(Buffer.from((value as string).replaceAll("-", ""), "hex"));
        return;
      case "int4[]":
        this.#array(INT4_OID, value as readonly (number | null)[], (item) => this.#field("int4", item));
        return;
      case "int8[]":
        this.#array(INT8_OID, value as readonly (number | null)[], (item) => this.#field("int8", item));
        return;
      case "text[]":
        this.#array(TEXT_OID, value as readonly (string | null)[], (item) => this.#text(item as string));
        return;
    }
  }

  #int2(value: number): void {
    this.bytes[this.offset++] = value >> 8;
    this.bytes[this.offset++] = value;
  }

  #int4(value: number): void {
    const bytes = this.bytes;
    const offset = this.offset;
    bytes[offset] = value >> 24;
    bytes[offset + 1] = value >> 16;
    bytes[offset + 2] = value >> 8;
    bytes[offset + 3] = value;
    this.offset = offset + 4;
  }

  #int8(value: number | bigint): void {
    if (typeof value === "bigint") {
      this.offset = this.bytes.writeBigInt64BE(value, this.offset);
      return;
    }
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
    this.#int4(Math.floor(value / 2 ** 32));
    this.#int4(value | 0);
  }

  #text(value: string): void {
    const length = value.length;
    this.#reserve(4 + 3 * length);
    const start = this.offset + 4;
    if (length <= SHORT_TEXT) {
      const bytes = this.bytes;
      let index = 0;
      for (; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 0x7f) break;
        bytes[start + index] = code;
      }
      if (index === length) {
        this.#int4(length);
        this.offset = start + length;
        return;
      }
    }
    const written = this.bytes.write(value, start, "utf8");
    this.#int4(written);
    this.offset = start + written;
  }

  #jsonb(value: unknown): void {
    const text = JSON.stringify(value);
    this.#reserve(5 + 3 * text.length);
    const written = this.bytes.write(text, this.offset + 5, "utf8");
    this.#int4(written + 1);
    this.bytes[this.offset++] = 1;
    this.offset += written;
  }

  #bytea(value: Uint8Array): void {
    this.#reserve(4 + value.length);
    this.#int4(value.length);
    this.bytes.set(value, this.offset);
    this.offset += value.length;
  }

  #array<T>(elementOid: number, items: readonly T[], write: (item: T) => void): void {
    this.#reserve(24 + 12 * items.length);
    const start = this.offset;
    this.#int4(0);
    this.#int4(items.length === 0 ? 0 : 1);
    this.#int4(items.includes(null as T) ? 1 : 0);
    this.#int4(elementOid);
    if (items.length > 0) {
      this.#int4(items.length);
      this.#int4(1);
    }
    for (const item of items) {
      this.#reserve(12);
      if (item === null) this.#int4(-1);
      else write(item);
    }
    this.#lengthAt(start);
  }

  /** A half-open range as PostgreSQL writes it: `[2026-01-01,2026-02-01)`, either end may be missing, or `empty`. */
  #dateRange(value: string): void {
    const start = this.offset;
    this.#int4(0);
    const ends = /^\[([\d-]*),([\d-]*)\)$/.exec(value);
    if (value === "empty") {
      this.bytes[this.offset++] = RANGE_EMPTY;
    } else if (ends) {
      const [, lower = "", upper = ""] = ends;
      this.bytes[this.offset++] =
        (lower ? RANGE_LOWER_INCLUSIVE : RANGE_LOWER_INFINITE) | (upper ? 0 : RANGE_UPPER_INFINITE);
      if (lower) this.#field("date", lower);
      if (upper) this.#field("date", upper);
    } else {
      throw new RangeError(`not a half-open date range: ${value}`);
    }
    this.#lengthAt(start);
  }

  #lengthAt(start: number): void {
    const end = this.offset;
    this.offset = start;
    this.#int4(end - start - 4);
    this.offset = end;
  }

  /** Days since 2000-01-01; bulk rows repeat few dates, so they are remembered. */
  #day(date: string): number {
    const known = this.#days.get(date);
    if (known !== undefined) return known;
    const since1970 = Temporal.PlainDate.from("1970-01-01").until(date, { largestUnit: "days" }).days;
    if (this.#days.size > 10_000) this.#days.clear();
    this.#days.set(date, since1970 - DAYS_1970_TO_2000);
    return since1970 - DAYS_1970_TO_2000;
  }

  #reserve(moreBytes: number): void {
    const needed = this.offset + moreBytes;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(larger, 0, 0, this.offset);
    this.bytes = larger;
  }
}

/** "09:05" of a day. */
function microsecondsOfDay(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000_000;
}

function wholeNumber(value: unknown, limit: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < -limit || value >= limit) {
    throw new RangeError(`not an integer within ±${limit}: ${value}`);
  }
  return value;
}
