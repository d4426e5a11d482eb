"""Whether somebody may open a figure, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.indicators.known_through import Sight, sight_of
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodSpan, from_id
from thidua.indicators.queries.seeing import seen_by
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure that somebody may know: its definition of that day, unit and span.

    `sight` is how much of it another room shows them; None: all, by the report's way.
    """

    version: IndicatorVersion
    unit_id: int
    span: PeriodSpan
    sight: Sight | None = None

    @property
    def has_parts(self) -> bool:
        """Is each unit below shown too?"""
        return self.sight != Sight.SUM

    @property
    def has_papers(self) -> bool:
        """Are the report, the people and the files behind it shown too?"""
        return self.sight is None


def opened_by(actor: Actor, indicator: int, unit: int, period: int) -> Opened | None:
    """The figure behind an address, in two queries; None is a 404 to this person.

    It is known to the unit itself, those above it in any tree, to those to whom all of
    it is reported (see `seeing`), and to whom another room shows it (`known_through`).
    """
    versions = list(
        IndicatorVersion.objects.filter(indicator=indicator)
        .select_related("indicator")
        .order_by("number")
    )
    seen = seen_by(actor, indicator, unit, period)
    if not versions or seen is None:
        return None
    is_definer = actor.unit_id == versions[0].indicator.owner_id
    is_told = (seen.is_reported or is_definer) and not seen.is_also_elsewhere
    span, sight = from_id(period), None
    if not (actor.is_system or actor.unit_id == unit or seen.is_below or is_told):
        sight = sight_of(actor, indicator, unit, span)
        if not sight:
            return None
    return Opened(_version_on(versions, span.ends_on), unit, span, sight)


def _version_on(versions: Sequence[IndicatorVersion], day: date) -> IndicatorVersion:
    """The definition in force on a day; the first one before any was."""
    for version in reversed(versions):
        if version.during.lower is None or version.during.lower <= day:
            return version
    return versions[0]
