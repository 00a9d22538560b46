import type { RateBase } from "../../../domain/fees/rates.ts";
import { grosze, NO_GROSZE } from "../../../domain/values/money.ts";
import { firstDay, type Month, monthOf } from "../../../domain/values/month.ts";
import type { PlainDate } from "../../../domain/values/plain-date.ts";
import {
  type ChargedMonth,
  type ChargeRow,
  myChargedMonths,
  myChargedYears,
  myCharges,
  myDueDay,
  myMonthVat,
  myResolutionDocuments,
} from "../../../store/portal/fees.ts";
import { type MySourceChange, myChargeChanges } from "../../../store/portal/source-changes.ts";
import { fees as texts } from "../../messages/pl/pages/fees.ts";
import type { ResidentReads } from "../reads.ts";
import type { FeeCorrection, FeeLine, FeeLineView, FeeMonthView, Resolution } from "../view-models.ts";
import { chooseUnit, idOf } from "./places.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";
import { chargeChanges } from "./source-changes.ts";

type FeeReads = Pick<ResidentReads, "loadFeeYear" | "loadFeeMonth" | "loadFeeLine">;

/** Czynsz: the months of a year, the components of a month, how one of them was computed. */
export function feeReads(world: ReadingWorld): FeeReads {
  return {
    loadFeeYear: (token, wanted, unitId) =>
      seePage(
        world,
        token,
        ["fees"],
        [myChargedMonths(wantedUnit(unitId)), myChargedYears(wantedUnit(unitId))],
        (reader, [months, years]) => {
          const unit = chooseUnit(reader.units, unitId);
          if (unit === null) return null;
          const ofUnit = months.filter((row) => row.unit_id === unit.id);
          const year = wanted ?? Number((ofUnit[0]?.month ?? reader.today).slice(0, 4));
          const sums = years.find((row) => row.year === year && row.unit_id === unit.id);
          return {
            asOf: reader.asOf,
            unit,
            units: reader.units,
            year,
            years: [
              ...new Set([...years.filter((row) => row.unit_id === unit.id).map((row) => row.year), year]),
            ].sort((a, b) => b - a),
            months: ofUnit.filter((row) => Number(row.month.slice(0, 4)) === year).map(chargedMonth),
            assessedGrosze: sums?.assessed_grosze ?? NO_GROSZE,
            correctionsGrosze: sums?.corrections_grosze ?? NO_GROSZE,
            totalGrosze: sums?.total_grosze ?? NO_GROSZE,
          };
        },
      ),
    loadFeeMonth: (token, month, unitId) => {
      const unit = wantedUnit(unitId);
      const day = firstDay(month);
      const queries = [
        myCharges(unit, day),
        myMonthVat(unit, day),
        myDueDay(unit, day),
        myChargedMonths(unit),
        myResolutionDocuments(),
        myChargeChanges(day),
      ] as const;
      return seePage(world, token, ["fees"], queries, (reader, rows) =>
        feeMonthView(reader, month, unitId, rows),
      );
    },
    loadFeeLine: (token, month, lineId, unitId) =>
      seePage(
        world,
        token,
        ["fees"],
        [myCharges(wantedUnit(unitId), firstDay(month)), myResolutionDocuments()],
        (reader, [charges, documents]) => feeLineView(reader, month, lineId, unitId, charges, documents),
      ),
  };
}

/** Null asks for all of the person's units: which is the first one is known only from the same round trip. */
function wantedUnit(unitId: string | null): number | null {
  return unitId === null ? null : (idOf(unitId) ?? 0);
}

function chargedMonth(row: ChargedMonth) {
  return {
    month: monthOf(row.month),
    assessedGrosze: row.assessed_grosze,
    correctionsGrosze: row.corrections_grosze,
    totalGrosze: row.total_grosze,
  };
}

type MonthRows = readonly [
  readonly ChargeRow[],
  readonly {
    readonly unit_id: number;
    readonly vat_rate: string;
    readonly net_grosze: number;
    readonly vat_grosze: number;
  }[],
  readonly { readonly unit_id: number; readonly due_on: PlainDate | null }[],
  readonly ChargedMonth[],
  readonly ResolutionDocument[],
  readonly MySourceChange[],
];

