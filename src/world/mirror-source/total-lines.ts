import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { TOTALS_OF_KIND } from "../../domain/mirror/totals.ts";
import { formatScaled } from "../../domain/values/decimal.ts";

/** Rows and sums of a table, an account, a month, or an account in a month; null sums are not told of the kind. */
interface TotalLine {
  readonly account: string;
  readonly month: string;
  rows: number;
  first: number | null;
  second: number | null;
}

/** The totals of one kind as they gather. */
export class TotalLines {
  readonly #kind: MirrorKind;
  readonly #lines = new Map<string, TotalLine>();

  constructor(kind: MirrorKind) {
    this.#kind = kind;
  }

  /** The line of an account and month; blank: of all. */
  at(account: string, month: string): TotalLine {
    const key = `${account}\n${month}`;
    let line = this.#lines.get(key);
    if (line === undefined) {
      const { measures } = TOTALS_OF_KIND[this.#kind];
      const [first, second] = [measures.length > 0 ? 0 : null, measures.length > 1 ? 0 : null];
      line = { account, month, rows: 0, first, second };
      this.#lines.set(key, line);
    }
    return line;
  }

  /** The total of the table is what its lines make; where a kind has no other line it is that one. */
  addTableTotal(): void {
    const { isByAccount, isByMonth } = TOTALS_OF_KIND[this.#kind];
    if (!isByAccount && !isByMonth) {
      this.at("", "");
      return;
    }
    this.#lines.delete("\n");
    const lines = [...this.#lines.values()];
    const total = this.at("", "");
    for (const { rows, first, second } of lines) {
      total.rows += rows;
      if (total.first !== null) total.first += first ?? 0;
      if (total.second !== null) total.second += second ?? 0;
    }
  }

  /**
   * The lines as `totals.csv` has them.
   * @param isTold of which accounts; the total of the table is always told.
   */
  *rows(isTold: (account: string) => boolean): Generator<Record<string, string>> {
    const { measures } = TOTALS_OF_KIND[this.#kind];
    const written = (grosze: number | null) =>
      grosze === null ? "" : formatScaled(grosze, 2, { separator: ".", minimumDecimals: 2 });
    for (const { account, month, rows, first, second } of this.#lines.values()) {
      if (account !== "" && !isTold(account)) continue;
      yield {
        kind: this.#kind,
        account,
        month,
        rows: String(rows),
        ...(measures[0] ? { [measures[0]]: written(first) } : {}),
        ...(measures[1] ? { [measures[1]]: written(second) } : {}),
      };
    }
  }
}
