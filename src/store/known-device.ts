import { sql } from "kysely";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { hashToken, newToken } from "./session.ts";

interface LoginKey {
  readonly cooperativeId: number;
  readonly loginId: number;
}

/** Browsers remembered per login, and for how long after the last sign-in. */
const DEVICES = 10;
const KEPT_DAYS = 400;

/** Whether the owner has signed in from this browser before; asked the same way when there is no login or no cookie. */
export async function isKnownDevice(
  tx: ScopedTransaction,
  cooperativeId: number,
  loginId: number | null,
  deviceToken: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    select from app.known_device
    where cooperative_id = ${cooperativeId} and login_id = ${loginId}
      and device_hash = ${hashToken(deviceToken ?? "")}
      and last_seen_at > now() - make_interval(days => ${KEPT_DAYS})`.execute(tx);
  return rows.length > 0;
}

/**
 * Remembers the browser under a new token, for this login and for all that knew it under the former one; a token planted by
 * somebody else is worthless after the next sign-in.
 * @returns the token for the browser's cookie.
 */
export async function rememberDevice(
  tx: ScopedTransaction,
  login: LoginKey,
  formerToken: string | null,
): Promise<string> {
  const token = newToken();
  if (formerToken !== null) {
    await sql`
      update app.known_device set device_hash = ${hashToken(token)} where device_hash = ${hashToken(formerToken)}`.execute(
      tx,
    );
  }
  await sql`
    insert into app.known_device (cooperative_id, login_id, device_hash, last_seen_at)
    values (${login.cooperativeId}, ${login.loginId}, ${hashToken(token)}, clock_timestamp())
    on conflict (cooperative_id, login_id, device_hash) do update set last_seen_at = excluded.last_seen_at`.execute(
    tx,
  );
  await sql`
    delete from app.known_device
    where cooperative_id = ${login.cooperativeId} and login_id = ${login.loginId} and device_hash not in (
      select device_hash from app.known_device
      where cooperative_id = ${login.cooperativeId} and login_id = ${login.loginId}
      order by last_seen_at desc limit ${DEVICES})`.execute(tx);
  return token;
}

export async function forgetDevices(tx: ScopedTransaction, login: LoginKey): Promise<void> {
  await sql`
    delete from app.known_device where cooperative_id = ${login.cooperativeId} and login_id = ${login.loginId}`.execute(
    tx,
  );
}
