"""What of learning, assessing and deciding waits for a person: computed, not stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.changing import TOUCHED_OF_UNIT, changed_of
from thidua.exemplars.corrected import BARS_TOUCHED_OF_UNIT, corrected_of
from thidua.exemplars.models import Recognition
from thidua.exemplars.offering import OFFERED
from thidua.exemplars.queries.listing import OFFERED_HERE
from thidua.kernel.numbers import show_number
from thidua.kernel.tasks import HEAD, Task, my_task
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

AHEAD = timedelta(days=14)
"""How long before the day of a learner it is to be assessed."""
LATELY = timedelta(days=60)
"""How long the desk says that who surpassed may become an exemplar."""

# Learners that fall due, of the exemplars that a unit or one it succeeded is in charge
# of; panels of such a unit whose head has not decided yet; learners of the unit that
# lately surpassed their exemplar and may be one themselves; and one line on exemplars
# that the unit may learn from, while it learns from nobody there.
_WAITING = f"""
with recursive ours (unit_id) as (
    select %(unit)s::bigint union
    select predecessor_id from organisations_succession
    join ours on ours.unit_id = successor_id
)
select 'assess', exemplar.id, 0::bigint, exemplar.title, count(*)::int,
    min(learning.due_on)
from exemplars_exemplar exemplar
join exemplars_learning learning on learning.exemplar_id = exemplar.id
where %(writes)s and exemplar.state = 'learning' and learning.state = 'learning'
  and learning.due_on <= %(ahead)s
  and exemplar.home_id in (select unit_id from ours)
group by exemplar.id, exemplar.title
union all
select 'decide', exemplar.id, panel.id, exemplar.title, count(*)::int, null
from exemplars_panel panel
join exemplars_exemplar exemplar on exemplar.id = panel.exemplar_id
join exemplars_panelverdict said on said.panel_id = panel.id
join exemplars_learning learning on learning.id = said.learning_id
where %(signs)s and panel.unit_id in (select unit_id from ours)
  and exemplar.state <> 'revoked' and learning.state = 'assessed'
  and not exists (select from exemplars_panelverdict later
      where later.learning_id = said.learning_id and later.id > said.id)
group by exemplar.id, panel.id, exemplar.title
union all
select 'grow', learning.exemplar_id, learning.id, learning.name, 1, null
from exemplars_learning learning
where %(writes)s and learning.state = 'surpassed'
  and learning.home_id in (select unit_id from ours)
  and exists (select from exemplars_recognition decided
      where decided.learning_id = learning.id and decided.withdrawn_on is null
        and decided.outcome = 'surpassed' and decided.decided_on > %(lately)s)
  and not exists (select from exemplars_exemplar grown
      where grown.grown_from_id = learning.id)
