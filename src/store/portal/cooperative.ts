import { sql } from "kysely";
import type { ScopedTransaction } from "../../world/database/scope.ts";

/** What the public page tells of a cooperative. */
export interface PublicCooperative {
  readonly id: number;
  readonly host: string | null;
  readonly name: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
  readonly telephone: string;
  readonly email: string;
  readonly accent_colour: string | null;
  readonly login_department: string;
  readonly login_room: string;
  readonly login_hours: string;
}

/** Every cooperative of the installation, as anybody may know it. */
export async function listPublicCooperatives(tx: ScopedTransaction): Promise<PublicCooperative[]> {
  const { rows } = await sql<PublicCooperative>`
    select id, host, name, street, postal_code, city, telephone, email, accent_colour, login_department, login_room, login_hours
    from app.cooperative order by id`.execute(tx);
  return rows;
}
