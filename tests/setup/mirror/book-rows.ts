import type { MirrorKind } from "../../../src/domain/mirror/areas.ts";
import { MILLIONTHS, RATE_CODE } from "./register-rows.ts";

const ZLOTY = (column: string) => `round(${column} / 100.0, 2)::text`;
const MONTH = (column: string) => `to_char(${column}, 'YYYY-MM')`;
const DAYS = "lower(t.during)::text as first_day, (upper(t.during) - 1)::text as last_day";
const YES_OR_NO = (column: string) => `case when ${column} then 'yes' else 'no' end`;

/** A document as people call it: "NAL/2026/9". */
const DOCUMENT = (alias: string) => `${alias}.series || '/' || ${alias}.year || '/' || ${alias}.number`;
const OF_DOCUMENT = (alias: string, column: string, optional = "") =>
  `${optional} join app.document ${alias} on ${alias}.cooperative_id = t.cooperative_id and ${alias}.id = t.${column}`;
const OF_ACCOUNT = "join app.account a on a.cooperative_id = t.cooperative_id and a.id = t.account_id";

/** A corrected settlement and its successor share what people call them, so the source's own key is another. */
const SETTLEMENT = "s.code || '#' || s.id";
const OF_SETTLEMENT =
  "join app.settlement s on s.cooperative_id = t.cooperative_id and s.id = t.settlement_id";

