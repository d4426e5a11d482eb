"""What of the prospects waits for a person: computed in one question, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.numbers import show_number
from thidua.kernel.tasks import OWN, Task, my_task
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

AHEAD = timedelta(days=14)
"""How long before its day a measure of support stands on the desk."""

# Tips that a unit answers; measures that fall due, of whom one looks after and of a
# unit's prospects that nobody looks after; of the same, those who accepted to register;
# an invitation of one's own, and one's own registration after it; and hits, for the
# next unit above the one found that takes part, or the office of the campaign.
_WAITING = """
select 'tips', 0::bigint, '', count(*)::int, null::date
from prospects_tip tip
where tip.home_id = %(unit)s and tip.state in ('sent', 'opened') and %(writes)s
  and tip.teller_id is distinct from %(person)s
having count(*) > 0
union all
select 'measure', prospect.id, prospect.name, count(*)::int, min(measure.due_on)
from prospects_supportmeasure measure
join prospects_prospect prospect on prospect.id = measure.prospect_id
where measure.state in ('planned', 'ongoing') and measure.due_on <= %(ahead)s
  and prospect.state in ('nurtured', 'invited', 'accepted')
  and (prospect.owner_id = %(person)s
       or prospect.owner_id is null and prospect.home_id = %(unit)s and %(writes)s)
group by prospect.id, prospect.name
union all
select 'invited', prospect.id, prospect.name, 0, null
from prospects_prospect prospect
where prospect.person_id = %(person)s and prospect.state = 'invited'
union all
select 'accepted', prospect.id, prospect.name, 0, null
from prospects_prospect prospect
where prospect.state = 'accepted'
  and prospect.person_id is distinct from %(person)s
  and (prospect.owner_id = %(person)s
       or prospect.owner_id is null and prospect.home_id = %(unit)s and %(writes)s)
union all
select 'register', prospect.id, prospect.name, 0, null
from prospects_prospect prospect
where prospect.person_id = %(person)s and prospect.state = 'accepted'
  and prospect.campaign_id is not null
union all
select 'hits', campaign.id, campaign.name, count(*)::int, null
from campaigns_campaign campaign
join lateral (select run.id from prospects_discoveryrun run
    where run.campaign_id = campaign.id order by made_at desc, id desc limit 1) run
  on true
join prospects_discoveryhit hit on hit.run_id = run.id and not hit.stands
where %(writes)s and campaign.state = 'launched' and campaign.ends_on >= %(on)s
  and not exists (select from prospects_prospect one where one.hit_id = hit.id)
  and (campaign.office_id = %(unit)s
       or exists (select from organisations_lineage line
           where line.tree_id = campaign.tree_id and line.unit_id = hit.unit_id
             and line.ancestor_id = %(unit)s and line.depth = 1
             and line.during @> %(on)s::date))
group by campaign.id, campaign.name
order by 1, 2
"""


def _given(actor: Actor, on: date) -> dict[str, Any]:
    return {
        "unit": actor.unit_id or 0,
        "person": actor.person_id or 0,
        "on": on,
        "ahead": on + AHEAD,
        "writes": actor.holds(Power.RUN),
    }


def _tasks(rows: Sequence[Row], _actor: Actor, on: date) -> Iterator[Task]:
    for kind, number, name, count, due in rows:
        yield _TOLD[kind](number, name, count, due, on)


def _tips(_number: int, _name: str, count: int, due: date | None, on: date) -> Task:
    words = ngettext("%(n)s tin báo nhân tố", "%(n)s tin báo nhân tố", count)
    return my_task(
        _("Trả lời"),
        words % {"n": show_number(count)},
        _("Đưa vào nhân tố, gộp tin trùng, hoặc nói vì sao chưa."),
        f"{reverse('prospects:tips')}?trang-thai=cho",
        due=due,
        on=on,
    )


def _measure(number: int, name: str, count: int, due: date | None, on: date) -> Task:
    words = ngettext("%(n)s việc hỗ trợ đến hạn.", "%(n)s việc hỗ trợ đến hạn.", count)
    return my_task(
        _("Hỗ trợ"),
        _("Nhân tố “%(name)s”") % {"name": name},
        words % {"n": show_number(count)},
        reverse("prospects:prospect", args=[number]),
        due=due,
        on=on,
    )


def _invited(number: int, _name: str, _count: int, due: date | None, on: date) -> Task:
    return my_task(
        _("Trả lời"),
        _("Lời mời đăng ký điển hình"),
        _("Nhận lời hoặc chưa, kèm một câu."),
        reverse("prospects:invitation", args=[number]),
        due=due,
        on=on,
        whose=OWN,
    )


def _accepted(number: int, name: str, _count: int, due: date | None, on: date) -> Task:
    return my_task(
        _("Giúp đăng ký điển hình"),
        _("Nhân tố “%(name)s”") % {"name": name},
        _("Đã nhận lời mời; mở nhân tố để đăng ký."),
        reverse("prospects:prospect", args=[number]),
        due=due,
        on=on,
    )


def _register(number: int, _name: str, _count: int, due: date | None, on: date) -> Task:
    return my_task(
        _("Đăng ký"),
        _("Điều tôi sẽ thi đua để thành điển hình"),
        _("Anh/chị đã nhận lời mời; đăng ký trên điện thoại được."),
        reverse("prospects:invitation", args=[number]),
        due=due,
        on=on,
        whose=OWN,
    )


def _hits(number: int, name: str, count: int, due: date | None, on: date) -> Task:
    words = ngettext(
        "%(n)s đơn vị hơn hẳn nơi cùng cỡ", "%(n)s đơn vị hơn hẳn nơi cùng cỡ", count
    )
    return my_task(
        _("Xem"),
        words % {"n": show_number(count)},
        _("%(name)s: đưa vào nhân tố, hoặc bỏ qua kèm lý do.") % {"name": name},
        reverse("prospects:campaign", args=[number]),
        due=due,
        on=on,
    )


_TOLD = {
    "tips": _tips,
    "measure": _measure,
    "accepted": _accepted,
    "invited": _invited,
    "register": _register,
    "hits": _hits,
}


waiting_for = Waiting(
    _WAITING,
    ("kind", "number", "name", "count", "due_on"),
    _given,
    _tasks,
)
"""Tips to answer, support that falls due, who accepted, one's own part, hits."""
