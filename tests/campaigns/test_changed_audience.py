"""Whom a running campaign is for, changed by one act with a day and a reason."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.indicators.factories import an_office
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Audience, AudienceChange, Campaign, CampaignForm
from thidua.campaigns.queries import waiting_for
from thidua.campaigns.states import TargetState

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def campaign(place: Province) -> Campaign:
    return a_campaign(of=place, launched=True, kinds=["district", "commune"])


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def rule(campaign: Campaign, **changed: Any) -> dict[str, Any]:
    audience = campaign.audiences.get()
    return {
        "kinds": audience.kinds,
        "tree": audience.tree_id,
        "below": audience.below_id,
        "reports": "on",
        "picked": "",
        "on": "20/05/2025",
        "reason": "Cấp huyện kết thúc hoạt động",
        "version": "1",
    } | changed


def mark_in(answer: Any) -> str:
    found = re.search(r'name="seen" value="(\w+)"', said(answer))
    assert found
    return found[1]


def change(office: Client, campaign: Campaign, **wanted: Any) -> Any:
    """Look first, then do what was looked at."""
    audience = campaign.audiences.get()
    look = post(office, "audience-change", campaign, audience, **wanted, look="1")
    return post(
        office, "audience-change", campaign, audience, **wanted, seen=mark_in(look)
    )


@pytest.mark.demand("001.3")
def test_who_joins_and_who_leaves_is_shown_by_name_and_number_before_it_is_done(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    district = given_to(
        target, place.districts[0], 200, state=TargetState.ACCEPTED, split="sum"
    )
    given_to(district, place.communes[0], 50, state=TargetState.ACCEPTED)
    audience = campaign.audiences.get()
    wanted = rule(campaign, kinds=["commune", "hamlet"])

    look = post(office, "audience-change", campaign, audience, **wanted, look="1")

    words = said(look)
    assert f"Thêm {len(place.hamlets)} đơn vị" in words
    assert f"{len(place.districts)} đơn vị ra" in words
    assert "1 chỉ tiêu khép lại; 1 chỉ tiêu đã giao tiếp xuống cũng khép lại" in words
    assert "2 chỉ tiêu khép lại từ 20/05/2025 với số đã đạt" in words
    assert not AudienceChange.objects.exists()


@pytest.mark.demand("001.3")
def test_a_changed_audience_closes_opens_and_tells_every_unit_why(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    district = given_to(
        target, place.districts[0], 200, state=TargetState.ACCEPTED, split="sum"
    )
    below = given_to(district, place.communes[0], 50, state=TargetState.ACCEPTED)

    answer = change(office, campaign, **rule(campaign, kinds=["commune", "hamlet"]))

    assert f"thêm {len(place.hamlets)} đơn vị" in said(answer)
    for one in (district, below):
        one.refresh_from_db()
        assert (one.state, one.ended_because) == (
            "ended",
            "Cấp huyện kết thúc hoạt động",
        )
    # Who left reads since when and why; who joined is asked to take it up.
    gone = an_actor(place.districts[0])
    (task,) = [one for one in waiting_for(gone, MAY.date()) if one.verb == "Xem"]
    assert "Không còn tham gia từ 20/05/2025: Cấp huyện kết thúc" in task.detail
    assert "không còn tham gia từ 20/05/2025" in page(
        signed_in(gone), "campaign", campaign
    )
    new = an_actor(place.hamlets[0])
    (task,) = waiting_for(new, MAY.date())
    assert task.verb == "Tiếp nhận"
    assert "Tham gia từ 20/05/2025: Cấp huyện kết thúc" in task.detail
    theirs = page(signed_in(new), "campaign", campaign)
    assert "Đối tượng tham gia đã đổi 1 lần" in theirs
    assert "thành phố thuộc tỉnh; xã – cây" in theirs
    # The office reads it in the history, with the reason.
    assert "Cấp huyện kết thúc hoạt động" in page(office, "history", campaign)


@pytest.mark.demand("001.3")
def test_whoever_stands_above_a_newcomer_is_asked_to_give_it_targets(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    commune = place.communes[0]
    given_to(target, commune, 50, state=TargetState.ACCEPTED, split="sum")

    change(office, campaign, **rule(campaign, kinds=["commune", "hamlet"]))

    tasks = waiting_for(an_actor(commune), MAY.date())
    (task,) = [one for one in tasks if one.verb == "Giao chỉ tiêu"]
    assert "đơn vị mới tham gia" in task.object


def test_a_unit_may_be_left_as_it_is_and_another_named_one_by_one(
    place: Province, campaign: Campaign, office: Client
) -> None:
    hamlet, kept = place.hamlets[0], place.districts[0]
    commune = place.communes[0].names.get().full_name
    name = f"{hamlet.names.get().full_name}, {commune}"
    wanted = rule(campaign, kinds=["commune"], picked=name)

    change(office, campaign, **wanted, spared=[kept.pk])

    members = campaign.audiences.get().members.filter(left_on=None)
    units = set(members.values_list("unit_id", flat=True))
    assert {hamlet.pk, kept.pk} <= units
    assert place.districts[1].pk not in units


def test_a_name_that_nobody_bears_is_said_at_its_field(
    campaign: Campaign, office: Client
) -> None:
    audience = campaign.audiences.get()
    wanted = rule(campaign, picked="Xã Không Có")

    answer = post(office, "audience-change", campaign, audience, **wanted, look="1")

    assert answer.status_code == 422
    assert "Không thấy đơn vị “Xã Không Có”" in said(answer)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": ""}, "Chưa ghi lý do"),
        ({"on": "21/05/2025"}, "Ngày áp dụng phải từ"),
        ({"on": "01/05/2025"}, "Ngày áp dụng phải từ"),
        ({"kinds": ["district", "commune"]}, "vẫn như đang có"),
        ({"kinds": ["nation"]}, "không còn đơn vị nào"),
    ],
)
def test_a_change_without_reason_day_or_difference_is_refused(
    campaign: Campaign, office: Client, wrong: dict[str, Any], words: str
) -> None:
    audience = campaign.audiences.get()
    wanted = rule(campaign, kinds=["commune"]) | wrong
    sound = wanted | {"reason": "Thử", "on": "20/05/2025"}
    look = post(office, "audience-change", campaign, audience, **sound, look="1")

    answer = post(
        office, "audience-change", campaign, audience, **wanted, seen=mark_in(look)
    )

    assert answer.status_code in {409, 422}
    assert words in said(answer)
    assert not AudienceChange.objects.exists()


def test_of_two_people_the_second_is_shown_both_versions(
    campaign: Campaign, office: Client
) -> None:
    change(office, campaign, **rule(campaign, kinds=["commune"]))
    audience = campaign.audiences.get()
    mine = rule(campaign, kinds=["commune", "hamlet"], version="1", seen="x")

    answer = post(office, "audience-change", campaign, audience, **mine)

    assert answer.status_code == 409
    assert "Có người vừa đổi đối tượng này" in said(answer)
    assert "Có báo cáo số liệu" in said(answer)
    assert AudienceChange.objects.count() == 1


def test_a_list_that_moved_since_it_was_shown_is_shown_again(
    place: Province, campaign: Campaign, office: Client
) -> None:
    audience = campaign.audiences.get()
    wanted = rule(campaign, kinds=["commune", "hamlet"])

    answer = post(office, "audience-change", campaign, audience, **wanted, seen="cũ")

    assert answer.status_code == 409
    assert "khác với lúc anh/chị xem trước" in said(answer)
    assert f"Thêm {len(place.hamlets)} đơn vị" in said(answer)
    assert not AudienceChange.objects.exists()


def test_reports_end_for_who_leaves_and_go_one_storey_up_for_those_below(
    place: Province, campaign: Campaign, office: Client
) -> None:
    form = an_office("ROAD", cast=place).form
    CampaignForm.objects.create(campaign=campaign, form=form)

    change(office, campaign, **rule(campaign, kinds=["commune"]))

    duty = form.duties.standing_on(MAY.date()).get(unit=place.communes[0])
    assert duty.receiver_id == campaign.office_id


def test_what_an_audience_was_is_only_added_to(
    campaign: Campaign, office: Client
) -> None:
    change(office, campaign, **rule(campaign, kinds=["commune"]))

    with pytest.raises(DatabaseError), transaction.atomic():
        AudienceChange.objects.update(reason="Khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        AudienceChange.objects.all().delete()


def test_who_was_let_go_stays_out_when_the_rule_changes(
    place: Province, campaign: Campaign, office: Client
) -> None:
    audience: Audience = campaign.audiences.get()
    member = audience.members.get(unit=place.communes[0])
    post(office, "release", campaign, member, left_on="20/05/2025", reason="Sáp nhập")

    change(office, campaign, **rule(campaign, kinds=["commune"]))

    standing = audience.members.filter(left_on=None)
    assert not standing.filter(unit=place.communes[0]).exists()
    assert Decimal(standing.count()) == len(place.communes) - 1
