"""A unit's own part: plan and milestones; and what becomes of it in a reform."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.campaigns.test_succession import JULY, a_running_cascade, reformed
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Campaign, ContentNode, Milestone, Target, UnitPlan
from thidua.campaigns.queries import waiting_for
from thidua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def campaign(place: Province) -> Campaign:
    return a_campaign(of=place, launched=True, kinds=["district", "commune"])


def item_of(campaign: Campaign) -> ContentNode:
    return ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")


def a_plan_form(campaign: Campaign, **changed: Any) -> dict[str, Any]:
    return {
        "focus": "Ba tuyến đường ấp",
        "hard_tasks": "Giải phóng mặt bằng",
        "measures": "Vận động hiến đất",
        "own_resolution": "Nghị quyết 02-NQ/ĐU",
        "starts_on": "20/05/2025",
        "ends_on": "31/12/2025",
        "version": "0",
        "item-TOTAL_FORMS": "1",
        "item-INITIAL_FORMS": "0",
        "item-0-node_key": item_of(campaign).key,
        "item-0-name": "Bê tông hóa tuyến ấp 1",
        "item-0-sector": "Nông dân thi đua sản xuất giỏi",
        "item-0-routine": "Duy tu đường ấp",
        "item-0-answers": "Lê Thị Lan",
        "item-0-due_on": "30/09/2025",
    } | changed


@pytest.mark.demand("001.4")
@pytest.mark.demand("000.4")
def test_a_commune_makes_the_campaign_its_own(
    place: Province, campaign: Campaign
) -> None:
    unit = place.communes[0]
    browser = signed_in(an_actor(unit))

    post(browser, "plan", campaign, **a_plan_form(campaign, measures=""))
    lacking = post(browser, "plan-adopt", campaign, version=1)
    assert lacking.status_code == 422
    assert "giải pháp, biện pháp" in said(lacking)
    post(browser, "plan", campaign, **a_plan_form(campaign, version="1"))
    post(browser, "plan-adopt", campaign, version=2)

    plan = UnitPlan.objects.get()
    assert plan.state == "adopted"
    above = signed_in(an_actor(place.districts[0]))
    shown = page(above, "plan-of", campaign, unit)
    for words in (
        "Ba tuyến đường ấp",
        "Giải phóng mặt bằng",
        "Nghị quyết 02-NQ/ĐU",
        "Nông dân thi đua sản xuất giỏi",
        "Giao thông nông thôn",
        "Lê Thị Lan",
        "30/09/2025",
    ):
        assert words in shown
    beside = signed_in(an_actor(place.communes[1]))
    assert beside.get(address("campaigns:plan-of", campaign, unit)).status_code == 403


def test_two_people_write_one_plan_and_the_second_sees_both(
    place: Province, campaign: Campaign
) -> None:
    unit = place.communes[0]
    post(signed_in(an_actor(unit)), "plan", campaign, **a_plan_form(campaign))

    late = a_plan_form(campaign, focus="Trường học")
    answer = post(signed_in(an_actor(unit)), "plan", campaign, **late)

    assert answer.status_code == 409
    assert "Ba tuyến đường ấp" in said(answer)
    assert "Trường học" in said(answer)


def test_a_plan_that_lacks_something_says_so_at_its_field_and_keeps_what_was_typed(
    place: Province, campaign: Campaign
) -> None:
    browser = signed_in(an_actor(place.communes[0]))
    post(browser, "plan", campaign, **a_plan_form(campaign))
    typed = a_plan_form(campaign, version="1", focus="Trường học", measures="")

    answer = post(browser, "plan", campaign, **typed, adopt="1")

    assert answer.status_code == 422
    label = said(answer).split('<label for="id_measures">')[1].split("</label>")[0]
    assert "khi ban hành phải có" in label
    assert "Kế hoạch chưa có giải pháp, biện pháp." in said(answer)
    assert "Trường học" in said(answer)
    assert campaign.plans.get().focus == "Ba tuyến đường ấp"

    whole = post(browser, "plan", campaign, **typed | {"measures": "Hiến đất"}, adopt=1)

    assert "Đã ban hành kế hoạch" in said(whole)
    assert campaign.plans.get().state == "adopted"
    assert campaign.plans.get().focus == "Trường học"


def test_issuing_from_its_own_address_answers_on_the_plans_page(
    place: Province, campaign: Campaign
) -> None:
    """What is wanting stands at its field, what was saved in the form that saves."""
    browser = signed_in(an_actor(place.communes[0]))
    post(browser, "plan", campaign, **a_plan_form(campaign, measures=""))

    answer = post(browser, "plan-adopt", campaign, version=1)

    assert answer.status_code == 422
    shown = said(answer)
    form = shown.split('id="plan-form"')[1].split("</form>")[0]
    assert f'action="{address("campaigns:plan", campaign)}"' in shown
    at_field = form.split('for="id_measures"')[1].split('for="id_own_resolution"')[0]
    assert 'aria-invalid="true"' in at_field
    assert "Kế hoạch chưa có giải pháp, biện pháp." in at_field
    for kept in ("Ba tuyến đường ấp", "Bê tông hóa tuyến ấp 1", "31/12/2025"):
        assert kept in form
    assert campaign.plans.get().state == "draft"


@pytest.mark.demand("000.2")
def test_qualitative_content_goes_by_milestones_with_evidence(
    place: Province, campaign: Campaign
) -> None:
    office = signed_in(an_actor(place.department))
    commune, district = an_actor(place.communes[0]), an_actor(place.districts[0])
    step = {"name": "Ban hành quy ước ấp", "due_on": "01/06/2025"}
    post(office, "milestone-new", campaign, node_key=item_of(campaign).key, **step)
    milestone = Milestone.objects.get()
    assert "Báo đạt" in [task.verb for task in waiting_for(commune, MAY.date())]
    browser = signed_in(commune)
    values = {"reached_on": "15/05/2025", "note": "12 ấp đã ban hành"}

    bare = post(browser, "mark", campaign, milestone, **values)
    assert bare.status_code == 422
    assert "Chưa có minh chứng" in said(bare)
    paper = SimpleUploadedFile("quy-uoc.pdf", b"%PDF-1.7 quy uoc")
    post(browser, "mark", campaign, milestone, file=paper, **values)

    assert "Công nhận" in [task.verb for task in waiting_for(district, MAY.date())]
    mark = milestone.marks.get()
    judge = signed_in(district)
    post(judge, "mark-return", campaign, mark, reason="Thiếu ấp 7")
    assert "Thiếu ấp 7" in page(browser, "milestones", campaign)
    again = SimpleUploadedFile("ap-7.pdf", b"%PDF-1.7 ap 7")
    post(browser, "mark", campaign, milestone, file=again, **values)
    post(judge, "mark-confirm", campaign, mark)

    shown = page(office, "milestones", campaign)
    assert "1 trên 8 đơn vị được công nhận" in shown
    assert "quy-uoc.pdf" in shown
    opened = page(
        office, "campaign", campaign, query=f"?noi-dung={item_of(campaign).key}"
    )
    assert "Ban hành quy ước ấp" in opened
    path = address("campaigns:proof", campaign, mark.proofs.order_by("pk")[0])
    assert signed_in(an_actor(place.communes[5])).get(path).status_code == 403
    assert judge.get(path).content.startswith(b"%PDF")


def test_the_office_hands_over_after_a_reform() -> None:
    place, campaign, _root, targets = a_running_cascade()
    whole, _other = reformed(place)
    office = signed_in(an_actor(campaign.office))
    with clock.standing_on(JULY):
        shown = page(office, "hand-over", campaign)
        assert "8 đơn vị rời, 2 đơn vị kế thừa vào; 1 chỉ tiêu cần quyết định" in shown
        assert "Xã Đông Phú" in shown
        assert "1687/NQ-UBTVQH15" in shown
        silent = post(office, "hand-over", campaign, on="01/07/2025")
        assert silent.status_code == 422
        assert "Chưa quyết định chỉ tiêu của: Xã Đông Phú" in said(silent)
        decided = {f"target-{targets[3].pk}": "carry"}
        asked = post(office, "hand-over", campaign, on="01/07/2025", **decided)
        assert "Xã Đông Phú" in said(asked)
        assert not Target.objects.open().filter(unit=whole).exists()
        post(office, "hand-over", campaign, on="01/07/2025", sure="1", **decided)

        heir = an_actor(whole)
        assert Target.objects.open().get(unit=whole).value == 200
        assert "Tiếp nhận" in [task.verb for task in waiting_for(heir, JULY)]
        own = page(signed_in(heir), "my-targets", campaign)
        assert "200 km" in own


def count_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("name", "queries"),
    [("campaign", 14), ("units", 16), ("milestones", 9), ("my-targets", 7)],
)
def test_a_page_costs_the_same_for_one_unit_and_for_three(
    place: Province, campaign: Campaign, name: str, queries: int
) -> None:
    target = a_target(campaign)
    given_to(target, place.districts[0], 10)
    office = signed_in(an_actor(place.department))
    path = address(f"campaigns:{name}", campaign)
    one = count_of(office, path)

    district = campaign.targets.get(unit=place.districts[0])
    district.split = "sum"
    district.save()
    for unit in place.communes_of(place.districts[0]):
        given_to(district, unit, 3)
    given_to(target, place.districts[1], 10)

    assert count_of(office, path) == one == queries


def test_the_list_costs_the_same_for_one_campaign_and_for_three(
    place: Province, campaign: Campaign
) -> None:
    office = signed_in(an_actor(place.department))
    path = address("campaigns:list")
    one = count_of(office, path)
    a_campaign(of=place, launched=True)
    a_campaign(of=place)

    assert count_of(office, path) == one
    assert campaign.name in office.get(path).content.decode()
