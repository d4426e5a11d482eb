-- How exemplars are found: by words of their titles, and of who they are.
create index if not exists exemplars_words_of_a_title on exemplars_exemplar
    using gin (kernel_words(folded_title)) with (fastupdate = off);
create index if not exists exemplars_words_of_a_name on exemplars_exemplar
    using gin (kernel_words(folded)) with (fastupdate = off);
