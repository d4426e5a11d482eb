-- No kind is numbered in two registers of one unit, series and year.
create or replace function documents_check_kinds() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(
        hashtextextended('documents_registers', new.unit_id + new.year::bigint << 20));
    if exists (
        select from documents_register as other
        where other.unit_id = new.unit_id and other.series = new.series
            and other.year = new.year and other.id is distinct from new.id
            and (array[other.kind] || other.also) && (array[new.kind] || new.also)
    ) then
        perform documents_refuse(
            'documents_a_kind_is_numbered_in_one_register', format('%s', new.kind));
    end if;
    return new;
end
$$;
create or replace trigger documents_kinds_are_numbered_once
    before insert or update on documents_register
    for each row execute function documents_check_kinds();
