"""Up to which month pages tell a target, where it opens, and what still waits."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign, a_target, an_indicator, given_to
from tests.campaigns.test_achieved import report
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.beside import targets_beside
from thidua.campaigns.effect.goals import goals_of
from thidua.campaigns.effect.stretches import the_whole
from thidua.campaigns.models import Target
from thidua.campaigns.queries.grid import held_rows
from thidua.campaigns.states import TargetState
from thidua.indicators.periods import PeriodKind, PeriodSpan

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.mark.demand("000.1")
def test_one_report_that_comes_early_moves_nothing_and_is_told_beside(
    place: Province,
) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    for commune in place.communes:
        report(commune, target.version, 4, 10, "accepted")
    office: Client = signed_in(an_actor(place.department))
    before = page(office, "campaign", target.campaign)

    report(place.communes[0], target.version, 5, 7, "submitted")
    after = page(office, "campaign", target.campaign)

    count = len(place.communes)
    for shown in (before, after):
        assert f"{10 * count} km" in shown
        assert "đến hết tháng 4/2025" in shown
        assert f"{count} nơi đã báo cáo, {count} đã nhận" in shown
    assert verdict(before) == verdict(after)
    assert "mới có" not in before
    assert "tháng 5/2025: mới có 1/" in after


def test_the_campaign_and_the_monitoring_say_the_same_of_a_target(
    place: Province,
) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    report(place.communes[0], target.version, 4, 10, "accepted")
    report(place.communes[0], target.version, 5, 7, "submitted")
    office = signed_in(an_actor(place.department))

    words = verdict(page(office, "campaign", target.campaign))

    assert words
    assert words in office.get("/theo-doi/").content.decode().replace("\u00a0", " ")
    assert words in page(office, "target", target.campaign, target)


def test_an_item_opens_at_the_target_that_was_followed(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    first, north = a_target(campaign), place.districts[0]
    second = a_target(
        campaign,
        version=an_indicator(campaign.office, name="Cầu nông thôn"),
    )
    given_to(second, north, 160, state=TargetState.ACCEPTED)
    for number in (3, 4):
        report(place.communes[0], first.version, number, 10, "accepted")
        report(place.communes[0], second.version, number, 3, "accepted")
    office = signed_in(an_actor(place.department))
    own_page = page(office, "target", campaign, second)
    door = re.search(r'href="([^"]+)">Diễn biến và từng nơi', own_page)
    assert door is not None

    there = office.get(door.group(1).replace("&amp;", "&"))
    shown = there.content.decode().replace("\u00a0", " ")

    assert f"chi-tieu={second.pk}" in door.group(1)
    assert "Cầu nông thôn: chậm nhịp" in shown
    assert "Huyện Cồn Bắc" in shown.split('class="rank"')[1]
    assert f"chi-tieu={second.pk}" in office.get("/theo-doi/").content.decode()


def test_a_target_that_waits_for_an_answer_does_not_look_settled(
    place: Province,
) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    north, south = place.districts
    waiting = given_to(target, north, 160)
    given_to(target, south, 160, state=TargetState.ACCEPTED)

    north_sees = page(signed_in(an_actor(north)), "campaign", target.campaign)
    south_sees = page(signed_in(an_actor(south)), "campaign", target.campaign)

    assert "chờ trả lời" in north_sees
    assert f"/chi-tieu/{waiting.pk}/" in north_sees.split("chờ trả lời")[0]
    assert "chờ trả lời" not in south_sees


def verdict(shown: str) -> str:
    """How far behind its pace the page says that the target is."""
    found = re.search(r"chậm nhịp [\d.,]+ \w+", shown)
    return found.group() if found else ""


def test_effect_entry_and_giving_tell_the_same_month_as_the_campaign(
    place: Province,
) -> None:
    target = a_target(a_campaign(of=place, launched=True), split="sum")
    commune = place.communes[0]
    given_to(target, commune, 60, state=TargetState.ACCEPTED)
    report(commune, target.version, 4, 10, "accepted")
    indicator = target.version.indicator_id
    april = PeriodSpan(PeriodKind.MONTH, 2025, 4)
    may = april.before(-1)

    def told(today: date) -> tuple[object, ...]:
        effect = goals_of(the_whole(target.campaign), today)
        typing = targets_beside(commune.pk, [indicator], may, today)[indicator]
        return effect.goals[0].reached, typing.so_far, typing.pace

    before = told(DAY)
    report(commune, target.version, 5, 7, "submitted")

    assert told(DAY) == before
    assert before[:2] == (Decimal(10), Decimal(10))
    # Beside April, which is over, April itself is told though it is not due yet.
    early = targets_beside(commune.pk, [indicator], april, date(2025, 5, 2))
    assert early[indicator].so_far == Decimal(10)
    Target.objects.filter(pk=target.pk).update(starts_on=date(2025, 6, 1))
    target.refresh_from_db()
    held = {row.unit_id: row.before for row in held_rows(target, DAY)}
    assert held[place.districts[0].pk] == Decimal(10)
