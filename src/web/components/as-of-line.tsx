import { layout } from "../messages/pl/pages/layout.ts";
import type { AsOf } from "../resident/view-models.ts";
import { dateInSentence } from "../wording.ts";

/** A page's first line: what it shows and as of when. */
export function AsOfLine({ asOf, shows }: { asOf: AsOf; shows?: string }) {
  return (
    <p class="as-of">
      {shows && `${shows} `}
      {momentInWords(asOf)}
    </p>
  );
}

/** Of a page whose first line tells no moment: where another program keeps what it shows, that program and as of when. */
export function MirroredLine({ asOf }: { asOf: AsOf }) {
  return asOf.mirrored && <p class="as-of">{momentInWords(asOf)}</p>;
}

/** Whose records the page shows and as of when; where two programs keep them, both are named. */
function momentInWords({ date, time, mirrored }: AsOf): string {
  const own = layout.asOf(dateInSentence(date), time);
  if (mirrored === null) return own;
  const { areas, picture } = mirrored;
  const parts = areas.map((area) => layout.areas[area]).join(", ");
  if (picture === null)
    return areas.length === 0 ? layout.notYet : `${layout.notYetOf(parts)} ${layout.rest(own)}`;
  const theirs = layout.asOf(dateInSentence(picture.date), picture.time);
  return areas.length === 0
    ? `${layout.fromProgram(picture.program)} ${theirs}`
    : `${layout.partFromProgram(parts, picture.program)} ${theirs} ${layout.rest(own)}`;
}
