-- How documents are found: by words of symbol and abstract, and by their number.

-- How one asks for a document but for its number: `QĐ-UBND Về việc …`.
create or replace function documents_called(symbol text, abstract text)
returns text language sql immutable strict parallel safe
set search_path = pg_catalog
as $$ select symbol || ' ' || abstract $$;

create index if not exists documents_words_of_a_document on documents_document
    using gin (kernel_words(kernel_folded(documents_called(symbol, abstract))))
    with (fastupdate = off);
create index if not exists documents_by_number on documents_number (value);
