import type { Working } from "../../domain/values/working.ts";
import { workingLine } from "../messages/pl/pages/working.ts";

/** How a figure came about: one step a line, its outcome at the right, the act or resolution below. */
export function WorkingSteps({ working }: { working: Working }) {
  return (
    <ol class="working">
      {working.map((step, index) => {
        const line = workingLine(step);
        return (
          <li key={index}>
            <span class="working-sentence">
              {line.sentence}
              {step.source && <span class="cell-note">{step.source}</span>}
            </span>
            <span class="working-outcome figures">{line.outcome}</span>
          </li>
        );
      })}
    </ol>
  );
}
