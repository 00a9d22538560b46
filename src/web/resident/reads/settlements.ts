import { grosze } from "../../../domain/values/money.ts";
import { monthOf } from "../../../domain/values/month.ts";
import { type MySettledAdvance, mySettlementAdvances } from "../../../store/portal/settlement-advances.ts";
import {
  type MyMediaAccount,
  type MySetOff,
  type MySettlement,
  type MySettlementDetails,
  myMediaAccounts,
  mySettlement,
  mySettlementSetOffs,
  mySettlements,
} from "../../../store/portal/settlements.ts";
import { type MySourceChange, mySettlementChanges } from "../../../store/portal/source-changes.ts";
import type { ResidentReads } from "../reads.ts";
import type {
  SettledAccount,
  SettledPeriod,
  SettlementHead,
  SettlementsView,
  SettlementView,
} from "../view-models.ts";
import { idOf } from "./places.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";
import { sourceChange } from "./source-changes.ts";

type SettlementReads = Pick<ResidentReads, "loadSettlements" | "loadSettlement">;

/** Media rozliczenia: what was settled in a year, and one settlement with all its figures. */
export function settlementReads(world: ReadingWorld): SettlementReads {
  return {
    loadSettlements: (token, year, accountId, period) =>
      seePage(
        world,
        token,
        ["settlements"],
        [mySettlements(), myMediaAccounts(), mySettlementChanges()],
        (reader, [settlements, accounts, changes]) =>
          settlementsView(reader, settlements, accounts, changes, { year, accountId, period }),
      ),
    loadSettlement: (token, settlementId) => {
      const [settlement = 0, participant = 0] = settlementId.split("-").map((part) => idOf(part) ?? 0);
      return seePage(
        world,
        token,
        ["settlements"],
        [
          mySettlement(settlement, participant),
          mySettlementSetOffs(settlement, participant),
          mySettlementAdvances(settlement, participant),
          mySettlementChanges(),
        ],
        (reader, [rows, setOffs, advances, changes]) => {
          const row = rows[0];
          const isWritten = row !== undefined && settlementIdOf(row) === settlementId;
          return isWritten ? settlementView(reader, row, setOffs, advances, changes) : null;
        },
      );
    },
  };
}

interface Wanted {
  readonly year: number | null;
  readonly accountId: string | null;
  readonly period: SettledPeriod | null;
}

function settlementsView(
  reader: Reader,
  rows: readonly MySettlement[],
  accounts: readonly MyMediaAccount[],
  changes: readonly MySourceChange[],
  { year: wanted, accountId, period }: Wanted,
): SettlementsView | null {
  if (accountId !== null && !accounts.some((account) => String(account.account_id) === accountId))
    return null;
  const shown = rows.filter((row) => accountId === null || String(row.account_id) === accountId);
  const yearOf = (row: MySettlement) => Number(row.posted_on.slice(0, 4));
  const latest = shown[0] === undefined ? Number(reader.today.slice(0, 4)) : yearOf(shown[0]);
  const year = wanted ?? latest;
  const ofYear = shown.filter((row) => yearOf(row) === year);
  return {
    asOf: reader.asOf,
    withdrawn: changes
      .filter((row) => row.action === "withdrawn" && Number(row.noticed_on.slice(0, 4)) === year)
      .map((row) => sourceChange(row, null)),
    year,
    years: [...new Set([...shown.map(yearOf), year])].sort((a, b) => b - a),
    accounts: settledAccounts(
      reader,
      accountId,
      accounts,
      period === null ? ofYear : ofYear.filter(isOf(period)),
    ),
    accountId,
    periods: periodsOf(ofYear),
    period,
  };
}

function isOf(period: SettledPeriod): (row: MySettlement) => boolean {
  return (row) => row.period_from === period.from && row.period_to === period.to;
}

/** As the start page lists the units: those held now first; a unit without a media account only where something was settled. */
function settledAccounts(
  reader: Reader,
  only: string | null,
  accounts: readonly MyMediaAccount[],
  rows: readonly MySettlement[],
): SettledAccount[] {
  return reader.units.flatMap((place) => {
    const heads = (accountId: number | null) =>
      rows
        .filter((row) => row.unit_id === place.id && row.account_id === accountId)
        .map((row) => settlementHead(reader, row));
    const own = accounts
      .filter(
        (account) => account.unit_id === place.id && (only === null || only === String(account.account_id)),
      )
      .map((account) => ({
        place,
        account: { accountId: String(account.account_id), number: account.code },
        settlements: heads(account.account_id),
      }));
    const invoiced = only === null ? heads(null) : [];
    return invoiced.length === 0 ? own : [...own, { place, account: null, settlements: invoiced }];
  });
}

