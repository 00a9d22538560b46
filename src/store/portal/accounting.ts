import { type RawBuilder, sql } from "kysely";
import type { DocumentKind } from "../../domain/ledger/documents.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

/** Accounts of the portal: the person's own, court claims and invoices left out. */
const MY_ACCOUNTS = sql<boolean>`a.cooperative_id = (select app.my_cooperative()) and a.nature in ('receivable', 'fund')
  and a.id = any ((select app.my_shown_account_ids())::int[])`;

/** Which accounts a query is about, and which of them may only be seen up to a day. */
export interface AccountScope {
  readonly accounts: RawBuilder<boolean>;
  readonly isLimited: RawBuilder<boolean>;
}

const MINE: AccountScope = {
  accounts: MY_ACCOUNTS,
  isLimited: sql<boolean>`a.id = any ((select app.my_limited_account_ids())::int[])`,
};

/**
 * Every account the portal could show to anybody: for the verifier, which recomputes what it shows from postings. An opening that another
 * program states stands for postings that it does not give.
 */
export function allPortalAccounts(cooperativeId: number): AccountScope {
  return {
    accounts: sql<boolean>`a.cooperative_id = ${cooperativeId} and a.nature in ('receivable', 'fund')
      and not exists (select from app.mirror_account_year y
        where y.cooperative_id = a.cooperative_id and y.account_id = a.id and not y.is_summed)`,
    isLimited: sql<boolean>`false`,
  };
}

export interface AccountYearRow {
  readonly account_id: number;
  readonly code: string;
  readonly purpose: string;
  readonly nature: "receivable" | "fund";
  readonly unit_id: number;
  /** Kept by another program until our books were opened with an account in its place. */
  readonly is_past: boolean;
  readonly opening_grosze: Grosze;
  readonly debit_grosze: Grosze;
  readonly credit_grosze: Grosze;
  readonly balance_grosze: Grosze;
}

/**
 * State of the accounts in a year: BO, turnover Wn and Ma, balance. Read from the balance carried into the last opened year and
 * from monthly turnover since; only accounts that others hold on are summed from the postings the person may see.
 */
export function accountYears(year: number, scope: AccountScope = MINE, onlyAccountId?: number) {
  const only = onlyAccountId === undefined ? sql`` : sql`and a.id = ${onlyAccountId}`;
  return sql<AccountYearRow>`
    with mine as (
      select a.cooperative_id, a.id, a.code, a.purpose, a.nature, r.unit_id, a.is_past,
             ${scope.isLimited} as is_limited
      from app.account a
      join app.unit_right r on r.cooperative_id = a.cooperative_id and r.id = a.right_id
      where ${scope.accounts} ${only}
    ), opened as (
      select o.account_id, max(o.year) as year
      from mine m
      join app.shown_account_year o on o.cooperative_id = m.cooperative_id and o.account_id = m.id
      where o.year <= ${year}
      group by o.account_id
    ), movement as (
      select o.account_id, make_date(o.year, 1, 1) - 1 as day, o.opening_grosze as effect, 0::bigint as debit, 0::bigint as credit
      from mine m
      join app.shown_account_year o on o.cooperative_id = m.cooperative_id and o.account_id = m.id
      join opened on opened.account_id = o.account_id and opened.year = o.year
      where not m.is_limited
      union all
      select t.account_id, t.month, t.debit_grosze - t.credit_grosze, t.debit_grosze, t.credit_grosze
      from mine m
      join app.shown_turnover t on t.cooperative_id = m.cooperative_id and t.account_id = m.id
      left join opened on opened.account_id = m.id
      where not m.is_limited and t.month <= make_date(${year}, 12, 1)
        and (opened.year is null or t.month >= make_date(opened.year, 1, 1))
      union all
      select p.account_id, case d.kind when 'opening-balance' then make_date(d.year, 1, 1) - 1 else p.posted_on end,
             case p.side when 'D' then p.amount_grosze else -p.amount_grosze end,
             case p.side when 'D' then p.amount_grosze else 0 end, case p.side when 'C' then p.amount_grosze else 0 end
      from mine m
      join app.shown_posting p on p.cooperative_id = m.cooperative_id and p.account_id = m.id
      join app.shown_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
      where m.is_limited and p.posted_on <= make_date(${year}, 12, 31)
    )
    select m.id as account_id, m.code, m.purpose, m.nature, m.unit_id, m.is_past,
           coalesce(sum(v.effect) filter (where v.day < make_date(${year}, 1, 1)), 0)::bigint as opening_grosze,
           coalesce(sum(v.debit) filter (where v.day >= make_date(${year}, 1, 1)), 0)::bigint as debit_grosze,
           coalesce(sum(v.credit) filter (where v.day >= make_date(${year}, 1, 1)), 0)::bigint as credit_grosze,
           coalesce(sum(v.effect), 0)::bigint as balance_grosze
    from mine m
    left join movement v on v.account_id = m.id
    group by m.id, m.code, m.purpose, m.nature, m.unit_id, m.is_past
    order by m.unit_id, m.is_past, array_position(
      array['fees', 'repair-fund', 'media', 'interest', 'deposit', 'contribution', 'share'], m.purpose), m.id`.compile(
    queries,
  );
}

export interface AccountMonthRow {
  readonly account_id: number;
  readonly month: PlainDate;
  readonly debit_grosze: Grosze;
  readonly credit_grosze: Grosze;
  /** Wn − Ma of the year so far; the year's opening balance comes on top. */
  readonly year_to_date_grosze: Grosze;
}

