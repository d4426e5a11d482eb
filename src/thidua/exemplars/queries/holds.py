"""The register of who is on hold; for the unit and those above it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.models import Exemplar, Hold
from thidua.exemplars.queries.registering import units_below
from thidua.exemplars.queries.words import called
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Columns, Kind, Sheet, listed
from thidua.organisations.actor import Actor
from thidua.prospects.queries.choosing import people_of

MOST = 500


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One line of the register."""

    pk: int
    who: str
    home: str
    kind: str
    opened: str
    paper: str
    file_href: str
    closed: str
    closed_paper: str
    closed_href: str
    is_open: bool
    may_close: bool


@dataclass(frozen=True, slots=True)
class HoldsPage:
    """Everything `holds.html` shows."""

    finding: str
    rows: Sequence[HoldRow]
    past: Sequence[HoldRow]


def holds_page(actor: Actor, day: date) -> HoldsPage:
    """Open ones first; closed ones stay to be read."""
    seen = Hold.objects.visible_to(actor, day)
    some = list(seen.select_related("person", "exemplar")[:MOST])
    units = {one.unit_id for one in some if one.unit_id}
    homes = {one.home_id for one in some}
    names = called(units | homes, day)
    keepers = keepers_on(homes, day)
    rows = [
        _row(one, names, may_close=keepers[one.home_id] == actor.unit_id)
        for one in some
    ]
    still = [row for row in rows if row.is_open]
    finding = _("Không ai đang tạm dừng xét")
    if still:
        words = ngettext(
            "%(n)s trường hợp đang tạm dừng xét",
            "%(n)s trường hợp đang tạm dừng xét",
            len(still),
        )
        finding = words % {"n": show_number(len(still))}
    return HoldsPage(finding, still, [row for row in rows if not row.is_open])


def holds_sheet(actor: Actor, day: date) -> Sheet:
    """The register as Excel, the open ones and the closed."""
    some = list(
        Hold.objects.visible_to(actor, day).select_related("person", "exemplar")
    )
    units = {one.unit_id for one in some if one.unit_id}
    names = called(units | {one.home_id for one in some}, day)
    columns: Columns[Hold] = [
        (Column(_("Ai"), width=36), lambda one: _who(one, names)),
        (Column(_("Thuộc đơn vị"), width=30), lambda one: names.get(one.home_id, "")),
        (Column(_("Lý do"), width=30), lambda one: str(one.get_kind_display())),
        (Column(_("Từ ngày"), kind=Kind.DATE, width=14), lambda one: one.opened_on),
        (Column(_("Văn bản"), width=30), lambda one: one.opened_by_paper),
        (
            Column(_("Kết thúc ngày"), kind=Kind.DATE, width=14),
            lambda one: one.closed_on,
        ),
        (Column(_("Văn bản kết thúc"), width=30), lambda one: one.closed_by_paper),
    ]
    return listed(_("Sổ tạm dừng xét"), day, columns, some)


def _who(one: Hold, names: Mapping[int, str]) -> str:
    if one.person is not None:
        return one.person.full_name
    if one.unit_id is not None:
        return names.get(one.unit_id, "")
    return one.exemplar.name if one.exemplar else ""


def _row(one: Hold, names: dict[int, str], *, may_close: bool) -> HoldRow:
    opened, closed = (
        reverse("exemplars:hold-file", args=[one.pk, which]) for which in ("mo", "dong")
    )
    return HoldRow(
        pk=one.pk,
        who=_who(one, names),
        home=names.get(one.home_id, ""),
        kind=str(one.get_kind_display()),
        opened=dates.show(one.opened_on),
        paper=one.opened_by_paper,
        file_href=opened if one.opened_file_id else "",
        closed=dates.show(one.closed_on) if one.closed_on else "",
        closed_paper=one.closed_by_paper,
        closed_href=closed if one.closed_file_id else "",
        is_open=one.closed_on is None,
        may_close=may_close and one.closed_on is None,
    )


def subjects(actor: Actor, day: date) -> list[tuple[str, str]]:
    """Against whom: what the unit follows, its people, itself and those below."""
    if actor.unit_id is None:
        return []
    mine = Exemplar.objects.standing().filter(home=actor.unit_id)
    found = [
        (f"e{one.pk}", _("Điển hình: %(name)s") % {"name": one.name})
        for one in mine.filter(person=None, unit=None).order_by("sort_key")[:MOST]
    ]
    people = dict(people_of(actor.unit_id, day)[1:])
    for one in mine.exclude(person=None).order_by("sort_key")[:MOST]:
        people.setdefault(str(one.person_id), one.name)
    found += [(f"p{pk}", name) for pk, name in people.items()]
    return found + [(f"u{pk}", name) for pk, name in units_below(actor.unit_id, day)]
