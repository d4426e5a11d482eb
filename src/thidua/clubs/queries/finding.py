"""Clubs by what is typed of their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, SmallIntegerField, Value
from django.urls import reverse

from thidua.clubs.models import Club
from thidua.clubs.models.club import ClubQuerySet
from thidua.kernel.finding import (
    CLUB,
    ITSELF,
    Hit,
    Row,
    Words,
    fit,
    holds,
    is_marked,
    rows_of,
)
from thidua.organisations.actor import Actor
from thidua.prospects.queries.finding import unit_name

OPENED_AT = {"clubs:club": CLUB}
"""The pages that show one thing of this room."""
MOST = 8
"""Clubs that are listed."""


def asked(actor: Actor, words: Words, on: date) -> QuerySet[Any, tuple[Any, ...]]:
    """The clubs this actor may know of, to be asked with what other rooms have."""
    seen = Club.objects.visible_to(actor, on)
    some = seen.filter(holds("folded", words, is_folded=True), is_marked("name", words))
    return _rows(some, fit("folded", words, is_folded=True), on)


def hit(row: Row) -> Hit:
    """A club that was found."""
    href = reverse("clubs:club", args=[row.pk])
    about = " · ".join(filter(None, (row.about, row.home)))
    return Hit(CLUB, row.pk, row.name, href, about, row.rank)


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """Those somebody opened lately, as far as they may still know of them."""
    if not (chosen := numbers.get(CLUB)):
        return []
    seen = Club.objects.visible_to(actor, on).filter(pk__in=chosen)
    rank = Value(ITSELF, output_field=SmallIntegerField())
    return [hit(row) for row in rows_of(_rows(seen, rank, on))]


def _rows(seen: ClubQuerySet, rank: Any, on: date) -> QuerySet[Any, tuple[Any, ...]]:
    rows: Any = seen.annotate(
        hit_rank=rank, hit_home=unit_name(on), hit_kind=Value(CLUB)
    )
    columns = ("hit_kind", "pk", "name", "field", "trade", "hit_home", "hit_rank")
    ordered = rows.order_by("hit_rank", "sort_key", "pk")
    return ordered.values_list(*columns, "sort_key")[:MOST]  # type: ignore[no-any-return]
