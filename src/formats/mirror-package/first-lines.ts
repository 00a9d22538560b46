/** More entries than this and a map of the language ends with an error. */
const MOST_IN_MAP = 8_000_000;

/** The line on which each code of a file stands first; millions of codes. */
export class FirstLines {
  readonly #maps: Map<string, number>[] = [new Map()];

  /** @returns the line on which the code stands already; null when it is new. */
  findOrAdd(code: string, line: number): number | null {
    for (const map of this.#maps) {
      const found = map.get(code);
      if (found !== undefined) return found;
    }
    let last = this.#maps.at(-1)!;
    if (last.size >= MOST_IN_MAP) {
      last = new Map();
      this.#maps.push(last);
    }
    last.set(code, line);
    return null;
  }
}
