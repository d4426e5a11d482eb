"""A meeting that chooses: whom it may choose, and what one that was held decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.exemplars.models import (
    Choice,
    Evaluation,
    Exemplar,
    ExemplarFigure,
    Meeting,
    MeetingBefore,
)
from thidua.exemplars.policies import can_meet
from thidua.exemplars.promised import not_kept
from thidua.exemplars.queries.board import held_of, of_unit
from thidua.exemplars.queries.building import GRADE_TONES
from thidua.exemplars.queries.versions import VersionRow, versions_of
from thidua.exemplars.queries.words import month_words
from thidua.exemplars.shown import Shown, shown_of, subjects_listed
from thidua.exemplars.states import FOLLOWED
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel import dates
from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom the meeting may count hands for."""

    pk: int
    href: str
    title: str
    about: str
    grade: str
    grade_tone: str
    words: str
    short: Sequence[str]
    """What it registered and had not reached in the month that was judged."""
    why_not: str
    mend_href: str
    """Where the month is evaluated, when that alone is missing."""


@dataclass(frozen=True, slots=True)
class VotePage:
    """Everything `vote.html` shows beside the form."""

    title: str
    unit: str
    crumbs: Sequence[Link]
    months: Sequence[Link]
    candidates: Sequence[Candidate]
    back: str


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """How the hands were counted for one."""

    href: str
    title: str
    name: str
    hands: str
    result: str
    tone: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything `meeting.html` shows."""

    pk: int
    title: str
    crumbs: Sequence[Link]
    former: str
    """Of an earlier version: which one, and why it was written anew."""
    now_href: str
    facts: Sequence[Fact]
    minutes: Sequence[str]
    rows: Sequence[ChoiceRow]
    document_href: str
    versions: Sequence[VersionRow]
    closed: str
    may_draft: bool
    may_rewrite: bool


def vote_page(
    campaign: Campaign, month: PeriodSpan, actor: Actor, day: date
) -> VotePage:
    """Those of the unit that are followed, with how the month was judged."""
    assert actor.unit_id is not None  # noqa: S101 - the view asked
    some = [one for one in of_unit(campaign, actor, day) if one.state in FOLLOWED]
    here = reverse("exemplars:vote", args=[campaign.pk])
    now = containing(day, PeriodKind.MONTH)
    board = reverse("exemplars:board", args=[campaign.pk])
    return VotePage(
        title=_("Bình chọn điển hình %(month)s") % {"month": month_words(month)},
        unit=unit_called(actor.unit_id, day),
        crumbs=[
            Link(campaign.name, reverse("exemplars:campaign", args=[campaign.pk])),
            Link(_("Theo dõi của đơn vị"), board),
            Link(_("Bình chọn"), is_here=True),
        ],
        months=[
            Link(
                month_words(span),
                f"{here}?thang={span.id}",
                is_here=span.id == month.id,
            )
            for span in (now.before(steps) for steps in range(4))
        ],
        candidates=_candidates(some, month, day),
        back=board,
    )


def rewrite_page(meeting: Meeting, actor: Actor, day: date) -> VotePage:
    """Whom the minutes counted, and who else of the unit is followed."""
    counted = {one.exemplar_id for one in meeting.choices.standing()}
    some = [
        one
        for one in of_unit(meeting.campaign, actor, day)
        if one.pk in counted or one.state in FOLLOWED
    ]
    month = meeting.period.span
    there = reverse("exemplars:meeting", args=[meeting.pk])
    return VotePage(
        title=_("Ghi lại biên bản bình chọn điển hình %(month)s")
        % {"month": month_words(month)},
        unit=unit_called(meeting.unit_id, day),
        crumbs=[*_crumbs(meeting)[:-1], Link(_("Biên bản"), there)],
        months=[],
        candidates=_candidates(some, month, day),
        back=there,
    )


def _candidates(
    some: Sequence[Exemplar], month: PeriodSpan, day: date
) -> list[Candidate]:
    judged = {
        one.exemplar_id: one
        for one in Evaluation.objects.filter(
            exemplar__in=[one.pk for one in some], period=month.id
        )
    }
    held, names = held_of(some, day), subjects_listed(some, day)
    figures = _figures_of(some)
    return [
        _candidate(
            one,
            names[one.pk],
            month,
            judged.get(one.pk),
            figures.get(one.pk, ()),
            is_held=one.pk in held,
        )
        for one in some
    ]


def _figures_of(some: Sequence[Exemplar]) -> dict[int, list[ExemplarFigure]]:
    rows = ExemplarFigure.objects.filter(exemplar__in=[one.pk for one in some])
    found: dict[int, list[ExemplarFigure]] = defaultdict(list)
    for one in rows.select_related("version"):
        found[one.exemplar_id].append(one)
    return found


def _candidate(
    one: Exemplar,
    name: str,
    month: PeriodSpan,
    judged: Evaluation | None,
    figures: Sequence[ExemplarFigure],
    *,
    is_held: bool,
) -> Candidate:
    told = judged.figures if judged else {}
    why_not, mend_href = "", ""
    if one.state not in FOLLOWED:
        why_not = _("Không còn được theo dõi, không chọn được.")
    elif is_held:
        why_not = _("Đang tạm dừng xét, chưa bình chọn được.")
    elif judged is None:
        why_not = _("Chưa đánh giá tháng này; đánh giá rồi mới chọn được.")
        mend_href = reverse("exemplars:evaluate", args=[one.pk, month.id])
    return Candidate(
        pk=one.pk,
        href=reverse("exemplars:building", args=[one.pk]),
        title=one.title,
        about=", ".join(part for part in (name, one.place) if part),
        grade=str(judged.get_grade_display()) if judged else "",
        grade_tone=GRADE_TONES[Evaluation.Grade(judged.grade)] if judged else "",
        words=judged.words if judged else "",
        short=not_kept(figures, {int(pk): Decimal(said) for pk, said in told.items()}),
        why_not=why_not,
        mend_href=mend_href,
    )


def meeting_page(
    meeting: Meeting, former: MeetingBefore | None, actor: Actor, day: date
) -> MeetingPage:
    """What a meeting decided, as the minutes say now, or as they said before."""
    shown = former or meeting
    number = former.number if former else meeting.version
    choices = meeting.choices.select_related("exemplar").filter(number=number)
    document_id = shown.document_id
    may_write = bool(can_meet(actor, meeting.campaign, meeting.unit_id))
    may_write = may_write and former is None
    return MeetingPage(
        pk=meeting.pk,
        title=_("Họp bình chọn điển hình %(month)s")
        % {"month": month_words(meeting.period.span)},
        crumbs=_crumbs(meeting),
        former=_former_words(former) if former else "",
        now_href=reverse("exemplars:meeting", args=[meeting.pk]) if former else "",
        facts=_facts(meeting, shown, day),
        minutes=shown.minutes.splitlines(),
        rows=_choices(list(choices), actor, day),
        document_href=reverse("documents:document", args=[document_id])
        if document_id
        else "",
        versions=[] if former else versions_of(meeting, actor, day),
        closed=_closed(meeting) if former is None else "",
        may_draft=may_write and document_id is None,
        may_rewrite=may_write and meeting.closed_at is None,
    )


def _former_words(former: MeetingBefore) -> str:
    return _("Bản %(number)s, đã được ghi lại. Lý do: %(reason)s") % {
        "number": show_number(former.number),
        "reason": former.reason,
    }


def _closed(meeting: Meeting) -> str:
    """That the head has acted on it, and when: nothing is written anew."""
    if meeting.closed_at is None:
        return ""
    return _(
        "%(who)s đã quyết định ngày %(day)s theo biên bản này; không ghi lại nữa."
    ) % {
        "who": meeting.closed_by,
        "day": dates.show(day_of(meeting.closed_at)),
    }


def _crumbs(meeting: Meeting) -> list[Link]:
    campaign, board = (
        reverse(name, args=[meeting.campaign_id])
        for name in ("exemplars:campaign", "exemplars:board")
    )
    return [
        Link(meeting.campaign.name, campaign),
        Link(_("Theo dõi của đơn vị"), board),
        Link(_("Biên bản"), is_here=True),
    ]


def _facts(meeting: Meeting, shown: Meeting | MeetingBefore, day: date) -> list[Fact]:
    written = dates.show_moment(shown.recorded_at.astimezone(ZONE))
    facts = [
        (_("Đơn vị"), unit_called(meeting.unit_id, day)),
        (_("Ngày họp"), dates.show(shown.held_on)),
        (_("Chủ trì"), shown.led_by),
        (_("Số người dự"), show_number(shown.present)),
        (_("Cách bình chọn"), str(meeting.get_method_display())),
        (_("Người ghi"), f"{shown.recorded_by}, {written}"),
    ]
    return [Fact(term, value) for term, value in facts]


def _choices(choices: Sequence[Choice], actor: Actor, day: date) -> list[ChoiceRow]:
    some = [one.exemplar for one in choices]
    inside = set(
        Exemplar.objects.inside(actor, day)
        .filter(pk__in=[one.pk for one in some])
        .values_list("pk", flat=True)
    )
    shown = shown_of(some, inside=inside, day=day)
    return [
        _choice(one, shown[one.exemplar_id], is_inside=one.exemplar_id in inside)
        for one in choices
    ]


def _choice(one: Choice, shown: Shown, *, is_inside: bool) -> ChoiceRow:
    there = reverse("exemplars:building", args=[one.exemplar_id])
    return ChoiceRow(
        href=there if is_inside else "",
        title=shown.title,
        name=shown.name,
        hands=show_number(one.hands),
        result=_("được chọn") if one.is_chosen else _("chưa được chọn"),
        tone="done" if one.is_chosen else "locked",
    )
