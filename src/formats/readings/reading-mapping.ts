import {
  MEDIUM_HINTS,
  type MediumHint,
  READ_MEASURES,
  type ReadMeasure,
} from "../../domain/metering/reading-terms.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { DAY_ORDERS, type DayOrder } from "./written-moment.ts";

/** What a column of a gateway's CSV can hold. */
export const MAPPED_COLUMNS = [
  "device",
  "value",
  "day",
  "status",
  "setDay",
  "setValue",
  "measure",
  "medium",
  "note",
] as const;
export type MappedColumn = (typeof MAPPED_COLUMNS)[number];

/** How a gateway's CSV is read. A column is named by its heading, or by its number from 1. */
export interface ReadingMapping {
  readonly columns: Partial<Readonly<Record<MappedColumn, string | number>>>;
  readonly delimiter: ";" | "," | "\t" | "|" | null;
  readonly heading: boolean;
  readonly identifiedBy: "radio" | "meter";
  readonly dayOrder: DayOrder | null;
  readonly measure: ReadMeasure | null;
  readonly medium: MediumHint | null;
  /** `mbus`: the status byte of EN 13757 in hexadecimal. */
  readonly status: "text" | "mbus";
  /** Lines that a gateway writes around its telegrams. */
  readonly skippedLines: readonly string[];
}

/** Gateways that are known without anybody saving a mapping. */
export const BUILT_IN_MAPPINGS: Readonly<Record<string, ReadingMapping>> = {
  "hca-gateway": {
    columns: {
      device: "ID",
      value: "IV,0,0,0,,Units HCA",
      day: "IV,0,0,0,,Date/Time",
      status: "Status",
      setDay: "IV,1,0,0,,Date",
      setValue: "IV,1,0,0,,Units HCA",
    },
    delimiter: ";",
    heading: true,
    identifiedBy: "radio",
    dayOrder: "DMY",
    measure: "unit",
    medium: "heat",
    status: "mbus",
    skippedLines: ["«File completely written»"],
  },
};

const FIELDS = [
  "columns",
  "delimiter",
  "heading",
  "identifiedBy",
  "dayOrder",
  "measure",
  "medium",
  "status",
  "skippedLines",
];
const LONGEST_NAME = 200;

/**
 * Reads a mapping written as JSON; only `columns` with `device`, `value` and `day` is required.
 * Refuses all at once `mapping-not-json`, `mapping-field-unknown`, `mapping-field-missing`, `mapping-field-wrong`.
 */
export function readMapping(text: string): Result<ReadingMapping> {
  const parsed = parsedJson(text);
  if (!isObject(parsed)) return refuse(refusal("mapping-not-json"));
  const refusals: Refusal[] = [];
  const wrong = (field: string) => refusals.push(refusal("mapping-field-wrong", { field }));
  for (const field of Object.keys(parsed))
    if (!FIELDS.includes(field))
      refusals.push(refusal("mapping-field-unknown", { field: field.slice(0, 60) }));
  const choice = <T>(field: string, choices: readonly T[], otherwise: T): T => {
    const value = parsed[field] ?? otherwise;
    if (choices.includes(value as T)) return value as T;
    wrong(field);
    return otherwise;
  };
  const skipped = parsed.skippedLines ?? [];
  if (!Array.isArray(skipped) || !skipped.every(isName)) wrong("skippedLines");
  const columns = isObject(parsed.columns) ? parsed.columns : {};
  refusals.push(...columnRefusals(columns));
  const mapping: ReadingMapping = {
    columns: columns as ReadingMapping["columns"],
    delimiter: choice("delimiter", [";", ",", "\t", "|", null], null),
    heading: choice("heading", [true, false], true),
    identifiedBy: choice("identifiedBy", ["radio", "meter"], "radio"),
    dayOrder: choice("dayOrder", [...DAY_ORDERS, null], null),
    measure: choice("measure", [...READ_MEASURES, null], null),
    medium: choice("medium", [...MEDIUM_HINTS, null], null),
    status: choice("status", ["text", "mbus"], "text"),
    skippedLines: skipped as string[],
  };
  if (!mapping.heading) {
    for (const [name, column] of Object.entries(mapping.columns))
      if (typeof column === "string") wrong(`columns.${name}`);
    if (mapping.delimiter === null) refusals.push(refusal("mapping-field-missing", { field: "delimiter" }));
  }
  return refusals.length > 0 ? refuse(...refusals) : accept(mapping);
}

function columnRefusals(columns: Readonly<Record<string, unknown>>): Refusal[] {
  const refusals: Refusal[] = [];
  for (const name of ["device", "value", "day"])
    if (columns[name] === undefined)
      refusals.push(refusal("mapping-field-missing", { field: `columns.${name}` }));
  for (const [name, column] of Object.entries(columns)) {
    if (!(MAPPED_COLUMNS as readonly string[]).includes(name))
      refusals.push(refusal("mapping-field-unknown", { field: `columns.${name}`.slice(0, 60) }));
    else if (!isName(column) && !isColumnNumber(column))
      refusals.push(refusal("mapping-field-wrong", { field: `columns.${name}` }));
  }
  if ((columns.setDay === undefined) !== (columns.setValue === undefined))
    refusals.push(refusal("mapping-field-missing", { field: "columns.setDay, columns.setValue" }));
  return refusals;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_NAME;
}

function isColumnNumber(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 500;
}
