/** Outcome of a decision: a value, or every reason why not. Refusals are values; only bugs throw. */
export type Result<T, R extends Refusal = Refusal> = Accepted<T> | Refused<R>;

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<R extends Refusal = Refusal> {
  readonly ok: false;
  readonly refusals: readonly R[];
}

/** One reason, named in kebab-case, with the data its sentence needs. */
export interface Refusal {
  readonly reason: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}

export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value };
}

export function refuse<R extends Refusal>(...refusals: R[]): Refused<R> {
  return { ok: false, refusals };
}

/** A refusal with its reason and data; the data name every fact its Polish sentence mentions. */
export function refusal<K extends string>(
  reason: K,
  data: Readonly<Record<string, string | number | null>> = {},
): { readonly reason: K; readonly data: Readonly<Record<string, string | number | null>> } {
  return { reason, data };
}
