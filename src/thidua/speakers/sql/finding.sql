-- How speakers are found: by words of their names and of what they tell.
create index if not exists speakers_words_of_a_speaker on speakers_speaker
    using gin (kernel_words(folded)) with (fastupdate = off);
create index if not exists speakers_words_of_a_topic on speakers_topic
    using gin (kernel_words(kernel_folded(title))) with (fastupdate = off);
