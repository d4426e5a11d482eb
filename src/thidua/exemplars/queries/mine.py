"""What I learn from others: my own plans, where they stand, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.exemplars.models import (
    Exemplar,
    ExemplarFigure,
    LearnedValue,
    Learning,
    LearningQuerySet,
)
from thidua.exemplars.queries.silence import whole_months
from thidua.exemplars.shown import shown_of
from thidua.exemplars.states import HONOURED, LEARNER_TONES, Learner
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.dates import month_name, show
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.prospects.models import Subject


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of mine: from whom I learn, where it stands, what comes next."""

    title: str
    state: str
    tone: str
    next: str
    href: str
    verb: str


def plans_of_mine(actor: Actor) -> LearningQuerySet:
    """Those in which the reader learns as a person, but for what was given up."""
    if actor.person_id is None:
        return Learning.objects.none()
    return Learning.objects.filter(person=actor.person_id).alive()


def own_plan(exemplar: Exemplar, actor: Actor) -> str:
    """Where the plan lies of a reader who learns from this exemplar and can register
    nobody else; “” for everybody who may still register."""
    if actor.holds(Power.RUN):
        return ""
    mine = plans_of_mine(actor).filter(exemplar=exemplar).order_by("-pk").first()
    return "" if mine is None else _href(mine)


def may_follow(exemplar: Exemplar, actor: Actor) -> bool:
    """Is learning from it offered to this reader, for themselves or for their unit?"""
    return exemplar.state in HONOURED and actor.unit_id not in {None, exemplar.unit_id}


def my_plans(actor: Actor, day: date) -> list[Plan]:
    """All my plans, the one that falls due first at the head."""
    found = plans_of_mine(actor).select_related("exemplar__campaign")
    some = list(found.order_by("due_on", "pk"))
    if not some:
        return []
    exemplars = [one.exemplar for one in some]
    own = Exemplar.objects.inside(actor, day)
    own = own.filter(pk__in=[one.pk for one in exemplars])
    shown = shown_of(exemplars, inside=set(own.values_list("pk", flat=True)), day=day)
    to_tell = _to_tell(some, day)
    return [
        _plan(one, shown[one.exemplar_id].title, to_tell.get(one.pk), day)
        for one in some
    ]


def _plan(one: Learning, title: str, to_tell: PeriodSpan | None, day: date) -> Plan:
    return Plan(
        title=title,
        state=capfirst(str(one.get_state_display())),
        tone=LEARNER_TONES[Learner(one.state)],
        next=_next(one, to_tell, day),
        href=_href(one),
        verb=_("Ghi số liệu") if to_tell else _("Xem kế hoạch"),
    )


def _href(one: Learning) -> str:
    return reverse("exemplars:learner", args=[one.exemplar_id, one.pk])


def _next(one: Learning, to_tell: PeriodSpan | None, day: date) -> str:
    if one.state == Learner.ASSESSED:
        return _("Hội đồng đã bình xét; chờ thủ trưởng quyết định.")
    if one.state == Learner.CAUGHT_UP:
        return _("Đã được công nhận bắt kịp; học tiếp thì vượt qua được.")
    if one.state == Learner.SURPASSED:
        return _("Đã được công nhận vượt qua; đăng ký thành điển hình mới được.")
    due = {"day": show(one.due_on)}
    if to_tell:
        told = {"month": month_name(to_tell.starts_on)} | due
        return _("Ghi số liệu %(month)s; bắt kịp trước %(day)s.") % told
    if one.due_on <= day:
        return _("Đã đến hạn %(day)s; chờ hội đồng bình xét.") % due
    return _("Làm theo kế hoạch; bắt kịp trước %(day)s, rồi hội đồng bình xét.") % due


def _to_tell(some: Sequence[Learning], day: date) -> dict[int, PeriodSpan]:
    """Of each plan that is measured by what the learner types: the last whole month,
    where a figure of it is missing."""
    learning = [
        one
        for one in some
        if one.state == Learner.LEARNING and one.exemplar.kind != Subject.Kind.UNIT
    ]
    last = {
        one.pk: months[-1] for one in learning if (months := whole_months(one, day))
    }
    if not last:
        return {}
    rows = ExemplarFigure.objects.filter(
        exemplar__in=[one.exemplar_id for one in learning]
    )
    asked: dict[int, set[int]] = {}
    for pk, exemplar in rows.values_list("pk", "exemplar"):
        asked.setdefault(exemplar, set()).add(pk)
    values = LearnedValue.objects.filter(learning__in=last)
    told = set(values.values_list("learning", "figure", "period"))
    return {
        one.pk: last[one.pk]
        for one in learning
        if one.pk in last
        and any(
            (one.pk, figure, last[one.pk].id) not in told
            for figure in asked.get(one.exemplar_id, ())
        )
    }
