import { sql } from "kysely";
import { MIRROR_AREAS, type MirrorArea } from "../../domain/mirror/areas.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { lockBooks } from "../ledger.ts";
import { lockLibrary } from "../library.ts";

/** Areas of the cooperative that another program keeps, in the order of `MIRROR_AREAS`. */
export async function loadMirroredAreas(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<readonly MirrorArea[]> {
  const rows = await tx
    .selectFrom("app.mirror_area")
    .select("area")
    .where("cooperative_id", "=", cooperativeId)
    .execute();
  const kept = new Set(rows.map(({ area }) => area));
  return MIRROR_AREAS.filter((area) => kept.has(area));
}

/**
 * Says which areas another program keeps from now on; all others are ours. Waits for work of ours that is being written, so that no
 * operation ends in an area that has changed hands.
 */
export async function setMirroredAreas(
  tx: ScopedTransaction,
  cooperativeId: number,
  areas: readonly MirrorArea[],
): Promise<void> {
  await lockBooks(tx);
  await lockLibrary(tx, cooperativeId);
  await tx
    .deleteFrom("app.mirror_area")
    .where("cooperative_id", "=", cooperativeId)
    .where(sql<boolean>`not (area = any(${areas}::text[]))`)
    .execute();
  await sql`
    insert into app.mirror_area (cooperative_id, area)
    select ${cooperativeId}, area from unnest(${areas}::text[]) as g(area)
    on conflict do nothing`.execute(tx);
}

/**
 * Areas in which rows of ours are money or what money comes from: beside a picture of the same they would be shown, and summed, twice. Of
 * the register, of numbers and of the library a picture says what there is, whoever wrote it.
 */
const OWN_RECORDS = sql<{ area: MirrorArea }>`
  select 'fees' as area where exists (select from app.charge where cooperative_id = (select app.operator_cooperative()))
  union select 'accounts' where exists (select from app.document where cooperative_id = (select app.operator_cooperative()))
  union select 'metering' where exists (select from app.reading where cooperative_id = (select app.operator_cooperative()))
  union select 'metering' where exists (select from app.consumption_information where cooperative_id = (select app.operator_cooperative()))
  union select 'settlements' where exists (select from app.settlement where cooperative_id = (select app.operator_cooperative()))`;

/** Which of the areas can no longer be given to another program, for we wrote in them. Asked under the lock of the books. */
export async function areasWithOwnRecords(
  tx: ScopedTransaction,
  areas: readonly MirrorArea[],
): Promise<readonly MirrorArea[]> {
  if (areas.length === 0) return [];
  const { rows } = await OWN_RECORDS.execute(tx);
  const own = new Set(rows.map(({ area }) => area));
  return areas.filter((area) => own.has(area));
}

/**
 * `area-mirrored` {area, program} for each of the areas that another program keeps: what an operation of ours answers before it writes
 * there. Asked under the lock of the books or of the library, which `setMirroredAreas` waits for.
 */
export async function mirroredRefusals(
  tx: ScopedTransaction,
  cooperativeId: number,
  areas: readonly MirrorArea[],
): Promise<Refusal[]> {
  const { rows } = await sql<{ area: MirrorArea; program: string | null }>`
    select a.area, coalesce(p.program, s.program) as program
    from app.mirror_area a
    left join app.mirror_source s on s.cooperative_id = a.cooperative_id
    left join app.mirror_picture p on p.cooperative_id = a.cooperative_id
    where a.cooperative_id = ${cooperativeId} and a.area = any(${areas}::text[])`.execute(tx);
  return areas.flatMap((area) => {
    const kept = rows.find((row) => row.area === area);
    return kept ? [refusal("area-mirrored", { area, program: kept.program })] : [];
  });
}
