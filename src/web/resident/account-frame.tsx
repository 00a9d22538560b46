import type { ComponentChildren } from "preact";
import { AsOfLine } from "../components/as-of-line.tsx";
import { Balance } from "../components/money.tsx";
import { LeftOutNotice } from "../components/notice.tsx";
import { YearLinks } from "../components/time-links.tsx";
import { Layout } from "../layout.tsx";
import { accounting } from "../messages/pl/pages/accounting.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { AccountingWords } from "./accounting-year.page.tsx";
import type { AccountMonthsView } from "./view-models.ts";

/** What the pages of one account share: whose it is, its balance in words, the years, the notice. */
export function AccountFrame(props: {
  readonly frame: PageFrame;
  readonly view: Pick<AccountMonthsView, "asOf" | "account" | "year" | "years">;
  readonly shows: string;
  readonly subtitle?: string;
  readonly isWide?: boolean;
  readonly path: (year: number) => string;
  readonly children: ComponentChildren;
}) {
  const { account, year, years, asOf } = props.view;
  const purpose = terms.purposes[account.purpose];
  const title = `${purpose} ${year}`;
  return (
    <Layout
      frame={props.frame}
      title={props.subtitle ? `${title} – ${props.subtitle}` : title}
      tab="accounting"
      isWide={props.isWide}
    >
      <p class="way-back">
        <a href={paths.accountingYear(year)}>
          <span aria-hidden="true">← </span>
          {accounting.allAccounts(year)}
        </a>
      </p>
      <h1>
        {title}
        {props.subtitle && `: ${props.subtitle.toLowerCase()}`}
      </h1>
      <AsOfLine asOf={asOf} shows={props.shows} />
      <p class="account-head">
        {account.place && `${account.place.name}, ${account.place.address}, `}
        {accounting.number(account.number)}. {accounting.balance}:{" "}
        <strong>
          <Balance balanceGrosze={account.balanceGrosze} nature={account.nature} />
        </strong>
        .
      </p>
      {account.isPast && <p>{accounting.pastText}</p>}
      <YearLinks years={years} shown={year} path={props.path} />
      {props.children}
      <LeftOutNotice telephone={props.frame.cooperative.telephone} />
      <AccountingWords />
    </Layout>
  );
}
