import type { PlainDate } from "../values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../values/result.ts";

/** A number set by the law: what it is, from which day, and the act that says so. */
export interface LegalValue<V> {
  readonly value: V;
  /** First day on which the value applies. */
  readonly validFrom: PlainDate;
  /** The act that set this value, ready to show: "M.P. 2025 poz. 540". */
  readonly citation: string;
}

/** A dated table of one legal number. There is no current value, only the value on a day. */
export interface LegalTable<V> {
  /** Kebab-case name; the message catalogue has its Polish name. */
  readonly name: string;
  readonly unit: string;
  /** The provision that the table follows: "art. 481 § 2 kc". */
  readonly provision: string;
  /** Last day on which somebody compared the table with the published acts. */
  readonly checkedOn: PlainDate;
  /** Ordered by `validFrom`, the oldest first; each value holds until the next one starts, the last one until further notice. */
  readonly values: readonly LegalValue<V>[];
}

/** The value in force on the day. Refuses `rate-unknown` for a day before the table's start. */
export function valueOn<V>(table: LegalTable<V>, day: PlainDate): Result<LegalValue<V>> {
  const found = table.values.findLast((entry) => entry.validFrom <= day);
  return found === undefined ? refuse(rateUnknown(table, day)) : accept(found);
}

/** The refusal for a day before the table's start. */
export function rateUnknown<V>(table: LegalTable<V>, day: PlainDate) {
  return refusal("rate-unknown", { table: table.name, day, knownFrom: table.values[0]?.validFrom ?? null });
}
