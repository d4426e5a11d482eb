"""The list of clubs: by field, trade, area and state, with the next meeting of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thidua.clubs.models import Club, ClubMeeting, ClubQuerySet
from thidua.clubs.policies import can_found
from thidua.clubs.queries.tabs import LIST
from thidua.clubs.queries.words import field_words
from thidua.clubs.states import AHEAD, TONES, Standing, State
from thidua.exemplars.models import at_or_below
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.text import fold
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.organisations.places import Places
from thidua.organisations.queries.searching import numbers_matching
from thidua.prospects.models import Subject
from thidua.prospects.queries.beside import beside

MOST_AREAS = 8
FIELDS: tuple[filters.Field, ...] = (
    filters.Field("tim", gettext_lazy("Tên câu lạc bộ")),
    filters.Field("linh-vuc", gettext_lazy("Lĩnh vực"), Subject.Field.choices),
    filters.Field("nghe", gettext_lazy("Ngành nghề")),
    filters.Field("dia-ban", gettext_lazy("Địa bàn")),
    filters.Field("trang-thai", gettext_lazy("Trạng thái"), State.choices),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One club of the list."""

    href: str
    name: str
    about: str
    home: str
    members: int
    exemplars: int
    next_on: str
    state: str
    tone: str

    def cells(self) -> list[str | int]:
        """As it stands in the Excel file."""
        who = [self.name, self.about, self.home]
        return [*who, self.members, self.exemplars, self.next_on, self.state]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything `list.html` shows."""

    finding: str
    tabs: Sequence[parts.Link]
    rows: Sequence[Row]
    pager: parts.Pager | None
    may_found: bool


def list_page(
    actor: Actor, day: date, params: Mapping[str, str], path: str
) -> ListPage:
    """Clubs that this reader may know of, filtered by the address."""
    seen = Club.objects.visible_to(actor, day)
    wanted = filtered(seen, params, day)
    rows, pager = filters.paged(wanted.count(), params, path)
    return ListPage(
        finding=_finding(seen),
        tabs=beside(actor, LIST),
        rows=rows_of(with_counts(wanted)[rows], day, Places(day)),
        pager=pager,
        may_found=actor.unit_id is not None
        and bool(can_found(actor, actor.unit_id, None)),
    )


def _finding(seen: ClubQuerySet) -> str:
    active = seen.filter(state=State.ACTIVE).count()
    if not active:
        return _("Chưa có câu lạc bộ nào đang sinh hoạt")
    return ngettext(
        "%(n)s câu lạc bộ điển hình đang sinh hoạt",
        "%(n)s câu lạc bộ điển hình đang sinh hoạt",
        active,
    ) % {"n": show_number(active)}


def filtered(seen: ClubQuerySet, params: Mapping[str, str], day: date) -> ClubQuerySet:
    """The list that an address asks for."""
    asked = filters.chosen(FIELDS, params)
    if asked["tim"]:
        words = fold(asked["tim"])
        seen = seen.filter(Q(folded__contains=words) | Q(folded_trade__contains=words))
    if asked["nghe"]:
        seen = seen.filter(folded_trade__contains=fold(asked["nghe"]))
    if asked["linh-vuc"]:
        seen = seen.filter(field=asked["linh-vuc"])
    if asked["trang-thai"]:
        seen = seen.filter(state=asked["trang-thai"])
    if asked["dia-ban"]:
        seen = seen.filter(_in_area(asked["dia-ban"], day))
    return seen


def _in_area(text: str, day: date) -> Q:
    """Of the units called so, and of those below them; not of those above."""
    found = Q(pk__in=[])
    for unit in numbers_matching(text, day, MOST_AREAS):
        below = at_or_below(unit, day)
        found |= Q(home__in=below) | Q(
            pk__in=Club.objects.filter(units__in=below).values("pk")
        )
    return found


def with_counts(found: ClubQuerySet) -> ClubQuerySet:
    """Each club with how many belong to it, and how many of those are exemplars."""
    belong = Q(members__state=Standing.MEMBER)
    exemplars = belong & Q(members__exemplar__isnull=False)
    return found.annotate(
        belonging=Count("members", filter=belong),
        held_up=Count("members", filter=exemplars),
    )


def rows_of(counted: Iterable[Club], day: date, places: Places) -> list[Row]:
    """Every club of a list with its members and its next meeting."""
    some = list(counted)
    places.gather(one.home_id for one in some)
    ahead = _next_of(some, day)
    return [
        Row(
            href=reverse("clubs:club", args=[one.pk]),
            name=one.name,
            about=field_words(one),
            home=places.called(one.home_id),
            members=getattr(one, "belonging", 0),
            exemplars=getattr(one, "held_up", 0),
            next_on=dates.show(ahead.get(one.pk)),
            state=str(one.get_state_display()),
            tone=TONES[State(one.state)],
        )
        for one in some
    ]


def _next_of(some: Sequence[Club], day: date) -> dict[int, date]:
    meetings = ClubMeeting.objects.filter(
        club__in=[one.pk for one in some], state__in=AHEAD, held_on__gte=day
    )
    found: dict[int, date] = {}
    for club, held_on in meetings.order_by("held_on").values_list("club", "held_on"):
        found.setdefault(club, held_on)
    return found


def sheet_of(found: ClubQuerySet, day: date) -> Sheet:
    """The whole list as an Excel sheet."""
    return Sheet(
        name=_("Câu lạc bộ"),
        title=_("Câu lạc bộ điển hình tiên tiến"),
        subtitle=dates.show(day),
        columns=[
            Column(pgettext("một", "Câu lạc bộ"), width=40),
            Column(_("Ngành nghề, lĩnh vực"), width=36),
            Column(_("Đơn vị lập"), width=30),
            Column(_("Hội viên"), kind=Kind.NUMBER, width=10),
            Column(_("Điển hình"), kind=Kind.NUMBER, width=10),
            Column(_("Buổi tới"), width=14),
            Column(_("Trạng thái"), width=20),
        ],
        rows=[one.cells() for one in rows_of(with_counts(found), day, Places(day))],
    )
