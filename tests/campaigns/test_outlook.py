"""“At this pace …” on the page of a target, and what if."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign, a_target
from tests.campaigns.test_achieved import month, report
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.campaigns.models import Target
from thidua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day_in_july() -> Iterator[None]:
    with clock.standing_on(date(2025, 7, 10)):
        yield


def a_paced_target(months: int) -> Target:
    """320 km by the year's end; a commune brings 20 km each month."""
    target = a_target(a_campaign(launched=True))
    commune = next(
        unit
        for unit in target.campaign.audiences.get().members.all()
        if unit.unit.kind == "commune"
    ).unit
    for number in range(1, months + 1):
        report(commune, target.version, number, 20, "accepted")
    return target


@pytest.mark.demand("004.4")
def test_the_page_says_where_it_ends_how_sure_and_what_is_needed() -> None:
    target = a_paced_target(6)
    client = signed_in(an_actor(target.campaign.root))

    shown = page(client, "target-outlook", target.campaign, target)

    assert "đạt khoảng 240 km, chưa tới 320 km" in shown
    assert "từ 240 km đến 240 km" in shown
    assert "6 kỳ còn lại phải thêm 33,3 km" in shown
    assert "nay một kỳ thường thêm 20 km" in shown
    assert "Mức thường của một kỳ là số giữa (trung vị)" in shown
    assert "Chưa đủ mười hai kỳ nên chưa tính xu hướng." in shown


def test_with_too_few_months_it_is_silent_and_says_why() -> None:
    target = a_paced_target(4)
    client = signed_in(an_actor(target.campaign.root))

    shown = page(client, "target-outlook", target.campaign, target)

    assert "Mới có 4 kỳ số liệu; cần ít nhất 6 kỳ" in shown


@pytest.mark.demand("004.4")
def test_what_if_is_read_the_vietnamese_way_kept_in_the_address_and_nowhere_else() -> (
    None
):
    target = a_paced_target(6)
    client = signed_in(an_actor(target.campaign.root))
    address = "?m=40,5&m=39,5&m=40&m=&m=&m=ba"

    with CaptureQueriesContext(connection) as queries:
        shown = page(client, "target-outlook", target.campaign, target, query=address)

    assert "Với các số này: 300 km, chưa đạt 320 km (93,8 %)." in shown
    assert 'value="40,5"' in shown
    assert "“ba” không phải là số." in shown
    written = [one["sql"] for one in queries if "campaigns_" in one["sql"]]
    assert not any(sql.startswith(("INSERT", "UPDATE")) for sql in written)
    reached = page(
        client, "target-outlook", target.campaign, target, query="?m=100&m=100"
    )
    assert "đạt chỉ tiêu 320 km" in reached


def test_a_count_of_units_has_no_outlook_and_says_so() -> None:
    target = a_target(
        a_campaign(launched=True), split="count", level_to_meet=5, value=3
    )
    client = signed_in(an_actor(target.campaign.root))

    shown = page(client, "target-outlook", target.campaign, target)

    assert "Chỉ tiêu đếm đơn vị và thứ hạng" in shown


@pytest.mark.demand("004.4")
def test_the_figure_and_ones_own_targets_lead_to_the_outlook() -> None:
    target = a_paced_target(6)
    place = [target.version.indicator_id, target.unit_id, month(6).id]
    client = signed_in(an_actor(target.campaign.root))
    href = reverse("campaigns:target-outlook", args=[target.campaign_id, target.pk])

    figure = client.get(reverse("indicators:figure", args=place)).content.decode()
    own = page(client, "my-targets", target.campaign)

    assert f'<a href="{href}">Với nhịp này sẽ đến đâu?</a>' in figure
    assert f'<a href="{href}">Với nhịp này…' in own
    given = reverse("campaigns:target", args=[target.campaign_id, target.pk])
    assert f'data-th="Được giao"><a href="{given}">' in own
    figures = f"/so-lieu/{target.version.indicator_id}/{target.unit_id}/"
    assert f'data-th="Đã đạt"><a href="{figures}' in own
