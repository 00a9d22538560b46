import { createHash } from "node:crypto";
import type { FactKind } from "../domain/register/facts.ts";
import { formatScaled } from "../domain/values/decimal.ts";
import { firstDay } from "../domain/values/month.ts";
import { FORMAT, FORMAT_VERSION, MANIFEST } from "../formats/package/manifest.ts";
import { TABLES, type Table } from "../formats/package/tables.ts";
import { natureOf, schemeCode } from "./books.ts";
import { DEMO_COMPONENTS } from "./components.ts";
import { DEMO_BANKS, DEMO_COOPERATIVE, DEMO_PROPERTIES, ownAccount } from "./cooperative.ts";
import type { DemoFacts } from "./facts.ts";
import { lastDayOf } from "./households.ts";
import { meteringTables } from "./package-metering.ts";
import { peopleRows, residentRows, stateRows } from "./package-register.ts";
import type { PackageEdition, PackageRow, WrittenFile } from "./package-rows.ts";
import { endOfRates } from "./tariff.ts";

/** The demo's exchange package, manifest first. */
export function demoPackage(facts: DemoFacts, edition: PackageEdition): WrittenFile[] {
  const tables = demoTables(facts, edition);
  const files = (Object.keys(TABLES) as FactKind[]).map((kind) => {
    const table: Table = TABLES[kind];
    const bytes = encode(csv(table, tables[kind]));
    return { name: table.file, bytes, rows: tables[kind].length, sums: controlSums(table, tables[kind]) };
  });
  const manifest = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    cooperative: cooperativeOf(facts),
    files: files.map(({ name, bytes, rows, sums }) => ({
      name,
      rows,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      ...(sums === null ? {} : { sums }),
    })),
  };
  return [
    { name: MANIFEST, bytes: encode(`${JSON.stringify(manifest, null, 2)}\n`) },
    ...files.map(({ name, bytes }) => ({ name, bytes })),
  ];
}

/** All rows of the package by table. */
export function demoTables(
  facts: DemoFacts,
  edition: PackageEdition,
): Record<FactKind, readonly PackageRow[]> {
  const opening = new Map<string, number>();
  for (const { account, side, remainingGrosze } of facts.openingItems) {
    opening.set(
      account,
      (opening.get(account) ?? 0) + (side === "debit" ? remainingGrosze : -remainingGrosze),
    );
  }
  return {
    properties: DEMO_PROPERTIES.map(({ code, name }) => ({ code, name })),
    buildings: facts.estate.buildings.map(({ code, property, name, street, houseNumber }) => ({
      code,
      property,
      name,
      street,
      houseNumber,
      postalCode: DEMO_COOPERATIVE.postalCode,
      city: DEMO_COOPERATIVE.city,
    })),
    staircases: facts.estate.staircases.map((staircase) => ({ ...staircase })),
    units: facts.estate.units.map((unit) => ({
      code: unit.code,
      kind: unit.kind,
      building: unit.building.code,
      staircase: unit.staircase ?? "",
      number: unit.number,
      floor: unit.floor === null ? "" : String(unit.floor),
    })),
    unitStates: stateRows(facts, edition),
    people: peopleRows(facts),
    rights: facts.rights.map((right) => ({
      code: right.code,
      unit: right.unit.code,
      kind: right.kind,
      basisDocument: right.basisDocument,
      basisDate: right.from,
      from: right.from,
      until: lastDayOf(right.until),
    })),
    rightHolders: facts.rights.flatMap((right) =>
      right.holders.map(({ person, from, until }) => ({
        right: right.code,
        person,
        from,
        until: lastDayOf(until),
      })),
    ),
    residents: residentRows(facts),
    members: facts.members.map(({ person, number, from, until }) => ({
      person,
      number,
      from,
      until: lastDayOf(until),
    })),
    ...feeTables(facts),
    accounts: facts.accounts.map((account) => ({
      code: account.code,
      name: account.name,
      right: account.right ?? "",
      purpose: account.purpose ?? "",
      nature: natureOf(account),
      role: account.role ?? "",
      medium: account.medium ?? "",
      openingGrosze: zloty(opening.get(account.code) ?? 0),
    })),
    bankAccounts: DEMO_BANKS.map((bank) => ({
      number: ownAccount(bank),
      name: bank.name,
      account: bank.code,
    })),
    openingItems: facts.openingItems.map((item) => ({
      account: item.account,
      document: item.document,
      month: item.month ?? "",
      dueOn: item.dueOn ?? "",
      originalGrosze: zloty(item.originalGrosze),
      remainingGrosze: zloty(item.remainingGrosze),
      side: item.side,
      property: item.property ?? "",
    })),
    virtualAccountSchemes: DEMO_PROPERTIES.map(({ bank }) => ({
      code: schemeCode(bank),
      sortCode: bank.sortCode,
      clientPrefix: bank.clientPrefix,
      belongsTo: "right",
    })),
    virtualAccounts: facts.virtualAccounts.map(({ number, scheme, right, purpose }) => ({
      number,
      scheme,
      right,
      purpose: purpose ?? "",
    })),
    ...meteringTables(facts, edition),
  };
}

