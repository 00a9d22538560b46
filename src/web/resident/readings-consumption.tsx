import type { Measure, MeteredMedium } from "../../domain/metering/meters.ts";
import { yearOf } from "../../domain/values/month.ts";
import type { Quantity } from "../../domain/values/quantity.ts";
import { ConsumptionChart } from "../components/consumption-chart.tsx";
import { StateTable } from "../components/state-table.tsx";
import { calendar } from "../messages/pl/pages/calendar.ts";
import { readings } from "../messages/pl/pages/readings.ts";
import { monthName } from "../wording.ts";
import { figure, inWordsOf, quantityWithMeasure } from "./reading-wording.ts";
import type { MonthConsumption, YearConsumption } from "./view-models.ts";

/** What was used in a year: the answer in a sentence, a chart, and the same figures in a table. */
export function ConsumptionOfYear(props: {
  readonly medium: MeteredMedium;
  readonly consumption: YearConsumption;
}) {
  const { medium, consumption } = props;
  const { measure, months, total } = consumption;
  const year = months[0] === undefined ? 0 : yearOf(months[0].month);
  const name = readings.media[medium].name;
  const caption = `${readings.chart.title(name)}, ${readings.measures[measure].long}`;
  return (
    <section class="consumption" aria-label={caption}>
      <Answer medium={medium} consumption={consumption} />
      <ConsumptionChart
        label={readings.chart.label(name, year, readings.measures[measure].long)}
        measure={readings.measures[measure].short}
        months={months}
      />
      <StateTable
        caption={caption}
        showCaption
        width="slim"
        columns={[
          { label: readings.month },
          { label: String(year), align: "figures" },
          { label: String(year - 1), align: "figures" },
          { label: readings.difference, align: "figures" },
        ]}
        rows={months
          .filter((month) => month.quantity !== null || month.lastYear !== null)
          .map((month) => ({ id: month.month, cells: monthCells(month, consumption) }))}
        {...(total && {
          total: [
            readings.total,
            figure(total.quantity, measure),
            total.lastYear === null ? "" : figure(total.lastYear, measure),
            total.difference === null ? "" : inWordsOf(total.difference, measure, readings, figure),
          ],
        })}
      />
      <p class="table-note">
        {consumption.isWeighted && `${readings.weighted} `}
        {readings.spread}
      </p>
      <PlaceByPlace medium={medium} consumption={consumption} year={year} />
    </section>
  );
}

function Answer({ medium, consumption }: { medium: MeteredMedium; consumption: YearConsumption }) {
  const { total, measure, isWeighted } = consumption;
  const { answer } = readings;
  if (total === null) return <p class="answer">{answer.notYet}</p>;
  const [verb, what] = isWeighted
    ? [answer.counted, answer.recounted]
    : [answer.used, readings.media[medium].of];
  const compared = total.difference === null ? "" : `, ${inWordsOf(total.difference, measure, answer)}`;
  return (
    <>
      <p class="answer">
        {spanInWords(total)} {verb} <strong>{quantityWithMeasure(total.quantity, measure)}</strong> {what}
        {compared}.
      </p>
      {consumption.unreadPlaces.length > 0 && (
        <p class="quiet">{readings.unread(consumption.unreadPlaces.join(", "))}</p>
      )}
      {total.difference === null && <p class="quiet">{answer.noLastYear}</p>}
    </>
  );
}

function spanInWords({ from, to }: NonNullable<YearConsumption["total"]>): string {
  const year = yearOf(to);
  const [first, last] = [Number(from.slice(5)), Number(to.slice(5))];
  const of = (month: number) => calendar.monthsOf[month - 1] ?? "";
  const { answer } = readings;
  if (first === 1 && last === 12) return answer.wholeYear(year);
  if (first === last) return answer.inMonth(year, monthName(to));
  return first === 1 ? answer.untilEndOf(year, of(last)) : answer.fromToEndOf(year, of(first), of(last));
}

function monthCells(month: MonthConsumption, { measure }: YearConsumption) {
  return [
    monthName(month.month),
    monthFigure(month.quantity, measure, month.isEstimated, month.isPartial),
    monthFigure(month.lastYear, measure, month.isLastYearEstimated, month.isLastYearPartial),
    month.difference === null ? "" : inWordsOf(month.difference, measure, readings, figure),
  ];
}

/** A figure, and under it why it is not just what readings of the whole month say. */
function monthFigure(quantity: Quantity | null, measure: Measure, isEstimated: boolean, isPartial: boolean) {
  if (quantity === null) return "";
  return (
    <>
      {figure(quantity, measure)}
      {isEstimated && <span class="cell-note">{readings.estimated}</span>}
      {isPartial && <span class="cell-note">{readings.partial}</span>}
    </>
  );
}

function PlaceByPlace(props: { medium: MeteredMedium; consumption: YearConsumption; year: number }) {
  const { places, measure } = props.consumption;
  if (places.length < 2) return null;
  const caption = props.medium === "heat" ? readings.byRoom : readings.byPlace;
  return (
    <StateTable
      caption={`${caption}, ${readings.measures[measure].short}`}
      showCaption
      width="slim"
      columns={[
        { label: readings.place },
        { label: String(props.year), align: "figures" },
        { label: String(props.year - 1), align: "figures" },
        { label: readings.difference, align: "figures" },
      ]}
      rows={places.map((place) => ({
        id: place.pointId,
        cells: [
          place.place,
          figure(place.quantity, measure),
          place.lastYear === null ? "" : figure(place.lastYear, measure),
          place.difference === null ? "" : inWordsOf(place.difference, measure, readings, figure),
        ],
      }))}
    />
  );
}
