import { addToMonth, lastDay } from "../domain/values/month.ts";
import type { DemoFacts } from "./facts.ts";
import { lastDayOf, STATES_SINCE } from "./households.ts";
import { measureOf, shownText } from "./metering-files.ts";
import type { PackageEdition, PackageRow } from "./package-rows.ts";

/** The network and its meters; what they showed when the story began is brought along once. */
export function meteringTables(
  { months, metering: { points, meters, radios } }: DemoFacts,
  edition: PackageEdition,
) {
  const openingDay = lastDay(addToMonth(months[0]!, -1));
  return {
    meteringPoints: points.map(
      ({ code, medium, level, place }): PackageRow => ({ code, medium, level, place }),
    ),
    meteringPointStates: points.map(
      (point): PackageRow => ({
        point: point.code,
        building: point.building ?? "",
        behind: point.behind ?? "",
        locationFactorMillionths: point.locationFactor,
        isRemote: point.isRemote ? "yes" : "no",
        from: STATES_SINCE,
      }),
    ),
    meteringPointUnits: points.flatMap(({ code, units }) =>
      units.map(
        ({ unit, share }): PackageRow => ({
          point: code,
          unit: unit.code,
          shareMillionths: share,
          from: STATES_SINCE,
        }),
      ),
    ),
    meters: meters.map(
      (meter): PackageRow => ({
        code: meter.code,
        point: meter.point.code,
        serial: meter.serial,
        kind: meter.point.measuredBy,
        model: meter.model,
        measure: measureOf(meter.point),
        from: meter.from,
        until: lastDayOf(meter.until),
        verifiedUntil: meter.verifiedUntil ?? "",
        startMillionths: shownText(meter, meter.start),
        endMillionths: meter.end === null ? "" : shownText(meter, meter.end),
        dialDigits: meter.point.measuredBy === "water-meter" ? "6" : "",
        factorMillionths: meter.factor,
        endReason: meter.endReason,
      }),
    ),
    meterRadios: radios.map(
      ({ meter, radioId, from, until }): PackageRow => ({
        meter: meter.code,
        radioId,
        from,
        until: lastDayOf(until),
      }),
    ),
    readings: (edition === "opening" ? meters : []).flatMap((meter): PackageRow[] => {
      const shown = meter.shown[0];
      if (shown === null || shown === undefined) return [];
      const value = shownText(meter, shown);
      return [{ meter: meter.code, readOn: openingDay, valueMillionths: value, source: "visit" }];
    }),
  };
}
