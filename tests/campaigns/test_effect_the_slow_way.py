"""What the page of a stretch reads at once is what its targets say one by one."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from tests.campaigns.effect_cast import a_campaign_by_quarters, told
from tests.campaigns.factories import MAY, given_to
from tests.indicators.factories import an_office, month
from thidua.campaigns.effect import effect_of
from thidua.campaigns.effect.facts import Outcome
from thidua.campaigns.effect.judging import judged
from thidua.campaigns.effect.stretches import Stretch, stretch_of
from thidua.campaigns.models import Target
from thidua.campaigns.progress import standings
from thidua.indicators.models import level_of

pytestmark = pytest.mark.django_db

KILOMETRES = (
    ("1", "2", "3"),
    ("4", "5", "6"),
    ("4", "4", "1"),
    ("10", "10", "5"),
    (),
    ("2", "2", "4,5"),
)
"""What each of six communes builds in January, February, March of its 40 in a year."""


def one_by_one(quarter: Stretch) -> dict[str, Counter[Outcome]]:
    """Outcomes by level; each target alone: its figures, its plan, its verdict."""
    found: dict[str, Counter[Outcome]] = {}
    campaign, day = quarter.campaign, quarter.until
    for key in Target.objects.exclude(parent=None).values_list("pk", flat=True):
        target = Target.objects.select_related("version", "unit").get(pk=key)
        one = standings(campaign, [target], day)[key]
        outcome = judged(one.course, one.achieved.value, day, one.measure).outcome
        found.setdefault(level_of(target.unit.kind), Counter())[outcome] += 1
    return found


@pytest.mark.demand("004.4")
def test_the_page_counts_what_its_targets_say_one_by_one() -> None:
    office = an_office("ROAD")
    campaign = a_campaign_by_quarters(office)
    quarter = stretch_of(campaign, campaign.phases.get())
    Target.objects.filter(unit__in=office.cast.districts).update(split="sum")
    for place, unit in enumerate(office.cast.communes):
        above = Target.objects.get(unit=office.cast.districts[place // 3])
        given_to(above, unit, 40, state="accepted")
        for number, amount in enumerate(KILOMETRES[place], start=1):
            office.accepted(month(2025, number), unit, ROAD=amount)

    (goal,) = effect_of(quarter, MAY.date()).goals
    page = told(campaign, office.owner)

    slow = one_by_one(quarter)
    at_once = {
        one.level: Counter(
            {
                Outcome.REACHED: one.reached,
                Outcome.NEARLY: one.nearly,
                Outcome.MISSED: one.missed,
                Outcome.SILENT: one.silent,
            }
        )
        for one in goal.spread
    }
    assert at_once == slow
    communes = slow["commune"]
    # Of 40 km in a year a quarter asks 90/365 or 9.86: 15 and 25 reach it, 9 is 91 %.
    assert communes == {
        Outcome.REACHED: 2,
        Outcome.NEARLY: 1,
        Outcome.MISSED: 2,
        Outcome.SILENT: 1,
    }
    assert goal.reached == Decimal("63.5")
    told_by_level = "6 nơi được giao, 2 đạt, 1 gần đạt, 2 chưa đạt, 1 chưa có số"
    assert told_by_level in page
