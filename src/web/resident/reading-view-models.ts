import type {
  Measure,
  MeteredMedium,
  MeterKind,
  ReadingFlag,
  ReadingSource,
} from "../../domain/metering/meters.ts";
import type { Month } from "../../domain/values/month.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { Quantity } from "../../domain/values/quantity.ts";
import type { AsOf, UnitPlace } from "./place-view-models.ts";
import type { SourceChange } from "./source-change-models.ts";

// — Media odczyty —

/** Quantities are millionths of the measure beside them; pages add nothing up. */
export interface ReadingsView {
  readonly asOf: AsOf;
  readonly unit: UnitPlace;
  readonly units: readonly UnitPlace[];
  readonly year: number;
  readonly years: readonly number[];
  readonly medium: MeteredMedium;
  /** What is measured in the unit, in the usual order; none where it has no meter at all. */
  readonly media: readonly MeteredMedium[];
  /** Whether there is a reading of the medium in any year. */
  readonly hasEverBeenRead: boolean;
  /** One for each measure: heat may be told in GJ and in an allocator's units. */
  readonly consumption: readonly YearConsumption[];
  readonly places: readonly PlaceReadings[];
  /** What another program changed of the readings after they had been shown. */
  readonly changes: readonly SourceChange[];
  /** Months of the year with monthly information. */
  readonly information: readonly Month[];
}

export interface YearConsumption {
  readonly measure: Measure;
  /** Units of an allocator times the radiator's and the place's factor. */
  readonly isWeighted: boolean;
  /** January to December. */
  readonly months: readonly MonthConsumption[];
  readonly total: {
    readonly from: Month;
    readonly to: Month;
    readonly quantity: Quantity;
    /** The same months a year before; null where one of them is not known. */
    readonly lastYear: Quantity | null;
    readonly difference: Quantity | null;
  } | null;
  /** Places that were never read: their consumption is not in the figures. */
  readonly unreadPlaces: readonly string[];
  /** Room by room, where there are several. */
  readonly places: readonly PlaceConsumption[];
}

export interface MonthConsumption {
  readonly month: Month;
  readonly quantity: Quantity | null;
  readonly lastYear: Quantity | null;
  readonly difference: Quantity | null;
  /** Not told from readings alone. */
  readonly isEstimated: boolean;
  /** Of a part of the month only: the meter or the right began or ended in it. */
  readonly isPartial: boolean;
  readonly isLastYearEstimated: boolean;
  readonly isLastYearPartial: boolean;
}

export interface PlaceConsumption {
  readonly pointId: string;
  readonly place: string;
  readonly quantity: Quantity;
  readonly lastYear: Quantity | null;
  readonly difference: Quantity | null;
}

/** One point with everything that was read there in the year. */
export interface PlaceReadings {
  readonly pointId: string;
  readonly place: string;
  /** Part of its consumption that is this unit's, millionths; one whole unless it serves several. */
  readonly share: Quantity;
  readonly lines: readonly ReadingLine[];
  readonly meters: readonly MeterLine[];
}

interface LineHead {
  readonly lineId: string;
  readonly day: PlainDate;
  readonly serial: string;
  readonly meterKind: MeterKind;
  readonly measure: Measure;
  /** Where the consumption is counted from; null where it was another holder's or is not known. */
  readonly from: Quantity | null;
  readonly to: Quantity | null;
  /** As the dial counts, before any factor. */
  readonly consumption: Quantity | null;
}

export interface TakenReading extends LineHead {
  readonly kind: "reading";
  readonly to: Quantity;
  readonly source: ReadingSource;
  readonly flags: readonly ReadingFlag[];
  readonly document: { readonly importId: number | null; readonly line: number };
  readonly note: string;
  readonly restarts: boolean;
  /** How much the estimate before it was above it. */
  readonly estimateTooHighBy: Quantity | null;
  /** The reading that took its place; the line counts nothing then. */
  readonly correctedBy: PlainDate | null;
  /** The reading it took the place of. */
  readonly corrects: { readonly day: PlainDate; readonly value: Quantity } | null;
}

/** A meter taken out, and the one that took its place where there is one. */
export interface RemovedMeter extends LineHead {
  readonly kind: "removal";
  readonly reason: string | null;
  readonly next: { readonly serial: string; readonly start: Quantity | null } | null;
}

/** A meter put in where none stood. */
export interface InstalledMeter extends LineHead {
  readonly kind: "installation";
}

export type ReadingLine = TakenReading | RemovedMeter | InstalledMeter;

export interface MeterLine {
  readonly meterId: string;
  readonly serial: string;
  readonly kind: MeterKind;
  readonly installedOn: PlainDate;
  readonly removedOn: PlainDate | null;
  readonly verifiedUntil: PlainDate | null;
  readonly isVerificationExpired: boolean;
  /** Radiator factor of an allocator, multiplier of another meter. */
  readonly factor: Quantity;
  readonly locationFactor: Quantity;
}

/** What a unit used in a month, its building beside it. */
export interface ConsumptionInformationView {
  readonly asOf: AsOf;
  readonly unit: UnitPlace;
  readonly units: readonly UnitPlace[];
  readonly medium: MeteredMedium;
  readonly month: Month;
  readonly previous: Month | null;
  readonly next: Month | null;
  readonly issuedOn: PlainDate;
  /** "ul. Lipowa 4" */
  readonly building: string;
  readonly measures: readonly {
    readonly measure: Measure;
    readonly isEstimated: boolean;
    readonly unit: InformationFigures;
    readonly building: InformationFigures;
    /** Addresses of the buildings that one meter counts together; empty: the building's alone. */
    readonly countedWith: string;
  }[];
  /** Heat of the building, for heating and for hot water; of other media nothing. */
  readonly buildingHeat: readonly {
    readonly medium: "heat" | "hot-water";
    readonly measure: Measure;
    readonly figures: InformationFigures;
    readonly countedWith: string;
  }[];
}

export interface InformationFigures {
  readonly quantity: Quantity | null;
  readonly lastYear: Quantity | null;
  readonly difference: Quantity | null;
}
