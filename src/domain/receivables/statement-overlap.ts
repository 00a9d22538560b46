import type { PlainDate } from "../values/plain-date.ts";

/** From which balance to which a statement runs; Wn is negative. Only statements whose balances agree with their entries. */
export interface StatementSpan {
  readonly openingOn: PlainDate;
  readonly openingGrosze: number;
  readonly closingOn: PlainDate;
  readonly closingGrosze: number;
}

/** Statements that end where this one begins, or begin where it ends, directly or through others between them. */
export function chainedStatements(
  span: StatementSpan,
  statements: ReadonlyMap<number, StatementSpan>,
): Set<number> {
  const before = walk(span, statements, (of, other) => follows(of, other));
  const after = walk(span, statements, (of, other) => follows(other, of));
  return new Set([...before, ...after]);
}

/**
 * Of entries that two overlapping statements seem to share, those that are twins outside the overlap. The balances say what the
 * true overlap sums to: where the other statement ends minus where this one begins, or the other way round. One entry or two that
 * make up the difference are no part of it; where the balances cannot tell, all are taken as shared.
 * @param shared the signed amounts of the entries that seem to be shared.
 * @returns their places in `shared`.
 */
export function notOfTheOverlap(
  shared: readonly number[],
  span: StatementSpan,
  other: StatementSpan,
): number[] {
  const net = shared.reduce((sum, amount) => sum + amount, 0);
  const overlaps = [other.closingGrosze - span.openingGrosze, span.closingGrosze - other.openingGrosze];
  if (overlaps.includes(net)) return [];
  for (const overlap of overlaps) {
    const one = shared.indexOf(net - overlap);
    if (one >= 0) return [one];
  }
  for (const overlap of overlaps) {
    const pair = pairSummingTo(shared, net - overlap);
    if (pair !== null) return pair;
  }
  return [];
}

/** Whether the balance of a statement, entry by entry, comes by where another one opens and then by where it closes. */
export function passesThrough(
  amounts: readonly number[],
  outer: StatementSpan,
  inner: StatementSpan,
): boolean {
  let balance = outer.openingGrosze;
  let isInside = balance === inner.openingGrosze;
  if (isInside && balance === inner.closingGrosze) return true;
  for (const amount of amounts) {
    balance += amount;
    if (isInside && balance === inner.closingGrosze) return true;
    isInside ||= balance === inner.openingGrosze;
  }
  return false;
}

function follows(later: StatementSpan, earlier: StatementSpan): boolean {
  return earlier.closingGrosze === later.openingGrosze && earlier.closingOn <= later.openingOn;
}

function walk(
  span: StatementSpan,
  statements: ReadonlyMap<number, StatementSpan>,
  isNext: (of: StatementSpan, other: StatementSpan) => boolean,
): Set<number> {
  const reached = new Set<number>();
  const open = [span];
  for (let of = open.pop(); of !== undefined; of = open.pop()) {
    for (const [id, other] of statements) {
      if (reached.has(id) || !isNext(of, other)) continue;
      reached.add(id);
      open.push(other);
    }
  }
  return reached;
}

function pairSummingTo(amounts: readonly number[], sum: number): number[] | null {
  const places = new Map<number, number>();
  for (const [place, amount] of amounts.entries()) {
    const partner = places.get(sum - amount);
    if (partner !== undefined) return [partner, place];
    if (!places.has(amount)) places.set(amount, place);
  }
  return null;
}
