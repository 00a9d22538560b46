import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { LIBRARY } from "../formats/mirror-mapping/mapped-tables.ts";
import { MAPPING_FORMAT } from "../formats/mirror-mapping/mapping.ts";
import { type ExampleResident, exampleResidents } from "../formats/mirror-plan/example-residents.ts";
import { type ProposedTable, proposeTables } from "../formats/mirror-plan/propose.ts";
import { type UnreadableCells, unreadableCells } from "../formats/mirror-plan/sample-rows.ts";
import { gapsOf, type TabGaps } from "../formats/mirror-plan/tabs.ts";
import { readSourceAddress } from "../world/mirror-source/address.ts";
import { openSource } from "../world/mirror-source/open.ts";
import { isThere } from "../world/mirror-source/received.ts";
import {
  proposedQuery,
  type Sample,
  sampleOfDatabase,
  sampleOfFolder,
} from "../world/mirror-source/sample.ts";
import { SourceFault } from "../world/mirror-source/source.ts";

/** What a look at another program's records proposes. */
export interface MirrorPlan {
  /** The mapping file, ready to be completed. */
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly tables: readonly Omit<ProposedTable, "from" | "values">[];
  /** What of the sample cannot be read as it stands. */
  readonly unreadable: readonly UnreadableCells[];
  readonly gaps: readonly TabGaps[];
  readonly residents: readonly ExampleResident[];
  readonly sources: Readonly<Record<string, string>>;
  readonly recoded: readonly string[];
  readonly warnings: readonly Refusal[];
}

const EXAMPLES = 3;
/** What no database says of its cooperative; to be filled in. */
const COOPERATIVE = {
  slug: "",
  name: "",
  shortName: "",
  street: "",
  postalCode: "",
  city: "",
  firstMonth: "",
  loginOffice: { department: "", room: "", hours: "" },
};

/** Plans the mirror of a folder of CSV files. Refuses `package-not-found`. */
export async function planFromFolder(folder: string): Promise<Result<MirrorPlan>> {
  if (!(await isThere(folder))) return refuse(refusal("package-not-found", { path: folder }));
  return accept(planOf(await sampleOfFolder(folder), quoteWhereNeeded, []));
}

/** Headings of files may be no names of SQL. */
function quoteWhereNeeded(name: string): string {
  return /^[\p{L}_][\p{L}\d_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Plans the mirror of a database, which is only read. Refuses what its address and its connection are refused for. */
export async function planFromDatabase(location: string, password: string): Promise<Result<MirrorPlan>> {
  const address = readSourceAddress(location);
  if (!address.ok) return address;
  try {
    const connection = await openSource(address.value, password);
    try {
      return accept(planOf(await sampleOfDatabase(connection), connection.quote, connection.warnings));
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof SourceFault) return refuse(error.refusal);
    throw error;
  }
}

function planOf(sample: Sample, quote: (name: string) => string, warnings: readonly Refusal[]): MirrorPlan {
  const proposed = proposeTables(sample.tables);
  return {
    mapping: {
      format: MAPPING_FORMAT,
      formatVersion: 1,
      cooperative: COOPERATIVE,
      tables: Object.fromEntries(
        proposed.map((table) => [table.name, { query: proposedQuery(table, quote), values: table.values }]),
      ),
      // Where the files are no database says.
      ...(proposed.some(({ name }) => name === LIBRARY) ? { libraryFolder: "" } : {}),
    },
    tables: proposed.map(({ from: _from, values: _values, ...table }) => table),
    unreadable: unreadableCells(proposed),
    gaps: gapsOf(proposed),
    residents: exampleResidents(proposed, EXAMPLES),
    sources: Object.fromEntries(proposed.map(({ name, from }) => [name, from.name])),
    recoded: sample.recoded,
    warnings,
  };
}