function feeTables({ tariff, disputedRates }: DemoFacts) {
  return {
    resolutions: tariff.map(({ resolution }) => ({ ...resolution })),
    components: DEMO_COMPONENTS.map((component, index) => ({
      code: component.code,
      name: component.name,
      explanation: component.explanation,
      purpose: component.postedTo === "repair-fund" ? "repair-fund" : "fees",
      postedTo: component.postedTo,
      medium: component.medium ?? "",
      isControllable: yesOrNo(component.isControllable),
      vatRate: component.vatRate ?? "",
      position: String(index + 1),
    })),
    rates: tariff.flatMap((change, index) =>
      change.rates.map((rate, place) => {
        const { norm, ...conditions } = rate.conditions;
        return {
          code: `${change.resolution.code}-${rate.component}-${place + 1}`,
          component: rate.component,
          from: change.from,
          until: lastDayOf(endOfRates(tariff, index, rate.component)),
          base: rate.base,
          amountMillionths: rate.amount,
          normMillionths: norm ?? "",
          ...conditions,
          resolution: change.resolution.code,
          announcedOn: change.announcedOn ?? "",
          isAlreadyAnnounced: yesOrNo(change.announcedOn === null),
        };
      }),
    ),
    disputedRates: disputedRates.map(({ unit, component, from, until, amount, courtCase }) => ({
      unit,
      component,
      from,
      until: lastDayOf(until),
      amountMillionths: amount,
      courtCase,
    })),
  };
}

function cooperativeOf({ months }: DemoFacts) {
  const { loginDepartment, loginRoom, loginHours, ...cooperative } = DEMO_COOPERATIVE;
  return {
    ...cooperative,
    firstMonth: firstDay(months[0]!).slice(0, 7),
    isDemo: true,
    loginOffice: { department: loginDepartment, room: loginRoom, hours: loginHours },
  };
}

function csv({ columns }: Table, rows: readonly PackageRow[]): string {
  const fields = Object.entries(columns);
  const lines = [
    fields.map(([, column]) => column.name).join(";"),
    ...rows.map((row) => fields.map(([field]) => cell(row[field] ?? "")).join(";")),
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

function cell(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Sums over the columns a table wants controlled, per side where it asks for that; null where it wants none. */
function controlSums({ columns, sums }: Table, rows: readonly PackageRow[]): Record<string, string> | null {
  if (sums === undefined) return null;
  return Object.fromEntries(
    sums.map((name) => {
      const [heading, side] = name.split(".");
      const field = Object.entries(columns).find(([, column]) => column.name === heading)![0];
      const total = rows
        .filter((row) => side === undefined || row.side === side)
        .reduce((sum, row) => sum + Number(row[field]!.replace(".", "")), 0);
      return [name, zloty(total)];
    }),
  );
}

function zloty(grosze: number): string {
  return formatScaled(grosze, 2, { separator: ".", minimumDecimals: 2 });
}

function yesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
