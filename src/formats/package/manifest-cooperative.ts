import type { PURPOSES } from "../../domain/ledger/accounts.ts";
import { compactTaxNumber, hasRightTaxNumberChecksum } from "../../domain/receivables/tax-number.ts";
import type { Cooperative } from "../../domain/register/facts.ts";
import { type Month, parseMonth } from "../../domain/values/month.ts";
import { filledTextOf, matching, type ObjectReader, textOf, wholeBetween } from "./manifest-object.ts";

/** Purposes whose debts are paid from payments, in the order used when the cooperative names none. */
const DEFAULT_PURPOSE_ORDER = [
  "interest",
  "fees",
  "repair-fund",
  "media",
] as const satisfies readonly (typeof PURPOSES)[number][];
const LATEST_MONTH = "2199-12" as Month;

/** The cooperative itself; what cannot be read is reported and left harmless. */
export function readCooperative(fields: ObjectReader): Cooperative {
  const office = "loginOffice";
  const cooperative = {
    slug: fields.take("slug", matching(/^[a-z0-9-]{2,40}$/), ""),
    host: fields.take<string | null>("host", matching(/^[a-z0-9.-]{1,253}(:\d{1,5})?$/), null, null),
    name: fields.take("name", filledTextOf, ""),
    shortName: fields.take("shortName", filledTextOf, ""),
    street: fields.take("street", filledTextOf, ""),
    postalCode: fields.take("postalCode", matching(/^\d{2}-\d{3}$/), ""),
    city: fields.take("city", filledTextOf, ""),
    telephone: fields.take("telephone", textOf, "", ""),
    email: fields.take("email", matching(/^$|^[^\s@]+@[^\s@]+$/), "", ""),
    nip: fields.take("nip", taxNumberOf, "", ""),
    accentColour: fields.take<string | null>("accentColour", colourOf, null, null),
    feeDueDay: fields.take("feeDueDay", wholeBetween(10, 28), 10, 10),
    purposeOrder: fields.take<readonly string[]>(
      "purposeOrder",
      purposeOrderOf,
      DEFAULT_PURPOSE_ORDER,
      DEFAULT_PURPOSE_ORDER,
    ),
    handOverDays: fields.take("handOverDays", wholeBetween(0, 366), 90, 90),
    midMonthHolder: fields.take(
      "midMonthHolder",
      matching(/^(first-day|by-days)$/),
      "first-day",
      "first-day",
    ),
    firstMonth: fields.take("firstMonth", monthOf, LATEST_MONTH),
    isDemo: fields.take("isDemo", (value) => (typeof value === "boolean" ? value : null), false, false),
  };
  const login = fields.child(office);
  const loginOffice = {
    loginDepartment: login.take("department", textOf, "", ""),
    loginRoom: login.take("room", textOf, "", ""),
    loginHours: login.take("hours", textOf, "", ""),
  };
  login.finish();
  fields.finish();
  return { ...cooperative, ...loginOffice };
}

function monthOf(value: unknown): Month | null {
  return typeof value === "string" && /^(19|20|21)/.test(value) ? parseMonth(value) : null;
}

function colourOf(value: unknown): string | null {
  const colour = textOf(value)?.toLowerCase() ?? "";
  return /^#[0-9a-f]{6}$/.test(colour) ? colour : null;
}

function taxNumberOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null || text === "") return text;
  const number = compactTaxNumber(text);
  return /^\d{10}$/.test(number) && hasRightTaxNumberChecksum(number) ? number : null;
}

/** Every purpose that payments satisfy, each once. */
function purposeOrderOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  const given = [...value].sort().join();
  return given === [...DEFAULT_PURPOSE_ORDER].sort().join() ? (value as string[]) : null;
}