union all
(select 'follow', campaign.id, 0, campaign.name, count(distinct exemplar.id)::int, null
{OFFERED}  and %(writes)s
group by campaign.id, campaign.name
having not exists (select from exemplars_learning mine
    join exemplars_exemplar theirs on theirs.id = mine.exemplar_id
    where mine.unit_id = %(unit)s and theirs.campaign_id = campaign.id)
order by 5 desc, 2 limit 1)
union all
select 'look', touched.id, 0, '', 0, null from ({TOUCHED_OF_UNIT}) touched
where %(signs)s
union all
select 'bar', bar.id, 0, '', 0, null from ({BARS_TOUCHED_OF_UNIT}) bar
where %(signs)s
order by 1, 2
"""  # noqa: S608 - no word of it comes from outside


def _given(actor: Actor, on: date) -> dict[str, Any] | None:
    if actor.unit_id is None:
        return None
    return {
        "unit": actor.unit_id,
        "on": on,
        "ahead": on + AHEAD,
        "lately": on - LATELY,
        "writes": actor.holds(Power.RUN),
        "signs": actor.holds(Power.SIGN),
    }


def _tasks(rows: Sequence[Row], _actor: Actor, on: date) -> list[Task]:
    tasks = [
        _TOLD[kind](number, panel, name, count, due, on)
        for kind, number, panel, name, count, due in rows
        if kind in _TOLD
    ]
    looked = [row[1] for row in rows if row[0] == "look"]
    moved = [row[1] for row in rows if row[0] == "bar"]
    return [*tasks, *_corrected(looked, on), *_moved(moved, on)]


def _assess(
    exemplar: int, _panel: int, title: str, count: int, due: date | None, on: date
) -> Task:
    words = ngettext(
        "%(n)s nơi học đến hạn: xem số liệu, ghi kết luận của hội đồng.",
        "%(n)s nơi học đến hạn: xem số liệu, ghi kết luận của hội đồng.",
        count,
    )
    return my_task(
        _("Bình xét"),
        _("Học tập điển hình “%(title)s”") % {"title": title},
        words % {"n": show_number(count)},
        reverse("exemplars:panel", args=[exemplar]),
        due=due,
        on=on,
    )


def _decide(
    exemplar: int, panel: int, title: str, count: int, due: date | None, on: date
) -> Task:
    words = ngettext(
        "Hội đồng đã xét %(n)s nơi: công nhận, hoặc trả lại kèm lý do.",
        "Hội đồng đã xét %(n)s nơi: công nhận, hoặc trả lại kèm lý do.",
        count,
    )
    return my_task(
        _("Quyết định"),
        _("Công nhận học tập “%(title)s”") % {"title": title},
        words % {"n": show_number(count)},
        reverse("exemplars:panel-one", args=[exemplar, panel]),
        due=due,
        on=on,
        whose=HEAD,
    )


def _follow(
    campaign: int, _panel: int, name: str, count: int, due: date | None, on: date
) -> Task:
    words = ngettext(
        "%(n)s điển hình ở nội dung của đơn vị; đơn vị chưa học theo ai.",
        "%(n)s điển hình ở nội dung của đơn vị; đơn vị chưa học theo ai.",
        count,
    )
    return my_task(
        _("Chọn điển hình để học theo"),
        name,
        words % {"n": show_number(count)},
        f"{reverse('exemplars:campaign', args=[campaign])}?{OFFERED_HERE}",
        due=due,
        on=on,
    )


def _grow(
    exemplar: int, learner: int, name: str, _count: int, due: date | None, on: date
) -> Task:
    return my_task(
        _("Đăng ký thành điển hình mới"),
        name,
        _("Đã được công nhận vượt qua; nơi khác sẽ học theo."),
        reverse("exemplars:learner", args=[exemplar, learner]),
        due=due,
        on=on,
    )


_Telling = Callable[[int, int, str, int, date | None, date], Task]
_TOLD: dict[str, _Telling] = {
    "assess": _assess,
    "decide": _decide,
    "grow": _grow,
    "follow": _follow,
}


def _corrected(recognitions: Sequence[int], on: date) -> Iterator[Task]:
    """One line for each of those that were touched whose figures are others."""
    if not recognitions:
        return
    some = Recognition.objects.filter(pk__in=recognitions)
    for one in changed_of(some):
        yield my_task(
            _("Xem lại"),
            _("Số liệu đã sửa sau công nhận: %(name)s")
            % {"name": one.recognition.learning.name},
            _("Giữ công nhận, hoặc rút; không công nhận nào tự mất."),
            reverse("exemplars:revisit", args=[one.recognition.pk]),
            due=None,
            on=on,
            whose=HEAD,
        )


def _moved(exemplars: Sequence[int], on: date) -> Iterator[Task]:
    """One line for each exemplar whose own figures were corrected since its praise."""
    for one in corrected_of(exemplars) if exemplars else ():
        yield my_task(
            _("Xem lại"),
            _("Số liệu đã sửa sau biểu dương “%(title)s”")
            % {"title": one.exemplar.title},
            _("Giữ mốc đã chốt, hoặc chốt lại; không công nhận nào tự mất."),
            reverse("exemplars:bar", args=[one.exemplar.pk]),
            due=None,
            on=on,
            whose=HEAD,
        )


waiting_for = Waiting(
    _WAITING,
    ("kind", "number", "panel", "name", "count", "due_on"),
    _given,
    _tasks,
)
"""Learners to assess, panels to decide on, who may be an exemplar now, exemplars to
    learn from, recognitions whose figures were corrected; one question where nothing
    was corrected."""
