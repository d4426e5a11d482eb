"""The pool: found by words, field, area and free day; calendars tapped on a phone."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, transaction

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.sheets import rows_at
from tests.speakers.factories import (
    IN_JUNE,
    Hall,
    a_hall,
    active,
    consents,
    held,
    invited,
    of_an_exemplar,
    of_register,
)
from thidua.organisations.events import PeopleConcerned
from thidua.organisations.models import Mandate, Shape
from thidua.speakers import actions, telling
from thidua.speakers.distance import Step, between, spots_of
from thidua.speakers.drafts import TopicDraft
from thidua.speakers.models import (
    Invitation,
    InvitationTurn,
    NamedDay,
    Speaker,
    TalkReport,
)
from thidua.speakers.states import Asked

pytestmark = pytest.mark.django_db
ROOM = "/dien-hinh/bao-cao-vien"


def found(hall: Hall, query: str) -> bool:
    """Does another commune find the speaker so?"""
    answer = signed_in(hall.inviter).get(f"{ROOM}/?{query}")
    assert answer.status_code == 200
    return hall.speaker.name in answer.content.decode()


@pytest.mark.demand("000.10")
def test_a_speaker_is_found_with_marks_and_without_by_field_area_and_day() -> None:
    hall = a_hall(a_province())
    home, other = hall.units[0].pk, hall.units[1].pk
    actions.name_day(
        hall.speaker, date(2025, 6, 12), is_free=False, actor=hall.keeper, at=MAY
    )
    actions.name_day(
        hall.speaker, date(2025, 6, 9), is_free=True, actor=hall.keeper, at=MAY
    )
    invited(hall.speaker, hall.inviter)

    is_found = {
        "tim=Nguyễn+Thị+Sáu": True,
        "tim=nguyen+thi+sau": True,
        "tim=lu+nuoc": True,
        "tim=trong+dua": True,
        "tim=nuoi+tom": False,
        "linh-vuc=water": True,
        "linh-vuc=roads": False,
        f"dia-ban={home}": True,
        f"dia-ban={other}": False,
        "ranh-ngay=19/06/2025": True,  # a Thursday, as usual
        "ranh-ngay=20/06/2025": False,
        "ranh-ngay=12/06/2025": False,  # named busy
        "ranh-ngay=09/06/2025": True,  # a Monday, named free
        "ranh-ngay=05/06/2025": False,  # promised
        "trang-thai=active": True,
        "trang-thai=resting": False,
    }

    assert {query: found(hall, query) for query in is_found} == is_found


def test_the_pool_and_the_invitations_are_kept_in_excel() -> None:
    hall = a_hall(a_province())
    invited(hall.speaker, hall.inviter)
    inviter = signed_in(hall.inviter)

    for path, name in (("", hall.speaker.name), ("loi-moi/", "Nhà văn hóa ấp 4")):
        answer = inviter.get(f"{ROOM}/{path}?xuat=excel")
        with ZipFile(BytesIO(answer.content)) as book:
            sheets = [book.read(one).decode() for one in book.namelist()]
        assert any(name in sheet for sheet in sheets), path


@pytest.mark.demand("000.10")
def test_a_speaker_taps_a_day_on_a_phone_and_a_promised_one_leads_on() -> None:
    place = a_province()
    person = an_actor(place.communes[0], Mandate.Role.READER)
    hall = a_hall(place, person_id=of_register(person).pk)
    own = signed_in(person)
    here = f"{ROOM}/{hall.speaker.pk}/lich/"
    asked = invited(hall.speaker, hall.inviter)

    text = own.get(here).content.decode()
    assert f'href="{ROOM}/loi-moi/{asked.pk}/"' in text
    assert 'name="ban" value="2025-05-22"' in text
    assert own.post(f"{here}ngay/", {"ban": "2025-05-22"}).status_code == 302
    assert 'name="ranh" value="2025-05-22"' in own.get(here).content.decode()
    answer = own.post(
        f"{here}ngay/", {"ranh": "2025-05-26"}, headers={"HX-Request": "true"}
    )
    assert answer.content.decode().lstrip().startswith("<form")
    assert own.post(f"{here}ngay/", {"ban": "2025-06-05"}).status_code == 409
    assert own.post(f"{here}ngay/", {"ban": "2025-05-01"}).status_code == 422
    own.post(f"{here}tuan/", {"weekdays": ["6", "0"]})
    hall.speaker.refresh_from_db()
    assert hall.speaker.weekdays == [0, 6]
    assert NamedDay.objects.count() == 2


def test_the_calendar_of_a_speaker_comes_as_excel_with_days_as_days() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)
    here = f"{ROOM}/{hall.speaker.pk}/lich/"
    keeper = signed_in(hall.keeper)

    assert 'href="?xuat=excel"' in keeper.get(here).content.decode()
    days = {line[0]: line for line in rows_at(keeper, f"{here}?xuat=excel")}
    assert days[asked.day][3] == asked.place
    stranger = signed_in(hall.inviter).get(f"{here}?xuat=excel")
    assert stranger.status_code == 404


def test_somebody_consents_in_the_program_without_a_paper() -> None:
    place = a_province()
    person = an_actor(place.communes[0], Mandate.Role.READER)
    hall = a_hall(place, person_id=of_register(person).pk)
    said = {
        "shows": ["name", "contact"],
        "contact": "0901 234 567",
        "given_on": "20/05/2025",
        "words": "",
    }

    path = f"{ROOM}/{hall.speaker.pk}/"
    assert signed_in(person).post(f"{path}dong-y/", said).status_code == 302
    assert "0901 234 567" in signed_in(hall.inviter).get(path).content.decode()
    consents(hall.speaker, "name", actor=hall.keeper)
    assert "0901 234 567" not in signed_in(hall.inviter).get(path).content.decode()


def test_nobody_is_looked_for_on_a_day_that_is_over() -> None:
    hall = a_hall(a_province())

    answer = signed_in(hall.inviter).get(
        f"{ROOM}/tim/?field=water&trade=&on=01/01/2020"
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày 01/01/2020 đã qua." in page
    assert hall.speaker.name not in page


@pytest.mark.demand("000.10")
def test_the_same_trade_and_the_nearer_come_first_and_the_row_says_why() -> None:
    place = a_province()
    hall = a_hall(place)
    far = an_actor(place.communes[4])
    active(far, name="Lê Văn Xa", travels="anywhere")
    roads = TopicDraft("water", "Đắp đê bao", "Kể chuyện đắp đê.", "thủy lợi")
    active(hall.keeper, name="Trần Thị Khác Nghề", topic=roads)

    answer = signed_in(hall.inviter).get(f"{ROOM}/tim/?field=water&trade=trồng dừa&on=")
    text = answer.content.decode()

    order = [text.index(n) for n in ("Nguyễn Thị Sáu", "Lê Văn Xa", "Khác Nghề")]
    assert order == sorted(order)
    assert "Cùng nghề trồng dừa, cùng huyện, 12 tháng qua chưa nói buổi nào." in text
    assert "Cùng lĩnh vực, cùng huyện, 12 tháng qua chưa nói buổi nào." in text


def test_communes_with_outlines_are_measured_in_kilometres() -> None:
    place = a_province()
    here, there = place.communes[0], place.communes[4]
    for unit, left in ((here, 4000), (there, 4100)):
        Shape.objects.create(
            unit=unit,
            path=f"M{left} 13000l50 0 0 50 -50 0z",
            left=left,
            top=13000,
            right=left + 50,
            bottom=13050,
        )
    spots = spots_of([here.pk, there.pk, place.department.pk], MAY.date())

    distance = between(spots[here.pk], spots[there.pk])
    assert distance.km == pytest.approx(11.4, abs=0.2)
    assert "11 km" in distance.words
    office = between(spots[here.pk], spots[place.department.pk])
    assert (office.step, office.km) == (Step.PROVINCE, None)


def test_the_exemplar_leads_on_to_who_speaks_of_it() -> None:
    told = of_an_exemplar()
    path = f"/dien-hinh/{told.story.exemplar.pk}/"

    text = signed_in(told.inviter).get(path).content.decode()

    assert f'href="{ROOM}/{told.speaker.pk}/"' in text
    Speaker.objects.filter(pk=told.speaker.pk).update(state="proposed")
    text = signed_in(told.inviter).get(path).content.decode()
    assert f'href="{ROOM}/{told.speaker.pk}/"' not in text


def test_what_was_said_of_a_talk_is_not_read_by_others() -> None:
    hall = a_hall(a_province())
    asked = held(invited(hall.speaker, hall.inviter), hall.keeper, hall.inviter)
    other = signed_in(an_actor(hall.units[3]))

    assert other.get(f"{ROOM}/loi-moi/{asked.pk}/").status_code == 404
    page = other.get(f"{ROOM}/{hall.speaker.pk}/").content.decode()
    assert TalkReport.objects.get().taken_home not in page
    assert "làm theo được ngay" not in page
    assert "nhận nói 1 buổi" in page


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": Asked.SENT}, "speakers_what_is_over_stays"),
        ({"day": date(2025, 6, 6)}, "speakers_a_promised_day_stays"),
        ({"unit_id": 0}, "speakers_an_invitation_is_kept"),
    ],
)
def test_the_database_keeps_what_is_over(change: dict[str, object], rule: str) -> None:
    hall = a_hall(a_province())
    asked = held(invited(hall.speaker, hall.inviter), hall.keeper, hall.inviter)

    with pytest.raises(DatabaseError) as no, transaction.atomic():
        Invitation.objects.filter(pk=asked.pk).update(**change)
    assert rule in str(no.value)


def test_the_database_adds_only_to_what_was_said() -> None:
    hall = a_hall(a_province())
    held(invited(hall.speaker, hall.inviter), hall.keeper, hall.inviter)

    for rows in (InvitationTurn.objects.all(), TalkReport.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        Speaker.objects.filter(pk=hall.speaker.pk)._raw_delete("default")
    assert "speakers_" in str(no.value)


def test_both_sides_are_told_whose_turn_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    news: list[PeopleConcerned] = []
    monkeypatch.setattr(telling, "announce", news.append)
    hall = a_hall(a_province())

    asked = invited(hall.speaker, hall.inviter)
    actions.accept_invitation(asked, version=1, actor=hall.keeper, at=MAY)

    assert [(one.unit_id, one.person_id) for one in news] == [
        (None, hall.speaker.person_id),
        (hall.keeper.unit_id, None),
        (hall.inviter.unit_id, None),
    ]
    assert news[0].said["day"] == f"{IN_JUNE:%d/%m/%Y}"
    assert len({one.key for one in news}) == 3


def test_with_nothing_asked_no_line_says_that_it_fits() -> None:
    hall = a_hall(a_province())

    answer = signed_in(hall.inviter).get(f"{ROOM}/tim/?field=&trade=&on=")
    text = answer.content.decode()

    assert hall.speaker.name in text
    assert "ùng lĩnh vực, " not in text
    assert "12 tháng qua chưa nói buổi nào." in text


def test_the_heading_counts_what_it_heads() -> None:
    hall = a_hall(a_province())
    other = active(hall.keeper, name="Lê Văn Nghỉ")
    Speaker.objects.filter(pk=other.pk).update(state="resting", reason="Bận vụ")
    client = signed_in(hall.inviter)

    def heading(query: str = "") -> str:
        text = client.get(f"{ROOM}/{query}").content.decode()
        return text.split("<h1>")[1].split("</h1>")[0]

    assert heading() == "2 báo cáo viên, 1 đang nhận lời mời"
    assert heading("?trang-thai=active") == "1 báo cáo viên đang nhận lời mời"
    assert heading("?tim=khongcoai") == "Không có báo cáo viên nào để hiện"


def test_a_figure_of_invitations_opens_the_list_that_it_counts() -> None:
    hall = a_hall(a_province())
    invited(hall.speaker, hall.inviter)
    inviter = signed_in(hall.inviter)

    page = inviter.get(f"{ROOM}/loi-moi/").content.decode()
    opened = inviter.get(f"{ROOM}/loi-moi/?trang-thai={Asked.SENT}")

    assert f'<dd><a href="?trang-thai={Asked.SENT}">1</a>' in page
    assert hall.speaker.name in opened.content.decode()


TABS = ["Điển hình", "Câu lạc bộ", "Báo cáo viên", "Nhân tố", "Tin báo", "Tin tôi báo"]


@pytest.mark.parametrize(
    "path",
    [
        "/dien-hinh/",
        "/cau-lac-bo/",
        f"{ROOM}/",
        "/nhan-to/",
        "/nhan-to/tin/",
        "/nhan-to/tin-cua-toi/",
    ],
)
def test_the_pages_under_exemplars_carry_the_same_tabs_in_the_same_order(
    path: str,
) -> None:
    officer = signed_in(an_actor(a_province().communes[0]))

    page = officer.get(path).content.decode()

    tabs = page[page.index('<nav class="tabs"') :]
    tabs = tabs[: tabs.index("</nav>")]
    said = [one.split("<")[0].strip() for one in tabs.split(">") if "</a" in one]
    assert said == TABS
    assert tabs.count("aria-current") == 1
