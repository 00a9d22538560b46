/**
 * Chance without a state: what is drawn depends on nothing but the key, so a fact added here never moves another one and two runs
 * tell the same story. Spread well enough for a story; good for nothing secret.
 * @returns a number in [0, 1).
 */
export function draw(key: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME);
  }
  // FNV alone leaves near keys near each other; this mixing does not.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A whole number from `from` to `to`, both included. */
export function drawWhole(key: string, from: number, to: number): number {
  return from + Math.floor(draw(key) * (to - from + 1));
}

export function drawOne<T>(key: string, choices: readonly T[]): T {
  return choices[Math.floor(draw(key) * choices.length)]!;
}

/** True in so many of a hundred keys. */
export function happens(key: string, percent: number): boolean {
  return draw(key) * 100 < percent;
}

/** One of the choices, each as likely as its share of the sum of shares. */
export function drawByShare<T extends string>(key: string, shares: Readonly<Record<T, number>>): T {
  const choices = Object.entries<number>(shares) as [T, number][];
  let rest = draw(key) * choices.reduce((sum, [, share]) => sum + share, 0);
  for (const [choice, share] of choices) {
    rest -= share;
    if (rest < 0) return choice;
  }
  return choices.at(-1)![0];
}
