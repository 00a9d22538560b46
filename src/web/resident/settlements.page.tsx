import { AsOfLine } from "../components/as-of-line.tsx";
import { ChangeList } from "../components/change-note.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Money } from "../components/money.tsx";
import { LeftOutNotice } from "../components/notice.tsx";
import { StateTable } from "../components/state-table.tsx";
import { YearLinks } from "../components/time-links.tsx";
import { Layout } from "../layout.tsx";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInTable } from "../wording.ts";
import { headInWords } from "./settlement-statement.ts";
import { periodInAddress, periodInTable, periodInWords } from "./settlement-words.ts";
import type { SettledAccount, SettlementHead, SettlementsView } from "./view-models.ts";

/** What was settled in a year, account by account. */
export function SettlementsPage({ frame, view }: { frame: PageFrame; view: SettlementsView }) {
  const { year, accountId, accounts } = view;
  const account = accountId === null ? null : (accounts[0] ?? null);
  const title = texts.yearTitle(year);
  const pathOf = (of: number, period?: string) =>
    accountId === null ? paths.settlementsYear(of, period) : paths.settledAccount(of, accountId, period);
  const shows = account?.account ? texts.accountShows(account.account.number, year) : texts.shows(year);
  return (
    <Layout frame={frame} title={title} tab="settlements">
      {account && (
        <p class="way-back">
          <a href={paths.settlementsYear(year)}>
            <span aria-hidden="true">← </span>
            {texts.allAccounts(year)}
          </a>
        </p>
      )}
      <h1>{title}</h1>
      <AsOfLine asOf={view.asOf} shows={shows} />
      <YearLinks years={view.years} shown={year} path={(other) => pathOf(other)} />
      <PeriodLinks view={view} path={(period) => pathOf(year, period)} />
      {accounts.length === 0 && <EmptyState title={texts.noAccounts} />}
      {accounts.map((each) => (
        <Account
          key={`${each.place.unitId}-${each.account?.accountId}`}
          settled={each}
          view={view}
          year={year}
        />
      ))}
      <ChangeList changes={view.withdrawn} />
      <LeftOutNotice telephone={frame.cooperative.telephone} />
    </Layout>
  );
}

/** The second filter: links, where there is more than one period to choose from. */
function PeriodLinks({ view, path }: { view: SettlementsView; path: (period?: string) => string }) {
  const { periods, period } = view;
  if (periods.length < 2 && period === null) return null;
  return (
    <nav class="time-links" aria-label={texts.periods}>
      <span class="quiet">{texts.period}:</span>
      <ul>
        <li>
          <a href={path()} aria-current={period === null ? "true" : undefined}>
            {texts.everyPeriod}
          </a>
        </li>
        {periods.map((each) => (
          <li key={each.from + each.to}>
            <a
              href={path(periodInAddress(each))}
              aria-current={period?.from === each.from && period.to === each.to ? "true" : undefined}
            >
              {periodInWords(each)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account(props: { settled: SettledAccount; view: SettlementsView; year: number }) {
  const { settled, view, year } = props;
  const { place, account } = settled;
  const heading = `media-${account?.accountId ?? `${place.unitId}-faktury`}`;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>
        {place.name}, {place.address}
      </h2>
      <p class="account-head">
        {account === null ? (
          texts.invoicedAccount
        ) : view.accountId === null ? (
          <a href={paths.settledAccount(year, account.accountId)}>{texts.account(account.number)}</a>
        ) : (
          <a href={paths.accountDetails(year, account.accountId)}>{texts.accountInBooks}</a>
        )}
      </p>
      {settled.settlements.length === 0 ? (
        <EmptyState title={view.period === null ? texts.none : texts.noneOfPeriod}>
          <p>{texts.noneWhatToDo}</p>
        </EmptyState>
      ) : (
        <StateTable
          caption={`${place.name}, ${place.address}: ${texts.yearTitle(year)}`}
          columns={[
            { label: texts.settlement },
            { label: texts.postedOn },
            { label: texts.costs, align: "figures" },
            { label: texts.advances, align: "figures" },
            { label: texts.result, align: "figures" },
          ]}
          rows={settled.settlements.map((settlement) => ({
            id: settlement.settlementId,
            cells: settlementCells(settlement),
          }))}
        />
      )}
    </section>
  );
}

function settlementCells(settlement: SettlementHead) {
  const [word = "", ...amount] = headInWords(settlement).split(" ");
  return [
    <>
      <a href={paths.settlement(settlement.settlementId)}>{texts.media[settlement.medium]}</a>
      <span class="cell-note">
        {periodInTable(settlement.period)}, {settlement.code}
        {settlement.isReversed && `, ${texts.reversed}`}
      </span>
    </>,
    dateInTable(settlement.postedOn),
    <Money key="costs" amountGrosze={settlement.costGrosze} />,
    <Money key="advances" amountGrosze={settlement.advancesGrosze} />,
    <span key="result" class="balance">
      {settlement.resultGrosze === 0 ? (
        headInWords(settlement)
      ) : (
        <>
          <span class="money">{amount.join(" ")}</span> <span class="balance-word">{word}</span>
        </>
      )}
    </span>,
  ];
}
