import { MEDIA, type Medium } from "../../domain/ledger/accounts.ts";
import type { ConsumptionRules, EstimateMethod } from "../../domain/metering/consumption-terms.ts";
import type {
  DefinedAmount,
  DefinedCost,
  DefinedPart,
  SettlementDefinition,
} from "../../domain/settlement/definition.ts";
import { parseRegulationKey } from "../../domain/settlement/settlement-case.ts";
import { formatScaled, parseScaled } from "../../domain/values/decimal.ts";
import { QUANTITY_SCALE, type Quantity } from "../../domain/values/quantity.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { UNIT_KINDS } from "../package/register-tables.ts";
import {
  CaseObject,
  groszeOf,
  listOf,
  objectOf,
  type Report,
  textOf,
} from "../settlement-case/case-fields.ts";
import {
  booleanOf,
  countOf,
  decimalTextOf,
  eachObject,
  listOfAll,
  objectOfFile,
  oneOf,
  readWhole,
} from "./order-fields.ts";

const ESTIMATES: readonly EstimateMethod[] = ["previous-period", "same-period-last-year", "norm"];
const MEASURED_BY = ["as-unmetered", "as-metered"] as const;

/**
 * Reads a cooperative's regulation (docs/guides/settlement.md). Every field that cannot be read, is missing or unknown is told at
 * once; whether the law allows it is for `definitionProblems`.
 */
export function readSettlementDefinition(text: string): Result<SettlementDefinition> {
  const problems: Refusal[] = [];
  const report: Report = (problem) => problems.push(problem);
  const fields = objectOfFile(text, problems);
  if (fields === null) return refuse(...problems);
  const definition = readWhole(fields, (one) => definitionOf(one, report));
  return problems.length > 0 ? refuse(...problems) : accept(definition);
}

/** The same regulation as a file, ready to be copied and edited: reading it gives the definition again. */
export function writeSettlementDefinition(definition: SettlementDefinition): string {
  const { consumption, ...others } = definition;
  const { normPerPersonMonth, ...rules } = consumption;
  const norm =
    normPerPersonMonth === null ? null : formatScaled(normPerPersonMonth, QUANTITY_SCALE, { separator: "." });
  const file = { ...others, consumption: { ...rules, normM3PerPersonMonth: norm } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function definitionOf(fields: CaseObject, report: Report): SettlementDefinition {
  const medium = fields.required<Medium>("medium", oneOf(MEDIA), "heat");
  const costDays = fields.optional("costDays", oneOf(["own-days", "whole-period"] as const), "own-days");
  return {
    code: fields.required("code", textOf, ""),
    // `name` is a remark elsewhere; here it is a field of its own.
    name: fields.required("name", textOf, ""),
    regulation: fields.required("regulation", textOf, ""),
    medium,
    advanceMedia: fields.optional("advanceMedia", listOfAll(oneOf(MEDIA)), []) ?? [medium],
    participants: within(fields, "participants", report, (one) => ({
      unitKinds: one.required<readonly string[]>("unitKinds", listOfAll(oneOf(UNIT_KINDS)), []),
      having: one.optional("having", oneOf(["heated-area", "point"] as const), "point") ?? null,
    })),
    costs: eachObject(fields.required("costs", listOf, []), "costs", report, (one) => costOf(one, report)),
    ...(costDays === undefined ? {} : { costDays }),
    variance:
      fields.optional(
        "variance",
        oneOf(["operating-cost", "consumption", "equal", "area"] as const),
        "equal",
      ) ?? null,
    isBehindBooster: fields.optional("isBehindBooster", booleanOf, false) ?? false,
    consumption: within(fields, "consumption", report, rulesOf),
    substitute:
      fields.optional("substitute", oneOf(["area", "previous", "refuse"] as const), "refuse") ?? "refuse",
    boundedCost: fields.optional("boundedCost", textOf, "") ?? null,
    accessRefusalPercent: fields.optional("accessRefusalPercent", decimalTextOf, "100") ?? "100",
    holderChange:
      fields.optional("holderChange", oneOf(["new-holder", "by-days"] as const), "new-holder") ??
      "new-holder",
    rounding:
      fields.optional(
        "rounding",
        oneOf(["largest-remainder", "largest-share"] as const),
        "largest-remainder",
      ) ?? "largest-remainder",
    termMonths: fields.required("termMonths", countOf, 0),
    interestFreeMonths: fields.optional("interestFreeMonths", countOf, 0) ?? null,
    proposedAdvancePercent: fields.optional("proposedAdvancePercent", decimalTextOf, "0") ?? null,
    vatRate: fields.optional("vatRate", oneOf(["23", "8", "5", "0", "exempt"] as const), "23") ?? null,
  };
}

function rulesOf(fields: CaseObject): ConsumptionRules {
  return {
    missedOnce: fields.optional("missedOnce", listOfAll(oneOf(ESTIMATES)), []) ?? [],
    missedTwice: fields.optional("missedTwice", listOfAll(oneOf(ESTIMATES)), []) ?? [],
    normPerPersonMonth: fields.optional<Quantity>("normM3PerPersonMonth", millionthsOf, 0) ?? null,
    vacantNormPercent: fields.optional("vacantNormPercent", countOf, 0) ?? null,
    expiredVerification: fields.required("expiredVerification", oneOf(MEASURED_BY), "as-metered"),
    brokenSeal: fields.required("brokenSeal", oneOf(MEASURED_BY), "as-metered"),
    spread: fields.optional("spread", oneOf(["daily", "degree-days"] as const), "daily") ?? "daily",
  };
}

function costOf(fields: CaseObject, report: Report): DefinedCost {
  const id = fields.required("id", textOf, "");
  const parts = fields.required("parts", listOf, []);
  const serviceFlag = fields.optional("isService", booleanOf, false);
  return {
    id,
    name: fields.required("name", textOf, ""),
    nature: fields.required("nature", oneOf(["fixed", "variable"] as const), "fixed"),
    ...(serviceFlag === undefined ? {} : { isService: serviceFlag }),
    parts: eachObject(parts, `${fields.place}.parts`, report, (part) => partOf(part, id, report)),
  };
}

function partOf(fields: CaseObject, cost: string, report: Report): DefinedPart {
  const text = fields.required("key", textOf, "equal");
  const key = parseRegulationKey(text);
  if (key === null) report(refusal("cost-key-unknown", { cost, key: text }));
  const amount = fields.optional<object | null>("fixedAmount", objectOf, null);
  const part = { key: key ?? "equal", percent: fields.required("percent", decimalTextOf, "0") } as const;
  if (amount == null) return part;
  const place = `${fields.place}.fixedAmount`;
  const fixedAmount = readWhole(
    new CaseObject(amount, place, report),
    (one): DefinedAmount => ({
      amountGrosze: one.required("amountGrosze", groszeOf, 0),
      per: one.required("per", oneOf(["unit", "device"] as const), "unit"),
    }),
  );
  return { ...part, fixedAmount };
}

/** An object inside the object; one that is missing is told once and read as an empty one. */
function within<T>(fields: CaseObject, name: string, report: Report, read: (fields: CaseObject) => T): T {
  const value = fields.required<object | null>(name, objectOf, null);
  const silent: Report = () => undefined;
  return readWhole(new CaseObject(value ?? {}, name, value === null ? silent : report), read);
}

function millionthsOf(value: unknown): Quantity | null {
  const text = decimalTextOf(value);
  const parsed = text === null ? null : parseScaled(text, QUANTITY_SCALE);
  return parsed?.ok && parsed.value >= 0 ? parsed.value : null;
}
