-- How units and people are found: by the words of their names, and by their beginning.
-- Without a list of things to be sorted in later: names are read all day, written rarely.
create index if not exists organisations_words_of_a_unit on organisations_unitname
    using gin (kernel_words(folded)) with (fastupdate = off);
create index if not exists organisations_words_of_a_person on organisations_person
    using gin (kernel_words(folded)) with (fastupdate = off);
create index if not exists organisations_a_unit_begins on organisations_unitname
    (folded collate "C");
create index if not exists organisations_a_person_begins on organisations_person
    (folded collate "C");
