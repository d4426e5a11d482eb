"""One box finds everything one may see, and begins what one does most."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from html import unescape

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import a_campaign, a_target
from tests.desk.cast import APRIL, Reporting, a_reporting_province
from tests.doors import signed_in
from tests.organisations.factories import (
    MandateFactory,
    PersonFactory,
    UnitFactory,
    an_actor,
)
from thidua.campaigns.models import Campaign, ContentNode, Target
from thidua.organisations.models import Mandate, Person, Placement, Unit, UnitName, User

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]
ROLE = Mandate.Role


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@dataclass
class Story:
    """A reporting province with a launched campaign; its officer has a browser."""

    cast: Reporting
    campaign: Campaign
    office: Client

    def commune(self) -> Client:
        return signed_in(an_actor(self.cast.province.communes[0]))

    def someone(self, role: str = ROLE.OFFICER, *, unit: Unit | None = None) -> Client:
        return signed_in(an_actor(unit or self.cast.province.department, role))


@pytest.fixture
def story() -> Story:
    cast = a_reporting_province()
    campaign = a_campaign(of=cast.province, launched=True)
    a_target(campaign)
    office = signed_in(an_actor(cast.province.department))
    return Story(cast, campaign, office)


@pytest.fixture
def stranger() -> Client:
    far_away = UnitFactory.create(name="Xa Lạ", kind=Unit.Kind.COMMUNE)
    return signed_in(an_actor(far_away))


@dataclass(frozen=True)
class Line:
    label: str
    about: str
    href: str


_LINE = re.compile(
    r'<(?:a href|button type="submit" form="palette-act" formaction)="([^"]*)"[^>]*'
    r'role="option"[^>]*><span>(.*?)</span> <span class="faint">(.*?)</span>'
)


def lines(client: Client, typed: str) -> list[Line]:
    """What the palette lists of what was typed."""
    answer = client.get(
        "/tim/", {"q": typed}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="palette-list"
    )
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "<html" not in html
    if " data-empty" in html:
        return []
    found = _LINE.findall(html)
    assert len(found) == html.count('role="option"')
    return [Line(unescape(b), unescape(c), unescape(a)) for a, b, c in found]


def labels(client: Client, typed: str) -> list[str]:
    return [line.label for line in lines(client, typed)]


# Units


@pytest.mark.parametrize("typed", ["tân an", "TAN AN", "an xa tan", "xta", "tan a"])
def test_a_unit_is_found_however_it_is_typed(story: Story, typed: str) -> None:
    commune = story.cast.province.communes[0]

    first = next(one for one in lines(story.office, typed) if one.label == "Xã Tân An")

    assert first.about == "Huyện Cồn Bắc"
    assert first.href == f"/don-vi/{commune.pk}/"


def test_a_bare_name_comes_before_names_that_hold_it(story: Story) -> None:
    UnitFactory.create(name="Tân An Hội")
    UnitFactory.create(name="An Tân An")

    found = [one for one in labels(story.office, "tan an") if one.startswith("Xã")]

    assert found == ["Xã Tân An", "Xã Tân An Hội", "Xã An Tân An"]


def test_a_unit_that_is_no_more_says_until_when(story: Story) -> None:
    gone = UnitFactory.create(name="Cù Lao")
    last = DateRange(None, date(2020, 1, 1))
    Placement.objects.filter(unit=gone).update(during=last)
    UnitName.objects.filter(unit=gone).update(during=last)

    (found,) = lines(story.office, "cu lao")

    assert found.about.endswith("· đến 31/12/2019")
    assert found.href == f"/don-vi/{gone.pk}/?ngay=2019-12-31"


# People


def test_colleagues_are_found_at_their_unit(story: Story) -> None:
    person = PersonFactory.create(full_name="Nguyễn Thị Ánh Nguyệt")
    commune = story.cast.province.communes[0]
    MandateFactory.create(person=person, unit=commune, title="Chuyên viên")

    (found,) = lines(story.office, "anh nguyet")

    assert found == Line(
        "Nguyễn Thị Ánh Nguyệt", "Chuyên viên, Xã Tân An", f"/don-vi/{commune.pk}/"
    )
    assert labels(story.office, "ánh nguyết") == []


def test_who_serves_nowhere_is_found_by_administrators_alone(story: Story) -> None:
    person = PersonFactory.create(full_name="Lê Văn Lặng")
    administrator = story.someone(ROLE.ADMINISTRATOR)

    assert labels(story.office, "le van lang") == []
    (found,) = lines(administrator, "le van lang")
    assert found.href == f"/quan-tri/nguoi/{person.pk}/"


def test_those_one_may_not_know_take_nobodys_place(story: Story) -> None:
    for place in range(12):
        PersonFactory.create(full_name=f"An Kín {place}")
    serves = PersonFactory.create(full_name="Yên An Kín")
    commune = story.cast.province.communes[0]
    MandateFactory.create(person=serves, unit=commune, title="Chuyên viên")

    assert labels(story.office, "an kin") == ["Yên An Kín"]
    assert labels(story.office, "kin an") == ["Yên An Kín"]


# Campaigns, their content, their documents


def test_a_campaign_its_content_and_its_document_are_found(story: Story) -> None:
    node = ContentNode.objects.get(
        tree__audience__campaign=story.campaign, nature="quantity"
    )

    (campaign,) = lines(story.office, "dong khoi")
    content = next(one for one in lines(story.office, node.name))
    (paper,) = lines(story.office, "01/CT")

    assert campaign.href == f"/phong-trao/{story.campaign.pk}/"
    assert content.about == story.campaign.name
    assert story.office.get(content.href).status_code == 200
    assert str(node.key) in content.href
    assert paper.label == "Về việc phát động phong trào"
    assert paper.about == "01/CT-UBND"
    assert "/van-ban/#document-" in paper.href


@pytest.mark.parametrize(
    "typed", ["dong khoi", "phat dong phong trao", "01/ct", "giao thong"]
)
def test_a_stranger_finds_nothing_of_it(
    story: Story, stranger: Client, typed: str
) -> None:
    assert labels(story.office, typed)

    hrefs = [one.href for one in lines(stranger, typed)]

    assert not [href for href in hrefs if f"/phong-trao/{story.campaign.pk}/" in href]


def test_a_draft_is_found_by_its_office_alone(story: Story) -> None:
    draft = a_campaign(of=story.cast.province, name="Nước ngọt cho mọi nhà")
    commune = story.someone(unit=story.cast.province.communes[0])

    mine = [one.href for one in lines(story.office, "nuoc ngot")]

    assert f"/phong-trao/{draft.pk}/" in mine
    assert f"/phong-trao/{draft.pk}/phat-dong/" in mine
    assert labels(commune, "nuoc ngot") == []


# Indicators and forms


def test_an_indicator_is_found_by_name_and_by_code(story: Story) -> None:
    version = story.campaign.targets.get().version

    by_name = lines(story.office, version.name)
    by_code = lines(story.office, version.indicator.code)

    assert by_name[0].label == by_code[0].label == version.name
    assert by_name[0].href == f"/chi-so/{version.indicator_id}/"


def test_a_form_is_found_by_those_who_may_see_it(
    story: Story, stranger: Client
) -> None:
    assert "Biểu tháng" in labels(story.office, "bieu thang")
    assert "Biểu tháng" not in labels(stranger, "bieu thang")


# Acts


def test_the_report_of_the_month_is_begun_from_here(story: Story) -> None:
    commune = story.cast.province.communes[0]
    officer = story.someone(unit=commune)

    at_once = lines(officer, "")
    typed = lines(officer, "nhap bao cao thang 4")

    assert at_once[0].label == "Nhập báo cáo tháng 4/2025"
    assert typed[0] == at_once[0]
    assert officer.get(typed[0].href).status_code == 200
    assert typed[0].href.endswith(f"/{APRIL.id}/{commune.pk}/")


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("toan canh", "Toàn cảnh, bản đồ"),
        ("ban do", "Toàn cảnh, bản đồ"),
        ("so sanh", "So sánh các nơi"),
        ("cong thuc", "Thêm công thức"),
        ("tieu chi", "Thêm bộ tiêu chí"),
    ],
)
def test_the_pages_of_the_office_are_found(story: Story, typed: str, page: str) -> None:
    assert page in labels(story.office, typed)


def test_the_table_in_which_targets_are_given_is_begun_from_here(
    story: Story,
) -> None:
    target = Target.objects.get(campaign=story.campaign)
    label = f"Bảng giao chỉ tiêu: {target.version.name}"
    address = f"/phong-trao/{story.campaign.pk}/chi-tieu/{target.pk}/giao/"

    assert Line(label, "việc", address) in lines(story.office, "bang giao")
    assert story.office.get(address).status_code == 200
    for nobody in (story.someone(ROLE.READER), story.commune()):
        assert label not in labels(nobody, "bang giao")


def test_a_reader_is_offered_nothing_to_write(story: Story) -> None:
    reader = story.someone(ROLE.READER, unit=story.cast.province.communes[0])

    offered = " ".join(labels(reader, "") + labels(reader, "bao cao phong trao"))

    assert "Nhập" not in offered
    assert "Nhận" not in offered
    assert "Soạn" not in offered
    assert "Thêm công thức" not in " ".join(labels(reader, "cong thuc"))


def test_one_changes_mandates_from_here(story: Story) -> None:
    person = Person.objects.get(user__username=story_user(story))
    commune = story.cast.province.communes[1]
    other = MandateFactory.create(person=person, unit=commune, title="Theo dõi xã")

    (found,) = lines(story.office, "doi vai")
    answer = story.office.post(found.href, {"mandate": other.pk, "next": "/"})

    assert found.label == "Đổi vai: Theo dõi xã · Xã Bình Hòa"
    assert answer.status_code == 302
    assert story.office.session["mandate"] == other.key


def story_user(story: Story) -> str:
    """The sign-in name of the story's officer."""
    return User.objects.get(pk=story.office.session["_auth_user_id"]).username


