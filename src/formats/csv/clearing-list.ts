import { type Grosze, parseZloty } from "../../domain/values/money.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { csvRecords } from "./records.ts";

/** A row of a list that divides one transfer over many rights or accounts. */
export interface ClearingListRow {
  readonly line: number;
  /** Of a right or of an account. */
  readonly code: string;
  readonly amountGrosze: Grosze;
}

const CODE_COLUMNS = ["prawo", "konto", "right", "account"];
const AMOUNT_COLUMNS = ["kwota", "amount"];

/**
 * Reads a list as CSV (UTF-8, `;` or `,`) with a column `prawo` or `konto` and a column `kwota`; other columns are left alone. Refuses
 * all at once `split-column-missing`, `split-amount`, `split-code-missing` and `split-malformed`.
 */
export function readClearingList(bytes: Uint8Array): Result<ClearingListRow[]> {
  const records = csvRecords(bytes);
  const rows: ClearingListRow[] = [];
  const refusals: Refusal[] = [];
  let columns: { readonly code: number; readonly amount: number } | null = null;
  for (let next = records.next(); ; next = records.next()) {
    if (next.done === true) {
      if (next.value !== null) refusals.push(refusal("split-malformed", { line: next.value.line }));
      break;
    }
    const { cells, line } = next.value;
    if (columns === null) {
      const names = cells.map((cell) => cell.trim().toLowerCase());
      columns = {
        code: names.findIndex((name) => CODE_COLUMNS.includes(name)),
        amount: names.findIndex((name) => AMOUNT_COLUMNS.includes(name)),
      };
      if (columns.code < 0) refusals.push(refusal("split-column-missing", { column: "prawo" }));
      if (columns.amount < 0) refusals.push(refusal("split-column-missing", { column: "kwota" }));
      if (refusals.length > 0) return refuse(...refusals);
      continue;
    }
    const code = (cells[columns.code] ?? "").trim();
    const text = (cells[columns.amount] ?? "").trim();
    const amount = parseZloty(text.replace(/[\s\u00a0]/g, ""));
    if (code === "") refusals.push(refusal("split-code-missing", { line }));
    if (!amount.ok || amount.value <= 0) refusals.push(refusal("split-amount", { line, text }));
    else rows.push({ line, code, amountGrosze: amount.value });
  }
  return refusals.length > 0 ? refuse(...refusals) : accept(rows);
}
