import { zlotyForPeople } from "../../domain/values/money.ts";
import { AsOfLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Balance } from "../components/money.tsx";
import { LeftOutNotice } from "../components/notice.tsx";
import { Layout } from "../layout.tsx";
import { settlements } from "../messages/pl/pages/settlements.ts";
import { start } from "../messages/pl/pages/start.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { balanceSize, dateInTable, dateNear, monthWithYear } from "../wording.ts";
import { headInWords } from "./settlement-statement.ts";
import { periodInWords } from "./settlement-words.ts";
import type { AsOf, NewsItem, StartUnit, StartView } from "./view-models.ts";

/** What do I owe, by when, and did my payment arrive: one sentence a unit. */
export function StartPage({ frame, view }: { frame: PageFrame; view: StartView }) {
  return (
    <Layout frame={frame} title={start.title} tab="start">
      <h1>{start.title}</h1>
      <AsOfLine asOf={view.asOf} />
      {view.units.length === 0 && (
        <EmptyState title={start.noUnits}>
          <p>{start.noUnitsWhatToDo}</p>
        </EmptyState>
      )}
      {view.units.map((unit) => (
        <UnitStatement key={unit.place.unitId} unit={unit} asOf={view.asOf} />
      ))}
      <LeftOutNotice telephone={frame.cooperative.telephone} />
      <News items={view.news} namesPlace={view.units.length > 1} />
    </Layout>
  );
}

function UnitStatement({ unit, asOf }: { unit: StartUnit; asOf: AsOf }) {
  const { place, lastPayment } = unit;
  return (
    <section class="statement" aria-labelledby={`lokal-${place.unitId}`}>
      <h2 id={`lokal-${place.unitId}`} class="statement-place">
        {place.name}, {place.address}
        <span class="only-heard">: </span>
      </h2>
      <AmountDue unit={unit} asOf={asOf} />
      <p class="statement-payment">
        {lastPayment === null ? (
          start.noPayment
        ) : (
          <>
            {start.lastPayment}:{" "}
            <a href={paths.payment(lastPayment.paymentId)}>
              {zlotyForPeople(lastPayment.amountGrosze)}, {dateNear(lastPayment.date, asOf.date)}
            </a>
            , {start.statement(lastPayment.statementNumber)}.
          </>
        )}
      </p>
      <p class="statement-links">
        {unit.latestAssessedMonth && (
          <a href={paths.feeMonth(unit.latestAssessedMonth, place.unitId)}>
            {start.howComputed(monthWithYear(unit.latestAssessedMonth))}
          </a>
        )}
        {unit.heldUntil === null && <a href={paths.virtualAccounts}>{start.howToPay}</a>}
      </p>
      {unit.heldUntil && <p class="quiet">{start.formerUntil(dateNear(unit.heldUntil, asOf.date))}</p>}
    </section>
  );
}

function AmountDue({ unit, asOf }: { unit: StartUnit; asOf: AsOf }) {
  if (unit.due === null) return <NothingDue unit={unit} asOf={asOf} />;
  const { due, place } = unit;
  return (
    <>
      <p class="statement-due">
        <span class="statement-words">{start.toPayBy(dateNear(due.by, asOf.date))}</span>{" "}
        <a class="statement-amount" href={paths.feeMonth(due.month, place.unitId)}>
          {zlotyForPeople(due.amountGrosze)}
        </a>
        <span class="only-heard">.</span>
      </p>
      {unit.overdueGrosze !== 0 && <p class="overdue">{start.overdue(zlotyForPeople(unit.overdueGrosze))}</p>}
      {unit.balanceGrosze !== due.amountGrosze && (
        <p>
          {start.balance} <Balance balanceGrosze={unit.balanceGrosze} />.
        </p>
      )}
    </>
  );
}

function NothingDue({ unit, asOf }: { unit: StartUnit; asOf: AsOf }) {
  const accountsPath = paths.accountingYear(Number(asOf.date.slice(0, 4)));
  if (unit.balanceGrosze === 0)
    return (
      <p class="statement-due">
        <span class="statement-settled">{start.nothingDue}</span>
        <span class="only-heard">.</span>
        <a href={accountsPath}>{start.seeAccounts}</a>
      </p>
    );
  const isOverpaid = unit.balanceGrosze < 0;
  return (
    <>
      <p class="statement-due">
        <span class="statement-words">{isOverpaid ? start.overpaid : start.owedLater}</span>{" "}
        <a class="statement-amount" href={accountsPath}>
          {zlotyForPeople(balanceSize(unit.balanceGrosze))}
        </a>
        <span class="only-heard">.</span>
      </p>
      {isOverpaid && <p>{unit.heldUntil === null ? start.overpaidExplained : start.overpaidFormer}</p>}
    </>
  );
}

/** @param namesPlace where there are several units to tell apart */
function News({ items, namesPlace }: { items: readonly NewsItem[]; namesPlace: boolean }) {
  return (
    <section class="news" aria-labelledby="nowe">
      <h2 id="nowe">{start.news}</h2>
      {items.length === 0 ? (
        <p>{start.newsEmpty}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={`${item.kind}-${item.date}-${newsPath(item)}`}>
              <span class="news-date">{dateInTable(item.date)}</span>{" "}
              <span>
                <a href={newsPath(item)}>{newsSentence(item)}</a>
                {namesPlace && (
                  <span class="quiet">
                    {" "}
                    – {item.place.name}, {item.place.address}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function newsPath(item: NewsItem): string {
  if (item.kind === "settlement-posted") return paths.settlement(item.settlement.settlementId);
  return item.kind === "payment-credited"
    ? paths.payment(item.payment.paymentId)
    : paths.feeMonth(item.month, item.place.unitId);
}

function newsSentence(item: NewsItem): string {
  switch (item.kind) {
    case "month-assessed":
      return start.monthAssessed(monthWithYear(item.month), zlotyForPeople(item.totalGrosze));
    case "month-corrected":
      return start.monthCorrected(monthWithYear(item.month));
    case "settlement-posted":
      return start.settlementPosted(
        settlements.media[item.settlement.medium].toLowerCase(),
        periodInWords(item.settlement.period),
        headInWords(item.settlement),
      );
    case "payment-credited":
      return start.paymentCredited(zlotyForPeople(item.payment.amountGrosze));
  }
}
