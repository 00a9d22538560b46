import type { ScopedTransaction } from "../world/database/scope.ts";
import {
  arrays,
  type ColumnOfRows,
  chunks,
  loadKeptKeys,
  type RowChange,
  type TrackedValue,
  unnest,
} from "./merge-rows.ts";
import { days, type Import, ids, mergeCoded, type RegisterIds, replaceKind, text } from "./register.ts";

const COMPONENT_IN_FEES: TrackedValue = {
  owner: "'component ' || r.code",
  value: "concat_ws('|', r.purpose, r.posted_to, r.medium, r.vat_rate)",
  during: "daterange(null, null)",
};

/** Brings resolutions, components, rates and disputed rates to what the package says. */
export async function mergeFees(work: Import, register: RegisterIds): Promise<void> {
  const { resolutions, components, disputedRates, units } = work.facts;
  const resolutionIds = await mergeCoded(work, "resolutions", "app.resolution", [
    text("organ", resolutions.organ),
    text("number", resolutions.number),
    { name: "adopted_on", type: "date", at: (row) => resolutions.adoptedOn[row] },
    text("title", resolutions.title),
    text("justification", resolutions.justification),
  ]);
  const columns: ColumnOfRows[] = [
    text("name", components.name),
    text("explanation", components.explanation),
    text("purpose", components.purpose),
    text("posted_to", components.postedTo),
    text("medium", components.medium),
    { name: "is_controllable", type: "boolean", at: (row) => components.isControllable[row] },
    text("vat_rate", components.vatRate),
    { name: "position", type: "smallint", at: (row) => components.position[row] },
  ];
  const componentIds = await mergeCoded(work, "components", "app.fee_component", columns, COMPONENT_IN_FEES);
  await replaceRates(
    work,
    rateColumns(work, { ...register, components: componentIds, resolutions: resolutionIds }),
  );
  const ownerOf = (row: number) => register.units[disputedRates.unit[row]!]!;
  await replaceKind(work, "disputedRates", register.units, units.code, {
    table: "app.disputed_rate",
    owner: "unit_id",
    ownerOf,
    count: disputedRates.count,
    columns: [
      { name: "unit_id", type: "int", at: ownerOf },
      ids("component_id", disputedRates.component, componentIds),
      days(disputedRates),
      { name: "amount_millionths", type: "bigint", at: (row) => disputedRates.amountMillionths[row] },
      text("court_case", disputedRates.courtCase),
    ],
  });
}

function rateColumns(
  { facts: { rates } }: Import,
  of: RegisterIds & { readonly components: readonly number[]; readonly resolutions: readonly number[] },
): ColumnOfRows[] {
  const small = (name: string, values: readonly (number | null)[]): ColumnOfRows => ({
    name,
    type: "smallint",
    at: (row) => values[row],
  });
  return [
    text("code", rates.code),
    ids("component_id", rates.component, of.components),
    days(rates),
    text("base", rates.base),
    { name: "amount_millionths", type: "bigint", at: (row) => rates.amountMillionths[row] },
    text("equipment", rates.equipment),
    { name: "norm_millionths", type: "bigint", at: (row) => rates.normMillionths[row] },
    ids("percent_of_component_id", rates.percentOf, of.components),
    ids("property_id", rates.property, of.properties),
    ids("building_id", rates.building, of.buildings),
    ids("staircase_id", rates.staircase, of.staircases),
    ids("unit_id", rates.unit, of.units),
    text("right_kind", rates.rightKind),
    text("unit_kind", rates.unitKind),
    text("membership", rates.membership),
    small("floor_from", rates.floorFrom),
    small("floor_to", rates.floorTo),
    small("persons_from", rates.personsFrom),
    small("persons_to", rates.personsTo),
    ids("resolution_id", rates.resolution, of.resolutions),
    { name: "announced_on", type: "date", at: (row) => rates.announcedOn[row] },
    { name: "is_already_announced", type: "boolean", at: (row) => rates.isAlreadyAnnounced[row] },
  ];
}

/** Columns that say nothing of what a rate comes to. */
const NOT_IN_FEES = new Set(["code", "during", "resolution_id", "announced_on", "is_already_announced"]);

/** A rate is never changed: where one differs the old row is withdrawn and a new one takes its code. */
async function replaceRates(
  { tx, cooperativeId, facts, tally, isTracked }: Import,
  columns: readonly ColumnOfRows[],
): Promise<void> {
  const names = columns.map(({ name }) => name);
  const told = (row: string) =>
    `${row}.component_id::text as owner,
     concat_ws('|', ${names
       .filter((name) => !NOT_IN_FEES.has(name))
       .map((name) => `coalesce(${row}.${name}::text, '-')`)
       .join(", ")}) as value,
     ${row}.during::text as during`;
  const of = (alias: string) => names.map((name) => `${alias}.${name}`).join(", ");
  const given = `(select * from ${unnest(columns, 2)} as g(${names.join(", ")})) g`;
  let [inserted, withdrawn] = [0, 0];
  for (const rows of chunks(Array.from({ length: facts.rates.count }, (_, row) => row))) {
    const parameters = [cooperativeId, ...arrays(columns, rows)];
    const old = await query(
      tx,
      parameters,
      `
      update app.fee_rate r set withdrawn_at = now() from ${given}
      where r.cooperative_id = $1 and r.code = g.code and r.withdrawn_at is null
        and row(${of("r")}) is distinct from row(${of("g")})
      returning ${told("r")}`,
    );
    const fresh = await query(
      tx,
      parameters,
      `
      insert into app.fee_rate as r (cooperative_id, ${names.join(", ")})
      select $1, ${of("g")} from ${given}
      where not exists (select from app.fee_rate t where t.cooperative_id = $1 and t.code = g.code and t.withdrawn_at is null)
      returning ${told("r")}`,
    );
    withdrawn += old.length;
    inserted += fresh.length;
    if (isTracked)
      tally.addChanges([...old.map((row) => change(row, true)), ...fresh.map((row) => change(row, false))]);
  }
  const kept = await loadKeptKeys(
    tx,
    cooperativeId,
    "(select * from app.fee_rate where withdrawn_at is null) r",
    "code",
    facts.rates.code,
  );
  tally.add(facts, "rates", { inserted, replaced: withdrawn, kept });
}

interface Told {
  readonly owner: string;
  readonly value: string;
  readonly during: string;
}

async function query(tx: ScopedTransaction, parameters: unknown[], text: string): Promise<Told[]> {
  return (await tx.client.query<Told>(text, parameters)).rows;
}

function change({ owner, value, during }: Told, isOld: boolean): RowChange {
  return {
    owner: `rates of component ${owner}`,
    before: isOld ? value : null,
    beforeDuring: isOld ? during : null,
    after: isOld ? null : value,
    afterDuring: isOld ? null : during,
  };
}
