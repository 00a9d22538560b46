import { type Refusal, refusal } from "../../domain/values/result.ts";

/** How a column of ours comes from columns of a query's result. */
export type ValueRule = ColumnRule | ConstantRule | JoinRule | SidesRule | YearMonthRule;

/** One column, converted to what ours holds. */
export interface ColumnRule {
  readonly kind: "column";
  readonly column: string;
  /** Codes of the program and what they mean here. */
  readonly list: ReadonlyMap<string, string> | null;
  /** What a code that is not listed means; without it such a code is a problem. */
  readonly otherwise: string | null;
  /** Values that mean a blank cell. */
  readonly blank: readonly string[];
  /** The program keeps whole grosze. */
  readonly isGrosze: boolean;
  readonly isNegated: boolean;
  /** The program's last day is the first one after. */
  readonly isDayAfter: boolean;
}

export interface ConstantRule {
  readonly kind: "constant";
  readonly constant: string;
}

export interface JoinRule {
  readonly kind: "join";
  readonly columns: readonly string[];
  readonly between: string;
}

/** Two columns Wn and Ma: a side and an amount. */
export interface SidesRule {
  readonly kind: "sides";
  readonly debit: string;
  readonly credit: string;
  readonly isGrosze: boolean;
}

export interface YearMonthRule {
  readonly kind: "year-month";
  readonly year: string;
  readonly month: string;
}

/** Columns of a result that a rule reads. */
export function columnsOf(rule: ValueRule): readonly string[] {
  switch (rule.kind) {
    case "column":
      return [rule.column];
    case "constant":
      return [];
    case "join":
      return rule.columns;
    case "sides":
      return [rule.debit, rule.credit];
    case "year-month":
      return [rule.year, rule.month];
  }
}

export function plainColumn(column: string): ColumnRule {
  return {
    kind: "column",
    column,
    list: null,
    otherwise: null,
    blank: [],
    isGrosze: false,
    isNegated: false,
    isDayAfter: false,
  };
}

type Lists = ReadonlyMap<string, ReadonlyMap<string, string>>;

const FORMS = {
  column: ["column", "list", "otherwise", "blank", "unit", "negated", "day_after"],
  constant: ["constant"],
  join: ["join", "between"],
  debit: ["debit", "credit", "unit"],
  year: ["year", "month"],
} as const;

/** Reads one value rule as the mapping writes it; null with `mapping-value-unclear` where it says nothing clear. */
export function readValueRule(
  value: unknown,
  place: string,
  lists: Lists,
  problems: Refusal[],
): ValueRule | null {
  if (typeof value === "string" && value !== "") return plainColumn(value);
  const unclear = () => {
    problems.push(
      refusal("mapping-value-unclear", { place, text: (JSON.stringify(value) ?? "").slice(0, 200) }),
    );
    return null;
  };
  if (!isRecord(value)) return unclear();
  const form = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find((name) => name in value);
  if (form === undefined) return unclear();
  const known: readonly string[] = FORMS[form];
  if (Object.keys(value).some((name) => !known.includes(name))) return unclear();
  if (value.unit !== undefined && value.unit !== "grosze" && value.unit !== "zloty") return unclear();
  const isGrosze = value.unit === "grosze";
  switch (form) {
    case "constant":
      return isText(value.constant) ? { kind: "constant", constant: value.constant } : unclear();
    case "join": {
      const { join, between = "" } = value;
      return isTexts(join) && join.length > 0 && isText(between)
        ? { kind: "join", columns: join, between }
        : unclear();
    }
    case "debit":
      return isText(value.debit) && isText(value.credit)
        ? { kind: "sides", debit: value.debit, credit: value.credit, isGrosze }
        : unclear();
    case "year":
      return isText(value.year) && isText(value.month)
        ? { kind: "year-month", year: value.year, month: value.month }
        : unclear();
    case "column": {
      const { column, list, otherwise = null, blank = [], negated = false, day_after = false } = value;
      const codes = list === undefined ? null : readList(list, lists);
      if (!isText(column) || codes === undefined || !isTexts(blank)) return unclear();
      if (otherwise !== null && (!isText(otherwise) || codes === null)) return unclear();
      if (typeof negated !== "boolean" || typeof day_after !== "boolean") return unclear();
      return {
        kind: "column",
        column,
        list: codes,
        otherwise,
        blank,
        isGrosze,
        isNegated: negated,
        isDayAfter: day_after,
      };
    }
  }
}

/** A list written in place, or the name of one; undefined where it is neither. */
function readList(value: unknown, lists: Lists): ReadonlyMap<string, string> | undefined {
  if (typeof value === "string") return lists.get(value);
  return listOf(value) ?? undefined;
}

/** Codes and their meanings; null where the value is no such list. */
export function listOf(value: unknown): ReadonlyMap<string, string> | null {
  if (!isRecord(value) || !Object.values(value).every(isText)) return null;
  return new Map(Object.entries(value as Record<string, string>));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}
