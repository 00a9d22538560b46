import { sql } from "kysely";
import type { Check } from "./check.ts";

/** Counted once for all statements: asking anew for each would read every entry as often as there are statements. */
const entriesByStatement = (cooperativeId: number) => sql`
  select statement_id, count(*) as entries, sum(case side when 'C' then amount_grosze else -amount_grosze end) as amount
  from app.bank_entry where cooperative_id = ${cooperativeId} group by statement_id`;

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
    // What the portal says of a payment is what the bank said; a title or payer left out protects the others of a split entry.
    name: "crediting-tells-its-bank-entry",
    differences: (cooperativeId) => sql`
      select 'operacja bankowa ' || e.id || coalesce(', prawo ' || c.right_id, '') as place,
             concat_ws(' / ', e.booked_on, s.number, e.title, e.counterparty_name) as expected,
             concat_ws(' / ', c.paid_on, c.statement_number, c.title, c.counterparty_name) as found
      from app.crediting c
      join app.bank_entry e on e.cooperative_id = c.cooperative_id and e.id = c.bank_entry_id
      join app.bank_statement s on s.cooperative_id = e.cooperative_id and s.id = e.statement_id
      where c.cooperative_id = ${cooperativeId}
        and (c.paid_on <> e.booked_on or c.statement_number <> s.number or c.title not in ('', e.title)
          or coalesce(c.counterparty_name, e.counterparty_name) is distinct from e.counterparty_name)`,
  },
  {
    name: "crediting-is-posted-to-the-ledger-account",
    differences: (cooperativeId) => sql`
      select 'operacja bankowa ' || c.bank_entry_id || ', konto ' || coalesce(a.code, 'nieznane') as place, coalesce(p.amount, 0)::text as expected,
             c.amount::text as found
      from (select document_id, bank_entry_id, ledger_account_id, sum(amount_grosze) as amount from app.crediting
            where cooperative_id = ${cooperativeId} and ledger_account_id is not null group by 1, 2, 3) c
      left join app.account a on a.cooperative_id = ${cooperativeId} and a.id = c.ledger_account_id
      cross join lateral (
        select sum(case side when 'C' then amount_grosze else -amount_grosze end) as amount from app.posting
        where cooperative_id = ${cooperativeId} and document_id = c.document_id and account_id = c.ledger_account_id
          and bank_entry_id = c.bank_entry_id) p
      where c.amount <> coalesce(p.amount, 0)`,
  },
  {
    name: "statement-names-the-document-of-its-entries",
    differences: (cooperativeId) => sql`
      select 'wyciąg ' || s.number as place, 'dokument' as expected, s.document_id::text as found
      from app.bank_statement s
      where s.cooperative_id = ${cooperativeId}
        and exists (select from app.bank_entry e where e.cooperative_id = s.cooperative_id and e.statement_id = s.id)
        and not exists (
          select from app.bank_entry e
          join app.crediting c on c.cooperative_id = e.cooperative_id and c.bank_entry_id = e.id and c.document_id = s.document_id
          where e.cooperative_id = s.cooperative_id and e.statement_id = s.id)`,
  },
  {
    name: "statement-is-posted-to-the-bank",
    differences: (cooperativeId) => sql`
      with entries as (${entriesByStatement(cooperativeId)}), documents as (
        -- a very long statement is posted in several documents
        select distinct e.statement_id, c.document_id
        from app.bank_entry e
        join app.crediting c on c.cooperative_id = e.cooperative_id and c.bank_entry_id = e.id
        join app.document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id and d.kind = 'payment'
        where e.cooperative_id = ${cooperativeId}
      ), posted as (
        select s.id, sum(case p.side when 'D' then p.amount_grosze else -p.amount_grosze end) as amount
        from documents o
        join app.bank_statement s on s.cooperative_id = ${cooperativeId} and s.id = o.statement_id
        join app.bank_account b on b.cooperative_id = s.cooperative_id and b.id = s.bank_account_id
        join app.posting p on p.cooperative_id = s.cooperative_id and p.document_id = o.document_id and p.account_id = b.account_id
        group by s.id
      )
      select 'wyciąg ' || s.number as place, coalesce(e.amount, 0)::text as expected, coalesce(p.amount, 0)::text as found
      from app.bank_statement s
      left join entries e on e.statement_id = s.id
      left join posted p on p.id = s.id
      where s.cooperative_id = ${cooperativeId} and s.document_id is not null and coalesce(e.amount, 0) <> coalesce(p.amount, 0)`,
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
    name: "statement-is-as-its-file-said",
    differences: (cooperativeId) => sql`
      select 'wyciąg ' || s.number as place, encode(s.seal, 'hex') as expected, encode(app.statement_seal(s), 'hex') as found
      from app.bank_statement s
      where s.cooperative_id = ${cooperativeId} and s.seal <> app.statement_seal(s)`,
  },
  {
    name: "statement-balances",
    differences: (cooperativeId) => sql`
      select 'wyciąg ' || s.number as place, s.closing_grosze::text as expected, (s.opening_grosze + e.amount)::text as found
      from app.bank_statement s
      join (${entriesByStatement(cooperativeId)}) e on e.statement_id = s.id
      where s.cooperative_id = ${cooperativeId} and s.balances = 'agree' and e.entries = s.entry_count
        and s.opening_grosze + e.amount is distinct from s.closing_grosze`,
  },
  {
    // Entries that an earlier statement brought are that statement's; what remains cannot be more than was written.
    name: "statement-has-no-more-entries-than-written",
    differences: (cooperativeId) => sql`
      select 'wyciąg ' || s.number as place, s.entry_count::text as expected, e.entries::text as found
      from app.bank_statement s
      join (${entriesByStatement(cooperativeId)}) e on e.statement_id = s.id
      where s.cooperative_id = ${cooperativeId} and e.entries > s.entry_count`,
  },
  {
    name: "statement-says-how-its-balances-stand",
    differences: (cooperativeId) => sql`
      select 'wyciąg ' || s.number as place, w.balances as expected, s.balances as found
      from app.bank_statement s
      join (${entriesByStatement(cooperativeId)}) e on e.statement_id = s.id
      cross join lateral (
        select case when num_nulls(s.opening_grosze, s.closing_grosze) > 0 then 'absent'
                    when s.opening_grosze + e.amount = s.closing_grosze then 'agree' else 'differ' end as balances) w
      where s.cooperative_id = ${cooperativeId} and e.entries = s.entry_count and s.balances <> w.balances`,
  },
];
