"""A finding leads to the very field, and a form says what it will be asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import a_campaign, a_target, an_indicator, given_to
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import ContentNode
from thidua.indicators.models import IndicatorVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def test_what_a_paper_lacks_is_mended_at_its_field(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    paper = campaign.documents.get()
    paper.issued_on, paper.signer_name = None, ""
    paper.save()

    shown = page(office, "check", campaign)

    at = address("campaigns:document", campaign, paper)
    assert f'href="{at}#id_issued_on"' in shown
    assert f'href="{at}#id_file"' in shown
    assert 'id="id_issued_on"' in page(office, "document", campaign, paper)


def test_a_paper_that_is_not_there_is_begun(place: Province, office: Client) -> None:
    campaign = a_campaign(of=place)
    campaign.documents.all().delete()

    there = address("campaigns:documents", campaign)
    mended = f'href="{there}">Mở chỗ cần sửa'
    assert mended in page(office, "check", campaign)
    offered = page(office, "documents", campaign)
    assert "Chưa có văn bản: soạn ở đây" in offered
    assert "?cach=soan" in offered


def test_an_item_that_nobody_does_is_mended_at_who_leads_it(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    item.lead_unit = None
    item.save()

    at = address("campaigns:node", campaign, item.tree.audience, item)
    assert f'href="{at}#id_lead_unit"' in page(office, "check", campaign)


def test_what_the_launch_needs_is_not_called_optional(
    place: Province, office: Client
) -> None:
    shown = page(office, "document-new", a_campaign(of=place))

    for name in ("number", "issued_on", "signer_name"):
        label = shown.split(f'<label for="id_{name}">')[1].split("</label>")[0]
        assert "(văn bản phát động phải có)" in label, name
    label = shown.split('<label for="id_symbol">')[1].split("</label>")[0]
    assert "(không bắt buộc)" in label


def test_the_office_that_keeps_the_campaign_is_no_sector(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    target = a_target(campaign, version=an_indicator(place.department))
    assert "Gắn với ngành" not in page(office, "check", campaign)

    target.version = an_indicator(place.districts[0])
    target.save()
    assert "Gắn với ngành" in page(office, "check", campaign)


def test_a_refused_way_of_giving_names_those_that_fit(
    place: Province, office: Client
) -> None:
    target = a_target(a_campaign(of=place), value=Decimal(320))
    given_to(target, place.districts[0], 200)

    answer = post(office, "rule", target.campaign, target, split="none")

    assert answer.status_code == 422
    assert "Chọn: tổng các đơn vị bằng số được giao; mỗi đơn vị" in said(answer)
    assert "bình quân" not in said(answer).split("Chọn:")[1].split(".")[0]
    assert target.version.nature == IndicatorVersion.Nature.FLOW


def test_a_bulk_acceptance_of_nothing_says_what_to_tick(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    given_to(a_target(campaign), place.districts[0], 200)
    district = signed_in(an_actor(place.districts[0]))

    assert "Chưa chọn chỉ tiêu nào" in said(post(district, "accept-many", campaign))


def test_the_list_of_units_leads_nobody_to_a_shut_door(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    near, far = place.communes[0], place.communes[5]
    pages = [address("campaigns:plan-of", campaign, one) for one in (near, far)]

    shown = page(signed_in(an_actor(near)), "units", campaign)
    assert [f'href="{one}"' in shown for one in pages] == [True, False]
    shown = page(office, "units", campaign)
    assert all(f'href="{one}"' in shown for one in pages)


def test_the_item_without_a_milestone_is_the_one_that_gets_it(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    first = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    asked = ContentNode.objects.create(
        tree=first.tree,
        parent=first.parent,
        kind="item",
        nature="milestone",
        name="Quy ước ấp",
        position=1,
        lead_unit=campaign.office,
    )

    at = f"{address('campaigns:milestone-new', campaign)}?noi-dung={asked.key}"
    assert f'href="{at}"' in page(office, "check", campaign)
    shown = page(office, "milestone-new", campaign, query=f"?noi-dung={asked.key}")
    assert f'<option value="{asked.key}" selected' in shown


def test_the_check_says_once_that_errors_stop_the_launch(
    place: Province, office: Client
) -> None:
    shown = page(office, "check", a_campaign(of=place))

    assert shown.count("Còn 1 lỗi nên chưa phát động được") == 1
    assert "Hết lỗi là phát động được" in shown
