-- What of the campaigns may wait for a unit and one of its people on a day: rows of one
-- shape (`Row` of the room's `queries/tasks`), each kind of work in its own piece. What is
-- asked of the calendar and said of a row stands beside it in Python.
-- Planning nine kinds at once costs fifteen times what running them costs: the plan is
-- made once for a connection (`force_generic_plan`); the values are few and plain.
create or replace function campaigns_waiting(
    for_unit bigint, for_person bigint, on_day date, day_ended timestamptz,
    due_until date, told_since date
)
returns table (kind text, campaign_id bigint, campaign text, thing bigint, name text,
    count int, more int, day date, why text)
language plpgsql stable rows 20
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    return query
    with running as materialized (
        select id, name, tree_id, launched_at, launcher_id, office_id, root_id
        from campaigns_campaign
        where state = 'launched' and launched_at < day_ended
    ), waiting (kind, campaign_id, campaign, thing, name, count, more, day, why) as (
    -- Campaigns to take over: running ones whose launcher, office or head of the tree
    -- this unit succeeded, through however many acts, while that body has no place any
    -- more.
    (with recursive past(unit_id) as (
        select for_unit
        union
        select step.predecessor_id from past
        join organisations_succession step on step.successor_id = past.unit_id
        join organisations_reorganisation act on act.id = step.act_id
        where act.effective_on <= on_day
    )
    select 'hand over', campaign.id, campaign.name, null::bigint, '', 1, 0, null::date, null
    from running campaign
    where exists (select from past
        where past.unit_id in (campaign.launcher_id, campaign.office_id, campaign.root_id)
          and past.unit_id <> for_unit
          and not exists (select from organisations_placement place
              where place.unit_id = past.unit_id and place.during @> on_day)))
    union all
    -- Campaigns to take up: where a unit takes part on a day, and how far it has made
    -- it its own (`more`: it was asked to mend its plan and has not adopted it anew);
    -- where it was let go of late.
    select case when member.left_on <= on_day then 'left'
            when member.acknowledged_at is null then 'silent'
            when exists (select from campaigns_unitplan plan
                where plan.campaign_id = campaign.id and plan.unit_id = for_unit
                  and plan.state = 'adopted') then 'taking'
            else 'bare' end,
        campaign.id, campaign.name, member.id, '', 1,
        exists (select from campaigns_mendrequest request
            join campaigns_unitplan plan on plan.id = request.plan_id
            where plan.campaign_id = campaign.id and plan.unit_id = for_unit
              and (plan.adopted_at is null or plan.adopted_at <= request.asked_at))::int,
        case when member.left_on <= on_day then member.left_on else member.joined_on end,
        case when member.left_on <= on_day then member.left_because
            else member.reason end
    from campaigns_audiencemember member
    join campaigns_audience audience on audience.id = member.audience_id
    join running campaign on campaign.id = audience.campaign_id
    where member.unit_id = for_unit and member.joined_on <= on_day
      and (member.left_on is null or member.left_on > told_since)
    union all
    -- Figures to answer: how many of each campaign wait for the unit that takes them,
    -- how many were changed, and since when the longest waits: the last word said of
    -- it, else the launch.
    select 'answer', campaign.id, campaign.name, null::bigint, '', count(*)::int,
        count(target.changed_on)::int,
        (coalesce(min(said.at), campaign.launched_at)
            at time zone 'Asia/Ho_Chi_Minh')::date, null
    from campaigns_target target
    join running campaign on campaign.id = target.campaign_id
    left join lateral (select max(word.at) as at from campaigns_targetround word
        where word.target_id = target.id) said on true
    where target.unit_id = for_unit and target.state in ('proposed', 'insisted')
      and (target.opened_on is null or target.opened_on <= on_day)
    group by campaign.id, campaign.name, campaign.launched_at
    union all
    -- Figures that were countered, for the giver; those of the head of the tree are
    -- answered by its office.
    select 'countered', campaign.id, campaign.name, target.id,
        coalesce(called.full_name, ''), 1, 0, null::date, null
    from campaigns_target target
    join running campaign on campaign.id = target.campaign_id
    join campaigns_target above on above.id = target.parent_id
    left join lateral (
    select full_name, sort_key from organisations_unitname
    where unit_id = target.unit_id
    order by during @> on_day desc,
             case when upper(during) <= on_day then upper(during) end
                 desc nulls last,
             lower(during) nulls first
    limit 1
    ) called on true
    where target.state = 'countered'
      and (above.unit_id = for_unit
        or campaign.office_id = for_unit and above.unit_id = campaign.root_id)
      and (target.opened_on is null or target.opened_on <= on_day)
    union all
    -- Milestones to reach: asked of whoever takes part and did so when the milestone
    -- was due; an item with a leading unit in the audience asks that unit alone
    -- (`asked.asked_of`).
    (with taking as materialized (
        select audience_id, unit_id, joined_on from campaigns_audiencemember
        where joined_on <= on_day and (left_on is null or left_on > on_day)
          and audience_id in (select audience_id from campaigns_audiencemember
              where unit_id = for_unit)
    )
    select 'reach', campaign.id, campaign.name, milestone.position, milestone.name, 1, 0,
        milestone.due_on, mark.returned_reason
    from campaigns_milestone milestone
    join campaigns_audience audience on audience.id = milestone.audience_id
    join running campaign on campaign.id = audience.campaign_id
    left join campaigns_milestonemark mark
      on mark.milestone_id = milestone.id and mark.unit_id = for_unit
    left join lateral (
        select node.lead_unit_id as unit_id from campaigns_contentnode node
        join campaigns_contenttree tree on tree.id = node.tree_id
        where tree.audience_id = audience.id and node.key = milestone.node_key
        order by tree.number desc limit 1) lead on true
    where milestone.due_on <= due_until and mark.confirmed_at is null
      and exists (select from taking
          where taking.audience_id = audience.id and taking.unit_id = for_unit
            and taking.joined_on <= milestone.due_on)
      and (lead.unit_id = for_unit or not exists (select from taking
          where taking.audience_id = audience.id and taking.unit_id = lead.unit_id)))
    union all
    -- Milestones to confirm: whoever stands next above a unit and takes part receives
    -- its word; else the office.
    (with waiting as materialized (
        select audience.campaign_id, mark.unit_id, count(*) as marks
        from campaigns_milestonemark mark
        join campaigns_milestone milestone on milestone.id = mark.milestone_id
        join campaigns_audience audience on audience.id = milestone.audience_id
        where mark.confirmed_at is null and mark.returned_reason = ''
          and mark.marked_at < day_ended
        group by 1, 2
    ), answering as (
        select waiting.campaign_id, waiting.marks, campaign.name, coalesce((
            select line.ancestor_id from organisations_lineage line
            where line.tree_id = campaign.tree_id and line.unit_id = waiting.unit_id
              and line.depth > 0 and line.during @> on_day
              and line.ancestor_id <> campaign.root_id
              and exists (select from campaigns_audiencemember member
                  join campaigns_audience audience on audience.id = member.audience_id
                  where member.unit_id = line.ancestor_id
                    and audience.campaign_id = waiting.campaign_id
                    and member.joined_on <= on_day
                    and (member.left_on is null or member.left_on > on_day))
              and exists (select from campaigns_audiencemember member
                  join campaigns_audience audience on audience.id = member.audience_id
                  where member.unit_id = waiting.unit_id
                    and audience.campaign_id = waiting.campaign_id
                    and member.joined_on <= on_day
                    and (member.left_on is null or member.left_on > on_day))
            order by line.depth limit 1), campaign.office_id) as receiver_id
        from waiting
        join running campaign on campaign.id = waiting.campaign_id
        where campaign.office_id = for_unit
            or (campaign.tree_id, waiting.unit_id) in (
                select line.tree_id, line.unit_id from organisations_lineage line
                where line.ancestor_id = for_unit and line.during @> on_day)
    )
    select 'confirm', campaign_id, name, null::bigint, '', sum(marks)::int, 0,
        null::date, null
    from answering where receiver_id = for_unit group by campaign_id, name)
    union all
    -- Newcomers: of each campaign whose targets this unit gives, those right below it
    -- that hold no target, and one of the targets that can be given to them.
    (with given as materialized (
        select target.campaign_id, min(target.id) as target_id
        from campaigns_target target
        join running campaign on campaign.id = target.campaign_id
        where target.state = 'accepted'
          and target.split in ('sum', 'weighted', 'each', 'count')
          and (target.unit_id = for_unit or campaign.office_id = for_unit
               and target.unit_id = campaign.root_id)
        group by 1
    ), bare as materialized (
        select distinct given.campaign_id, given.target_id, member.unit_id, member.joined_on
        from given
        join campaigns_audience audience on audience.campaign_id = given.campaign_id
        join campaigns_audiencemember member on member.audience_id = audience.id
        where audience.reports and member.reason <> '' and member.joined_on <= on_day
          and (member.left_on is null or member.left_on > on_day)
          and not exists (
              select from campaigns_target target
              where target.campaign_id = given.campaign_id
                and target.unit_id = member.unit_id and target.state <> 'ended')
    )
    select 'newcomers', bare.campaign_id, campaign.name, bare.target_id, '', count(*)::int, 0,
        min(bare.joined_on), null
    from bare join running campaign on campaign.id = bare.campaign_id
    where coalesce((
        select line.ancestor_id from organisations_lineage line
        join campaigns_audiencemember member on member.unit_id = line.ancestor_id
        join campaigns_audience audience on audience.id = member.audience_id
        where line.tree_id = campaign.tree_id and line.unit_id = bare.unit_id
          and line.depth > 0 and line.during @> on_day
          and line.ancestor_id <> campaign.root_id
          and audience.campaign_id = campaign.id and member.joined_on <= on_day
          and (member.left_on is null or member.left_on > on_day)
        order by line.depth limit 1), campaign.office_id) = for_unit
    group by bare.campaign_id, campaign.name, bare.target_id)
    union all
    -- A person's own targets.
    select 'persons', campaign.id, campaign.name, aim.id, '', 1, 0, aim.due_on, null
    from campaigns_persontarget aim
    join campaigns_target target on target.id = aim.target_id
    join running campaign on campaign.id = target.campaign_id
    where aim.person_id = for_person and target.unit_id = for_unit
      and aim.ended_on is null and aim.starts_on <= on_day
      and target.state <> 'ended'
    union all
    -- Assessments: of the campaigns that an office runs, and ran on that day already,
    -- the phases that are over, and the whole (without a `thing`), as far as nobody
    -- signed them off; `why` names who has written some of it.
    select 'assess', campaign.id, campaign.name, stretch.phase_id, stretch.name, 1, 0,
        stretch.ends_on, draft.written_by
    from campaigns_campaign campaign
    cross join lateral (
        select null::bigint as phase_id, '' as name, campaign.ends_on
        union all
        select id, name, ends_on from campaigns_phase where campaign_id = campaign.id
    ) stretch
    left join campaigns_assessmentdraft draft
      on draft.campaign_id = campaign.id and draft.remarks <> ''
     and draft.phase_id is not distinct from stretch.phase_id
    where campaign.office_id = for_unit and campaign.state <> 'draft'
      and campaign.launched_at < day_ended and stretch.ends_on < on_day
      and not exists (select from campaigns_stewardship past
          where past.campaign_id = campaign.id and past.until > on_day)
      and not exists (select from campaigns_assessment signed
          where signed.campaign_id = campaign.id
            and signed.phase_id is not distinct from stretch.phase_id)
      and exists (select from campaigns_audiencemember member
          join campaigns_audience audience on audience.id = member.audience_id
          where audience.campaign_id = campaign.id)
    )
    select waiting.kind, waiting.campaign_id, waiting.campaign::text, waiting.thing,
        waiting.name::text, waiting.count, waiting.more, waiting.day, waiting.why::text
    from waiting
    order by waiting.kind, waiting.campaign_id, waiting.day, waiting.thing;
end
$$;
