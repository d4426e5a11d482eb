"""What a campaign cost: told by whoever spent it, corrected in the open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.effect_cast import a_campaign_by_quarters
from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.campaigns.models import Campaign, ContentNode, Expense

pytestmark = pytest.mark.django_db
DEMAND = pytest.mark.demand("004.4")
SPENT = {
    "amount": "12.500.000",
    "spent_on": "03/02/2025",
    "source": "social",
    "purpose": "In tờ rơi",
}


@pytest.fixture
def office() -> Office:
    return an_office("ROAD")


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return a_campaign_by_quarters(office)


@pytest.fixture
def commune(office: Office, campaign: Campaign) -> Client:  # noqa: ARG001 - takes part
    return signed_in(an_actor(office.commune))


def tell(client: Client, campaign: Campaign, **changed: str) -> Any:
    return post(client, "expense-new", campaign, **SPENT | changed)


@DEMAND
def test_an_office_tells_what_it_spent_and_the_effect_says_so(
    office: Office, campaign: Campaign, commune: Client
) -> None:
    tell(commune, campaign)
    tell(commune, campaign, amount="2.000.000", spent_on="02/04/2025")

    whole = page(signed_in(office.owner), "effect", campaign)
    phase = page(
        signed_in(office.owner), "effect-of-phase", campaign, campaign.phases.get()
    )

    assert "1 nơi đã ghi 2 khoản chi, cộng 14,5 triệu đồng" in whole
    assert "1 nơi đã ghi 1 khoản chi, cộng 12,5 triệu đồng" in phase
    assert "Nơi chưa ghi thì chưa biết, không phải bằng 0." in phase


@DEMAND
def test_nothing_is_invented_where_nobody_told(
    office: Office, campaign: Campaign
) -> None:
    shown = page(signed_in(office.owner), "effect", campaign)

    assert "Chưa nơi nào ghi kinh phí" in shown
    assert "cho 1 km" not in shown


@DEMAND
def test_a_result_has_a_price_only_where_money_and_result_are_of_one_item(
    office: Office, campaign: Campaign, commune: Client
) -> None:
    office.accepted(month(2025, 2), ROAD="5")
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    tell(commune, campaign)
    before = page(signed_in(office.owner), "effect", campaign)
    tell(commune, campaign, amount="50.000.000", node_key=str(item.key))
    after = page(signed_in(office.owner), "effect", campaign)

    assert "cho 1 km" not in before
    assert "ít nhất 10 triệu đồng cho 1 km" in after
    assert "mới 1 nơi ghi chi riêng cho nội dung này" in after


@DEMAND
def test_a_correction_keeps_what_was_said_and_why(
    campaign: Campaign, commune: Client
) -> None:
    tell(commune, campaign)
    first = Expense.objects.get()
    sent = SPENT | {"amount": "11.000.000", "reason": "Cộng nhầm một hóa đơn"}

    post(commune, "expense", campaign, first, **sent)
    shown = page(commune, "expenses", campaign)
    again = post(commune, "expense", campaign, first, **sent)

    assert "1 khoản chi của 1 nơi, cộng 11 triệu đồng" in shown
    assert "trước là 12.500.000 đồng" in shown
    assert "sửa vì: Cộng nhầm một hóa đơn" in shown
    assert again.status_code == 409
    last = Expense.objects.get(corrects=first)
    taken = {"amount": "0", "reason": "Ghi nhầm phong trào"}
    post(commune, "expense", campaign, last, **SPENT | taken)
    assert "Chưa ghi khoản chi nào" in page(commune, "expenses", campaign)
    assert Expense.objects.count() == 3


@DEMAND
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"amount": "0"}, "Số tiền phải là số đồng lớn hơn 0."),
        ({"spent_on": "31/12/2024"}, "Ngày chi phải từ 01/01/2025 đến 20/05/2025."),
        ({"spent_on": "21/05/2025"}, "Ngày chi phải từ 01/01/2025 đến 20/05/2025."),
    ],
)
def test_money_that_cannot_be_is_refused_at_its_field(
    campaign: Campaign, commune: Client, changed: dict[str, str], words: str
) -> None:
    answer = tell(commune, campaign, **changed)

    assert answer.status_code == 422
    assert words in said(answer)
    assert not Expense.objects.exists()


def test_a_neighbour_does_not_see_the_money_and_the_district_does(
    office: Office, campaign: Campaign, commune: Client
) -> None:
    tell(commune, campaign)

    neighbour = page(signed_in(an_actor(office.cast.communes[1])), "expenses", campaign)
    district = page(signed_in(an_actor(office.district)), "expenses", campaign)

    assert "In tờ rơi" not in neighbour
    assert "In tờ rơi" in district


def test_the_database_keeps_every_row(campaign: Campaign, commune: Client) -> None:
    tell(commune, campaign)

    for change in (
        lambda: Expense.objects.update(amount=Decimal(1)),
        lambda: Expense.objects.all().delete(),
        lambda: Expense.objects.create(
            campaign=campaign,
            unit=campaign.office,
            source="fund",
            amount=1,
            spent_on=date(2025, 2, 3),
            purpose="Của nơi khác",
            corrects=Expense.objects.get(),
            reason="Nhầm",
            typed_by="Lan",
            office="Sở",
            typed_at="2025-02-03T08:00:00+07:00",
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
