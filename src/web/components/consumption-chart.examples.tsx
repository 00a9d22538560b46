import { month } from "../../domain/values/month.ts";
import { ConsumptionChart } from "./consumption-chart.tsx";

const LAST_YEAR = [3.1, 2.9, 3.2, 3, 3.4, 3.6, 2.2, 1.9, 3.3, 3.1, 3, 3.5];
const THIS_YEAR = [3.4, 2.7, 3, 2.8, 3.1, 3.9, 2.4, 2.1, 3, 2.8, null, null];

function months(quantities: readonly (number | null)[], lastYear: readonly (number | null)[]) {
  return quantities.map((quantity, index) => ({
    month: month(`2026-${String(index + 1).padStart(2, "0")}`),
    quantity: quantity === null ? null : quantity * 1_000_000,
    lastYear: lastYear[index] == null ? null : lastYear[index] * 1_000_000,
    difference: null,
    isEstimated: index === 6,
    isPartial: false,
    isLastYearEstimated: false,
    isLastYearPartial: false,
  }));
}

export const examples = {
  "ten months beside the year before, one of them estimated": () => (
    <ConsumptionChart label="Zimna woda w 2026 roku" measure="m³" months={months(THIS_YEAR, LAST_YEAR)} />
  ),
  "a first year, and nothing used": () => (
    <ConsumptionChart label="Pusty lokal w 2026 roku" measure="m³" months={months([0, 0, null], [])} />
  ),
};
