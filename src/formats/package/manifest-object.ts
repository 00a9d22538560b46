import type { Refusal } from "../../domain/values/result.ts";

/** Takes the fields of a JSON object one by one and reports what is missing, of the wrong kind, or unknown. */
export class ObjectReader {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #path: string;
  readonly #report: (column: string, reason: string, data?: Refusal["data"]) => void;
  readonly #isObject: boolean;
  readonly #taken = new Set<string>();

  constructor(
    value: unknown,
    path: string,
    report: (column: string, reason: string, data?: Refusal["data"]) => void,
  ) {
    this.#isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    this.#fields = new Map(this.#isObject ? Object.entries(value as object) : []);
    this.#path = path;
    this.#report = report;
  }

  /**
   * @param read the value, or null when it is of the wrong kind.
   * @param instead what stands for a field that cannot be read.
   * @param blank the value of a field left out; without it the field must be there.
   */
  take<T>(name: string, read: (value: unknown) => T | null, instead: T, blank?: T): T {
    this.#taken.add(name);
    const value = this.#fields.get(name);
    if (value === undefined || value === null) {
      if (blank !== undefined) return blank;
      if (this.#isObject) this.#report(this.#path + name, "missing-field");
      return instead;
    }
    const taken = read(value);
    if (taken !== null) return taken;
    this.#report(this.#path + name, "bad-field", { text: JSON.stringify(value).slice(0, 200) });
    return instead;
  }

  skip(name: string): void {
    this.#taken.add(name);
  }

  child(name: string): ObjectReader {
    const value = this.take(name, (field) => field, null as unknown);
    const reader = new ObjectReader(value, `${this.#path}${name}.`, this.#report);
    if (value !== null && !reader.#isObject)
      this.#report(this.#path + name, "bad-field", { text: typeof value });
    return reader;
  }

  list(name: string): readonly unknown[] {
    return this.take<readonly unknown[]>(name, (value) => (Array.isArray(value) ? value : null), []);
  }

  /** Reports fields that nobody asked for. */
  finish(): void {
    for (const name of this.#fields.keys())
      if (!this.#taken.has(name)) this.#report(this.#path + name, "unknown-field");
  }
}

const LONGEST_TEXT = 400;

/** A text without control characters, trimmed; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value !== "string" || value.length > LONGEST_TEXT || /\p{Cc}/u.test(value)) return null;
  return value.trim();
}

export function filledTextOf(value: unknown): string | null {
  return textOf(value) || null;
}

/** Text of a form. */
export function matching(form: RegExp): (value: unknown) => string | null {
  return (value) => {
    const text = textOf(value);
    return text !== null && form.test(text) ? text : null;
  };
}

export function wholeBetween(from: number, to: number): (value: unknown) => number | null {
  return (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= from && value <= to ? value : null;
}
