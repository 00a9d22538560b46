import type { MirrorKind } from "../../domain/mirror/areas.ts";
import type { CooperativeFacts } from "../../domain/register/facts.ts";
import type { Table } from "../package/table.ts";
import { MIRROR_TABLES } from "./mirror-tables.ts";
import type { MirrorBatch, ReportRow } from "./row-scanner.ts";

/** Facts of the register that rows of the books name by their codes. */
const OF_REGISTER = [
  "properties",
  "buildings",
  "units",
  "rights",
  "accounts",
  "components",
  "rates",
  "meters",
] as const;
type Named = (typeof OF_REGISTER)[number] | "documents" | "settlements";

/** Which field of a row names what. */
const NAMES: Readonly<Record<MirrorKind, Readonly<Record<string, Named>>>> = {
  document: {},
  posting: { document: "documents", account: "accounts", property: "properties" },
  open_item: { account: "accounts", document: "documents" },
  allocation: {
    account: "accounts",
    creditDocument: "documents",
    claimDocument: "documents",
    document: "documents",
  },
  crediting: { document: "documents", right: "rights" },
  account_year: { account: "accounts", property: "properties" },
  charge: {
    right: "rights",
    account: "accounts",
    component: "components",
    rate: "rates",
    document: "documents",
  },
  reading: { meter: "meters" },
  consumption_information: { unit: "units", right: "rights", building: "buildings" },
  building_consumption: { building: "buildings" },
  settlement: {},
  settlement_cost: { settlement: "settlements" },
  settlement_share: { settlement: "settlements", right: "rights" },
  settlement_result: {
    settlement: "settlements",
    unit: "units",
    right: "rights",
    account: "accounts",
    document: "documents",
  },
};

/** Codes that a whole picture gives itself; what rows name must be among them. */
export class KnownCodes {
  readonly #codes = new Map<Named, ReadonlySet<string> | ReadonlyMap<string, unknown>>();

  /** @param facts the register; null: what it holds is not known here. */
  constructor(facts: CooperativeFacts | null) {
    if (facts === null) return;
    for (const kind of OF_REGISTER) this.#codes.set(kind, new Set(facts[kind].code));
  }

  /** The documents and settlements of the picture itself, filled while it is read. */
  know(own: {
    readonly documents: ReadonlyMap<string, unknown>;
    readonly settlements: ReadonlySet<string>;
  }): void {
    this.#codes.set("documents", own.documents);
    this.#codes.set("settlements", own.settlements);
  }

  /** Reports `unknown-reference` for every cell that names nothing; what is not known is not judged. */
  check(kind: MirrorKind, batch: MirrorBatch, report: ReportRow): void {
    const columns: Table["columns"] = MIRROR_TABLES[kind].columns;
    for (const [field, named] of Object.entries(NAMES[kind])) {
      const known = this.#codes.get(named);
      if (known === undefined) continue;
      const cells = batch.values[field]!;
      let last: unknown = null;
      for (let row = 0; row < batch.count; row += 1) {
        const code = cells[row] as string | null;
        if (code === null || code === last) continue;
        if (known.has(code)) last = code;
        else if (!batch.faulty.has(row))
          report(batch.lines[row]!, columns[field]!.name, "unknown-reference", { code });
      }
    }
  }
}
