import { sql } from "kysely";
import type { Check } from "./check.ts";

/** Bank entries against where their money went, and against the postings. */
export const paymentChecks: readonly Check[] = [
  {
    name: "bank-entry-is-wholly-credited",
    differences: (cooperativeId) => sql`
      select 'operacja bankowa ' || e.id || ' z ' || e.booked_on as place,
             (case e.side when 'C' then e.amount_grosze else -e.amount_grosze end)::text as expected, sum(c.amount_grosze)::text as found
      from app.bank_entry e
      join app.bank_statement s on s.cooperative_id = e.cooperative_id and s.id = e.statement_id and s.document_id is not null
      left join app.crediting c on c.cooperative_id = e.cooperative_id and c.bank_entry_id = e.id
      where e.cooperative_id = ${cooperativeId}
      group by e.id, e.booked_on, e.side, e.amount_grosze
      having coalesce(sum(c.amount_grosze), 0) <> case e.side when 'C' then e.amount_grosze else -e.amount_grosze end`,
  },
  {
    name: "crediting-is-posted-to-the-right",
    differences: (cooperativeId) => sql`
      select 'operacja bankowa ' || bank_entry_id || ', prawo ' || right_id as place,
             coalesce(s.amount, 0)::text as expected, coalesce(c.amount, 0)::text as found
      from (select document_id, bank_entry_id, right_id, sum(amount_grosze) as amount from app.crediting
            where cooperative_id = ${cooperativeId} and right_id is not null group by 1, 2, 3) c
      full join (
        select p.document_id, p.bank_entry_id, a.right_id,
               sum(case p.side when 'C' then p.amount_grosze else -p.amount_grosze end) as amount
        from app.posting p
        join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id and a.right_id is not null
        where p.cooperative_id = ${cooperativeId} and p.bank_entry_id is not null
        group by 1, 2, 3) s using (document_id, bank_entry_id, right_id)
      where coalesce(c.amount, 0) <> coalesce(s.amount, 0)`,
  },
  {
    name: "statement-is-posted-to-the-bank",
    differences: (cooperativeId) => sql`
      select 'wyciąg ' || s.number as place, e.amount::text as expected, p.amount::text as found
      from app.bank_statement s
      join app.bank_account b on b.cooperative_id = s.cooperative_id and b.id = s.bank_account_id
      cross join lateral (
        select coalesce(sum(case side when 'C' then amount_grosze else -amount_grosze end), 0) as amount from app.bank_entry
        where cooperative_id = s.cooperative_id and statement_id = s.id) e
      -- a very long statement is posted in several documents
      cross join lateral (
        select coalesce(sum(case side when 'D' then amount_grosze else -amount_grosze end), 0) as amount from app.posting
        where cooperative_id = s.cooperative_id and account_id = b.account_id and document_id in (
          select c.document_id from app.crediting c
          join app.document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id and d.kind = 'payment'
          where c.cooperative_id = s.cooperative_id and c.bank_entry_id in (
            select id from app.bank_entry where cooperative_id = s.cooperative_id and statement_id = s.id))) p
      where s.cooperative_id = ${cooperativeId} and s.document_id is not null and e.amount <> p.amount`,
  },
  {
    name: "clearing-account-is-what-waits",
    differences: (cooperativeId) => sql`
      select 'wpłaty i obciążenia do wyjaśnienia' as place, coalesce(w.amount, 0)::text as expected, coalesce(p.amount, 0)::text as found
      from (select sum(amount_grosze) as amount from app.crediting where cooperative_id = ${cooperativeId} and right_id is null and ledger_account_id is null) w
      cross join (
        select sum(case p.side when 'C' then p.amount_grosze else -p.amount_grosze end) as amount
        from app.posting p
        join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id
          and a.role in ('clearing-credits', 'clearing-debits')
        where p.cooperative_id = ${cooperativeId}) p
      where coalesce(w.amount, 0) <> coalesce(p.amount, 0)`,
  },
  {
    name: "statement-balances",
    differences: (cooperativeId) => sql`
      select 'wyciąg ' || s.number as place, s.closing_grosze::text as expected, (s.opening_grosze + e.amount)::text as found
      from app.bank_statement s
      cross join lateral (
        select count(*) as entries, coalesce(sum(case side when 'C' then amount_grosze else -amount_grosze end), 0) as amount
        from app.bank_entry where cooperative_id = s.cooperative_id and statement_id = s.id) e
      where s.cooperative_id = ${cooperativeId} and s.balances = 'agree' and e.entries = s.entry_count
        and s.opening_grosze + e.amount <> s.closing_grosze`,
  },
];
