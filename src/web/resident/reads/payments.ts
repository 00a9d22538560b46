import { addGrosze, grosze, NO_GROSZE } from "../../../domain/values/money.ts";
import {
  type CoveredItem,
  type MyPayment,
  myCoveredItems,
  myPayment,
  myPaymentSums,
} from "../../../store/portal/payments.ts";
import type { ResidentReads } from "../reads.ts";
import type { PaymentView } from "../view-models.ts";
import { idOf } from "./places.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";

/** A payment: its bank line and what it covers. */
export function paymentReads(world: ReadingWorld): Pick<ResidentReads, "loadPayment"> {
  return {
    loadPayment: (token, paymentId) => {
      const id = idOf(paymentId) ?? 0;
      return seePage(
        world,
        token,
        ["accounts"],
        [myPayment(id), myCoveredItems(id), myPaymentSums(id)],
        (reader, [payments, covered, sums]) => {
          const payment = payments[0];
          return payment === undefined
            ? null
            : paymentView(reader, payment, covered, sums[0]?.surplus_grosze ?? 0);
        },
      );
    },
  };
}

function paymentView(
  reader: Reader,
  payment: MyPayment,
  covered: readonly CoveredItem[],
  surplus: number,
): PaymentView {
  return {
    asOf: reader.asOf,
    paymentId: String(payment.bank_entry_id),
    place: reader.units.find((unit) => unit.id === payment.unit_id) ?? null,
    bookingDate: payment.paid_on,
    amountGrosze: payment.credited_grosze,
    title: payment.title,
    statementNumber: payment.statement_number,
    state: payment.amount_grosze > 0 ? "credited" : "returned",
    covered: covered.map((item) => ({
      itemId: `${item.claim_document_id}-${item.claim_line}`,
      documentNumber: item.document_number,
      text: item.text,
      dueDate: item.due_on,
      amountGrosze: item.amount_grosze,
      account: {
        accountId: String(item.account_id),
        number: item.code,
        purpose: item.purpose as PaymentView["covered"][number]["account"]["purpose"],
        nature: item.nature,
        place: reader.units.find((unit) => unit.id === item.unit_id) ?? null,
      },
      year: Number(item.posted_on.slice(0, 4)),
    })),
    coveredGrosze: addGrosze(NO_GROSZE, ...covered.map((item) => item.amount_grosze)),
    surplusGrosze: grosze(surplus),
  };
}
