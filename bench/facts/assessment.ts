import type pg from "pg";
import { NATURE_OF_PURPOSE } from "../../src/domain/ledger/accounts.ts";
import { copyRows } from "../../src/world/database/copy.ts";
import type { CopyType } from "../../src/world/database/copy-encoding.ts";

/** Units of a synthetic cooperative stand in buildings of 50, 20 buildings to a property. */
const UNITS_A_BUILDING = 50;
const BUILDINGS_A_PROPERTY = 20;
const SINCE = "[2020-01-01,)";

type Columns = readonly (readonly [name: string, type: CopyType])[];

type Copy = (table: string, columns: Columns, rows: Iterable<readonly unknown[]>) => Promise<number>;

/** Loads the facts of a cooperative by COPY, as superuser: every unit is held, has its accounts and comes to 15 charges. */
export async function loadFacts(client: pg.Client, cooperativeId: number, unitCount: number): Promise<void> {
  const copy: Copy = (table, columns, rows) =>
    copyRows(
      client,
      `app.${table}`,
      [["cooperative_id", "int4"], ...columns],
      withCooperative(cooperativeId, rows),
    );
  const buildingCount = Math.ceil(unitCount / UNITS_A_BUILDING);
  const units = numbers(unitCount);
  await client.query("begin; set local session_replication_role = replica");
  await client.query(
    `insert into app.cooperative (id, slug, name, short_name, street, postal_code, city, first_month)
     values ($1, $2, 'Pomiar', 'Pomiar', 'ul. Próbna 1', '00-000', 'Testów', '2026-01-01')`,
    [cooperativeId, `pomiar-${cooperativeId}`],
  );
  await loadPlaces(copy, units, buildingCount);
  await loadPeople(copy, units);
  await copy("account", ACCOUNT_COLUMNS, accountRows(units));
  await copy("fee_component", COMPONENT_COLUMNS, map(numbers(COMPONENTS.length), componentRow));
  await copy("fee_rate", RATE_COLUMNS, rateRows(buildingCount));
  await client.query("commit; analyze");
}

async function loadPlaces(copy: Copy, units: readonly number[], buildingCount: number): Promise<void> {
  const propertyCount = Math.ceil(buildingCount / BUILDINGS_A_PROPERTY);
  await copy(
    "property",
    NAMED,
    map(numbers(propertyCount), (id) => [id, `N${id}`, `Nieruchomość ${id}`]),
  );
  await copy(
    "building",
    [
      ["id", "int4"],
      ["code", "text"],
      ["property_id", "int4"],
      ["street", "text"],
      ["house_number", "text"],
      ["postal_code", "text"],
      ["city", "text"],
    ],
    map(numbers(buildingCount), (id) => [
      id,
      `B${id}`,
      propertyOf(id),
      "ul. Próbna",
      String(id),
      "00-000",
      "Testów",
    ]),
  );
  await copy(
    "unit",
    [
      ["id", "int4"],
      ["code", "text"],
      ["kind", "text"],
      ["property_id", "int4"],
      ["building_id", "int4"],
      ["number", "text"],
      ["floor", "int2"],
    ],
    map(units, (id) => [
      id,
      `L${id}`,
      "dwelling",
      propertyOf(buildingOf(id)),
      buildingOf(id),
      String(id),
      id % 5,
    ]),
  );
  await copy(
    "unit_state",
    [
      ["unit_id", "int4"],
      ["during", "daterange"],
      ["usable_area_cm2", "int8"],
      ["heated_area_cm2", "int8"],
      ["volume_dm3", "int8"],
      ["persons", "int2"],
      ["meters", "int2"],
      ["share_millionths", "int8"],
    ],
    map(units, (id) => [
      id,
      SINCE,
      300_000 + (id % 400) * 1000,
      290_000 + (id % 400) * 1000,
      90_000,
      1 + (id % 4),
      2,
      1000,
    ]),
  );
}

async function loadPeople(copy: Copy, units: readonly number[]): Promise<void> {
  await copy(
    "unit_right",
    [
      ["id", "int4"],
      ["code", "text"],
      ["unit_id", "int4"],
      ["kind", "text"],
      ["during", "daterange"],
    ],
    map(units, (id) => [id, `P${id}`, id, "ownership-right", SINCE]),
  );
  await copy(
    "person",
    [
      ["id", "int4"],
      ["code", "text"],
      ["kind", "text"],
      ["first_name", "text"],
      ["last_name", "text"],
    ],
    map(units, (id) => [id, `O${id}`, "natural", "Osoba", String(id)]),
  );
  await copy(
    "right_holder",
    [
      ["right_id", "int4"],
      ["person_id", "int4"],
      ["during", "daterange"],
    ],
    map(units, (id) => [id, id, SINCE]),
  );
  await copy(
    "membership",
    [
      ["person_id", "int4"],
      ["number", "text"],
      ["during", "daterange"],
    ],
    map(
      units.filter((id) => id % 5 > 0),
      (id) => [id, String(id), SINCE],
    ),
  );
}

