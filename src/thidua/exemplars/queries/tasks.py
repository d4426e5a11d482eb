"""What of building and publicising waits for a person: one question, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.months import last_month
from thidua.exemplars.queries import learning_tasks
from thidua.exemplars.queries.words import month_words
from thidua.kernel.numbers import show_number
from thidua.kernel.tasks import HEAD, OWN, UNIT, Task, my_task
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

AHEAD = timedelta(days=7)
"""How long before its day a line of the media plan stands on the desk."""

# Of the unit and those it succeeded: registrations to take up; exemplars that were
# followed in the last month and nobody evaluated; those evaluated before any
# meeting counted for the month; for the head whom a meeting chose; those praised
# without a media plan; lines of such a plan that fall due; those publicised whom
# somebody follows before learning was opened; one's own registration that came back;
# and what of oneself may be shown, until one said so.
_WAITING = """
with recursive ours (unit_id) as (
    select %(unit)s::bigint union
    select predecessor_id from organisations_succession
    join ours on ours.unit_id = successor_id
), mine as (
    select one.*, campaign.name as campaign,
        exists (select from exemplars_evaluation said where said.exemplar_id = one.id
                and said.period_id = %(month)s) as is_judged
    from exemplars_exemplar one
    join campaigns_campaign campaign on campaign.id = one.campaign_id
    where one.home_id in (select unit_id from ours)
      and one.state in ('registered', 'tracked', 'selected', 'praised', 'publicised',
                        'learning')
)
select 'register', campaign_id, campaign, count(*)::int, null::date
from mine where state = 'registered' and %(writes)s group by campaign_id, campaign
union all
select 'evaluate', campaign_id, campaign, count(*)::int, null
from mine where state in ('tracked', 'selected') and not is_judged and %(writes)s
  and tracked_at < %(after)s group by campaign_id, campaign
union all
select 'vote', campaign_id, campaign, count(*)::int, null
from mine where state = 'tracked' and is_judged and %(writes)s
  and not exists (select from exemplars_meeting met
      where met.campaign_id = mine.campaign_id and met.unit_id = %(unit)s
        and met.period_id = %(month)s)
group by campaign_id, campaign
union all
select 'praise', id, title, 1, null from mine where state = 'selected' and %(signs)s
union all
select 'plan', id, title, 1, null from mine where state = 'praised' and %(writes)s
  and not exists (select from exemplars_publication line
      where line.exemplar_id = mine.id and line.dropped_because = '')
union all
select 'open', mine.id, mine.title, count(*)::int, null
from mine join exemplars_learning learner on learner.exemplar_id = mine.id
where mine.state = 'publicised' and learner.state <> 'stopped' and %(writes)s
group by mine.id, mine.title
union all
select 'media', mine.id, mine.title, count(*)::int, min(line.planned_on)
from mine join exemplars_publication line on line.exemplar_id = mine.id
where mine.state in ('praised', 'publicised', 'learning') and %(writes)s
  and line.published_on is null and line.dropped_because = ''
  and line.planned_on <= %(ahead)s
group by mine.id, mine.title
union all
select 'returned', one.id, one.title, 1, null from exemplars_exemplar one
where one.state = 'returned'
  and (one.person_id = %(person)s or one.registered_by_person_id = %(person)s)
union all
select 'consent', one.id, one.title, 1, null from exemplars_exemplar one
where one.person_id = %(person)s and one.kind in ('person', 'household', 'group')
  and one.state in ('praised', 'publicised', 'learning')
  and not exists (select from exemplars_consent said where said.exemplar_id = one.id)
