import {
  LEDGER_ROLES,
  MEDIA,
  NATURE_OF_PURPOSE,
  type Nature,
  PURPOSES,
} from "../../domain/ledger/accounts.ts";
import { hasRightSortCodeChecksum, parseAccountNumber } from "../../domain/receivables/account-number.ts";
import { compactTaxNumber, hasRightTaxNumberChecksum } from "../../domain/receivables/tax-number.ts";
import type { FactKind } from "../../domain/register/facts.ts";
import { isPesel } from "../../domain/register/pesel.ts";
import {
  CellProblem,
  type Column,
  checked,
  code,
  date,
  decimal,
  lastDay,
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

/** One file of the package: its columns by the field they fill, and which of them name a row. */
export interface Table {
  readonly file: string;
  /** A file without which a package says too little. */
  readonly isRequired: boolean;
  /** Fields that are the same in no two rows, together. */
  readonly key: readonly string[];
  /** Amounts whose sum the manifest must give. */
  readonly sums?: readonly string[];
  readonly columns: Readonly<Record<string, Column<unknown>>>;
}

export const UNIT_KINDS = ["dwelling", "commercial", "garage", "parking-space", "storage"] as const;
export const RIGHT_KINDS = [
  "tenancy-right",
  "ownership-right",
  "separate-ownership",
  "lease",
  "expectancy",
  "no-title",
] as const;
const ORGANS = ["general-meeting", "supervisory-board", "management-board", "municipality"] as const;
export const RATE_BASES = [
  "usable-area",
  "heated-area",
  "volume",
  "persons",
  "meters",
  "unit",
  "share",
  "property",
  "fixed",
  "norm-persons",
  "percent",
  "equipment",
] as const;
const NATURES = [...new Set<Nature>(Object.values(NATURE_OF_PURPOSE))];

/** Decimals kept of an area in m² (whole cm²), a volume in m³ (whole dm³), a rate, norm or share (millionths). */
const AREA = 4;
const VOLUME = 3;
const MILLIONTHS = 6;
const FLOORS = { from: -20, to: 200 };

const period = { from: date("first_day"), until: lastDay() };

/** In the order in which they are read: a file names only rows of files before it. */
export const TABLES = {
  properties: {
    file: "properties.csv",
    isRequired: true,
    key: ["code"],
    columns: { code: code(), name: text("name") },
  },
  buildings: {
    file: "buildings.csv",
    isRequired: true,
    key: ["code"],
    columns: {
      code: code(),
      property: reference("property", "properties"),
      name: optionalText("name"),
      street: text("street"),
      houseNumber: text("house_number"),
      postalCode: checked("postal_code", "NN-NNN", readPostalCode),
      city: text("city"),
    },
  },
  staircases: {
    file: "staircases.csv",
    isRequired: false,
    key: ["code"],
    columns: { code: code(), building: reference("building", "buildings"), name: text("name") },
  },
  units: {
    file: "units.csv",
    isRequired: true,
    key: ["code"],
    columns: {
      code: code(),
      kind: oneOf("kind", UNIT_KINDS),
      building: reference("building", "buildings"),
      staircase: optional(reference("staircase", "staircases"), -1),
      number: text("number"),
      floor: optional(whole("floor", FLOORS), null),
    },
  },
  unitStates: {
    file: "unit-states.csv",
    isRequired: true,
    key: [],
    columns: {
      unit: reference("unit", "units"),
      ...period,
      usableAreaCm2: decimal("usable_area", AREA),
      heatedAreaCm2: decimal("heated_area", AREA),
      volumeDm3: decimal("volume", VOLUME),
      persons: whole("persons"),
      meters: whole("meters"),
      shareMillionths: decimal("share", MILLIONTHS, { to: 1_000_000 }),
      equipment: optional(checked("equipment", "name=count name=count …", readEquipment), "{}"),
    },
  },
  people: {
    file: "people.csv",
    isRequired: true,
    key: ["code"],
    columns: {
      code: code(),
      kind: oneOf("kind", ["natural", "legal"]),
      firstName: optionalText("first_name"),
      lastName: text("last_name"),
      pesel: optional(checked("pesel", "PESEL", readPesel), ""),
      nip: optional(checked("nip", "NIP", readTaxNumber), ""),
      streetAddress: optionalText("street_address"),
      postalCode: optionalText("postal_code"),
      city: optionalText("city"),
      correspondenceAddress: optionalText("correspondence_address"),
      email: optionalText("email"),
      telephone: optionalText("telephone"),
    },
  },
  rights: {
    file: "rights.csv",
    isRequired: true,
    key: ["code"],
    columns: {
      code: code(),
      unit: reference("unit", "units"),
      kind: oneOf("kind", RIGHT_KINDS),
      basisDocument: optionalText("basis_document"),
      basisDate: optional(date("basis_date"), null),
      ...period,
    },
  },
  rightHolders: {
    file: "right-holders.csv",
    isRequired: true,
    key: [],
    columns: { right: reference("right", "rights"), person: reference("person", "people"), ...period },
  },
  residents: {
    file: "residents.csv",
    isRequired: false,
    key: [],
    columns: { unit: reference("unit", "units"), person: reference("person", "people"), ...period },
  },
  members: {
    file: "members.csv",
    isRequired: false,
    key: [],
    columns: { person: reference("person", "people"), number: text("number"), ...period },
  },
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
      ...period,
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
      ...period,
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
} as const satisfies Record<FactKind, Table>;

/** Files of another program's finished books: the format knows them, importing them is a later step. */
export const NOT_YET_IMPORTABLE = ["charges.csv", "documents.csv", "postings.csv"] as const;

function readPostalCode(cell: string): string | CellProblem {
  return /^\d{2}-\d{3}$/.test(cell) ? cell : new CellProblem("not-a-postal-code", { text: cell });
}

function readPesel(cell: string): string | CellProblem {
  return isPesel(cell) ? cell : new CellProblem("not-a-pesel");
}

function readTaxNumber(cell: string): string | CellProblem {
  const number = compactTaxNumber(cell);
  return /^\d{10}$/.test(number) && hasRightTaxNumberChecksum(number)
    ? number
    : new CellProblem("not-a-nip", { text: cell });
}

function readAccountNumber(cell: string): string | CellProblem {
  const number = parseAccountNumber(cell);
  return number.ok ? number.value : new CellProblem(number.refusals[0]!.reason, number.refusals[0]!.data);
}

function readSortCode(cell: string): string | CellProblem {
  if (!/^\d{8}$/.test(cell)) return new CellProblem("sort-code-digits", { sortCode: cell });
  return hasRightSortCodeChecksum(cell) ? cell : new CellProblem("sort-code-checksum", { sortCode: cell });
}

function readClientPrefix(cell: string): string | CellProblem {
  return /^\d{1,14}$/.test(cell) ? cell : new CellProblem("client-prefix-characters", { clientPrefix: cell });
}

/** "winda=1 domofon=2" as canonical JSON, names in order. */
function readEquipment(cell: string): string | CellProblem {
  const counts = cell.split(/\s+/).map((part) => /^([\p{L}\d-]{1,40})=(\d{1,4})$/u.exec(part));
  const names = counts.map((match) => match?.[1]);
  if (counts.includes(null) || new Set(names).size < names.length)
    return new CellProblem("not-equipment", { text: cell });
  const sorted = counts
    .map((match) => [match![1]!, Number(match![2])] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