const ACCOUNT_COLUMNS: Columns = [
  ["id", "int4"],
  ["code", "text"],
  ["name", "text"],
  ["right_id", "int4"],
  ["purpose", "text"],
  ["nature", "text"],
  ["role", "text"],
  ["medium", "text"],
];

const NAMED: Columns = [
  ["id", "int4"],
  ["code", "text"],
  ["name", "text"],
];

function buildingOf(unitId: number): number {
  return 1 + Math.floor((unitId - 1) / UNITS_A_BUILDING);
}

function propertyOf(buildingId: number): number {
  return 1 + Math.floor((buildingId - 1) / BUILDINGS_A_PROPERTY);
}

const LEDGER = [
  ["operating-revenue", null],
  ["repair-fund", null],
  ["advances", "heat"],
  ["advances", "cold-water"],
  ["advances", "waste"],
] as const;

function* accountRows(units: readonly number[]) {
  let id = 0;
  for (const [role, medium] of LEDGER) yield [++id, `L${id}`, role, null, null, null, role, medium];
  for (const unit of units) {
    for (const purpose of ["fees", "repair-fund"] as const) {
      yield [++id, `K${id}`, purpose, unit, purpose, NATURE_OF_PURPOSE[purpose], null, null];
    }
  }
}

interface ComponentWish {
  readonly base: string;
  readonly amount: number;
  readonly postedTo?: string;
  readonly medium?: string;
  readonly isByBuilding?: boolean;
  readonly isByMembership?: boolean;
  readonly norm?: number;
  readonly percentOf?: number;
}

const COMPONENTS: readonly ComponentWish[] = [
  { base: "usable-area", amount: 1_570_000, isByMembership: true },
  { base: "usable-area", amount: 2_130_000, isByBuilding: true },
  { base: "usable-area", amount: 3_000_000, postedTo: "repair-fund" },
  { base: "usable-area", amount: 120_000 },
  { base: "share", amount: 4_000_000_000 },
  { base: "heated-area", amount: 2_410_000, postedTo: "advances", medium: "heat", isByBuilding: true },
  { base: "heated-area", amount: 1_990_000, postedTo: "advances", medium: "heat" },
  { base: "norm-persons", amount: 13_270_000, postedTo: "advances", medium: "cold-water", norm: 3_000_000 },
  { base: "meters", amount: 1_800_000 },
  { base: "persons", amount: 33_000_000, postedTo: "advances", medium: "waste" },
  { base: "persons", amount: 7_500_000 },
  { base: "unit", amount: 3_210_000 },
  { base: "fixed", amount: 9_990_000 },
  { base: "volume", amount: 45_000 },
  { base: "percent", amount: 5_000_000, percentOf: 2 },
];

const COMPONENT_COLUMNS: Columns = [
  ["id", "int4"],
  ["code", "text"],
  ["name", "text"],
  ["purpose", "text"],
  ["posted_to", "text"],
  ["medium", "text"],
  ["is_controllable", "bool"],
  ["position", "int2"],
];

function componentRow(id: number): readonly unknown[] {
  const { postedTo = "operating-revenue", medium = null } = COMPONENTS[id - 1]!;
  const purpose = postedTo === "repair-fund" ? "repair-fund" : "fees";
  return [id, `S${id}`, `Składnik ${id}`, purpose, postedTo, medium, true, id];
}

const RATE_COLUMNS: Columns = [
  ["id", "int4"],
  ["code", "text"],
  ["component_id", "int4"],
  ["during", "daterange"],
  ["base", "text"],
  ["amount_millionths", "int8"],
  ["norm_millionths", "int8"],
  ["percent_of_component_id", "int4"],
  ["building_id", "int4"],
  ["membership", "text"],
];

function* rateRows(buildingCount: number) {
  let id = 0;
  for (const [index, wish] of COMPONENTS.entries()) {
    const row = (amount: number, building: number | null, membership: string) => [
      ++id,
      `T${id}`,
      index + 1,
      SINCE,
      wish.base,
      amount,
      wish.norm ?? null,
      wish.percentOf ?? null,
      building,
      membership,
    ];
    if (wish.isByBuilding) {
      for (const building of numbers(buildingCount))
        yield row(wish.amount + (building % 40) * 10_000, building, "any");
    } else if (wish.isByMembership) {
      yield row(wish.amount, null, "member");
      yield row(wish.amount + 300_000, null, "non-member");
    } else {
      yield row(wish.amount, null, "any");
    }
  }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function* map<T>(items: Iterable<T>, row: (item: T) => readonly unknown[]) {
  for (const item of items) yield row(item);
}

function* withCooperative(cooperativeId: number, rows: Iterable<readonly unknown[]>) {
  for (const row of rows) yield [cooperativeId, ...row];
}
