"""The acts that change units. Each has a decision behind it and a day of effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from thidua.audit.trail import record
from thidua.kernel.events import announce
from thidua.organisations import acts
from thidua.organisations.actor import Actor
from thidua.organisations.acts.carrying import carry_out, lock_trees
from thidua.organisations.acts.words import Decision, Founding, Plan
from thidua.organisations.events import (
    UnitClosed,
    UnitFounded,
    UnitMoved,
    UnitRenamed,
    UnitsMerged,
    UnitSplit,
)
from thidua.organisations.models import Reorganisation, Tree, Unit
from thidua.organisations.policies import can_reorganise


@transaction.atomic
def found_unit(
    new: Founding, decision: Decision, *, actor: Actor, at: datetime
) -> Unit:
    """A unit is founded under a parent of the state tree."""
    can_reorganise(actor).enforce()

    act, (unit,) = _do(lambda: acts.plan_founding(new, decision))

    _tell("founded", [unit], act, actor, at)
    announce(UnitFounded(act.pk, unit.pk, decision.effective_on.isoformat()))
    return unit


@transaction.atomic
def merge_units(
    units: Sequence[Unit],
    new: Founding,
    decision: Decision,
    *,
    actor: Actor,
    at: datetime,
) -> Unit:
    """Several units become one; what hung under them hangs under the new one."""
    can_reorganise(actor).enforce()

    act, (unit,) = _do(lambda: acts.plan_merger(units, new, decision))

    _tell("merged", [*units, unit], act, actor, at)
    announce(
        UnitsMerged(
            act.pk,
            tuple(old.pk for old in units),
            unit.pk,
            decision.effective_on.isoformat(),
        )
    )
    return unit


@transaction.atomic
def split_unit(
    unit: Unit,
    into: Sequence[Founding],
    decision: Decision,
    *,
    actor: Actor,
    at: datetime,
) -> list[Unit]:
    """One unit becomes several; the first of them is its main successor."""
    can_reorganise(actor).enforce()

    act, new = _do(lambda: acts.plan_split(unit, into, decision))

    _tell("split", [unit, *new], act, actor, at)
    heirs = tuple(one.pk for one in new)
    announce(UnitSplit(act.pk, unit.pk, heirs, decision.effective_on.isoformat()))
    return new


@transaction.atomic
def rename_unit(
    unit: Unit,
    full_name: str,
    decision: Decision,
    *,
    name: str = "",
    actor: Actor,
    at: datetime,
) -> Unit:
    """A unit goes on under another name."""
    can_reorganise(actor).enforce()

    act, _new = _do(lambda: acts.plan_renaming(unit, full_name, name, decision))

    _tell("renamed", [unit], act, actor, at, said=full_name)
    announce(UnitRenamed(act.pk, unit.pk, decision.effective_on.isoformat()))
    return unit


@transaction.atomic
def move_unit(
    unit: Unit,
    tree: Tree,
    parent: Unit,
    decision: Decision,
    *,
    actor: Actor,
    at: datetime,
) -> Unit:
    """A unit hangs under another parent, with everything below it."""
    can_reorganise(actor).enforce()

    act, _new = _do(lambda: acts.plan_move(unit, tree, parent, decision))

    _tell("moved", [unit], act, actor, at)
    day = decision.effective_on.isoformat()
    announce(UnitMoved(act.pk, unit.pk, tree.pk, parent.pk, day))
    return unit


@transaction.atomic
def close_unit(unit: Unit, decision: Decision, *, actor: Actor, at: datetime) -> Unit:
    """A unit ends; nobody succeeds it."""
    can_reorganise(actor).enforce()

    act, _new = _do(lambda: acts.plan_closing(unit, decision))

    _tell("closed", [unit], act, actor, at)
    announce(UnitClosed(act.pk, unit.pk, decision.effective_on.isoformat()))
    return unit


def _do(planned: Callable[[], Plan]) -> tuple[Reorganisation, list[Unit]]:
    """Wait for other acts, plan on what stands then, and carry it out."""
    lock_trees()
    plan = planned()
    plan.enforce()
    return carry_out(plan)


def _tell(
    done: str,
    units: Sequence[Unit],
    act: Reorganisation,
    actor: Actor,
    at: datetime,
    **said: str,
) -> None:
    for unit in units:
        record(
            f"organisations.unit.{done}",
            unit,
            actor=actor,
            at=at,
            act=act.pk,
            decision=act.decision,
            **said,
        )
