"""The plan check through the browser's requests: seen, mended, accepted, launched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import (
    MAY,
    STARTS,
    a_campaign,
    a_target,
    an_acceptance,
    an_indicator,
    given_to,
)
from tests.campaigns.test_achieved import report
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.audit.trail import trail_of
from thidua.campaigns.check import check_campaign, check_facts
from thidua.campaigns.check.facts import CampaignFacts
from thidua.campaigns.models import (
    AcceptedWarning,
    Campaign,
    ContentNode,
    ContentTie,
    Target,
)
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
DAY = MAY.date()


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def an_item(campaign: Campaign, name: str = "", **given: Any) -> ContentNode:
    """The campaign's one item, perhaps under another name."""
    node = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    for key, value in ({"name": name} if name else {} | given).items():
        setattr(node, key, value)
    node.save()
    return node


def keys_of(campaign: Campaign) -> set[str]:
    return {one.key for one in check_campaign(campaign, DAY).findings}


@pytest.mark.demand("002.4a")
def test_a_vague_campaign_is_told_why_where_and_how_to_mend(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    an_item(campaign, "Đẩy mạnh đường nông thôn")
    an_indicator(place.department, name="Đường nông thôn bê tông hóa")

    shown = page(office, "check", campaign)

    for words in (
        "Kế hoạch còn 1 lỗi phải sửa",
        "Nội dung chưa lượng hóa",
        "“Đẩy mạnh đường nông thôn” chưa có chỉ tiêu và chưa có mốc",
        "hứa “đẩy mạnh” mà không nói đến bao nhiêu",
        "Tiêu chí thi đua phải được lượng hóa",
        "Kế hoạch thi đua phát triển kinh tế – xã hội Bến Tre 2021–2025",
        "Đường nông thôn bê tông hóa",
        "trên 100 điểm",
        "Lập một giai đoạn cho cả thời gian",
    ):
        assert words in shown
    assert "chi-so=" in shown


@pytest.mark.demand("002.4a")
def test_the_findings_stand_beside_the_content_after_every_save(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    audience = campaign.audiences.get()
    version = audience.trees.get().version

    answer = office.post(
        address("campaigns:node-add", campaign, audience),
        {
            "kind": "item",
            "nature": "quantity",
            "name": "Tăng cường đối thoại",
            "lead_unit": "",
            "version": version,
        },
        headers={"hx-request": "true"},
    )

    text = said(answer)
    assert answer.status_code == 200
    assert "chưa lượng hóa" in text
    assert "hứa “tăng cường”" in text
    assert "<html" not in text


@pytest.mark.demand("002.4a")
def test_one_click_mends_what_it_offers_to_mend(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    node = an_item(campaign)
    ContentNode.objects.update(lead_unit=None)
    roads, early = an_indicator(place.districts[0]), STARTS.replace(year=2024)
    target = a_target(campaign, version=roads, split="", starts_on=early)
    subject, item = f"target:{target.pk}", f"node:{node.key}"
    assert {"no-owner", "no-split", "dates-outside", "no-tie"} <= keys_of(campaign)

    for rule, where in (
        ("no-phases", ""),
        ("no-split", subject),
        ("dates-outside", subject),
        ("no-owner", item),
        ("no-tie", item),
    ):
        answer = post(office, "check-mend", campaign, rule=rule, subject=where)
        assert "Đã bổ sung" in said(answer), rule

    target.refresh_from_db()
    node.refresh_from_db()
    assert (target.split, target.starts_on) == ("sum", STARTS)
    assert node.lead_unit == campaign.office
    assert ContentTie.objects.get().sector
    assert not check_campaign(campaign, DAY).errors
    again = post(office, "check-mend", campaign, rule="no-split", subject=subject)
    assert "không còn trong kết quả kiểm tra" in said(again)


@pytest.mark.demand("000.4")
def test_what_is_left_of_a_target_is_shared_by_what_was_given(
    place: Province, office: Client
) -> None:
    target = a_target(a_campaign(of=place), value=Decimal(320))
    campaign = target.campaign
    one = given_to(target, place.districts[0], 200)
    two = given_to(target, place.districts[1], 100)
    shown = page(office, "check", campaign)
    assert "còn 20 km chưa có nơi nhận" in shown

    post(
        office,
        "check-mend",
        campaign,
        rule="out-of-balance",
        subject=f"target:{target.pk}",
    )

    one.refresh_from_db()
    two.refresh_from_db()
    assert one.value + two.value == 320
    assert one.value > two.value > 100
    assert "out-of-balance" not in keys_of(campaign)


@pytest.mark.demand("001.3")
@pytest.mark.demand("002.4a")
def test_content_is_tied_to_routine_work_a_sector_or_an_outside_index(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    node = an_item(campaign)
    audience = campaign.audiences.get()
    assert "no-tie" in keys_of(campaign)
    form = page(office, "tie", campaign, audience, node)
    assert "Chỉ số cải cách hành chính (PAR Index)" in form

    post(office, "tie", campaign, audience, node, outside_index="par-index")

    assert ContentTie.objects.get().outside_index == "par-index"
    assert "no-tie" not in keys_of(campaign)
    assert "1 trên 1 nội dung đã gắn" in page(office, "check", campaign)
    assert trail_of(campaign)[0].details["to"] == "par-index"
    post(office, "tie", campaign, audience, node)
    assert not ContentTie.objects.exists()


def test_a_warning_is_accepted_for_a_reason_and_opened_again(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    before = check_campaign(campaign, DAY).score.exact

    refused = post(office, "check-accept", campaign, rule="no-phases", subject="")
    assert refused.status_code == 422
    post(
        office,
        "check-accept",
        campaign,
        rule="no-phases",
        subject="",
        reason="Chỉ làm trong một tháng",
    )
    kept = AcceptedWarning.objects.get()
    assert (kept.said, kept.reason) == (
        "Chưa chia giai đoạn.",
        "Chỉ làm trong một tháng",
    )
    assert check_campaign(campaign, DAY).score.exact > before
    assert "Chỉ làm trong một tháng" in page(office, "check", campaign)

    post(office, "check-withdraw", campaign, accepted=kept.pk)
    assert not AcceptedWarning.objects.exists()
    verbs = [entry.verb for entry in trail_of(campaign)]
    assert verbs[:2] == ["campaigns.warning.reopened", "campaigns.warning.accepted"]


def test_all_warnings_of_a_rule_are_accepted_with_one_reason(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    for _again in range(2):
        a_target(campaign)

    post(
        office,
        "check-accept",
        campaign,
        rule="no-form",
        every="1",
        reason="Biểu ban hành tháng sau",
    )

    assert AcceptedWarning.objects.filter(rule="no-form").count() == 2


def test_the_database_keeps_reasons_and_what_was_launched_with() -> None:
    campaign = a_campaign()
    kept = an_acceptance(campaign)
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        AcceptedWarning.objects.filter(pk=kept.pk).update(reason="")
    with pytest.raises(IntegrityError, match="accepted_once"), transaction.atomic():
        an_acceptance(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(state="launched", launched_at=MAY)
    with pytest.raises(IntegrityError, match="launched_is_kept"), transaction.atomic():
        kept.delete()


@pytest.mark.demand("002.4a")
def test_the_limit_of_goals_is_shown_set_and_counts_other_campaigns(
    place: Province, office: Client
) -> None:
    other = a_target(a_campaign(of=place, launched=True, name="Phong trào khác"))
    given_to(other, place.communes[0], 10)
    campaign = a_campaign(of=place, kinds=["commune"])
    assert "too-many-goals" not in keys_of(campaign)

    post(office, "check-limit", campaign, most_goals="1")

    shown = page(office, "check", campaign)
    assert "nhiều nhất 1 nội dung" in shown
    assert "1 nơi nhận quá 1 nội dung, nhiều nhất 2" in shown


@pytest.mark.demand("004.4")
@pytest.mark.demand("002.4a")
def test_a_goal_below_what_was_reached_last_year_is_raised_by_a_click(
    place: Province, office: Client
) -> None:
    year: dict[str, Any] = {
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    campaign = a_campaign(of=place, **year)
    first, last = year.values()
    target = a_target(campaign, value=Decimal(300), starts_on=first, due_on=last)
    report(place.communes[0], target.version, 3, 400, "accepted")
    subject = f"target:{target.pk}"

    with clock.standing_on(first):
        shown = page(office, "check", campaign)
        assert "tính theo nhịp một năm là 300 km, năm trước đã đạt 400 km" in shown
        post(office, "check-mend", campaign, rule="below-last-year", subject=subject)

    target.refresh_from_db()
    assert target.value == 400


@pytest.mark.demand("004.4")
@pytest.mark.parametrize(("promised", "is_low"), [(50, True), (110, False)])
def test_a_campaign_of_three_months_is_held_to_the_pace_of_last_year(
    place: Province, office: Client, promised: int, is_low: bool
) -> None:
    spring: dict[str, Any] = {
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 4, 1),
    }
    campaign = a_campaign(of=place, **spring)
    target = a_target(
        campaign,
        value=Decimal(promised),
        starts_on=spring["starts_on"],
        due_on=spring["ends_on"],
    )
    report(place.communes[0], target.version, 3, 400, "accepted")

    with clock.standing_on(spring["starts_on"]):
        shown = page(office, "check", campaign)

    assert ("năm trước đã đạt 400 km" in shown) == is_low


@pytest.mark.demand("002.4a")
def test_an_empty_draft_is_not_praised_for_what_it_does_not_have() -> None:
    empty = CampaignFacts(date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31))

    assert [rule.key for rule in check_facts(empty).passed] == []


@pytest.mark.demand("004.4")
def test_a_missing_baseline_is_taken_from_the_figures_at_hand(
    place: Province, office: Client
) -> None:
    year: dict[str, Any] = {
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    campaign = a_campaign(of=place, **year)
    first, last = year.values()
    level = an_indicator(place.department, nature="stock", over_time="last")
    target = a_target(campaign, version=level, starts_on=first, due_on=last)
    report(place.communes[0], level, 12, 250, "accepted")

    with clock.standing_on(first):
        shown = page(office, "check", campaign)
        assert "Lấy số năm trước: 250 km" in shown
        where = f"target:{target.pk}"
        post(office, "check-mend", campaign, rule="no-baseline", subject=where)

    target.refresh_from_db()
    assert target.baseline == 250


@pytest.mark.parametrize("count", [1, 3])
def test_checking_a_campaign_costs_the_same_for_one_target_and_for_many(
    place: Province, count: int
) -> None:
    campaign = a_campaign(of=place)
    for _again in range(count):
        a_target(campaign)
    with CaptureQueriesContext(connection) as queries:
        check_campaign(campaign, DAY)

    assert len(queries) == 21


def test_a_draft_of_others_is_not_checked_by_strangers(place: Province) -> None:
    campaign = a_campaign(of=place)
    commune = signed_in(an_actor(place.communes[0]))

    assert commune.get(address("campaigns:check", campaign)).status_code == 404
    assert Target.objects.count() == 0
