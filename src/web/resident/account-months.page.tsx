import { Balance, MoneyOrDash } from "../components/money.tsx";
import { StateTable } from "../components/state-table.tsx";
import { accounting } from "../messages/pl/pages/accounting.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { monthName } from "../wording.ts";
import { AccountFrame } from "./account-frame.tsx";
import type { AccountMonthsView } from "./view-models.ts";

/** One account's year, month by month, from the opening balance to the closing one. */
export function AccountMonthsPage({ frame, view }: { frame: PageFrame; view: AccountMonthsView }) {
  const { account, year } = view;
  const { nature } = account;
  return (
    <AccountFrame
      frame={frame}
      view={view}
      shows={accounting.accountShows(year)}
      path={(otherYear) => paths.account(otherYear, account.accountId)}
    >
      <p class="not-printed">
        <a href={paths.accountDetails(year, account.accountId)}>{accounting.details}</a>
      </p>
      <StateTable
        caption={accounting.accountShows(year)}
        columns={[
          { label: accounting.month },
          { label: accounting.debit, align: "figures" },
          { label: accounting.credit, align: "figures" },
          { label: accounting.balance, align: "figures" },
        ]}
        rows={[
          {
            id: "bo",
            cells: [
              accounting.openingLong,
              "",
              "",
              <Balance key="balance" balanceGrosze={account.openingGrosze} nature={nature} />,
            ],
          },
          ...view.months.map((row) => ({
            id: row.month,
            cells: [
              <a key="month" href={paths.accountDetails(year, account.accountId, row.month)}>
                {monthName(row.month)}
              </a>,
              <MoneyOrDash key="debit" amountGrosze={row.debitGrosze} />,
              <MoneyOrDash key="credit" amountGrosze={row.creditGrosze} />,
              <Balance key="balance" balanceGrosze={row.balanceGrosze} nature={nature} />,
            ],
          })),
        ]}
        total={[
          accounting.yearTotal(year),
          <MoneyOrDash key="debit" amountGrosze={account.debitGrosze} />,
          <MoneyOrDash key="credit" amountGrosze={account.creditGrosze} />,
          <Balance key="balance" balanceGrosze={account.balanceGrosze} nature={nature} />,
        ]}
      />
    </AccountFrame>
  );
}
