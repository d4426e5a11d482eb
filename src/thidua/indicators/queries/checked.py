"""What checklists give: how many units meet a standard, on any day, at any unit.

What holds for a unit and a criterion on a day is the last mark up to that day which was
not sent back; only accepted ones are official. All units that are asked count, also
those that said nothing yet: they do not meet it; how many have spoken is told beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from thidua.indicators.formula.windows import month_of
from thidua.indicators.models import (
    Criterion,
    CriterionMark,
    IndicatorVersion,
    Standard,
)
from thidua.indicators.queries.reading import Reading
from thidua.indicators.states import State
from thidua.organisations.models import Lineage

PERCENT = "%"


class Mark(NamedTuple):
    """One mark that counts, in the order in which they hold."""

    on: date
    pk: int
    is_met: bool
    is_official: bool


class Member(NamedTuple):
    """A unit that is asked, and how long it stands below another."""

    unit: int
    kind: str
    tree: int
    during: DateRange


@dataclass(frozen=True, slots=True)
class Tally:
    """One unit's checklist on a day: criteria met, of those that are asked."""

    met: int
    official: int
    asked: int
    has_spoken: bool

    def meets(self, needed: int | None, *, officially: bool = False) -> bool:
        """Does the unit meet the standard: all criteria, or as many as are needed?"""
        count = self.official if officially else self.met
        return bool(self.asked) and count >= min(needed or self.asked, self.asked)


@dataclass(frozen=True, slots=True)
class Checks:
    """Standards with their criteria, the units asked and all their marks, read once."""

    rules: Mapping[int, Standard] = field(default_factory=dict)
    criteria: Mapping[int, Sequence[Criterion]] = field(default_factory=dict)
    marks: Mapping[tuple[int, int], Sequence[Mark]] = field(default_factory=dict)
    members: Mapping[int, Sequence[Member]] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[int], versions: Sequence[IndicatorVersion]) -> Checks:
        """Four queries, however many units, criteria and months."""
        rules = {
            one.version_id: one for one in Standard.objects.filter(version__in=versions)
        }
        members = _members(units, rules.values())
        criteria: dict[int, list[Criterion]] = defaultdict(list)
        asked = {version.indicator_id for version in versions}
        for criterion in Criterion.objects.filter(indicator__in=asked):
            criteria[criterion.indicator_id].append(criterion)
        everybody = {one.unit for some in members.values() for one in some}
        return cls(rules, criteria, _marks(asked, everybody), members)

    def asked(self, unit: int, version: IndicatorVersion, day: date) -> list[int]:
        """The units at and below one that the standard asks on a day."""
        rule = self.rules[version.pk]
        return [
            one.unit
            for one in self.members.get(unit, ())
            if one.kind in rule.kinds
            and one.tree == rule.tree_id
            and _in(one.during, day)
        ]

    def standing(self, version: IndicatorVersion, day: date) -> list[Criterion]:
        """The criteria of a day, in their order."""
        return [
            one
            for one in self.criteria.get(version.indicator_id, ())
            if _in(one.during, day)
        ]

    def holds(self, criterion: int, unit: int, day: date) -> Mark | None:
        """The mark that holds for a unit on a day, official or not."""
        return _last(self.marks.get((criterion, unit), ()), day)

    def holds_officially(self, criterion: int, unit: int, day: date) -> Mark | None:
        """The accepted mark that holds on a day."""
        known = self.marks.get((criterion, unit), ())
        return _last([mark for mark in known if mark.is_official], day)

    def tally(self, criteria: Sequence[Criterion], unit: int, day: date) -> Tally:
        """One unit's checklist on a day."""
        held = [self.holds(one.pk, unit, day) for one in criteria]
        official = [self.holds_officially(one.pk, unit, day) for one in criteria]
        return Tally(
            met=sum(mark is not None and mark.is_met for mark in held),
            official=sum(mark is not None and mark.is_met for mark in official),
            asked=len(criteria),
            has_spoken=any(held),
        )

    def reading(self, unit: int, version: IndicatorVersion, day: date) -> Reading:
        """The figure of a unit with all below it."""
        rule, criteria = self.rules[version.pk], self.standing(version, day)
        units = self.asked(unit, version, day)
        if not units or not criteria:
            return Reading(reason=_("Bộ tiêu chí này không hỏi đơn vị nào ở đây."))
        tallies = [self.tally(criteria, one, day) for one in units]
        spoken = sum(one.has_spoken for one in tallies)
        if not spoken:
            return Reading(reason=_("Chưa đơn vị nào chấm tiêu chí."))
        if rule.counts == Standard.Counts.UNITS:
            met = sum(one.meets(rule.needed) for one in tallies)
            official = sum(one.meets(rule.needed, officially=True) for one in tallies)
            whole = len(units)
        else:
            met = sum(one.met for one in tallies)
            official = sum(one.official for one in tallies)
            whole = len(units) * len(criteria)
        accepted = sum(self._has_accepted(criteria, one, day) for one in units)
        return Reading(
            value=_share(version, met, whole),
            official=_share(version, official, whole) if accepted else None,
            reported=spoken,
            accepted=accepted,
        )

    def months(self, unit: int, indicator: int) -> Iterator[int]:
        """The months in which some mark below a unit is dated."""
        members = {one.unit for one in self.members.get(unit, ())}
        criteria = {one.pk for one in self.criteria.get(indicator, ())}
        for (criterion, member), marks in self.marks.items():
            if criterion in criteria and member in members:
                yield from (month_of(mark.on) for mark in marks)

    def months_at(
        self, units: Iterable[int], indicator: int
    ) -> dict[int, frozenset[int]]:
        """The same for many units, each mark looked at once."""
        criteria = {one.pk for one in self.criteria.get(indicator, ())}
        dated: dict[int, set[int]] = defaultdict(set)
        for (criterion, member), marks in self.marks.items():
            if criterion in criteria:
                dated[member] |= {month_of(mark.on) for mark in marks}
        return {
            unit: frozenset().union(
                *(
                    dated[member]
                    for member in {one.unit for one in self.members.get(unit, ())}
                    if member in dated
                )
            )
            for unit in units
        }

    def _has_accepted(
        self, criteria: Sequence[Criterion], unit: int, day: date
    ) -> bool:
        return any(self.holds_officially(one.pk, unit, day) for one in criteria)


