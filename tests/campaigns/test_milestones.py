"""Thousands of marks: the page counts them, and opens one milestone at a time."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.browsing import page, post
from tests.campaigns.factories import MAY, a_campaign
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.models import (
    Assessment,
    Campaign,
    ContentNode,
    Milestone,
    MilestoneMark,
)
from thidua.campaigns.queries import milestones as queries
from thidua.campaigns.states import State
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.files import keep
from thidua.kernel.models import StoredFile
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
REACHED = date(2025, 5, 15)


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def campaign(place: Province) -> Campaign:
    return a_campaign(of=place, launched=True, kinds=["district", "commune"])


@pytest.fixture
def step(campaign: Campaign) -> Milestone:
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    return Milestone.objects.create(
        audience=campaign.audiences.get(),
        node_key=item.key,
        name="Ban hành quy ước",
        due_on=date(2025, 6, 1),
    )


def marked(step: Milestone, *units: Unit, is_confirmed: bool) -> None:
    for unit in units:
        mark = MilestoneMark.objects.create(
            milestone=step,
            unit=unit,
            reached_on=REACHED,
            note=f"Quy ước số {unit.pk}.",
            marked_at=MAY,
            marked_by="Người báo",
        )
        mark.proofs.create(file=a_file())
        if is_confirmed:
            mark.confirmed_at, mark.confirmed_by = MAY, "Người nhận"
            mark.save()


def a_file() -> StoredFile:
    paper = SimpleUploadedFile("quy-uoc.pdf", b"%PDF-1.7 quy uoc")
    return keep(paper, by="Người báo", at=MAY)


def count_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_few_marks_are_all_shown_at_once(
    place: Province, campaign: Campaign, step: Milestone
) -> None:
    marked(step, *place.communes[:3], is_confirmed=True)

    shown = page(signed_in(an_actor(place.department)), "milestones", campaign)

    assert shown.count("Quy ước số") == 3
    assert "3 trên 8 đơn vị được công nhận" in shown
    assert "Xem cả" not in shown


def test_of_many_marks_those_that_wait_are_shown_and_the_others_counted(
    place: Province,
    campaign: Campaign,
    step: Milestone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "FEW", 4)
    monkeypatch.setattr(queries, "A_FEW", 2)
    monkeypatch.setattr(queries, "ON_A_PAGE", 4)
    marked(step, *place.communes[:3], is_confirmed=True)
    marked(step, *place.communes[3:6], is_confirmed=False)
    office = signed_in(an_actor(place.department))

    shown = page(office, "milestones", campaign)
    assert "3 chờ công nhận" in shown
    assert shown.count("Quy ước số") == shown.count("quy-uoc.pdf") == 2
    assert "Xem cả 6 đơn vị đã báo" in shown

    first = page(office, "milestones", campaign, query=f"?moc={step.pk}")
    second = page(office, "milestones", campaign, query=f"?moc={step.pk}&trang=2")
    for unit in place.communes[:6]:
        assert (first + second).count(f"Quy ước số {unit.pk}.") == 1
    assert first.count("Công nhận<") == 3
    assert second.count("Công nhận<") == 0


def test_after_confirming_one_stands_where_one_was(
    place: Province, campaign: Campaign, step: Milestone
) -> None:
    marked(step, place.communes[0], is_confirmed=False)
    office = signed_in(an_actor(place.department))
    mark = step.marks.get()

    answer = post(office, "mark-confirm", campaign, mark, moc=step.pk, trang=1)

    there, _status = answer.redirect_chain[-1]
    assert there.endswith(f"/moc/?moc={step.pk}&trang=1")


def test_a_commune_sees_its_own_mark_and_a_district_those_below(
    place: Province,
    campaign: Campaign,
    step: Milestone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "FEW", 0)
    own, other = place.communes[0], place.communes[-1]
    marked(step, own, other, is_confirmed=True)

    of_commune = page(signed_in(an_actor(own)), "milestones", campaign)
    district = signed_in(an_actor(place.districts[0]))
    of_district = page(district, "milestones", campaign, query=f"?moc={step.pk}")

    assert f"Quy ước số {own.pk}." in of_commune
    assert f"Quy ước số {own.pk}." in of_district
    assert f"Quy ước số {other.pk}." not in of_commune + of_district


def test_a_milestone_of_another_campaign_is_not_found(
    place: Province, campaign: Campaign
) -> None:
    office = signed_in(an_actor(place.department))

    answer = office.get(address("campaigns:milestones", campaign) + "?moc=999999")

    assert answer.status_code == 404


def test_the_page_costs_the_same_for_one_mark_and_for_three(
    place: Province, campaign: Campaign, step: Milestone
) -> None:
    office = signed_in(an_actor(place.department))
    path = address("campaigns:milestones", campaign)
    marked(step, place.communes[0], is_confirmed=False)
    one = count_of(office, path)
    marked(step, *place.communes[1:3], is_confirmed=False)

    assert count_of(office, path) == one


def test_a_launched_milestone_goes_with_a_day_and_a_reason_that_the_units_read(
    place: Province, campaign: Campaign, step: Milestone
) -> None:
    office = signed_in(an_actor(place.department))
    where = address("campaigns:milestone-remove", campaign, step)

    assert where in page(office, "edit", campaign)
    asked = page(office, "milestone-remove", campaign, step)
    silent = office.post(where)
    early = office.post(where, {"on": "31/12/2024", "reason": "Trùng việc"})

    assert "8 đơn vị đang được giao mốc này, hạn 01/06/2025" in asked
    assert (silent.status_code, early.status_code) == (422, 422)
    assert "Trùng việc" in early.content.decode()
    assert Milestone.objects.filter(pk=step.pk).exists()

    post(office, "milestone-remove", campaign, step, on="20/05/2025", reason="Trùng")

    assert not Milestone.objects.filter(pk=step.pk).exists()
    read = page(signed_in(an_actor(place.communes[0])), "milestones", campaign)
    assert "Ban hành quy ước" in read
    assert "bỏ từ 20/05/2025" in read
    assert "Lý do: Trùng" in " ".join(read.split())


def test_a_launched_milestone_is_neither_moved_nor_taken_in_silence(
    place: Province, campaign: Campaign, step: Milestone
) -> None:
    officer = an_actor(place.department)

    with pytest.raises(RuleBroken, match="Chưa ghi lý do"):
        actions.remove_milestone(step, on=REACHED, actor=officer, at=MAY)
    with pytest.raises(WrongMoment, match="đã phát động"):
        actions.define_milestone(
            step.audience,
            step.node_key,
            name="Khác",
            due_on=step.due_on,
            milestone=step,
            actor=officer,
            at=MAY,
        )
    campaign.state, campaign.closed_at = State.CLOSED, MAY
    campaign.save()
    with pytest.raises(WrongMoment, match="đã kết thúc"):
        actions.remove_milestone(
            step, on=REACHED, reason="Trùng", actor=officer, at=MAY
        )


def test_a_milestone_that_a_signed_assessment_looked_at_stays(
    place: Province, campaign: Campaign, step: Milestone
) -> None:
    Assessment.objects.create(
        campaign=campaign,
        number=1,
        name="Đánh giá nửa năm",
        since=campaign.starts_on,
        until=step.due_on,
        remarks="Đạt",
        figures={},
        signed_by="Người chốt",
        office="Sở",
        signed_at=MAY,
        seal="0" * 64,
    )

    with pytest.raises(RuleBroken, match="Đánh giá nửa năm"):
        actions.remove_milestone(
            step,
            on=REACHED,
            reason="Trùng",
            actor=an_actor(place.department),
            at=MAY,
        )


def test_a_milestone_of_a_draft_goes_at_once(place: Province) -> None:
    drafted = a_campaign(of=place)
    item = ContentNode.objects.get(tree__audience__campaign=drafted, kind="item")
    step = Milestone.objects.create(
        audience=drafted.audiences.get(),
        node_key=item.key,
        name="Họp",
        due_on=date(2025, 6, 1),
    )

    post(signed_in(an_actor(place.department)), "milestone-remove", drafted, step)

    assert not Milestone.objects.exists()
