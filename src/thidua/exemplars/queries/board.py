"""The unit's board: what is registered and followed, and what is to do this month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.models import Evaluation, Exemplar, Hold, Meeting
from thidua.exemplars.months import due_month, last_month
from thidua.exemplars.policies import can_meet
from thidua.exemplars.queries.building import GRADE_TONES
from thidua.exemplars.queries.words import month_words, state_tone
from thidua.exemplars.shown import subjects_listed
from thidua.exemplars.states import FOLLOWED, HONOURED, OVER, State
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One exemplar of the board, with what is to do for it this month."""

    pk: int
    href: str
    title: str
    about: str
    state: str
    tone: str
    grade: str
    grade_tone: str
    do: Link | None
    note: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything `board.html` shows."""

    finding: str
    unit: str
    month: str
    """Which month is evaluated now; or which one will be the first."""
    crumbs: Sequence[Link]
    pk: int
    waiting: Sequence[BoardRow]
    followed: Sequence[BoardRow]
    honoured: Sequence[BoardRow]
    over: Sequence[BoardRow]
    meetings: Sequence[Link]
    may_write: bool
    register_href: str
    vote_href: str
    holds_href: str


def of_unit(campaign: Campaign, actor: Actor, day: date) -> list[Exemplar]:
    """What the actor's unit is in charge of in a campaign, today."""
    found = list(
        Exemplar.objects.inside(actor, day)
        .filter(campaign=campaign)
        .select_related("campaign")
        .order_by("sort_key", "pk")
    )
    keepers = keepers_on({one.home_id for one in found}, day)
    return [one for one in found if keepers[one.home_id] == actor.unit_id]


def board_page(campaign: Campaign, actor: Actor, day: date) -> BoardPage:
    """All of the unit, by what is to do."""
    assert actor.unit_id is not None  # noqa: S101 - the view asked
    may_write = bool(can_meet(actor, campaign, actor.unit_id))
    some = of_unit(campaign, actor, day)
    rows = _rows(some, day, may_write=may_write)
    waiting = [row for one, row in rows if one.state == State.REGISTERED]
    followed = [row for one, row in rows if one.state in (*FOLLOWED, State.RETURNED)]
    judged = sum(bool(row.grade) for row in followed)
    undone = sum(row.do is not None for row in followed)
    return BoardPage(
        finding=_finding(len(waiting), undone, len(followed), judged=judged),
        unit=unit_called(actor.unit_id, day),
        month=_month_said(some, day),
        crumbs=_crumbs(campaign),
        pk=campaign.pk,
        waiting=waiting,
        followed=followed,
        honoured=[row for one, row in rows if one.state in HONOURED],
        over=[row for one, row in rows if one.state in OVER],
        meetings=_meetings(campaign, actor.unit_id),
        may_write=may_write,
        register_href=reverse("exemplars:register-one", args=[campaign.pk]),
        vote_href=reverse("exemplars:vote", args=[campaign.pk]),
        holds_href=reverse("exemplars:holds"),
    )


def month_open(some: Sequence[Exemplar], day: date) -> PeriodSpan:
    """The month to vote on: the last one that is over, as soon as one of some was
    followed in it; until then the one that runs, which is open early."""
    tracked = [
        day_of(one.tracked_at)
        for one in some
        if one.state in FOLLOWED and one.tracked_at is not None
    ]
    is_due = any(due_month(since, day) is not None for since in tracked)
    return last_month(day) if is_due or not tracked else last_month(day).before(-1)


def _month_said(some: Sequence[Exemplar], day: date) -> str:
    if not any(one.state in FOLLOWED for one in some):
        return ""
    month = month_open(some, day)
    if month == last_month(day):
        return _("Đang đánh giá %(month)s.") % {"month": month_words(month)}
    return _(
        "Chưa mục nào đến kỳ: kỳ đầu là %(month)s, đến hạn khi hết tháng; đánh giá"
        " sớm được."
    ) % {"month": month_words(month)}


def _crumbs(campaign: Campaign) -> list[Link]:
    return [
        Link(_("Điển hình"), reverse("exemplars:register")),
        Link(campaign.name, reverse("exemplars:campaign", args=[campaign.pk])),
        Link(_("Theo dõi của đơn vị"), is_here=True),
    ]


