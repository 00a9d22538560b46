import { type LedgerRole, PURPOSES, type Purpose } from "../domain/ledger/accounts.ts";
import { firstOpenDay } from "../domain/ledger/period-close.ts";
import {
  type AssignedPart,
  type AssignmentKind,
  type AssignmentTarget,
  assignEntry,
} from "../domain/receivables/clearing.ts";
import { OpenItems } from "../domain/receivables/open-items.ts";
import type { Grosze } from "../domain/values/money.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { appendDocuments, reserveDocumentIds } from "./ledger.ts";
import { loadCreditedRights, loadOpenItems, type PaymentSettings } from "./payments.ts";
import {
  bankEntryExists,
  findAccountsByCode,
  findRightsByCode,
  listWaitingEntries,
  type NamedAccount,
  type WaitingEntry,
} from "./payments-clearing.ts";
import { appendCreditings } from "./payments-statements.ts";

/** A target as a person names it; `line` of the list it stands on, else null. */
export interface WrittenTarget {
  readonly code: string;
  readonly as: "right" | "account" | "right-or-account";
  readonly purpose: Purpose | null;
  readonly line: number | null;
}

/** Ledger accounts that a person may not put money of clearing on by hand. */
const CLOSED_ROLES: readonly (LedgerRole | null)[] = [
  "bank",
  "clearing-credits",
  "clearing-debits",
  "inter-property",
  "opening-balance",
];

/** Refuses `entry-unknown` and `entry-not-waiting`. */
export async function loadWaitingEntry(
  tx: ScopedTransaction,
  entryId: number,
): Promise<Result<WaitingEntry>> {
  const [waiting] = await listWaitingEntries(tx, entryId);
  if (waiting !== undefined) return accept(waiting);
  const exists = await bankEntryExists(tx, entryId);
  return refuse(refusal(exists ? "entry-not-waiting" : "entry-unknown", { entry: entryId }));
}

/** Finds rights and accounts by their codes; every code that is none is refused, all at once. */
export async function loadTargets(
  tx: ScopedTransaction,
  written: readonly WrittenTarget[],
): Promise<Result<AssignmentTarget[]>> {
  const codes = written.map(({ code }) => code);
  const rightIds = await findRightsByCode(tx, codes);
  const accounts = await findAccountsByCode(tx, codes);
  const rights = await loadCreditedRights(tx, [
    ...rightIds.values(),
    ...[...accounts.values()].flatMap(({ rightId }) => (rightId === null ? [] : [rightId])),
  ]);
  const refusals: Refusal[] = [];
  const targets = written.flatMap(({ code, as, purpose, line }): AssignmentTarget[] => {
    const right = as === "account" ? undefined : rights.get(rightIds.get(code) ?? 0);
    if (right !== undefined) return [{ right, code, purpose }];
    const account = as === "right" ? undefined : accounts.get(code);
    if (account !== undefined) return accountTarget(account, rights, line, refusals);
    if (as === "right") refusals.push(refusal("right-unknown", { right: code, line }));
    else if (as === "account") refusals.push(refusal("account-unknown", { account: code, line }));
    else refusals.push(refusal("right-or-account-unknown", { code, line }));
    return [];
  });
  return refusals.length > 0 ? refuse(...refusals) : accept(targets);
}

function accountTarget(
  { id, code, rightId, purpose, role }: NamedAccount,
  rights: Awaited<ReturnType<typeof loadCreditedRights>>,
  line: number | null,
  refusals: Refusal[],
): AssignmentTarget[] {
  const right = rights.get(rightId ?? 0);
  if (right !== undefined && purpose !== null) return [{ right, code, account: { accountId: id, purpose } }];
  if (!CLOSED_ROLES.includes(role)) return [{ ledgerAccountId: id }];
  refusals.push(refusal("account-not-assignable", { account: code, line }));
  return [];
}

/** Takes the parts out of clearing by one document. @returns its number. */
export async function appendAssignment(
  tx: BulkTransaction,
  cooperativeId: number,
  settings: PaymentSettings,
  waiting: WaitingEntry,
  assignment: {
    readonly parts: readonly AssignedPart[];
    readonly kind: AssignmentKind;
    readonly today: PlainDate;
  },
): Promise<Result<string>> {
  const { parts, kind, today } = assignment;
  const accountIds = parts.flatMap(({ target }) =>
    "right" in target ? target.right.accounts.map(({ accountId }) => accountId) : [],
  );
  const withCredits = waiting.entry.side === "D";
  const items = new OpenItems(await loadOpenItems(tx, [...new Set(accountIds)], { withCredits }));
  const [documentId = 0] = await reserveDocumentIds(tx, 1);
  const assigned = assignEntry(waiting.entry, parts, kind, {
    documentId,
    today,
    postedOn: firstOpenDay(today, settings.closedMonths),
    accounts: settings.ledger,
    purposeOrder: settings.purposeOrder,
    items,
  });
  if (!assigned.ok) return assigned;
  const [posted] = await appendDocuments(tx, cooperativeId, [assigned.value.document]);
  const { statementNumber } = waiting;
  const rows = assigned.value.creditings.map((crediting) => ({
    ...crediting,
    statementNumber,
    // Who is on a list of several must not see the title of the whole list.
    showsTransfer: kind === "assigned" || crediting.rightId === null,
  }));
  await appendCreditings(tx, cooperativeId, documentId, rows);
  return accept(posted?.number ?? "");
}

/** A purpose by its name; refuses `purpose-unknown`. */
export function readPurpose(written: string | null): Result<Purpose | null> {
  if (written === null) return accept(null);
  const purpose = PURPOSES.find((known) => known === written);
  return purpose === undefined ? refuse(refusal("purpose-unknown", { purpose: written })) : accept(purpose);
}

/** All that waits of an entry to one target. */
export function wholeTo(target: AssignmentTarget, waiting: Grosze): AssignedPart[] {
  return [{ target, amountGrosze: waiting }];
}