/** Turnover of one account by month of a year. */
export function accountMonths(year: number, accountId: number, scope: AccountScope = MINE) {
  return sql<AccountMonthRow>`
    with mine as (
      select a.cooperative_id, a.id, ${scope.isLimited} as is_limited
      from app.account a where ${scope.accounts} and a.id = ${accountId}
    ), movement as (
      select t.account_id, t.month, t.debit_grosze, t.credit_grosze
      from mine m join app.shown_turnover t on t.cooperative_id = m.cooperative_id and t.account_id = m.id
      where not m.is_limited and t.month between make_date(${year}, 1, 1) and make_date(${year}, 12, 1)
      union all
      select p.account_id, date_trunc('month', p.posted_on)::date,
             case p.side when 'D' then p.amount_grosze else 0 end, case p.side when 'C' then p.amount_grosze else 0 end
      from mine m
      join app.shown_posting p on p.cooperative_id = m.cooperative_id and p.account_id = m.id
      join app.shown_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id and d.kind <> 'opening-balance'
      where m.is_limited and p.posted_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    )
    select account_id, month, sum(debit_grosze)::bigint as debit_grosze, sum(credit_grosze)::bigint as credit_grosze,
           (sum(sum(debit_grosze - credit_grosze)) over (partition by account_id order by month))::bigint as year_to_date_grosze
    from movement
    group by account_id, month
    order by month`.compile(queries);
}

export interface AccountDocumentRow {
  readonly document_id: number;
  readonly line: number;
  readonly document_number: string;
  readonly kind: DocumentKind;
  readonly document_date: PlainDate;
  readonly posted_on: PlainDate;
  readonly due_on: PlainDate | null;
  readonly text: string;
  readonly debit_grosze: Grosze;
  readonly credit_grosze: Grosze;
  readonly year_to_date_grosze: Grosze;
  readonly concerns_month: PlainDate | null;
  readonly bank_entry_id: number | null;
  /** The settlement whose result the line is: "17-204". */
  readonly settlement_id: string | null;
}

/** Every posting of one account in a year with its document, in the order of the books; the opening balance is apart. */
export function accountDocuments(year: number, accountId: number) {
  return sql<AccountDocumentRow>`
    select p.document_id, p.line, d.number as document_number, d.kind, d.document_date, p.posted_on, p.due_on,
           coalesce(p.text, d.description) as text,
           case p.side when 'D' then p.amount_grosze else 0 end as debit_grosze,
           case p.side when 'C' then p.amount_grosze else 0 end as credit_grosze,
           (sum(case p.side when 'D' then p.amount_grosze else -p.amount_grosze end)
             over (order by p.posted_on, d.position, p.line))::bigint as year_to_date_grosze,
           coalesce(p.concerns_month, d.concerns_month) as concerns_month, p.bank_entry_id,
           s.settlement_id || '-' || s.participant as settlement_id
    from app.account a
    join app.shown_posting p on p.cooperative_id = a.cooperative_id and p.account_id = a.id
    join app.shown_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
    left join app.shown_settlement_result s on s.cooperative_id = a.cooperative_id and s.right_id = a.right_id
      and s.document_id = p.document_id and s.line = p.line
    where ${MY_ACCOUNTS} and a.id = ${accountId} and d.kind <> 'opening-balance'
      and p.posted_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    order by p.posted_on, d.position, p.line`.compile(queries);
}

export interface OpeningItemRow {
  readonly document_id: number;
  readonly line: number;
  readonly document_number: string;
  readonly original_document: string | null;
  readonly concerns_month: PlainDate | null;
  readonly due_on: PlainDate | null;
  readonly original_grosze: Grosze | null;
  readonly amount_grosze: Grosze;
}

/** What the opening balance of the books' first year is made of. */
export function openingItems(year: number, accountId: number) {
  return sql<OpeningItemRow>`
    select p.document_id, p.line, d.number as document_number, i.original_document, p.concerns_month, p.due_on, i.original_grosze,
           case p.side when 'D' then p.amount_grosze else -p.amount_grosze end as amount_grosze
    from app.account a
    join app.shown_posting p on p.cooperative_id = a.cooperative_id and p.account_id = a.id
    join app.shown_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id and d.kind = 'opening-balance'
    left join app.shown_open_item i on i.cooperative_id = p.cooperative_id and i.document_id = p.document_id and i.line = p.line
    where ${MY_ACCOUNTS} and a.id = ${accountId} and d.year = ${year}
    order by p.due_on nulls last, p.line`.compile(queries);
}

/** Years in which any of the person's accounts has something posted. */
export function myAccountingYears() {
  return sql<{ year: number }>`
    select distinct extract(year from t.month)::int as year
    from app.account a join app.shown_turnover t on t.cooperative_id = a.cooperative_id and t.account_id = a.id
    where ${MY_ACCOUNTS}
    union
    select distinct y.year::int
    from app.account a join app.shown_account_year y on y.cooperative_id = a.cooperative_id and y.account_id = a.id
    where ${MY_ACCOUNTS}
    union
    select distinct extract(year from p.posted_on)::int
    from app.account a join app.shown_posting p on p.cooperative_id = a.cooperative_id and p.account_id = a.id
    where ${MY_ACCOUNTS} and a.id = any ((select app.my_limited_account_ids())::int[])
    order by year desc`.compile(queries);
}
