import { scaleLinear } from "d3-scale";
import { quotientText } from "../../domain/settlement/exact-grosze.ts";
import type { ParticipantRecord } from "../../domain/settlement/settlement-record.ts";
import { grosze, zlotyForPeople } from "../../domain/values/money.ts";
import type { StatementChart, StatementSection, StatementTable } from "../../world/pdf/settlement-slip.ts";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { cell, decimalForPeople, periodInWords, unitInWords } from "./settlement-words.ts";
import type { SettlementView } from "./view-models.ts";

/** The longest bar. */
const WHOLE = 1000;

/**
 * The unit's consumption beside that of the same period a year before, also as it would have been in this period's weather.
 * @law rozporządzenie z 7.12.2021 (Dz.U. 2021 poz. 2273)
 */
export function comparisonSection(view: SettlementView): StatementSection {
  const { comparison } = texts;
  const { lastYear } = view.own;
  const title = comparison.title;
  if (lastYear === null)
    return { id: "porownanie", title, blocks: [{ kind: "text", text: comparison.none }] };
  const present = consumptionOf(view.own);
  const written = (quantity: string | null) =>
    quantity === null || present === null ? "" : roundedWithUnit(quantity, present.unit);
  const rows = [
    {
      label: comparison.present,
      note: periodInWords(view.period),
      quantity: present?.quantity ?? null,
      cost: view.costGrosze as number | null,
    },
    { label: comparison.lastYear, note: "", quantity: lastYear.quantity, cost: lastYear.costGrosze },
    ...(lastYear.correctedQuantity === null
      ? []
      : [{ label: comparison.corrected, note: "", quantity: lastYear.correctedQuantity, cost: null }]),
  ];
  const table: StatementTable = {
    kind: "table",
    caption: title,
    showCaption: false,
    isWide: false,
    columns: [
      { label: comparison.period, isFigure: false },
      { label: comparison.quantity, isFigure: true },
      { label: comparison.cost, isFigure: true },
    ],
    rows: rows.map((row) => [
      cell(row.label, row.note),
      cell(written(row.quantity)),
      cell(row.cost === null ? "" : zlotyForPeople(grosze(row.cost))),
    ]),
    total: null,
  };
  const measured = rows.flatMap(({ label, quantity }) => (quantity === null ? [] : [{ label, quantity }]));
  const isComparable = present !== null && measured.length > 1;
  const note = lastYear.correctedQuantity === null ? comparison.notCorrected : comparison.correctedNote;
  return {
    id: "porownanie",
    title,
    blocks: [
      ...(isComparable ? [chartOf(measured, present.unit)] : []),
      table,
      ...(view.medium === "heat" ? [{ kind: "text" as const, text: note, isQuiet: true }] : []),
    ],
  };
}

function chartOf(
  measured: readonly { readonly label: string; readonly quantity: string }[],
  unit: string,
): StatementChart {
  const { comparison } = texts;
  const quantities = measured.map(({ quantity }) => Math.max(0, Number(quantity)));
  const length = scaleLinear([0, Math.max(...quantities) || 1], [0, WHOLE]);
  const bars = measured.map(({ label, quantity }, index) => ({
    label,
    value: roundedWithUnit(quantity, unit),
    share: Math.round(length(quantities[index]!)),
    isPresent: index === 0,
  }));
  return {
    kind: "chart",
    caption: comparison.chart(unitInWords(unit)),
    inWords: bars.map(({ label, value }) => `${label}: ${value}`).join("; "),
    bars,
  };
}

/** "1 505,76 jedn.": to be compared at a glance; the exact figure stands with the devices. */
function roundedWithUnit(quantity: string, unit: string): string {
  const rounded = decimalForPeople(quotientText(quantity, "1", 2) ?? quantity, 2);
  return `${rounded}\u00a0${unitInWords(unit)}`;
}

/** What the unit's devices counted; null where it is settled without any. */
function consumptionOf({ facts }: ParticipantRecord): { quantity: string; unit: string } | null {
  const isCounted = ({ fact }: { fact: string }) =>
    fact === "allocator-units" || fact.startsWith("consumption");
  return facts.find(isCounted) ?? null;
}
