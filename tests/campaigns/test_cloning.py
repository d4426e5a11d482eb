"""Next year's campaign begins from this one, with what was reached as its mark."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import a_campaign, a_target, an_indicator, given_to
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns import progress
from thidua.campaigns.achieved import Achieved
from thidua.campaigns.cloning import later, proposed, renamed
from thidua.campaigns.models import Campaign, ContentNode, Phase, Target

pytestmark = pytest.mark.django_db


@pytest.mark.demand("004.4")
def test_next_years_campaign_opens_with_what_must_be_decided() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True, name="Thi đua năm 2025")
    old = a_target(campaign)
    given_to(old, place.districts[0], 320)
    Phase.objects.create(
        campaign=campaign,
        kind="peak",
        name="Cao điểm quý IV/2025",
        starts_on=date(2025, 10, 1),
        ends_on=date(2025, 12, 31),
    )
    office = signed_in(an_actor(place.department))
    assert "Lập phong trào tiếp nối" in page(office, "campaign", campaign)

    answer = post(office, "clone", campaign, years="1")

    made = Campaign.objects.get(predecessor=campaign)
    assert (made.name, made.state) == ("Thi đua năm 2026", "draft")
    assert (made.starts_on, made.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert made.phases.get().name == "Cao điểm quý IV/2026"
    assert not made.documents.exists()
    nodes = ContentNode.objects.filter(tree__audience__campaign=made)
    assert [node.name for node in nodes.order_by("pk")] == [
        "Phát triển kinh tế",
        "Giao thông nông thôn",
    ]
    target = made.targets.get()
    assert nodes.filter(key=target.node_key).exists()
    assert target.node_key != old.node_key
    assert (target.due_on, target.value) == (date(2026, 12, 31), Decimal(320))
    words = said(answer)
    assert "Phải quyết định trước khi phát động" in words
    assert "Nhập văn bản phát động mới." in words
    assert "lần trước giao 320 km, đạt –; đang đề nghị 320 km." in words
    assert "lập từ “Thi đua năm 2025”" in page(office, "history", made)
    # The draft is a whole one: its grid opens on the copied target.
    assert "320" in page(office, "give", made, target)


@pytest.mark.parametrize(
    ("given", "got", "value", "baseline"),
    [
        ({}, 350, 350, None),
        ({}, 200, 320, None),
        ({"nature": "stock", "over_time": "last"}, 350, 350, 350),
        ({"nature": "stock", "over_time": "last"}, 300, 320, 300),
        ({"nature": "stock", "over_time": "last", "better": "lower"}, 300, 300, 300),
    ],
)
def test_a_goal_is_proposed_from_what_was_reached(
    given: dict[str, str], got: int, value: int, baseline: int | None
) -> None:
    campaign = a_campaign()
    target: Target = a_target(campaign, version=an_indicator(campaign.office, **given))

    goal = proposed(target, Achieved(Decimal(got)), progress.course_of(target, {}))

    assert (goal.value, goal.baseline) == (
        Decimal(value),
        None if baseline is None else Decimal(baseline),
    )


def test_a_draft_is_not_cloned_and_years_are_few() -> None:
    place = a_province()
    office = signed_in(an_actor(place.department))

    assert post(office, "clone", a_campaign(of=place), years="1").status_code == 409
    running = a_campaign(of=place, launched=True, name="Phong trào khác")
    assert post(office, "clone", running, years="11").status_code == 422


def test_days_and_names_move_by_whole_years() -> None:
    assert later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert later(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert renamed("Năm 2025, tầm nhìn 2030; QĐ 12025", 5) == (
        "Năm 2030, tầm nhìn 2035; QĐ 12025"
    )
