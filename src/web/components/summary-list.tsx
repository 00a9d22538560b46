import type { ComponentChildren } from "preact";

export interface SummaryEntry {
  readonly word: string;
  readonly value: ComponentChildren;
}

/** Words on the left, what they stand for on the right; one below the other when narrow. */
export function SummaryList({ entries }: { entries: readonly SummaryEntry[] }) {
  return (
    <dl class="summary-list">
      {entries.map((entry) => (
        <div key={entry.word}>
          <dt>{entry.word}</dt>
          <dd>{entry.value}</dd>
        </div>
      ))}
    </dl>
  );
}
