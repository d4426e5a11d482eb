"""Local units as a list brings them in; and out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError

from thidua.audit.trail import record_each
from thidua.kernel.events import announce
from thidua.kernel.policy import YES, Verdict
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.organisations import acts
from thidua.organisations.actions.bringing_people import Done
from thidua.organisations.actor import Actor
from thidua.organisations.acts.carrying import carry_out, lock_trees
from thidua.organisations.acts.words import Decision, Founding
from thidua.organisations.events import UnitFounded
from thidua.organisations.hanging import something_hangs_on
from thidua.organisations.models import (
    Lineage,
    Placement,
    Reorganisation,
    Tree,
    Unit,
    UnitCode,
    UnitName,
)
from thidua.organisations.policies import can_found_from_file, can_keep_register

_OWN = UnitCode.Scheme.OWN


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One unit of a list, new or (`unit_id`) one that is only given its code.

    `symbol` is the document that founds it; `tree` the key of its line.
    """

    unit_id: int
    kind: str
    full_name: str
    name: str
    parent_id: int
    tree: str
    code: str
    first: date
    symbol: str = ""


@transaction.atomic
def bring_in_units(
    listed: Sequence[ListedUnit], *, actor: Actor, at: datetime, source: str
) -> list[Done]:
    """Found the units of a list under their parents; each line is answered.

    Those of one document and day are one act; without a document `source` is named.
    """
    may = {
        parent: can_keep_register(actor, parent, at.date())
        for parent in {one.parent_id for one in listed}
    }
    if may and not any(may.values()):
        next(iter(may.values())).enforce()

    lock_trees()
    parents = Unit.objects.in_bulk(list(may))
    answers: dict[int, Done] = {}
    together: dict[tuple[str, date], list[int]] = defaultdict(list)
    for place, one in enumerate(listed):
        no = may[one.parent_id] & _why_not(one)
        if not no:
            answers[place] = Done(False, None, str(no.reason), str(no.remedy))
        elif one.unit_id:
            answers[place] = _give_code(one)
        else:
            together[one.symbol or source, one.first].append(place)

    for (symbol, first), places in together.items():
        answers |= _found(
            [(place, listed[place]) for place in places],
            parents,
            Decision(symbol[:200], first),
            actor=actor,
            at=at,
        )
    return [answers[place] for place in range(len(listed))]


@transaction.atomic
def take_out_units(
    lines: Sequence[Mapping[str, Any]], *, actor: Actor, at: datetime, source: str
) -> list[Done]:
    """Undo lines of a list where nothing hangs on the unit; `lines` are their undos."""
    for parent in {line["parent"] for line in lines}:
        can_keep_register(actor, parent, at.date()).enforce()

    lock_trees()
    gone: list[Unit] = []
    answers = [_leave(line, gone) for line in lines]
    Reorganisation.objects.filter(
        pk__in={line["act"] for line in lines if "act" in line}, units=None
    ).delete()

    record_each("organisations.unit.taken_out", gone, actor=actor, at=at, said=source)
    return answers


def _why_not(one: ListedUnit) -> Verdict:
    if one.unit_id:
        return YES
    verdict = can_found_from_file(one.kind)
    below = UnitName.objects.filter(
        unit__placements__parent=one.parent_id,
        unit__placements__during__contains=one.first,
        during__contains=one.first,
    )
    if verdict and below.filter(folded=fold(one.full_name)).exists():
        return Verdict(
            _("Người khác vừa ghi đơn vị này."),
            _("Kiểm tra lại tệp: điều mới sẽ hiện bên cạnh."),
        )
    return verdict


def _found(
    listed: Sequence[tuple[int, ListedUnit]],
    parents: Mapping[int, Unit],
    decision: Decision,
    *,
    actor: Actor,
    at: datetime,
) -> dict[int, Done]:
    """One act for all that can be founded; the others say what stands against them."""
    good, answers = _possible(listed, parents, decision)
    if not good:
        return answers
    plan = acts.plan_foundings([(new, tree) for _p, new, tree in good], decision)
    act, units = carry_out(plan)
    for (place, new, _tree), unit in zip(good, units, strict=True):
        announce(UnitFounded(act.pk, unit.pk, decision.effective_on.isoformat()))
        undo = {"unit": unit.pk, "act": act.pk, "parent": new.parent.pk}
        answers[place] = Done(True, undo)
    record_each(
        "organisations.unit.founded",
        units,
        actor=actor,
        at=at,
        act=act.pk,
        decision=act.decision,
    )
    return answers


def _possible(
    listed: Sequence[tuple[int, ListedUnit]],
    parents: Mapping[int, Unit],
    decision: Decision,
) -> tuple[list[tuple[int, Founding, Tree]], dict[int, Done]]:
    """The foundings that nothing stands against; and the answers to the others."""
    trees = {tree.key: tree for tree in Tree.objects.all()}
    answers: dict[int, Done] = {}
    good: list[tuple[int, Founding, Tree]] = []
    codes: set[str] = set()
    for place, one in listed:
        new = Founding(
            one.kind, one.full_name, parents[one.parent_id], one.name, one.code
        )
        no = acts.plan_foundings([(new, trees[one.tree])], decision).is_possible
        if no and one.code in codes:
            no = Verdict(_("Mã %s có hai lần trong tệp.") % one.code, _("Xem lại mã."))
        if no:
            good.append((place, new, trees[one.tree]))
            codes |= {one.code} - {""}
        else:
            answers[place] = Done(False, None, str(no.reason), str(no.remedy))
    return good, answers


def _give_code(one: ListedUnit) -> Done:
    try:
        with transaction.atomic():
            code = UnitCode.objects.create(
                unit_id=one.unit_id,
                scheme=_OWN,
                code=one.code,
                during=DateRange(one.first, None),
            )
    except IntegrityError:
        return Done(
            False,
            None,
            _("Mã %s đang là mã của đơn vị khác, hoặc đơn vị đã có mã.") % one.code,
            _("Xem lại mã, hoặc để trống và bổ sung sau."),
        )
    return Done(True, {"unit": one.unit_id, "code": code.pk, "parent": one.parent_id})


def _leave(line: Mapping[str, Any], gone: list[Unit]) -> Done:
    if "code" in line:
        UnitCode.objects.filter(pk=line["code"]).delete()
        return Done(True)
    kept = Done(
        False,
        None,
        _("Đã có việc gắn với đơn vị này."),
        _("Nếu đơn vị không còn, ghi việc giải thể ở trang của nó."),
    )
    unit = Unit.objects.filter(pk=line["unit"]).first()
    own = (Lineage, Placement, Reorganisation, UnitCode, UnitName)
    is_moved = unit is None or unit.placements.count() > 1 or unit.names.count() > 1
    children = Placement.objects.filter(parent=line["unit"])
    if (
        unit is None
        or is_moved
        or children.exists()
        or something_hangs_on(unit, apart_from=own)
    ):
        return kept
    try:
        with transaction.atomic():
            gone.append(Unit(pk=unit.pk))
            _remove(unit)
    except (ProtectedError, IntegrityError):
        gone.pop()
        return kept
    return Done(True)


def _remove(unit: Unit) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from organisations_lineage where unit_id = %s", [unit.pk]
        )
    unit.placements.all().delete()
    unit.names.all().delete()
    unit.codes.all().delete()
    Reorganisation.units.through.objects.filter(unit=unit).delete()
    unit.delete()
