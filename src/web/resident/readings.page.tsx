import { AsOfLine } from "../components/as-of-line.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Glossary } from "../components/glossary.tsx";
import { MediumLinks } from "../components/medium-links.tsx";
import { YearLinks } from "../components/time-links.tsx";
import { UnitSwitcher } from "../components/unit-switcher.tsx";
import { Layout } from "../layout.tsx";
import { readings } from "../messages/pl/pages/readings.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { monthName } from "../wording.ts";
import { ConsumptionOfYear } from "./readings-consumption.tsx";
import { ReadingDocuments } from "./readings-documents.tsx";
import { MeterList } from "./readings-meters.tsx";
import type { ReadingsView } from "./view-models.ts";

/** A year of one medium in one unit: what was used, every reading, every meter. */
export function ReadingsPage({ frame, view }: { frame: PageFrame; view: ReadingsView }) {
  const { unit, year, medium } = view;
  const isMetered = view.media.length > 0;
  const title = isMetered ? readings.yearTitle(readings.media[medium].name, year) : readings.title;
  const hasLines = view.places.some((place) => place.lines.length > 0);
  return (
    <Layout frame={frame} title={title} tab="readings">
      <h1>{title}</h1>
      <AsOfLine asOf={view.asOf} shows={readings.yearShows(`${unit.name}, ${unit.address}`, year)} />
      <UnitSwitcher units={view.units} shown={unit} path={paths.readings} />
      {isMetered && (
        <>
          <MediumLinks
            media={view.media}
            shown={medium}
            path={(other) => paths.readingsYear(year, other, unit.unitId)}
          />
          <YearLinks
            years={view.years}
            shown={year}
            path={(other) => paths.readingsYear(other, medium, unit.unitId)}
          />
        </>
      )}
      {hasLines || view.consumption.length > 0 ? (
        <>
          {view.consumption.length === 0 && <p class="answer">{readings.answer.notYet}</p>}
          {view.consumption.map((each) => (
            <ConsumptionOfYear key={each.measure} medium={medium} consumption={each} />
          ))}
          <Information view={view} />
          <ReadingDocuments view={view} />
        </>
      ) : (
        <Nothing view={view} />
      )}
      <MeterList view={view} />
      <Words view={view} />
    </Layout>
  );
}

/** Why there is nothing to show: each reason has its own words. */
function Nothing({ view }: { view: ReadingsView }) {
  const { empty } = readings;
  const [title, text] =
    view.media.length === 0
      ? [empty.noMeters, empty.noMetersWhy]
      : !view.media.includes(view.medium)
        ? [empty.notThisMedium(readings.media[view.medium].name), empty.notThisMediumWhy]
        : view.hasEverBeenRead
          ? [empty.notThisYear(view.year), empty.notThisYearWhat]
          : [empty.neverRead, empty.neverReadWhy];
  return (
    <EmptyState title={title}>
      <p>{text}</p>
    </EmptyState>
  );
}

function Information({ view }: { view: ReadingsView }) {
  if (view.information.length === 0) return null;
  return (
    <section class="not-printed" aria-labelledby="informacje">
      <h2 id="informacje">{readings.information.section}</h2>
      <p>{readings.information.sectionText}</p>
      <ul class="month-list">
        {view.information.map((month) => (
          <li key={month}>
            <a href={paths.consumptionInformation(month, view.medium, view.unit.unitId)}>
              {monthName(month)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only the words that this page uses. */
function Words({ view }: { view: ReadingsView }) {
  const meters = view.places.flatMap((place) => place.meters);
  const { verification, allocator, factor, locationFactor, title } = readings.words;
  const hasAllocators = meters.some((meter) => meter.kind === "heat-cost-allocator");
  const words = [
    ...(meters.some((meter) => meter.verifiedUntil !== null) ? [verification] : []),
    ...(hasAllocators ? [allocator, factor, locationFactor] : []),
  ];
  return words.length === 0 ? null : <Glossary title={title} words={words} />;
}