order by 1, 2
"""


def _given(actor: Actor, on: date) -> dict[str, Any] | None:
    if actor.person_id is None:
        return None
    month = last_month(on)
    return {
        "unit": actor.unit_id or 0,
        "person": actor.person_id,
        "month": month.id,
        "after": month.ends_on + timedelta(days=1),
        "ahead": on + AHEAD,
        "writes": actor.holds(Power.RUN),
        "signs": actor.holds(Power.SIGN),
    }


def _tasks(rows: Sequence[Row], _actor: Actor, on: date) -> Iterator[Task]:
    month = last_month(on)
    due_of = {"evaluate": month.before(-1).ends_on, "vote": month.before(-1).ends_on}
    for kind, number, name, count, due in rows:
        verb, thing, detail = _WORDS[kind](name, count, month_words(month))
        day = due or due_of.get(kind)
        url = reverse(_DOORS[kind], args=[number])
        whose = _WHOSE.get(kind, UNIT)
        task = my_task(verb, thing, detail, url, due=day, on=on, whose=whose)
        yield replace(task, is_sent_back=kind == "returned")


_DOORS = {
    "register": "exemplars:board",
    "evaluate": "exemplars:board",
    "vote": "exemplars:vote",
    "praise": "exemplars:praise",
    "plan": "exemplars:media",
    "media": "exemplars:media",
    "open": "exemplars:learning",
    "returned": "exemplars:register-again",
    "consent": "exemplars:consent",
}
_WHOSE = {"praise": HEAD, "returned": OWN, "consent": OWN}
Said = tuple[str, str, str]


def _registered(name: str, count: int, _month: str) -> Said:
    words = ngettext("%(n)s đăng ký điển hình", "%(n)s đăng ký điển hình", count)
    return _("Đưa vào theo dõi"), words % {"n": show_number(count)}, name


def _to_evaluate(name: str, count: int, month: str) -> Said:
    words = ngettext(
        "%(n)s điển hình của %(month)s", "%(n)s điển hình của %(month)s", count
    )
    return _("Đánh giá"), words % {"n": show_number(count), "month": month}, name


def _to_vote(name: str, count: int, month: str) -> Said:
    words = ngettext(
        "Đã đánh giá %(n)s mục, chờ bình chọn.",
        "Đã đánh giá %(n)s mục, chờ bình chọn.",
        count,
    )
    detail = f"{name}. {words % {'n': show_number(count)}}"
    return _("Họp"), _("bình chọn điển hình %(month)s") % {"month": month}, detail


def _to_praise(name: str, _count: int, _month: str) -> Said:
    said = _("Cuộc họp đã chọn; xem số liệu sẽ chốt rồi biểu dương.")
    return _("Biểu dương"), _("Điển hình “%(name)s”") % {"name": name}, said


def _media(name: str, count: int, _month: str) -> Said:
    words = ngettext(
        "%(n)s việc đăng, phát đến hạn.", "%(n)s việc đăng, phát đến hạn.", count
    )
    thing = _("Điển hình “%(name)s”") % {"name": name}
    return _("Tuyên truyền"), thing, words % {"n": show_number(count)}


def _to_plan(name: str, _count: int, _month: str) -> Said:
    thing = _("Tuyên truyền điển hình “%(name)s”") % {"name": name}
    return _("Lập kế hoạch"), thing, _("Đã biểu dương; chưa ghi đăng, phát ở đâu.")


def _to_open(name: str, count: int, _month: str) -> Said:
    words = ngettext(
        "%(n)s nơi đã đăng ký học theo.", "%(n)s nơi đã đăng ký học theo.", count
    )
    thing = _("Điển hình “%(name)s”") % {"name": name}
    return _("Mở học tập"), thing, words % {"n": show_number(count)}


def _came_back(name: str, _count: int, _month: str) -> Said:
    thing = _("Đăng ký điển hình “%(name)s”") % {"name": name}
    return _("Sửa"), thing, _("Đơn vị phụ trách trả lại kèm lý do.")


def _to_consent(name: str, _count: int, _month: str) -> Said:
    thing = _("Cho mọi người xem gì về “%(name)s”") % {"name": name}
    return _("Trả lời"), thing, _("Đơn vị sắp tuyên truyền; cho xem hoặc không.")


_WORDS: Mapping[str, Callable[[str, int, str], Said]] = {
    "register": _registered,
    "evaluate": _to_evaluate,
    "vote": _to_vote,
    "praise": _to_praise,
    "plan": _to_plan,
    "media": _media,
    "open": _to_open,
    "returned": _came_back,
    "consent": _to_consent,
}


waiting_for = Waiting(
    _WAITING,
    ("kind", "number", "name", "count", "due_on"),
    _given,
    _tasks,
    also=(learning_tasks.waiting_for,),
)
"""Registrations, the month, the meeting, the praise, the media, opening learning,
    what came back; then what of learning, assessing and deciding waits."""
