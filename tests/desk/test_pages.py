"""The pages of the desk, asked for over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from html import unescape
from io import BytesIO
from typing import Protocol

import pytest
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.desk.cast import APRIL, MARCH
from tests.desk.conftest import Story
from tests.doors import signed_in
from tests.organisations.factories import (
    MandateFactory,
    PersonFactory,
    UnitFactory,
    an_actor,
)
from thidua.campaigns.models import CampaignForm
from thidua.campaigns.states import TargetState
from thidua.indicators.models import FormLine
from thidua.indicators.states import State
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


class Answer(Protocol):
    """Whatever has a body and heads."""

    content: bytes

    def __getitem__(self, head: str) -> str: ...


def words(answer: Answer) -> str:
    """What a reader sees: the text of the page, spaces made one."""
    html = re.sub(
        r"<(script|style|svg).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def sheets(answer: Answer) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


# The monitoring page


def test_the_title_is_the_finding(story: Story) -> None:
    for place in range(4):
        story.report(place, "5.5")

    page = words(story.office.get("/theo-doi/"))

    assert "Tháng 4/2025: 4 trên 6 báo cáo đã về, 2 báo cáo còn thiếu." in page
    assert "hạn gửi 07/05/2025" in page


def test_when_all_came_nobody_is_silent(story: Story) -> None:
    for place in range(6):
        story.report(place, "1")

    page = words(story.office.get("/theo-doi/"))

    assert "Tháng 4/2025: đủ 6 báo cáo đã về." in page
    assert "Không nơi nào im lặng" in page
    assert "Danh sách nơi gửi muộn" in page


def test_of_two_campaigns_the_one_with_most_units_is_opened(story: Story) -> None:
    small = a_campaign(
        of=story.cast.province, launched=True, kinds=[], starts_on=date(2025, 5, 1)
    )
    CampaignForm.objects.create(campaign=small, form=story.cast.form)

    page = story.office.get("/theo-doi/").content.decode()

    assert f'<option value="{story.campaign.pk}" selected>' in page


def test_a_cell_opens_the_reports_behind_it(story: Story) -> None:
    north = story.cast.province.districts[0]
    story.report(0, "5.5", state=State.ACCEPTED)
    page = story.office.get("/theo-doi/").content.decode()
    cell = f"/theo-doi/bao-cao/?don-vi={north.pk}&amp;ky={APRIL.id}"
    assert cell in page

    behind = words(story.office.get(unescape(cell)))

    assert "1 trên 3 báo cáo đã về, 2 nơi chưa gửi" in behind
    assert "Xã Tân An Huyện Cồn Bắc 07/05/2025 đã nhận" in behind
    assert "Xã Bình Hòa Huyện Cồn Bắc quá hạn 13 ngày chưa gửi" in behind


def test_one_goes_down_from_the_province_to_a_commune(story: Story) -> None:
    north = story.cast.province.districts[0]
    commune = story.cast.province.communes[0]

    district = story.office.get(f"/theo-doi/?don-vi={north.pk}")
    below = story.office.get(f"/theo-doi/?don-vi={commune.pk}")

    assert f"/theo-doi/?don-vi={commune.pk}" in district.content.decode()
    assert "Tỉnh Sông Tiền Huyện Cồn Bắc" in words(below)


def test_the_filters_are_in_the_address_and_can_be_taken_away(story: Story) -> None:
    story.cast.send(story.cast.province.communes[0], MARCH)

    march = story.office.get(f"/theo-doi/?ky={MARCH.id}&bieu={story.cast.form.pk}")

    assert "Tháng 3/2025: 1 trên 6 báo cáo đã về" in words(march)
    assert f'href="/theo-doi/?bieu={story.cast.form.pk}"' in march.content.decode()


@pytest.mark.parametrize(
    "query", ["don-vi=abc", "ky=-1", "ky=1", "ky=4025", "don-vi=999999"]
)
def test_an_address_that_means_nothing_is_not_found(story: Story, query: str) -> None:
    assert story.office.get(f"/theo-doi/?{query}").status_code == 404


def test_a_commune_watches_itself_and_not_its_neighbour(story: Story) -> None:
    mine, neighbour, *_rest = story.cast.province.communes
    client = signed_in(an_actor(mine))

    assert client.get("/theo-doi/").status_code == 200
    assert client.get(f"/theo-doi/?don-vi={neighbour.pk}").status_code == 404


def test_a_target_is_shown_beside_its_pace(story: Story) -> None:
    for place in range(6):
        story.report(place, "20")

    page = words(story.office.get("/theo-doi/"))

    assert "120 320" in page
    assert "vượt nhịp 15,4 km" in page  # 320 km · 119 of 364 days are 104,6 km
    assert "tạm tính, đã nhận 0/6" in page


def test_a_slow_target_is_named_in_the_head(story: Story) -> None:
    story.report(0, "1")

    page = words(story.office.get("/theo-doi/"))

    assert "1 chỉ tiêu chậm nhịp." in page
    assert "1 trên 1 chỉ tiêu chậm nhịp, tính đến 30/04/2025" in page


def test_a_target_opens_at_its_unit_and_its_figure_at_the_reports(story: Story) -> None:
    story.report(0, "20")

    page = story.office.get("/theo-doi/").content.decode()

    target = story.target
    place = (
        f"?don-vi={target.unit_id}&amp;noi-dung={target.node_key}"
        f"&amp;chi-tieu={target.pk}#muc"
    )
    opened = f"/phong-trao/{target.campaign_id}/{place}"
    assert f'href="{opened}"' in page
    asked, _mark, place = opened.replace("&amp;", "&").partition("#")
    assert f'id="{place}"' in story.office.get(asked).content.decode()
    (figure,) = set(re.findall(rf"/so-lieu/\d+/{target.unit_id}/\d+/", page))
    assert story.office.get(figure).status_code == 200
    given = f"/phong-trao/{target.campaign_id}/chi-tieu/{target.pk}/"
    assert re.search(rf'data-th="Được giao"><a href="{given}">', page)
    assert story.office.get(given).status_code == 200


def test_what_another_office_gave_is_read_but_not_opened(story: Story) -> None:
    place = story.cast.province
    theirs = a_campaign(
        of=place,
        launched=True,
        launcher=UnitFactory.create(name="Cơ quan khác"),
        office=UnitFactory.create(name="Sở khác"),
    )
    district = place.districts[0]
    target = given_to(a_target(theirs), district, 160, state=TargetState.ACCEPTED)

    page = story.office.get(f"/theo-doi/?don-vi={district.pk}&phong-trao={theirs.pk}")

    said = page.content.decode()
    assert re.search(r'data-th="Được giao">160<', said)
    closed = f"/phong-trao/{theirs.pk}/chi-tieu/{target.pk}/"
    assert story.office.get(closed).status_code == 404
    assert closed not in said


@pytest.mark.parametrize("communes", [1, 3])
def test_the_monitoring_costs_the_same_however_many_are_silent(
    story: Story, communes: int, django_assert_num_queries: Queries
) -> None:
    for place in range(6 - communes):
        story.report(place, "5.5")
    story.office.get("/theo-doi/")

    with django_assert_num_queries(15):
        story.office.get("/theo-doi/")


# The list of late units


def test_the_list_of_late_units_is_a_paper_of_the_office(story: Story) -> None:
    early, late, *_silent = story.cast.province.communes
    story.cast.send(early, APRIL)
    story.cast.send(late, APRIL, days_late=3)

    page = words(story.office.get("/theo-doi/cham/"))

    assert "Ủy ban nhân dân tỉnh Sông Tiền Sở Nội vụ tỉnh Sông Tiền" in page
    assert "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc" in page
    assert "Sông Tiền, ngày 20 tháng 5 năm 2025" in page
    assert "Danh sách đơn vị chậm gửi báo cáo tháng 4/2025" in page
    assert "Xã Bình Hòa Huyện Cồn Bắc 07/05/2025 10/05/2025 3" in page
    assert "Người lập biểu" in page
    assert "Số:" not in page


def test_the_late_list_as_excel_holds_figures(story: Story) -> None:
    for commune in story.cast.province.communes[2:]:
        story.cast.send(commune, APRIL)
    story.cast.send(story.cast.province.communes[1], APRIL, days_late=3)

    answer = story.office.get("/theo-doi/cham/excel/")

    read = sheets(answer)
    assert answer["Content-Disposition"].endswith('"cham-bao-cao-2025-04.xlsx"')
    (silent,) = [row for row in read["Chưa gửi"] if "Xã Tân An" in row]
    assert silent[5:7] == [13, 12]
    (late,) = [row for row in read["Gửi muộn"] if "Xã Bình Hòa" in row]
    assert late[4:] == ["07/05/2025", "10/05/2025", 3]


def test_the_head_of_the_office_signs(story: Story) -> None:
    person = PersonFactory.create(full_name="Trần Văn Thử")
    MandateFactory.create(
        unit=story.cast.province.department,
        person=person,
        role=Mandate.Role.HEAD,
        title="Giám đốc Sở",
    )

    assert "Giám đốc Sở Trần Văn Thử" in words(story.office.get("/theo-doi/cham/"))


# The month's synthesis


def test_the_synthesis_ranks_units_by_their_share(story: Story) -> None:
    north, south = story.cast.province.districts
    given_to(story.target, north, 100, state="accepted")
    given_to(story.target, south, 200, state="accepted")
    story.report(0, "30", state=State.ACCEPTED)
    story.report(3, "40")

    page = words(story.office.get(story.synthesis))

    assert "Tổng hợp kết quả phong trào thi đua tháng 4/2025" in page
    assert "km 70 70 320 21,9 % tạm tính, đã nhận 1/2" in page
    assert "Huyện Cồn Bắc 1/3 30 30 100 30,0 % 1" in page
    assert "Huyện Cồn Nam 1/3 40 40 200 20,0 % 2" in page
    assert "Tỉnh Sông Tiền 2/6 70 70 320 21,9 %" in page


def test_what_nobody_reported_is_a_dash_and_not_nought(story: Story) -> None:
    story.report(0, "30")

    page = words(story.office.get(story.synthesis))

    assert "Huyện Cồn Nam 0/3 – – – –" in page


def test_a_target_not_yet_accepted_is_marked(story: Story) -> None:
    given_to(story.target, story.cast.province.districts[0], 100)
    story.report(0, "30")

    page = words(story.office.get(story.synthesis))

    assert "100*" in page
    assert "Dấu * là chỉ tiêu đã giao, đơn vị chưa nhận." in page


def test_the_synthesis_as_excel_holds_the_same_figures(story: Story) -> None:
    north, south = story.cast.province.districts
    given_to(story.target, north, 100, state="accepted")
    given_to(story.target, south, 200, state="accepted")
    story.report(0, "30.5", state=State.ACCEPTED)

    read = sheets(story.office.get(f"{story.synthesis}excel/"))

    (line,) = [row for row in read["Theo đơn vị"] if "Huyện Cồn Bắc" in row]
    assert line == [1, "Huyện Cồn Bắc", "1/3", 30.5, 30.5, 100, 0.305, 1]
    (gap,) = [row for row in read["Theo đơn vị"] if "Huyện Cồn Nam" in row]
    assert gap == [2, "Huyện Cồn Nam", "0/3", "", "", 200, "", ""]
    (whole,) = [row for row in read["Tổng hợp"] if "km" in row]
    assert whole[3:] == [30.5, 30.5, 320, 30.5 / 320, 1, 1, "chính thức"]


@pytest.mark.parametrize("targets", [1, 3])
def test_the_synthesis_costs_the_same_however_many_indicators(
    story: Story, targets: int, django_assert_num_queries: Queries
) -> None:
    for number in range(1, targets):
        more = a_target(story.campaign)
        FormLine.objects.create(
            form=story.cast.form, version=more.version, level="commune", position=number
        )
    story.office.get(story.synthesis)

    with django_assert_num_queries(18):
        story.office.get(story.synthesis)


# Home


@pytest.mark.parametrize(
    ("page", "cut"),
    [
        ("/theo-doi/", "desk.queries.monitor"),
        ("/theo-doi/toan-canh/", "desk.queries.panorama"),
    ],
)
def test_the_rest_of_the_silent_are_opened_and_namesakes_say_where_they_lie(
    story: Story, monkeypatch: pytest.MonkeyPatch, page: str, cut: str
) -> None:
    monkeypatch.setattr(f"thidua.{cut}.SHOWN_SILENT", 1)
    place = story.cast.province
    north, south = (place.communes_of(district)[-1] for district in place.districts)
    for unit in (north, south):
        unit.names.update(full_name="Xã Trùng Tên")

    shown = story.office.get(page).content.decode()

    rest = unescape(shown.split("Còn nữa:")[1].split("</p>")[0])
    assert rest.count("<a ") == 5
    doors = re.findall(r'<a href="([^"]+)">(Xã Trùng Tên[^<]*)</a>', rest)
    said = {
        f"Xã Trùng Tên, {district.names.get().full_name.lower()}"
        for district in place.districts
    }
    assert {name.lower() for _href, name in doors} == {one.lower() for one in said}
    for href, name in doors:
        opened = words(story.office.get(href))
        assert name.split(", ")[0] in opened
