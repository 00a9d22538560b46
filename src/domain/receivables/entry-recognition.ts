import type { EntryIdentity } from "./entry-identity.ts";
import {
  chainedStatements,
  notOfTheOverlap,
  passesThrough,
  type StatementSpan,
} from "./statement-overlap.ts";

/** An entry already in the books and the statement that brought it. */
export interface KnownEntry extends EntryIdentity {
  readonly statementId: number;
}

/**
 * Which entries of a statement are in the books already. Entries are compared as multisets: what two statements share is the same
 * money, what one has more of are genuine twins. Two statements of which one begins where the other ends share nothing, however
 * alike their entries are.
 * @param span balances of the statement being read; null where it does not give them or they differ.
 * @param statements those with entries in `known`, with their balances where they agree.
 * @returns one flag per fresh entry, true when known.
 */
export function recogniseEntries(
  fresh: readonly EntryIdentity[],
  span: StatementSpan | null,
  known: readonly KnownEntry[],
  statements: ReadonlyMap<number, StatementSpan>,
): boolean[] {
  const apart = new Set<number>();
  if (span !== null) {
    for (const statementId of chainedStatements(span, statements)) {
      const candidates = known.filter((entry) => entry.statementId === statementId);
      const shared = pairEntries(fresh, candidates).flatMap((pair, index) => (pair === null ? [] : [index]));
      // One begins where the other ends, so the money of a true overlap would cancel out.
      if (shared.length > 0 && netOf(shared, fresh) !== 0) apart.add(statementId);
    }
  }
  const candidates = known.filter((entry) => !apart.has(entry.statementId));
  const pairs = pairEntries(fresh, candidates);
  const flags = pairs.map((pair) => pair !== null);
  if (span === null) return flags;
  for (const [statementId, other] of statements) {
    const shared = pairs.flatMap((pair, index) => (pair?.statementId === statementId ? [index] : []));
    if (shared.length === 0) continue;
    const stored = candidates.filter((entry) => entry.statementId === statementId);
    if (!isComplete(stored, other)) continue;
    const isWithin = shared.length === fresh.length && passesThrough(stored.map(signedOf), other, span);
    const isAround = shared.length === stored.length && passesThrough(fresh.map(signedOf), span, other);
    if (isWithin || isAround) continue;
    const signed = shared.map((index) => signedOf(fresh[index]));
    for (const place of notOfTheOverlap(signed, span, other)) flags[shared[place] ?? -1] = false;
  }
  return flags;
}

/** Pairs each fresh entry with at most one known one, the surest evidence first. */
function pairEntries(fresh: readonly EntryIdentity[], known: readonly KnownEntry[]): (KnownEntry | null)[] {
  const pairs: (KnownEntry | null)[] = fresh.map(() => null);
  if (known.length === 0) return pairs;
  const free = new Set(known);
  const pairBy = (keyOf: (entry: EntryIdentity) => string | null, isSame: typeof isCompatible) => {
    const buckets = new Map<string, KnownEntry[]>();
    for (const entry of free) {
      const key = keyOf(entry);
      if (key === null) continue;
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [entry]);
      else bucket.push(entry);
    }
    fresh.forEach((entry, index) => {
      const key = pairs[index] === null ? keyOf(entry) : null;
      const bucket = key === null ? undefined : buckets.get(key);
      const place = bucket?.findIndex((candidate) => isSame(entry, candidate)) ?? -1;
      const found = bucket?.splice(place, place < 0 ? 0 : 1)[0];
      if (found === undefined) return;
      pairs[index] = found;
      free.delete(found);
    });
  };
  const counts = [countBy(fresh, strongKey), countBy(known, strongKey)];
  const uniqueKey = (entry: EntryIdentity) => {
    const key = strongKey(entry);
    return key !== null && counts.every((count) => count.get(key) === 1) ? key : null;
  };
  pairBy((entry) => withText(strongKey(entry), entry.text), isNotContrary);
  pairBy(uniqueKey, isNotContrary);
  pairBy((entry) => withText(weakKey(entry), `${entry.text}|${entry.account ?? ""}`), isNotContrary);
  pairBy((entry) => withText(weakKey(entry), `${entry.skeleton}|${entry.account ?? ""}`), isNotContrary);
  pairBy(weakKey, isCompatible);
  return pairs;
}

function strongKey({ valueOn, side, amountGrosze, reference }: EntryIdentity): string | null {
  return reference === null ? null : `${valueOn}|${side}|${amountGrosze}|${reference}`;
}

function weakKey({ bookedOn, side, amountGrosze }: EntryIdentity): string {
  return `${bookedOn}|${side}|${amountGrosze}`;
}

function withText(key: string | null, text: string): string | null {
  return key === null ? null : `${key}|${text}`;
}

/** Within one format different references, and different numbers paid to, are different transfers. */
function isNotContrary(a: EntryIdentity, b: EntryIdentity): boolean {
  if (a.addressedTo !== null && b.addressedTo !== null && a.addressedTo !== b.addressedTo) return false;
  return a.format !== b.format || a.reference === null || b.reference === null || a.reference === b.reference;
}

const SHORTEST_BEGINNING = 10;

/** One account may be missing and one title cut short: formats have room for more or less. */
function isCompatible(a: EntryIdentity, b: EntryIdentity): boolean {
  if (!isNotContrary(a, b)) return false;
  if (a.account !== null && b.account !== null && a.account !== b.account) return false;
  if (a.skeleton === b.skeleton || a.text === b.text) return true;
  const [short, long] = a.skeleton.length < b.skeleton.length ? [a, b] : [b, a];
  if (short.skeleton === "") return short.account !== null && short.account === long.account;
  return short.skeleton.length >= SHORTEST_BEGINNING && long.skeleton.startsWith(short.skeleton);
}

function isComplete(stored: readonly KnownEntry[], statement: StatementSpan): boolean {
  const net = stored.reduce((sum, entry) => sum + signedOf(entry), 0);
  return net === statement.closingGrosze - statement.openingGrosze;
}

function netOf(indexes: readonly number[], entries: readonly EntryIdentity[]): number {
  return indexes.reduce((sum, index) => sum + signedOf(entries[index]), 0);
}

function signedOf(entry: EntryIdentity | undefined): number {
  if (entry === undefined) return 0;
  return entry.side === "C" ? entry.amountGrosze : -entry.amountGrosze;
}

function countBy(
  entries: readonly EntryIdentity[],
  keyOf: (entry: EntryIdentity) => string | null,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