interface ResolutionDocument {
  readonly resolution_id: number;
  readonly document_id: number;
}

function feeMonthView(
  reader: Reader,
  month: Month,
  unitId: string | null,
  [charges, vat, due, months, documents, changes]: MonthRows,
): FeeMonthView | null {
  const unit = chooseUnit(reader.units, unitId);
  if (unit === null) return null;
  const ofUnit = <Row extends { readonly unit_id: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.unit_id === unit.id);
  const rows = ofUnit(charges);
  const others = ofUnit(months).map((row) => monthOf(row.month));
  const sums = ofUnit(months).find((row) => monthOf(row.month) === month);
  const assessed = rows.find((row) => row.kind === "A");
  return {
    asOf: reader.asOf,
    unit,
    units: reader.units,
    month,
    previous: others.find((other) => other < month) ?? null,
    next: others.findLast((other) => other > month) ?? null,
    dueDate: ofUnit(due)[0]?.due_on ?? null,
    documentNumber: assessed?.document_number ?? null,
    lines: rows.filter((row) => row.kind === "A").map((row) => feeLine(row, documents)),
    changes: chargeChanges(changes, unit.id),
    vat: ofUnit(vat).map((row) => ({
      ratePercent: row.vat_rate,
      netGrosze: grosze(row.net_grosze),
      vatGrosze: grosze(row.vat_grosze),
    })),
    assessedGrosze: sums?.assessed_grosze ?? NO_GROSZE,
    corrections: rows.filter((row) => row.kind === "C" || row.kind === "R").map(feeCorrection),
    correctionsGrosze: sums?.corrections_grosze ?? NO_GROSZE,
    totalGrosze: sums?.total_grosze ?? NO_GROSZE,
  };
}

function feeLineView(
  reader: Reader,
  month: Month,
  lineId: string,
  unitId: string | null,
  charges: readonly ChargeRow[],
  documents: readonly ResolutionDocument[],
): FeeLineView | null {
  const unit = chooseUnit(reader.units, unitId);
  const row = charges.find(
    (each) => each.line_id === lineId && each.unit_id === unit?.id && each.kind === "A",
  );
  if (unit === null || row === undefined) return null;
  return {
    asOf: reader.asOf,
    unit,
    month,
    line: feeLine(row, documents),
    explanation: row.explanation || null,
    equipment: row.equipment,
    norm: row.norm_millionths,
    percentOfComponent: row.percent_of_component,
    daysCharged: row.days_charged,
    rateFrom: row.rate_from,
    resolutionTitle: row.resolution_title,
    justification: row.justification || null,
    courtCase: row.court_case,
  };
}

function feeLine(row: ChargeRow, documents: readonly ResolutionDocument[]): FeeLine {
  return {
    lineId: row.line_id,
    component: row.component ?? "",
    base: row.base_kind as RateBase,
    baseQuantity: row.base,
    rate: row.rate,
    amountGrosze: row.amount_grosze,
    vatPercent: row.vat_rate,
    resolution: resolutionOf(row, documents),
    isDisputed: row.is_disputed,
  };
}

function feeCorrection(row: ChargeRow): FeeCorrection {
  return {
    documentNumber: row.document_number ?? "",
    postingDate: row.posted_on ?? ("" as PlainDate),
    component: row.component ?? texts.vat,
    reason: row.description ?? "",
    amountGrosze: row.amount_grosze,
  };
}

function resolutionOf(row: ChargeRow, documents: readonly ResolutionDocument[]): Resolution | null {
  if (row.resolution_number === null || row.resolution_adopted_on === null) return null;
  return {
    number: row.resolution_number,
    date: row.resolution_adopted_on,
    organ: row.resolution_organ as Resolution["organ"],
    documentId: documents.find((each) => each.resolution_id === row.resolution_id)?.document_id ?? null,
  };
}
