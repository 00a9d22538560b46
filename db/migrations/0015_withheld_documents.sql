-- The office took the document back from people: no picture of another program shows it again before the office itself publishes it.
alter table app.library_document add column is_withheld boolean not null default false;
alter table app.library_document add constraint library_withheld_is_not_published check (not (is_withheld and published_version is not null));
-- Of every cooperative: for once the owner is not held by the policies of the table.
alter table app.library_document no force row level security;
update app.library_document set is_withheld = true
where withdrawn_on is not null and withdrawn_reason <> 'bez potwierdzonej kopii w programie spółdzielni';
alter table app.library_document force row level security;
