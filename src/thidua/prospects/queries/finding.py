"""Prospects by what is typed of their names; what one begins in this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, SmallIntegerField, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.finding import (
    ACT,
    ITSELF,
    PROSPECT,
    Hit,
    Words,
    fit,
    holds,
    is_marked,
)
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, UnitName
from thidua.prospects.models import Prospect
from thidua.prospects.models.prospect import ProspectQuerySet
from thidua.prospects.queries.words import called

OPENED_AT = {"prospects:prospect": PROSPECT}
"""The pages that show one thing of this room."""
MOST = 8
"""Prospects that are listed."""


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """The prospects this actor may know of: one question."""
    seen = Prospect.objects.visible_to(actor, on)
    some = seen.filter(holds("folded", words, is_folded=True), is_marked("name", words))
    return _hits(some, fit("folded", words, is_folded=True), on)


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """Those somebody opened lately, as far as they may still know of them."""
    if not (chosen := numbers.get(PROSPECT)):
        return []
    seen = Prospect.objects.visible_to(actor, on).filter(pk__in=chosen)
    return _hits(seen, Value(ITSELF, output_field=SmallIntegerField()), on)


def acts(actor: Actor, _words: Words, _on: date) -> list[Hit]:
    """To tell of somebody; for an office also to add one, and the pages of the room."""
    deed, page = _("việc"), _("trang")
    own = (_("Tin tôi báo"), "prospects:mine", page)
    wanted = [(_("Báo tin về nhân tố"), "prospects:tell", deed)]
    if actor.unit_id is not None and actor.holds(Power.RUN):
        wanted += [
            (_("Thêm nhân tố"), "prospects:new", deed),
            (_("Nhân tố"), "prospects:list", page),
            (_("Tin báo"), "prospects:tips", page),
        ]
    wanted.append(own)
    return [Hit(ACT, 0, label, reverse(name), about) for label, name, about in wanted]


def unit_name(on: date, unit: str = "home") -> Subquery:
    """How a unit is called on a day, in the question that asks for what it has."""
    names = UnitName.objects.filter(unit=OuterRef(unit), during__startswith__lte=on)
    return Subquery(names.order_by("-during").values("full_name")[:1])


def _hits(seen: ProspectQuerySet, rank: Any, on: date) -> list[Hit]:
    rows: Any = seen.annotate(hit_rank=rank, hit_home=unit_name(on))
    return [
        Hit(
            PROSPECT,
            one.pk,
            called(one),
            reverse("prospects:prospect", args=[one.pk]),
            " · ".join(filter(None, (one.place, one.hit_home))),
            one.hit_rank,
        )
        for one in rows.order_by("hit_rank", "sort_key", "pk")[:MOST]
    ]