# Lately opened


def test_what_was_opened_lately_comes_first(story: Story) -> None:
    for place in (0, 1):
        story.office.get(f"/don-vi/{story.cast.province.communes[place].pk}/")
    story.office.get(f"/phong-trao/{story.campaign.pk}/")

    assert labels(story.office, "")[:3] == [
        "“Đồng khởi mới”",
        "Xã Bình Hòa",
        "Xã Tân An",
    ]
    assert labels(story.office, "xa")[0] == "Xã Bình Hòa"


def test_a_made_up_memory_shows_nothing_one_may_not_see(
    story: Story, stranger: Client
) -> None:
    user = stranger.session["_auth_user_id"]
    stranger.cookies["thidua_recent"] = (
        f"{user}:campaign{story.campaign.pk}.form{story.cast.form.pk}.person1.x9"
    )

    hrefs = [one.href for one in lines(stranger, "")]

    assert f"/phong-trao/{story.campaign.pk}/" not in hrefs
    assert not [href for href in hrefs if "/bieu-mau/" in href and href[-2].isdigit()]


def test_another_person_at_the_same_machine_starts_anew(story: Story) -> None:
    story.office.get(f"/don-vi/{story.cast.province.communes[0].pk}/")
    colleague = story.someone()
    colleague.cookies["thidua_recent"] = story.office.cookies["thidua_recent"].value

    assert "Xã Tân An" not in labels(colleague, "")