/** The engine's books as rows of the package, all cells text: one query a file, $1 is the cooperative. */
export const BOOK_ROWS: Readonly<Record<MirrorKind, string>> = {
  document: `select ${DOCUMENT("t")} as code, ${DOCUMENT("t")} as number, t.kind, t.document_date::text, t.posted_on::text,
      t.description, ${MONTH("t.concerns_month")} as month, ${DOCUMENT("o")} as reverses, t.chain_position::text as position
    from app.document t ${OF_DOCUMENT("o", "reverses_document_id", "left")}
    where t.cooperative_id = $1 order by t.chain_position`,
  posting: `select ${DOCUMENT("d")} as document, t.line::text, a.code as account, p.code as property,
      case t.side when 'D' then 'debit' else 'credit' end as side, ${ZLOTY("t.amount_grosze")} as amount, t.effective_on::text,
      t.due_on::text, ${MONTH("t.concerns_month")} as month,
      case when exists (select from app.crediting c where c.cooperative_id = t.cooperative_id and c.bank_entry_id = t.bank_entry_id
        and c.right_id is not null) then 'W' || t.bank_entry_id end as payment, t.text
    from app.posting t ${OF_DOCUMENT("d", "document_id")} ${OF_ACCOUNT}
    left join app.property p on p.cooperative_id = t.cooperative_id and p.id = t.property_id
    where t.cooperative_id = $1 order by d.chain_position, t.line`,
  open_item: `select a.code as account, ${DOCUMENT("d")} as document, t.line::text, ${ZLOTY("t.amount_grosze")} as amount,
      ${ZLOTY("t.remaining_grosze")} as remaining, t.due_on::text, t.opened_on::text, ${MONTH("t.concerns_month")} as month,
      ${ZLOTY("t.original_grosze")} as original, t.original_document
    from app.open_item t ${OF_DOCUMENT("d", "document_id")} ${OF_ACCOUNT}
    where t.cooperative_id = $1 order by t.account_id, d.chain_position, t.line`,
  allocation: `select a.code as account, ${DOCUMENT("c")} as credit_document, t.credit_line::text,
      ${DOCUMENT("m")} as claim_document, t.claim_line::text, ${ZLOTY("t.amount_grosze")} as amount, ${DOCUMENT("d")} as document,
      t.allocated_on::text
    from app.allocation t ${OF_ACCOUNT} ${OF_DOCUMENT("c", "credit_document_id")} ${OF_DOCUMENT("m", "claim_document_id")}
    ${OF_DOCUMENT("d", "document_id")}
    where t.cooperative_id = $1 order by t.account_id, d.chain_position, t.credit_line, t.claim_line`,
  crediting: `select 'W' || t.bank_entry_id as code, ${DOCUMENT("d")} as document, r.code as right, ${ZLOTY("t.amount_grosze")} as amount,
      t.paid_on::text, t.statement_number, t.title, t.counterparty_name as counterparty
    from app.crediting t ${OF_DOCUMENT("d", "document_id")}
    join app.unit_right r on r.cooperative_id = t.cooperative_id and r.id = t.right_id
    where t.cooperative_id = $1 order by t.bank_entry_id, t.id`,
  account_year: `select a.code as account, t.year::text, p.code as property, ${ZLOTY("t.opening_grosze")} as opening
    from app.account_year t ${OF_ACCOUNT}
    left join app.property p on p.cooperative_id = t.cooperative_id and p.id = t.property_id
    where t.cooperative_id = $1 order by t.account_id, t.year, t.property_id`,
  charge: `select u.code as right, ${MONTH("t.month")} as month, a.code as account, f.code as component, ${RATE_CODE} as rate,
      ${DOCUMENT("d")} as document, ${MILLIONTHS("t.base")} as base, ${MILLIONTHS("t.rate")} as rate_amount,
      ${ZLOTY("t.amount_grosze")} as amount,
      case t.kind when 'A' then 'assessed' when 'C' then 'correction' when 'R' then 'reversal' else 'vat' end as kind,
      ${YES_OR_NO("t.is_disputed")} as disputed, t.days_charged::text, t.vat_rate
    from app.charge t join app.unit_right u on u.cooperative_id = t.cooperative_id and u.id = t.right_id ${OF_ACCOUNT}
    ${OF_DOCUMENT("d", "document_id")}
    left join app.fee_component f on f.cooperative_id = t.cooperative_id and f.id = t.component_id
    left join app.fee_rate r on r.cooperative_id = t.cooperative_id and r.id = t.rate_id
    where t.cooperative_id = $1 order by t.month, t.right_id, d.chain_position, t.component_id, t.rate_id, t.vat_rate, t.amount_grosze`,
  reading: `select m.code as meter, t.read_on::text, ${MILLIONTHS("t.value_millionths")} as value, t.source,
      array_to_string(t.flags, ' ') as flags, t.device_status, ${YES_OR_NO("t.restarts")} as restarts, t.note, t.import_line::text as position
    from app.reading t join app.meter m on m.cooperative_id = t.cooperative_id and m.id = t.meter_id
    where t.cooperative_id = $1 order by t.meter_id, t.read_on, t.id`,
  consumption_information: `select u.code as unit, r.code as right, b.code as building, t.medium, ${MONTH("t.month")} as month, t.measure,
      ${MILLIONTHS("t.quantity_millionths")} as quantity, ${MILLIONTHS("t.last_year_millionths")} as last_year,
      ${YES_OR_NO("t.is_estimated")} as estimated, t.issued_on::text
    from app.consumption_information t join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    join app.building b on b.cooperative_id = t.cooperative_id and b.id = t.building_id
    left join app.unit_right r on r.cooperative_id = t.cooperative_id and r.id = t.right_id
    where t.cooperative_id = $1 order by t.month, t.unit_id, t.medium, t.measure`,
  building_consumption: `select b.code as building, t.medium, ${MONTH("t.month")} as month, t.measure,
      ${MILLIONTHS("t.quantity_millionths")} as quantity, ${MILLIONTHS("t.last_year_millionths")} as last_year, t.counted_with,
      t.issued_on::text
    from app.building_consumption t join app.building b on b.cooperative_id = t.cooperative_id and b.id = t.building_id
    where t.cooperative_id = $1 order by t.month, t.building_id, t.medium, t.measure`,
  settlement: `select ${SETTLEMENT} as code, s.code as number, n.name, s.medium, lower(s.during)::text as first_day,
      (upper(s.during) - 1)::text as last_day, s.state, s.posted_on::text, s.due_on::text, s.interest_free_until::text,
      e.code || '#' || e.id as corrects, s.figures::text, ${ZLOTY("s.borne_by_cooperative_grosze")} as borne_by_cooperative,
      (select string_agg(m, ' ') from jsonb_array_elements_text(n.body -> 'advanceMedia') m) as advance_media,
      n.body ->> 'proposedAdvancePercent' as proposed_advance_percent
    from app.settlement s
    join app.settlement_definition n on n.cooperative_id = s.cooperative_id and n.id = s.definition_id
    left join app.settlement e on e.cooperative_id = s.cooperative_id and e.id = s.corrects_settlement_id
    where s.cooperative_id = $1 order by s.id`,
  settlement_cost: `select ${SETTLEMENT} as settlement, t.position::text, t.cost, t.name, t.document, ${DAYS},
      ${ZLOTY("t.amount_grosze")} as amount
    from app.settlement_cost t ${OF_SETTLEMENT} where t.cooperative_id = $1 order by t.settlement_id, t.position`,
  settlement_share: `select ${SETTLEMENT} as settlement, t.participant::text, r.code as right, t.cost, t.key,
      ${ZLOTY("t.amount_grosze")} as amount, ${YES_OR_NO("t.is_estimated")} as estimated
    from app.settlement_share t ${OF_SETTLEMENT}
    left join app.unit_right r on r.cooperative_id = t.cooperative_id and r.id = t.right_id
    where t.cooperative_id = $1 order by t.settlement_id, t.participant, t.cost, t.key`,
  settlement_result: `select ${SETTLEMENT} as settlement, t.participant::text, u.code as unit, r.code as right, a.code as account, ${DAYS},
      ${ZLOTY("t.cost_grosze")} as cost, ${ZLOTY("t.advances_grosze")} as advances, ${ZLOTY("t.result_grosze")} as result,
      ${ZLOTY("t.vat_grosze")} as vat, ${ZLOTY("t.proposed_advance_grosze")} as proposed_advance, ${DOCUMENT("d")} as document,
      t.line::text, t.details::text
    from app.settlement_result t ${OF_SETTLEMENT} ${OF_DOCUMENT("d", "document_id", "left")}
    left join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    left join app.unit_right r on r.cooperative_id = t.cooperative_id and r.id = t.right_id
    left join app.account a on a.cooperative_id = t.cooperative_id and a.id = t.account_id
    where t.cooperative_id = $1 order by t.settlement_id, t.participant`,
};
