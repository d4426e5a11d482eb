"""Targets on what formulas and checklists give: reached, course and pace as ever."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.campaigns.browsing import page
from tests.campaigns.factories import MAY, a_campaign, a_target, an_indicator
from tests.campaigns.test_achieved import month, report
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.achieved import achieved_by, reached_by
from thidua.campaigns.models import Target
from thidua.campaigns.rules import fitting_rules
from thidua.indicators.actions import Meaning, define_indicator
from thidua.indicators.models import IndicatorVersion
from thidua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


def a_formula(place: Province, text: str, measure: str) -> IndicatorVersion:
    """An indicator of the province that a formula gives."""
    return define_indicator(
        place.province,
        "tinh-ra",
        Meaning(name="Tính ra", measure=measure, nature="formula", formula=text),
        since=date(2020, 1, 1),
        actor=an_actor(place.province),
        at=MAY,
    )


def code(version: IndicatorVersion) -> str:
    return f"[{version.indicator.code}]"


def test_a_sum_of_flows_adds_up_like_a_flow(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    roads, bridges = an_indicator(campaign.office), an_indicator(campaign.office)
    both = a_formula(place, f"{code(roads)} + 2 × {code(bridges)}", "km")
    target = a_target(campaign, version=both)
    first, second = place.communes[0], place.communes[4]
    for commune, number, road, bridge in ((first, 1, 10, 1), (second, 2, 5, 3)):
        report(commune, roads, number, road, "accepted")
        report(commune, bridges, number, bridge, "accepted")

    found = achieved_by([target], tree_id=campaign.tree_id, day=MAY.date())
    last = reached_by([target], tree_id=campaign.tree_id, day=MAY.date())

    assert both.over_time == "sum"
    assert Target.Split.SUM in fitting_rules(both)
    assert found[target.pk].course == (
        (month(1).id, Decimal(12)),
        (month(2).id, Decimal(23)),
    )
    assert found[target.pk].value == last[target.pk].value == Decimal(23)


@pytest.mark.demand("000.1")
def test_a_share_of_sums_is_reached_and_paced_on_the_page(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    poor, all_of_them = (
        an_indicator(campaign.office, measure="hộ", nature="stock", over_time="last")
        for _n in range(2)
    )
    share = a_formula(place, f"{code(poor)} ÷ {code(all_of_them)} × 100", "%")
    target = a_target(
        campaign, version=share, value=Decimal(40), split="each", baseline=Decimal(10)
    )
    plain = a_target(campaign)
    for commune, part, whole in zip(
        place.communes[:2], (30, 20), (100, 900), strict=True
    ):
        report(commune, poor, 4, part, "accepted")
        report(commune, all_of_them, 4, whole, "accepted")
        report(commune, plain.version, 4, 7, "accepted")

    found = achieved_by([target, plain], tree_id=campaign.tree_id, day=MAY.date())

    assert found[target.pk].value == Decimal(5)
    assert found[plain.pk].value == Decimal(14)
    assert Target.Split.SUM not in fitting_rules(share)
    with clock.standing_on(MAY.date()):
        shown = page(signed_in(an_actor(place.province)), "campaign", campaign)
    assert "Tính ra" in shown
    assert "chậm nhịp" in shown


def test_a_target_waits_in_words_while_a_part_is_missing(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    one, other = an_indicator(campaign.office), an_indicator(campaign.office)
    target = a_target(
        campaign, version=a_formula(place, f"{code(one)} ÷ {code(other)}", "")
    )
    report(place.communes[0], one, 1, 10, "accepted")

    found = achieved_by([target], tree_id=campaign.tree_id, day=MAY.date())

    assert found[target.pk].value is None


@pytest.mark.demand("002.4a")
def test_last_year_is_known_of_what_a_formula_gives(place: Province) -> None:
    campaign = a_campaign(of=place)
    roads, bridges = an_indicator(campaign.office), an_indicator(campaign.office)
    both = a_formula(place, f"{code(roads)} + {code(bridges)}", "km")
    next_year = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 12, 31)}
    target = a_target(campaign, version=both, value=Decimal(20), **next_year)
    commune = place.communes[0]
    report(commune, roads, 1, 25, "accepted")
    report(commune, bridges, 1, 5, "accepted")
    officer = signed_in(an_actor(campaign.office))

    checked = page(officer, "check", campaign)

    assert "năm trước đã đạt 30 km" in checked
    with clock.standing_on(date(2026, 1, 5)):
        grid = page(officer, "give", campaign, target)
    row = grid[grid.index("Huyện Cồn Bắc") :][:1500]
    assert ">30<" in row or "30 km" in row


@pytest.mark.demand("004.4")
def test_the_synthesis_says_what_a_formula_gained_in_the_month(
    place: Province,
) -> None:
    campaign = a_campaign(of=place, launched=True)
    roads, bridges = an_indicator(campaign.office), an_indicator(campaign.office)
    both = a_formula(place, f"{code(roads)} + 2 × {code(bridges)}", "km")
    a_target(campaign, version=both, value=Decimal(100))
    for number, road, bridge in ((1, 10, 1), (2, 5, 3)):
        report(place.communes[0], roads, number, road, "accepted")
        report(place.communes[0], bridges, number, bridge, "accepted")
    client = signed_in(an_actor(campaign.office))

    def row(number: int) -> str:
        where = reverse("desk:synthesis", args=[campaign.pk, month(number).id])
        with clock.standing_on(MAY.date()):
            told = client.get(where, {"don-vi": place.province.pk}).content.decode()
        words = " ".join(re.sub(r"<[^>]+>", " ", told).split())
        return words[words.index("Tính ra") :][:60]

    assert " 12 12 100" in row(1)
    assert " 11 23 100" in row(2)
    assert " 11 23 100" not in row(3)  # nothing came in that month
