import type { VatRate } from "../domain/fees/components.ts";
import type { ChargedBefore } from "../domain/fees/correction.ts";
import type { RightToCorrect } from "../domain/fees/month-correction.ts";
import { grosze } from "../domain/values/money.ts";
import { firstDay, type Month } from "../domain/values/month.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { type FactsWanted, streamUnitFacts } from "./fees-facts.ts";

/** Sums fetched at a time. */
const ROWS_A_FETCH = 20_000;

/**
 * Every right of a month as the facts stand now beside what it was charged until now; a right that bears nothing any more comes without
 * facts. Both sides stream in order of rights, so memory does not grow with the cooperative.
 */
export async function* streamRightsToCorrect(
  tx: ScopedTransaction,
  wanted: FactsWanted,
): AsyncGenerator<RightToCorrect[]> {
  const charged = new ChargedRights(streamChargedRights(tx, wanted.month));
  for await (const batch of streamUnitFacts(tx, wanted)) {
    const rights: RightToCorrect[] = [];
    for (const facts of batch) {
      if (facts.right === null) continue;
      const { rightId } = facts.right;
      let next = charged.next ?? (await charged.fill());
      while (next !== null && next.rightId < rightId) {
        rights.push({ ...next, facts: null });
        next = charged.take() ?? (await charged.fill());
      }
      const before = next?.rightId === rightId ? next.before : [];
      if (next?.rightId === rightId) charged.take();
      rights.push({ rightId, propertyId: facts.propertyId, facts, before });
    }
    yield rights;
  }
  for (let next = charged.next ?? (await charged.fill()); next !== null; ) {
    yield [{ ...next, facts: null }];
    next = charged.take() ?? (await charged.fill());
  }
}

interface ChargedRight {
  readonly rightId: number;
  readonly propertyId: number;
  readonly before: readonly ChargedBefore[];
}

/** The charged rights one by one; waits for the database only when a batch is used up. */
class ChargedRights {
  readonly #batches: AsyncIterator<ChargedRight[]>;
  #batch: readonly ChargedRight[] = [];
  #position = 0;

  constructor(batches: AsyncIterable<ChargedRight[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** Null where the batch is used up. */
  get next(): ChargedRight | null {
    return this.#batch[this.#position] ?? null;
  }

  /** Steps over the next one. @returns the one after it. */
  take(): ChargedRight | null {
    this.#position += 1;
    return this.next;
  }

  /** Reads another batch. @returns null at the end. */
  async fill(): Promise<ChargedRight | null> {
    while (this.next === null) {
      const { done, value } = await this.#batches.next();
      if (done === true) return null;
      this.#batch = value;
      this.#position = 0;
    }
    return this.next;
  }
}

interface Unfinished extends ChargedRight {
  readonly before: ChargedBefore[];
}

type ChargedRow = [
  rightId: number,
  propertyId: number,
  accountId: number,
  componentId: number | null,
  vatRate: VatRate | null,
  amountGrosze: number,
];

async function* streamChargedRights(tx: ScopedTransaction, of: Month): AsyncGenerator<ChargedRight[]> {
  const cursor = `charged_rights_${cursorCount++}`;
  await tx.client.query({
    text: `declare ${cursor} no scroll cursor for
      select c.right_id, u.property_id, c.account_id, c.component_id, case when c.component_id is null then c.vat_rate end,
             sum(c.amount_grosze)::bigint
      from app.charge c
      join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
      join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
      where c.cooperative_id = (select app.operator_cooperative()) and c.month = $1
      group by 1, 2, 3, 4, 5
      order by 1`,
    values: [firstDay(of)],
  });
  let unfinished: Unfinished | null = null;
  for (;;) {
    const { rows } = await tx.client.query<ChargedRow>({
      text: `fetch ${ROWS_A_FETCH} from ${cursor}`,
      rowMode: "array",
    });
    if (rows.length === 0) break;
    const finished: ChargedRight[] = [];
    for (const [rightId, propertyId, accountId, componentId, vatRate, amount] of rows) {
      if (unfinished === null || unfinished.rightId !== rightId) {
        if (unfinished !== null) finished.push(unfinished);
        unfinished = { rightId, propertyId, before: [] };
      }
      unfinished.before.push({ accountId, componentId, vatRate, amountGrosze: grosze(amount) });
    }
    yield finished;
  }
  if (unfinished !== null) yield [unfinished];
  await tx.client.query(`close ${cursor}`);
}

let cursorCount = 0;
