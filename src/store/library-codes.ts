import { sql } from "kysely";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** Codes that a document may name, with the ids they stand for. */
export interface LibraryCodes {
  readonly properties: ReadonlyMap<string, number>;
  readonly buildings: ReadonlyMap<string, { readonly id: number; readonly propertyId: number }>;
  readonly groups: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  readonly meetings: ReadonlyMap<string, number>;
  readonly feeResolutions: ReadonlyMap<string, number>;
}

const MINE = sql`(select app.operator_cooperative())`;

interface CodeRow {
  readonly noun: "property" | "building" | "group" | "person" | "meeting" | "resolution";
  readonly code: string;
  readonly id: number;
  readonly property_id: number | null;
}

/** All codes of the cooperative; of people only those named, for there are many; null: all of them. */
export async function loadLibraryCodes(
  tx: ScopedTransaction,
  people: readonly string[] | null,
): Promise<LibraryCodes> {
  const { rows } = await sql<CodeRow>`
    select 'property' as noun, code, id, null::int as property_id from app.property where cooperative_id = ${MINE}
    union all select 'building', code, id, property_id from app.building where cooperative_id = ${MINE}
    union all select 'group', code, id, null from app.library_group where cooperative_id = ${MINE}
    union all select 'person', code, id, null from app.person
      where cooperative_id = ${MINE} and (${people}::text[] is null or code = any (${people}))
    union all select 'meeting', code, id, null from app.general_meeting where cooperative_id = ${MINE}
    union all select 'resolution', code, id, null from app.resolution where cooperative_id = ${MINE}`.execute(
    tx,
  );
  const of = (noun: CodeRow["noun"]) => rows.filter((row) => row.noun === noun);
  const ids = (noun: CodeRow["noun"]) => new Map(of(noun).map(({ code, id }) => [code, id]));
  return {
    properties: ids("property"),
    buildings: new Map(
      of("building").map(({ code, id, property_id }) => [code, { id, propertyId: property_id! }]),
    ),
    groups: ids("group"),
    people: ids("person"),
    meetings: ids("meeting"),
    feeResolutions: ids("resolution"),
  };
}
