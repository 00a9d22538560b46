import { quantityForPeople } from "../../domain/values/quantity.ts";
import { StateTable } from "../components/state-table.tsx";
import { readings } from "../messages/pl/pages/readings.ts";
import { dateInTable } from "../wording.ts";
import type { MeterLine, ReadingsView } from "./view-models.ts";

/** The meters of the year: where they stand, until when they are verified, and what their units are multiplied by. */
export function MeterList({ view }: { view: ReadingsView }) {
  const lines = view.places.flatMap(({ place, meters }) => meters.map((meter) => ({ place, meter })));
  if (lines.length === 0) return null;
  const hasAllocators = lines.some(({ meter }) => meter.kind === "heat-cost-allocator");
  const hasVerified = lines.some(({ meter }) => meter.verifiedUntil !== null);
  const hasMultiplier = !hasAllocators && lines.some(({ meter }) => meter.factor !== 1_000_000);
  return (
    <section aria-labelledby="urzadzenia">
      <h2 id="urzadzenia">{readings.metersTitle}</h2>
      <StateTable
        caption={readings.metersTitle}
        namesFigure
        columns={[
          { label: readings.meter },
          { label: readings.place },
          { label: readings.installedOn },
          ...(hasMultiplier ? [{ label: readings.multiplier, align: "figures" as const }] : []),
          ...(hasAllocators
            ? [
                { label: readings.factor, align: "figures" as const },
                { label: readings.locationFactor, align: "figures" as const },
              ]
            : []),
          ...(hasVerified ? [{ label: readings.verification }] : []),
        ]}
        rows={lines.map(({ place, meter }) => ({
          id: meter.meterId,
          cells: [
            <>
              {meter.serial}
              <span class="cell-note">{readings.meters[meter.kind].name}</span>
            </>,
            place,
            <>
              {dateInTable(meter.installedOn)}
              {meter.removedOn && (
                <span class="cell-note">{readings.untilDay(dateInTable(meter.removedOn))}</span>
              )}
            </>,
            ...(hasMultiplier ? [quantityForPeople(meter.factor)] : []),
            ...(hasAllocators
              ? [quantityForPeople(meter.factor, 2), quantityForPeople(meter.locationFactor, 2)]
              : []),
            ...(hasVerified ? [verification(meter)] : []),
          ],
        }))}
      />
    </section>
  );
}

function verification({ verifiedUntil, isVerificationExpired }: MeterLine) {
  if (verifiedUntil === null) return readings.noVerification;
  const day = dateInTable(verifiedUntil);
  if (!isVerificationExpired) return readings.verifiedUntil(day);
  return <strong class="overdue">{readings.verificationExpired(day)}</strong>;
}
