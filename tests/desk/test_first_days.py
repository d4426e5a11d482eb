"""What the home page says to somebody new, and to each of its readers."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import Settings

from tests.campaigns.factories import given_to
from tests.desk.conftest import Story
from tests.desk.test_pages import words
from tests.doors import signed_in
from tests.organisations.factories import (
    UnitFactory,
    an_actor,
)
from thidua.campaigns.models import Phase
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def test_home_teaches_when_nothing_waits() -> None:
    page = words(signed_in(an_actor(UnitFactory.create())).get("/"))

    assert "hiện không có việc nào đang chờ." in page
    assert "Làm xong việc nào thì việc ấy tự rời khỏi danh sách." in page


def test_the_office_sees_what_came_before_anything_else(story: Story) -> None:
    story.report(0, "5.5")

    page = words(story.office.get("/"))

    assert "Tháng 4/2025: 1 trên 6 báo cáo đã về, 5 báo cáo còn thiếu." in page


def test_a_commune_sees_its_campaigns_and_its_last_report(story: Story) -> None:
    commune = story.cast.province.communes[0]
    given_to(story.target, commune, 40, state="accepted")
    story.report(0, "20")

    page = words(signed_in(an_actor(commune)).get("/"))

    assert "Một phong trào đang thực hiện" in page
    assert "1/1 đúng nhịp" in page
    assert "Báo cáo tháng 4/2025: đã gửi, chờ nhận" in page
    assert "07/05/2025, đúng hạn" in page
    assert "Thứ Ba, 20/05/2025 · ngày làm việc thứ 12 của tháng" in page


def test_a_new_officer_is_told_how_a_month_goes(story: Story) -> None:
    commune = story.cast.province.communes[0]
    actor = an_actor(commune)
    Mandate.objects.filter(unit=commune).update(
        during=DateRange(date(2025, 5, 5), None)
    )

    page = words(signed_in(actor).get("/"))

    assert "Nhận việc từ 05/05/2025." in page


def test_after_two_months_one_is_no_longer_new(story: Story) -> None:
    page = words(signed_in(an_actor(story.cast.province.communes[0])).get("/"))

    assert "Nhận việc từ" not in page


def test_a_phase_that_runs_is_told_by_its_end_and_not_as_coming_today(
    story: Story,
) -> None:
    Phase.objects.create(
        campaign=story.campaign,
        name="Cao điểm về đích",
        kind=Phase.Kind.PEAK,
        starts_on=date(2025, 2, 1),
        ends_on=date(2025, 9, 30),
    )
    story.report(0, "5.5")

    page = words(signed_in(an_actor(story.cast.province.province)).get("/"))

    assert "Cao điểm về đích đang diễn ra, đến 30/09/2025" in page


def test_the_head_of_the_tree_sees_its_campaign(story: Story) -> None:
    story.report(0, "5.5")
    head = signed_in(an_actor(story.cast.province.province))

    page = words(head.get("/"))

    assert "Một phong trào đang thực hiện" in page
    assert story.campaign.name in page
    assert "1 chỉ tiêu, đến" in page


def test_a_target_without_a_start_is_said_to_have_no_pace_on_every_page(
    story: Story,
) -> None:
    version, commune = story.target.version, story.cast.province.communes[0]
    version.nature, version.over_time = "stock", "last"
    version.save()
    given_to(story.target, commune, 40, state="accepted")
    story.report(0, "20")
    client = signed_in(an_actor(commune))

    home = words(client.get("/"))
    campaign = words(client.get(f"/phong-trao/{story.campaign.pk}/"))

    for page in (home, campaign):
        assert "chưa có xuất phát điểm nên chưa có nhịp" in page
        assert "1/1 đúng nhịp" not in page


def test_a_unit_with_nothing_yet_is_told_so_and_offered_no_letter() -> None:
    client = signed_in(an_actor(UnitFactory.create(name="Mới Lập")))

    late = client.get("/theo-doi/cham/").content.decode()
    reports = client.get("/theo-doi/bao-cao/").content.decode()

    for shown in (late, reports):
        assert "Chưa có báo cáo nào phải gửi" in shown
        assert "trên 0" not in shown
    assert "Soạn công văn đôn đốc" not in late
