import type { ProposedTable } from "./propose.ts";

/** Tabs of the portal and the tables that each is read from. */
export const TABS = {
  "Dane osobowe": ["people", "rights", "right-holders", "units", "unit-states", "buildings", "properties"],
  Czynsz: ["charges", "components"],
  Księgowość: ["accounts", "documents", "postings"],
  "Wirtualne rachunki": ["virtual-accounts", "virtual-account-schemes"],
  "Media odczyty": [
    "metering-points",
    "metering-point-states",
    "metering-point-units",
    "meters",
    "meter-readings",
  ],
  "Media rozliczenia": ["settlements", "settlement-costs", "settlement-shares", "settlement-results"],
  "Dokumenty dla członków": ["library"],
} as const;

/** What a tab lacks before it can be shown. */
export interface TabGaps {
  readonly tab: string;
  /** Our tables for which nothing was found. */
  readonly tables: readonly string[];
  /** `table.column` that must be filled and is not. */
  readonly columns: readonly string[];
}

export function gapsOf(proposed: readonly ProposedTable[]): TabGaps[] {
  return Object.entries(TABS).map(([tab, names]) => {
    const found = names.map((name) => proposed.find((table) => table.name === name));
    return {
      tab,
      tables: names.filter((_, index) => found[index] === undefined),
      columns: found.flatMap((table) => table?.missing.map((column) => `${table.name}.${column}`) ?? []),
    };
  });
}
