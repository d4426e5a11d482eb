"""What is told by the quarter, half-year, year; formulas; ranks that climbed."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from tests.campaigns.factories import MAY, a_target, an_indicator
from tests.prospects.factories import LOADER, counted
from tests.prospects.test_discovery import MONTHS, Story, text
from thidua.indicators.periods import PeriodKind
from thidua.prospects import actions
from thidua.prospects.discovery.reading import read
from thidua.prospects.models import DiscoveryHit

pytestmark = pytest.mark.django_db


def told_each(story: Story, kind: PeriodKind, periods: int, since: int) -> None:
    """About two a period; the first unit builds four more from a period on."""
    chance = Random(7)
    rows: dict[int, list[Any]] = {
        unit.pk: [round(chance.uniform(1.5, 2.5), 2) for _one in range(periods)]
        for unit in story.units
    }
    own = rows[story.star.pk]
    rows[story.star.pk] = [*own[:since], *(value + 4 for value in own[since:])]
    first = date(2025 - periods // {"quarter": 4, "half": 2, "year": 1}[kind], 1, 1)
    counted(story.campaign, story.version, rows, since=first, every=kind)


@pytest.mark.demand("003.3")
@pytest.mark.parametrize(
    ("kind", "periods", "since", "told"),
    [
        (PeriodKind.QUARTER, 9, 5, "trong 4/4 quý"),
        (PeriodKind.HALF, 6, 2, "trong 4/4 kỳ sáu tháng"),
        (PeriodKind.YEAR, 3, 1, "trong 2/3 năm"),
    ],
)
def test_what_is_told_more_seldom_is_compared_by_its_own_periods(
    kind: PeriodKind, periods: int, since: int, told: str
) -> None:
    story = Story(
        starts_on="2023-01-01" if kind == PeriodKind.QUARTER else "2022-01-01"
    )
    told_each(story, kind, periods, since)

    client = story.client()
    client.post(f"{story.path}tim/")

    hit = DiscoveryHit.objects.get()
    assert hit.unit == story.star
    assert hit.picture["every"] == kind
    listed = text(client.get(story.path))
    assert told in listed
    assert "Chắc: hơn" not in listed, "so few periods are never called sure"


@pytest.mark.demand("003.3")
def test_a_formula_is_worked_out_at_each_unit_and_compared() -> None:
    story = Story()
    department = story.place.department
    fields = an_indicator(department, name="Diện tích")
    share = an_indicator(
        department,
        name="Năng suất",
        nature="formula",
        across="formula",
        over_time="last",
        formula=f"[{story.version.indicator.code}] / [{fields.indicator.code}] * 100",
        measure="%",
    )
    a_target(story.campaign, version=share)
    months = story.usual()
    chance = Random(9)
    areas: dict[int, list[Any]] = {
        unit.pk: [round(chance.uniform(1, 3), 2) for _month in range(MONTHS)]
        for unit in story.units
    }
    own = areas[story.star.pk]
    areas[story.star.pk] = [*own[:12], *(value / 3 for value in own[12:])]
    counted(story.campaign, fields, areas)
    story.count(months)

    actions.search_figures(story.campaign, actor=LOADER, at=MAY)

    hit = DiscoveryHit.objects.get(version=share)
    assert hit.unit == story.star
    assert float(hit.value) == pytest.approx(300, rel=0.4)
    assert float(hit.expected) == pytest.approx(100, rel=0.2)


def ranked(story: Story, climbed: int) -> None:
    """A place each month that hardly changes; the last unit climbs in the last year."""
    chance = Random(3)
    rows = {
        unit.pk: [place + chance.randint(-1, 1) + 2 for _month in range(MONTHS)]
        for place, unit in enumerate(story.units)
    }
    last = story.units[-1].pk
    rows[last] = [*rows[last][:14], *(one - climbed for one in rows[last][14:])]
    story.count(rows)


def test_a_rank_counts_by_how_far_it_climbed() -> None:
    story = Story(
        nature="rank", across="none", over_time="last", better="lower", decimals=0
    )
    ranked(story, 12)

    story.search()

    hit = DiscoveryHit.objects.get()
    assert hit.unit == story.units[-1]
    assert hit.value < hit.expected


def test_the_first_rank_alone_is_nothing_to_find() -> None:
    story = Story(
        nature="rank", across="none", over_time="last", better="lower", decimals=0
    )
    ranked(story, 0)

    story.search()

    assert not DiscoveryHit.objects.exists()


def test_households_that_are_told_by_the_quarter_are_known_too() -> None:
    story = Story(
        nature="ratio",
        across="ratio",
        over_time="last",
        measure="%",
        numerator_name="Số hộ có bồn",
        denominator_name="Tổng số hộ",
    )
    households = {unit.pk: 1000 + 10 * nth for nth, unit in enumerate(story.units)}
    rows = {unit: [(300, size - 1), (310, size)] for unit, size in households.items()}
    counted(story.campaign, story.version, rows, every=PeriodKind.QUARTER)

    peers = read(story.campaign, MAY.date()).peers

    sizes = {one.unit_id: one.size for one in peers}
    assert {unit: sizes[unit] for unit in households} == households
