-- How a typed text finds a name: the name without marks and capitals, its words for an
-- index, how well it fits. The same names as in `kernel/finding.py`.

-- `Châu Bình` → `chau binh`. Vietnamese letters fall into plain ones and marks, so that
-- no locale is asked; only Đ does not, and is named.
create or replace function kernel_folded(name text)
returns text language sql immutable strict parallel safe
set search_path = pg_catalog
as $$
    select lower(regexp_replace(
        translate(normalize(name, NFD), 'Đđ', 'dd'), '[\u0300-\u036f]+', '', 'g'
    ) collate "C")
$$;

-- The words of a folded name, and `^` with their first letters: `xcb` finds
-- `xa chau binh`. The parser of `to_tsvector` is not asked: it takes `3/2` for a path and
-- `19-5` for two numbers. A setting of its own keeps the function from being inlined, so
-- that the planner knows its price and prefers an index.
create or replace function kernel_words(folded text)
returns tsvector language sql immutable strict parallel safe cost 1000
set search_path = pg_catalog
as $$
    with cut as (
        select array_remove(
            regexp_split_to_array(folded, '[\u0001-/:-`{-\u00bf\u2010-\u2027]+'), ''
        ) as words
    )
    select array_to_tsvector(words || array(
        select '^' || string_agg(left(word, 1), '' order by place)
        from unnest(words) with ordinality one (word, place)
        having count(*) > 1
    ))
    from cut
$$;

-- `hòa` and `hoà` are one word: letters with their hats, then the tone at the end.
create or replace function kernel_marked(name text)
returns text language sql immutable strict parallel safe
set search_path = pg_catalog
as $$
    select regexp_replace(
        lower(translate(normalize(name, NFD), 'Đ', 'đ') collate "C"),
        '([\u0300\u0301\u0303\u0309\u0323])([a-zđ\u0302\u0306\u031b]+)', '\2\1', 'g'
    )
$$;

-- 0 the name itself, 1 it begins so, 2 words of it in this order, 3 its words.
create or replace function kernel_fit(folded text, typed text)
returns smallint language sql immutable parallel safe
as $$
    select case
        when folded = typed then 0
        when starts_with(folded, typed) then 1
        when strpos(folded, ' ' || typed) > 0 then 2
        else 3
    end::smallint
$$;
