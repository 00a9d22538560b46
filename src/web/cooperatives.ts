import type pg from "pg";
import { cooperativeOfHost } from "../access/operator.ts";
import { listPublicCooperatives, type PublicCooperative } from "../store/portal/cooperative.ts";
import { inScope } from "../world/database/scope.ts";
import { NO_COOPERATIVE } from "./messages/pl/pages/no-cooperative.ts";
import type { Cooperative } from "./view.ts";

const REREAD_AFTER_MILLISECONDS = 5000;

/**
 * The cooperative that answers at a host name, as its public page shows it; the names are read again every few seconds, so a package
 * imported meanwhile shows without a restart. Before the first import a page says that there is none yet.
 */
export function cooperativesByHost(runtime: pg.Pool): (hostname: string) => Promise<Cooperative> {
  let known: Promise<PublicCooperative[]> | null = null;
  let readAt = 0;
  return async (hostname) => {
    if (known === null || performance.now() - readAt > REREAD_AFTER_MILLISECONDS) {
      readAt = performance.now();
      known = inScope(runtime, null, listPublicCooperatives);
      known.catch(() => {
        known = null;
      });
    }
    const found = cooperativeOfHost(await known, hostname);
    return found === null ? NO_COOPERATIVE : cooperativeOf(found);
  };
}

function cooperativeOf(row: PublicCooperative): Cooperative {
  return {
    name: row.name,
    addressLines: [row.street, `${row.postal_code} ${row.city}`],
    telephone: row.telephone,
    email: row.email,
    accentColour: row.accent_colour,
    loginDesk: { department: row.login_department, room: row.login_room, hours: deskHours(row.login_hours) },
  };
}

/** "poniedziałek 8.00–17.00; wtorek–piątek 7.00–15.00": days and hours part at the first digit. */
function deskHours(written: string): Cooperative["loginDesk"]["hours"] {
  return written
    .split(/\s*[;\n]\s*/)
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.search(/\d/);
      return at <= 0
        ? { days: part, hours: "" }
        : { days: part.slice(0, at).replace(/[\s:,]+$/, ""), hours: part.slice(at) };
    });
}
