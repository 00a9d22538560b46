import { EmptyState } from "../components/empty-state.tsx";
import { Money } from "../components/money.tsx";
import { StateTable } from "../components/state-table.tsx";
import { libraryDocument as words } from "../messages/pl/pages/library-document.ts";
import { paths } from "../paths.ts";
import { monthWithYear } from "../wording.ts";
import { rateInWords } from "./fee-wording.ts";
import type { ChangedFee, FeeAt } from "./view-models.ts";

/** "Co ta uchwała zmieniła w mojej opłacie": the person's own components before and since. */
export function ChangedFees({ fees }: { fees: readonly ChangedFee[] }) {
  return (
    <section aria-labelledby="moja-oplata">
      <h2 id="moja-oplata">{words.changed}</h2>
      {fees.length === 0 ? (
        <EmptyState title={words.changedNothing} />
      ) : (
        <>
          <p class="quiet">{words.changedShows}</p>
          <StateTable
            caption={words.changed}
            columns={[
              { label: words.component },
              { label: words.since },
              { label: words.before, align: "figures" },
              { label: words.after, align: "figures" },
            ]}
            rows={fees.map((fee) => ({ id: `${fee.place.unitId}-${fee.lineId}`, cells: cellsOf(fee) }))}
          />
        </>
      )}
    </section>
  );
}

function cellsOf({ place, lineId, component, month, former, present }: ChangedFee) {
  return [
    <>
      <a href={paths.feeLine(month, lineId, place.unitId)}>{component}</a>
      <span class="cell-note">{`${place.name}, ${place.address}`}</span>
    </>,
    monthWithYear(month),
    former === null ? words.newComponent : <Fee key="before" fee={former} />,
    <Fee key="after" fee={present} />,
  ];
}

function Fee({ fee }: { fee: FeeAt }) {
  return (
    <>
      <Money amountGrosze={fee.amountGrosze} />
      <span class="cell-note">{rateInWords(fee)}</span>
    </>
  );
}
