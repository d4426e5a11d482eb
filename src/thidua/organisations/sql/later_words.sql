-- Names by what begins at their second to fifth word: `binh` finds Xã Châu Bình in the
-- order of an index, as `xa chau` does.
do $$
declare
    place integer;
    kind text;
begin
    for place in 1 .. 4 loop
        foreach kind in array array['unitname', 'person'] loop
            execute format(
                'create index if not exists %I on %I '
                '((substring(folded, %L) collate "C"))',
                format('organisations_%s_behind_%s', kind, place),
                'organisations_' || kind,
                format('^(?:[^ ]+ ){%s}(.+)', place)
            );
        end loop;
    end loop;
end
$$;
