"""Days that are typed: told at the field beforehand, refused there with the range."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.browsing import said
from tests.campaigns.factories import (
    ENDS,
    STARTS,
    a_campaign,
    a_target,
    an_indicator,
)
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Campaign, ContentNode, Milestone, Target, UnitPlan
from thidua.kernel.dates import show

pytestmark = pytest.mark.django_db
HINT = f"Từ {show(STARTS)} đến {show(ENDS)}."
LATE = date(ENDS.year + 1, 2, 1)
REFUSED = (
    f"Ngày {show(LATE)} nằm ngoài thời gian của phong trào: {show(STARTS)}–{show(ENDS)}"
)


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.fixture
def draft(place: Province) -> Campaign:
    return a_campaign(of=place)


def item_of(campaign: Campaign) -> ContentNode:
    return ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")


def bad_fields(text: str) -> list[str]:
    """The names of the fields that are marked."""
    marked = text.split('aria-invalid="true"')[:-1]
    return [one.rpartition('name="')[2].partition('"')[0] for one in marked]


def test_a_milestone_outside_the_campaign_is_refused_at_its_field(
    office: Client, draft: Campaign
) -> None:
    way = address("campaigns:milestone-new", draft)
    assert HINT in said(office.get(way))

    sent = {"node_key": item_of(draft).key, "name": "Quy ước", "due_on": show(LATE)}
    answer = office.post(way, sent)

    shown = said(answer)
    assert answer.status_code == 422
    assert REFUSED in shown
    assert bad_fields(answer.content.decode()) == ["due_on"]
    assert 'value="Quy ước"' in answer.content.decode()
    assert not Milestone.objects.exists()


def a_filled_target(campaign: Campaign, **given: Any) -> dict[str, Any]:
    version = an_indicator(campaign.office, name="Đường bê tông")
    return {
        "node_key": item_of(campaign).key,
        "version": version.pk,
        "value": "320",
        "split": "sum",
        "starts_on": show(STARTS),
        "due_on": show(ENDS),
        "plan": "",
    } | given


def test_a_target_outside_the_campaign_is_refused_where_it_is_typed(
    office: Client, draft: Campaign
) -> None:
    way = address("campaigns:target-new", draft)
    assert said(office.get(way)).count(HINT) == 2

    early = show(STARTS.replace(year=STARTS.year - 1))
    sent = a_filled_target(draft, starts_on=early, due_on=show(LATE), plan="2019: 3")
    answer = office.post(way, sent)

    assert answer.status_code == 422
    assert REFUSED in said(answer)
    assert bad_fields(answer.content.decode()) == ["starts_on", "due_on", "plan"]
    assert not Target.objects.exists()


def test_a_period_outside_its_target_is_refused(
    office: Client, draft: Campaign
) -> None:
    plan = f"Q1/{STARTS.year}: 100\n{LATE.year}: 200"
    answer = office.post(
        address("campaigns:target-new", draft), a_filled_target(draft, plan=plan)
    )

    span = f"{show(STARTS)}–{show(ENDS)}"
    assert f"nằm ngoài thời gian của chỉ tiêu: {span}" in said(answer)
    assert bad_fields(answer.content.decode()) == ["plan"]


def test_a_target_that_was_outside_before_is_still_edited_otherwise(
    office: Client, draft: Campaign
) -> None:
    mine = a_target(draft, starts_on=STARTS.replace(year=STARTS.year - 1))
    sent = a_filled_target(
        draft, version=mine.version_id, starts_on=show(mine.starts_on), value="400"
    )

    office.post(address("campaigns:target-edit", draft, mine), sent)

    mine.refresh_from_db()
    assert mine.value == 400


@pytest.mark.parametrize(
    ("kind", "ends", "words"),
    [
        ("ordinary", LATE, REFUSED),
        ("review", LATE, ""),
        (
            "review",
            date(ENDS.year + 2, 1, 1),
            f"chậm nhất {show(date(ENDS.year + 1, 12, 31))}",
        ),
    ],
)
def test_a_phase_lies_in_the_campaign_and_its_review_soon_after(
    office: Client, draft: Campaign, kind: str, ends: date, words: str
) -> None:
    sent = {
        "version": draft.version,
        "phase-TOTAL_FORMS": "1",
        "phase-INITIAL_FORMS": "0",
        "phase-0-kind": kind,
        "phase-0-name": "Đợt “cuối”",
        "phase-0-starts_on": show(STARTS),
        "phase-0-ends_on": show(ends),
    }

    answer = office.post(address("campaigns:phases", draft), sent)

    assert answer.status_code == (422 if words else 302)
    if words:
        assert words in said(answer)
        assert bad_fields(answer.content.decode()) == ["phase-0-ends_on"]


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"ends_on": show(LATE)}, "ends_on", REFUSED),
        (
            {"item-0-due_on": show(LATE)},
            "item-0-due_on",
            f"nằm ngoài thời gian của kế hoạch: {show(STARTS)}–{show(ENDS)}",
        ),
    ],
)
def test_a_units_plan_and_its_work_lie_within(
    place: Province, given: dict[str, str], field: str, words: str
) -> None:
    campaign = a_campaign(of=place, launched=True)
    commune = signed_in(an_actor(place.communes[0]))
    way = address("campaigns:plan", campaign)
    sent = {
        "version": "0",
        "focus": "Đường ấp",
        "measures": "",
        "hard_tasks": "",
        "own_resolution": "",
        "starts_on": show(STARTS),
        "ends_on": show(ENDS),
        "item-TOTAL_FORMS": "1",
        "item-INITIAL_FORMS": "0",
        "item-0-node_key": str(item_of(campaign).key),
        "item-0-name": "Ba tuyến",
        "item-0-due_on": show(ENDS),
    }
    assert HINT in said(commune.get(way))

    answer = commune.post(way, sent | given)

    assert answer.status_code == 422
    assert words in said(answer)
    assert bad_fields(answer.content.decode()) == [field]
    assert "Ba tuyến" in answer.content.decode()
    assert not UnitPlan.objects.exists()


def test_after_the_launch_a_deadline_stays_within_the_campaign(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    target = a_target(campaign)
    way = address("campaigns:target-change", campaign, target)
    sent = {
        "value": "320",
        "due_on": show(LATE),
        "on": "20/05/2025",
        "reason": "Thêm thời gian",
        "below": "keep",
        "revision": target.revision,
    }

    answer = office.post(way, sent)

    assert REFUSED in said(answer)
    assert bad_fields(answer.content.decode()) == ["due_on"]


def test_a_unit_joins_within_the_campaign_and_leaves_after_it_joined(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True, kinds=["district"])
    audience = campaign.audiences.get()
    member = audience.members.all()[0]
    sent = {
        "audience": audience.pk,
        "unit": place.communes[0].pk,
        "joined_on": show(LATE),
        "reason": "Theo đề nghị",
    }

    joining = office.post(address("campaigns:admit", campaign), sent)
    assert REFUSED in said(joining)
    assert bad_fields(joining.content.decode()) == ["joined_on"]

    early = {"left_on": "01/01/2020", "reason": "Sáp nhập"}
    leaving = office.post(address("campaigns:release", campaign, member), early)
    assert f"trước ngày tham gia, {show(member.joined_on)}" in said(leaving)
    assert bad_fields(leaving.content.decode()) == ["left_on"]
