import { mkdirSync } from "node:fs";
import type pg from "pg";
import { MIRROR_KINDS, type MirrorKind } from "../../src/domain/mirror/areas.ts";
import { MIRROR_TABLES } from "../../src/formats/mirror-package/mirror-tables.ts";
import { TABLES } from "../../src/formats/package/tables.ts";
import { BOOK_ROWS } from "./mirror/book-rows.ts";
import { REGISTER_ROWS, type RegisterKind } from "./mirror/register-rows.ts";
import { totalRows } from "./mirror/total-rows.ts";
import {
  type PackageHead,
  type PackageRow,
  writeLines,
  writeManifest,
  writeTable,
} from "./mirror/write-package.ts";

/** A package's rows before they are written: register and books by kind, and the source's totals. */
export interface MirrorRows {
  readonly cooperative: Readonly<Record<string, unknown>>;
  readonly register: Readonly<Record<RegisterKind, readonly PackageRow[]>>;
  readonly books: Readonly<Record<MirrorKind, readonly PackageRow[]>>;
  readonly totals: readonly PackageRow[];
}

export const REGISTER_KINDS = Object.keys(REGISTER_ROWS) as RegisterKind[];
const TOTAL_HEADINGS = ["kind", "account", "month", "rows", "debit", "credit", "amount", "remaining"];

/** The engine's own books of a cooperative as another program would hand them over. */
export async function mirrorRows(client: pg.ClientBase, cooperativeId: number): Promise<MirrorRows> {
  const read = async (sql: string) => (await client.query<PackageRow>(sql, [cooperativeId])).rows;
  const totals: PackageRow[] = [];
  for (const kind of MIRROR_KINDS) totals.push(...(await read(totalRows(kind))));
  return {
    cooperative: await cooperativeOf(client, cooperativeId),
    register: await byKind(REGISTER_KINDS, (kind) => read(REGISTER_ROWS[kind])),
    books: await byKind(MIRROR_KINDS, (kind) => read(BOOK_ROWS[kind])),
    totals,
  };
}

/** Writes a whole picture as a folder. */
export function writeMirrorPackage(folder: string, rows: MirrorRows, head: PackageHead): void {
  mkdirSync(folder, { recursive: true });
  writeManifest(folder, rows.cooperative, head, [
    ...REGISTER_KINDS.map((kind) => writeTable(folder, TABLES[kind], rows.register[kind])),
    ...MIRROR_KINDS.map((kind) => writeTable(folder, MIRROR_TABLES[kind], rows.books[kind])),
    writeLines(folder, "totals.csv", TOTAL_HEADINGS, rows.totals),
  ]);
}

async function byKind<K extends string>(
  kinds: readonly K[],
  read: (kind: K) => Promise<PackageRow[]>,
): Promise<Record<K, readonly PackageRow[]>> {
  const found: [K, readonly PackageRow[]][] = [];
  for (const kind of kinds) found.push([kind, await read(kind)]);
  return Object.fromEntries(found) as Record<K, readonly PackageRow[]>;
}

/** The manifest's part about the cooperative itself. */
async function cooperativeOf(client: pg.ClientBase, cooperativeId: number): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(
    `select slug, name, short_name as "shortName", street, postal_code as "postalCode", city, telephone, email, nip,
       accent_colour as "accentColour", host,
       json_build_object('department', login_department, 'room', login_room, 'hours', login_hours) as "loginOffice",
       fee_due_day as "feeDueDay", purpose_order as "purposeOrder", hand_over_days as "handOverDays",
       mid_month_holder as "midMonthHolder", to_char(first_month, 'YYYY-MM') as "firstMonth", is_demo as "isDemo"
     from app.cooperative where id = $1`,
    [cooperativeId],
  );
  return Object.fromEntries(Object.entries(rows[0]!).filter(([, value]) => value !== null));
}
