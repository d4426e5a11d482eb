"""A plan is launched although warnings stand: each for its own reason."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.check import check_campaign
from thidua.campaigns.models import AcceptedWarning
from thidua.campaigns.states import State

pytestmark = pytest.mark.django_db
DAY = MAY.date()


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.mark.demand("002.4a")
@pytest.mark.demand("004.4")
def test_errors_stop_the_launch_and_warnings_ask_for_a_reason(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    answer = post(office, "launch", campaign, is_common="on", common="Cứ phát động")
    assert answer.status_code == 422
    assert "Còn 1 điều phải bổ sung" in said(answer)

    a_target(campaign)
    answer = post(office, "launch", campaign)
    assert answer.status_code == 422
    assert "Lý do phát động khi còn cảnh báo “Văn bản chưa có bản ký”" in said(answer)

    why = "Bản ký gửi sau một tuần"
    post(office, "launch", campaign, is_common="on", common=why)

    campaign.refresh_from_db()
    assert campaign.state == State.LAUNCHED
    kept = AcceptedWarning.objects.filter(campaign=campaign)
    assert {one.reason for one in kept} == {why}
    commune = signed_in(an_actor(place.communes[0]))
    shown = page(commune, "check", campaign)
    assert why in shown
    assert "Rút lại" not in shown
    who = kept.earliest("pk").accepted_by
    assert f"{kept.count()} cảnh báo được {who} chấp nhận, có lý do" in shown
    assert "không còn cảnh báo" not in shown


@pytest.mark.demand("002.4a")
def test_a_reason_is_kept_with_the_warnings_of_its_own_rule_alone(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    a_target(campaign)
    rules = {one.key for one in check_campaign(campaign, DAY).warnings}
    assert len(rules) > 1
    others = rules - {"no-signed-copy"}
    reasons = {f"why-{rule}": f"Vì lẽ của {rule}" for rule in others}
    why = "Bản ký gửi sau một tuần"

    answer = post(office, "launch", campaign, **reasons)
    assert answer.status_code == 422
    assert said(answer).count("Chưa ghi lý do phát động khi còn cảnh báo này.") == 1
    for reason in reasons.values():
        assert reason in said(answer)
    assert not AcceptedWarning.objects.exists()

    post(office, "launch", campaign, **reasons, **{"why-no-signed-copy": why})

    kept = AcceptedWarning.objects.values_list("rule", "reason")
    wanted = {(rule, f"Vì lẽ của {rule}") for rule in others}
    assert set(kept) == wanted | {("no-signed-copy", why)}


@pytest.mark.demand("002.4a")
def test_a_common_reason_serves_only_where_the_officer_says_so(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    a_target(campaign)
    why, signed = "Làm điểm trước", {"why-no-signed-copy": "Chờ bản ký"}

    answer = post(office, "launch", campaign, common=why, **signed)
    assert answer.status_code == 422
    assert "Lý do chung đã ghi, nhưng chưa chọn dùng." in said(answer)
    assert why in said(answer)
    assert "Chờ bản ký" in said(answer)
    answer = post(office, "launch", campaign, is_common="on", **signed)
    assert answer.status_code == 422
    assert "Chưa ghi lý do chung." in said(answer)

    post(office, "launch", campaign, is_common="on", common=why, **signed)

    kept = AcceptedWarning.objects.filter(campaign=campaign)
    assert kept.get(rule="no-signed-copy").reason == "Chờ bản ký"
    others = kept.exclude(rule="no-signed-copy").values_list("reason", flat=True)
    assert set(others) == {why}
