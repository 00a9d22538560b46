import { type Month, monthOrdinal } from "../values/month.ts";
import { writeDate } from "../values/plain-date.ts";
import { MIRROR_KINDS, type MirrorKind } from "./areas.ts";

/**
 * How many rows of a kind there are and what they sum to: of the whole table (no account, no month), of an account, of a month, or of
 * an account in a month. Null sums: nothing is said of them.
 */
export interface MirrorTotal {
  readonly kind: MirrorKind;
  readonly account: string | null;
  readonly month: Month | null;
  readonly rows: number | null;
  /** Σ of the first measure of the kind (`TOTALS_OF_KIND`), in grosze. */
  readonly debitGrosze: number | null;
  /** Σ of the second. */
  readonly creditGrosze: number | null;
}

/** Months from 1800 to 2199, and 0 for none. */
const MONTHS = 4801;
const FIRST_ORDINAL = 1800 * 12;

/** Totals by kind, account and month: ten million of them for a hundred thousand units, so in columns and not as objects. */
export class MirrorTotals implements Iterable<MirrorTotal> {
  readonly #slots = new Map<MirrorKind, Map<number, number>>(MIRROR_KINDS.map((kind) => [kind, new Map()]));
  /** 0 stands for no account. */
  readonly #accounts: (string | null)[] = [null];
  readonly #numbers = new Map<string, number>();
  /** NaN: nothing is said. */
  readonly #rows: number[] = [];
  readonly #debit: number[] = [];
  readonly #credit: number[] = [];

  get length(): number {
    return this.#rows.length;
  }

  /** @returns whether it was new: a line that is there already stands as it is. */
  add({ kind, account, month, rows, debitGrosze, creditGrosze }: MirrorTotal): boolean {
    const slots = this.#slots.get(kind)!;
    const key = this.#keyOf(account, month);
    if (slots.has(key)) return false;
    slots.set(key, this.#rows.length);
    this.#rows.push(rows ?? Number.NaN);
    this.#debit.push(debitGrosze ?? Number.NaN);
    this.#credit.push(creditGrosze ?? Number.NaN);
    return true;
  }

  /** Counts rows into their account and month; begins a line that is not there. */
  count(
    kind: MirrorKind,
    account: string | null,
    month: Month | null,
    rows: number,
    debitGrosze: number,
    creditGrosze: number,
  ): void {
    this.#count(this.#slots.get(kind)!, this.#keyOf(account, month), rows, debitGrosze, creditGrosze);
  }

  /** After rows were counted: totals of each account, of each month and of the table from those of accounts and months. */
  sumUp(): void {
    for (const slots of this.#slots.values())
      for (const [key, slot] of [...slots]) {
        const month = key % MONTHS;
        const into = new Set([key - month, month, 0]);
        into.delete(key);
        for (const sum of into)
          this.#count(slots, sum, this.#rows[slot]!, this.#debit[slot]!, this.#credit[slot]!);
      }
  }

  find(kind: MirrorKind, account: string | null, month: Month | null): MirrorTotal | null {
    const number = account === null ? 0 : this.#numbers.get(account);
    if (number === undefined) return null;
    const slot = this.#slots.get(kind)!.get(number * MONTHS + monthNumber(month));
    return slot === undefined ? null : this.#total(kind, account, month, slot);
  }

  *[Symbol.iterator](): Generator<MirrorTotal> {
    for (const [kind, slots] of this.#slots)
      for (const [key, slot] of slots) {
        const month = key % MONTHS;
        yield this.#total(kind, this.#accounts[(key - month) / MONTHS]!, monthOfNumber(month), slot);
      }
  }

  #count(slots: Map<number, number>, key: number, rows: number, debit: number, credit: number): void {
    let slot = slots.get(key);
    if (slot === undefined) {
      slot = this.#rows.length;
      slots.set(key, slot);
      this.#rows.push(0);
      this.#debit.push(0);
      this.#credit.push(0);
    }
    this.#rows[slot]! += rows;
    this.#debit[slot]! += debit;
    this.#credit[slot]! += credit;
  }

  #keyOf(account: string | null, month: Month | null): number {
    if (account === null) return monthNumber(month);
    let number = this.#numbers.get(account);
    if (number === undefined) {
      number = this.#accounts.length;
      this.#numbers.set(account, number);
      this.#accounts.push(account);
    }
    return number * MONTHS + monthNumber(month);
  }

  #total(kind: MirrorKind, account: string | null, month: Month | null, slot: number): MirrorTotal {
    return {
      kind,
      account,
      month,
      rows: said(this.#rows[slot]!),
      debitGrosze: said(this.#debit[slot]!),
      creditGrosze: said(this.#credit[slot]!),
    };
  }
}

function said(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function monthNumber(month: Month | null): number {
  return month === null ? 0 : monthOrdinal(month) - FIRST_ORDINAL + 1;
}

function monthOfNumber(number: number): Month | null {
  if (number === 0) return null;
  const ordinal = number - 1 + FIRST_ORDINAL;
  const year = Math.floor(ordinal / 12);
  return writeDate(year, ordinal - year * 12 + 1, 1).slice(0, 7) as Month;
}
