"""Exemplars by what is typed of their titles and names; what one begins with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, SmallIntegerField, Value
from django.db.models.functions import Least
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.models import AudienceMember, Campaign
from thidua.exemplars.models import Exemplar, ExemplarQuerySet
from thidua.exemplars.queries.listing import called_so, open_to
from thidua.kernel.finding import (
    ACT,
    EXEMPLAR,
    ITSELF,
    Hit,
    Words,
    fit,
    holds,
    in_all_languages,
    is_marked,
)
from thidua.organisations.actor import Actor
from thidua.prospects.queries.finding import unit_name

OPENED_AT = {"exemplars:exemplar": EXEMPLAR}
"""The pages that show one thing of this room."""
MOST = 8
"""Exemplars that are listed."""
LOOKED_AT = 40
"""Exemplars to learn from whose titles the words of an act may hold."""
FEW = 3
"""Running campaigns of one's unit to register in."""

_FOLLOW = gettext_lazy("học theo, học tập, noi gương, làm theo")
_REGISTER = gettext_lazy("đăng ký điển hình, giới thiệu điển hình, thêm điển hình")


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """The exemplars this actor may know of, and by name those they may know by name:
    one question."""
    seen = Exemplar.objects.visible_to(actor, on)
    some = called_so(
        seen,
        open_to(seen, actor, on),
        name=_holds("name", "folded", words),
        title=_holds("title", "folded_title", words),
    )
    rank = Least(
        fit("folded", words, is_folded=True),
        fit("folded_title", words, is_folded=True),
    )
    return _hits(some, rank, actor, on)


def _holds(name: str, folded: str, words: Words) -> Q:
    return Q(holds(folded, words, is_folded=True)) & Q(is_marked(name, words))


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """Those somebody opened lately, as far as they may still know of them."""
    if not (chosen := numbers.get(EXEMPLAR)):
        return []
    seen = Exemplar.objects.visible_to(actor, on).filter(pk__in=chosen)
    some = called_so(seen, open_to(seen, actor, on), name=Q(), title=Q())
    return _hits(some, Value(ITSELF, output_field=SmallIntegerField()), actor, on)


def acts(actor: Actor, words: Words, on: date) -> list[Hit]:
    """To learn from one, to register one in a campaign."""
    hits = []
    if actor.unit_id is not None and words:
        if words.may_begin(in_all_languages(_FOLLOW)):
            hits += _to_follow(actor, on)
        if words.may_begin(in_all_languages(_REGISTER)):
            hits += _to_register(actor, on)
    return hits


def _to_follow(actor: Actor, on: date) -> list[Hit]:
    seen = Exemplar.objects.visible_to(actor, on).honoured()
    others = seen.exclude(unit=actor.unit_id)
    some = called_so(others, open_to(others, actor, on), name=Q(), title=Q())
    rows = some.order_by("-praised_on", "-pk").values_list("pk", "title")
    return [
        Hit(
            ACT,
            pk,
            _("Học theo “%(title)s”") % {"title": title},
            reverse("exemplars:follow", args=[pk]),
            _("việc"),
            also=in_all_languages(_FOLLOW),
        )
        for pk, title in rows[:LOOKED_AT]
    ]


def _to_register(actor: Actor, on: date) -> list[Hit]:
    inside = AudienceMember.objects.filter(unit=actor.unit_id)
    ours = (
        Q(pk__in=inside.values("audience__campaign"))
        | Q(office=actor.unit_id)
        | Q(launcher=actor.unit_id)
    )
    running = Campaign.objects.visible_to(actor).running()
    running = running.filter(ours, starts_on__lte=on, ends_on__gte=on)
    rows = running.order_by("-starts_on", "-pk").values_list("pk", "name")[:FEW]
    return [
        Hit(
            ACT,
            pk,
            _("Đăng ký điển hình: %(name)s") % {"name": name},
            reverse("exemplars:register-one", args=[pk]),
            _("việc"),
            also=in_all_languages(_REGISTER),
        )
        for pk, name in rows
    ]


def _hits(seen: ExemplarQuerySet, rank: Any, actor: Actor, on: date) -> list[Hit]:
    """Whose name this reader may not know is told by its title and its unit alone."""
    rows: Any = seen.annotate(
        hit_rank=rank,
        hit_home=unit_name(on),
        hit_is_named=open_to(seen, actor, on),
    )
    return [
        Hit(
            EXEMPLAR,
            one.pk,
            one.title,
            reverse("exemplars:exemplar", args=[one.pk]),
            _about(one),
            one.hit_rank,
        )
        for one in rows.order_by("hit_rank", "folded_title", "pk")[:MOST]
    ]


def _about(one: Any) -> str:
    shows = one.hit_is_named and one.name not in {one.title, one.hit_home}
    parts = (one.name if shows else "", one.hit_home)
    return " · ".join(filter(None, parts))
