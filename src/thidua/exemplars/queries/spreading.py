"""How far exemplars have spread, in figures: per exemplar, campaign, unit and field.

The documents complain that exemplars are “few, and few follow them” (002.4c); these are
the figures by which an office sees whether that is still so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign, ContentNode
from thidua.exemplars.models import Exemplar, ExemplarQuerySet, Learning, Recognition
from thidua.exemplars.states import HONOURED, Learner
from thidua.kernel import clock
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.text import sort_key
from thidua.kernel.ui.parts import Figure
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.namesakes import listed_names
from thidua.prospects.models import Prospect

TERRITORY = (
    Unit.Kind.PROVINCE,
    Unit.Kind.CITY,
    Unit.Kind.DISTRICT,
    Unit.Kind.COMMUNE,
    Unit.Kind.WARD,
    Unit.Kind.TOWNSHIP,
    Unit.Kind.SPECIAL_ZONE,
)
"""Kinds of units that are areas; offices are not."""
_MONTH = 30.44
"""Days of a month, in the mean."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An item of content that has no exemplar yet."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A leg or a prong of a tree, and its items that have none; `name` may be “”."""

    name: str
    count: str
    gaps: Sequence[Gap]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The items of one audience's content that have none, of how many."""

    audience: str
    words: str
    count: int
    branches: Sequence[Branch]


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """The figures of one field, or of one area."""

    name: str
    exemplars: str
    learners: str
    caught_up: str
    surpassed: str


def figures_of(found: ExemplarQuerySet, campaign: Campaign | None) -> list[Figure]:
    """The large figures above a list: learning, caught up, surpassed, days."""
    learners = Learning.objects.filter(exemplar__in=found.values("pk")).exclude(
        state=Learner.STOPPED
    )
    counted = learners.aggregate(
        all=Count("pk"),
        caught=Count("pk", filter=Q(state=Learner.CAUGHT_UP)),
        past=Count("pk", filter=Q(state=Learner.SURPASSED)),
    )
    figures = [
        Figure(
            show_number(counted["all"]),
            ngettext("nơi học theo", "nơi học theo", counted["all"]),
        ),
        _share(counted["caught"], counted["all"], _("đã bắt kịp")),
        _share(counted["past"], counted["all"], _("đã vượt qua")),
    ]
    if campaign is not None:
        figures.insert(0, _taken_up(campaign))
    figures += days_of(found)
    return figures


def _share(part: int, whole: int, label: str) -> Figure:
    small = f" ({show_percent(part * 100 / whole)})" if whole else ""
    return Figure(show_number(part), label, small)


def _taken_up(campaign: Campaign) -> Figure:
    """Prospects that were found, and which share of them became exemplars."""
    found = Prospect.objects.filter(campaign=campaign)
    all_of_them = found.count()
    became = found.filter(exemplars__isnull=False).distinct().count()
    part = show_number(became)
    if all_of_them:
        part += f" ({show_percent(became * 100 / all_of_them)})"
    said = _("nhân tố, trong đó %(part)s đã đăng ký điển hình") % {"part": part}
    return Figure(show_number(all_of_them), said)


def days_of(found: ExemplarQuerySet) -> list[Figure]:
    """Medians: from registering to praise, from praise to the first learner, from
    beginning to learn to having caught up."""
    praised = found.filter(praised_on__isnull=False)
    rows = praised.annotate(first=Min("learners__starts_on")).values_list(
        "registered_at", "praised_on", "first"
    )
    to_praise, to_learn = [], []
    for registered_at, praised_on, first in rows:
        assert praised_on is not None  # noqa: S101 - so filtered
        to_praise.append((praised_on - clock.day_of(registered_at)).days)
        if first is not None:
            to_learn.append(max((first - praised_on).days, 0))
    recognised = Recognition.objects.filter(
        learning__exemplar__in=found.values("pk"), withdrawn_on__isnull=True
    ).values_list("learning", "decided_on", "learning__starts_on")
    first_time: dict[int, float] = {}
    for learning, decided_on, starts_on in recognised.order_by("decided_on"):
        first_time.setdefault(learning, (decided_on - starts_on).days / _MONTH)
    return [
        *_median(to_praise, _("ngày, trung vị từ đăng ký tới biểu dương")),
        *_median(to_learn, _("ngày, trung vị từ biểu dương tới nơi học đầu tiên")),
        *_median(list(first_time.values()), _("tháng, trung vị để bắt kịp")),
    ]


def _median(known: Sequence[float], label: str) -> list[Figure]:
    return [Figure(show_number(median(known), 0), label)] if known else []


