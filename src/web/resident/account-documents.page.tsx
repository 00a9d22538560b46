import { ChangeList, ChangeNotes } from "../components/change-note.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Balance, Money, MoneyOrDash } from "../components/money.tsx";
import { StateTable } from "../components/state-table.tsx";
import { accounting } from "../messages/pl/pages/accounting.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInTable, monthWithYear } from "../wording.ts";
import { AccountFrame } from "./account-frame.tsx";
import type { AccountDocumentLine, AccountDocumentsView } from "./view-models.ts";

/** Every document of an account's year with its running balance. */
export function AccountDocumentsPage({ frame, view }: { frame: PageFrame; view: AccountDocumentsView }) {
  const { account, year } = view;
  return (
    <AccountFrame
      frame={frame}
      view={view}
      shows={accounting.detailsShow(year)}
      subtitle={accounting.detailsTitle}
      isWide
      path={(otherYear) => paths.accountDetails(otherYear, account.accountId)}
    >
      <p class="not-printed">
        <a href={paths.account(year, account.accountId)}>{accounting.byMonth}</a>
      </p>
      {view.lines.length === 0 ? <EmptyState title={accounting.emptyDetails} /> : <Lines view={view} />}
      <ChangeList changes={changesElsewhere(view)} />
      {view.openingItems.length > 0 && <OpeningItems view={view} />}
    </AccountFrame>
  );
}

function Lines({ view }: { view: AccountDocumentsView }) {
  const { account } = view;
  const anchors = firstLineOfEachMonth(view.lines);
  return (
    <StateTable
      caption={accounting.detailsShow(view.year)}
      width="wide"
      columns={[
        { label: accounting.document },
        { label: accounting.text },
        { label: accounting.documentDate },
        { label: accounting.postingDate },
        { label: accounting.dueDate },
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
            "",
            "",
            "",
            "",
            <Balance key="balance" balanceGrosze={account.openingGrosze} nature={account.nature} />,
          ],
        },
        ...view.lines.map((line) => ({
          id: line.lineId,
          ...(anchors.has(line) ? { anchor: `m${line.postingDate.slice(0, 7)}` } : {}),
          cells: lineCells(line, view),
        })),
      ]}
      total={[
        accounting.yearTotal(view.year),
        "",
        "",
        "",
        "",
        <MoneyOrDash key="debit" amountGrosze={account.debitGrosze} />,
        <MoneyOrDash key="credit" amountGrosze={account.creditGrosze} />,
        <Balance key="balance" balanceGrosze={account.balanceGrosze} nature={account.nature} />,
      ]}
    />
  );
}

function OpeningItems({ view }: { view: AccountDocumentsView }) {
  const { account, openingItems } = view;
  return (
    <section aria-labelledby="bilans">
      <h2 id="bilans">{accounting.openingMadeOf}</h2>
      <p class="quiet">{accounting.openingMadeOfText}</p>
      <StateTable
        caption={accounting.openingMadeOf}
        columns={[
          { label: accounting.earlierDocument },
          { label: accounting.document },
          { label: accounting.dueDate },
          { label: accounting.originally, align: "figures" },
          { label: accounting.remained, align: "figures" },
        ]}
        rows={openingItems.map((item) => ({
          id: item.itemId,
          cells: [
            <>
              {item.originalDocument ?? accounting.openingLong}
              {item.month && <span class="cell-note">{accounting.forMonth(monthWithYear(item.month))}</span>}
            </>,
            item.documentNumber,
            item.dueDate === null ? "" : dateInTable(item.dueDate),
            item.originalGrosze === null ? "" : <Money key="originally" amountGrosze={item.originalGrosze} />,
            <Balance key="remained" balanceGrosze={item.amountGrosze} nature={account.nature} />,
          ],
        }))}
        total={[
          accounting.openingLong,
          "",
          "",
          "",
          <Balance key="total" balanceGrosze={account.openingGrosze} nature={account.nature} />,
        ]}
      />
    </section>
  );
}

function lineCells(line: AccountDocumentLine, view: AccountDocumentsView) {
  const path = explanationPath(line);
  return [
    <>
      {line.documentNumber}
      <span class="cell-note">{terms.documents[line.kind]}</span>
    </>,
    <>
      {path === null ? line.text : <a href={path}>{line.text}</a>}
      <ChangeNotes changes={view.changes.filter((change) => change.lineId === line.lineId)} />
    </>,
    dateInTable(line.documentDate),
    dateInTable(line.postingDate),
    line.dueDate === null ? "" : dateInTable(line.dueDate),
    <MoneyOrDash key="debit" amountGrosze={line.debitGrosze} />,
    <MoneyOrDash key="credit" amountGrosze={line.creditGrosze} />,
    <Balance key="balance" balanceGrosze={line.balanceGrosze} nature={view.account.nature} />,
  ];
}

/** Changes of what the table does not show: rows that were taken back, items of the opening balance. */
function changesElsewhere({ changes, lines }: AccountDocumentsView) {
  return changes.filter((change) => !lines.some((line) => line.lineId === change.lineId));
}

function explanationPath(line: AccountDocumentLine): string | null {
  const { explainedBy } = line;
  switch (explainedBy?.kind) {
    case "payment":
      return paths.payment(explainedBy.paymentId);
    case "settlement":
      return paths.settlement(explainedBy.settlementId);
    case "fee-month":
      return paths.feeMonth(explainedBy.month, explainedBy.unitId);
    default:
      return null;
  }
}

function firstLineOfEachMonth(lines: readonly AccountDocumentLine[]): ReadonlySet<AccountDocumentLine> {
  const seen = new Set<string>();
  const first = lines.filter((line) => {
    const month = line.postingDate.slice(0, 7);
    if (seen.has(month)) return false;
    seen.add(month);
    return true;
  });
  return new Set(first);
}
