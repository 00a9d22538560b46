import type { PlainDate } from "../../../domain/values/plain-date.ts";
import type { MyMeter, MyReading } from "../../../store/portal/readings.ts";
import type { MySourceChange, SourceRow } from "../../../store/portal/source-changes.ts";
import type { ChangedFact, ChangedFactKind, ChangedFactName, SourceChange } from "../view-models.ts";

/** Columns that people see, in the order in which a note tells them. */
const TOLD: Readonly<Record<string, readonly [ChangedFactName, ChangedFactKind]>> = {
  amount_grosze: ["amount", "money"],
  side: ["side", "words"],
  value_millionths: ["value", "quantity"],
  cost_grosze: ["cost", "money"],
  advances_grosze: ["advances", "money"],
  result_grosze: ["result", "money"],
  base: ["base", "quantity"],
  rate: ["rate", "quantity"],
  text: ["text", "words"],
  posted_on: ["posted-on", "day"],
  due_on: ["due-on", "day"],
};
/** Ids and places in lists are no facts that anybody was shown. */
const NEVER_TOLD = ["id", "position", "line", "document_id", "settlement_id", "participant"];

/**
 * What a page says of a change; a withdrawn row says what it said.
 * @param lineId the line of the page that shows the row now
 */
export function sourceChange(row: MySourceChange, lineId: string | null): SourceChange {
  const content = row.after ?? row.before ?? {};
  return {
    changeId: String(row.id),
    lineId: row.action === "withdrawn" ? null : lineId,
    action: row.action,
    noticedOn: row.noticed_on,
    name: textOf(content.text) ?? row.name ?? row.code,
    documentNumber: row.code,
    day: dayOf(content.posted_on) ?? dayOf(content.read_on),
    facts:
      row.action === "late"
        ? []
        : changedFacts(row.before ?? {}, row.action === "changed" ? (row.after ?? {}) : null),
  };
}

/** Of two states what differs; of one that is gone all it said. */
function changedFacts(before: SourceRow, after: SourceRow | null): ChangedFact[] {
  const facts: ChangedFact[] = Object.entries(TOLD).flatMap(([column, [name, kind]]) => {
    const [was, is] = [cellOf(before[column]), after === null ? null : cellOf(after[column])];
    return was === is || (after === null && was === null) ? [] : [{ name, kind, was, is }];
  });
  if (after === null || facts.length > 0) return facts;
  const isOther = Object.keys({ ...before, ...after }).some(
    (column) =>
      !NEVER_TOLD.includes(column) && JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  );
  return isOther ? [{ name: "other", kind: "words", was: null, is: null }] : [];
}

function cellOf(value: unknown): string | number | null {
  return typeof value === "string" || typeof value === "number" ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function dayOf(value: unknown): PlainDate | null {
  return textOf(value) as PlainDate | null;
}

/** Postings by document and line; an item says nothing that its posting's change says already. */
export function accountChanges(rows: readonly MySourceChange[]): SourceChange[] {
  const lineOf = ({ before, after }: MySourceChange) => {
    const content = after ?? before ?? {};
    return `${content.document_id}-${content.line}`;
  };
  const told = new Set(
    rows.filter(({ kind }) => kind === "posting").map((row) => `${row.noticed_on} ${lineOf(row)}`),
  );
  return rows
    .filter(
      (row) =>
        row.kind === "posting" || (row.action === "changed" && !told.has(`${row.noticed_on} ${lineOf(row)}`)),
    )
    .map((row) => sourceChange(row, lineOf(row)));
}

/** Charges of one unit's month, as `line_id` of the charge lines is made. */
export function chargeChanges(rows: readonly MySourceChange[], unitId: number): SourceChange[] {
  return rows
    .filter((row) => row.unit_id === unitId)
    .map((row) => {
      const content = row.after ?? row.before ?? {};
      const { document_id, component_id, rate_id, vat_rate, right_id } = content;
      const parts = [document_id, component_id ?? 0, rate_id ?? 0, vat_rate, right_id];
      return sourceChange(row, parts.filter((part) => part !== null && part !== undefined).join("-"));
    });
}

/** Readings of the shown meters in the year; a line is found by its meter, day and value, because sources have no name for a reading. */
export function readingChanges(
  rows: readonly MySourceChange[],
  readings: readonly MyReading[],
  meters: readonly MyMeter[],
  year: number,
): SourceChange[] {
  return rows.flatMap((row) => {
    const content = row.after ?? row.before ?? {};
    const meter = meters.find((each) => each.meter_id === content.meter_id);
    if (meter === undefined || Number(String(content.read_on).slice(0, 4)) !== year) return [];
    const line = readings.find(
      (each) =>
        each.meter_id === content.meter_id &&
        each.read_on === content.read_on &&
        each.value_millionths === content.value_millionths,
    );
    return [sourceChange({ ...row, name: meter.serial }, line === undefined ? null : `o${line.reading_id}`)];
  });
}
