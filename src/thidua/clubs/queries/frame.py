"""What every page of one club has on top: its name, how it stands, its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.clubs.models import Club
from thidua.clubs.queries.reading import Reading
from thidua.clubs.queries.words import field_words
from thidua.clubs.states import TONES, State
from thidua.kernel import dates
from thidua.kernel.ui.parts import Link


@dataclass(frozen=True, slots=True)
class ClubFrame:
    """Name, where it stands, where one may go."""

    pk: int
    name: str
    about: str
    home: str
    state: str
    tone: str
    note: str
    crumbs: Sequence[Link]
    tabs: Sequence[Link]
    is_inside: bool
    is_made_up: bool


def club_frame(of: Reading, here: str, last: str = "") -> ClubFrame:
    """The head of the pages of a club; `here` is the part that is open, `last` what is
    open within it."""
    club = of.club
    return ClubFrame(
        pk=club.pk,
        name=club.name,
        about=field_words(club),
        home=of.places.called(club.home_id),
        state=str(club.get_state_display()),
        tone=TONES[State(club.state)],
        note=_note(club),
        crumbs=_crumbs(club, here, last),
        tabs=[
            Link(label, reverse(name, args=[club.pk]), is_here=name == here)
            for name, label in parts()
        ],
        is_inside=of.is_inside,
        is_made_up=club.is_made_up,
    )


def parts() -> list[tuple[str, str]]:
    """The pages of a club, in order."""
    return [
        ("clubs:club", _("Giới thiệu")),
        ("clubs:members", _("Hội viên, ban chủ nhiệm")),
        ("clubs:meetings", _("Buổi sinh hoạt")),
    ]


def _note(club: Club) -> str:
    if club.paused_on is not None:
        told = _("từ ngày %(day)s: %(why)s")
        return told % {"day": dates.show(club.paused_on), "why": club.reason}
    if club.dissolved_on is not None:
        told = _("ngày %(day)s: %(why)s")
        return told % {"day": dates.show(club.dissolved_on), "why": club.reason}
    return ""


def way_to(club: Club) -> list[Link]:
    """The exemplars, their clubs, this one."""
    return [
        Link(_("Điển hình"), reverse("exemplars:register")),
        Link(_("Câu lạc bộ"), reverse("clubs:list")),
        Link(club.name, reverse("clubs:club", args=[club.pk])),
    ]


def _crumbs(club: Club, here: str, last: str) -> list[Link]:
    links = way_to(club)
    if here == "clubs:club" and not last:
        return [*links[:-1], Link(club.name, is_here=True)]
    label = dict(parts())[here]
    if not last:
        return [*links, Link(label, is_here=True)]
    if here != "clubs:club":
        links.append(Link(label, reverse(here, args=[club.pk])))
    return [*links, Link(last, is_here=True)]
