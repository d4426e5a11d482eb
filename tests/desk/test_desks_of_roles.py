"""Each role opens to its own work: the head to what only the head does, the reader to
the whole, the administrator to the register, the farmer to what she can do."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import MAY
from tests.desk.cast import APRIL, a_reporting_province
from tests.desk.test_home import one_more_campaign
from tests.desk.test_pages import words
from tests.documents.factories import ready
from tests.doors import signed_in
from tests.exemplars.factories import praised, selected
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import a_draft, running
from thidua.desk.queries.home import SOURCES
from thidua.desk.queries.tasks import asked
from thidua.documents.actions import issue_document
from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.near import near_to
from thidua.kernel.tasks import HEAD
from thidua.organisations.models import Mandate
from thidua.pledges import actions

pytestmark = pytest.mark.django_db
Role = Mandate.Role


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def nouns_of(client: Client) -> list[str]:
    """The addresses in the masthead."""
    nav = client.get("/").content.decode().split('<nav class="nav"', 1)[1]
    links = nav.split("</nav>", 1)[0].split('href="')[1:]
    return [link.split('"', 1)[0] for link in links]


def test_a_heads_desk_begins_with_the_head_and_folds_the_officers_work() -> None:
    cast = a_reporting_province()
    one_more_campaign(cast, "Phong trào một")
    office = cast.province.department
    officer, head = an_actor(office), an_actor(office, Role.HEAD)
    ready(officer)

    page = words(signed_in(head).get("/"))
    mine, _, rest = page.partition("Việc của đơn vị")

    assert "Dự thảo đã chốt: đọc, ký, rồi văn thư ghi số." in mine
    assert "Chuyên viên đang lo" in rest
    assert "Trả lời đề nghị của" in rest
    assert "Trả lời đề nghị của" not in mine
    assert "chờ ký" not in words(signed_in(officer).get("/"))
    assert "văn thư ghi số" not in words(signed_in(officer).get("/"))


def test_a_paper_that_waits_for_its_number_is_on_the_desk_of_who_numbers_it() -> None:
    cast = a_reporting_province()
    office = cast.province.department
    officer, other = an_actor(office), an_actor(cast.province.communes[0])
    paper = ready(officer)

    page = signed_in(officer).get("/")
    beside = words(signed_in(other).get("/"))
    issue_document(paper, actor=officer, at=MAY)
    after = words(signed_in(officer).get("/"))

    said = "thủ trưởng ký xong thì ghi số, ngày vào sổ ở trang này."
    assert said in words(page)
    assert "Cấp số" in words(page)
    assert f'href="/van-ban/{paper.pk}/"' in page.content.decode()
    assert said not in beside
    assert said not in after


def test_a_head_sees_the_whole_unit_in_one_line_and_who_needs_help_first() -> None:
    cast = a_reporting_province()
    one_more_campaign(cast, "Phong trào một")
    cast.send(cast.province.communes[0], APRIL)
    client = signed_in(an_actor(cast.province.province, Role.HEAD))

    answer = client.get("/")
    page, main = words(answer), answer.content.decode().split("<main", 1)[1]

    assert "Tháng 4/2025: 1 trên 6 báo cáo đã về, 5 báo cáo còn thiếu." in page
    assert "Cần đến trước" in page
    assert 'href="/theo-doi/toan-canh/' in main
    assert client.get("/theo-doi/toan-canh/").status_code == 200


def test_a_head_alone_does_the_office_work_and_sees_it() -> None:
    cast = a_reporting_province()
    commune = cast.province.communes[0]
    head = an_actor(commune, Role.HEAD)

    page = words(signed_in(head).get("/"))

    assert "Nhập và gửi biểu tháng, tháng 4/2025" in page
    assert "Việc của đơn vị" not in page


def test_what_only_the_head_does_is_marked_so() -> None:
    story = selected()
    ready(story.officer)
    day = date(2025, 5, 20)

    for actor, verbs in (
        (story.head, {"Ký", "Biểu dương", "Ghi"}),
        (story.officer, set()),
    ):
        found = asked(SOURCES, actor, day)
        assert {task.verb for task in found if task.whose == HEAD} == verbs


def test_a_reader_of_an_office_opens_to_the_whole() -> None:
    cast = a_reporting_province()
    reader = an_actor(cast.province.province, Role.READER)

    page = words(signed_in(reader).get("/"))

    assert "Tháng 4/2025: 0 trên 6 báo cáo đã về" in page
    assert "Mở toàn cảnh" in page


def test_an_administrator_opens_to_the_register_and_no_campaigns() -> None:
    cast = a_reporting_province()
    one_more_campaign(cast, "Phong trào một")
    client = signed_in(an_actor(cast.province.nation, Role.ADMINISTRATOR))

    page = words(client.get("/"))

    assert "Ghi người, phân công, cấp tài khoản" in page
    assert "phong trào đang thực hiện" not in page


def test_the_steps_of_every_role_open() -> None:
    cast = a_reporting_province()
    for role in (Role.HEAD, Role.OFFICER, Role.READER, Role.ADMINISTRATOR):
        client = signed_in(an_actor(cast.province.province, role))
        aside = client.get("/").content.decode().split("<aside", 1)[1]
        for link in aside.split("</aside>", 1)[0].split('href="')[1:]:
            assert client.get(link.split('"', 1)[0]).status_code == 200


def test_a_farmer_sees_what_she_pledged_and_what_she_can_do_now() -> None:
    place = a_province()
    campaign = running(place)
    farmer = an_actor(place.hamlets[0], Role.READER)
    actions.submit_registration(
        campaign, place.hamlets[0].pk, a_draft("Lê Thị Hai"), actor=farmer, at=MAY
    )
    client = signed_in(farmer)

    page = words(client.get("/"))

    assert "Tôi đã đăng ký" in page
    assert "Báo tin người tốt, việc tốt" in page
    for official in ("nhịp", "Mốc", "nhắc việc chưa đọc", "phong trào đang thực hiện"):
        assert official not in page.split("Tôi đã đăng ký", 1)[1].split("Cỡ chữ")[0]
    assert nouns_of(client) == [
        "/",
        "/dang-ky/cua-toi/",
        "/nhan-to/tin-cua-toi/",
        "/dien-hinh/",
        "/phong-trao/",
    ]
    assert all(client.get(href).status_code == 200 for href in nouns_of(client))


def test_the_masthead_says_where_a_farmer_is_and_where_an_officer_is() -> None:
    place = a_province()
    farmer = signed_in(an_actor(place.hamlets[0], Role.READER))
    officer = signed_in(an_actor(place.province))
    here = 'href="{}" aria-current="page"'

    for path, hers, theirs in (
        ("/nhan-to/bao-tin/", "/nhan-to/tin-cua-toi/", "/dien-hinh/"),
        ("/dang-ky/cua-toi/", "/dang-ky/cua-toi/", ""),
        ("/cau-lac-bo/", "/dien-hinh/", "/dien-hinh/"),
    ):
        assert here.format(hers) in farmer.get(path).content.decode()
        shown = officer.get(path).content.decode().split("</nav>", 1)[0]
        assert (here.format(theirs) in shown) is bool(theirs)


def test_exemplars_near_somebody_come_nearest_first() -> None:
    story = praised()
    near, far = (
        story.reporting.province.communes[0],
        story.reporting.province.communes[-1],
    )
    here = story.exemplar
    there = Exemplar.objects.get(pk=here.pk)
    there.pk, there.unit, there.home = None, far, far
    there.save()
    day = date(2025, 5, 20)

    for unit, first in ((near, here), (far, there)):
        rows = near_to(an_actor(unit), day, most=3)
        assert rows[0].href == f"/dien-hinh/{first.pk}/"
        assert len(rows) == 2


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICER])
def test_a_hamlet_is_not_sent_to_watch_or_urge_what_is_not_below_it(role: str) -> None:
    place = a_province()
    here = signed_in(an_actor(place.hamlets[0], role)).get("/").content.decode()
    above = signed_in(an_actor(place.communes[0], role)).get("/").content.decode()

    for told in ("đôn đốc</a>", "Xem ai còn im lặng</a>"):
        assert told not in here
    assert "đôn đốc</a>" in above or "Xem ai còn im lặng</a>" in above
    assert "Nhập số liệu của tháng trước, gửi trước hạn</a>" in here
