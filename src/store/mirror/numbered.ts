import type { ScopedTransaction } from "../../world/database/scope.ts";
import type { ReportField } from "./codes.ts";

/** Kinds whose rows other rows name by a code: what is shown of them, and where new ids come from. */
const NAMED = {
  document: {
    known: `select code, id, posted_on::text as day, position from app.mirror_document
      where cooperative_id = $1 and code = any($2::text[])`,
    sequence: "app.document_id_seq",
  },
  settlement: {
    known: `select code, id, posted_on::text as day, 0 as position from app.mirror_settlement
      where cooperative_id = $1 and code = any($2::text[])`,
    sequence: "app.settlement_id_seq",
  },
  payment: {
    known: `select code, min(bank_entry_id) as id, '' as day, 0 as position from app.mirror_crediting
      where cooperative_id = $1 and code = any($2::text[]) group by code`,
    sequence: "app.bank_entry_id_seq",
  },
} as const;

const IS_SHOWN = 1;
const IS_GIVEN = 2;

/**
 * Documents, settlements or payments by their code: those that are shown keep their id, so that an address goes on naming them, new ones
 * are given one. In columns, because there may be millions.
 */
export class NumberedCodes {
  readonly #tx: ScopedTransaction;
  readonly #cooperativeId: number;
  readonly #named: (typeof NAMED)[keyof typeof NAMED];
  /** Nothing is shown yet, so that nothing need be asked for. */
  readonly #isFirst: boolean;
  /** A whole picture's rows may name its own rows only, a difference's those that are shown too. */
  readonly #isWhole: boolean;
  readonly #slots = new Map<string, number>();
  readonly #ids: number[] = [];
  readonly #days: string[] = [];
  readonly #positions: number[] = [];
  readonly #states: number[] = [];
  #code: string | null = null;
  #slot = -1;

  constructor(
    tx: ScopedTransaction,
    cooperativeId: number,
    kind: keyof typeof NAMED,
    how: { readonly isFirst: boolean; readonly isWhole: boolean },
  ) {
    this.#tx = tx;
    this.#cooperativeId = cooperativeId;
    this.#named = NAMED[kind];
    this.#isFirst = how.isFirst;
    this.#isWhole = how.isWhole;
  }

  /** Before rows with these codes of their own are taken: each has an id then. */
  async prepareOwn(codes: readonly (string | null)[]): Promise<void> {
    const fresh = this.#fresh(codes);
    if (fresh.length === 0) return;
    if (!this.#isFirst) await this.#readShown(fresh);
    const missing = fresh.filter((code) => !this.#slots.has(code));
    if (missing.length === 0) return;
    const { rows } = await this.#tx.client.query<[number]>({
      text: `select nextval('${this.#named.sequence}')::int from generate_series(1, $1)`,
      values: [missing.length],
      rowMode: "array",
    });
    for (const [index, code] of missing.entries()) this.#add(code, rows[index]![0], "", 0, 0);
  }

  /** Before rows that name these codes are taken. */
  async prepareNamed(codes: readonly (string | null)[]): Promise<void> {
    if (this.#isWhole || this.#isFirst) return;
    const fresh = this.#fresh(codes);
    if (fresh.length > 0) await this.#readShown(fresh);
  }

  /** The slot of a code that a row has of its own, prepared before. */
  take(code: string, day: string): number {
    const slot = this.#slots.get(code)!;
    this.#states[slot]! |= IS_GIVEN;
    this.#days[slot] = day;
    return slot;
  }

  /** The slot of a code that another row names; -1 and `unknown-reference` where there is none. */
  need(code: string, field: string, report: ReportField): number {
    if (code === this.#code) return this.#slot;
    const slot = this.#slots.get(code);
    if (slot === undefined || !this.#isThere(slot)) {
      report(field, "unknown-reference", { code });
      return -1;
    }
    this.#code = code;
    this.#slot = slot;
    return slot;
  }

  /** The id of a code that a row may name before the row itself comes; `missing` tells of those that never came. */
  promised(code: string | null): number | null {
    return code === null ? null : this.#ids[this.#slots.get(code)!]!;
  }

  /** Codes that rows named and no row has. */
  missing(): string[] {
    const missing: string[] = [];
    for (const [code, slot] of this.#slots) if (!this.#isThere(slot)) missing.push(code);
    return missing;
  }

  /** The code of an id, for what the database says of a row. */
  codeOf(id: number): string | null {
    const slot = this.#ids.indexOf(id);
    for (const [code, at] of this.#slots) if (at === slot) return code;
    return null;
  }

  id(slot: number): number {
    return slot < 0 ? 0 : this.#ids[slot]!;
  }

  /** Day on which a document was posted. */
  day(slot: number): string {
    return slot < 0 ? "1800-01-01" : this.#days[slot]!;
  }

  /** Its place in the books that is shown; 0 where it is new. */
  position(slot: number): number {
    return this.#positions[slot]!;
  }

  #isThere(slot: number): boolean {
    return (this.#states[slot]! & (this.#isWhole ? IS_GIVEN : IS_GIVEN | IS_SHOWN)) !== 0;
  }

  #fresh(codes: readonly (string | null)[]): string[] {
    const fresh = new Set<string>();
    for (const code of codes) if (code !== null && !this.#slots.has(code)) fresh.add(code);
    return [...fresh];
  }

  async #readShown(codes: readonly string[]): Promise<void> {
    const { rows } = await this.#tx.client.query<[string, number, string, number]>({
      text: this.#named.known,
      values: [this.#cooperativeId, codes],
      rowMode: "array",
    });
    for (const [code, id, day, position] of rows) this.#add(code, id, day, position, IS_SHOWN);
  }

  #add(code: string, id: number, day: string, position: number, state: number): void {
    this.#slots.set(code, this.#ids.length);
    this.#ids.push(id);
    this.#days.push(day);
    this.#positions.push(position);
    this.#states.push(state);
  }
}
