import { sql } from "kysely";
import type { Cooperative } from "../domain/register/facts.ts";
import { firstDay } from "../domain/values/month.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** Where a cooperative stands in this installation. */
export interface FoundCooperative {
  readonly id: number | null;
  readonly isNew: boolean;
  /** Another cooperative answers at its host. */
  readonly isHostTaken: boolean;
}

export async function findCooperative(
  tx: ScopedTransaction,
  { slug, host }: Pick<Cooperative, "slug" | "host">,
): Promise<FoundCooperative> {
  const rows = await tx
    .selectFrom("app.cooperative")
    .select(["id", "slug"])
    .where((eb) => eb.or([eb("slug", "=", slug), eb("host", "=", host)]))
    .execute();
  return {
    id: rows.find((row) => row.slug === slug)?.id ?? null,
    isNew: false,
    isHostTaken: rows.some((row) => row.slug !== slug),
  };
}

/** Founds a cooperative: as the sign-in role, before anybody can act for it. */
export async function foundCooperative(
  tx: ScopedTransaction,
  cooperative: Cooperative,
): Promise<FoundCooperative> {
  const { id } = await tx
    .insertInto("app.cooperative")
    .values({ slug: cooperative.slug, ...columnsOf(cooperative) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, isNew: true, isHostTaken: false };
}

/** Brings the cooperative's own data to what is given. @returns whether anything changed. */
export async function updateCooperative(
  tx: ScopedTransaction,
  cooperativeId: number,
  cooperative: Cooperative,
): Promise<boolean> {
  const columns = columnsOf(cooperative);
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const same = sql.join(
    names.map((name) => sql`${sql.ref(name)} is not distinct from ${columns[name]}`),
    sql` and `,
  );
  const updated = await tx
    .updateTable("app.cooperative")
    .set(columns)
    .where("id", "=", cooperativeId)
    .where(sql<boolean>`not (${same})`)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

function columnsOf(cooperative: Cooperative) {
  return {
    host: cooperative.host,
    name: cooperative.name,
    short_name: cooperative.shortName,
    street: cooperative.street,
    postal_code: cooperative.postalCode,
    city: cooperative.city,
    telephone: cooperative.telephone,
    email: cooperative.email,
    nip: cooperative.nip,
    accent_colour: cooperative.accentColour,
    login_department: cooperative.loginDepartment,
    login_room: cooperative.loginRoom,
    login_hours: cooperative.loginHours,
    fee_due_day: cooperative.feeDueDay,
    purpose_order: [...cooperative.purposeOrder],
    hand_over_days: cooperative.handOverDays,
    mid_month_holder: cooperative.midMonthHolder,
    first_month: firstDay(cooperative.firstMonth),
    is_demo: cooperative.isDemo,
  };
}
