import { type ExactDecimal, HUNDRED, wholeDecimal } from "../../domain/settlement/exact-decimal.ts";
import {
  type CostBounds,
  type CostPart,
  type Participant,
  parseCostKey,
  type RoundingRule,
  type SettlementCase,
  type SettlementCost,
  type SubstituteRule,
} from "../../domain/settlement/settlement-case.ts";
import { type PlainDate, parsePlainDate } from "../../domain/values/plain-date.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import {
  CaseObject,
  decimalOf,
  groszeOf,
  listOf,
  objectOf,
  parseJsonExactly,
  type Report,
  textOf,
  written,
} from "./case-fields.ts";

/** What a case file says, and everything in it that cannot be read. */
export interface CaseReading {
  /**
   * The facts, with stand-ins wherever one could not be read, so that the rest can be examined as well: they provoke no
   * further problem, except that bounds may seem out of reach. Null for a file without a list of participants or costs.
   */
  readonly facts: SettlementCase | null;
  readonly problems: readonly Refusal[];
}

const ROUNDING_RULES: readonly RoundingRule[] = ["largest-remainder", "largest-share"];
const SUBSTITUTE_RULES: readonly SubstituteRule[] = ["area", "previous", "refuse"];

/** Stands in for a fact that cannot be read: neither missing, nor negative, nor nothing. */
const ONE = wholeDecimal(1);
const NOTHING = wholeDecimal(0);

/** Reads a settlement case (docs/guides/settlement-case.md). Numbers are taken as written, never through a float. */
export function readSettlementCase(text: string): CaseReading {
  const problems: Refusal[] = [];
  const report: Report = (problem) => problems.push(problem);
  const parsed = parsedJson(text);
  if (parsed === undefined) return { facts: null, problems: [refusal("case-not-json")] };
  const fields = new CaseObject(parsed, "", report);
  const period = fields.optional("period", objectOf, {});
  const rounding = fields.optional("rounding", oneOf(ROUNDING_RULES), "largest-remainder");
  const participants = fields.required("participants", listOf, []);
  const costs = fields.required("costs", listOf, []);
  const bounds = fields.optional("bounds", objectOf, {});
  const substitute = fields.optional("substitute", oneOf(SUBSTITUTE_RULES), "area");
  fields.finish();
  const hasLists = problems.every(({ data }) => data.field !== "participants" && data.field !== "costs");
  const facts: SettlementCase = {
    period: period === undefined ? null : readPeriod(period, report),
    rounding: rounding ?? "largest-remainder",
    participants: readEach(participants, "participants", readParticipant, report),
    costs: readEach(costs, "costs", readCost, report),
    bounds: bounds === undefined ? null : readBounds(bounds, report),
    substitute: substitute ?? null,
  };
  return { facts: hasLists ? facts : null, problems };
}

/** Items that are no objects are reported and left out. */
function readEach<T>(
  items: readonly unknown[],
  place: string,
  read: (item: object, place: string, report: Report) => T,
  report: Report,
): T[] {
  return items.flatMap((item, index) => {
    const itemPlace = `${place}[${index}]`;
    const object = objectOf(item);
    if (object !== null) return [read(object, itemPlace, report)];
    report(refusal("case-field-unreadable", { field: itemPlace, written: written(item) }));
    return [];
  });
}

function parsedJson(text: string): unknown {
  try {
    return parseJsonExactly(text.replace(/^\uFEFF/, ""));
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

function readPeriod(value: unknown, report: Report): SettlementCase["period"] {
  const fields = new CaseObject(value, "period", report);
  const from = fields.required<PlainDate | null>("from", dayOf, null);
  const to = fields.required<PlainDate | null>("to", dayOf, null);
  fields.finish();
  if (from === null || to === null) return null;
  if (from > to) report(refusal("case-period-reversed", { from, to }));
  return { from, to };
}

function readParticipant(value: unknown, place: string, report: Report): Participant {
  const fields = new CaseObject(value, place, report);
  const fact = (name: string) => fields.optional(name, decimalOf, ONE);
  const units = fact("units");
  const participant: Participant = {
    id: fields.required("id", textOf, place),
    areaCm2: fact("areaCm2"),
    heatedAreaCm2: fact("heatedAreaCm2"),
    volumeDm3: fact("volumeDm3"),
    persons: fact("persons"),
    consumption: readConsumption(fields, report),
    units: fields.isNull("units") ? null : units,
    previousUnits: fact("previousUnits"),
    degreeArea: fact("degreeArea"),
    share: fact("share"),
    advancesGrosze: fields.optional("advancesGrosze", groszeOf, 0),
  };
  fields.finish();
  return participant;
}

function readConsumption(fields: CaseObject, report: Report): ReadonlyMap<string, ExactDecimal> | undefined {
  const written = fields.optional("consumption", objectOf, {});
  if (written === undefined) return undefined;
  const media = new CaseObject(written, fields.placeOf("consumption"), report);
  const consumption = new Map<string, ExactDecimal>();
  for (const medium of Object.keys(written)) {
    const consumed = media.optional(medium, decimalOf, ONE);
    if (consumed !== undefined) consumption.set(medium, consumed);
  }
  return consumption;
}

function readCost(value: unknown, place: string, report: Report): SettlementCost {
  const fields = new CaseObject(value, place, report);
  const id = fields.required("id", textOf, place);
  const amountGrosze = fields.required("amountGrosze", groszeOf, 0);
  const partList = fields.required<readonly unknown[] | null>("parts", listOf, null);
  fields.finish();
  const parts = partList?.map((part, index) => readPart(part, `${place}.parts[${index}]`, id, report));
  return { id, amountGrosze, parts: withStandInPercents(parts ?? [UNREADABLE_PART]) };
}

interface ReadPart {
  readonly key: CostPart["key"];
  readonly percent: ExactDecimal | null;
}

const UNREADABLE_PART: ReadPart = { key: "equal", percent: null };

function readPart(value: unknown, place: string, cost: string, report: Report): ReadPart {
  const fields = new CaseObject(value, place, report);
  const keyText = fields.required("key", textOf, "equal");
  const key = parseCostKey(keyText);
  if (key === null) report(refusal("cost-key-unknown", { cost, key: keyText }));
  const percent = fields.required<ExactDecimal | null>("percent", decimalOf, null);
  fields.finish();
  return { key: key ?? "equal", percent };
}

/** Where a percent cannot be read, none of the cost is summed up: the first part stands for the whole. */
function withStandInPercents(parts: readonly ReadPart[]): CostPart[] {
  const isReadable = parts.every(({ percent }) => percent !== null);
  return parts.map(({ key, percent }, place) => ({
    key,
    percent: isReadable && percent !== null ? percent : place === 0 ? HUNDRED : NOTHING,
  }));
}

/** Null also where the cost cannot be read: there is then nothing to examine the bounds against. */
function readBounds(value: unknown, report: Report): CostBounds | null {
  const fields = new CaseObject(value, "bounds", report);
  const cost = fields.required<string | null>("cost", textOf, null);
  const bound = (name: string) => fields.optional<ExactDecimal | null>(name, decimalOf, null) ?? null;
  const [minGroszePerM2, maxGroszePerM2] = [bound("minGroszePerM2"), bound("maxGroszePerM2")];
  fields.finish();
  return cost === null ? null : { cost, minGroszePerM2, maxGroszePerM2 };
}

function dayOf(value: unknown): PlainDate | null {
  return typeof value === "string" ? parsePlainDate(value) : null;
}

function oneOf<T extends string>(allowed: readonly T[]): (value: unknown) => T | null {
  return (value) => allowed.find((one) => one === value) ?? null;
}
