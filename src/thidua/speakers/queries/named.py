"""Speakers by what is typed of their names or topics; a name is found by whoever may
read it, a topic by everybody who may know of the speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Least
from django.urls import reverse

from thidua.kernel.finding import (
    ITSELF,
    SPEAKER,
    WORDS,
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
from thidua.speakers.models import (
    Speaker,
    SpeakerConsent,
    SpeakerQuerySet,
    Topic,
)
from thidua.speakers.shown import somebody

OPENED_AT = {"speakers:speaker": SPEAKER}
"""The pages that show one thing of this room."""
MOST = 8
"""Speakers that are listed."""


def asked(actor: Actor, words: Words, on: date) -> QuerySet[Any, tuple[Any, ...]]:
    """The speakers this actor may know of, to be asked with what other rooms have."""
    seen = _named(Speaker.objects.visible_to(actor, on), actor, on)
    told = Topic.objects.filter(
        holds("title", words), is_marked("title", words), dropped_at__isnull=True
    )
    called_so = (
        Q(holds("folded", words, is_folded=True))
        & Q(is_marked("name", words))
        & Q(hit_is_named=True)
    )
    last = Value(WORDS, output_field=SmallIntegerField())
    by_name = When(called_so, then=fit("folded", words, is_folded=True))
    rank = Least(Case(by_name, default=last), last)
    some = seen.filter(called_so | Q(pk__in=told.values("speaker")))
    return _rows(some, rank, on)


def hit(row: Row) -> Hit:
    """A speaker that was found; without a consent to the name, one of their unit."""
    href = reverse("speakers:speaker", args=[row.pk])
    label = row.name or somebody(row.home)
    about = " · ".join(filter(None, (row.about, row.home if row.name else "")))
    return Hit(SPEAKER, row.pk, label, href, about, row.rank)


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """Those somebody opened lately, as far as they may still know of them."""
    if not (chosen := numbers.get(SPEAKER)):
        return []
    seen = Speaker.objects.visible_to(actor, on).filter(pk__in=chosen)
    rank = Value(ITSELF, output_field=SmallIntegerField())
    return [hit(row) for row in rows_of(_rows(_named(seen, actor, on), rank, on))]


def _named(seen: SpeakerQuerySet, actor: Actor, on: date) -> SpeakerQuerySet:
    """With whether this actor may read the name."""
    said = SpeakerConsent.objects.filter(speaker=OuterRef("pk")).order_by("-pk")
    whole = Speaker.objects.inside(actor, on).filter(pk=OuterRef("pk"))
    named: Any = seen.annotate(hit_said=Subquery(said.values("shows_name")[:1]))
    return named.annotate(  # type: ignore[no-any-return]
        hit_is_named=Case(
            When(Q(hit_said=True) | Q(Exists(whole)), then=Value(True)),
            default=Value(False),
        )
    )


def _rows(seen: SpeakerQuerySet, rank: Any, on: date) -> QuerySet[Any, tuple[Any, ...]]:
    told = Topic.objects.filter(speaker=OuterRef("pk"), dropped_at__isnull=True)

    def if_named(column: str) -> Case:
        named = When(hit_is_named=True, then=F(column))
        return Case(named, default=Value(""), output_field=CharField())

    rows: Any = seen.annotate(
        hit_rank=rank,
        hit_home=unit_name(on),
        hit_kind=Value(SPEAKER),
        hit_name=if_named("name"),
        hit_order=if_named("sort_key"),
        hit_topic=Subquery(told.order_by("pk").values("title")[:1]),
        hit_about=Value(""),
    )
    columns = ("hit_kind", "pk", "hit_name", "hit_about", "hit_topic", "hit_home")
    ordered = rows.order_by("hit_rank", "hit_order", "pk")
    return ordered.values_list(*columns, "hit_rank", "hit_order")[:MOST]  # type: ignore[no-any-return]
