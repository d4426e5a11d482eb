"""What of the pledges waits for a person: computed in one question, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.naming import named_movement
from thidua.indicators.periods import PeriodKind, containing
from thidua.kernel import clock
from thidua.kernel.numbers import show_number
from thidua.kernel.tasks import HEAD, MINE, OWN, THEIRS, Task, state_on
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Power
from thidua.organisations.waiting import Row, Waiting
from thidua.pledges.queries.duties import kinds_words, missing, quarter_words

QUIET = timedelta(days=30)
"""Days after the launch before a unit in which nobody registered is told so."""
_WAITING = """
with running as materialized (
    select campaign.id, campaign.name, campaign.launched_at, campaign.tree_id,
        exists (select from campaigns_audiencemember member
            join campaigns_audience audience on audience.id = member.audience_id
            where audience.campaign_id = campaign.id and member.unit_id = %(unit)s
              and member.joined_on <= %(on)s
              and (member.left_on is null or member.left_on > %(on)s)) as is_mine
    from campaigns_campaign campaign
    where state = 'launched' and launched_at < %(ended)s and ends_on >= %(on)s
)
select 'approve', campaign.id, campaign.name, count(*)::int, null::int[],
    null::text[], ''
from pledges_registration one join running campaign on campaign.id = one.campaign_id
where one.unit_id = %(unit)s and one.state = 'submitted' and %(writes)s
group by campaign.id, campaign.name
union all
select 'none', campaign.id, campaign.name, 0, null, null, ''
from running campaign
where campaign.is_mine and %(writes)s and campaign.launched_at < %(quiet)s
  and not exists (select from pledges_registration one
      where one.campaign_id = campaign.id and one.state in ('submitted', 'approved')
        and (one.unit_id = %(unit)s or one.unit_id in (
            select line.unit_id from organisations_lineage line
            where line.tree_id = campaign.tree_id and line.ancestor_id = %(unit)s
              and line.during @> %(on)s::date)))
union all
select case one.state when 'submitted' then 'sent' else one.state end, campaign.id,
    campaign.name, one.id::int, null, null, one.reason
from pledges_registration one join running campaign on campaign.id = one.campaign_id
where one.owner_id = %(person)s and one.state in ('draft', 'returned', 'submitted')
union all
select 'duty', campaign.id, campaign.name, 0,
    array_agg(done.period_id::int) filter (where done.id is not null),
    array_agg(done.kind::text) filter (where done.id is not null), ''
from running campaign
left join pledges_duty done
  on done.campaign_id = campaign.id and done.unit_id = %(unit)s
 and done.taken_back_at is null
where campaign.is_mine and %(heads)s
group by campaign.id, campaign.name
order by 1, 2
"""


def _given(actor: Actor, on: date) -> dict[str, Any]:
    return {
        "unit": actor.unit_id or 0,
        "person": actor.person_id or 0,
        "on": on,
        "ended": clock.end_of(on),
        "quiet": clock.end_of(on) - QUIET,
        "writes": actor.holds(Power.RUN),
        "heads": actor.role == Mandate.Role.HEAD,
    }


def _tasks(rows: Sequence[Row], actor: Actor, on: date) -> Iterator[Task]:
    unit_id = actor.unit_id or 0
    for kind, campaign_id, campaign, number, periods, kinds, reason in rows:
        if kind == "approve":
            yield _to_approve(campaign_id, campaign, number, unit_id, on)
        elif kind == "none":
            yield _nobody_yet(campaign_id, campaign, unit_id, on)
        elif kind == "duty":
            done = set(zip(kinds or [], periods or [], strict=True))
            yield from _duty(campaign_id, campaign, done, on)
        else:
            yield _own(kind, number, campaign, reason, on)


def _task(verb: str, thing: str, detail: str, url: str, on: date, **more: Any) -> Task:
    due = more.pop("due", None)
    return Task(
        verb=verb,
        object=thing,
        detail=detail,
        due_on=due,
        turn=more.pop("turn", MINE),
        turn_detail=more.pop("turn_detail", ""),
        url=url,
        state=state_on(due, on),
        **more,
    )


def _to_approve(
    campaign_id: int, campaign: str, count: int, unit_id: int, on: date
) -> Task:
    words = ngettext("%(n)s đăng ký thi đua", "%(n)s đăng ký thi đua", count)
    url = reverse("pledges:unit", args=[campaign_id, unit_id])
    return _task(
        _("Duyệt"),
        words % {"n": show_number(count)},
        _("%(name)s: xem, duyệt hoặc trả lại kèm lý do.") % {"name": campaign},
        f"{url}?trang-thai=submitted",
        on,
    )


def _nobody_yet(campaign_id: int, campaign: str, unit_id: int, on: date) -> Task:
    return _task(
        _("Mời đăng ký"),
        named_movement(campaign),
        _("Đơn vị chưa có ai đăng ký: dán danh sách, hoặc phát mã cho người dân."),
        reverse("pledges:unit", args=[campaign_id, unit_id]),
        on,
    )


def _own(kind: str, pk: int, campaign: str, reason: str, on: date) -> Task:
    if kind == "sent":
        return _task(
            _("Xem"),
            _("Đăng ký của tôi: %(name)s") % {"name": campaign},
            _("Đã gửi, chờ đơn vị duyệt."),
            reverse("pledges:registration", args=[pk]),
            on,
            turn=THEIRS,
            turn_detail=_("Đơn vị"),
            whose=OWN,
        )
    is_back = kind == "returned"
    return _task(
        _("Sửa") if is_back else _("Viết tiếp"),
        _("Đăng ký của tôi: %(name)s") % {"name": campaign},
        reason if is_back else _("Chưa gửi."),
        reverse("pledges:mend", args=[pk]),
        on,
        is_sent_back=is_back,
        whose=OWN,
    )


def _duty(
    campaign_id: int, campaign: str, done: set[tuple[str, int]], on: date
) -> Iterator[Task]:
    span = containing(on, PeriodKind.QUARTER)
    lacking = missing(done, span.id)
    if not lacking:
        return
    yield _task(
        _("Ghi"),
        _("Việc của người đứng đầu %(quarter)s") % {"quarter": quarter_words(span)},
        _("%(name)s; chưa ghi: %(kinds)s.")
        % {"name": campaign, "kinds": kinds_words(lacking)},
        reverse("pledges:duties", args=[campaign_id]),
        on,
        due=span.ends_on,
        whose=HEAD,
    )


waiting_for = Waiting(
    _WAITING,
    ("kind", "campaign", "name", "number", "periods", "kinds", "reason"),
    _given,
    _tasks,
)
"""Registrations to approve, a unit in which nobody registered, one's own to send
    or to mend, and the head's own duties of the quarter."""
