/** Rows by their first column, in the order they come. */
export function rowsById<Row extends readonly [number, ...unknown[]], T>(
  rows: readonly Row[],
  of: (row: Row) => T,
): Map<number, T[]> {
  const byId = new Map<number, T[]>();
  for (const row of rows) {
    const known = byId.get(row[0]);
    if (known === undefined) byId.set(row[0], [of(row)]);
    else known.push(of(row));
  }
  return byId;
}
