import type { StatementChart } from "../../world/pdf/settlement-slip.ts";

/** Bars from zero, each under its words and figure, so that the letters keep their size on every screen. No script, no inline style. */
export function ComparisonBars({ chart }: { chart: StatementChart }) {
  return (
    <figure class="comparison">
      <figcaption class="comparison-caption">{chart.caption}</figcaption>
      <dl>
        {chart.bars.map((bar) => (
          <div key={bar.label} class="comparison-row">
            <dt>{bar.label}</dt>
            <dd>
              <span class="figures">{bar.value}</span>
              <svg class="comparison-bar" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
                <line class="comparison-ground" x1="0" x2="0" y1="0" y2="24" />
                <rect
                  class={bar.isPresent ? "comparison-this" : "comparison-last"}
                  x="0"
                  y="2"
                  width={Math.max(bar.share, 4)}
                  height="20"
                />
              </svg>
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
