-- Words of a query, all of which must be met, as a search for their stems; what stands between quotation marks has to stand so in the text.
-- Null where it holds no word.
grant create on schema app to osiedle_auth;
set local role osiedle_auth;
create or replace function app.library_query(of_cooperative int, typed text) returns tsquery
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with pieces as (
    -- every second piece stands between marks; after a mark that nothing closes stand plain words
    select piece, place, place % 2 = 0 and place < count(*) over () as is_phrase
    from regexp_split_to_table(translate(left(typed, 200), '„”“«»', '"""""'), '"') with ordinality p(piece, place)),
  tokens as (
    select p.place, p.is_phrase, t.token, row_number() over (partition by p.place order by t.ordinality) as position
    from pieces p, ts_parse('default', p.piece) with ordinality t
    where t.tokid <> 12
    order by p.place, t.ordinality
    limit 12),
  stems as materialized (
    select t.*, (select string_agg('''' || replace(replace(stem, '\', '\\'), '''', '''''') || '''', ' | ')
                 from unnest(app.library_stems(of_cooperative, t.token)) stem) as alternatives
    from tokens t),
  steps as (
    select *, position - lag(position) over (partition by place order by position) as distance
    from stems where alternatives is not null),
  parts as (
    select string_agg(case when distance is null then '' else ' <' || distance || '> ' end || '(' || alternatives || ')', '' order by position) as part
    from steps where is_phrase group by place
    union
    select '(' || alternatives || ')' from steps where not is_phrase)
  select string_agg('(' || part || ')', ' & ')::tsquery from parts
$$;
reset role;
revoke create on schema app from osiedle_auth;

-- A corrected title is searched for instead of the former one; the file and what it says stay as they were.
grant update (title_search, search) on app.library_version to osiedle_runtime;
