import type { Measure } from "../../domain/metering/meters.ts";
import { MirroredLine } from "../components/as-of-line.tsx";
import { StateTable } from "../components/state-table.tsx";
import { MonthLinks } from "../components/time-links.tsx";
import { UnitSwitcher } from "../components/unit-switcher.tsx";
import { Layout } from "../layout.tsx";
import { readings } from "../messages/pl/pages/readings.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence, monthWithYear } from "../wording.ts";
import { capitalised, figure, inWordsOf, quantityWithMeasure } from "./reading-wording.ts";
import type { ConsumptionInformationView, InformationFigures } from "./view-models.ts";

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
      <MirroredLine asOf={view.asOf} />
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
      {view.buildingHeat.length > 0 && <BuildingHeat view={view} />}
      <p class="table-note">{texts.law}</p>
    </Layout>
  );
}

function MeasureInformation(props: {
  view: ConsumptionInformationView;
  figures: ConsumptionInformationView["measures"][number];
}) {
  const { measure, isEstimated, unit, building, countedWith } = props.figures;
  const texts = readings.information;
  const buildingName = countedWith === "" ? texts.building(props.view.building) : texts.together(countedWith);
  return (
    <section aria-label={readings.measures[measure].long}>
      {unit.quantity !== null && (
        <p class="answer">
          {texts.answer(
            monthWithYear(props.view.month),
            measure === "unit" ? readings.answer.counted : readings.answer.used,
          )}{" "}
          <strong>{quantityWithMeasure(unit.quantity, measure)}</strong>
          {unit.difference !== null && `, ${inWordsOf(unit.difference, measure, readings.answer)}`}.
        </p>
      )}
      <StateTable
        caption={`${capitalised(readings.media[props.view.medium].name)}, ${readings.measures[measure].long}`}
        showCaption
        columns={[
          { label: texts.whose },
          { label: texts.lastYear, align: "figures" },
          { label: readings.difference, align: "figures" },
          { label: texts.thisMonth, align: "figures" },
        ]}
        rows={[
          { id: "unit", name: texts.unit, figures: unit },
          { id: "building", name: buildingName, figures: building },
        ].map(({ id, name, figures }) => ({ id, cells: [name, ...toldFigures(figures, measure)] }))}
      />
      {isEstimated && <p>{texts.estimated}</p>}
    </section>
  );
}

/** How much heat came, split into heating and hot water: units of allocators do not say it. */
function BuildingHeat({ view }: { view: ConsumptionInformationView }) {
  const texts = readings.information;
  return (
    <section aria-label={texts.heat.caption}>
      <StateTable
        caption={`${texts.heat.caption}, ${view.building}`}
        showCaption
        columns={[
          { label: texts.heat.what },
          { label: texts.lastYear, align: "figures" },
          { label: readings.difference, align: "figures" },
          { label: texts.thisMonth, align: "figures" },
        ]}
        rows={view.buildingHeat.map(({ medium, measure, figures, countedWith }) => {
          const use = `${texts.heat.uses[medium]}, ${readings.measures[measure].short}`;
          const name = countedWith === "" ? use : texts.heat.together(use, countedWith);
          return { id: `${medium}-${measure}`, cells: [name, ...toldFigures(figures, measure)] };
        })}
      />
      {view.medium === "heat" && view.measures.some(({ measure }) => measure === "unit") && (
        <p>{texts.heat.note}</p>
      )}
    </section>
  );
}

/** Last year, the difference, this month. */
function toldFigures({ lastYear, difference, quantity }: InformationFigures, measure: Measure): string[] {
  const told = (one: number | null) => (one === null ? readings.information.notTold : figure(one, measure));
  return [
    told(lastYear),
    difference === null ? "" : inWordsOf(difference, measure, readings, figure),
    told(quantity),
  ];
}
