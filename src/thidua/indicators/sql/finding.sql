-- How indicators and forms are found: by the words of their names.
create index if not exists indicators_words_of_a_version on indicators_indicatorversion
    using gin (kernel_words(kernel_folded(name))) with (fastupdate = off);
create index if not exists indicators_words_of_a_form on indicators_form
    using gin (kernel_words(kernel_folded(name))) with (fastupdate = off);
