import { parseScaled } from "../../domain/values/decimal.ts";
import type { ProposedTable } from "./propose.ts";
import { type SampleRow, sampleRows } from "./sample-rows.ts";

/** A resident as the portal would show them, as far as the sample tells. */
export interface ExampleResident {
  readonly name: string;
  readonly unit: string | null;
  readonly since: string | null;
  /** The latest month with charges. */
  readonly month: string | null;
  readonly charges: readonly {
    readonly component: string;
    readonly base: string;
    readonly rate: string;
    readonly amount: string;
  }[];
  readonly chargedGrosze: number | null;
  readonly accounts: readonly {
    readonly account: string;
    readonly balanceGrosze: number;
    readonly postings: number;
  }[];
  readonly virtualAccounts: readonly string[];
}

type Row = SampleRow;

/** Examples with a unit and charges come first. */
export function exampleResidents(proposed: readonly ProposedTable[], count: number): ExampleResident[] {
  const read = new Map(proposed.map((table) => [table.name, sampleRows(table, () => {})]));
  const rows = (name: string) => read.get(name) ?? [];
  const index = new Tables(rows);
  const residents = rows("people").map((person) => residentOf(person, index));
  const worth = ({ unit, charges, accounts }: ExampleResident) =>
    (unit === null ? 0 : 1) + (charges.length > 0 ? 2 : 0) + (accounts.length > 0 ? 2 : 0);
  return residents.sort((a, b) => worth(b) - worth(a)).slice(0, count);
}

class Tables {
  readonly #rows: (name: string) => readonly Row[];
  readonly #indexes = new Map<string, Map<string, Row[]>>();

  constructor(rows: (name: string) => readonly Row[]) {
    this.#rows = rows;
  }

  /** Rows of a table by the value of a column. */
  by(name: string, column: string, value: string): readonly Row[] {
    const key = `${name} ${column}`;
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = new Map();
      for (const row of this.#rows(name)) {
        const own = row[column] ?? "";
        index.set(own, [...(index.get(own) ?? []), row]);
      }
      this.#indexes.set(key, index);
    }
    return value === "" ? [] : (index.get(value) ?? []);
  }
}

function residentOf(person: Row, tables: Tables): ExampleResident {
  const held = tables.by("right-holders", "person", person.code ?? "")[0]?.right ?? person.code ?? "";
  const right = tables.by("rights", "code", held)[0];
  const unit = right === undefined ? undefined : tables.by("units", "code", right.unit ?? "")[0];
  const all = [...tables.by("charges", "right", held), ...tables.by("charges", "right", right?.unit ?? "")];
  const month =
    all
      .map((charge) => charge.month ?? "")
      .sort()
      .at(-1) ?? null;
  const charges = all.filter((charge) => charge.month === month);
  const ofCharges = all.map((charge) => charge.account ?? "");
  const ofRight = tables.by("accounts", "right", held).map((account) => account.code ?? "");
  const accounts = [...new Set([...ofRight, ...ofCharges])].filter((account) => account !== "");
  return {
    name: `${person.first_name ?? ""} ${person.last_name ?? ""}`.trim(),
    unit: unit?.number || right?.unit || null,
    since: right?.first_day || null,
    month,
    charges: charges.map((charge) => ({
      component: tables.by("components", "code", charge.component ?? "")[0]?.name || charge.component || "",
      base: charge.base ?? "",
      rate: charge.rate_amount ?? "",
      amount: charge.amount ?? "",
    })),
    chargedGrosze:
      charges.length === 0 ? null : charges.reduce((sum, { amount = "" }) => sum + groszeOf(amount), 0),
    accounts: accounts.map((account) => balanceOf(account, tables.by("postings", "account", account))),
    virtualAccounts: [
      ...tables.by("virtual-accounts", "right", held),
      ...tables.by("virtual-accounts", "unit", right?.unit ?? ""),
    ].map(({ number = "" }) => number),
  };
}

function balanceOf(account: string, postings: readonly Row[]) {
  const balanceGrosze = postings.reduce(
    (sum, { side, amount = "" }) => sum + (side === "credit" ? -groszeOf(amount) : groszeOf(amount)),
    0,
  );
  return { account, balanceGrosze, postings: postings.length };
}

function groszeOf(text: string): number {
  const read = parseScaled(text === "" ? "0" : text, 2);
  return read.ok ? read.value : 0;
}
