"""The six acts, planned. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel import dates
from thidua.kernel.policy import Verdict
from thidua.organisations.acts import checking
from thidua.organisations.acts.words import Decision, Founding, Heirloom, Move, Plan
from thidua.organisations.models import (
    Placement,
    Reorganisation,
    Succession,
    Tree,
    Unit,
)
from thidua.organisations.naming import in_sentence, names_on, unit_called

Kind = Reorganisation.Kind
NAMES_SHOWN = 12


def plan_founding(new: Founding, decision: Decision) -> Plan:
    """A unit is founded and stands in the state tree."""
    plan = Plan(Kind.FOUNDING, decision)
    _found(plan, [new])
    plan.places.append((0, _state(), new.parent))
    return plan


def plan_foundings(new: Sequence[tuple[Founding, Tree]], decision: Decision) -> Plan:
    """Several units are founded by one decision, each in a tree of its own line."""
    plan = Plan(Kind.FOUNDING, decision)
    plan.obstacles.extend(checking.of_decision(decision))
    for number, (one, tree) in enumerate(new):
        plan.obstacles.extend(checking.of_founding(one, decision.effective_on, ()))
        plan.obstacles.extend(
            checking.of_parent(one.parent, tree, decision.effective_on)
        )
        plan.founds.append(one)
        plan.places.append((number, tree, one.parent))
    return plan


def plan_merger(units: Sequence[Unit], new: Founding, decision: Decision) -> Plan:
    """Several units end and one begins, which takes over what hung under them."""
    on = decision.effective_on
    plan = Plan(Kind.MERGER, decision)
    if len(units) < 2:
        plan.obstacles.append(
            Verdict(
                _("Sáp nhập cần ít nhất hai đơn vị."),
                _("Chọn thêm đơn vị; nếu chỉ thay tên thì dùng việc đổi tên."),
            )
        )
    _end(plan, units)
    _found(plan, [new])
    _stand_in_for(plan, units, heir=0, parent=new.parent)
    plan.heirlooms.extend(
        Heirloom(unit, 0, Succession.Kind.WHOLE, is_main=True) for unit in units
    )
    plan.says.append(
        _("%(new)s kế thừa toàn bộ %(old)s.")
        % {"new": new.full_name, "old": _listed(units, on)}
    )
    return plan


def plan_split(unit: Unit, into: Sequence[Founding], decision: Decision) -> Plan:
    """One unit ends and several begin; the first is its main successor.

    What hung under it goes to the main successor; a move afterwards mends that.
    """
    on = decision.effective_on
    plan = Plan(Kind.SPLIT, decision)
    if len(into) < 2:
        plan.obstacles.append(
            Verdict(
                _("Chia tách cần ít nhất hai đơn vị mới."),
                _("Ghi mỗi đơn vị mới trên một dòng."),
            )
        )
    _end(plan, [unit])
    _found(plan, into)
    for heir, new in enumerate(into):
        if heir:
            plan.places.append((heir, _state(), new.parent))
        plan.heirlooms.append(
            Heirloom(unit, heir, Succession.Kind.SPLIT, is_main=heir == 0)
        )
    if into:
        _stand_in_for(plan, [unit], heir=0, parent=into[0].parent)
        plan.says.append(
            _(
                "Mỗi đơn vị mới kế thừa một phần của %(old)s; "
                "nơi kế thừa chính là %(main)s."
            )
            % {"old": unit_called(unit, on), "main": into[0].full_name}
        )
    return plan


def plan_renaming(unit: Unit, full_name: str, name: str, decision: Decision) -> Plan:
    """A unit goes on under another name."""
    on = decision.effective_on
    plan = Plan(Kind.RENAMING, decision)
    _check(plan, [unit])
    before = unit_called(unit, on)
    if not full_name.strip() or full_name.strip() == before:
        plan.obstacles.append(
            Verdict(_("Tên mới để trống hoặc giống tên cũ."), _("Ghi tên mới."))
        )
    plan.renames.append((unit, full_name, name))
    plan.says.append(
        _("Từ %(day)s, %(old)s mang tên %(new)s. Mã, vị trí và số liệu giữ nguyên.")
        % {"day": dates.show(on), "old": before, "new": full_name}
    )
    return plan


def plan_move(unit: Unit, tree: Tree, parent: Unit, decision: Decision) -> Plan:
    """A unit hangs under another parent, with all that hangs under it."""
    on = decision.effective_on
    plan = Plan(Kind.MOVE, decision)
    _check(plan, [unit])
    plan.obstacles.extend(checking.of_parent(parent, tree, on))
    plan.obstacles.extend(checking.of_circle(unit, parent, tree, on))
    place = Placement.objects.filter(unit=unit, tree=tree, during__contains=on).first()
    if place is None or place.parent_id == parent.pk:
        plan.obstacles.append(
            Verdict(
                _("%(unit)s không đổi nơi trực thuộc trong cây “%(tree)s”.")
                % {"unit": unit_called(unit, on), "tree": str(tree)},
                _("Chọn đơn vị cấp trên khác với hiện nay."),
            )
        )
    plan.moves.append(Move(unit.pk, tree, parent))
    below = len(checking.children_left([unit], on))
    plan.says.append(
        _("Từ %(day)s, %(unit)s trực thuộc %(parent)s (cây “%(tree)s”).")
        % {
            "day": dates.show(on),
            "unit": in_sentence(unit_called(unit, on)),
            "parent": in_sentence(unit_called(parent, on)),
            "tree": str(tree),
        }
    )
    if below:
        plan.says.append(_("%(n)d đơn vị trực thuộc đi theo.") % {"n": below})
    return plan


def plan_closing(unit: Unit, decision: Decision) -> Plan:
    """A unit ends and nobody succeeds it."""
    on = decision.effective_on
    plan = Plan(Kind.CLOSING, decision)
    _end(plan, [unit])
    left = checking.children_left([unit], on)
    if left:
        plan.obstacles.append(
            Verdict(
                _("%(unit)s còn %(n)d đơn vị trực thuộc: %(names)s.")
                % {
                    "unit": unit_called(unit, on),
                    "n": len(left),
                    "names": _named([place.unit_id for place in left], on),
                },
                _("Chuyển hoặc giải thể các đơn vị ấy trước."),
            )
        )
    return plan


def _state() -> Tree:
    return Tree.objects.get(key=Tree.STATE)


def _check(plan: Plan, units: Sequence[Unit]) -> None:
    plan.obstacles.extend(checking.of_decision(plan.decision))
    for unit in units:
        plan.obstacles.extend(checking.of_standing(unit, plan.decision.effective_on))


def _end(plan: Plan, units: Sequence[Unit]) -> None:
    on = plan.decision.effective_on
    _check(plan, units)
    plan.ends.extend(units)
    plan.says.append(
        ngettext(
            "%(n)d đơn vị kết thúc hết ngày %(day)s: %(names)s.",
            "%(n)d đơn vị kết thúc hết ngày %(day)s: %(names)s.",
            len(units),
        )
        % {
            "n": len(units),
            "day": dates.show(on - checking.DAY),
            "names": _listed(units, on),
        }
    )
    if held := checking.mandates_held(units, on):
        plan.says.append(
            _("%(n)d phân công ở đó kết thúc cùng ngày; phân công lại ở đơn vị mới.")
            % {"n": held}
        )


def _found(plan: Plan, units: Sequence[Founding]) -> None:
    on = plan.decision.effective_on
    if not plan.ends:
        plan.obstacles.extend(checking.of_decision(plan.decision))
    for new in units:
        plan.obstacles.extend(checking.of_founding(new, on, plan.ends))
        plan.obstacles.extend(checking.of_parent(new.parent, _state(), on))
    plan.founds.extend(units)
    plan.says.extend(
        _("%(name)s bắt đầu từ %(day)s, trực thuộc %(parent)s%(code)s.")
        % {
            "name": new.full_name,
            "day": dates.show(on),
            "parent": unit_called(new.parent, on),
            "code": _(", mã %s") % new.code if new.code else "",
        }
        for new in units
    )


def _stand_in_for(
    plan: Plan, units: Sequence[Unit], *, heir: int, parent: Unit
) -> None:
    """Place the heir in every tree where they stood, and hang their units under it."""
    on, state = plan.decision.effective_on, _state()
    plan.places.append((heir, state, parent))
    stood = Placement.objects.filter(
        unit__in=[unit.pk for unit in units], during__contains=on
    ).exclude(tree=state)
    seen: set[int] = set()
    for place in stood.select_related("tree", "parent").order_by("pk"):
        if place.tree_id not in seen:
            seen.add(place.tree_id)
            plan.places.append((heir, place.tree, place.parent))
    ending = {unit.pk for unit in units}
    left = {
        (place.unit_id, place.tree_id): place
        for place in checking.children_left(units, on)
        if place.unit_id not in ending
    }
    plan.moves.extend(Move(one.unit_id, one.tree, heir) for one in left.values())
    if left:
        plan.says.append(
            _("%(n)d đơn vị trực thuộc chuyển sang %(new)s: %(names)s.")
            % {
                "n": len(left),
                "new": plan.founds[heir].full_name,
                "names": _named([unit_id for unit_id, _tree in left], on),
            }
        )


def _listed(units: Sequence[Unit], on: date) -> str:
    return _named([unit.pk for unit in units], on)


def _named(unit_ids: Sequence[int], on: date) -> str:
    names = names_on(unit_ids[:NAMES_SHOWN], on)
    said = ", ".join(names.get(pk, "") for pk in unit_ids[:NAMES_SHOWN])
    more = len(unit_ids) - NAMES_SHOWN
    return said + (_(" và %d đơn vị khác") % more if more > 0 else "")
