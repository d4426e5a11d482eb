"""Prospects by what is typed of their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    F,
    OuterRef,
    QuerySet,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.text import Truncator

from thidua.kernel.finding import (
    ITSELF,
    PROSPECT,
    Hit,
    Row,
    Words,
    fit,
    holds,
    is_marked,
    rows_of,
)
from thidua.organisations.actor import Actor
from thidua.organisations.models import UnitName
from thidua.prospects.models import Prospect
from thidua.prospects.models.prospect import ProspectQuerySet
from thidua.prospects.queries.words import called

OPENED_AT = {"prospects:prospect": PROSPECT}
"""The pages that show one thing of this room."""
MOST = 8
"""Prospects that are listed."""
LONGEST = 60
"""Signs of what a unit does that stand beside its name."""


def asked(actor: Actor, words: Words, on: date) -> QuerySet[Any, tuple[Any, ...]]:
    """The prospects this actor may know of, to be asked with what other rooms have."""
    seen = Prospect.objects.visible_to(actor, on)
    some = seen.filter(holds("folded", words, is_folded=True), is_marked("name", words))
    return _rows(some, fit("folded", words, is_folded=True), on)


def hit(row: Row) -> Hit:
    """A prospect that was found; of a unit, whose name says where, what it does."""
    href = reverse("prospects:prospect", args=[row.pk])
    is_unit = row.detail == Prospect.Kind.UNIT
    about = Truncator(row.about).chars(LONGEST)
    said = (about, "" if is_unit and row.home == row.name else row.home)
    label = called(Prospect(kind=row.detail, name=row.name))
    return Hit(PROSPECT, row.pk, label, href, " · ".join(filter(None, said)), row.rank)


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """Those somebody opened lately, as far as they may still know of them."""
    if not (chosen := numbers.get(PROSPECT)):
        return []
    seen = Prospect.objects.visible_to(actor, on).filter(pk__in=chosen)
    rank = Value(ITSELF, output_field=SmallIntegerField())
    return [hit(row) for row in rows_of(_rows(seen, rank, on))]


def unit_name(on: date, unit: str = "home") -> Subquery:
    """How a unit is called on a day, in the question that asks for what it has."""
    names = UnitName.objects.filter(unit=OuterRef(unit), during__startswith__lte=on)
    return Subquery(names.order_by("-during").values("full_name")[:1])


def _rows(
    seen: ProspectQuerySet, rank: Any, on: date
) -> QuerySet[Any, tuple[Any, ...]]:
    why = Left("what", LONGEST + 1)  # one more tells that there is more
    rows: Any = seen.annotate(
        hit_about=Case(When(kind=Prospect.Kind.UNIT, then=why), default=F("place")),
        hit_rank=rank,
        hit_home=unit_name(on),
        hit_kind=Value(PROSPECT),
    )
    columns = ("hit_kind", "pk", "name", "kind", "hit_about", "hit_home", "hit_rank")
    ordered = rows.order_by("hit_rank", "sort_key", "pk")
    return ordered.values_list(*columns, "sort_key")[:MOST]  # type: ignore[no-any-return]
