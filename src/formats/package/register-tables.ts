import {
  checked,
  code,
  date,
  decimal,
  lastDay,
  oneOf,
  optional,
  optionalText,
  reference,
  text,
  whole,
} from "./columns.ts";
import type { Table } from "./table.ts";
import { readEquipment, readPesel, readPostalCode, readTaxNumber } from "./written-numbers.ts";

export const UNIT_KINDS = ["dwelling", "commercial", "garage", "parking-space", "storage"] as const;
export const RIGHT_KINDS = [
  "tenancy-right",
  "ownership-right",
  "separate-ownership",
  "lease",
  "expectancy",
  "no-title",
] as const;

/** Decimals kept of an area in m² (whole cm²), a volume in m³ (whole dm³), a share (millionths). */
const AREA = 4;
const VOLUME = 3;
const MILLIONTHS = 6;
export const FLOORS = { from: -20, to: 200 };

/** The days on which a row holds. */
export const PERIOD = { from: date("first_day"), until: lastDay() };

/** The register: the tree of properties, people, rights, membership. */
export const REGISTER_TABLES = {
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
      ...PERIOD,
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
      ...PERIOD,
    },
  },
  rightHolders: {
    file: "right-holders.csv",
    isRequired: true,
    key: [],
    columns: { right: reference("right", "rights"), person: reference("person", "people"), ...PERIOD },
  },
  residents: {
    file: "residents.csv",
    isRequired: false,
    key: [],
    columns: { unit: reference("unit", "units"), person: reference("person", "people"), ...PERIOD },
  },
  members: {
    file: "members.csv",
    isRequired: false,
    key: [],
    columns: { person: reference("person", "people"), number: text("number"), ...PERIOD },
  },
} as const satisfies Record<string, Table>;
