"""The board of an exemplar's learning: who learns, how far they are, who is slow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.measures import said
from thidua.exemplars.models import Attendance, Exemplar, Learning, Visit
from thidua.exemplars.policies import can_assess, can_keep, can_praise
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.learners import LearnerRow, rows_of
from thidua.exemplars.queries.mine import may_follow, own_plan
from thidua.exemplars.queries.words import called
from thidua.exemplars.ruling import bars_of
from thidua.exemplars.shown import subjects_listed
from thidua.exemplars.states import (
    HONOURED,
    LEARNER_TONES,
    OPEN_LEARNING,
    Learner,
    State,
)
from thidua.exemplars.values import of_exemplar
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Figure, Link, Pager, turned
from thidua.organisations.actor import Actor

ON_A_PAGE = 100
ORDER = {
    Learner.ASSESSED: 0,
    Learner.LEARNING: 1,
    Learner.CAUGHT_UP: 2,
    Learner.SURPASSED: 3,
    Learner.STOPPED: 4,
}


@dataclass(frozen=True, slots=True)
class BarRow:
    """One figure of the exemplar: the frozen value, and the live one beside it."""

    name: str
    frozen: str
    live: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit: when, what, who came and what they took home."""

    title: str
    words: str
    came: Sequence[str]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything `learning.html` shows."""

    frame: ExemplarFrame
    finding: str
    figures: Sequence[Figure]
    bars: Sequence[BarRow]
    frozen_on: str
    rows: Sequence[LearnerRow]
    pager: Pager
    visits: Sequence[VisitRow]
    panels: Sequence[Link]
    filters: Sequence[Link]
    may_follow: bool
    own_plan_href: str
    may_keep: bool
    may_assess: bool
    shows_open: bool
    may_open: Verdict
    may_end: bool


def board_page(
    exemplar: Exemplar, actor: Actor, day: date, *, state: str = "", page: int = 1
) -> BoardPage:
    """What this reader may know of the learners; few queries, whatever their number."""
    seen = Learning.objects.visible_to(actor, day).filter(exemplar=exemplar)
    counts = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    chosen = seen.filter(state=state) if state in Learner.values else seen
    total = counts.get(state, 0) if state in Learner.values else sum(counts.values())
    shown, links = turned(
        total, page, ON_A_PAGE, lambda to: _address(exemplar, state, to)
    )
    some = list(chosen.order_by("due_on", "pk")[shown])
    keeper = keeper_of(exemplar.home_id, day)
    may_keep = bool(can_keep(actor, exemplar, keeper))
    own_plan_href = own_plan(exemplar, actor)
    return BoardPage(
        frame=exemplar_frame(exemplar, actor, day, _("Học tập")),
        finding=_finding(counts),
        figures=_figures(counts),
        bars=_bars(exemplar, day),
        frozen_on=show(exemplar.praised_on),
        rows=rows_of(exemplar, some, day),
        pager=links,
        visits=_visits(exemplar, actor, day),
        panels=_panels(exemplar, day),
        filters=_filters(exemplar, counts, state),
        may_follow=may_follow(exemplar, actor) and not own_plan_href,
        own_plan_href=own_plan_href,
        may_keep=may_keep and exemplar.state in HONOURED,
        may_assess=bool(can_assess(actor, exemplar, keeper))
        and exemplar.state == State.LEARNING,
        shows_open=may_keep and exemplar.state in {State.PRAISED, State.PUBLICISED},
        may_open=_may_open(exemplar, counts),
        may_end=bool(can_praise(actor, exemplar, keeper))
        and exemplar.state in HONOURED,
    )


def _may_open(exemplar: Exemplar, counts: dict[str, int]) -> Verdict:
    if not sum(counts.values()) - counts.get(Learner.STOPPED, 0):
        return Verdict(
            _("Chưa có ai đăng ký học theo."), _("Có người đăng ký thì mở được.")
        )
    return OPEN_LEARNING.open_from(exemplar.state)


def _finding(counts: dict[str, int]) -> str:
    alive = sum(n for state, n in counts.items() if state != Learner.STOPPED)
    if not alive:
        return _("Chưa có ai học theo điển hình này")
    there = counts.get(Learner.CAUGHT_UP, 0) + counts.get(Learner.SURPASSED, 0)
    return ngettext(
        "%(n)s nơi học theo, %(there)s đã bắt kịp hoặc vượt qua",
        "%(n)s nơi học theo, %(there)s đã bắt kịp hoặc vượt qua",
        alive,
    ) % {"n": show_number(alive), "there": show_number(there)}


def _figures(counts: dict[str, int]) -> list[Figure]:
    return [
        Figure(show_number(counts.get(state, 0)), str(state.label)) for state in Learner
    ]


def _filters(exemplar: Exemplar, counts: dict[str, int], state: str) -> list[Link]:
    whole = [("", _("Tất cả"), sum(counts.values()))]
    each = [
        (one.value, capfirst(str(one.label)), counts.get(one.value, 0))
        for one in sorted(LEARNER_TONES, key=lambda one: ORDER[one])
        if counts.get(one.value)
    ]
    return [
        Link(label, _address(exemplar, value, 1), show_number(n), value == state)
        for value, label, n in whole + each
    ]


def _address(exemplar: Exemplar, state: str, page: int) -> str:
    asked = [f"trang-thai={state}"] if state else []
    asked += [f"trang={page}"] if page > 1 else []
    there = reverse("exemplars:learning", args=[exemplar.pk])
    return f"{there}?{'&'.join(asked)}" if asked else there


def _bars(exemplar: Exemplar, day: date) -> list[BarRow]:
    bars = bars_of(exemplar)
    if not bars or exemplar.rule is None:
        return []
    figures = [one.figure for one in bars]
    live = of_exemplar(
        figures, exemplar.campaign, exemplar.unit_id, day, exemplar.rule.window
    )
    return [
        BarRow(
            one.figure.name,
            said(one.figure, one.frozen.value),
            said(one.figure, got.value if (got := live.get(one.figure.pk)) else None),
        )
        for one in bars
    ]


def _visits(exemplar: Exemplar, actor: Actor, day: date) -> list[VisitRow]:
    visits = list(exemplar.visits.all()[:20])
    seen = Learning.objects.visible_to(actor, day).filter(exemplar=exemplar)
    rows = Attendance.objects.filter(visit__in=visits, learning__in=seen)
    came: dict[int, list[str]] = {}
    some = list(rows.select_related("learning").order_by("pk"))
    names = subjects_listed([one.learning for one in some], day)
    for one in some:
        words = ngettext("%(name)s: %(n)s người", "%(name)s: %(n)s người", one.people)
        told = words % {"name": names[one.learning_id], "n": show_number(one.people)}
        home = f"; {one.taken_home}" if one.taken_home else ""
        came.setdefault(one.visit_id, []).append(f"{told}{home}")
    return [_visit(one, came.get(one.pk, [])) for one in visits]


def _visit(one: Visit, came: Sequence[str]) -> VisitRow:
    kind = str(one.get_kind_display())
    title = f"{show(one.held_on)}: {kind}, {one.place}"
    return VisitRow(title=title, words=one.words, came=came)


def _panels(exemplar: Exemplar, day: date) -> list[Link]:
    panels = list(exemplar.panels.annotate(Count("verdicts"))[:20])
    names = called({one.unit_id for one in panels}, day)
    return [
        Link(
            _("Bình xét ngày %(day)s, %(unit)s")
            % {"day": show(one.held_on), "unit": names.get(one.unit_id, "")},
            reverse("exemplars:panel-one", args=[exemplar.pk, one.pk]),
            show_number(one.verdicts__count),
        )
        for one in panels
    ]
