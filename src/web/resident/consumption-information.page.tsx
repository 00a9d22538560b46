import { StateTable } from "../components/state-table.tsx";
import { MonthLinks } from "../components/time-links.tsx";
import { UnitSwitcher } from "../components/unit-switcher.tsx";
import { Layout } from "../layout.tsx";
import { readings } from "../messages/pl/pages/readings.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence, monthWithYear } from "../wording.ts";
import { figure, inWordsOf } from "./reading-wording.ts";
import type { ConsumptionInformationView } from "./view-models.ts";

/** What a unit used in one month, its building and the year before beside it; a sheet to print. */
export function ConsumptionInformationPage(props: { frame: PageFrame; view: ConsumptionInformationView }) {
  const { view } = props;
  const { unit, month, medium } = view;
  const texts = readings.information;
  const title = texts.title(monthWithYear(month));
  const place = `${unit.name}, ${unit.address}`;
  return (
    <Layout frame={props.frame} title={title} tab="readings">
      <h1>{title}</h1>
      <p class="as-of">{texts.shows(place, readings.media[medium].name, dateInSentence(view.issuedOn))}</p>
      <UnitSwitcher units={view.units} shown={unit} path={paths.readings} />
      <MonthLinks
        month={month}
        previous={view.previous}
        next={view.next}
        path={(other) => paths.consumptionInformation(other, medium, unit.unitId)}
        yearPath={paths.readingsYear(Number(month.slice(0, 4)), medium, unit.unitId)}
      />
      {view.measures.map((each) => (
        <MeasureInformation key={each.measure} view={view} figures={each} />
      ))}
      <p class="table-note">{texts.law}</p>
    </Layout>
  );
}

function MeasureInformation(props: {
  view: ConsumptionInformationView;
  figures: ConsumptionInformationView["measures"][number];
}) {
  const { measure, isEstimated, unit, building } = props.figures;
  const texts = readings.information;
  const told = (quantity: number | null) => (quantity === null ? texts.notTold : figure(quantity, measure));
  return (
    <section aria-label={readings.measures[measure].long}>
      {unit.difference !== null && (
        <p class="answer">{inWordsOf(unit.difference, measure, texts.comparison)}</p>
      )}
      <StateTable
        caption={`${readings.media[props.view.medium].name}, ${readings.measures[measure].long}`}
        showCaption
        columns={[
          { label: texts.whose },
          { label: texts.lastYear, align: "figures" },
          { label: readings.difference, align: "figures" },
          { label: texts.thisMonth, align: "figures" },
        ]}
        rows={[
          { id: "unit", name: texts.unit, figures: unit },
          { id: "building", name: texts.building(props.view.building), figures: building },
        ].map(({ id, name, figures }) => ({
          id,
          cells: [
            name,
            told(figures.lastYear),
            figures.difference === null ? "" : inWordsOf(figures.difference, measure, readings, figure),
            told(figures.quantity),
          ],
        }))}
      />
      {isEstimated && <p>{texts.estimated}</p>}
    </section>
  );
}
