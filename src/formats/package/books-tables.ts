import { RATE_BASES } from "../../domain/fees/rates.ts";
import {
  LEDGER_ROLES,
  MEDIA,
  NATURE_OF_PURPOSE,
  type Nature,
  PURPOSES,
} from "../../domain/ledger/accounts.ts";
import {
  checked,
  code,
  date,
  decimal,
  month,
  oneOf,
  optional,
  optionalText,
  reference,
  text,
  whole,
  yesOrNo,
  zloty,
} from "./columns.ts";
import { FLOORS, PERIOD, RIGHT_KINDS, UNIT_KINDS } from "./register-tables.ts";
import type { Table } from "./table.ts";
import { readAccountNumber, readClientPrefix, readSortCode } from "./written-numbers.ts";

const ORGANS = ["general-meeting", "supervisory-board", "management-board", "municipality"] as const;
const NATURES = [...new Set<Nature>(Object.values(NATURE_OF_PURPOSE))];

/** Decimals kept of a rate or norm. */
const MILLIONTHS = 6;

/** Fees and accounts: resolutions, components, rates, accounts with their opening items, numbers to pay to. */
export const BOOKS_TABLES = {
  resolutions: {
    file: "resolutions.csv",
    isRequired: false,
    key: ["code"],
    columns: {
      code: code(),
      organ: oneOf("organ", ORGANS),
      number: text("number"),
      adoptedOn: date("adopted_on"),
      title: text("title"),
      justification: optionalText("justification"),
    },
  },
  components: {
    file: "components.csv",
    isRequired: false,
    key: ["code"],
    columns: {
      code: code(),
      name: text("name"),
      explanation: optionalText("explanation"),
      purpose: oneOf("purpose", ["fees", "repair-fund"]),
      postedTo: oneOf("posted_to", ["operating-revenue", "repair-fund", "advances"]),
      medium: optional(oneOf("medium", MEDIA), null),
      isControllable: yesOrNo("controllable"),
      vatRate: optional(oneOf("vat_rate", ["23", "8", "5", "0", "exempt"]), null),
      position: whole("position"),
    },
  },
  rates: {
    file: "rates.csv",
    isRequired: false,
    key: ["code"],
    columns: {
      code: code(),
      component: reference("component", "components"),
      ...PERIOD,
      base: oneOf("base", RATE_BASES),
      amountMillionths: decimal("amount", MILLIONTHS, { from: -1e13, to: 1e13 }),
      equipment: optional(code("equipment"), null),
      normMillionths: optional(decimal("norm", MILLIONTHS), null),
      percentOf: optional(reference("percent_of", "components"), -1),
      property: optional(reference("property", "properties"), -1),
      building: optional(reference("building", "buildings"), -1),
      staircase: optional(reference("staircase", "staircases"), -1),
      unit: optional(reference("unit", "units"), -1),
      rightKind: optional(oneOf("right_kind", RIGHT_KINDS), null),
      unitKind: optional(oneOf("unit_kind", UNIT_KINDS), null),
      membership: optional(oneOf("membership", ["any", "member", "non-member"]), "any"),
      floorFrom: optional(whole("floor_from", FLOORS), null),
      floorTo: optional(whole("floor_to", FLOORS), null),
      personsFrom: optional(whole("persons_from"), null),
      personsTo: optional(whole("persons_to"), null),
      resolution: optional(reference("resolution", "resolutions"), -1),
      announcedOn: optional(date("announced_on"), null),
      isAlreadyAnnounced: optional(yesOrNo("already_announced"), false),
    },
  },
  disputedRates: {
    file: "disputed-rates.csv",
    isRequired: false,
    key: [],
    columns: {
      unit: reference("unit", "units"),
      component: reference("component", "components"),
      ...PERIOD,
      amountMillionths: decimal("amount", MILLIONTHS, { from: -1e13, to: 1e13 }),
      courtCase: text("court_case"),
    },
  },
  accounts: {
    file: "accounts.csv",
    isRequired: true,
    key: ["code"],
    sums: ["opening_balance"],
    columns: {
      code: code(),
      name: text("name"),
      right: optional(reference("right", "rights"), -1),
      purpose: optional(oneOf("purpose", PURPOSES), null),
      nature: optional(oneOf("nature", NATURES), null),
      role: optional(oneOf("role", LEDGER_ROLES), null),
      medium: optional(oneOf("medium", MEDIA), null),
      openingGrosze: optional(zloty("opening_balance", { from: -1e13 }), 0),
    },
  },
  bankAccounts: {
    file: "bank-accounts.csv",
    isRequired: false,
    key: ["number"],
    columns: {
      number: checked("number", "NRB", readAccountNumber),
      name: text("name"),
      account: reference("account", "accounts"),
    },
  },
  openingItems: {
    file: "opening-items.csv",
    isRequired: false,
    key: [],
    sums: ["remaining.debit", "remaining.credit"],
    columns: {
      account: reference("account", "accounts"),
      document: optionalText("document"),
      month: optional(month("month"), null),
      dueOn: optional(date("due_on"), null),
      originalGrosze: zloty("original"),
      remainingGrosze: zloty("remaining"),
      side: oneOf("side", ["debit", "credit"]),
      property: optional(reference("property", "properties"), -1),
    },
  },
  virtualAccountSchemes: {
    file: "virtual-account-schemes.csv",
    isRequired: false,
    key: ["code"],
    columns: {
      code: code(),
      sortCode: checked("sort_code", "8 digits", readSortCode),
      clientPrefix: optional(checked("client_prefix", "0 to 14 digits", readClientPrefix), ""),
      belongsTo: oneOf("belongs_to", ["right", "unit"]),
    },
  },
  virtualAccounts: {
    file: "virtual-accounts.csv",
    isRequired: false,
    key: ["number"],
    columns: {
      number: checked("number", "NRB", readAccountNumber),
      scheme: reference("scheme", "virtualAccountSchemes"),
      right: optional(reference("right", "rights"), -1),
      unit: optional(reference("unit", "units"), -1),
      purpose: optional(oneOf("purpose", PURPOSES), null),
    },
  },
} as const satisfies Record<string, Table>;
