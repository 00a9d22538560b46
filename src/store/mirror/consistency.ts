import { type Refusal, refusal } from "../../domain/values/result.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";

/** Told of each kind of contradiction. */
const MOST_TOLD = 100;

/** What no source can mean, whatever its totals say: SQL that answers the data of the refusal. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  // One person would see what another owes.
  "item-of-other-account": `
    select d.code as document, i.line, a.code as account, b.code as other
    from app.mirror_open_item i
    join app.mirror_posting p on p.cooperative_id = i.cooperative_id and p.document_id = i.document_id and p.line = i.line
    join app.mirror_document d on d.cooperative_id = i.cooperative_id and d.id = i.document_id
    join app.account a on a.cooperative_id = i.cooperative_id and a.id = i.account_id
    join app.account b on b.cooperative_id = p.cooperative_id and b.id = p.account_id
    where i.cooperative_id = $1 and p.account_id <> i.account_id`,
  "allocation-of-other-account": `
    select d.code as document, p.line, a.code as account, b.code as other
    from app.mirror_allocation l
    cross join lateral (values (l.credit_document_id, l.credit_line), (l.claim_document_id, l.claim_line)) k(document_id, line)
    join app.mirror_posting p on p.cooperative_id = l.cooperative_id and p.document_id = k.document_id and p.line = k.line
    join app.mirror_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
    join app.account a on a.cooperative_id = l.cooperative_id and a.id = l.account_id
    join app.account b on b.cooperative_id = p.cooperative_id and b.id = p.account_id
    where l.cooperative_id = $1 and p.account_id <> l.account_id`,
  // Carried into a year by account-openings.csv: as postings they would be counted twice.
  "year-opening-with-postings": `
    select d.code as document, count(*)::int as count
    from app.mirror_document d
    join app.mirror_posting p on p.cooperative_id = d.cooperative_id and p.document_id = d.id
    where d.cooperative_id = $1 and d.kind = 'year-opening'
    group by d.code`,
  // A difference that takes a document back and leaves its postings.
  "posting-without-document": `
    select a.code as account, p.line, p.posted_on::text as day
    from app.mirror_posting p
    join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id
    where p.cooperative_id = $1
      and not exists (select from app.mirror_document d where d.cooperative_id = p.cooperative_id and d.id = p.document_id)`,
  "posting-of-other-day": `
    select d.code as document, d.posted_on::text as "postedOn", min(p.posted_on)::text as day
    from app.mirror_document d
    join app.mirror_posting p on p.cooperative_id = d.cooperative_id and p.document_id = d.id
    where d.cooperative_id = $1 and p.posted_on <> d.posted_on
    group by d.code, d.posted_on`,
};

/** `item-of-other-account`, `allocation-of-other-account`, `year-opening-with-postings`,
 * `posting-without-document`, `posting-of-other-day` in the books as they would be shown. */
export async function contradictions(tx: ScopedTransaction, cooperativeId: number): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (const [reason, text] of Object.entries(CONTRADICTIONS)) {
    const { rows } = await tx.client.query<Refusal["data"]>(`${text} limit ${MOST_TOLD}`, [cooperativeId]);
    found.push(...rows.map((data) => refusal(reason, data)));
  }
  return found;
}
