"""What units of the cascade grid reached before: the ground on which one gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.campaigns.achieved import reached_of
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Target
from thidua.campaigns.queries.opened import reached_href
from thidua.campaigns.readings import Asking, adds_up
from thidua.campaigns.told import told_on
from thidua.kernel.dates import show


@dataclass(frozen=True, slots=True)
class Before:
    """What one unit reached, and the page of the figure behind it."""

    value: Decimal | None = None
    href: str = ""


def before_of(target: Target, unit_ids: Sequence[int], day: date) -> dict[int, Before]:
    """What each reached in the year before the target, or up to the month told."""
    since, until = _year(target, day)
    asked = [Asking(unit_id, target.version, since) for unit_id in unit_ids]
    reached = reached_of(asked, tree_id=target.campaign.tree_id, day=until)
    counted_from = since if adds_up(target.version) else None
    found = {}
    for one, got in zip(asked, reached, strict=True):
        href = reached_href(target, one.unit_id, got, counted_from)
        found[one.unit_id] = Before(got.value, href)
    return found


def before_label(target: Target, counted: Measure, day: date) -> str:
    """`Năm 2024, km` where it is that; else up to which day, of a whole year or not."""
    _since, until = _year(target, day)
    said = {"measure": counted.full_name, "year": until.year, "day": show(until)}
    if (until.month, until.day) == (12, 31):
        return _("Năm %(year)s, %(measure)s") % said
    if adds_up(target.version):
        return _("12 tháng đến %(day)s, %(measure)s") % said
    return _("Đến %(day)s, %(measure)s") % said


def _year(target: Target, day: date) -> tuple[date, date]:
    until = min(target.starts_on - timedelta(days=1), told_on(target.campaign, day))
    return (until - timedelta(days=364)).replace(day=1), until
