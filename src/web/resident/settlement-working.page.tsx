import { MirroredLine } from "../components/as-of-line.tsx";
import { WorkingSteps } from "../components/working.tsx";
import { Layout } from "../layout.tsx";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { resultInWords } from "./settlement-statement.ts";
import { periodInWords } from "./settlement-words.ts";
import { settlementWorking } from "./settlement-working.ts";
import type { SettlementView } from "./view-models.ts";

/** How a settlement was computed, step by step, for a person with a pocket calculator. */
export function SettlementWorkingPage({ frame, view }: { frame: PageFrame; view: SettlementView }) {
  const title = texts.working.title(texts.media[view.medium], periodInWords(view.period));
  return (
    <Layout frame={frame} title={title} tab="settlements">
      <p class="way-back">
        <a href={paths.settlement(view.settlementId)}>
          <span aria-hidden="true">← </span>
          {texts.backToSettlement}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="as-of">
        {view.place.name}, {view.place.address}. {texts.working.shows}
      </p>
      <MirroredLine asOf={view.asOf} />
      {settlementWorking(view).map((group) => (
        <section key={group.id} class="working-group" aria-labelledby={group.id}>
          <h2 id={group.id}>{group.title}</h2>
          <WorkingSteps lines={group.lines} />
        </section>
      ))}
      <p class="working-total">
        <span>{texts.result}</span> <span class="money">{resultInWords(view.resultGrosze)}</span>
      </p>
    </Layout>
  );
}
