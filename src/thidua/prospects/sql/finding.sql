-- How prospects are found: by words of their names.
create index if not exists prospects_words_of_a_prospect on prospects_prospect
    using gin (kernel_words(folded)) with (fastupdate = off);
