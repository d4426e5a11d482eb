-- A number for one text or two, so that an exclusion constraint can hold texts apart
-- without btree_gist: 60 bits of their md5. Two texts of one key would refuse a row that
-- is right (one chance in a million for a million codes), never admit a wrong one.
create or replace function organisations_text_key(word text, other text default '')
returns bigint language sql immutable strict parallel safe
return ('x' || substr(md5(word || E'\x1f' || other), 1, 15))::bit(60)::bigint;
