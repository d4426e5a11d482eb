-- Django's cache in the database: counted attempts to sign in live here.
create table if not exists kernel_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index if not exists kernel_cache_expires on kernel_cache (expires);
