import { places } from "../../messages/pl/pages/places.ts";
import type { UnitPlace } from "../view-models.ts";

/** A unit as a person calls it: "Lokal 12", "ul. Lipowa 4". */
export function placeOf(unit: {
  readonly unit_id: number;
  readonly kind: string;
  readonly number: string;
  readonly street: string;
  readonly house_number: string;
}): UnitPlace {
  return {
    unitId: String(unit.unit_id),
    name: places.unit(unit.kind, unit.number),
    address: `${unit.street} ${unit.house_number}`,
  };
}

/** The unit named in the address, or the person's first one; null for somebody else's. */
export function chooseUnit<Place extends UnitPlace>(
  units: readonly Place[],
  unitId: string | null,
): Place | null {
  if (unitId === null) return units[0] ?? null;
  return units.find((unit) => unit.unitId === unitId) ?? null;
}

/** A database id written in an address; null for anything else, so that it answers like one that does not exist. */
export function idOf(written: string): number | null {
  return /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null;
}
