import { SERIES_OF_KIND } from "../domain/ledger/documents.ts";
import { controlTotals, openYear } from "../domain/ledger/year-open.ts";
import type { Grosze } from "../domain/values/money.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refuse } from "../domain/values/result.ts";
import { appendDocuments, lockBooks, reserveDocumentIds } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import {
  appendAccountYears,
  listClosedMonths,
  listOpenedYears,
  loadCarriedBalances,
  loadFirstMonth,
} from "../store/periods.ts";
import { inBulkScope } from "../world/database/bulk.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface OpenedYear {
  readonly year: number;
  readonly document: string;
  readonly accounts: number;
  /** Per control account: debit and credit balances side by side. */
  readonly controls: readonly {
    readonly control: string;
    readonly debitGrosze: Grosze;
    readonly creditGrosze: Grosze;
  }[];
}

/** Opens a year: balances carried over with their open items, sealed by a document of the chain. Refuses as `openYear` says. */
export function openAccountingYear(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  year: number,
): Promise<Result<OpenedYear>> {
  return inBulkScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    const balances = await loadCarriedBalances(tx, cooperativeId, year);
    const decided = openYear(year, {
      firstMonth: await loadFirstMonth(tx, cooperativeId),
      closedMonths: await listClosedMonths(tx, cooperativeId),
      openedYears: await listOpenedYears(tx, cooperativeId),
      balances,
    });
    if (!decided.ok) return decided;
    const [id = 0] = await reserveDocumentIds(tx, 1);
    const firstOfYear = `${year}-01-01` as PlainDate;
    const [document] = await appendDocuments(tx, cooperativeId, [
      {
        id,
        kind: "year-opening",
        series: SERIES_OF_KIND["year-opening"],
        documentDate: firstOfYear,
        postedOn: firstOfYear,
        description: `Bilans otwarcia roku ${year}`,
        concernsMonth: null,
        reversesDocumentId: null,
        postings: [],
        allocations: [],
      },
    ]);
    await appendAccountYears(tx, cooperativeId, year, id, decided.value);
    const controls = Map.groupBy(balances, (balance) => balance.control);
    return accept({
      year,
      document: document?.number ?? "",
      accounts: balances.length,
      controls: [...controls].sort().map(([control, carried]) => ({ control, ...controlTotals(carried) })),
    });
  });
}
