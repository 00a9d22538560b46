import type { MeteredMedium } from "../../domain/metering/meters.ts";
import { readings } from "../messages/pl/pages/readings.ts";

/** The media measured in a unit, the shown one marked; nothing where there is one only. */
export function MediumLinks(props: {
  media: readonly MeteredMedium[];
  shown: MeteredMedium;
  path: (medium: MeteredMedium) => string;
}) {
  if (props.media.every((medium) => medium === props.shown)) return null;
  return (
    <nav class="time-links" aria-label={readings.chooseMedium}>
      <span class="quiet">{readings.medium}:</span>
      <ul>
        {props.media.map((medium) => (
          <li key={medium}>
            <a href={props.path(medium)} aria-current={medium === props.shown ? "true" : undefined}>
              {readings.media[medium].name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
