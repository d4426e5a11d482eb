"""What a formula must pass before it becomes the meaning of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.indicators.formula.faults import FormulaFault
from thidua.indicators.formula.measures import check_measure
from thidua.indicators.formula.parser import parse
from thidua.indicators.formula.shape import codes_of, is_additive, places_of
from thidua.indicators.formula.tree import Node
from thidua.indicators.formula.words import write
from thidua.indicators.models import FormulaPart, IndicatorVersion


@dataclass(frozen=True, slots=True)
class Checked:
    """A formula that holds: its one spelling, its parts, how its months add up."""

    text: str
    node: Node
    parts: Mapping[str, IndicatorVersion]
    over_time: str


def check_formula(text: str, *, code: str, measure: str, since: date) -> Checked:
    """Everything that may be wrong, in the order in which one mends it.

    Raises `FormulaFault` with the place: it cannot be read; it names what is not there
    or may not be added; it goes in a circle; its measures do not fit.
    """
    node = parse(text)
    parts = _parts(node, since)
    _refuse_circle(node, code, since)
    measures = {name: version.measure for name, version in parts.items()}
    check_measure(node, measures, measure, end=len(text))
    flows = is_additive(
        node,
        lambda name: (
            parts[name].over_time == IndicatorVersion.OverTime.SUM
            and parts[name].nature != IndicatorVersion.Nature.RATIO
        ),
    )
    over_time = (
        IndicatorVersion.OverTime.SUM if flows else IndicatorVersion.OverTime.LAST
    )
    return Checked(write(node), node, parts, over_time)


def _parts(node: Node, since: date) -> dict[str, IndicatorVersion]:
    codes = codes_of(node)
    standing = IndicatorVersion.objects.filter(
        indicator__code__in=codes, during__contains=since
    ).select_related("indicator")
    parts = {version.indicator.code: version for version in standing}
    for code, place in places_of(node):
        if code not in parts:
            raise FormulaFault(
                _("Không có chỉ số nào mã “%(code)s” từ ngày áp dụng.")
                % {"code": code},
                _("Chọn mã trong danh mục chỉ số, hoặc lùi ngày áp dụng."),
                *place,
            )
        if parts[code].nature == IndicatorVersion.Nature.RANK:
            raise FormulaFault(
                _("“%(name)s” là thứ hạng, không cộng trừ được.")
                % {"name": parts[code].name},
                _("Dùng điểm số thay cho thứ hạng."),
                *place,
            )
    return parts


def _refuse_circle(node: Node, code: str, since: date) -> None:
    """Walk down from every part; the way back to `code` is the circle, and is named."""
    places = dict(reversed(places_of(node)))
    below: dict[str, list[str]] = {}
    rows = (
        FormulaPart.objects.filter(
            Q(version__during__endswith__gt=since) | Q(version__during__endswith=None)
        )
        .order_by("pk")
        .values_list("version__indicator__code", "indicator__code")
    )
    for whole, part in rows:
        if whole != code:
            below.setdefault(whole, []).append(part)
    for start, place in places.items():
        way = _way(start, code, below)
        if way:
            names = _names([code, *way])
            raise FormulaFault(
                _("Công thức gọi vòng tròn: %(circle)s.")
                % {"circle": " → ".join(names)},
                _("Bỏ chỉ số này khỏi công thức, hoặc sửa công thức kia trước."),
                *place,
            )


def _way(start: str, goal: str, below: Mapping[str, list[str]]) -> list[str]:
    """The codes from one to the other, both included; empty when there is no way."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        for part in below.get(way[-1], ()):
            if part not in seen or part == goal:
                seen.add(part)
                ways.append([*way, part])
    return []


def _names(codes: list[str]) -> list[str]:
    named = dict(
        IndicatorVersion.objects.filter(indicator__code__in=codes)
        .order_by("number")
        .values_list("indicator__code", "name")
    )
    return [named.get(code, code) for code in codes]
