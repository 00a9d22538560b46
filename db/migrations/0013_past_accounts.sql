-- Accounts handed back: when our books are opened with new accounts, those that another program kept stay as its past. Their postings are
-- shown as before; their open items are owed on the new ones. Both may stand for the same right and purpose, or have the same role.
alter table app.account add column is_past boolean not null default false;
alter table app.account add constraint account_past_was_theirs check (is_mirrored or not is_past);
alter table app.account drop constraint account_cooperative_id_right_id_purpose_key;
create unique index account_purpose on app.account (cooperative_id, right_id, purpose) where not is_past;
-- everything a person may see begins with the accounts of their rights, past ones too
create index account_right on app.account (cooperative_id, right_id);
drop index app.account_role;
create unique index account_role on app.account (cooperative_id, role, coalesce(medium, ''))
  where role not in ('bank', 'other') and not is_past;
