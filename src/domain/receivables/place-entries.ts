import type { Purpose } from "../ledger/accounts.ts";
import type { DraftDocument } from "../ledger/documents.ts";
import { addGrosze, type Grosze, NO_GROSZE } from "../values/money.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { ClearingReason, NumberedBankEntry } from "./bank-entry.ts";
import { creditPayment } from "./crediting.ts";
import { type Destination, purposeOfTitle } from "./matching.ts";
import type { OpenItems } from "./open-items.ts";
import {
  type CreditedRight,
  type Crediting,
  PaymentDocument,
  type PaymentLedgerAccounts,
  type PlacedPayment,
} from "./payment-document.ts";
import { mayReturnCredit, ReturnableCredits, type ReturnedCredit } from "./returned-payment.ts";

/** Everything that decides where the entries of a statement go. */
export interface PlacingFacts {
  readonly documentId: number;
  readonly accounts: PaymentLedgerAccounts;
  readonly purposeOrder: readonly Purpose[];
  /** In the order of the statement. */
  readonly entries: readonly (NumberedBankEntry & { readonly position: number })[];
  /** By the id of a credit: the right behind its number, or why it waits. */
  readonly destinations: ReadonlyMap<number, Destination>;
  readonly rights: ReadonlyMap<number, CreditedRight>;
  readonly items: OpenItems;
  /** By the id of a debit: the credit it takes back, or why it waits. */
  readonly returns: ReadonlyMap<number, ReturnedCredit>;
  /** Earlier payments that are taken back, by entry. */
  readonly placedEarlier: ReadonlyMap<number, PlacedPayment>;
}

export interface PlacedCounts {
  readonly credited: number;
  readonly creditedGrosze: number;
  /** Entries that wait for a person, with both sides' amounts added. */
  readonly clearing: number;
  readonly clearingGrosze: number;
  readonly returned: number;
}

export interface PlacedEntries {
  readonly document: DraftDocument;
  readonly creditings: readonly Crediting[];
  readonly entries: readonly {
    readonly entry: NumberedBankEntry;
    readonly position: number;
    readonly returnedEntryId: number | null;
  }[];
  readonly counts: PlacedCounts;
}

/** Places every entry of a statement: on a right, back from where it came, or in clearing with a reason. Credits go first. */
export function placeEntries(
  facts: PlacingFacts,
  head: { readonly documentDate: PlainDate; readonly postedOn: PlainDate; readonly description: string },
): PlacedEntries {
  const document = new PaymentDocument(facts.documentId, facts.accounts, facts.items);
  const placed = new Map(facts.placedEarlier);
  const returned = new Map<number, number>();
  let credited = 0;
  let creditedGrosze: Grosze = NO_GROSZE;
  for (const entry of facts.entries) {
    if (entry.side === "D") continue;
    const payment = placeCredit(document, facts, entry);
    placed.set(entry.id, payment);
    if (payment.lines.length === 0) continue;
    credited += 1;
    creditedGrosze = addGrosze(creditedGrosze, entry.amountGrosze);
  }
  for (const entry of facts.entries) {
    if (entry.side === "C") continue;
    const found = facts.returns.get(entry.id) ?? { reason: "unmatched-debit" };
    const payment = "entryId" in found ? placed.get(found.entryId) : undefined;
    if (payment !== undefined) {
      document.addReturn(entry, payment);
      returned.set(entry.id, payment.entryId);
    } else document.addUnmatchedDebit(entry, "reason" in found ? found.reason : "ambiguous-return");
  }
  const clearing = document.creditings.filter((row) => row.rightId === null && row.reason !== "returned");
  return {
    document: document.finish(head),
    creditings: document.creditings,
    entries: facts.entries.map((entry) => ({
      entry,
      position: entry.position,
      returnedEntryId: returned.get(entry.id) ?? null,
    })),
    counts: {
      credited,
      creditedGrosze,
      clearing: clearing.length,
      clearingGrosze: clearing.reduce((sum, row) => sum + Math.abs(row.amountGrosze), 0),
      returned: returned.size,
    },
  };
}

/** What several parts of a statement come to together. */
export function addCounts(a: PlacedCounts, b: PlacedCounts): PlacedCounts {
  return {
    credited: a.credited + b.credited,
    creditedGrosze: a.creditedGrosze + b.creditedGrosze,
    clearing: a.clearing + b.clearing,
    clearingGrosze: a.clearingGrosze + b.clearingGrosze,
    returned: a.returned + b.returned,
  };
}

export const NOTHING_PLACED: PlacedCounts = {
  credited: 0,
  creditedGrosze: 0,
  clearing: 0,
  clearingGrosze: 0,
  returned: 0,
};

/** Which credit each debit takes back; no credit is taken back twice. */
export function chooseReturns(
  entries: readonly NumberedBankEntry[],
  earlierCredits: readonly NumberedBankEntry[],
): Map<number, ReturnedCredit> {
  const chosen = new Map<number, ReturnedCredit>();
  const debits = entries.filter(mayReturnCredit);
  if (debits.length === 0) return chosen;
  const amounts = new Set(debits.map((debit) => debit.amountGrosze));
  const own = entries.filter((entry) => entry.side === "C" && amounts.has(entry.amountGrosze));
  const credits = new ReturnableCredits([...earlierCredits, ...own]);
  for (const debit of debits) chosen.set(debit.id, credits.take(debit));
  return chosen;
}

function placeCredit(
  document: PaymentDocument,
  facts: PlacingFacts,
  entry: NumberedBankEntry,
): PlacedPayment {
  const waits = (reason: ClearingReason) => document.addUnmatchedCredit(entry, reason);
  const destination = facts.destinations.get(entry.id) ?? { reason: "no-number" };
  if ("reason" in destination) return waits(destination.reason);
  const right = facts.rights.get(destination.rightId);
  if (right === undefined) return waits("unknown-number");
  const named = destination.purpose ?? purposeOfTitle(entry.title);
  const shares = creditPayment(
    facts.items,
    right.accounts,
    { amountGrosze: entry.amountGrosze, indicated: named },
    facts.purposeOrder,
  );
  if (shares.length === 0) return waits("no-account");
  const reason = destination.purpose !== null ? "number-purpose" : named !== null ? "title-code" : "number";
  return document.addPayment(entry, right, shares, reason);
}
