"""A standard opened: at a unit its criteria, above it every unit's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.models import (
    Criterion,
    CriterionMark,
    Indicator,
    IndicatorVersion,
    Standard,
)
from thidua.indicators.periods import PeriodKind, containing
from thidua.indicators.policies import can_mark
from thidua.indicators.queries.checked import Checks, Tally
from thidua.indicators.queries.figure_table import figure_href
from thidua.indicators.queries.words import show_moment, show_value
from thidua.indicators.states import State
from thidua.kernel import dates
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.policy import Verdict
from thidua.kernel.text import sort_key
from thidua.kernel.ui import charts
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Tree, Unit
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import parents_on

SHOWN = 200
"""Units of one table; a unit further down opens the rest."""


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion at one unit: what holds, since when, on what ground."""

    number: str
    name: str
    state: str
    tone: str
    about: str
    note: str
    returned: str
    proof_url: str
    mark_url: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of one unit in the table: a sign, and its word."""

    sign: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the table."""

    name: str
    href: str
    met: str
    verdict: str
    tone: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A mark that waits for this person."""

    pk: int
    unit: str
    criterion: str
    says: str
    note: str
    proof_url: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many units meet one criterion."""

    number: str
    name: str
    words: str
    bar: charts.Bar


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """A standard at a unit on a day."""

    title: str
    about: str
    day: str
    crumbs: Sequence[Link]
    facts: Sequence[Fact]
    own: Sequence[CriterionRow]
    counts: Sequence[Count]
    heads: Sequence[Fact]
    units: Sequence[UnitRow]
    units_left_out: str
    waiting: Sequence[WaitingRow]
    accept_url: str
    may_mark: Verdict
    figure_url: str


def may_see(actor: Actor, indicator: Indicator, unit: Unit) -> bool:
    """The unit itself, those above it in any tree, and who laid the standard down."""
    if actor.is_system or actor.unit_id in {unit.pk, indicator.owner_id}:
        return True
    return Lineage.objects.filter(ancestor=actor.unit_id, unit=unit).exists()


def checklist_page(
    version: IndicatorVersion, unit: Unit, day: date, *, actor: Actor
) -> ChecklistPage:
    """Criteria and units on a day, in a fixed number of questions."""
    checks = Checks.of([unit.pk], [version])
    criteria = checks.standing(version, day)
    rule = checks.rules[version.pk]
    asked = checks.asked(unit.pk, version, day)
    is_asked = unit.pk in asked
    names = listed_names({*asked, unit.pk}, day)
    tallies = {one: checks.tally(criteria, one, day) for one in asked}
    order = sorted(
        asked, key=lambda one: (tallies[one].met, sort_key(names.get(one, "")))
    )
    month = containing(day, PeriodKind.MONTH)
    return ChecklistPage(
        title=f"{version.name}, {names.get(unit.pk, '')}",
        about=_about(rule, len(criteria)),
        day=dates.show(day),
        crumbs=_crumbs(version, unit, day, actor),
        facts=_facts(checks, version, unit, day, tallies, rule),
        own=_own(criteria, unit, day) if is_asked else [],
        counts=[] if is_asked else _counts(checks, criteria, asked, day),
        heads=[Fact(str(one.number), one.name) for one in criteria],
        units=[]
        if is_asked
        else [
            _unit_row(checks, version, criteria, one, day, names, tallies[one], rule)
            for one in order[:SHOWN]
        ],
        units_left_out=_left_out(len(order)),
        waiting=_waiting(version, asked, names, day, actor),
        accept_url=reverse("indicators:marks-accept"),
        may_mark=can_mark(actor, unit),
        figure_url=figure_href(version.indicator_id, unit.pk, month),
    )


def _facts(
    checks: Checks,
    version: IndicatorVersion,
    unit: Unit,
    day: date,
    tallies: Mapping[int, Tally],
    rule: Standard,
) -> list[Fact]:
    reading = checks.reading(unit.pk, version, day)
    if unit.pk in tallies:
        tally = tallies[unit.pk]
        said = {"met": tally.met, "all": tally.asked, "official": tally.official}
        facts = [
            Fact(_("Đạt"), _("%(met)s/%(all)s tiêu chí") % said),
            Fact(_("Đã được nhận"), _("%(official)s/%(all)s tiêu chí") % said),
        ]
        verdict = _("đạt chuẩn") if tally.meets(rule.needed) else _("chưa đạt chuẩn")
        return [*facts, Fact(_("Kết luận"), verdict)]
    meets = sum(one.meets(rule.needed) for one in tallies.values())
    value = show_value(version, reading.value) or reading.reason
    shown = {"n": meets, "all": len(tallies)}
    return [
        Fact(_("Tạm tính"), f"{value} {version.measure}" if reading.value else value),
        Fact(_("Chính thức"), show_value(version, reading.official) or "–"),
        Fact(_("Đơn vị đạt chuẩn"), _("%(n)s/%(all)s đơn vị") % shown),
        Fact(_("Đã chấm"), f"{reading.reported}/{len(tallies)}"),
    ]


def _about(rule: Standard, count: int) -> str:
    needed = rule.needed or count
    said = {"n": needed, "all": count}
    rules = (
        _("Đơn vị đạt chuẩn khi đạt cả %(all)s tiêu chí") % said
        if needed >= count
        else _("Đơn vị đạt chuẩn khi đạt từ %(n)s/%(all)s tiêu chí") % said
    )
    counted = _("Đếm")
    return f"{rules}. {counted}: {rule.get_counts_display()}."


