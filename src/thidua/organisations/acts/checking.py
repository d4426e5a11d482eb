"""What may stand against an act: days that clash, codes in use, circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import F, Func
from django.utils.translation import gettext as _

from thidua.kernel import dates
from thidua.kernel.policy import Verdict
from thidua.organisations.acts.words import Decision, Founding
from thidua.organisations.models import Lineage, Placement, Tree, Unit, UnitCode
from thidua.organisations.models.people import Mandate
from thidua.organisations.naming import in_sentence, unit_called

DAY = timedelta(days=1)


def of_decision(decision: Decision) -> Iterator[Verdict]:
    """A decision is made before it takes effect, and has a symbol."""
    if not decision.symbol.strip():
        yield Verdict(
            _("Chưa ghi số, ký hiệu văn bản."), _("Ví dụ: Nghị quyết 12/NQ-HĐND.")
        )
    if decision.decided_on and decision.decided_on > decision.effective_on:
        yield Verdict(
            _("Ngày hiệu lực %(effective)s trước ngày ban hành %(decided)s.")
            % {
                "effective": dates.show(decision.effective_on),
                "decided": dates.show(decision.decided_on),
            },
            _("Xem lại hai ngày trong văn bản."),
        )


def of_standing(unit: Unit, on: date) -> Iterator[Verdict]:
    """The unit stands the day before, and nothing later is written of it."""
    name = unit_called(unit, on)
    places = list(unit.placements.values_list("during", flat=True))
    if not any(on in during and on - DAY in during for during in places):
        ends = [during.upper for during in places if during.upper]
        words = (
            _("%(name)s không còn từ %(day)s.")
            % {"name": name, "day": dates.show(max(ends))}
            if ends and max(ends) <= on
            else _("%(name)s chưa có trước %(day)s.")
            % {"name": name, "day": dates.show(on)}
        )
        yield Verdict(words, _("Chọn ngày mà đơn vị đang hoạt động."))
    later = later_changes(unit, on)
    if later:
        yield Verdict(
            _("Đã ghi một thay đổi khác của %(name)s từ %(day)s.")
            % {"name": in_sentence(name), "day": dates.show(min(later))},
            _("Chọn ngày hiệu lực sau %s.") % dates.show(max(later)),
        )


def later_changes(unit: Unit, on: date) -> list[date]:
    """The days from `on` on at which a name, a code or a place begins or ends."""
    days: set[date] = set()
    for rows in (unit.placements, unit.names, unit.codes):
        for during in rows.values_list("during", flat=True):
            days |= {day for day in (during.lower, during.upper) if day and day >= on}
    return sorted(days)


def of_parent(parent: Unit, tree: Tree, on: date) -> Iterator[Verdict]:
    """A parent stands in the tree from that day on, for good."""
    stands = Placement.objects.filter(
        unit=parent, tree=tree, during__contains=on, during__endswith=None
    )
    if not stands.exists():
        yield Verdict(
            _("%(name)s không đứng trong cây “%(tree)s” từ %(day)s trở đi.")
            % {
                "name": unit_called(parent, on),
                "tree": str(tree),
                "day": dates.show(on),
            },
            _("Chọn đơn vị cấp trên khác, hoặc ngày khác."),
        )


def of_circle(unit: Unit, parent: Unit, tree: Tree, on: date) -> Iterator[Verdict]:
    """A unit does not come under one of its own."""
    below = Lineage.objects.filter(tree=tree, ancestor=unit, unit=parent)
    if below.filter(during__endswith=None).exists():
        yield Verdict(
            _("%(parent)s đang ở dưới %(unit)s.")
            % {
                "parent": unit_called(parent, on),
                "unit": in_sentence(unit_called(unit, on)),
            },
            _("Chọn một đơn vị cấp trên không thuộc chính nó."),
        )


def of_founding(
    founding: Founding, on: date, ends: Iterable[Unit]
) -> Iterator[Verdict]:
    """A name is given, and its code names nobody else from that day on."""
    if not founding.full_name.strip():
        yield Verdict(_("Chưa ghi tên đơn vị mới."), _("Ghi tên đầy đủ."))
    ending = [unit.pk for unit in ends]
    used = UnitCode.objects.filter(
        scheme=scheme_of(founding.kind), code=founding.code
    ).exclude(unit__in=ending)
    used = used.filter(during__endswith=None) | used.filter(during__endswith__gt=on)
    if founding.code and (holder := used.first()) is not None:
        yield Verdict(
            _("Mã %(code)s đang là mã của %(name)s.")
            % {
                "code": founding.code,
                "name": in_sentence(unit_called(holder.unit_id, on)),
            },
            _("Xem lại mã, hoặc để trống và bổ sung sau."),
        )


def children_left(units: Iterable[Unit], on: date) -> list[Placement]:
    """What hangs under these units on the day or later, in any tree."""
    ids = [unit.pk for unit in units]
    below = Placement.objects.filter(parent__in=ids).select_related("tree")
    open_ended = below.filter(during__endswith=None)
    return list((open_ended | below.filter(during__endswith__gt=on)).order_by("pk"))


def mandates_held(units: Iterable[Unit], on: date) -> int:
    """How many mandates at these units would run beyond the day."""
    held = Mandate.objects.filter(unit__in=[unit.pk for unit in units])
    return held.filter(during__contains=on).count()


def scheme_of(kind: str) -> str:
    """Which official list a kind of unit takes its code from."""
    if kind in {Unit.Kind.PROVINCE, Unit.Kind.CITY}:
        return UnitCode.Scheme.PROVINCE
    if kind == Unit.Kind.DISTRICT:
        return UnitCode.Scheme.DISTRICT
    return UnitCode.Scheme.OWN if kind in Unit.LOCAL else UnitCode.Scheme.COMMUNE


def until(day: date) -> Func:
    """The same days, but ending before this one."""
    return Func(Func(F("during"), function="lower"), day, function="daterange")
