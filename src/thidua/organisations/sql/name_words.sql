-- The words of a folded name, so that an index finds a name by the beginning of a word.
-- The parser of `to_tsvector` is not asked: it takes `3/2` for a path and `19-5` for two
-- numbers. A setting of its own keeps the function from being inlined, so that the
-- planner knows its price and prefers the index.
create or replace function organisations_name_words(folded text)
returns tsvector language sql immutable strict parallel safe cost 1000
set search_path = pg_catalog
as $$
    select array_to_tsvector(array_remove(
        regexp_split_to_array(folded, '[\u0001-/:-`{-\u007f\u2010-\u2027]+'), ''
    ))
$$;

-- Without a list of things to be sorted in later: names are read all day, written rarely.
create index if not exists organisations_words_of_a_name on organisations_unitname
    using gin (organisations_name_words(folded)) with (fastupdate = off);
