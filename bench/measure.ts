import { cpus, totalmem } from "node:os";

/** Median, least and most of repeated measurements. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantileOf(sorted, 0.5), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** @param sorted ascending. */
export function quantileOf(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** "3,21 (2,98–3,60)" */
export function written({ median, least, most }: Spread, digits = 2): string {
  const one = (value: number) =>
    value.toLocaleString("pl-PL", { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return `${one(median)} (${one(least)}–${one(most)})`;
}

/** The machine the figures belong to. */
export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} rdzenie ${first?.model.trim() ?? ""}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}

/** Milliseconds the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