def _finding(waiting: int, undone: int, followed: int, *, judged: int) -> str:
    if waiting:
        words = ngettext(
            "%(n)s đăng ký chờ đưa vào theo dõi",
            "%(n)s đăng ký chờ đưa vào theo dõi",
            waiting,
        )
        return words % {"n": show_number(waiting)}
    if undone:
        words = ngettext(
            "%(n)s mục đang theo dõi chưa đánh giá tháng này",
            "%(n)s mục đang theo dõi chưa đánh giá tháng này",
            undone,
        )
        return words % {"n": show_number(undone)}
    if judged:
        return _("Mọi mục đang theo dõi đã đánh giá tháng này")
    if followed:
        words = ngettext(
            "%(n)s mục đang theo dõi, chưa đến kỳ đánh giá",
            "%(n)s mục đang theo dõi, chưa đến kỳ đánh giá",
            followed,
        )
        return words % {"n": show_number(followed)}
    return _("Đơn vị chưa theo dõi điển hình nào")


def _rows(
    some: Sequence[Exemplar], day: date, *, may_write: bool
) -> list[tuple[Exemplar, BoardRow]]:
    month = last_month(day)
    grades = {
        one.exemplar_id: one
        for one in Evaluation.objects.filter(
            exemplar__in=[one.pk for one in some], period=month.id
        )
    }
    held, names = held_of(some, day), subjects_listed(some, day)
    return [
        (
            one,
            _row(
                one,
                names[one.pk],
                grades.get(one.pk),
                _do(one, month, one.pk in grades, day) if may_write else None,
                is_held=one.pk in held,
            ),
        )
        for one in some
    ]


def held_of(some: Sequence[Exemplar], day: date) -> set[int]:
    """Which of some exemplars are on hold on a day, in one question."""
    people = {one.person_id for one in some if one.person_id}
    units = {one.unit_id for one in some if one.unit_id}
    rows = list(
        Hold.objects.open_on(day)
        .of_any(people, units, {one.pk for one in some})
        .values_list("person_id", "unit_id", "exemplar_id")
    )
    by_person = {person for person, _unit, _one in rows if person}
    by_unit = {unit for _person, unit, _one in rows if unit}
    by_itself = {one for _person, _unit, one in rows if one}
    return {
        one.pk
        for one in some
        if one.person_id in by_person or one.unit_id in by_unit or one.pk in by_itself
    }


def _row(
    one: Exemplar,
    name: str,
    grade: Evaluation | None,
    do: Link | None,
    *,
    is_held: bool,
) -> BoardRow:
    note = one.reason if one.state in {State.RETURNED, *OVER} else ""
    if is_held:
        note = _("đang tạm dừng xét")
    return BoardRow(
        pk=one.pk,
        href=reverse("exemplars:building", args=[one.pk]),
        title=one.title,
        about=", ".join(part for part in (name, one.place) if part),
        state=str(one.get_state_display()),
        tone=state_tone(one),
        grade=str(grade.get_grade_display()) if grade else "",
        grade_tone=GRADE_TONES[Evaluation.Grade(grade.grade)] if grade else "",
        do=do,
        note=note,
        is_waiting=one.state == State.REGISTERED,
    )


def _do(one: Exemplar, month: PeriodSpan, is_done: bool, day: date) -> Link | None:
    if one.state not in FOLLOWED or is_done or one.tracked_at is None:
        return None
    if due_month(day_of(one.tracked_at), day) is None:
        return None
    return Link(
        _("Đánh giá %(month)s") % {"month": month_words(month)},
        reverse("exemplars:evaluate", args=[one.pk, month.id]),
    )


def _meetings(campaign: Campaign, unit_id: int) -> list[Link]:
    found = Meeting.objects.filter(campaign=campaign, unit=unit_id)
    return [
        Link(
            _("Họp ngày %(day)s, bình chọn %(month)s")
            % {
                "day": dates.show(one.held_on),
                "month": month_words(one.period.span),
            },
            reverse("exemplars:meeting", args=[one.pk]),
        )
        for one in found.select_related("period")[:24]
    ]


def month_asked(text: str, some: Sequence[Exemplar], day: date) -> PeriodSpan:
    """The month of a meeting: as asked in the address, else the one that is open."""
    now = containing(day, PeriodKind.MONTH)
    span, wanted = now, int(text) if text.isdecimal() and len(text) < 6 else 0
    for _step in range(24):
        if span.id == wanted:
            return span
        span = span.before()
    return month_open(some, day)
