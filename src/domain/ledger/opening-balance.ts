import { type CooperativeFacts, type FactProblem, NO_ROW } from "../register/facts.ts";
import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import { firstDay } from "../values/month.ts";
import { COOPERATIVE_AS_A_WHOLE, NATURE_OF_PURPOSE, type Purpose } from "./accounts.ts";
import { ledgerLine } from "./balance.ts";
import { type DraftDocument, effectOf, type Posting, SERIES_OF_KIND, type Side } from "./documents.ts";

/**
 * What the opening balance can be wrong about: `opening-does-not-add-up` (the items of an account do not sum to its balance),
 * `remaining-above-original`, `nothing-remaining`, `claim-without-due-day` (without it neither interest nor the oldest due
 * first is possible), `item-not-before-opening` (a claim of a month that will be assessed would be charged twice),
 * `court-item-on-credit` (a court account holds claims), `property-of-resident-account`, `opening-account-missing`.
 */
export function openingProblems(facts: CooperativeFacts): FactProblem[] {
  const { accounts, openingItems: items } = facts;
  const problems: FactProblem[] = [];
  const sums = new Map<number, number>();
  const unclear = new Set([...items.faulty].map((row) => items.account[row]!));
  for (let row = 0; row < items.count; row += 1) {
    const account = items.account[row]!;
    if (account === NO_ROW || items.faulty.has(row)) continue;
    const effect = effectOf(sideOf(items.side[row]!), grosze(items.remainingGrosze[row]!));
    sums.set(account, (sums.get(account) ?? 0) + effect);
    if (!accounts.faulty.has(account)) problems.push(...itemProblems(facts, row, account));
  }
  for (let row = 0; row < accounts.count; row += 1) {
    const [balanceGrosze, itemsGrosze] = [accounts.openingGrosze[row]!, sums.get(row) ?? 0];
    if (accounts.faulty.has(row) || unclear.has(row) || balanceGrosze === itemsGrosze) continue;
    const data = { account: accounts.code[row]!, balanceGrosze, itemsGrosze };
    problems.push({ kind: "accounts", row, field: "openingGrosze", reason: "opening-does-not-add-up", data });
  }
  if (items.count > 0 && !accounts.role.includes("opening-balance"))
    problems.push({ kind: "openingItems", row: 0, field: null, reason: "opening-account-missing", data: {} });
  return problems;
}

function itemProblems(
  { cooperative, accounts, openingItems: items }: CooperativeFacts,
  row: number,
  account: number,
) {
  const problems: FactProblem[] = [];
  const report = (field: string, reason: string, data: FactProblem["data"] = {}) =>
    problems.push({
      kind: "openingItems",
      row,
      field,
      reason,
      data: { account: accounts.code[account]!, document: items.document[row]!, ...data },
    });
  const [originalGrosze, remainingGrosze] = [items.originalGrosze[row]!, items.remainingGrosze[row]!];
  if (remainingGrosze === 0) report("remainingGrosze", "nothing-remaining");
  if (remainingGrosze > originalGrosze)
    report("remainingGrosze", "remaining-above-original", { originalGrosze, remainingGrosze });
  const purpose = accounts.purpose[account] as Purpose | null;
  if (purpose === null) return problems;
  const nature = NATURE_OF_PURPOSE[purpose];
  const isClaim = items.side[row] === "debit";
  if (items.property[row] !== NO_ROW) report("property", "property-of-resident-account");
  if (isClaim && nature !== "fund" && items.dueOn[row] === null) report("dueOn", "claim-without-due-day");
  if (nature === "court" && !isClaim) report("side", "court-item-on-credit");
  const month = items.month[row]!;
  if (isClaim && nature === "receivable" && month !== null && month >= cooperative.firstMonth)
    report("month", "item-not-before-opening", { month, firstMonth: cooperative.firstMonth });
  return problems;
}

/** Ids under which the register's rows stand in the books. */
export interface OpeningIds {
  /** By row of `accounts` and `properties`. */
  readonly accounts: readonly number[];
  readonly properties: readonly number[];
}

/** A document of the opening balance that still lacks its id. */
export type OpeningDraft = Omit<DraftDocument, "id">;

/**
 * One document per property, the cooperative as a whole first, then by code, on the first day of the first
 * month. Every item is a posting on its side; the opening-balance account carries the other side, so that each document balances.
 * Items keep what they once were. The order does not depend on the order of the rows.
 */
