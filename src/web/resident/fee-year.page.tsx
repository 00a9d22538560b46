import { MirroredLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Money, MoneyOrDash } from "../components/money.tsx";
import { LeftOutNotice } from "../components/notice.tsx";
import { StateTable } from "../components/state-table.tsx";
import { YearLinks } from "../components/time-links.tsx";
import { UnitSwitcher } from "../components/unit-switcher.tsx";
import { Layout } from "../layout.tsx";
import { fees } from "../messages/pl/pages/fees.ts";
import { layout } from "../messages/pl/pages/layout.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { monthName } from "../wording.ts";
import type { FeeYearView } from "./view-models.ts";

/** A year's fees of one unit, month by month; each month leads to its components. */
export function FeeYearPage({ frame, view }: { frame: PageFrame; view: FeeYearView }) {
  const { unit, year } = view;
  const title = fees.yearTitle(year);
  return (
    <Layout frame={frame} title={title} tab="fees">
      <h1>{title}</h1>
      <p class="as-of">
        {unit.name}, {unit.address}. {fees.yearShows}
      </p>
      <MirroredLine asOf={view.asOf} />
      <UnitSwitcher units={view.units} shown={unit} path={(unitId) => paths.feeYear(year, unitId)} />
      <YearLinks
        years={view.years}
        shown={year}
        path={(otherYear) => paths.feeYear(otherYear, unit.unitId)}
      />
      {view.months.length === 0 ? (
        <EmptyState title={fees.emptyYear}>
          <p>{fees.emptyWhatToDo}</p>
        </EmptyState>
      ) : (
        <Months view={view} />
      )}
      <LeftOutNotice telephone={frame.cooperative.telephone} />
    </Layout>
  );
}

function Months({ view }: { view: FeeYearView }) {
  return (
    <StateTable
      caption={fees.yearTitle(view.year)}
      columns={[
        { label: fees.month },
        { label: fees.assessed, align: "figures" },
        { label: fees.corrections, align: "figures" },
        { label: fees.total, align: "figures" },
      ]}
      rows={view.months.map((row) => ({
        id: row.month,
        cells: [
          <a key="month" href={paths.feeMonth(row.month, view.unit.unitId)}>
            {monthName(row.month)}
          </a>,
          <Money key="assessed" amountGrosze={row.assessedGrosze} />,
          <MoneyOrDash key="corrections" amountGrosze={row.correctionsGrosze} />,
          <Money key="total" amountGrosze={row.totalGrosze} />,
        ],
      }))}
      total={[
        layout.total,
        <Money key="assessed" amountGrosze={view.assessedGrosze} />,
        <MoneyOrDash key="corrections" amountGrosze={view.correctionsGrosze} />,
        <Money key="total" amountGrosze={view.totalGrosze} />,
      ]}
    />
  );
}
