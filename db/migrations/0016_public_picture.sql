-- Whose library a cooperative shows to everybody, and as of when: for people without a session, who read nothing else of a mirror. No row
-- where the library is the cooperative's own; no program where no picture has come yet.
create function app.public_library_picture(asked int) returns table (program text, as_of timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.program, p.as_of
  from app.mirror_area a
  left join app.mirror_picture p on p.cooperative_id = a.cooperative_id
  where a.cooperative_id = asked and a.area = 'library'
$$;
revoke all on function app.public_library_picture(int) from public;
grant execute on function app.public_library_picture(int) to osiedle_resident;
grant create on schema app to osiedle_auth;
alter function app.public_library_picture(int) owner to osiedle_auth;
revoke create on schema app from osiedle_auth;
create policy auth on app.mirror_area for select to osiedle_auth using (true);
create policy auth on app.mirror_picture for select to osiedle_auth using (true);
grant select on app.mirror_area, app.mirror_picture to osiedle_auth;