export function openingDrafts(facts: CooperativeFacts, ids: OpeningIds): OpeningDraft[] {
  const { accounts, openingItems: items, cooperative } = facts;
  const openingAccountId = ids.accounts[accounts.role.indexOf("opening-balance")]!;
  const postedOn = firstDay(cooperative.firstMonth);
  const rowsOfProperty = new Map<number, number[]>();
  for (const row of inOrder(facts)) {
    const property = propertyOf(facts, row);
    const rows = rowsOfProperty.get(property);
    if (rows) rows.push(row);
    else rowsOfProperty.set(property, [row]);
  }
  const nameOf = (property: number) => (property === NO_ROW ? "" : facts.properties.code[property]!);
  return [...rowsOfProperty]
    .sort(([a], [b]) => compareText(nameOf(a), nameOf(b)))
    .map(([property, rows]) => {
      const propertyId = property === NO_ROW ? COOPERATIVE_AS_A_WHOLE : ids.properties[property]!;
      const lines = rows.map((row): Posting => {
        const account = items.account[row]!;
        const amount = grosze(items.remainingGrosze[row]!);
        const isResident = accounts.role[account] === null;
        return {
          ...ledgerLine(
            ids.accounts[account]!,
            propertyId,
            sideOf(items.side[row]!),
            amount,
            items.document[row] || null,
          ),
          dueOn: items.dueOn[row]!,
          concernsMonth: items.month[row]!,
          item: isResident
            ? { originalGrosze: originalOf(facts, row), originalDocument: items.document[row] || null }
            : null,
        };
      });
      return {
        kind: "opening-balance",
        series: SERIES_OF_KIND["opening-balance"],
        documentDate: postedOn,
        postedOn,
        description: "Bilans otwarcia",
        concernsMonth: null,
        reversesDocumentId: null,
        postings: [...lines, ...counterLines(lines, openingAccountId, propertyId)],
        allocations: [],
      };
    });
}

/** The items as text in an order of their own: two packages open the books alike exactly when this is equal. */
export function* openingCanon(facts: CooperativeFacts): Generator<string> {
  yield `${facts.cooperative.firstMonth}\n`;
  for (const row of inOrder(facts)) yield `${canonOf(facts, row)}\n`;
}

/** Σ of the Wn lines on the one, Σ of the Ma lines on the other side. */
function counterLines(lines: readonly Posting[], openingAccountId: number, propertyId: number): Posting[] {
  const total = (side: Side): Grosze =>
    lines.reduce((sum, line) => (line.side === side ? addGrosze(sum, line.amountGrosze) : sum), NO_GROSZE);
  const counter: readonly [Side, Grosze][] = [
    ["C", total("D")],
    ["D", total("C")],
  ];
  return counter
    .filter(([, amount]) => amount !== 0)
    .map(([side, amount]) => ledgerLine(openingAccountId, propertyId, side, amount));
}

function inOrder(facts: CooperativeFacts): number[] {
  const keys = Array.from({ length: facts.openingItems.count }, (_, row) => canonOf(facts, row));
  return [...keys.keys()].sort((a, b) => compareText(keys[a]!, keys[b]!));
}

function canonOf({ accounts, openingItems: items, properties }: CooperativeFacts, row: number): string {
  const property = items.property[row]!;
  return JSON.stringify([
    accounts.code[items.account[row]!]!,
    items.dueOn[row],
    items.month[row],
    items.document[row],
    items.side[row],
    items.originalGrosze[row],
    items.remainingGrosze[row],
    property === NO_ROW ? null : properties.code[property],
  ]);
}

/** With the sign of what remains: positive a claim, negative what can be used. */
function originalOf({ openingItems: items }: CooperativeFacts, row: number): Grosze {
  return effectOf(sideOf(items.side[row]!), grosze(items.originalGrosze[row]!));
}

/** A resident account belongs to the property of its unit, a ledger account to the one named, or to none. */
function propertyOf(
  { accounts, rights, units, buildings, openingItems: items }: CooperativeFacts,
  row: number,
): number {
  const right = accounts.right[items.account[row]!]!;
  return right === NO_ROW ? items.property[row]! : buildings.property[units.building[rights.unit[right]!]!]!;
}

function sideOf(side: string): Side {
  return side === "debit" ? "D" : "C";
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
