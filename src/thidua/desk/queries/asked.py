"""Which indicators a campaign asks for, in the order of its forms, with targets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.progress import course_of, lines_of
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import (
    PeriodKind,
    PeriodSpan,
    between,
    containing,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator of a campaign: how it is measured, since when it is counted."""

    version: IndicatorVersion
    measure: Measure
    kind: PeriodKind
    starts_on: date

    @property
    def is_flow(self) -> bool:
        """Does it accumulate, so that a month's figure differs from the level?"""
        return self.version.over_time == IndicatorVersion.OverTime.SUM

    @property
    def is_compared(self) -> bool:
        """Do units below have a figure of their own?"""
        return self.version.across != IndicatorVersion.Across.NONE

    @property
    def is_lower_better(self) -> bool:
        return self.version.better == IndicatorVersion.Better.LOWER

    @property
    def measure_words(self) -> str:
        """The measure; beside it that less is better, where it is."""
        name = self.measure.full_name
        if not self.is_lower_better:
            return name
        return f"{name}, {IndicatorVersion.Better.LOWER.label}"

    def spans(self, until: date) -> list[PeriodSpan]:
        """Its periods from the start up to a day, in order."""
        return [*between(self.starts_on, until, self.kind)]

    def span_of(self, month: PeriodSpan) -> PeriodSpan:
        """The period of its own kind in which a month lies."""
        return containing(month.starts_on, self.kind)


def asked(campaign: Campaign, targets: Collection[Target]) -> list[Asked]:
    """The indicators of the campaign's forms, then those that only a target names."""
    starts = {target.version_id: target.starts_on for target in targets}
    found: dict[int, Asked] = {}
    for line in lines_of([campaign]).select_related("version", "form"):
        version = line.version
        found.setdefault(
            version.pk,
            Asked(
                version,
                _counted(version, int(line.scale)),
                PeriodKind(line.form.period_kind),
                starts.get(version.pk, campaign.starts_on),
            ),
        )
    for target in targets:
        version = target.version
        found.setdefault(
            version.pk,
            Asked(
                version,
                _counted(version),
                PeriodKind.YEAR,
                target.starts_on,
            ),
        )
    return list(found.values())


def _counted(version: IndicatorVersion, scale: int = 1) -> Measure:
    is_rank = version.nature == IndicatorVersion.Nature.RANK
    return Measure(version.measure, version.decimals, scale, is_rank)


def first_of(targets: Sequence[Target]) -> Mapping[tuple[int, int], Target]:
    """One target for each (unit, version): the first given."""
    found: dict[tuple[int, int], Target] = {}
    for target in targets:
        found.setdefault((target.unit_id, target.version_id), target)
    return found


def mark_of(target: Target) -> Decimal | None:
    """What a figure is held against; where units are counted, the level that counts."""
    is_count = target.split == Target.Split.COUNT
    return target.level_to_meet if is_count else target.value


def percent_of(target: Target, one: Asked, to_date: Decimal | None) -> Decimal | None:
    """How much of its target a figure is, in percent."""
    measured = {one.version.pk: (one.measure.scale, one.kind.value)}
    course = course_of(target, measured)
    mark = mark_of(target)
    if mark is None:
        return None
    return replace(course, target=mark).share_of_target(to_date)
