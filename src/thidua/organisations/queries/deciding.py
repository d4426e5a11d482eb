"""The page of one act: the decision, and every unit it touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel import dates
from thidua.kernel.ui.filters import paged
from thidua.kernel.ui.parts import Fact, Link, Pager
from thidua.organisations.models import Reorganisation, Succession, UnitName
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class Passing:
    """One succession: who became whom."""

    old: Link
    new: Link
    how: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """The decision and what it did."""

    title: str
    facts: Sequence[Fact]
    note: str
    passings: Sequence[Passing]
    units: Sequence[Link]
    pager: Pager
    count: str


def act_page(act: Reorganisation, params: Mapping[str, str]) -> ActPage:
    """Successions when there are any, else the units that the act touched."""
    lines = act.successions.order_by("successor", "-is_main", "pk")
    has_lines = lines.exists()
    touched = UnitName.objects.filter(
        unit__in=act.units.all(), during__contains=act.effective_on - timedelta(days=1)
    ).order_by("sort_key")
    count = lines.count() if has_lines else touched.count()
    here = reverse("organisations:act", args=[act.pk])
    words = ngettext("%(n)d dòng", "%(n)d dòng", count) % {"n": count}
    shown, links = paged(count, params, here, words)
    return ActPage(
        title=act.decision,
        facts=_facts(act),
        note=act.note,
        passings=_passings(act, lines[shown]) if has_lines else [],
        units=[]
        if has_lines
        else [_link(name.unit_id, name.full_name) for name in touched[shown]],
        pager=links,
        count=words,
    )


def _facts(act: Reorganisation) -> list[Fact]:
    decided = dates.show(act.decided_on) or _("chưa ghi")
    return [
        Fact(_("Việc sắp xếp"), str(act.get_kind_display())),
        Fact(_("Ngày ban hành"), decided),
        Fact(_("Có hiệu lực từ"), dates.show(act.effective_on)),
    ]


def _passings(act: Reorganisation, lines: Iterable[Succession]) -> list[Passing]:
    found = list(lines)
    before = act.effective_on - timedelta(days=1)
    old = names_on([line.predecessor_id for line in found], before)
    new = names_on([line.successor_id for line in found], act.effective_on)
    return [
        Passing(
            old=_link(line.predecessor_id, old.get(line.predecessor_id, "")),
            new=_link(line.successor_id, new.get(line.successor_id, "")),
            how=str(line.get_kind_display()),
        )
        for line in found
    ]


def _link(pk: int, name: str) -> Link:
    return Link(name, reverse("organisations:unit", args=[pk]))
