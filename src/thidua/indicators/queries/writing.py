"""Beside a formula while it is written: is it right, and what does it give?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.formula import FormulaFault, Got, Window, evaluate, leaves, write
from thidua.indicators.formula.rules import Checked, check_formula
from thidua.indicators.formula.tree import Function
from thidua.indicators.models import FormLine, IndicatorVersion, level_of
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.indicators.queries.computed import Book, window_words
from thidua.indicators.queries.words import period_words, show_value
from thidua.kernel.numbers import show_number
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Tree, Unit
from thidua.organisations.naming import children_of, names_on, parents_on

SHOWN = 200
"""Indicators that are offered."""
MONTHS = 15
"""Months in which a formula may be tried."""


@dataclass(frozen=True, slots=True)
class Blamed:
    """The text in three pieces, the middle one at fault, with reason and remedy."""

    before: str
    fault: str
    after: str
    place: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TriedPart:
    """One part of the trial."""

    name: str
    when: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What is known of the text so far: at fault, or right with its value somewhere."""

    is_empty: bool = False
    blamed: Blamed | None = None
    sentence: str = ""
    about: str = ""
    place: str = ""
    value: str = ""
    reason: str = ""
    parts: Sequence[TriedPart] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What one may refer to, and where one may try."""

    known: Sequence[tuple[str, str, str]]
    functions: Sequence[tuple[str, str]]
    units: Sequence[tuple[str, str]]
    months: Sequence[tuple[str, str]]


def choices(actor: Actor, *, today: date) -> Choices:
    """The indicators of today by name, the functions, one's own units, past months."""
    versions = IndicatorVersion.objects.filter(during__contains=today).exclude(
        nature=IndicatorVersion.Nature.RANK
    )
    listed = sorted(
        versions.values_list("indicator__code", "name", "measure"),
        key=lambda row: sort_key(row[1]),
    )
    return Choices(
        known=listed[:SHOWN],
        functions=_functions(),
        units=[(str(pk), name) for pk, name in _units(actor, today)],
        months=[(str(n), words) for n, words in choices_of_months(today)],
    )


def usual_month(today: date) -> int:
    """The month before this one: its reports are in."""
    return containing(today, PeriodKind.MONTH).before().id


def trial(given: Mapping[str, Any], *, actor: Actor, today: date) -> Trial:
    """Check a text, and work it out for a unit and a month that this person may see."""
    text = given["formula"]
    if not text.strip():
        return Trial(is_empty=True)
    try:
        checked = check_formula(
            text,
            code=given["code"] or "",
            measure=given["measure"] or "",
            since=given["since"] or today,
        )
    except FormulaFault as fault:
        return Trial(blamed=_blamed(text, fault))
    units = dict(_units(actor, today))
    unit = given["unit"] if given["unit"] in units else next(iter(units), None)
    months = dict(choices_of_months(today))
    month = given["month"] if given["month"] in months else usual_month(today)
    return _tried(checked, given, unit, month, units, actor)


def choices_of_months(today: date) -> list[tuple[int, str]]:
    """The months in which a formula may be tried, the last one first."""
    last = usual_month(today)
    return [(n, capfirst(period_words(n))) for n in range(last, last - MONTHS, -1)]


def _tried(
    checked: Checked,
    given: Mapping[str, Any],
    unit: int | None,
    month: int,
    units: Mapping[int, str],
    actor: Actor,
) -> Trial:
    names = {code: version.name for code, version in checked.parts.items()}
    sentence = write(checked.node, lambda code: f"“{names[code]}”")
    about = (
        _("Số của nhiều tháng là tổng các tháng.")
        if checked.over_time == IndicatorVersion.OverTime.SUM
        else _("Số của nhiều tháng được tính lại từ các phần của cả khoảng.")
    )
    if unit is None:
        return Trial(sentence=sentence, about=about)
    if not _may_try(checked, unit, actor):
        said = _("Ở đây chỉ xem thử được công thức trên chỉ số do đơn vị mình đặt ra.")
        return Trial(sentence=sentence, about=about, place=units[unit], reason=said)
    window = Window.of(from_id(month))
    asked = list(dict.fromkeys(leaves(checked.node, window)))
    tree = Tree.objects.get(key=Tree.STATE)
    book = Book.of(tree, [unit], checked.parts.values(), [w for _c, w in asked])

    def read(code: str, months: Window) -> Got:
        reading = book.read(unit, code, months)
        return Got(reading.value, reading.reason)

    got = evaluate(checked.node, window, read)
    parts = [_part(checked.parts[code], m, read(code, m)) for code, m in asked]
    measure = given["measure"] or ""
    return Trial(
        sentence=sentence,
        about=about,
        place=f"{units[unit]}, {period_words(month)}",
        value="" if got.value is None else f"{show_number(got.value, 2)} {measure}",
        reason=got.reason,
        parts=parts,
    )


def _may_try(checked: Checked, unit: int, actor: Actor) -> bool:
    """At one's own unit and below; elsewhere only on indicators of one's own."""
    owners = {one.indicator.owner_id for one in checked.parts.values()}
    if actor.is_system or unit == actor.unit_id or owners == {actor.unit_id}:
        return True
    return Lineage.objects.filter(ancestor=actor.unit_id, unit=unit).exists()


def _part(version: IndicatorVersion, months: Window, got: Got) -> TriedPart:
    value = f"{show_value(version, got.value)} {version.measure}"
    shown = value if got.value is not None else ""
    return TriedPart(version.name, window_words(months), shown, got.reason)


def _blamed(text: str, fault: FormulaFault) -> Blamed:
    start, end = min(fault.start, len(text)), min(fault.end, len(text))
    return Blamed(
        before=text[:start],
        fault=text[start:end] or "▏",
        after=text[end:],
        place=_("từ chữ thứ %(n)s") % {"n": start + 1},
        reason=fault.reason,
        remedy=fault.remedy,
    )


def _units(actor: Actor, today: date) -> list[tuple[int, str]]:
    """One's own unit and those directly below it; an office also has those it serves.

    An office under a province counts for the province: there its own indicators are.
    """
    if actor.unit_id is None:
        return []
    top = _place_served(actor.unit_id, today)
    name = names_on([top], today).get(top, "")
    below = children_of(Unit(pk=top), today, Tree.STATE)
    return [(top, name), *((one.pk, one.name_on) for one in below)]


def _place_served(unit: int, today: date) -> int:
    """The nearest place above an office; of an office inside another, above both."""
    while level_of(Unit.objects.get(pk=unit).kind) == FormLine.Level.AGENCY:
        above = parents_on([unit], today).get(unit)
        if above is None:
            break
        unit = above
    return unit


def _functions() -> list[tuple[str, str]]:
    return [
        (f"{Function.SINCE_NEW_YEAR}([mã])", _("từ đầu năm đến hết kỳ")),
        (f"{Function.PREVIOUS}([mã])", _("kỳ liền trước, dài bằng kỳ này")),
        (f"{Function.YEAR_BEFORE}([mã])", _("cùng kỳ năm trước")),
        (f"{Function.LAST_MONTHS}([mã]; 12)", _("12 tháng đến hết kỳ")),
        (f"{Function.MOST}([a]; [b])", _("số lớn hơn trong hai số")),
        (f"{Function.LEAST}([a]; [b])", _("số nhỏ hơn trong hai số")),
        (f"{Function.IF}([a] > 0; [b]; 0)", _("chọn theo điều kiện")),
    ]
