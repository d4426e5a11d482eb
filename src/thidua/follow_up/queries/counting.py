"""How often units were reminded, urged and inspected in a campaign, in a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Q

from thidua.campaigns.models import Campaign
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Finding, Notice, UrgedUnit
from thidua.follow_up.states import FindingState
from thidua.kernel import clock


def urged_of(
    campaign: Campaign, units: Sequence[int], year: int, today: date
) -> dict[int, int]:
    """How many periods of reports the unit had to be told were overdue."""
    told = Notice.objects.filter(
        kind=Kind.LATE,
        about__in=units,
        form__in=campaign.form_links.values("form"),
        made_at__year=year,
        made_at__lt=clock.end_of(today),
    ).order_by()
    pairs = told.values_list("about", "form", "period").distinct()
    found: dict[int, int] = {}
    for unit, _form, _period in pairs:
        found[unit] = found.get(unit, 0) + 1
    return found


def letters_of(
    campaign: Campaign, units: Sequence[int], year: int, today: date
) -> dict[int, tuple[int, int]]:
    """How many urging letters went to each unit, and the last of them."""
    rows = (
        UrgedUnit.objects.filter(
            unit__in=units,
            letter__form__in=campaign.form_links.values("form"),
            letter__told_at__year=year,
            letter__told_at__lt=clock.end_of(today),
        )
        .order_by()
        .values("unit")
        .annotate(n=Count("pk"), last=Max("letter"))
    )
    return {row["unit"]: (row["n"], row["last"]) for row in rows}


def mended_of(
    campaign: Campaign, units: Sequence[int], year: int, today: date
) -> dict[int, tuple[int, int]]:
    """(mended, found) of each unit that was inspected."""
    rows = (
        Finding.objects.filter(
            inspection__campaign=campaign,
            inspection__inspected__in=units,
            found_at__year=year,
            found_at__lt=clock.end_of(today),
        )
        .order_by()
        .values_list("inspection__inspected")
        .annotate(
            mended=Count("pk", filter=Q(state=FindingState.MENDED)), every=Count("pk")
        )
    )
    return {unit: (mended, every) for unit, mended, every in rows}
