import { MirroredLine } from "../components/as-of-line.tsx";
import { ChangeList } from "../components/change-note.tsx";
import { Notice } from "../components/notice.tsx";
import { StatementSections } from "../components/statement-blocks.tsx";
import { Layout } from "../layout.tsx";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence } from "../wording.ts";
import { settlementStatement } from "./settlement-statement.ts";
import type { SettlementView } from "./view-models.ts";

/** One settlement of one right: what comes out and when, then everything it was made of. */
export function SettlementPage({ frame, view }: { frame: PageFrame; view: SettlementView }) {
  const statement = settlementStatement(view, frame.cooperative);
  const { answer } = statement;
  return (
    <Layout frame={frame} title={statement.title} tab="settlements" isWide>
      <p class="way-back">
        <a href={paths.settlementsYear(Number(view.postedOn.slice(0, 4)))}>
          <span aria-hidden="true">← </span>
          {texts.backToYear(Number(view.postedOn.slice(0, 4)))}
        </a>
      </p>
      <h1>{statement.title}</h1>
      <p class="as-of">
        {view.place.name}, {view.place.address}.
      </p>
      <MirroredLine asOf={view.asOf} />
      <div class="settlement-answer">
        <p class="statement-due">
          <span class="statement-words">{answer.words}</span>{" "}
          {answer.amount !== null && (
            <a class="statement-amount" href={paths.settlementWorking(view.settlementId)}>
              {answer.amount}
            </a>
          )}
          <span class="only-heard">.</span>
        </p>
        {answer.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p class="settlement-actions not-printed">
          <a href={paths.settlementWorking(view.settlementId)}>{texts.howComputed}</a>
          <a href={paths.settlementSlip(view.settlementId)}>{texts.slip.link}</a>
          {view.account !== null && view.documentNumber !== null && (
            <a href={paths.accountDetails(Number(view.postedOn.slice(0, 4)), view.account.accountId)}>
              {texts.documentInBooks(view.documentNumber)}
            </a>
          )}
        </p>
      </div>
      <Replacement view={view} />
      <ChangeList changes={view.changes} />
      <StatementSections sections={statement.sections} />
    </Layout>
  );
}

/** A reversed settlement stays readable and says what replaced it. */
function Replacement({ view }: { view: SettlementView }) {
  const { replacement } = texts;
  const { replacedBy, corrects } = view;
  if (!view.isReversed && corrects === null) return null;
  return (
    <Notice title={view.isReversed ? replacement.title : replacement.correctsTitle}>
      {view.isReversed && <p>{replacement.withdrawn}</p>}
      {replacedBy !== null && (
        <p>
          <a href={paths.settlement(replacedBy.settlementId)}>
            {replacement.replacedBy(replacedBy.code, dateInSentence(replacedBy.postedOn))}
          </a>
          .
        </p>
      )}
      {corrects !== null && (
        <p>
          <a href={paths.settlement(corrects.settlementId)}>{replacement.corrects(corrects.code)}</a>.
        </p>
      )}
    </Notice>
  );
}
