import type { MirrorArea } from "../../domain/mirror/areas.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";

/** A unit as a person calls it: "Lokal 12", "ul. Lipowa 4". */
export interface UnitPlace {
  readonly unitId: string;
  readonly name: string;
  readonly address: string;
}

/**
 * The moment the figures hold for; `time` is the cooperative's local time, "10:15". Where another program keeps everything that the page
 * shows, it is the moment of that program's picture.
 */
export interface AsOf {
  readonly date: PlainDate;
  readonly time: string;
  /** Null where all that the page shows is kept here. */
  readonly mirrored: MirroredPart | null;
}

/** What of a page another program keeps. */
export interface MirroredPart {
  /** Parts of the page that are that program's; empty: the whole page. */
  readonly areas: readonly MirrorArea[];
  /** The picture that is shown; null before the first one came. */
  readonly picture: { readonly program: string; readonly date: PlainDate; readonly time: string } | null;
}
