import { type RawBuilder, sql } from "kysely";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

/** A row of the mirrored books as it was or is: its columns, amounts in grosze, quantities in millionths. */
export type SourceRow = Readonly<Record<string, unknown>>;

/** What the other program changed or took back after it had been shown. */
export interface MySourceChange {
  readonly id: number;
  readonly noticed_on: PlainDate;
  readonly kind: "posting" | "open_item" | "charge" | "reading" | "settlement_result";
  readonly action: "changed" | "withdrawn" | "late";
  /** What the source calls the document, meter or settlement. */
  readonly code: string;
  readonly unit_id: number | null;
  readonly before: SourceRow | null;
  readonly after: SourceRow | null;
  /** Name of a charge's component, text of a document. */
  readonly name: string | null;
}

/** Row security lets through what concerns the person's own whole histories, and readings of their days. */
function changes(kinds: readonly MySourceChange["kind"][], which: RawBuilder<boolean>) {
  return sql<MySourceChange>`
    select c.id, c.noticed_on, c.kind, c.action, c.code, r.unit_id, c.before, c.after, coalesce(f.name, d.description) as name
    from app.mirror_change c
    left join app.account a on a.cooperative_id = c.cooperative_id and a.id = c.account_id
    left join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = coalesce(c.right_id, a.right_id)
    left join app.fee_component f on f.cooperative_id = c.cooperative_id and c.kind = 'charge'
      and f.id = (coalesce(c.after, c.before)->>'component_id')::int
    left join app.mirror_document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id
    where c.cooperative_id = (select app.my_cooperative()) and c.kind = any(${kinds}::text[]) and ${which}
    order by c.id`.compile(queries);
}

/** Of one account's postings and items of a year. */
export function myAccountChanges(year: number, accountId: number) {
  return changes(
    ["posting", "open_item"],
    sql<boolean>`c.account_id = ${accountId}
      and a.nature in ('receivable', 'fund') and a.id = any ((select app.my_account_ids())::int[])
      and (c.happened_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
        or c.kind = 'open_item' and exists (select from app.mirror_posting p
          where p.cooperative_id = c.cooperative_id and p.document_id = c.document_id and p.line = c.line
            and p.posted_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)))`,
  );
}

/** Of a month's charges. */
export function myChargeChanges(month: PlainDate) {
  return changes(
    ["charge"],
    sql<boolean>`c.month = ${month}::date and c.right_id = any ((select app.my_whole_right_ids())::int[])`,
  );
}

/** Of readings at the person's points, on the days that are theirs. */
export function myReadingChanges() {
  return changes(
    ["reading"],
    sql<boolean>`exists (select from app.my_points() p
      where p.point_id = c.point_id and c.happened_on between p.first_day and p.last_day)`,
  );
}

/** Of settlement results of the person's rights. */
export function mySettlementChanges() {
  return changes(
    ["settlement_result"],
    sql<boolean>`c.right_id = any ((select app.my_whole_right_ids())::int[])`,
  );
}
