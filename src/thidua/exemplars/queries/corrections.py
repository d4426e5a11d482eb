"""Which reports changed figures after they were frozen or compared, to be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.measures import said
from thidua.exemplars.models import ExemplarFigure
from thidua.exemplars.queries.words import month_words
from thidua.indicators.models import Observation, ObservationChange, Report
from thidua.indicators.periods import from_id
from thidua.indicators.queries.trail import shown_in
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.organisations.actor import Actor, signature
from thidua.organisations.models import Lineage
from thidua.organisations.naming import names_on

MOST = 30
"""Corrections that are told: the newest."""
Key = tuple[int, int, int]
"""Unit, indicator and period: one figure."""


@dataclass(frozen=True, slots=True)
class Rested:
    """A figure that something rests on: as it was at a moment, up to a day."""

    figure: ExemplarFigure
    at: datetime
    until: date


def corrections(
    rested: Sequence[Rested], unit_id: int | None, actor: Actor, day: date
) -> list[TrailLine]:
    """Every value that a unit, or one below it, reported otherwise since, newest first.

    A report that this reader may not open is named without its address.
    """
    known = {
        one.figure.version.indicator_id: one for one in rested if one.figure.version
    }
    if not known or unit_id is None:
        return []
    changes = ObservationChange.objects.filter(
        unit_id__in=Lineage.objects.filter(ancestor=unit_id).values("unit"),
        indicator_id__in=known,
        at__gt=min(one.at for one in known.values()),
    ).order_by("-pk")
    moved = (one for one in changes if _is_told(one, known[one.indicator_id]))
    told = list(islice(moved, MOST))
    names = names_on({one.unit_id for one in told}, day)
    doors = _doors(told, actor)
    return [_line(one, known[one.indicator_id], names, doors) for one in told]


def _is_told(change: ObservationChange, rested: Rested) -> bool:
    """Did the value move, since that moment, in a month that counts?"""
    is_later = change.at > rested.at
    counts = from_id(change.period_id).ends_on <= rested.until
    was, now = _values(change, rested)
    return is_later and counts and was != now


def _values(change: ObservationChange, rested: Rested) -> tuple[str, str]:
    return (
        _shown(rested.figure, change.before or {}),
        _shown(rested.figure, change.after or {}),
    )


def _shown(figure: ExemplarFigure, side: Mapping[str, Any]) -> str:
    """As the page says the bar; a ratio with both its parts."""
    if figure.version is not None and side.get("denominator") is not None:
        return shown_in(figure.version, side)
    value = side.get("value")
    return "" if value is None else said(figure, Decimal(str(value)))


def _key(change: ObservationChange) -> Key:
    return change.unit_id, change.indicator_id, change.period_id


def _doors(changes: Sequence[ObservationChange], actor: Actor) -> dict[Key, str]:
    """The addresses of the reports that say these figures, where the reader may."""
    standing = Observation.objects.filter(
        unit__in={one.unit_id for one in changes},
        indicator__in={one.indicator_id for one in changes},
        period__in={one.period_id for one in changes},
        report__in=Report.objects.visible_to(actor),
    )
    return {
        (unit, indicator, period): reverse(
            "indicators:report", args=[form, period, unit]
        )
        for unit, indicator, period, form in standing.values_list(
            "unit", "indicator", "period", "report__form"
        )
    }


def _line(
    change: ObservationChange,
    rested: Rested,
    names: Mapping[int, str],
    doors: Mapping[Key, str],
) -> TrailLine:
    was, now = _values(change, rested)
    about = _("báo cáo %(month)s của %(unit)s") % {
        "month": month_words(from_id(change.period_id)),
        "unit": names.get(change.unit_id, ""),
    }
    return TrailLine(
        when=show_moment(change.at.astimezone(ZONE)),
        words=_("sửa “%(figure)s” trong") % {"figure": rested.figure.name},
        about=Link(about, doors.get(_key(change), "")),
        who=signature(change.actor_name, change.office),
        before=was,
        after=now,
        note=change.reason,
    )