function periodsOf(rows: readonly MySettlement[]): SettledPeriod[] {
  const periods = new Map(
    rows.map((row) => [`${row.period_from} ${row.period_to}`, { from: row.period_from, to: row.period_to }]),
  );
  return [...periods].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, period]) => period);
}

/** As lists and news name a settlement. */
export function settlementHead(reader: Reader, row: MySettlement): SettlementHead {
  const unit = reader.units.find(({ id }) => id === row.unit_id);
  return {
    settlementId: settlementIdOf(row),
    place: unit ?? { unitId: String(row.unit_id), name: "", address: "" },
    code: row.code,
    medium: row.medium as SettlementHead["medium"],
    name: row.name,
    period: { from: row.period_from, to: row.period_to },
    isReversed: row.state === "reversed",
    postedOn: row.posted_on,
    dueOn: row.due_on,
    costGrosze: grosze(row.cost_grosze),
    advancesGrosze: grosze(row.advances_grosze),
    resultGrosze: grosze(row.result_grosze),
  };
}

function settlementIdOf(row: Pick<MySettlement, "settlement_id" | "participant">): string {
  return `${row.settlement_id}-${row.participant}`;
}

function settlementView(
  reader: Reader,
  row: MySettlementDetails,
  setOffs: readonly MySetOff[],
  advances: readonly MySettledAdvance[],
  changes: readonly MySourceChange[],
): SettlementView {
  const id = settlementIdOf(row);
  return {
    ...settlementHead(reader, row),
    asOf: reader.asOf,
    changes: changes
      .filter(({ before, after }) => {
        const content = after ?? before ?? {};
        return `${content.settlement_id}-${content.participant}` === id;
      })
      .map((change) => sourceChange(change, id)),
    ownPeriod: { from: row.own_from, to: row.own_to },
    interestFreeUntil: row.interest_free_until,
    account:
      row.account_id === null || row.is_invoiced
        ? null
        : { accountId: String(row.account_id), number: row.account_code ?? "" },
    isInvoiced: row.is_invoiced,
    documentNumber: row.document_number,
    vatGrosze: grosze(row.vat_grosze),
    proposedAdvanceGrosze: row.proposed_advance_grosze,
    proposedAdvancePercent: advances[0]?.proposed_percent ?? null,
    advanceMonths: advanceMonths(row, advances),
    remainingGrosze: row.remaining_grosze,
    setOffs: setOffs.map((setOff) => ({
      id: `${setOff.document_id}-${setOff.line}`,
      documentNumber: setOff.document_number,
      postedOn: setOff.posted_on,
      amountGrosze: grosze(setOff.amount_grosze),
      account: {
        accountId: String(setOff.account_id),
        purpose: setOff.purpose as SettlementView["setOffs"][number]["account"]["purpose"],
      },
    })),
    ...linksOf(row),
    figures: row.figures,
    own: row.details,
  };
}

/** A correction of a month that came after the settlement is no part of what it subtracted: then the months would not add up. */
function advanceMonths(
  { advances_grosze }: MySettlementDetails,
  advances: readonly MySettledAdvance[],
): SettlementView["advanceMonths"] {
  const sum = advances.reduce((total, { amount_grosze }) => total + amount_grosze, 0);
  if (sum !== advances_grosze) return [];
  return advances.map(({ month, amount_grosze }) => ({
    month: monthOf(month),
    amountGrosze: grosze(amount_grosze),
  }));
}

/** The settlement that replaced it, and the one that it replaced. */
function linksOf(row: MySettlementDetails): Pick<SettlementView, "replacedBy" | "corrects"> {
  const id = (settlement: number | null, participant: number | null) => `${settlement}-${participant}`;
  return {
    replacedBy:
      row.replaced_by_settlement_id === null || row.replaced_by_posted_on === null
        ? null
        : {
            settlementId: id(row.replaced_by_settlement_id, row.replaced_by_participant),
            code: row.replaced_by_code ?? "",
            postedOn: row.replaced_by_posted_on,
          },
    corrects:
      row.corrects_settlement_id === null
        ? null
        : {
            settlementId: id(row.corrects_settlement_id, row.corrects_participant),
            code: row.corrects_code ?? "",
          },
  };
}
