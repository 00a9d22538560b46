import { sql } from "kysely";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** Somebody a starter letter can be made for. */
export interface LetterRecipient {
  readonly cooperativeId: number;
  readonly personId: number;
  readonly code: string;
  readonly name: string;
  /** The address for letters: where the person wants them, else where they live, else their flat. */
  readonly addressLines: readonly string[];
}

/** Read as the operator; in the order of Polish names. */
const RECIPIENT = sql`
  select p.cooperative_id as "cooperativeId", p.id as "personId", p.code, trim(concat_ws(' ', p.first_name, p.last_name)) as name,
    case when d.correspondence_address <> '' then regexp_split_to_array(trim(d.correspondence_address), '\\s*[\\n,]\\s*')
      when d.street_address <> '' then array[d.street_address, trim(concat_ws(' ', d.postal_code, d.city))]
      else coalesce((
        select array[concat_ws(' ', b.street, b.house_number) || case u.number when '' then '' else ' m. ' || u.number end,
          concat_ws(' ', b.postal_code, b.city)]
        from app.right_holder h
        join app.unit_right r on r.cooperative_id = h.cooperative_id and r.id = h.right_id
        join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
        join app.building b on b.cooperative_id = u.cooperative_id and b.id = u.building_id
        where h.cooperative_id = p.cooperative_id and h.person_id = p.id
        order by upper_inf(h.during) desc, u.kind = 'dwelling' desc, u.code limit 1), '{}') end as "addressLines"
  from app.person p
  left join app.person_detail d on d.cooperative_id = p.cooperative_id and d.person_id = p.id`;

const BY_NAME = sql`order by p.last_name collate "pl-x-icu", p.first_name collate "pl-x-icu", p.id`;

export async function findRecipient(tx: ScopedTransaction, code: string): Promise<LetterRecipient | null> {
  const { rows } = await sql<LetterRecipient>`${RECIPIENT} where p.code = ${code}`.execute(tx);
  return rows[0] ?? null;
}

/** Everybody who holds a right today, in one building or in all. */
export async function listRecipients(
  tx: ScopedTransaction,
  today: PlainDate,
  buildingCode: string | null,
): Promise<readonly LetterRecipient[]> {
  const { rows } = await sql<LetterRecipient>`${RECIPIENT}
    where exists (
      select from app.right_holder h
      join app.unit_right r on r.cooperative_id = h.cooperative_id and r.id = h.right_id
      join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
      join app.building b on b.cooperative_id = u.cooperative_id and b.id = u.building_id
      where h.cooperative_id = p.cooperative_id and h.person_id = p.id and h.during @> ${today}::date
        and (${buildingCode}::text is null or b.code = ${buildingCode}))
    ${BY_NAME}`.execute(tx);
  return rows;
}

export async function hasBuilding(tx: ScopedTransaction, code: string): Promise<boolean> {
  const { rows } = await sql`select from app.building where code = ${code}`.execute(tx);
  return rows.length > 0;
}

/** Who writes the letter and where one asks about it. */
export interface Letterhead {
  readonly cooperativeId: number;
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly telephone: string;
  readonly email: string;
  readonly accentColour: string | null;
  readonly loginDepartment: string;
  readonly loginRoom: string;
  readonly loginHours: string;
}

/** Of the cooperative whose operator asks. */
export async function loadLetterhead(tx: ScopedTransaction): Promise<Letterhead> {
  const { rows } = await sql<Letterhead>`
    select id as "cooperativeId", name, street, postal_code as "postalCode", city, telephone, email, accent_colour as "accentColour",
      login_department as "loginDepartment", login_room as "loginRoom", login_hours as "loginHours"
    from app.cooperative where id = app.operator_cooperative()`.execute(tx);
  if (rows[0] === undefined) throw new Error("nobody asks who keeps a cooperative");
  return rows[0];
}