def by_field(found: ExemplarQuerySet) -> list[SpreadRow]:
    """The same by field, the one with the most learners first."""
    alive = ~Q(learners__state=Learner.STOPPED)
    rows = (
        found.order_by()
        .values("field")
        .annotate(
            some=Count("pk", distinct=True),
            all=Count("learners", filter=alive),
            caught=Count("learners", filter=Q(learners__state=Learner.CAUGHT_UP)),
            past=Count("learners", filter=Q(learners__state=Learner.SURPASSED)),
        )
        .order_by("-all", "field")
    )
    labels = dict(Exemplar.Field.choices)
    return [
        SpreadRow(
            str(labels.get(row["field"], "")),
            *(show_number(row[key]) for key in ("some", "all", "caught", "past")),
        )
        for row in rows
    ]


def without_exemplar(campaign: Campaign) -> list[Gaps]:
    """Items of the frozen trees that nobody who is honoured is an exemplar of, by
    audience (001.4: each item of content has its exemplars).

    An item that reads its progress from one of another tree is the same content there:
    who is an exemplar of either is one of both.
    """
    items = _items(campaign)
    standing = Exemplar.objects.filter(campaign=campaign, state__in=HONOURED)
    has_one = set(standing.values_list("node_key", flat=True))
    read = [(item.key, set(item.reads_from)) for item in items]
    has_one |= {key for key, others in read if others & has_one} | {
        other for key, others in read if key in has_one for other in others
    }
    there = reverse("exemplars:campaign", args=[campaign.pk])
    found: dict[str, list[ContentNode]] = {}
    for item in items:
        found.setdefault(item.tree.audience.name, []).append(item)
    return [
        _gaps(name, some, has_one, there)
        for name, some in found.items()
        if any(item.key not in has_one for item in some)
    ]


def _items(campaign: Campaign) -> list[ContentNode]:
    """The items of the newest frozen tree of every audience."""
    items = (
        ContentNode.objects.filter(
            tree__audience__campaign=campaign, kind=ContentNode.Kind.ITEM
        )
        .filter(tree__frozen_at__isnull=False)
        .select_related("parent", "tree__audience")
        .order_by(
            "tree__audience__position",
            "tree__audience",
            "-tree__number",
            "position",
            "pk",
        )
    )
    newest: dict[int, int] = {}
    return [
        item
        for item in items
        if newest.setdefault(item.tree.audience_id, item.tree_id) == item.tree_id
    ]


def _gaps(
    audience: str, items: Sequence[ContentNode], has_one: set[UUID | None], there: str
) -> Gaps:
    bare = [item for item in items if item.key not in has_one]
    words = ngettext(
        "%(n)s trên %(all)s nội dung", "%(n)s trên %(all)s nội dung", len(items)
    )
    branches: dict[str, list[Gap]] = {}
    for item in bare:
        gap = Gap(item.name, f"{there}?noi-dung={item.key}")
        branches.setdefault(_branch_of(item), []).append(gap)
    return Gaps(
        audience,
        words % {"n": show_number(len(bare)), "all": show_number(len(items))},
        len(bare),
        [Branch(name, show_number(len(some)), some) for name, some in branches.items()],
    )


def _branch_of(item: ContentNode) -> str:
    """What stands above an item in its tree: `Chân 1: Xây dựng Đảng`."""
    above = item.parent
    if above is None:
        return ""
    return f"{above.label}: {above.name}" if above.label else above.name


def areas_without(campaign: Campaign, day: date) -> tuple[list[str], int]:
    """The units right below the head of the campaign's tree in whose area nobody learns
    and nobody is an exemplar, by name; and how many such units there are in all."""
    first = _areas(campaign, day)
    homes = _homes(campaign)
    above = Lineage.objects.filter(
        tree=campaign.tree_id, ancestor__in=first, unit__in=homes, during__contains=day
    )
    reached = set(above.values_list("ancestor", flat=True)) | (first & homes)
    empty = first - reached
    names = listed_names(empty, day).values() if empty else ()
    return sorted(names, key=sort_key), len(first)


def _areas(campaign: Campaign, day: date) -> set[int]:
    """The districts, or communes, right below the head of the campaign's tree."""
    below = Lineage.objects.filter(
        tree=campaign.tree_id, ancestor=campaign.root_id, depth=1, during__contains=day
    )
    territory = below.filter(unit__kind__in=TERRITORY)
    return set(territory.values_list("unit", flat=True))


def _homes(campaign: Campaign) -> set[int]:
    exemplars = Exemplar.objects.filter(campaign=campaign, state__in=HONOURED)
    learners = Learning.objects.filter(exemplar__campaign=campaign).exclude(
        state=Learner.STOPPED
    )
    return set(exemplars.values_list("home", flat=True)) | set(
        learners.values_list("home", flat=True)
    )


def areas_of(homes: Iterable[int], campaign: Campaign, day: date) -> tuple[int, int]:
    """In how many of the areas right below the head units lie, and of how many."""
    first = _areas(campaign, day)
    above = Lineage.objects.filter(
        tree=campaign.tree_id,
        ancestor__in=first,
        unit__in=set(homes),
        during__contains=day,
    )
    return above.values("ancestor").distinct().count(), len(first)
