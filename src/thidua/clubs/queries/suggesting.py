"""Whom a unit may emulate: of the same kind, work and place, and why each is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign, Target
from thidua.clubs.models import ClubMember
from thidua.clubs.states import Standing
from thidua.exemplars.models import Exemplar
from thidua.exemplars.shown import Shown
from thidua.exemplars.states import Learner
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.naming import parents_on
from thidua.organisations.places import Places

MOST = 6
ITEM, KIND, NEAR, CLUB = 3, 2, 2, 1
"""How much each likeness counts; who was caught up with most often leads among equals
(a measure of this house, no rule of law)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An exemplar that fits, and why."""

    pk: int
    href: str
    title: str
    name: str
    summary: str
    reasons: Sequence[str]
    learners: str
    follow_href: str


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What is known of the unit that chooses."""

    kind: str
    items: frozenset[object]
    parent: int | None
    parents: Mapping[int, int]
    clubs: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The exemplars that fit a unit best, the best first, and why."""

    best: Sequence[Exemplar]
    like: _Likeness


def fitting(campaign: Campaign, actor: Actor, day: date) -> Fitting | None:
    """The best six for the actor's unit; None for whoever acts for none."""
    unit = Unit.objects.filter(pk=actor.unit_id or 0).first()
    if unit is None:
        return None
    some = _open_to(campaign, unit, actor, day)
    like = _likeness(campaign, unit, some, day)
    ranked = sorted(some, key=lambda one: (-_score(one, like), -_reached(one), one.pk))
    return Fitting(ranked[:MOST], like)


def suggestions(
    found: Fitting, shown: Mapping[int, Shown], places: Places
) -> list[Suggestion]:
    """They as the page shows them."""
    like = found.like
    return [
        Suggestion(
            pk=one.pk,
            href=reverse("exemplars:exemplar", args=[one.pk]),
            title=shown[one.pk].title,
            name=places.called(one.home_id)
            if one.unit_id == one.home_id
            else f"{shown[one.pk].name}, {places.called(one.home_id)}",
            summary=shown[one.pk].summary,
            reasons=_reasons(one, like),
            learners=_learners(one),
            follow_href=reverse("exemplars:follow", args=[one.pk]),
        )
        for one in found.best
    ]


def _open_to(campaign: Campaign, unit: Unit, actor: Actor, day: date) -> list[Exemplar]:
    """Honoured ones of the campaign that the unit neither is nor learns from."""
    seen = Exemplar.objects.visible_to(actor, day).honoured()
    mine = Q(learners__unit=unit) & ~Q(learners__state=Learner.STOPPED)
    taken = Exemplar.objects.filter(mine).values("pk")
    reached = Q(learners__state__in=[Learner.CAUGHT_UP, Learner.SURPASSED])
    found = seen.filter(campaign=campaign).exclude(unit=unit).exclude(pk__in=taken)
    alive = ~Q(learners__state=Learner.STOPPED) & Q(learners__isnull=False)
    return list(
        found.select_related("unit").annotate(
            learning_count=Count("learners", filter=alive, distinct=True),
            reached_count=Count("learners", filter=reached, distinct=True),
        )
    )


def _likeness(
    campaign: Campaign, unit: Unit, some: Sequence[Exemplar], day: date
) -> _Likeness:
    targets = Target.objects.filter(campaign=campaign, unit=unit)
    members = ClubMember.objects.filter(
        exemplar__in=[one.pk for one in some], state=Standing.MEMBER
    )
    parents = parents_on({unit.pk, *(one.home_id for one in some)}, day)
    return _Likeness(
        kind=unit.kind,
        items=frozenset(targets.values_list("node_key", flat=True)),
        parent=parents.get(unit.pk),
        parents=parents,
        clubs=dict(members.values_list("exemplar", "club__name")),
    )


def _score(one: Exemplar, like: _Likeness) -> int:
    return (
        ITEM * (one.node_key in like.items)
        + KIND * _is_alike(one, like)
        + NEAR * _is_near(one, like)
        + CLUB * (one.pk in like.clubs)
    )


def _is_alike(one: Exemplar, like: _Likeness) -> bool:
    return one.unit is not None and one.unit.kind == like.kind


def _is_near(one: Exemplar, like: _Likeness) -> bool:
    return like.parent is not None and like.parents.get(one.home_id) == like.parent


def _reached(one: Exemplar) -> int:
    return int(getattr(one, "reached_count", 0))


def _learners(one: Exemplar) -> str:
    count, reached = int(getattr(one, "learning_count", 0)), _reached(one)
    if not count:
        return _("chưa có ai học theo")
    return ngettext(
        "%(n)s nơi học theo, %(there)s đã bắt kịp hoặc vượt qua",
        "%(n)s nơi học theo, %(there)s đã bắt kịp hoặc vượt qua",
        count,
    ) % {"n": show_number(count), "there": show_number(reached)}


def _reasons(one: Exemplar, like: _Likeness) -> list[str]:
    told = [
        (one.node_key in like.items, _("cùng chỉ tiêu được giao")),
        (_is_alike(one, like), _("cùng loại đơn vị")),
        (_is_near(one, like), _("cùng địa bàn")),
        (one.pk in like.clubs, like.clubs.get(one.pk, "")),
    ]
    return [words for is_so, words in told if is_so]