def _share(version: IndicatorVersion, met: int, whole: int) -> Decimal:
    if version.measure == PERCENT:
        return Decimal(100 * met) / whole
    return Decimal(met)


def _members(
    units: Iterable[int], rules: Iterable[Standard]
) -> dict[int, list[Member]]:
    """Units of the kinds that are asked, at and below each unit, at any time."""
    kinds = {kind for rule in rules for kind in rule.kinds}
    trees = {rule.tree_id for rule in rules}
    rows = Lineage.objects.filter(
        tree__in=trees, ancestor__in=list(units), unit__kind__in=kinds
    ).values_list("ancestor", "unit", "unit__kind", "tree", "during")
    found: dict[int, list[Member]] = defaultdict(list)
    for ancestor, *rest in rows:
        found[ancestor].append(Member(*rest))
    return found


def _marks(
    indicators: Iterable[int], units: Iterable[int]
) -> dict[tuple[int, int], list[Mark]]:
    rows = (
        CriterionMark.objects.filter(
            criterion__indicator__in=list(indicators), unit__in=list(units)
        )
        .exclude(state=State.RETURNED)
        .order_by("on", "pk")
        .values_list("criterion", "unit", "on", "pk", "is_met", "state")
    )
    found: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for criterion, unit, on, pk, is_met, state in rows:
        mark = Mark(on, pk, is_met, state == State.ACCEPTED)
        found[criterion, unit].append(mark)
    return found


def _last(marks: Sequence[Mark], day: date) -> Mark | None:
    found = None
    for mark in marks:
        if mark.on > day:
            break
        found = mark
    return found


def _in(during: DateRange, day: date) -> bool:
    return day in during
