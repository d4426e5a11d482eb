"""Breakdowns on the page: the list, one of them, and those of an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.kin import Kin, kin_of
from thidua.indicators.models import (
    Breakdown,
    Category,
    Indicator,
    IndicatorPart,
    IndicatorVersion,
)
from thidua.indicators.parting import ADDED_UP, IN_ORDER
from thidua.indicators.policies import can_define
from thidua.kernel import dates
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.sheets import Column, Columns, Sheet, listed
from thidua.kernel.sheets import Kind as Holds
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.queries import names_on


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One breakdown of the list."""

    name: str
    kind: str
    categories: str
    used: str
    used_by: int
    owner: str
    href: str


@dataclass(frozen=True, slots=True)
class BreakdownsPage:
    """All breakdowns there are."""

    crumbs: Sequence[Link]
    rows: Sequence[BreakdownRow]
    may_define: Verdict
    new_url: str


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category; `end_url` while it is in force, for who may end it."""

    name: str
    days: str
    reason: str
    end_url: str


@dataclass(frozen=True, slots=True)
class BreakdownPage:
    """One breakdown: its categories, and what is parted so."""

    title: str
    kind: str
    about: str
    owner: str
    crumbs: Sequence[Link]
    categories: Sequence[CategoryRow]
    used: Sequence[Link]
    may_define: Verdict
    rename_url: str
    widen_url: str


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part of an indicator, and since when it is one."""

    name: str
    days: str
    href: str


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A breakdown that an indicator has, or had."""

    pk: int
    heading: str
    name: str
    href: str
    parts: Sequence[PartLink]
    is_standing: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PartsOfIndicator:
    """How an indicator is parted, what it could take up, or of what it is a part."""

    taken_up: Sequence[TakenUp]
    choices: Sequence[tuple[str, str]]
    may_take_up: Verdict
    part_of: Link | None
    take_up_url: str
    let_go_url: str


def breakdowns_page(actor: Actor, *, today: date) -> BreakdownsPage:
    """Every breakdown, by name, with its categories of today."""
    standing = Q(categories__parts__during__contains=today)
    found = list(
        Breakdown.objects.annotate(
            used=Count("categories__parts__whole", filter=standing, distinct=True)
        ).order_by("name", "pk")
    )
    names = names_on({one.owner_id for one in found}, today)
    categories: dict[int, list[str]] = {}
    for one in Category.objects.standing_on(today).order_by("position", "pk"):
        categories.setdefault(one.breakdown_id, []).append(one.name)
    rows = [
        BreakdownRow(
            name=one.name,
            kind=one.get_kind_display(),
            categories=", ".join(categories.get(one.pk, [])),
            used=_used(one.used),
            used_by=one.used,
            owner=names.get(one.owner_id, ""),
            href=reverse("indicators:breakdown", args=[one.pk]),
        )
        for one in found
    ]
    return BreakdownsPage(
        crumbs=[Link(_("Chỉ số"), reverse("indicators:indicators"))],
        rows=rows,
        may_define=can_define(actor, actor.unit_id or 0),
        new_url=reverse("indicators:breakdown-new"),
    )


def breakdowns_sheet(page: BreakdownsPage, today: date) -> Sheet:
    """The same as Excel."""
    columns: Columns[BreakdownRow] = [
        (Column(_("Phân tổ"), width=30), lambda row: row.name),
        (Column(_("Kiểu"), width=20), lambda row: row.kind),
        (Column(_("Các nhóm"), width=60), lambda row: row.categories),
        (
            Column(_("Chỉ số đang dùng"), kind=Holds.NUMBER, width=12),
            lambda row: row.used_by,
        ),
        (Column(_("Cơ quan đặt ra"), width=36), lambda row: row.owner),
    ]
    return listed(_("Phân tổ"), today, columns, page.rows)


def breakdown_page(breakdown: Breakdown, *, actor: Actor, today: date) -> BreakdownPage:
    """Categories in their order, those that ended with the reason."""
    may = can_define(actor, breakdown.owner_id)
    wholes = IndicatorVersion.objects.filter(
        during__contains=today,
        indicator__in=IndicatorPart.objects.standing_on(today)
        .filter(category__breakdown=breakdown)
        .values("whole"),
    ).order_by("name")
    args = [breakdown.pk]
    return BreakdownPage(
        title=breakdown.name,
        kind=breakdown.get_kind_display(),
        about=breakdown.about,
        owner=names_on([breakdown.owner_id], today).get(breakdown.owner_id, ""),
        crumbs=[
            Link(_("Chỉ số"), reverse("indicators:indicators")),
            Link(_("Phân tổ"), reverse("indicators:breakdowns")),
        ],
        categories=[_category(one, may) for one in breakdown.categories.all()],
        used=[
            Link(one.name, reverse("indicators:indicator", args=[one.indicator_id]))
            for one in wholes
        ],
        may_define=may,
        rename_url=reverse("indicators:breakdown-rename", args=args),
        widen_url=reverse("indicators:categories-add", args=args),
    )


def parts_of_indicator(
    indicator: Indicator,
    latest: IndicatorVersion,
    *,
    actor: Actor,
) -> PartsOfIndicator:
    """What its page says of parts, in three queries."""
    rows = list(
        IndicatorPart.objects.filter(Q(whole=indicator) | Q(part=indicator))
        .select_related("category__breakdown")
        .order_by(*IN_ORDER)
    )
    above = next((row for row in reversed(rows) if row.part_id == indicator.pk), None)
    below = [row for row in rows if row.whole_id == indicator.pk]
    taken_up = _taken_up(below)
    standing = {one.pk for one in taken_up if one.is_standing}
    free = Breakdown.objects.exclude(pk__in=standing).order_by("name", "pk")
    args = [indicator.pk]
    return PartsOfIndicator(
        taken_up=taken_up,
        choices=[
            (str(one.pk), f"{one.name} ({one.get_kind_display()})") for one in free
        ]
        if above is None
        else [],
        may_take_up=can_define(actor, indicator.owner_id) & _adds_up(latest),
        part_of=_whole_of(above) if above else None,
        take_up_url=reverse("indicators:breakdown-take-up", args=args),
        let_go_url=reverse("indicators:breakdown-let-go", args=args),
    )


def free_breakdowns(indicator: Indicator) -> list[tuple[int, str]]:
    """Those that an indicator could take up: any that it has not now."""
    standing = IndicatorPart.objects.filter(whole=indicator, during__upper_inf=True)
    free = Breakdown.objects.exclude(pk__in=standing.values("category__breakdown"))
    return list(free.order_by("name", "pk").values_list("pk", "name"))


def breakdowns_of(indicators: Iterable[int], day: date) -> dict[int, list[Kin]]:
    """For each whole the breakdowns it has on a day: one part stands for each."""
    rows = (
        IndicatorPart.objects.standing_on(day)
        .filter(whole__in=list(indicators))
        .select_related("category__breakdown")
        .order_by("-category__breakdown__kind", *IN_ORDER)
    )
    found: dict[int, dict[int, Kin]] = {}
    for row in rows:
        known = found.setdefault(row.whole_id, {})
        known.setdefault(row.category.breakdown_id, kin_of(row))
    return {whole: list(some.values()) for whole, some in found.items()}


def parts_of(whole: int) -> set[int]:
    """The indicators that are, or were, parts of one."""
    rows = IndicatorPart.objects.filter(whole=whole)
    return set(rows.values_list("part", flat=True))


def _adds_up(latest: IndicatorVersion) -> Verdict:
    return only_if(
        latest.nature in ADDED_UP and latest.across == "sum",
        otherwise=_("Chỉ số này không phải số cộng được, nên không phân tổ."),
        remedy=_("Phân tổ tử số và mẫu số: lập từng chỉ số rồi viết công thức."),
    )


def _taken_up(rows: Sequence[IndicatorPart]) -> list[TakenUp]:
    names = _names_of(row.part_id for row in rows)
    found = []
    for _pk, some in groupby(rows, key=lambda row: row.category.breakdown_id):
        members = list(some)
        breakdown = members[0].category.breakdown
        is_standing = any(row.during.upper is None for row in members)
        reasons = {row.ended_because for row in members if row.ended_because}
        found.append(
            TakenUp(
                pk=breakdown.pk,
                heading=kin_of(members[0]).heading,
                name=breakdown.name,
                href=reverse("indicators:breakdown", args=[breakdown.pk]),
                parts=[_part_link(row, names) for row in members],
                is_standing=is_standing,
                reason="" if is_standing else "; ".join(sorted(reasons)),
            )
        )
    return found


def _part_link(row: IndicatorPart, names: dict[int, str]) -> PartLink:
    return PartLink(
        names.get(row.part_id, row.category.name),
        _days(row.during),
        reverse("indicators:indicator", args=[row.part_id]),
    )


def _whole_of(row: IndicatorPart) -> Link:
    name = _names_of([row.whole_id]).get(row.whole_id, "")
    return Link(name, reverse("indicators:indicator", args=[row.whole_id]))


def _names_of(indicators: Iterable[int]) -> dict[int, str]:
    """The last name of each indicator."""
    pairs = IndicatorVersion.objects.filter(indicator__in=list(indicators))
    return dict(pairs.order_by("number").values_list("indicator", "name"))


def _category(one: Category, may: Verdict) -> CategoryRow:
    is_standing = one.during.upper is None
    end_url = reverse("indicators:category-end", args=[one.pk])
    return CategoryRow(
        name=one.name,
        days=_days(one.during),
        reason=one.ended_because,
        end_url=end_url if may and is_standing else "",
    )


def _days(during: object) -> str:
    start, end = getattr(during, "lower"), getattr(during, "upper")  # noqa: B009
    if end is None:
        return _("từ %(start)s") % {"start": dates.show(start)}
    said = {"start": dates.show(start), "end": dates.show(end)}
    return _("từ %(start)s đến trước %(end)s") % said


def _used(count: int) -> str:
    if not count:
        return _("chưa chỉ số nào")
    return ngettext("%(n)s chỉ số", "%(n)s chỉ số", count) % {"n": count}
