-- Units by the first letters of their bare names: `cb` finds Xã Châu Bình.
create index if not exists organisations_words_of_a_bare_name on organisations_unitname
    using gin (kernel_words(kernel_folded(name))) with (fastupdate = off);
