import { addGrosze, grosze } from "../../../domain/values/money.ts";
import { monthOf } from "../../../domain/values/month.ts";
import {
  type AccountDocumentRow,
  type AccountYearRow,
  accountDocuments,
  accountMonths,
  accountYears,
  myAccountingYears,
  type OpeningItemRow,
  openingItems,
} from "../../../store/portal/accounting.ts";
import { myAccountChanges } from "../../../store/portal/source-changes.ts";
import type { ResidentReads } from "../reads.ts";
import type { AccountDocumentLine, AccountYear, OpeningItem } from "../view-models.ts";
import { idOf } from "./places.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";
import { accountChanges } from "./source-changes.ts";

type AccountingReads = Pick<
  ResidentReads,
  "loadAccountingYear" | "loadAccountMonths" | "loadAccountDocuments"
>;

/** Księgowość: the year's accounts, one account's months, every document of it. */
export function accountingReads(world: ReadingWorld): AccountingReads {
  return {
    loadAccountingYear: (token, wanted) => {
      const year = wanted ?? Number(world.clock.today().slice(0, 4));
      return seePage(
        world,
        token,
        ["accounts"],
        [accountYears(year), myAccountingYears()],
        (reader, [accounts, years]) => ({
          asOf: reader.asOf,
          year,
          years: yearsOf(years, year),
          accounts: inOrderOfUnits(reader, accounts.filter(isOfYear)).map((account) =>
            accountYear(reader, account),
          ),
        }),
      );
    },
    loadAccountMonths: (token, year, accountId) => {
      const id = idOf(accountId) ?? 0;
      const queries = [
        accountYears(year, undefined, id),
        myAccountingYears(),
        accountMonths(year, id),
      ] as const;
      return seePage(world, token, ["accounts"], queries, (reader, [accounts, years, months]) => {
        const account = accounts[0];
        if (account === undefined) return null;
        return {
          asOf: reader.asOf,
          account: accountYear(reader, account),
          year,
          years: yearsOf(years, year),
          months: months.map((row) => ({
            month: monthOf(row.month),
            debitGrosze: row.debit_grosze,
            creditGrosze: row.credit_grosze,
            balanceGrosze: addGrosze(account.opening_grosze, row.year_to_date_grosze),
          })),
        };
      });
    },
    loadAccountDocuments: (token, year, accountId) => {
      const id = idOf(accountId) ?? 0;
      const queries = [
        accountYears(year, undefined, id),
        myAccountingYears(),
        accountDocuments(year, id),
        openingItems(year, id),
        myAccountChanges(year, id),
      ] as const;
      return seePage(
        world,
        token,
        ["accounts"],
        queries,
        (reader, [accounts, years, documents, opening, changes]) => {
          const account = accounts[0];
          if (account === undefined) return null;
          return {
            asOf: reader.asOf,
            account: accountYear(reader, account),
            year,
            years: yearsOf(years, year),
            openingItems: opening.map(openingItem),
            lines: documents.map((row) => documentLine(row, account)),
            changes: accountChanges(changes),
          };
        },
      );
    },
  };
}

/** A past account is shown in the years in which something was posted to it: later its balance stands on another. */
function isOfYear(row: AccountYearRow): boolean {
  return !row.is_past || row.debit_grosze !== 0 || row.credit_grosze !== 0;
}

/** As the start page lists the units: those held now first, flats before garages. */
function inOrderOfUnits(reader: Reader, accounts: readonly AccountYearRow[]): AccountYearRow[] {
  const place = new Map(reader.units.map((unit, index) => [unit.id, index]));
  return accounts.toSorted((a, b) => (place.get(a.unit_id) ?? 0) - (place.get(b.unit_id) ?? 0));
}

function accountYear(reader: Reader, row: AccountYearRow): AccountYear {
  return {
    accountId: String(row.account_id),
    number: row.code,
    purpose: row.purpose as AccountYear["purpose"],
    nature: row.nature,
    place: reader.units.find((unit) => unit.id === row.unit_id) ?? null,
    isPast: row.is_past,
    openingGrosze: row.opening_grosze,
    debitGrosze: row.debit_grosze,
    creditGrosze: row.credit_grosze,
    balanceGrosze: row.balance_grosze,
  };
}

function openingItem(row: OpeningItemRow): OpeningItem {
  return {
    itemId: `${row.document_id}-${row.line}`,
    documentNumber: row.document_number,
    originalDocument: row.original_document,
    month: row.concerns_month && monthOf(row.concerns_month),
    dueDate: row.due_on,
    originalGrosze: row.original_grosze,
    amountGrosze: row.amount_grosze,
  };
}

function documentLine(row: AccountDocumentRow, account: AccountYearRow): AccountDocumentLine {
  return {
    lineId: `${row.document_id}-${row.line}`,
    documentNumber: row.document_number,
    kind: row.kind as AccountDocumentLine["kind"],
    documentDate: row.document_date,
    postingDate: row.posted_on,
    dueDate: row.due_on,
    text: row.text,
    debitGrosze: grosze(row.debit_grosze),
    creditGrosze: grosze(row.credit_grosze),
    balanceGrosze: addGrosze(account.opening_grosze, row.year_to_date_grosze),
    explainedBy: explanationOf(row, account),
  };
}

function explanationOf(row: AccountDocumentRow, account: AccountYearRow): AccountDocumentLine["explainedBy"] {
  if (row.bank_entry_id !== null) return { kind: "payment", paymentId: String(row.bank_entry_id) };
  if (row.settlement_id !== null) return { kind: "settlement", settlementId: row.settlement_id };
  const isFee = row.kind === "assessment" || row.kind === "correction";
  if (isFee && row.concerns_month !== null) {
    return { kind: "fee-month", month: monthOf(row.concerns_month), unitId: String(account.unit_id) };
  }
  return null;
}

function yearsOf(rows: readonly { readonly year: number }[], shown: number): number[] {
  return [...new Set([...rows.map((row) => row.year), shown])].sort((a, b) => b - a);
}
