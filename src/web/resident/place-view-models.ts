import type { PlainDate } from "../../domain/values/plain-date.ts";

/** A unit as a person calls it: "Lokal 12", "ul. Lipowa 4". */
export interface UnitPlace {
  readonly unitId: string;
  readonly name: string;
  readonly address: string;
}

/** The moment the figures hold for; `time` is the cooperative's local time, "10:15". */
export interface AsOf {
  readonly date: PlainDate;
  readonly time: string;
}
