"""Invitations of a unit, sent and received: a list, filtered, as a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thidua.exemplars.models import at_or_below
from thidua.exemplars.queries.words import called
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Sheet
from thidua.kernel.text import fold
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.speakers.models import Invitation, InvitationQuerySet
from thidua.speakers.queries.tabs import crumbs
from thidua.speakers.reports import last_told
from thidua.speakers.states import ASKED_TONES, PENDING, Asked

SENT, RECEIVED = "gui", "nhan"
FIELDS: tuple[filters.Field, ...] = (
    filters.Field("tim", gettext_lazy("Người nói, đề tài")),
    filters.Field(
        "chieu",
        gettext_lazy("Chiều"),
        [
            (SENT, gettext_lazy("đơn vị mình mời")),
            (RECEIVED, gettext_lazy("mời người của đơn vị mình")),
        ],
    ),
    filters.Field("trang-thai", gettext_lazy("Trạng thái"), Asked.choices),
)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation of a list."""

    href: str
    day: str
    speaker: str
    topic: str
    unit: str
    keeper: str
    place: str
    came: str
    state: str
    tone: str

    def cells(self) -> list[str | int]:
        """As it stands in the Excel file."""
        what = [self.day, self.speaker, self.topic, self.unit, self.keeper, self.place]
        return [*what, self.came, self.state]


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """Everything `invitations.html` shows."""

    finding: str
    crumbs: Sequence[parts.Link]
    figures: Sequence[parts.Figure]
    rows: Sequence[InvitationRow]
    pager: parts.Pager | None


def invitations_page(
    actor: Actor, day: date, params: Mapping[str, str], path: str
) -> InvitationsPage:
    """Those this reader may know of, filtered by the address."""
    seen = Invitation.objects.visible_to(actor, day)
    wanted = filtered(seen, actor, params, day)
    count = wanted.count()
    words = ngettext("%(n)s lời mời", "%(n)s lời mời", count)
    rows, pager = filters.paged(count, params, path, words % {"n": show_number(count)})
    return InvitationsPage(
        finding=_finding(seen),
        crumbs=crumbs(parts.Link(_("Các lời mời"), is_here=True)),
        figures=_figures(seen),
        rows=rows_of(wanted[rows], day),
        pager=pager,
    )


def filtered(
    seen: InvitationQuerySet, actor: Actor, params: Mapping[str, str], day: date
) -> InvitationQuerySet:
    """The list that an address asks for."""
    asked = filters.chosen(FIELDS, params)
    if asked["tim"]:
        words = fold(asked["tim"])
        seen = seen.filter(
            Q(speaker__folded__contains=words) | Q(topic__folded__contains=words)
        )
    ours = at_or_below(actor.unit_id, day)
    if asked["chieu"] == SENT:
        seen = seen.filter(unit__in=ours)
    if asked["chieu"] == RECEIVED:
        seen = seen.filter(speaker__home__in=ours)
    if asked["trang-thai"]:
        seen = seen.filter(state=asked["trang-thai"])
    return seen


def rows_of(found: InvitationQuerySet, day: date) -> list[InvitationRow]:
    """Every invitation of a list, in three questions."""
    some = list(
        found.select_related("speaker", "topic", "report").prefetch_related(
            "report__mended"
        )
    )
    units = {one.unit_id for one in some} | {one.speaker.home_id for one in some}
    names = called(units, day)
    return [
        InvitationRow(
            href=reverse("speakers:invitation", args=[one.pk]),
            day=f"{dates.show(one.day)}, {one.get_part_display()}",
            speaker=one.speaker.name,
            topic=one.topic.title,
            unit=names[one.unit_id],
            keeper=names[one.speaker.home_id],
            place=one.place,
            came=_came(one),
            state=str(one.get_state_display()),
            tone=ASKED_TONES[Asked(one.state)],
        )
        for one in some
    ]


def sheet_of(found: InvitationQuerySet, day: date) -> Sheet:
    """The whole list as an Excel sheet."""
    return Sheet(
        name=_("Các lời mời"),
        title=_("Lời mời báo cáo viên"),
        subtitle=dates.show(day),
        columns=[
            Column(_("Ngày"), width=24),
            Column(pgettext("một", "Báo cáo viên"), width=28),
            Column(_("Đề tài"), width=40),
            Column(_("Nơi mời"), width=30),
            Column(_("Đơn vị phụ trách"), width=30),
            Column(_("Nơi nói"), width=30),
            Column(_("Số người đến"), width=14),
            Column(_("Trạng thái"), width=24),
        ],
        rows=[one.cells() for one in rows_of(found, day)],
    )


def _came(one: Invitation) -> str:
    report = getattr(one, "report", None)
    return show_number(last_told(report).came) if report else ""


def _finding(seen: InvitationQuerySet) -> str:
    count = seen.filter(state__in=PENDING).count()
    if not count:
        return _("Không có lời mời nào đang chờ")
    return ngettext("%(n)s lời mời đang chờ", "%(n)s lời mời đang chờ", count) % {
        "n": show_number(count)
    }


def _figures(seen: InvitationQuerySet) -> list[parts.Figure]:
    """How many stand where, how many were heard; of talks, never of a person."""
    rows = seen.order_by().values_list("state").annotate(n=Count("pk"))
    counts: dict[str, int] = dict(rows)
    return [
        parts.Figure(
            show_number(counts[state]), str(label), href=f"?trang-thai={state}"
        )
        for state, label in Asked.choices
        if counts.get(state)
    ]
