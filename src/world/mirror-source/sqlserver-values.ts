import { polishMoment, SourceFault, singleText } from "./source.ts";

/** What the client tells of a column; a scale only of decimals, a length of types that come in several. */
export interface SqlServerColumn {
  readonly colName: string;
  readonly type: { readonly name: string };
  readonly scale?: number | undefined;
  readonly dataLength?: number | undefined;
}

const SCALE_OF_MONEY = 4;
/** Below 2⁵² units a double lies nearer to its decimal than to any other of the same scale. */
const MOST_UNITS = 4.5e15;
/** Powers of ten above this one are no doubles, so the client's division is off by more; 10¹⁵ units still are well apart. */
const LARGEST_EXACT_POWER = 22;
const MOST_UNITS_OF_FINE_SCALE = 1e15;

/**
 * A value of the client as text: moments are the server's own, which the client hands over as if they were UTC. The client hands
 * decimals over as doubles; each is written with the digits of its column, or refused where the double cannot prove them.
 * @throws SourceFault `source-number-not-exact`
 */
export function sqlServerText(value: unknown, column: SqlServerColumn): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return numberText(value, column);
  if (value instanceof Date) return momentText(value, column.type.name);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return String(value);
}

/** Whether a column of this type may hold numbers that the client cannot hand over exactly: `decimal(18,2)`. */
export function isWideDecimal(type: string): boolean {
  const precision = /^(?:decimal|numeric)\((\d+)/i.exec(type)?.[1];
  return precision !== undefined && 10 ** Number(precision) > MOST_UNITS_OF_FINE_SCALE;
}

function numberText(value: number, column: SqlServerColumn): string {
  switch (column.type.name) {
    case "DecimalN":
    case "NumericN":
      return decimalText(value, column.scale ?? 0, column);
    case "Money":
    case "MoneyN":
    case "SmallMoney":
      return decimalText(value, SCALE_OF_MONEY, column);
    case "Real":
      return singleText(value);
    case "FloatN":
      return column.dataLength === 4 ? singleText(value) : String(value);
    case "Variant":
      // It may be a decimal, of which the client does not tell the scale.
      if (Number.isSafeInteger(value)) return String(value);
      throw notExact(value, column);
    default:
      return String(value);
  }
}

function decimalText(value: number, scale: number, column: SqlServerColumn): string {
  const most = scale > LARGEST_EXACT_POWER ? MOST_UNITS_OF_FINE_SCALE : MOST_UNITS;
  if (Math.abs(value) * 10 ** scale > most) throw notExact(value, column);
  return value.toFixed(scale);
}

function notExact(value: number, column: SqlServerColumn): SourceFault {
  return new SourceFault("source-number-not-exact", { column: column.colName, text: String(value) });
}

function momentText(value: Date, type: string): string {
  const moment = value.toISOString();
  switch (type) {
    case "Date":
      return moment.slice(0, 10);
    case "Time":
      return moment.slice(11, 19);
    case "DateTimeOffset":
      return polishMoment(value);
    default:
      return moment.slice(0, 19).replace("T", " ");
  }
}
