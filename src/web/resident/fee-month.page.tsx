import { zlotyForPeople } from "../../domain/values/money.ts";
import { MirroredLine } from "../components/as-of-line.tsx";
import { ChangeList, ChangeNotes } from "../components/change-note.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Glossary } from "../components/glossary.tsx";
import { Money } from "../components/money.tsx";
import { LeftOutNotice } from "../components/notice.tsx";
import { StateTable } from "../components/state-table.tsx";
import { Sums } from "../components/sums.tsx";
import { MonthLinks } from "../components/time-links.tsx";
import { UnitSwitcher } from "../components/unit-switcher.tsx";
import { Layout } from "../layout.tsx";
import { fees } from "../messages/pl/pages/fees.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence, dateInTable, monthWithYear } from "../wording.ts";
import { baseInWords, rateInWords, vatInWords } from "./fee-wording.ts";
import { ResolutionLink } from "./resolution-link.tsx";
import type { FeeLine, FeeMonthView } from "./view-models.ts";

/** The fee of one month: every component with base, rate, VAT, amount and resolution; what was corrected later; the total. */
export function FeeMonthPage({ frame, view }: { frame: PageFrame; view: FeeMonthView }) {
  const { month, unit } = view;
  const title = fees.monthTitle(monthWithYear(month));
  return (
    <Layout frame={frame} title={title} tab="fees">
      <h1>{title}</h1>
      <p class="as-of">
        {unit.name}, {unit.address}. {view.dueDate && `${fees.dueBy(dateInSentence(view.dueDate))} `}
        {view.documentNumber && fees.document(view.documentNumber)}
      </p>
      <MirroredLine asOf={view.asOf} />
      <UnitSwitcher units={view.units} shown={unit} path={(unitId) => paths.feeMonth(month, unitId)} />
      <MonthLinks
        month={month}
        previous={view.previous}
        next={view.next}
        path={(other) => paths.feeMonth(other, unit.unitId)}
        yearPath={paths.feeYear(Number(month.slice(0, 4)), unit.unitId)}
      />
      {view.lines.length === 0 ? (
        <EmptyState title={fees.empty}>
          <p>{fees.emptyWhatToDo}</p>
        </EmptyState>
      ) : (
        <Components view={view} />
      )}
      <Corrections view={view} />
      <ChangeList
        changes={view.changes.filter((change) => !view.lines.some((line) => line.lineId === change.lineId))}
      />
      <Sums
        parts={[
          { word: fees.assessed, amountGrosze: view.assessedGrosze },
          { word: fees.corrections, amountGrosze: view.correctionsGrosze },
        ]}
        total={{ word: fees.total, amountGrosze: view.totalGrosze }}
      />
      <LeftOutNotice telephone={frame.cooperative.telephone} />
      <Glossary title={fees.words} words={[terms.explanations.advance, terms.explanations.correction]} />
    </Layout>
  );
}

function Components({ view }: { view: FeeMonthView }) {
  const vatRows = view.vat.map((vat) => ({
    id: `vat-${vat.ratePercent}`,
    cells: [
      fees.vatOf(vatInWords(vat.ratePercent), zlotyForPeople(vat.netGrosze)),
      "",
      "",
      "",
      <Money key="vat" amountGrosze={vat.vatGrosze} />,
    ],
  }));
  return (
    <>
      <p class="quiet not-printed">{fees.linksHint}</p>
      <StateTable
        caption={fees.shows}
        columns={[
          { label: fees.component },
          { label: fees.base, align: "figures" },
          { label: fees.rate, align: "figures" },
          { label: fees.vat, align: "figures" },
          { label: fees.amount, align: "figures" },
        ]}
        rows={[...view.lines.map((line) => ({ id: line.lineId, cells: lineCells(line, view) })), ...vatRows]}
        total={[fees.assessedTotal, "", "", "", <Money key="total" amountGrosze={view.assessedGrosze} />]}
      />
    </>
  );
}

function lineCells(line: FeeLine, view: FeeMonthView) {
  return [
    <>
      <a href={paths.feeLine(view.month, line.lineId, view.unit.unitId)}>{line.component}</a>
      <span class="cell-note">
        {line.resolution === null ? fees.noResolution : <ResolutionLink resolution={line.resolution} />}
      </span>
      {line.isDisputed && <span class="cell-note">{fees.disputed}</span>}
      <ChangeNotes changes={view.changes.filter((change) => change.lineId === line.lineId)} />
    </>,
    baseInWords(line),
    rateInWords(line),
    vatInWords(line.vatPercent),
    <Money key="amount" amountGrosze={line.amountGrosze} />,
  ];
}

function Corrections({ view }: { view: FeeMonthView }) {
  if (view.corrections.length === 0) return null;
  return (
    <section aria-labelledby="korekty">
      <h2 id="korekty">{fees.corrections}</h2>
      <StateTable
        caption={fees.corrections}
        columns={[
          { label: fees.component },
          { label: fees.correctionReason },
          { label: fees.correctionDocument },
          { label: fees.amount, align: "figures" },
        ]}
        rows={view.corrections.map((correction) => ({
          id: `${correction.documentNumber}-${correction.component}`,
          cells: [
            correction.component,
            correction.reason,
            <>
              {correction.documentNumber}
              <span class="cell-note">{fees.postedOn(dateInTable(correction.postingDate))}</span>
            </>,
            <Money key="amount" amountGrosze={correction.amountGrosze} />,
          ],
        }))}
      />
    </section>
  );
}
