import { MirroredLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Money } from "../components/money.tsx";
import { LeftOutNotice } from "../components/notice.tsx";
import { StateTable } from "../components/state-table.tsx";
import { type SummaryEntry, SummaryList } from "../components/summary-list.tsx";
import { Sums } from "../components/sums.tsx";
import { Layout } from "../layout.tsx";
import { payment } from "../messages/pl/pages/payment.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence, dateInTable } from "../wording.ts";
import type { PaymentView } from "./view-models.ts";

/** A payment: its bank line and what it covered. */
export function PaymentPage({ frame, view }: { frame: PageFrame; view: PaymentView }) {
  const title = payment.titleOn(dateInSentence(view.bookingDate));
  return (
    <Layout frame={frame} title={title} tab="accounting">
      <h1>{title}</h1>
      <p class="as-of">
        {view.place && `${view.place.name}, ${view.place.address}. `}
        {payment.shows}
      </p>
      <MirroredLine asOf={view.asOf} />
      <h2>{payment.bankLine}</h2>
      <SummaryList entries={bankEntries(view)} />
      <h2>{payment.covered}</h2>
      {view.covered.length === 0 ? <EmptyState title={payment.nothingCovered} /> : <Covered view={view} />}
      <LeftOutNotice telephone={frame.cooperative.telephone} />
    </Layout>
  );
}

function bankEntries(view: PaymentView): SummaryEntry[] {
  const entries: SummaryEntry[] = [
    {
      word: payment.amount,
      value: (
        <strong>
          <Money amountGrosze={view.amountGrosze} />
        </strong>
      ),
    },
    { word: payment.bookingDate, value: dateInSentence(view.bookingDate) },
  ];
  entries.push(
    { word: payment.transferTitle, value: view.title === "" ? payment.noTitle : view.title },
    { word: payment.statement, value: payment.statementNumber(view.statementNumber) },
  );
  entries.push({ word: payment.state, value: payment.states[view.state] });
  return entries;
}

function Covered({ view }: { view: PaymentView }) {
  return (
    <>
      <p class="quiet">{payment.order}</p>
      <StateTable
        caption={payment.covered}
        columns={[
          { label: payment.item },
          { label: payment.dueDate },
          { label: payment.coveredAmount, align: "figures" },
        ]}
        rows={view.covered.map((item) => ({
          id: item.itemId,
          cells: [
            <>
              <a href={paths.accountDetails(item.year, item.account.accountId)}>{item.text}</a>
              <span class="cell-note">
                {terms.purposes[item.account.purpose]}, {item.documentNumber}
              </span>
            </>,
            item.dueDate === null ? "" : dateInTable(item.dueDate),
            <Money key="amount" amountGrosze={item.amountGrosze} />,
          ],
        }))}
        total={[payment.coveredTotal, "", <Money key="total" amountGrosze={view.coveredGrosze} />]}
      />
      {view.surplusGrosze !== 0 && (
        <Sums
          parts={[
            { word: payment.wholeAmount, amountGrosze: view.amountGrosze },
            { word: payment.coveredTotal, amountGrosze: view.coveredGrosze },
          ]}
          total={{ word: payment.surplus, amountGrosze: view.surplusGrosze }}
        />
      )}
    </>
  );
}
