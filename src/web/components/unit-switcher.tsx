import { layout } from "../messages/pl/pages/layout.ts";
import type { UnitPlace } from "../resident/view-models.ts";

/** Links to the same page for the person's other units; nothing where there is one unit only. */
export function UnitSwitcher(props: {
  units: readonly UnitPlace[];
  shown: UnitPlace;
  path: (unitId: string) => string;
}) {
  if (props.units.length < 2) return null;
  return (
    <nav class="unit-switcher" aria-label={layout.chooseUnit}>
      <ul>
        {props.units.map((unit) => (
          <li key={unit.unitId}>
            <a
              href={props.path(unit.unitId)}
              aria-current={unit.unitId === props.shown.unitId ? "true" : undefined}
            >
              <span class="unit-name">{unit.name}</span>, {unit.address}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
