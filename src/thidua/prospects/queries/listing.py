"""The prospects of a unit and of those below it; and of a campaign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Min,
    Q,
    Sum,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.models import Campaign
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.text import fold
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.namesakes import listed_names
from thidua.prospects.models import Prospect, Subject
from thidua.prospects.models.prospect import ProspectQuerySet
from thidua.prospects.queries.beside import beside
from thidua.prospects.queries.words import called
from thidua.prospects.states import TONES, UNDONE, State

FIELDS: tuple[filters.Field, ...] = (
    filters.Field("ten", gettext_lazy("Tên")),
    filters.Field("linh-vuc", gettext_lazy("Lĩnh vực"), Subject.Field.choices),
    filters.Field("trang-thai", gettext_lazy("Trạng thái"), State.choices),
)


@dataclass(frozen=True, slots=True)
class ProspectRow:
    """One prospect of a list."""

    name: str
    kind: str
    field: str
    home: str
    owner: str
    state: str
    tone: str
    due: str
    due_class: str
    href: str
    due_on: date | None

    def cells(self) -> list[str | date | None]:
        """As it stands in the Excel file."""
        who = [self.name, self.kind, self.field, self.home, self.owner]
        return [*who, self.due_on, self.state]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything `list.html` shows."""

    finding: str
    tabs: Sequence[parts.Link]
    figures: Sequence[parts.Figure]
    rows: Sequence[ProspectRow]
    pager: parts.Pager | None
    may_add: bool


def list_page(
    actor: Actor, day: date, params: Mapping[str, str], path: str
) -> ListPage:
    """Those this reader may know of, the filter of the address applied."""
    seen = Prospect.objects.visible_to(actor, day)
    rows, pager = rows_of(seen, day, params, path)
    return ListPage(
        finding=_finding(seen),
        tabs=beside(actor, "prospects:list"),
        figures=_figures(seen),
        rows=rows,
        pager=pager,
        may_add=actor.unit_id is not None and actor.holds(Power.RUN),
    )


def rows_of(
    seen: ProspectQuerySet,
    day: date,
    params: Mapping[str, str],
    path: str,
) -> tuple[list[ProspectRow], parts.Pager | None]:
    """One page of a list, filtered, with its pager; three questions."""
    wanted = _filtered(seen, filters.chosen(FIELDS, params))
    count = wanted.count()
    words = ngettext("%(n)s nhân tố", "%(n)s nhân tố", count)
    shown, pager = filters.paged(count, params, path, words % {"n": show_number(count)})
    return _rows(wanted, day, shown), pager


def sheet_of(seen: ProspectQuerySet, day: date, params: Mapping[str, str]) -> Sheet:
    """The whole list that an address asks for, as an Excel sheet."""
    wanted = _filtered(seen, filters.chosen(FIELDS, params))
    return Sheet(
        name=_("Nhân tố"),
        title=_("Nhân tố"),
        subtitle=dates.show(day),
        columns=[
            Column(_("Tên"), width=30),
            Column(_("Đối tượng"), width=18),
            Column(_("Lĩnh vực"), width=26),
            Column(_("Đơn vị phụ trách"), width=28),
            Column(_("Người phụ trách"), width=24),
            Column(_("Việc kế tiếp"), kind=Kind.DATE, width=14),
            Column(_("Trạng thái"), width=24),
        ],
        rows=[one.cells() for one in _rows(wanted, day, slice(None))],
    )


def _rows(wanted: ProspectQuerySet, day: date, shown: slice) -> list[ProspectRow]:
    """Those with the next thing to do first; who is closed last."""
    undone = Q(measures__state__in=UNDONE)
    over = ExpressionWrapper(Q(state=State.CLOSED), BooleanField())
    rows = wanted.annotate(due=Min("measures__due_on", filter=undone), is_over=over)
    rows = rows.select_related("owner").order_by(
        "is_over", F("due").asc(nulls_last=True), "sort_key", "pk"
    )
    found = list(rows[shown])
    names = listed_names({one.home_id for one in found}, day)
    return [_row(one, names, day) for one in found]


def _filtered(seen: ProspectQuerySet, chosen: Mapping[str, str]) -> ProspectQuerySet:
    if chosen["ten"]:
        seen = seen.filter(folded__contains=fold(chosen["ten"]))
    if chosen["linh-vuc"]:
        seen = seen.filter(field=chosen["linh-vuc"])
    if chosen["trang-thai"]:
        seen = seen.filter(state=chosen["trang-thai"])
    return seen


def _row(one: Any, names: Mapping[int, str], day: date) -> ProspectRow:
    is_open = one.state != State.CLOSED
    due = one.due if is_open else None
    return ProspectRow(
        name=called(one),
        kind=str(one.get_kind_display()),
        field=str(one.get_field_display()),
        home=names.get(one.home_id, ""),
        owner=one.owner.full_name if one.owner else "",
        state=str(one.get_state_display()),
        tone=TONES[State(one.state)],
        due=dates.show(due) if due else "",
        due_class="is-late" if due and due < day else "",
        href=reverse("prospects:prospect", args=[one.pk]),
        due_on=due,
    )


def _figures(seen: ProspectQuerySet) -> list[parts.Figure]:
    """How many stand where, and what their support is to cost."""
    counts = dict(seen.values_list("state").annotate(n=Count("pk")).order_by())
    cost = seen.aggregate(all=Sum("measures__cost"))["all"]
    found = [
        parts.Figure(show_number(counts[state]), str(label))
        for state, label in State.choices
        if counts.get(state)
    ]
    if cost:
        found.append(
            parts.Figure(
                show_number(cost / 1_000_000, 1),
                _("triệu đồng hỗ trợ"),
            )
        )
    return found


def _finding(seen: ProspectQuerySet) -> str:
    count = seen.count()
    if not count:
        return _("Chưa có nhân tố nào")
    return ngettext("%(n)s nhân tố", "%(n)s nhân tố", count) % {"n": show_number(count)}


def in_campaign(campaign: Campaign, actor: Actor, day: date) -> ProspectQuerySet:
    """Those of a campaign that this reader may know of."""
    return Prospect.objects.visible_to(actor, day).filter(campaign=campaign)
