import { scaleBand, scaleLinear } from "d3-scale";
import { type Month, yearOf } from "../../domain/values/month.ts";
import { readings } from "../messages/pl/pages/readings.ts";
import type { MonthConsumption } from "../resident/view-models.ts";
import { monthName } from "../wording.ts";

/** Parts of the drawing's width and height in percent, so that its letters keep their size on every screen. */
const LEFT = 11;
const TOP = 7;
const BOTTOM = 88;

/**
 * A year's consumption by month, each bar beside the hollow one of the year before. The table below it holds the same figures; what is
 * not known has no bar. Without script and without inline style: positions are attributes, the rest is in the style sheet.
 */
export function ConsumptionChart(props: {
  readonly label: string;
  readonly measure: string;
  readonly months: readonly MonthConsumption[];
}) {
  const { label, measure, months } = props;
  const largest = Math.max(0, ...months.flatMap((month) => [month.quantity ?? 0, month.lastYear ?? 0]));
  const year = months[0] === undefined ? 0 : yearOf(months[0].month);
  const across = scaleBand<Month>(
    months.map((month) => month.month),
    [LEFT, 100],
  ).paddingInner(0.28);
  const beside = scaleBand<"last" | "this">(["last", "this"], [0, across.bandwidth()]).paddingInner(0.1);
  const up = scaleLinear([0, Math.max(largest, 1) / 1_000_000], [BOTTOM, TOP]).nice(4);
  const bar = (month: Month, which: "last" | "this", quantity: number, name: string) => {
    const y = up(quantity / 1_000_000);
    return (
      <rect
        class={name}
        x={percent(across(month)! + beside(which)!)}
        width={percent(beside.bandwidth())}
        y={percent(y)}
        height={percent(BOTTOM - y)}
      />
    );
  };
  return (
    <figure class="chart">
      <p class="chart-measure" aria-hidden="true">
        {measure}
      </p>
      <svg class="chart-drawing" role="img" aria-label={label}>
        {up.ticks(4).map((tick) => (
          <g key={tick}>
            <line
              class="chart-rule"
              x1={percent(LEFT)}
              x2="100%"
              y1={percent(up(tick))}
              y2={percent(up(tick))}
            />
            <text
              class="chart-letters"
              x={percent(LEFT - 1.5)}
              y={percent(up(tick))}
              dy="0.35em"
              text-anchor="end"
            >
              {String(tick).replace(".", ",")}
            </text>
          </g>
        ))}
        {months.map((each) => (
          <g key={each.month}>
            {each.lastYear !== null && bar(each.month, "last", each.lastYear, "chart-last")}
            {each.quantity !== null &&
              bar(each.month, "this", each.quantity, each.isEstimated ? "chart-estimated" : "chart-this")}
            <text
              class="chart-letters"
              x={percent(across(each.month)! + across.bandwidth() / 2)}
              y="97%"
              text-anchor="middle"
            >
              {monthName(each.month).slice(0, 3)}
            </text>
          </g>
        ))}
        <line class="chart-ground" x1={percent(LEFT)} x2="100%" y1={percent(BOTTOM)} y2={percent(BOTTOM)} />
      </svg>
      <figcaption class="chart-key">
        <Key name="chart-last" word={String(year - 1)} />
        <Key name="chart-this" word={String(year)} />
        {months.some((month) => month.isEstimated && month.quantity !== null) && (
          <Key name="chart-estimated" word={readings.chart.estimated} />
        )}
      </figcaption>
    </figure>
  );
}

function Key({ name, word }: { name: string; word: string }) {
  return (
    <span class="chart-key-entry">
      <svg class="chart-swatch" aria-hidden="true">
        <rect class={name} x="1" y="1" width="12" height="12" />
      </svg>{" "}
      {word}
    </span>
  );
}

function percent(part: number): string {
  return `${Math.round(part * 100) / 100}%`;
}
