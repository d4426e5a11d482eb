"""What learners took home from the meetings of a club: of one meeting, and of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.clubs.models import Club, TakenHome
from thidua.clubs.queries.frame import ClubFrame, club_frame
from thidua.clubs.queries.reading import Reading
from thidua.clubs.states import MeetingState
from thidua.exemplars.models import Learning
from thidua.exemplars.queries.words import learner_called
from thidua.kernel import dates
from thidua.kernel.numbers import show_number


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What a learner took home, and where it stands in its plan."""

    name: str
    href: str
    exemplar: str
    people: str
    words: str
    is_in_plan: bool


@dataclass(frozen=True, slots=True)
class FromMeeting:
    """What one learner took home from one meeting."""

    meeting: str
    meeting_href: str
    row: TakenRow


@dataclass(frozen=True, slots=True)
class TakenPage:
    """Everything `taken.html` shows."""

    frame: ClubFrame
    finding: str
    rows: Sequence[FromMeeting]


def taken_home(club: Club) -> QuerySet[TakenHome]:
    """What was taken home from a club's meetings whose minutes are approved."""
    return TakenHome.objects.filter(
        meeting__club=club, meeting__state=MeetingState.APPROVED
    )


def who_took(club: Club) -> int:
    """How many learners took something home since the club was founded."""
    return taken_home(club).values("learning").distinct().count()


def who_took_words(count: int) -> str:
    """`nơi học đã mang về điều gì đó`, as it stands beside the figure."""
    return ngettext(
        "nơi học đã mang về điều gì đó", "nơi học đã mang về điều gì đó", count
    )


def taken_page(of: Reading) -> TakenPage:
    """Learner by learner, the latest meeting first: those whom the figure counts."""
    found = taken_home(of.club).select_related("meeting", "learning__exemplar")
    some = list(found.order_by("learning__sort_key", "learning", "-meeting__held_on"))
    count = len({one.learning_id for one in some})
    told = zip(some, taken_rows(of, some), strict=True)
    return TakenPage(
        frame=club_frame(of, "clubs:meetings", _("Mang về")),
        finding=_("%(n)s %(who)s, từ khi lập %(since)s")
        % {
            "n": show_number(count),
            "who": who_took_words(count),
            "since": dates.show(of.club.founded_on),
        },
        rows=[
            FromMeeting(
                f"{dates.show(one.meeting.held_on)}: {one.meeting.title}",
                reverse("clubs:meeting", args=[of.club.pk, one.meeting_id]),
                row,
            )
            for one, row in told
        ],
    )


def taken_rows(of: Reading, some: Sequence[TakenHome]) -> list[TakenRow]:
    """What learners took home, as far as the reader may know of each."""
    learnings = [one.learning for one in some]
    units = {unit for one in learnings for unit in (one.home_id, one.unit_id) if unit}
    of.places.gather(units)
    names = {unit: of.places.called(unit) for unit in units}
    seen = set(
        Learning.objects.visible_to(of.actor, of.day)
        .filter(pk__in=[one.pk for one in learnings])
        .values_list("pk", flat=True)
    )
    known = {one.pk for one in learnings} if of.is_inside else seen
    return [
        TakenRow(
            name=learner_called(one.learning, names, known),
            href=reverse(
                "exemplars:learner", args=[one.learning.exemplar_id, one.learning_id]
            )
            if one.learning_id in seen
            else "",
            exemplar=one.learning.exemplar.title,
            people=show_number(one.people),
            words=one.words if one.learning_id in known else "",
            is_in_plan=one.visit_id is not None,
        )
        for one in some
    ]
