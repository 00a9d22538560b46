import { MirroredLine } from "../components/as-of-line.tsx";
import { Money } from "../components/money.tsx";
import { type SummaryEntry, SummaryList } from "../components/summary-list.tsx";
import { WorkingSteps } from "../components/working.tsx";
import { Layout } from "../layout.tsx";
import { fees } from "../messages/pl/pages/fees.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence, monthWithYear } from "../wording.ts";
import { feeWorking } from "./fee-working.ts";
import { ResolutionLink } from "./resolution-link.tsx";
import type { FeeLineView } from "./view-models.ts";

/** How one component of a month was computed, step by step, and where its rate comes from. */
export function FeeLinePage({ frame, view }: { frame: PageFrame; view: FeeLineView }) {
  const { line, unit, month } = view;
  const title = `${line.component}: ${monthWithYear(month)}`;
  return (
    <Layout frame={frame} title={title} tab="fees">
      <p class="way-back">
        <a href={paths.feeMonth(month, unit.unitId)}>
          <span aria-hidden="true">← </span>
          {fees.backToMonth(monthWithYear(month))}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="as-of">
        {unit.name}, {unit.address}. {fees.howComputed}.
      </p>
      <MirroredLine asOf={view.asOf} />
      {view.explanation && <p>{view.explanation}</p>}
      <h2>{fees.steps}</h2>
      <WorkingSteps lines={feeWorking(view)} />
      <p class="working-total">
        <span>{fees.amount}</span> <Money amountGrosze={line.amountGrosze} />
      </p>
      {line.isDisputed && <p>{fees.disputed}</p>}
      <h2>{fees.rateSource}</h2>
      <SummaryList entries={sourceEntries(view)} />
    </Layout>
  );
}

function sourceEntries({ line, rateFrom, resolutionTitle, justification }: FeeLineView): SummaryEntry[] {
  const entries: SummaryEntry[] = [
    {
      word: fees.resolutionWord,
      value: line.resolution === null ? fees.noResolution : <ResolutionLink resolution={line.resolution} />,
    },
  ];
  if (resolutionTitle !== null) entries.push({ word: fees.resolutionTitle, value: resolutionTitle });
  if (rateFrom !== null) entries.push({ word: fees.rateFrom, value: dateInSentence(rateFrom) });
  if (justification !== null) entries.push({ word: fees.justification, value: justification });
  return entries;
}
