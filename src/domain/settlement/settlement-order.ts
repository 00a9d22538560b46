import type { PlainDate } from "../values/plain-date.ts";

/** What the office tells of one settlement: which definition, whom, when, what it cost. Decimals are text. */
export interface SettlementOrder {
  /** What people call it: "CO/2025-2026/W1". */
  readonly code: string;
  readonly definition: string;
  /** Left out: the latest; of a correction the one that the corrected settlement was made by. */
  readonly definitionVersion?: number;
  /** Both days belong to it. */
  readonly period: { readonly from: PlainDate; readonly to: PlainDate };
  /** The main or collective point (heat node, water main) whose units take part; null: the buildings alone say it. */
  readonly point: string | null;
  /** Codes of buildings whose units take part; empty: those behind the point. */
  readonly buildings: readonly string[];
  readonly costs: readonly OrderedCost[];
  /** Of the bounded cost, per m². */
  readonly bounds: { readonly minGroszePerM2: string | null; readonly maxGroszePerM2: string | null } | null;
  /** Heat delivered in the period, GJ; null where main meters say it or nobody knows. */
  readonly heat: {
    readonly totalGJ: string | null;
    readonly heatingGJ: string | null;
    readonly hotWaterGJ: string | null;
  } | null;
  /** Scheme (c): mean outdoor temperature, °C, and mean indoor temperature by unit. */
  readonly outdoorTemperature: string | null;
  readonly indoorTemperatures: readonly { readonly unit: string; readonly temperature: string }[];
  /** Heating-degree days of the period and of the same period last year, for the corrected comparison; null: not corrected. */
  readonly degreeDays: { readonly period: string; readonly lastYear: string } | null;
  readonly accessRefused: readonly { readonly unit: string; readonly note: string }[];
  /** Where the holders agreed how the result of their unit is divided: percent of the earlier holder; `on` is the later one's first day. */
  readonly jointDeclarations: readonly {
    readonly unit: string;
    readonly on: PlainDate;
    readonly formerPercent: string;
  }[];
  /** Key `fixed-amount`: what each unit or common part bears of a cost; whoever is not named bears nothing of it. */
  readonly fixedAmounts?: readonly {
    readonly cost: string;
    readonly unit: string;
    readonly amountGrosze: number;
  }[];
  /** Common parts that take part without being units, with their own area and consumption. */
  readonly commonParts: readonly {
    readonly id: string;
    readonly name: string;
    readonly areaCm2: number;
    /** In the measure of the medium, allocator units included; null: it has no device. */
    readonly consumption: string | null;
    readonly volumeDm3?: number;
    /** Code of its building; left out: the property of the first unit that takes part. */
    readonly building?: string;
  }[];
}

/** An invoice or its part. The days matter where the price changed inside the period. */
export interface OrderedCost {
  readonly cost: string;
  readonly document: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly amountGrosze: number;
}
