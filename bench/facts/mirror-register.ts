import { type FileState, PackageFileWriter } from "./package-file-writer.ts";

export const CHARGES_A_MONTH = 15;
export const UNITS_A_BUILDING = 50;
const BUILDINGS_A_PROPERTY = 20;

export const propertyOf = (building: number) => Math.ceil(building / BUILDINGS_A_PROPERTY);
const buildingOf = (unit: number) => Math.ceil(unit / UNITS_A_BUILDING);

interface RegisterFile {
  readonly name: string;
  readonly heading: string;
  readonly count: (units: number) => number;
  readonly line: (id: number, units: number) => string;
  readonly sums?: Record<string, string>;
}

const units = (count: number) => count;
const LEDGER_ACCOUNTS = ["700;Przychody;;;operating-revenue", "130;Bank;;;bank"];

const FILES: readonly RegisterFile[] = [
  {
    name: "properties.csv",
    heading: "code;name",
    count: (count) => propertyOf(buildingOf(count)),
    line: (id) => `N${id};Nieruchomość ${id}`,
  },
  {
    name: "buildings.csv",
    heading: "code;property;street;house_number;postal_code;city",
    count: buildingOf,
    line: (id) => `B${id};N${propertyOf(id)};ul. Próbna;${id};00-000;Testów`,
  },
  {
    name: "units.csv",
    heading: "code;kind;building;number;floor",
    count: units,
    line: (id) => `L${id};dwelling;B${buildingOf(id)};${id};${id % 5}`,
  },
  {
    name: "unit-states.csv",
    heading: "unit;first_day;usable_area;heated_area;volume;persons;meters;share",
    count: units,
    line: (id) => `L${id};2020-01-01;48.5;48.5;125;2;1;0.01`,
  },
  {
    name: "people.csv",
    heading: "code;kind;first_name;last_name",
    count: units,
    line: (id) => `P${id};natural;Osoba;Próbna ${id}`,
  },
  {
    name: "rights.csv",
    heading: "code;unit;kind;first_day",
    count: units,
    line: (id) => `R${id};L${id};ownership-right;2020-01-01`,
  },
  {
    name: "right-holders.csv",
    heading: "right;person;first_day",
    count: units,
    line: (id) => `R${id};P${id};2020-01-01`,
  },
  {
    name: "components.csv",
    heading: "code;name;purpose;posted_to;controllable;position",
    count: () => CHARGES_A_MONTH,
    line: (id) => `S${id};Składnik ${id};fees;operating-revenue;yes;${id}`,
  },
  {
    name: "rates.csv",
    heading: "code;component;first_day;base;amount",
    count: () => CHARGES_A_MONTH,
    line: (id) => `T${id};S${id};2020-01-01;usable-area;1.${id}`,
  },
  {
    name: "accounts.csv",
    heading: "code;name;right;purpose;role",
    count: (count) => count + LEDGER_ACCOUNTS.length,
    line: (id, count) => (id > count ? LEDGER_ACCOUNTS[id - count - 1]! : `204-${id};Opłaty;R${id};fees;`),
    sums: { opening_balance: "0.00" },
  },
];

/** Units in buildings of 50, 20 buildings to a property; each held by one person, with one account. */
export async function writeRegister(folder: string, unitCount: number): Promise<FileState[]> {
  const states: FileState[] = [];
  for (const { name, heading, count, line, sums } of FILES) {
    const file = new PackageFileWriter(folder, name, heading);
    for (let id = 1; id <= count(unitCount); id += 1) {
      file.add(line(id, unitCount));
      await file.flush();
    }
    states.push(await file.end(sums));
  }
  return states;
}
