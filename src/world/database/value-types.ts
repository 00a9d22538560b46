import pg from "pg";

const DATE_LIKE = [pg.types.builtins.DATE, pg.types.builtins.TIMESTAMP, pg.types.builtins.TIMESTAMPTZ];
const INTERVAL = pg.types.builtins.INTERVAL;
const INT8 = pg.types.builtins.INT8;
const INT8_ARRAY = 1016;
const TEXT_ARRAY = 1009;
/** Arrays of date, timestamp, timestamptz and daterange: kept as the text the server wrote. */
const TEXT_LIKE_ARRAYS = [1182, 1115, 1185, 3913];

const asText = (text: string) => text;
const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY as never) as (text: string) => (string | null)[];

const parsers = new Map<number, (text: string) => unknown>([
  ...DATE_LIKE.map((oid) => [oid, asText] as const),
  [INTERVAL, asText],
  [INT8, safeInteger],
  [INT8_ARRAY, (text: string) => parseTextArray(text).map((item) => item && safeInteger(item))],
  ...TEXT_LIKE_ARRAYS.map((oid) => [oid, parseTextArray] as const),
]);

/** How values of the database become values of the program: dates stay text, int8 becomes a checked safe integer. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format !== "binary" && parsers.get(oid)) || pg.types.getTypeParser(oid, format),
};

/** @throws RangeError beyond ±2^53: a silently rounded amount is worse than a halt. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of the safe integer range: ${text}`);
  return value;
}
