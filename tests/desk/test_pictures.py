"""The head's page and the comparison, asked for over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import a_campaign, a_target, an_indicator, given_to
from tests.desk.cast import APRIL, MARCH, Reporting, a_reporting_province
from tests.desk.test_pages import words
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.campaigns.models import Campaign, CampaignForm, Target
from thidua.campaigns.states import TargetState
from thidua.desk.queries.compare import Cell, marked
from thidua.indicators.models import FormLine, Report
from thidua.indicators.queries.figure_table import figure_href
from thidua.kernel.ui.charts import bar
from thidua.organisations.models import Shape, Unit

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]
WHOLE, SIDE = "/theo-doi/toan-canh/", "/theo-doi/so-sanh/"


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@dataclass
class Story:
    """Two districts with 160 km each to build; the north builds, the south does not."""

    cast: Reporting
    campaign: Campaign
    target: Target
    office: Client

    @property
    def north(self) -> Unit:
        return self.cast.province.districts[0]

    @property
    def south(self) -> Unit:
        return self.cast.province.districts[1]


@pytest.fixture
def story() -> Story:
    cast = a_reporting_province()
    campaign = a_campaign(of=cast.province, launched=True)
    target = a_target(campaign)
    for district in cast.province.districts:
        given_to(target, district, 160, state=TargetState.ACCEPTED)
    FormLine.objects.create(form=cast.form, version=target.version, level="commune")
    CampaignForm.objects.create(campaign=campaign, form=cast.form)
    for commune, km in zip(cast.province.communes, [60, 50, 40, 2, 1], strict=False):
        report = cast.send(commune, APRIL)
        cast.tell(report, target.version, str(km))
    office = signed_in(an_actor(cast.province.department))
    return Story(cast, campaign, target, office)


def outlined(unit: Unit, place: int) -> None:
    """A square for the unit, beside that of the one before."""
    left = place * 100
    Shape.objects.create(
        unit=unit,
        path=f"M{left} 0l100 0 0 100 -100 0z",
        left=left, top=0, right=left + 100, bottom=100,
    )  # fmt: skip


# The head's page


@pytest.mark.demand("004.4")
def test_the_title_says_who_is_silent_and_who_needs_somebody(story: Story) -> None:
    page = words(story.office.get(WHOLE))
    assert "Tháng 4/2025: 1 trên 1 chỉ tiêu đúng nhịp, còn 1 nơi im lặng." in page
    assert (
        "Cần đến trước: Huyện Cồn Nam, chậm 1 trên 1 chỉ tiêu, còn thiếu 1 báo cáo."
        in page
    )


@pytest.mark.demand("004.4")
def test_every_campaign_that_runs_can_be_looked_at(story: Story) -> None:
    assert 'name="phong-trao" data-send' not in story.office.get(WHOLE).content.decode()
    younger = a_campaign(of=story.cast.province, launched=True)

    page = story.office.get(WHOLE, {"phong-trao": younger.pk}).content.decode()

    offered = page[page.index('name="phong-trao" data-send') :]
    offered = offered[: offered.index("</select>")]
    assert f'value="{younger.pk}" selected' in offered
    assert f'value="{story.campaign.pk}"' in offered


def test_the_map_shades_the_districts_and_each_opens_its_own_picture(
    story: Story,
) -> None:
    outlined(story.north, 0)
    outlined(story.south, 1)

    page = story.office.get(WHOLE).content.decode()

    assert page.count('class="area ') == 2 + 2  # and a swatch for each shade
    for district in (story.north, story.south):
        assert f'href="{WHOLE}?don-vi={district.pk}"' in page
    assert "Hoàng Sa" in page
    assert "Trường Sa" in page


def test_the_map_shows_a_target_when_it_is_asked_to(story: Story) -> None:
    outlined(story.north, 0)
    outlined(story.south, 1)

    page = words(story.office.get(f"{WHOLE}?ban-do={story.target.pk}"))

    assert "150 trên 160 km, 94 %" in page
    assert "3 trên 160 km, 2 %" in page


def test_without_outlines_the_page_says_why_there_is_no_map(story: Story) -> None:
    answer = story.office.get(WHOLE)

    assert "Chưa có ranh giới của các nơi này nên không vẽ bản đồ" in words(answer)
    assert "Huyện Cồn Nam 0/1, 0 %" in words(answer)
    assert "<c-map" not in answer.content.decode()


def test_what_the_address_asks_for_in_vain_is_passed_over(story: Story) -> None:
    outlined(story.north, 0)

    answer = story.office.get(f"{WHOLE}?ban-do=<script>")

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<main")[1]
    assert "Bao nhiêu chỉ tiêu của mỗi nơi đang đúng nhịp" in words(answer)


def test_a_target_that_fell_behind_in_the_month_is_among_the_movers(
    story: Story,
) -> None:
    for commune in story.cast.province.communes:
        report = story.cast.send(commune, MARCH)
        story.cast.tell(report, story.target.version, "30")

    answer = story.office.get(WHOLE)
    page = words(answer)

    assert "Chuyển động lớn nhất trong tháng" in page
    assert f"chi-tieu={story.target.pk}" in answer.content.decode()
    assert "nhanh thêm" in page


def test_a_province_without_a_campaign_says_what_will_stand_here() -> None:
    cast = a_reporting_province()
    office = signed_in(an_actor(cast.province.department))

    page = words(office.get(WHOLE))

    assert "Chưa có phong trào nào để nhìn toàn cảnh" in page


def test_a_district_sees_its_own_picture_and_no_other(story: Story) -> None:
    district = signed_in(an_actor(story.north))

    assert district.get(WHOLE).status_code == 200
    assert district.get(f"{WHOLE}?don-vi={story.south.pk}").status_code == 404


def test_the_questions_do_not_grow_with_the_places(
    story: Story, django_assert_max_num_queries: Queries
) -> None:
    for place, unit in enumerate(story.cast.province.districts):
        outlined(unit, place)
    with django_assert_max_num_queries(23):  # a first look asks its digest twice
        story.office.get(WHOLE)


# Side by side


@pytest.mark.demand("004.4")
def test_two_districts_stand_side_by_side(story: Story) -> None:
    answer = story.office.get(f"{SIDE}?voi={story.north.pk}&voi={story.south.pk}")
    page = words(answer)

    assert "Huyện Cồn Bắc đứng đầu ở 3 trên 3 dòng so sánh" in page
    assert "150 / 160" in page
    assert "3 / 160" in page


@pytest.mark.demand("004.4")
def test_a_level_compared_opens_the_month_whose_figure_it_is(story: Story) -> None:
    """One of three communes reported April, so that March is what is told."""
    office = story.cast.province.department
    level = an_indicator(office, nature="stock", over_time="last", measure="hộ")
    target = a_target(story.campaign, version=level, value=100)
    given_to(target, story.north, 50, state=TargetState.ACCEPTED)
    FormLine.objects.create(form=story.cast.form, version=level, level="commune")
    communes = story.cast.province.communes[:3]
    for commune in communes:
        story.cast.tell(story.cast.send(commune, MARCH), level, "10")
    story.cast.tell(Report.objects.get(unit=communes[0], period=APRIL.id), level, "9")

    page = story.office.get(f"{SIDE}?voi={story.north.pk}&voi={story.south.pk}")

    told = page.content.decode().replace("\u00a0", " ")
    (href,) = re.findall(r'<a href="([^"]+)">30 / 50</a>', told)
    assert href == figure_href(level.indicator_id, story.north.pk, MARCH)
    assert "số của 03/25" in told
    for where in (WHOLE, "/theo-doi/"):
        told = words(story.office.get(f"{where}?don-vi={story.north.pk}"))
        assert "số của 03/25" in told
    figure = words(story.office.get(href))
    assert "30" in figure


def test_the_best_of_those_behind_leads_nothing() -> None:
    slow, on_pace = bar(40, 70), bar(80, 70)
    assert (slow.tone, on_pace.tone) == ("slow", "")

    behind = marked([(Decimal(40), Cell("a", bar=slow)), (Decimal(30), Cell("b"))])
    ahead = marked([(Decimal(80), Cell("a", bar=on_pace)), (Decimal(30), Cell("b"))])

    assert [(one.is_best, one.least_behind) for one in behind] == [
        (False, True),
        (False, False),
    ]
    assert [(one.is_best, one.least_behind) for one in ahead] == [
        (True, False),
        (False, False),
    ]


def test_every_figure_of_the_comparison_opens(story: Story) -> None:
    page = story.office.get(SIDE).content.decode()
    indicator = story.target.version.indicator_id
    address = f"/so-lieu/{indicator}/{story.north.pk}/{APRIL.id}/"

    assert address in page
    assert story.office.get(address).status_code == 200


def test_a_unit_that_is_not_below_is_passed_over(story: Story) -> None:
    elsewhere = a_reporting_province().province.districts[0]

    page = words(story.office.get(f"{SIDE}?voi={story.north.pk}&voi={elsewhere.pk}"))

    assert page.count("không được giao") == 0
    assert "1 nơi so với nhau" in page


def test_those_too_many_for_a_sheet_are_named(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua.desk.queries.compare.MOST", 1)

    page = words(story.office.get(f"{SIDE}?voi={story.north.pk}&voi={story.south.pk}"))

    assert "So được tối đa 1 nơi; chưa so: Huyện Cồn Nam." in page


def test_what_is_no_number_is_passed_over(story: Story) -> None:
    answer = story.office.get(
        f"{SIDE}?voi=x&voi={'9' * 30}&voi=-1&voi={story.north.pk}"
    )

    assert answer.status_code == 200
    assert "1 nơi so với nhau" in words(answer)
