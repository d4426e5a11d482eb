-- What the parties signed is what they read: a text, once fixed, stays letter by letter;
-- its hash is that of its bytes; a pact that was ever shown to others is never deleted.
create or replace function pacts_check_edition() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('pacts_an_edition_is_kept', format('edition %s', old.id));
    end if;
    if new.fixed_at is not null
       and new.sha256 <> encode(sha256(convert_to(new.text, 'UTF8')), 'hex') then
        perform campaigns_refuse('pacts_the_hash_is_that_of_the_text',
            format('edition %s', new.id));
    end if;
    if tg_op = 'UPDATE' and (old.fixed_at is not null or old.dropped_at is not null)
       and to_jsonb(new) - array['in_force_at', 'replaced_at']
           <> to_jsonb(old) - array['in_force_at', 'replaced_at'] then
        perform campaigns_refuse('pacts_a_fixed_text_stays', format('edition %s', old.id));
    end if;
    if tg_op = 'UPDATE' and (
        old.replaced_at is not null and new.replaced_at is distinct from old.replaced_at
        or old.in_force_at is not null and new.in_force_at is distinct from old.in_force_at
    ) then
        perform campaigns_refuse('pacts_what_happened_to_an_edition_stays',
            format('edition %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger pacts_edition_is_checked
    before insert or update or delete on pacts_pactedition
    for each row execute function pacts_check_edition();

-- Commitments and witnesses belong to the text: they stay with it. Who changes them
-- holds the edition meanwhile, so that nobody fixes it under the pen.
create or replace function pacts_check_part() returns trigger language plpgsql as $$
declare
    whole pacts_pactedition;
begin
    select * into whole from pacts_pactedition
        where id = case tg_op when 'INSERT' then new.edition_id else old.edition_id end
        for share;
    if whole.fixed_at is not null or whole.dropped_at is not null
       or tg_op = 'UPDATE' and new.edition_id <> old.edition_id then
        perform campaigns_refuse('pacts_a_fixed_text_stays', format('edition %s', whole.id));
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger pacts_commitment_is_checked
    before insert or update or delete on pacts_commitment
    for each row execute function pacts_check_part();
create or replace trigger pacts_witness_is_checked
    before insert or update or delete on pacts_witness
    for each row execute function pacts_check_part();

-- A signature names the text that stands now, for a party that is still one, while the
-- pact is being signed; who signs holds the pact, who changes it waits.
create or replace function pacts_check_signature() returns trigger language plpgsql as $$
declare
    whole pacts_pactedition;
    held pacts_pact;
    side pacts_pactparty;
begin
    select * into whole from pacts_pactedition where id = new.edition_id;
    select * into held from pacts_pact where id = whole.pact_id for update;
    select * into whole from pacts_pactedition where id = new.edition_id for share;
    select * into side from pacts_pactparty where id = new.party_id;
    if held.state <> 'signing' or held.edition <> whole.number
       or whole.fixed_at is null or whole.replaced_at is not null then
        perform campaigns_refuse('pacts_only_the_edition_that_stands_is_signed',
            format('edition %s', whole.id));
    end if;
    if new.sha256 <> whole.sha256 then
        perform campaigns_refuse('pacts_a_signature_names_the_text_that_stands',
            format('edition %s', whole.id));
    end if;
    if side.pact_id <> held.id or side.left_at is not null then
        perform campaigns_refuse('pacts_only_a_party_signs', format('party %s', side.id));
    end if;
    return new;
end
$$;
create or replace trigger pacts_signature_is_checked
    before insert on pacts_pactsignature
    for each row execute function pacts_check_signature();

-- A pact holds when every party has signed the edition that counts, and not before.
create or replace function pacts_check_pact() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('pacts_a_pact_is_kept', format('pact %s', old.id));
    end if;
    if old.state in ('ended', 'broken', 'dropped') then
        perform campaigns_refuse('pacts_what_is_over_stays', format('pact %s', old.id));
    end if;
    if new.edition < old.edition then
        perform campaigns_refuse('pacts_no_edition_comes_back', format('pact %s', old.id));
    end if;
    if new.state = 'in_force' and (
        (select count(*) from pacts_pactparty side
         where side.pact_id = new.id and side.left_at is null) < 2
        or exists (
            select from pacts_pactparty side
            where side.pact_id = new.id and side.left_at is null
              and not exists (
                select from pacts_pactsignature hand
                join pacts_pactedition whole on whole.id = hand.edition_id
                where hand.party_id = side.id and whole.pact_id = new.id
                  and whole.number = new.edition and whole.replaced_at is null))
    ) then
        perform campaigns_refuse('pacts_what_holds_is_signed_by_all',
            format('pact %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger pacts_pact_is_checked
    before update or delete on pacts_pact
    for each row execute function pacts_check_pact();

-- Parties are not taken out of a pact that others have seen; they withdraw.
create or replace function pacts_check_party() returns trigger language plpgsql as $$
declare
    held pacts_pact;
begin
    select * into held from pacts_pact where id = old.pact_id;
    if tg_op = 'DELETE' and held.state <> 'draft'
       or tg_op = 'UPDATE' and (new.unit_id <> old.unit_id or new.pact_id <> old.pact_id
            or old.left_at is not null and new.left_at is distinct from old.left_at
            or held.state in ('in_force', 'ended', 'broken')
               and new.left_at is distinct from old.left_at) then
        perform campaigns_refuse('pacts_a_party_that_signed_stays',
            format('party %s', old.id));
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger pacts_party_is_checked
    before update or delete on pacts_pactparty
    for each row execute function pacts_check_party();
