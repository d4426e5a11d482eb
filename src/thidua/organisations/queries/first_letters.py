"""Units by the first letters of their bare names: `cb` for Xã Châu Bình.

Very many names begin so: those of one's own province come first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse

from thidua.kernel.finding import UNIT, WORDS, Hit, Row, Words, holds
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Placement, Unit, UnitName
from thidua.organisations.queries.listing import kind_called

MOST = 8
"""Units that are listed."""
LETTERS = range(2, 6)
"""How many letters are taken for first letters."""


def asked(actor: Actor, words: Words, on: date) -> QuerySet[Any, tuple[Any, ...]]:
    """The units of a day, to be asked with what other rooms have."""
    letters = words.plain[0] if len(words.plain) == 1 else ""
    if len(letters) not in LETTERS or not letters.isalpha():
        return _rows(UnitName.objects.none(), actor, on)
    first = replace(words, query=f"'^{letters}'")
    of_day = UnitName.objects.filter(during__contains=on)
    return _rows(of_day.filter(holds("name", first)), actor, on)


def hit(row: Row) -> Hit:
    """A unit that was found."""
    href = reverse("organisations:unit", args=[row.pk])
    about = row.home or kind_called(row.detail, row.name)
    return Hit(UNIT, row.pk, row.name, href, about, row.rank)


def _rows(
    names: QuerySet[UnitName], actor: Actor, on: date
) -> QuerySet[Any, tuple[Any, ...]]:
    home = Lineage.objects.filter(
        unit=actor.unit_id or 0,
        ancestor__kind__in=[Unit.Kind.PROVINCE, Unit.Kind.CITY],
        during__contains=on,
    )
    near = Lineage.objects.filter(
        unit=OuterRef("unit"),
        ancestor__in=home.values("ancestor"),
        during__contains=on,
    )
    above = Placement.objects.filter(unit=OuterRef("unit"), during__contains=on)
    called = UnitName.objects.filter(
        unit=OuterRef("hit_above"), during__contains=on
    ).values("full_name")
    rows: Any = names.annotate(
        hit_kind=Value(UNIT),
        hit_above=Subquery(above.order_by("tree").values("parent")[:1]),
        hit_place=Coalesce(Subquery(called[:1]), Value(""), output_field=CharField()),
        hit_about=Value(""),
        hit_rank=Value(WORDS, output_field=SmallIntegerField()),
        hit_is_near=Case(
            When(Exists(near), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        hit_order=Concat(
            Case(When(hit_is_near=True, then=Value("0")), default=Value("1")),
            F("sort_key"),
            output_field=CharField(),
        ),
    )
    columns = ("hit_kind", "unit_id", "full_name", "unit__kind", "hit_about")
    ordered = rows.order_by("-hit_is_near", "sort_key", "unit_id")
    return ordered.values_list(*columns, "hit_place", "hit_rank", "hit_order")[:MOST]  # type: ignore[no-any-return]
