import { amountDue } from "../../../domain/receivables/due.ts";
import { grosze } from "../../../domain/values/money.ts";
import { monthOf } from "../../../domain/values/month.ts";
import { addDays, addMonths, type PlainDate } from "../../../domain/values/plain-date.ts";
import { type MySettlement, mySettlements } from "../../../store/portal/settlements.ts";
import {
  type CreditedPayment,
  type FeeNews,
  myFeeNews,
  myFormerBalances,
  myLastPayments,
  myOpenSums,
  type OpenSum,
} from "../../../store/portal/start.ts";
import type { ResidentReads } from "../reads.ts";
import type { NewsItem, PaymentSummary, StartUnit } from "../view-models.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";
import { settlementHead } from "./settlements.ts";

const NEWS_DAYS = 30;
const NEWS_PAYMENTS = 3;

/** The start page: one sentence a unit with what is owed, and what is new. */
export function startReads(world: ReadingWorld): Pick<ResidentReads, "loadStart"> {
  return {
    loadStart: (token) => {
      const since = addMonths(`${world.clock.today().slice(0, 7)}-01` as PlainDate, -13);
      return seePage(
        world,
        token,
        ["accounts", "fees", "settlements"],
        [myOpenSums(), myFormerBalances(), myLastPayments(NEWS_PAYMENTS), myFeeNews(since), mySettlements()],
        (reader, [open, former, payments, fees, settlements]) => ({
          asOf: reader.asOf,
          units: reader.units.map((unit) => startUnit(reader, unit, open, former, payments, fees)),
          news: newsOf(reader, payments, fees, settlements),
        }),
      );
    },
  };
}

function startUnit(
  reader: Reader,
  unit: Reader["units"][number],
  open: readonly OpenSum[],
  former: readonly { readonly unit_id: number; readonly balance_grosze: number }[],
  payments: readonly CreditedPayment[],
  fees: readonly FeeNews[],
): StartUnit {
  const items = open
    .filter((sum) => sum.unit_id === unit.id)
    .map((sum) => ({
      remainingGrosze: grosze(sum.remaining_grosze),
      dueOn: sum.due_on,
      month: sum.month && monthOf(sum.month),
    }));
  const left = former.find((balance) => balance.unit_id === unit.id);
  const { balanceGrosze, due, overdueGrosze } = amountDue(items, reader.today);
  const lastPayment = payments.find((payment) => payment.unit_id === unit.id);
  const latest = fees.find((news) => news.unit_id === unit.id && news.kind === "A");
  return {
    place: unit,
    balanceGrosze: left === undefined ? balanceGrosze : grosze(left.balance_grosze),
    due: due && { ...due, month: due.month ?? monthOf(due.by) },
    overdueGrosze,
    lastPayment: lastPayment === undefined ? null : paymentSummary(lastPayment),
    latestAssessedMonth: latest === undefined ? null : monthOf(latest.month),
    heldUntil: unit.heldUntil,
  };
}

function paymentSummary(payment: CreditedPayment): PaymentSummary {
  return {
    paymentId: String(payment.bank_entry_id),
    date: payment.paid_on,
    amountGrosze: grosze(payment.amount_grosze),
    statementNumber: payment.statement_number,
  };
}

/** What happened in the last days, newest first. */
function newsOf(
  reader: Reader,
  payments: readonly CreditedPayment[],
  fees: readonly FeeNews[],
  settlements: readonly MySettlement[],
): NewsItem[] {
  const since = addDays(reader.today, -NEWS_DAYS);
  const news: NewsItem[] = [];
  for (const unit of reader.units) {
    for (const fee of fees.filter((each) => each.unit_id === unit.id)) {
      const date = fee.posted_on;
      if (date === null || date < since || date > reader.today) continue;
      const month = monthOf(fee.month);
      const amount = grosze(fee.amount_grosze);
      news.push(
        fee.kind === "A"
          ? { kind: "month-assessed", date, place: unit, month, totalGrosze: amount }
          : { kind: "month-corrected", date, place: unit, month, differenceGrosze: amount },
      );
    }
    for (const row of settlements) {
      if (row.unit_id !== unit.id || row.state === "reversed") continue;
      if (row.posted_on < since || row.posted_on > reader.today) continue;
      const settlement = settlementHead(reader, row);
      news.push({ kind: "settlement-posted", date: row.posted_on, place: unit, settlement });
    }
    for (const payment of payments.filter((each) => each.unit_id === unit.id && each.paid_on >= since)) {
      news.push({
        kind: "payment-credited",
        date: payment.paid_on,
        place: unit,
        payment: paymentSummary(payment),
      });
    }
  }
  return news.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}
