import type { Month } from "../../domain/values/month.ts";
import { calendar } from "../messages/pl/pages/calendar.ts";
import { monthWithYear } from "../wording.ts";

/** The years one can look at, the shown one marked: links to share, not a form to send. */
export function YearLinks(props: {
  years: readonly number[];
  shown: number;
  path: (year: number) => string;
}) {
  return (
    <nav class="time-links" aria-label={calendar.years}>
      <span class="quiet">{calendar.year}:</span>
      <ul>
        {props.years.map((year) => (
          <li key={year}>
            <a href={props.path(year)} aria-current={year === props.shown ? "true" : undefined}>
              {year}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The month before and the month after, where they exist, and the way to the whole year. */
export function MonthLinks(props: {
  month: Month;
  previous: Month | null;
  next: Month | null;
  path: (month: Month) => string;
  yearPath: string;
}) {
  return (
    <nav class="time-links month-links" aria-label={calendar.monthsNearby}>
      <ul>
        {props.previous && (
          <li>
            <a href={props.path(props.previous)} rel="prev">
              <span aria-hidden="true">← </span>
              <span class="only-heard">{calendar.previousMonth}: </span>
              {monthWithYear(props.previous)}
            </a>
          </li>
        )}
        <li>
          <a href={props.yearPath}>{calendar.wholeYear(Number(props.month.slice(0, 4)))}</a>
        </li>
        {props.next && (
          <li>
            <a href={props.path(props.next)} rel="next">
              <span class="only-heard">{calendar.nextMonth}: </span>
              {monthWithYear(props.next)}
              <span aria-hidden="true"> →</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
