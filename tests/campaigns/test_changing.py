"""What changes after the launch: a target's figure and deadline, who takes part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns import progress
from thidua.campaigns.models import (
    Campaign,
    ContentNode,
    Milestone,
    Target,
    TargetChange,
)
from thidua.campaigns.queries import waiting_for
from thidua.campaigns.states import TargetState
from thidua.kernel.dates import show

pytestmark = pytest.mark.django_db
CHANGE = {
    "value": "300",
    "due_on": "31/12/2025",
    "on": "01/05/2025",
    "reason": "Trung ương giao lại vốn",
    "below": "keep",
    "revision": "1",
}


BEGINS, DAY = date(2025, 6, 2), MAY.date()


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def campaign(place: Province) -> Campaign:
    return a_campaign(of=place, launched=True)


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def planned(target: Target, day: date) -> Decimal:
    target = Target.objects.select_related("version", "campaign").get(pk=target.pk)
    found = progress.standings(target.campaign, [target], day)[target.pk]
    assert found.pace.planned is not None
    return found.pace.planned.quantize(Decimal("0.1"))


@pytest.mark.demand("001.3")
def test_a_figure_changed_after_the_launch_tells_from_when_and_why(
    campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)

    answer = post(office, "target-change", campaign, target, **CHANGE)

    target.refresh_from_db()
    assert (target.value, target.state) == (Decimal(300), "accepted")
    assert "Đổi từ 320 km thành 300 km, áp dụng từ 01/05/2025." in said(answer)
    assert "Trung ương giao lại vốn" in said(answer)
    assert "đổi chỉ tiêu" in page(office, "history", campaign)
    # Until the end of April the pace follows the figure that held then.
    april, may = planned(target, date(2025, 4, 30)), planned(target, date(2025, 5, 1))
    assert (april, may) == (Decimal("104.6"), Decimal("98.9"))


@pytest.mark.demand("001.3")
def test_the_units_below_follow_are_shown_first_and_are_asked_again(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    north, south = (
        given_to(target, unit, value, state=TargetState.ACCEPTED, split="sum")
        for unit, value in zip(place.districts, (200, 120), strict=True)
    )
    wanted = CHANGE | {"below": "follow"}

    look = post(office, "target-change", campaign, target, **wanted, look="1")
    north.refresh_from_db()
    assert north.value == 200
    assert "187,5 km" in said(look)
    assert "2 đơn vị dưới đã nhận số cũ được hỏi lại." in said(look)

    post(office, "target-change", campaign, target, **wanted)
    for one, value in ((north, "187.5"), (south, "112.5")):
        one.refresh_from_db()
        assert (one.value, one.state) == (Decimal(value), "proposed")
    officer = an_actor(place.districts[0])
    (task,) = [one for one in waiting_for(officer, MAY.date()) if one.verb == "Trả lời"]
    assert "1 chỉ tiêu vừa được đổi, có lý do." in task.detail
    mine = page(signed_in(officer), "my-targets", campaign)
    assert "Đổi từ 200 km thành 187,5 km" in mine
    assert "Lý do: Trung ương giao lại vốn" in mine


def test_figures_below_that_stay_leave_the_grid_short_and_it_says_so(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    child = given_to(target, place.districts[0], 320, state=TargetState.ACCEPTED)

    look = post(office, "target-change", campaign, target, **CHANGE, look="1")
    post(office, "target-change", campaign, target, **CHANGE)

    child.refresh_from_db()
    assert (child.value, child.state) == (Decimal(320), "accepted")
    assert "giao vượt 20 km" in said(look)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": "01/06/2025"}, "Ngày áp dụng phải từ"),
        ({"value": "320"}, "Số và hạn vẫn như đang giao"),
        ({"due_on": "01/01/2025"}, "Hạn của chỉ tiêu phải sau"),
        ({"reason": ""}, "Lý do"),
    ],
)
def test_a_change_without_reason_day_or_difference_is_refused(
    campaign: Campaign, office: Client, wrong: dict[str, str], words: str
) -> None:
    target = a_target(campaign)

    answer = post(office, "target-change", campaign, target, **(CHANGE | wrong))

    assert answer.status_code == 422
    assert words in said(answer)
    assert not TargetChange.objects.exists()


@pytest.fixture
def later(place: Province) -> Campaign:
    """Launched on 20 May, begins on 2 June."""
    return a_campaign(of=place, launched=True, starts_on=BEGINS)


@pytest.mark.demand("001.3")
def test_what_was_launched_and_begins_later_is_changed_from_its_first_day(
    later: Campaign, office: Client
) -> None:
    target = a_target(later, starts_on=BEGINS)
    asked = office.get(address("campaigns:target-change", later, target))
    form = asked.context["form"]
    sent = CHANGE | {"on": show(form.initial["on"])}

    today = post(office, "target-change", later, target, **CHANGE | {"on": show(DAY)})
    answer = post(office, "target-change", later, target, **sent)
    again = post(
        office,
        "target-change",
        later,
        target,
        **sent | {"value": "310", "revision": "2"},
    )

    assert form.initial["on"] == BEGINS
    assert "Bắt đầu ngày 02/06/2025, chưa tới" in said(asked)
    assert today.status_code == 422
    assert "Ngày đầu là 02/06/2025, chưa tới." in said(today)
    assert 'value="20/05/2025"' in said(today)
    assert "Đổi từ 320 km thành 300 km, áp dụng từ 02/06/2025." in said(answer)
    assert "Đổi từ 300 km thành 310 km, áp dụng từ 02/06/2025." in said(again)
    target.refresh_from_db()
    assert (target.value, target.changed_on) == (Decimal(310), BEGINS)


@pytest.mark.demand("001.3")
def test_an_accepted_figure_is_given_anew_before_the_first_day(
    place: Province, later: Campaign, office: Client
) -> None:
    whole = a_target(later, starts_on=BEGINS)
    child = given_to(whole, place.districts[0], 200, state=TargetState.ACCEPTED)

    anew = {"value": "210", "reason": "Thêm vốn", "revision": "1"}
    post(office, "target-revise", later, child, **anew)

    child.refresh_from_db()
    assert child.value == 210
    assert child.changes.get().on == BEGINS


@pytest.mark.demand("001.3")
def test_a_milestone_of_what_begins_later_goes_from_its_first_day(
    later: Campaign, office: Client
) -> None:
    audience = later.audiences.get()
    item = ContentNode.objects.get(tree__audience=audience, kind="item")
    step = Milestone.objects.create(
        audience=audience, node_key=item.key, name="Họp", due_on=date(2025, 7, 1)
    )
    asked = office.get(address("campaigns:milestone-remove", later, step))

    answer = post(
        office,
        "milestone-remove",
        later,
        step,
        on=show(asked.context["form"].initial["on"]),
        reason="Trùng",
    )

    assert answer.status_code == 200
    assert not Milestone.objects.exists()
    assert "bỏ từ 02/06/2025" in page(office, "milestones", later)


def test_money_for_what_begins_later_names_the_day_that_has_to_come(
    later: Campaign, office: Client
) -> None:
    told = {"amount": "1.000.000", "source": "social", "purpose": "In tờ rơi"}
    answer = post(office, "expense-new", later, **told, spent_on=show(DAY))

    assert answer.status_code == 422
    assert "Phong trào bắt đầu ngày 02/06/2025, chưa tới." in said(answer)


def test_what_a_target_asked_before_is_only_added_to(
    campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    post(office, "target-change", campaign, target, **CHANGE)

    with pytest.raises(DatabaseError), transaction.atomic():
        TargetChange.objects.update(reason="Khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        TargetChange.objects.all().delete()


def test_a_figure_read_before_somebody_changed_it_is_not_changed_again(
    campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    post(office, "target-change", campaign, target, **CHANGE)

    answer = post(
        office, "target-change", campaign, target, **(CHANGE | {"value": "310"})
    )

    assert answer.status_code == 409
    assert "vừa có thay đổi" in said(answer)


@pytest.mark.demand("001.3")
def test_a_unit_that_joins_or_leaves_reads_since_when_and_why(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True, kinds=["district", "commune"])
    hamlet = place.hamlets[0]
    audience = campaign.audiences.get()
    post(
        office,
        "admit",
        campaign,
        audience=audience.pk,
        unit=hamlet.pk,
        joined_on="01/05/2025",
        reason="Ấp làm điểm",
    )
    officer = an_actor(hamlet)
    theirs = signed_in(officer)
    (task,) = waiting_for(officer, MAY.date())
    assert "Tham gia từ 01/05/2025: Ấp làm điểm" in task.detail
    assert "Đơn vị mình tham gia từ 01/05/2025: Ấp làm điểm" in page(
        theirs, "campaign", campaign
    )

    member = audience.members.get(unit=hamlet)
    post(office, "release", campaign, member, left_on="20/05/2025", reason="Hết điểm")

    member.refresh_from_db()
    assert (member.reason, member.left_because) == ("Ấp làm điểm", "Hết điểm")
    assert "không còn tham gia từ 20/05/2025: Hết điểm" in page(
        theirs, "campaign", campaign
    )
    assert "Hết điểm" in page(office, "units", campaign)


def as_it_stands(target: Target, **changed: str) -> dict[str, str]:
    """What the page that edits a target sends, without figure and deadline."""
    return {
        "node_key": str(target.node_key),
        "version": str(target.version_id),
        "split": target.split,
        "starts_on": show(target.starts_on),
        "plan": "",
        "reason": "",
    } | changed


@pytest.mark.demand("001.3")
def test_after_the_launch_a_figure_has_one_way_to_change(
    campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    way = f'href="{address("campaigns:target-change", campaign, target)}"'
    edit = f'href="{address("campaigns:target-edit", campaign, target)}"'

    on_target = page(office, "target", campaign, target)
    asked = page(office, "target-edit", campaign, target)
    sent = as_it_stands(target, baseline="12", reason="Ghi xuất phát điểm")
    post(office, "target-edit", campaign, target, **sent)

    assert way in on_target
    assert "Sửa chỉ tiêu" not in on_target
    assert edit not in page(office, "edit", campaign)
    assert way in asked
    assert "Đang là 320 km đến 31/12/2025." in asked
    assert not {'name="value"', 'name="due_on"'} & set(asked.split())
    target.refresh_from_db()
    assert (target.value, target.due_on) == (Decimal(320), date(2025, 12, 31))
    assert target.baseline == 12


def test_a_page_from_before_the_launch_loses_nothing_and_leads_on(
    campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    sent = as_it_stands(target, value="300", due_on="31/12/2025", reason="Đổi vốn")

    answer = post(office, "target-edit", campaign, target, **sent)

    assert answer.status_code == 422
    assert "số và hạn không sửa thẳng ở đây" in said(answer)
    assert 'value="300"' in said(answer)
    assert address("campaigns:target-change", campaign, target) in said(answer)
    target.refresh_from_db()
    assert target.value == 320


def test_a_finding_about_a_figure_leads_after_the_launch_to_where_it_changes(
    campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign, due_on=date(2026, 3, 1))

    shown = page(office, "check", campaign)

    way = address("campaigns:target-change", campaign, target)
    assert f'href="{way}#id_due_on"' in shown