# The page without script


def test_without_script_the_field_leads_to_a_page(story: Story) -> None:
    home = story.office.get("/").content.decode()
    page = story.office.get("/tim/", {"q": "tan an"}).content.decode()

    assert '<form class="find" action="/tim/" role="search"' in home
    assert "<html" in page
    assert "Xã Tân An</a>" in page
    assert 'value="tan an"' in page


@pytest.mark.parametrize("typed", ["%", "'", "\\", "a" * 9000, "xin'; --", "*"])
def test_no_sign_breaks_the_box(story: Story, typed: str) -> None:
    assert story.office.get("/tim/", {"q": typed}).status_code == 200


def test_nothing_found_says_so(story: Story) -> None:
    page = story.office.get("/tim/", {"q": "zzzz"}).content.decode()

    assert "Không tìm thấy gì anh/chị được xem." in page


@pytest.mark.parametrize("more", [1, 4])
def test_the_box_asks_nine_questions_however_much_there_is(
    story: Story, more: int, django_assert_max_num_queries: Queries
) -> None:
    for _ in range(more):
        UnitFactory.create(name="Tân An")
        a_campaign(of=story.cast.province, launched=True)
    story.office.get("/tim/")

    with django_assert_max_num_queries(9):
        story.office.get(
            "/tim/",
            {"q": "an"},
            HTTP_HX_REQUEST="true",
            HTTP_HX_TARGET="palette-list",
        )
