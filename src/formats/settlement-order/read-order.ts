import type { OrderedCost, SettlementOrder } from "../../domain/settlement/settlement-order.ts";
import { type PlainDate, plainDate } from "../../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refuse } from "../../domain/values/result.ts";
import {
  CaseObject,
  groszeOf,
  listOf,
  objectOf,
  type Report,
  textOf,
} from "../settlement-case/case-fields.ts";
import {
  anyTextOf,
  countOf,
  dayOf,
  decimalTextOf,
  eachObject,
  listOfAll,
  objectOfFile,
  readWhole,
} from "./order-fields.ts";

/** Stands in for a day that cannot be read, so that the rest can be examined. */
const SOME_DAY = plainDate("2000-01-01");

/**
 * Reads what the office tells of one settlement (docs/guides/settlement.md). Every field that cannot be read, is missing or unknown
 * is told at once; whether it makes sense is for `computeSettlement`.
 */
export function readSettlementOrder(text: string): Result<SettlementOrder> {
  const problems: Refusal[] = [];
  const fields = objectOfFile(text, problems);
  if (fields === null) return refuse(...problems);
  const order = readWhole(fields, (one) => orderOf(one, (problem) => problems.push(problem)));
  return problems.length > 0 ? refuse(...problems) : accept(order);
}

function orderOf(fields: CaseObject, report: Report): SettlementOrder {
  const each = <T>(name: string, read: (one: CaseObject) => T): T[] =>
    eachObject(fields.optional(name, listOf, []) ?? [], name, report, read);
  const inside = <T>(name: string, read: (one: CaseObject) => T): T | null => {
    const value = fields.optional<object | null>(name, objectOf, null);
    return value == null ? null : readWhole(new CaseObject(value, name, report), read);
  };
  const periodObject = fields.required<object | null>("period", objectOf, null);
  const period =
    periodObject === null
      ? { from: SOME_DAY, to: SOME_DAY }
      : readWhole(new CaseObject(periodObject, "period", report), (one) => ({
          from: one.required<PlainDate>("from", dayOf, SOME_DAY),
          to: one.required<PlainDate>("to", dayOf, SOME_DAY),
        }));
  const fixedAmounts = each("fixedAmounts", (one) => ({
    cost: one.required("cost", textOf, ""),
    unit: one.required("unit", textOf, ""),
    amountGrosze: one.required("amountGrosze", groszeOf, 0),
  }));
  const definitionVersion = fields.optional("definitionVersion", countOf, 0);
  return {
    code: fields.required("code", textOf, ""),
    definition: fields.required("definition", textOf, ""),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
    period,
    point: fields.optional("point", textOf, "") ?? null,
    buildings: fields.optional("buildings", listOfAll(textOf), []) ?? [],
    costs: eachObject(fields.required("costs", listOf, []), "costs", report, (one) => costOf(one, period)),
    bounds: inside("bounds", (one) => ({
      minGroszePerM2: one.optional("minGroszePerM2", decimalTextOf, "0") ?? null,
      maxGroszePerM2: one.optional("maxGroszePerM2", decimalTextOf, "0") ?? null,
    })),
    heat: inside("heat", (one) => ({
      totalGJ: one.optional("totalGJ", decimalTextOf, "0") ?? null,
      heatingGJ: one.optional("heatingGJ", decimalTextOf, "0") ?? null,
      hotWaterGJ: one.optional("hotWaterGJ", decimalTextOf, "0") ?? null,
    })),
    outdoorTemperature: fields.optional("outdoorTemperature", decimalTextOf, "0") ?? null,
    indoorTemperatures: each("indoorTemperatures", (one) => ({
      unit: one.required("unit", textOf, ""),
      temperature: one.required("temperature", decimalTextOf, "0"),
    })),
    degreeDays: inside("degreeDays", (one) => ({
      period: one.required("period", decimalTextOf, "0"),
      lastYear: one.required("lastYear", decimalTextOf, "0"),
    })),
    accessRefused: each("accessRefused", (one) => ({
      unit: one.required("unit", textOf, ""),
      note: one.optional("note", anyTextOf, "") ?? "",
    })),
    jointDeclarations: each("jointDeclarations", (one) => ({
      unit: one.required("unit", textOf, ""),
      on: one.required<PlainDate>("on", dayOf, SOME_DAY),
      formerPercent: one.required("formerPercent", decimalTextOf, "0"),
    })),
    commonParts: each("commonParts", commonPartOf),
    ...(fixedAmounts.length === 0 ? {} : { fixedAmounts }),
  };
}

/** The days of a document are those of the period where it does not say its own. */
function costOf(fields: CaseObject, period: SettlementOrder["period"]): OrderedCost {
  return {
    cost: fields.required("cost", textOf, ""),
    document: fields.required("document", textOf, ""),
    from: fields.optional<PlainDate>("from", dayOf, SOME_DAY) ?? period.from,
    to: fields.optional<PlainDate>("to", dayOf, SOME_DAY) ?? period.to,
    amountGrosze: fields.required("amountGrosze", groszeOf, 0),
  };
}

function commonPartOf(fields: CaseObject): SettlementOrder["commonParts"][number] {
  const volumeDm3 = fields.optional("volumeDm3", countOf, 0);
  const building = fields.optional("building", textOf, "");
  return {
    id: fields.required("id", textOf, ""),
    name: fields.required("name", textOf, ""),
    areaCm2: fields.required("areaCm2", countOf, 0),
    consumption: fields.optional("consumption", decimalTextOf, "0") ?? null,
    ...(volumeDm3 === undefined ? {} : { volumeDm3 }),
    ...(building === undefined ? {} : { building }),
  };
}
