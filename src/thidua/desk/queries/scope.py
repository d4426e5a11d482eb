"""Whose figures a person may watch: their own unit and all below it.

The office that runs a campaign, and the body that launched it, watch the whole of the
campaign's tree; a successor watches what it took over.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from thidua.campaigns.models import Campaign, Stewardship
from thidua.indicators.models import Form
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Placement, Succession, Unit


def roots_of(actor: Actor) -> list[int]:
    """The units at and below which this person may watch, the widest first."""
    unit = actor.unit_id
    if unit is None:
        return []
    runs = Q(office=unit) | Q(launcher=unit)
    now = Campaign.objects.filter(runs).values_list("root_id", "starts_on")
    then = Stewardship.objects.filter(runs).values_list("root_id", "until")
    roots = [root for root, _day in now.union(then).order_by("-starts_on")]
    if not roots and Form.objects.filter(owner=unit).exists():
        above = Placement.objects.filter(unit=unit, parent__isnull=False)
        roots = [*above.order_by("-during").values_list("parent_id", flat=True)[:1]]
    roots.append(unit)
    roots += Succession.objects.filter(successor__in=roots).values_list(
        "predecessor_id", flat=True
    )
    return list(dict.fromkeys(roots))


def may_watch(roots: Collection[int], unit: int) -> bool:
    """Does the unit stand, or has it ever stood, at or below one of these?"""
    return (
        unit in roots or Lineage.objects.filter(ancestor__in=roots, unit=unit).exists()
    )


def watched(actor: Actor, unit: int | None) -> Unit | None:
    """The unit asked for, or the widest one this person watches; None if not theirs."""
    roots = roots_of(actor)
    if unit is None:
        unit = roots[0] if roots else None
    if unit is None or not may_watch(roots, unit):
        return None
    return Unit.objects.filter(pk=unit).first()
