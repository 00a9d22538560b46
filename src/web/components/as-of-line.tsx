import { layout } from "../messages/pl/pages/layout.ts";
import type { AsOf } from "../resident/view-models.ts";
import { dateInSentence } from "../wording.ts";

/** A page's first line: what it shows and as of when. */
export function AsOfLine({ asOf, shows }: { asOf: AsOf; shows?: string }) {
  return (
    <p class="as-of">
      {shows && `${shows} `}
      {layout.asOf(dateInSentence(asOf.date), asOf.time)}
    </p>
  );
}
