-- How campaigns, their content and their documents are found: by words of their names;
-- a document also by its number and symbol.
create index if not exists campaigns_words_of_a_campaign on campaigns_campaign
    using gin (kernel_words(kernel_folded(name))) with (fastupdate = off);
create index if not exists campaigns_words_of_content on campaigns_contentnode
    using gin (kernel_words(kernel_folded(name))) with (fastupdate = off);

-- How one asks for a document: `05/CT-UBND Về việc …`.
create or replace function campaigns_document_called(number text, symbol text, title text)
returns text language sql immutable strict parallel safe
set search_path = pg_catalog
as $$ select number || '/' || symbol || ' ' || title $$;

create index if not exists campaigns_words_of_a_document on campaigns_launchdocument
    using gin (kernel_words(kernel_folded(campaigns_document_called(number, symbol, title))))
    with (fastupdate = off);
