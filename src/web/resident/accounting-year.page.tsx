import { AsOfLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Glossary } from "../components/glossary.tsx";
import { Balance, MoneyOrDash } from "../components/money.tsx";
import { LeftOutNotice } from "../components/notice.tsx";
import { StateTable } from "../components/state-table.tsx";
import { YearLinks } from "../components/time-links.tsx";
import { Layout } from "../layout.tsx";
import { accounting } from "../messages/pl/pages/accounting.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import type { AccountingYearView, AccountYear } from "./view-models.ts";

/** All accounts of a year, unit by unit. Different units are never added together, so there is no grand total. */
export function AccountingYearPage({ frame, view }: { frame: PageFrame; view: AccountingYearView }) {
  const title = accounting.yearTitle(view.year);
  return (
    <Layout frame={frame} title={title} tab="accounting">
      <h1>{title}</h1>
      <AsOfLine asOf={view.asOf} shows={accounting.shows(view.year)} />
      <YearLinks years={view.years} shown={view.year} path={paths.accountingYear} />
      {view.accounts.length === 0 && <EmptyState title={accounting.empty} />}
      {accountsByUnit(view.accounts).map((group) => (
        <section key={group.unit}>
          <StateTable
            caption={group.unit}
            showCaption
            columns={[
              { label: accounting.account },
              { label: accounting.opening, align: "figures" },
              { label: accounting.debit, align: "figures" },
              { label: accounting.credit, align: "figures" },
              { label: accounting.balance, align: "figures" },
            ]}
            rows={group.accounts.map((account) => ({
              id: account.accountId,
              cells: accountCells(account, view.year),
            }))}
          />
        </section>
      ))}
      <LeftOutNotice telephone={frame.cooperative.telephone} />
      <AccountingWords />
    </Layout>
  );
}

function accountCells(account: AccountYear, year: number) {
  return [
    <>
      <a href={paths.account(year, account.accountId)}>{terms.purposes[account.purpose]}</a>
      <span class="cell-note">
        {accounting.number(account.number)}
        {account.isPast && `, ${accounting.past}`}
      </span>
    </>,
    <Balance key="opening" balanceGrosze={account.openingGrosze} nature={account.nature} />,
    <MoneyOrDash key="debit" amountGrosze={account.debitGrosze} />,
    <MoneyOrDash key="credit" amountGrosze={account.creditGrosze} />,
    <strong key="balance">
      <Balance balanceGrosze={account.balanceGrosze} nature={account.nature} />
    </strong>,
  ];
}

/** The words of every accounting table. */
export function AccountingWords() {
  const { opening, debit, credit, balance, reversal, fund } = terms.explanations;
  return <Glossary title={accounting.words} words={[opening, debit, credit, balance, reversal, fund]} />;
}

function accountsByUnit(accounts: readonly AccountYear[]) {
  const groups = new Map<string, AccountYear[]>();
  for (const account of accounts) {
    const unit = account.place
      ? `${account.place.name}, ${account.place.address}`
      : accounting.cooperativeAccounts;
    groups.set(unit, [...(groups.get(unit) ?? []), account]);
  }
  return [...groups].map(([unit, ofUnit]) => ({ unit, accounts: ofUnit }));
}
