"""A meeting that chooses: whom it may choose, and what one that was held decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.exemplars.models import Choice, Evaluation, Exemplar, Meeting
from thidua.exemplars.policies import can_meet
from thidua.exemplars.queries.board import held_of, of_unit
from thidua.exemplars.queries.building import GRADE_TONES
from thidua.exemplars.queries.words import month_words
from thidua.exemplars.shown import Shown, shown_of
from thidua.exemplars.states import FOLLOWED
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel import dates
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
    why_not: str


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
    facts: Sequence[Fact]
    minutes: Sequence[str]
    rows: Sequence[ChoiceRow]
    document_href: str
    may_draft: bool


def vote_page(
    campaign: Campaign, month: PeriodSpan, actor: Actor, day: date
) -> VotePage:
    """Those of the unit that are followed, with how the month was judged."""
    assert actor.unit_id is not None  # noqa: S101 - the view asked
    some = [one for one in of_unit(campaign, actor, day) if one.state in FOLLOWED]
    judged = {
        one.exemplar_id: one
        for one in Evaluation.objects.filter(
            exemplar__in=[one.pk for one in some], period=month.id
        )
    }
    held = held_of(some, day)
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
        candidates=[
            _candidate(one, judged.get(one.pk), is_held=one.pk in held) for one in some
        ],
        back=board,
    )


def _candidate(one: Exemplar, judged: Evaluation | None, *, is_held: bool) -> Candidate:
    why_not = ""
    if is_held:
        why_not = _("Đang tạm dừng xét, chưa bình chọn được.")
    elif judged is None:
        why_not = _("Chưa đánh giá tháng này; đánh giá rồi mới chọn được.")
    return Candidate(
        pk=one.pk,
        href=reverse("exemplars:building", args=[one.pk]),
        title=one.title,
        about=", ".join(part for part in (one.name, one.place) if part),
        grade=str(judged.get_grade_display()) if judged else "",
        grade_tone=GRADE_TONES[Evaluation.Grade(judged.grade)] if judged else "",
        words=judged.words if judged else "",
        why_not=why_not,
    )


def meeting_page(meeting: Meeting, actor: Actor, day: date) -> MeetingPage:
    """What a meeting decided."""
    choices = list(meeting.choices.select_related("exemplar"))
    some = [one.exemplar for one in choices]
    inside = set(
        Exemplar.objects.inside(actor, day)
        .filter(pk__in=[one.pk for one in some])
        .values_list("pk", flat=True)
    )
    shown = shown_of(some, inside=inside, day=day)
    return MeetingPage(
        pk=meeting.pk,
        title=_("Họp bình chọn điển hình %(month)s")
        % {"month": month_words(meeting.period.span)},
        crumbs=_crumbs(meeting),
        facts=_facts(meeting, day),
        minutes=meeting.minutes.splitlines(),
        rows=[
            _choice(one, shown[one.exemplar_id], is_inside=one.exemplar_id in inside)
            for one in choices
        ],
        document_href=reverse("documents:document", args=[meeting.document_id])
        if meeting.document_id
        else "",
        may_draft=meeting.document_id is None
        and bool(can_meet(actor, meeting.campaign, meeting.unit_id)),
    )


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


def _facts(meeting: Meeting, day: date) -> list[Fact]:
    facts = [
        (_("Đơn vị"), unit_called(meeting.unit_id, day)),
        (_("Ngày họp"), dates.show(meeting.held_on)),
        (_("Chủ trì"), meeting.led_by),
        (_("Số người dự"), show_number(meeting.present)),
        (_("Cách bình chọn"), str(meeting.get_method_display())),
        (_("Người ghi"), meeting.recorded_by),
    ]
    return [Fact(term, value) for term, value in facts]


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