def _own(criteria: Sequence[Criterion], unit: Unit, day: date) -> list[CriterionRow]:
    """The unit's own list, with what waits and what was sent back."""
    last: dict[int, CriterionMark] = {}
    marks = CriterionMark.objects.filter(criterion__in=criteria, unit=unit, on__lte=day)
    for mark in marks.order_by("on", "pk"):
        last[mark.criterion_id] = mark
    return [_criterion_row(one, unit, last.get(one.pk)) for one in criteria]


def _criterion_row(
    criterion: Criterion, unit: Unit, mark: CriterionMark | None
) -> CriterionRow:
    state, tone = _("chưa chấm"), ""
    about = returned = proof = ""
    if mark is not None:
        state, tone = _state(mark)
        about = _("từ %(day)s; %(who)s ghi %(moment)s") % {
            "day": dates.show(mark.on),
            "who": mark.marked_by,
            "moment": show_moment(mark.marked_at),
        }
        if mark.state == State.ACCEPTED:
            about += "; " + _("%(who)s nhận") % {"who": mark.decided_by}
        returned = mark.return_reason
        proof = _proof(mark)
    return CriterionRow(
        number=str(criterion.number),
        name=criterion.name,
        state=state,
        tone=tone,
        about=about,
        note=mark.note if mark else "",
        returned=returned,
        proof_url=proof,
        mark_url=reverse("indicators:criterion-mark", args=[criterion.pk, unit.pk]),
        is_waiting=mark is not None and mark.state == State.SUBMITTED,
    )


def _state(mark: CriterionMark) -> tuple[str, str]:
    if mark.state == State.RETURNED:
        return _("bị trả lại"), "refused"
    met = _("đạt") if mark.is_met else _("chưa đạt")
    if mark.state == State.SUBMITTED:
        return _("%(met)s, chờ nhận") % {"met": met}, "wait"
    return met, "done" if mark.is_met else "late"


def _unit_row(
    checks: Checks,
    version: IndicatorVersion,
    criteria: Sequence[Criterion],
    unit: int,
    day: date,
    names: Mapping[int, str],
    tally: Tally,
    rule: Standard,
) -> UnitRow:
    address = reverse("indicators:checklist", args=[version.indicator_id, unit])
    meets = tally.meets(rule.needed)
    return UnitRow(
        name=names.get(unit, ""),
        href=f"{address}?ngay={dates.show(day)}",
        met=f"{tally.met}/{tally.asked}",
        verdict=_("đạt chuẩn") if meets else _("chưa đạt"),
        tone="done" if meets else "",
        cells=[_cell(checks, one, unit, day) for one in criteria],
    )


def _cell(checks: Checks, criterion: Criterion, unit: int, day: date) -> Cell:
    mark = checks.holds(criterion.pk, unit, day)
    if mark is None:
        return Cell("·", _("chưa chấm"), "faint")
    if not mark.is_met:
        return Cell("✕", _("chưa đạt"), "is-late")
    if not mark.is_official:
        return Cell("○", _("đạt, chờ nhận"), "is-slow")
    return Cell("●", _("đạt"), "")


def _counts(
    checks: Checks, criteria: Sequence[Criterion], asked: Sequence[int], day: date
) -> list[Count]:
    found = []
    for one in criteria:
        held = [checks.holds(one.pk, unit, day) for unit in asked]
        met = sum(mark is not None and mark.is_met for mark in held)
        share = 100 * met / len(asked) if asked else 0
        said = f"{show_number(met)}/{show_number(len(asked))} ({show_percent(share)})"
        found.append(Count(str(one.number), one.name, said, charts.bar(share, None)))
    return found


def _waiting(
    version: IndicatorVersion,
    asked: Iterable[int],
    names: Mapping[int, str],
    day: date,
    actor: Actor,
) -> list[WaitingRow]:
    """Marks that this person may accept: of units directly below, or of one's own
    standard.
    """
    marks = CriterionMark.objects.filter(
        criterion__indicator=version.indicator_id,
        unit__in=list(asked),
        state=State.SUBMITTED,
    ).select_related("criterion")
    above = parents_on([mark.unit_id for mark in marks], day)
    is_owner = version.indicator.owner_id == actor.unit_id
    return [
        WaitingRow(
            pk=mark.pk,
            unit=names.get(mark.unit_id, ""),
            criterion=mark.criterion.name,
            says=_("%(met)s từ %(day)s")
            % {
                "met": _("đạt") if mark.is_met else _("chưa đạt"),
                "day": dates.show(mark.on),
            },
            note=mark.note,
            proof_url=_proof(mark),
            return_url=reverse("indicators:mark-return", args=[mark.pk]),
        )
        for mark in marks.order_by("unit", "criterion__number")
        if is_owner or above.get(mark.unit_id) == actor.unit_id
    ]


def _proof(mark: CriterionMark) -> str:
    if mark.file_id is None:
        return ""
    return reverse("indicators:mark-proof", args=[mark.pk])


def _left_out(count: int) -> str:
    if count <= SHOWN:
        return ""
    return ngettext(
        "Còn %(n)s đơn vị; mở đơn vị cấp dưới để xem.",
        "Còn %(n)s đơn vị; mở đơn vị cấp dưới để xem.",
        count - SHOWN,
    ) % {"n": count - SHOWN}


def _crumbs(
    version: IndicatorVersion, unit: Unit, day: date, actor: Actor
) -> list[Link]:
    """The units above, from this person's own down."""
    lines = Lineage.objects.filter(
        tree__key=Tree.STATE, unit=unit, during__contains=day
    ).order_by("-depth")
    above = list(lines.values_list("ancestor", flat=True))
    if actor.unit_id not in above:
        return []
    near = above[above.index(actor.unit_id) : -1]
    names = listed_names(near, day)
    return [
        Link(
            names.get(one, ""),
            reverse("indicators:checklist", args=[version.indicator_id, one])
            + f"?ngay={dates.show(day)}",
        )
        for one in near
    ]
