import { createHash } from "node:crypto";
import { sql } from "kysely";
import { CANONICAL_LINE_BYTES, type ChargeLine, writeCanonicalLine } from "../domain/fees/charges.ts";
import { firstDay, type Month } from "../domain/values/month.ts";
import type { BulkTransaction, CopyColumns } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** Charges of one document, in the order given. */
export interface ChargesOfDocument {
  readonly documentId: number;
  readonly lines: readonly ChargeLine[];
}

export const CHARGE_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["right_id", "int4"],
  ["account_id", "int4"],
  ["component_id", "int4"],
  ["rate_id", "int4"],
  ["document_id", "int4"],
  ["month", "date"],
  ["base", "int8"],
  ["rate", "int8"],
  ["amount_grosze", "int8"],
  ["kind", "text"],
  ["is_disputed", "bool"],
  ["days_charged", "int2"],
  ["vat_rate", "text"],
];

/** Appends charges by binary COPY; the documents they name must be appended in the same transaction. */
export async function appendCharges(
  tx: BulkTransaction,
  cooperativeId: number,
  month: Month,
  charges: Iterable<ChargesOfDocument>,
): Promise<number> {
  return tx.copy("app.charge", CHARGE_COLUMNS, chargeRows(cooperativeId, firstDay(month), charges));
}

function* chargeRows(cooperativeId: number, month: string, charges: Iterable<ChargesOfDocument>) {
  for (const { documentId, lines } of charges) {
    for (const line of lines) {
      yield [
        cooperativeId,
        line.rightId,
        line.accountId,
        line.componentId,
        line.rateId,
        documentId,
        month,
        line.base,
        line.rate,
        line.amountGrosze,
        line.kind,
        line.isDisputed,
        line.daysCharged,
        line.vatRate,
      ];
    }
  }
}

const LINES_A_BLOCK = 1024;

/** SHA-256 over the canonical lines of an assessment, in their order. */
export class ChargeDigest {
  readonly #hash = createHash("sha256");
  readonly #block = new Uint8Array(LINES_A_BLOCK * CANONICAL_LINE_BYTES);
  readonly #view = new DataView(this.#block.buffer);
  #offset = 0;

  add(lines: readonly ChargeLine[]): void {
    for (const line of lines) {
      writeCanonicalLine(this.#view, this.#offset, line);
      this.#offset += CANONICAL_LINE_BYTES;
      if (this.#offset === this.#block.length) this.#flush();
    }
  }

  hex(): string {
    this.#flush();
    return this.#hash.digest("hex");
  }

  #flush(): void {
    this.#hash.update(this.#block.subarray(0, this.#offset));
    this.#offset = 0;
  }
}

/** What each right was charged for a month, corrections and reversals included. */
export async function loadMonthTotalsByRight(tx: ScopedTransaction, of: Month): Promise<Map<number, number>> {
  const { rows } = await sql<{ right_id: number; grosze: number }>`
    select right_id, sum(amount_grosze)::bigint as grosze from app.charge
    where cooperative_id = (select app.operator_cooperative()) and month = ${firstDay(of)}
    group by right_id`.execute(tx);
  return new Map(rows.map(({ right_id, grosze }) => [right_id, grosze]));
}
