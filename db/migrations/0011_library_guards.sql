-- What a file says beside its pages (its properties, notes, form fields, bookmarks), to be looked through before it is published; and
-- how many earlier states of itself it still holds.
alter table app.library_version add column unseen text not null default '';
alter table app.library_version add column earlier_states smallint not null default 0 check (earlier_states >= 0);

-- A decision on one person's debt stays one, whatever the mark is changed to later.
create function app.keep_debt_mark() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'a decision on a debt stays marked' using errcode = 'check_violation';
end
$$;
revoke all on function app.keep_debt_mark() from public;
create trigger library_debt_mark_stays before update of concerns_debt on app.library_document
  for each row when (old.concerns_debt and not new.concerns_debt) execute function app.keep_debt_mark();

-- The bytes of a decision on a debt are in no other document, in no role; and no document that is read becomes one.
create function app.refuse_debt_file() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from app.library_version v
    join app.library_document d on d.cooperative_id = v.cooperative_id and d.id = v.document_id
    where v.cooperative_id = new.cooperative_id and v.file_sha256 = new.file_sha256 and v.document_id <> new.document_id
      and d.concerns_debt)
  then raise exception 'the file is a decision on a debt' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
revoke all on function app.refuse_debt_file() from public;
create trigger library_debt_file before insert on app.library_version for each row execute function app.refuse_debt_file();
