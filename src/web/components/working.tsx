/** One step: what was done, what came out, and the act or resolution behind it. */
export interface WorkingLine {
  readonly sentence: string;
  readonly outcome: string;
  readonly source?: string;
  /** Where the outcome itself is explained. */
  readonly path?: string;
}

/** How a figure came about: one step a line, its outcome at the right, its source below. */
export function WorkingSteps({ lines }: { lines: readonly WorkingLine[] }) {
  return (
    <ol class="working">
      {lines.map((line) => (
        <li key={line.sentence}>
          <span class="working-sentence">
            {line.sentence}
            {line.source && <span class="cell-note">{line.source}</span>}
          </span>
          <span class="working-outcome figures">
            {line.path === undefined ? line.outcome : <a href={line.path}>{line.outcome}</a>}
          </span>
        </li>
      ))}
    </ol>
  );
}
