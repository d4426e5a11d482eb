"""A meeting is called, answered, minuted, approved; what was taken home is learned."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.clubs.factories import BEFORE, active, planned, written
from tests.doors import signed_in
from tests.follow_up.test_news import hear
from tests.organisations.factories import an_actor
from thidua.clubs.models import AgendaItem, ClubMeeting, Invitee
from thidua.clubs.states import MeetingState
from thidua.documents.models import Document
from thidua.exemplars.models import Attendance, Visit
from thidua.follow_up.models import Mailbox, Notice
from thidua.organisations.models import Mandate
from thidua.organisations.naming import unit_called

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "Giữ nước qua mùa mặn",
    "held_on": "20/05/2025",
    "starts_at": "8 giờ 30",
    "place": "Nhà văn hóa ấp 1",
    "rows": "4",
    "words0": "Chỉ cách đúc lu",
    "led0": "Xã Thử",
    "lasts0": "45",
    "words1": "Bàn việc tháng tới",
    "lasts1": "30",
    "guests": "Ông Sáu thợ đúc",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def minutes_of(meeting: ClubMeeting) -> dict[str, str]:
    came = {f"came{one.pk}": "2" for one in meeting.invitees.all()}
    said = {"led_by": "Bà Tám", "minutes": "Mỗi ấp kể.", "conclusions": "Đo lại nước."}
    return {**came, **said, "version": str(meeting.version)}


@pytest.mark.demand("000.10")
def test_a_meeting_is_called_minuted_approved_and_learners_take_it_home() -> None:
    life = active()
    commune = life.story.reporting.province.communes[2]
    learning = life.story.learner(commune)
    officer, office = an_actor(commune), signed_in(life.office)
    at = f"/cau-lac-bo/{life.club.pk}"
    signed_in(officer).post(f"{at}/xin-vao/", {"who": "unit"})
    member = life.club.members.get(unit=commune)
    office.post(f"{at}/hoi-vien/{member.pk}/nhan/")

    office.post(f"{at}/buoi/len-lich/", PLAN)
    meeting = ClubMeeting.objects.get()
    there = f"{at}/buoi/{meeting.pk}"
    office.post(f"{there}/moi/")
    assert "Trả lời giấy mời" in text(signed_in(officer).get("/"))
    invitee = Invitee.objects.get(member=member)
    signed_in(officer).post(f"{there}/tra-loi/{invitee.pk}/", {"answer": "comes"})
    meeting.refresh_from_db()
    took = {f"took{learning.pk}": "2", f"home{learning.pk}": "Mượn khuôn đúc lu."}
    office.post(f"{there}/bien-ban/", minutes_of(meeting) | took)

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.WRITTEN
    assert not Attendance.objects.exists()
    chair = signed_in(life.chair)
    assert "Duyệt biên bản" in text(chair.get("/"))
    chair.post(f"{there}/bien-ban/duyet/", {"version": str(meeting.version)})

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.APPROVED
    came = Attendance.objects.get()
    assert (came.learning_id, came.taken_home) == (learning.pk, "Mượn khuôn đúc lu.")
    assert came.visit.kind == Visit.Kind.SESSION
    plan = f"/dien-hinh/{learning.exemplar_id}/hoc-tap/{learning.pk}/"
    assert "Mượn khuôn đúc lu." in text(signed_in(officer).get(plan))
    assert "Đo lại nước." in text(signed_in(officer).get(f"{there}/"))


def test_the_agenda_says_the_hour_of_each_item_and_leads_to_the_exemplar() -> None:
    life = active()
    office = signed_in(life.office)
    office.post(f"/cau-lac-bo/{life.club.pk}/buoi/len-lich/", PLAN)

    meeting = ClubMeeting.objects.get()
    page = text(office.get(f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}/"))

    assert "08:30" in page
    assert "09:15" in page
    assert AgendaItem.objects.get(position=1).member == life.exemplar
    assert f"/dien-hinh/{life.story.exemplar.pk}/" in page
    assert "Ông Sáu thợ đúc" in page


def test_the_chair_alone_approves_or_returns_with_a_reason() -> None:
    life = active()
    meeting = written(life)
    there = f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}"
    version = {"version": str(meeting.version)}

    by_officer = signed_in(life.office).post(f"{there}/bien-ban/duyet/", version)
    chair = signed_in(life.chair)
    silent = chair.post(f"{there}/bien-ban/tra-lai/", {})
    chair.post(f"{there}/bien-ban/tra-lai/", {"reason": "Thiếu ý của tổ 3"})

    assert (by_officer.status_code, silent.status_code) == (403, 422)
    assert "Sửa biên bản" in text(signed_in(life.office).get("/"))
    page = signed_in(life.office).get(f"{there}/bien-ban/")
    assert "Thiếu ý của tổ 3" in text(page)


def test_approved_minutes_are_kept_as_they_are_and_become_a_document() -> None:
    life = active()
    meeting = written(life)
    there = f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}"
    version = {"version": str(meeting.version)}
    signed_in(life.chair).post(f"{there}/bien-ban/duyet/", version)

    again = signed_in(life.office).post(f"{there}/bien-ban/", minutes_of(meeting))
    signed_in(life.office).post(f"{there}/bien-ban/van-ban/")
    signed_in(life.office).post(f"{there}/bien-ban/van-ban/")

    assert again.status_code == 409
    document = Document.objects.get(about="club")
    assert document.kind == "BB"
    with pytest.raises(IntegrityError, match="minutes_are_kept"), transaction.atomic():
        ClubMeeting.objects.update(minutes="khác")
    with pytest.raises(IntegrityError, match="minutes_are_kept"), transaction.atomic():
        Invitee.objects.update(people=9)


def test_the_invitation_and_the_minutes_are_printed_as_an_office_prints() -> None:
    life = active()
    meeting = written(life)
    to = f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}/in"
    office = signed_in(life.office)

    invitation = office.get(f"{to}/giay-moi/")
    minutes = office.get(f"{to}/bien-ban-word/")

    assert invitation.content.startswith(b"%PDF")
    assert minutes.content.startswith(b"PK")


def test_minutes_are_read_inside_conclusions_by_whoever_knows_the_club() -> None:
    life = active()
    meeting = written(life)
    there = f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}"
    outsider = signed_in(an_actor(life.story.reporting.province.communes[2]))
    assert "Tháng sau đo lại." not in text(outsider.get(f"{there}/"))

    version = {"version": str(meeting.version)}
    signed_in(life.chair).post(f"{there}/bien-ban/duyet/", version)

    page = text(outsider.get(f"{there}/"))
    assert "Tháng sau đo lại." in page
    assert "Mỗi ấp kể một việc." not in page
    assert outsider.get(f"{there}/in/bien-ban/").status_code == 404


def test_a_guest_who_signs_in_is_told_in_the_program_the_others_on_paper() -> None:
    life = active()
    commune = life.story.reporting.province.communes[4]
    guest = an_actor(commune, Mandate.Role.READER)
    assert guest.person_id is not None
    Mailbox.objects.create(
        person_id=guest.person_id, address="an@xa.vn", verified_at=BEFORE
    )
    office, to = signed_in(life.office), f"/cau-lac-bo/{life.club.pk}/buoi"
    place = unit_called(commune, date(2025, 5, 20))
    lines = f"Ông {guest.name}, {place}\nÔng Sáu thợ đúc\n{place}"
    office.post(f"{to}/len-lich/", PLAN | {"guests": lines})
    meeting = ClubMeeting.objects.get()
    assert signed_in(guest).get(f"{to}/{meeting.pk}/").status_code == 200

    office.post(f"{to}/{meeting.pk}/moi/")
    hear()

    told = Notice.objects.filter(person=guest.person_id, title__contains="Mời họp")
    assert told.exists()
    page = text(office.get(f"{to}/{meeting.pk}/"))
    assert "báo trong chương trình và qua thư" in page
    assert "báo cho đơn vị trong chương trình" in page
    assert "giấy mời in, đưa tận tay" in page
    assert "Trả lời giấy mời" in text(signed_in(guest).get("/"))
    invitee = Invitee.objects.get(person=guest.person_id)
    yes = {"answer": "comes"}
    signed_in(guest).post(f"{to}/{meeting.pk}/tra-loi/{invitee.pk}/", yes)
    invitee.refresh_from_db()
    assert invitee.answer == Invitee.Answer.COMES
    shown = text(office.get(f"{to}/{meeting.pk}/sua/"))
    assert f"Ông {guest.name}, {place}" in shown


def test_a_meeting_that_moves_or_is_called_off_is_told_to_who_was_invited() -> None:
    life = active()
    meeting = planned(life, date(2025, 5, 25))
    there = f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}"
    office = signed_in(life.office)
    moved = PLAN | {"held_on": "27/05/2025", "version": str(meeting.version)}

    office.post(f"{there}/sua/", moved)
    office.post(f"{there}/khong-hop/", {"reason": "Mưa bão"})

    meeting.refresh_from_db()
    assert (meeting.state, meeting.held_on) == (
        MeetingState.CANCELLED,
        date(2025, 5, 27),
    )
    assert "Mưa bão" in text(office.get(f"{there}/"))
    assert Notice is not None


def test_the_desk_asks_for_minutes_once_the_day_is_past() -> None:
    life = active()
    meeting = planned(life)

    desk = text(signed_in(life.office).get("/"))

    assert "Ghi biên bản" in desk
    assert f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}/bien-ban/" in desk


@pytest.mark.parametrize("more", [1, 4])
def test_a_meeting_costs_the_same_however_many_come(
    more: int, django_assert_num_queries: Any
) -> None:
    life = active()
    guests = [f"Khách {number}" for number in range(more)]
    meeting = written(life, planned(life, guests=guests))
    office = signed_in(life.office)
    to = f"/cau-lac-bo/{life.club.pk}/buoi/{meeting.pk}/"
    office.get(to)

    with django_assert_num_queries(17):
        office.get(to)


def test_the_history_of_a_club_tells_of_its_meetings() -> None:
    life = active()
    written(life)
    planned(life, date(2025, 5, 25), title="Bàn chuyện nước")
    office = signed_in(life.office)

    shown = text(office.get(f"/cau-lac-bo/{life.club.pk}/lich-su/"))

    assert "lên lịch buổi sinh hoạt: “Bàn chuyện nước”, 25/05/2025" in shown
    assert re.search(r"ghi biên bản: “[^”]+”, 15/05/2025", shown)
    assert "clubs.meeting." not in shown
    assert "thành lập câu lạc bộ" in shown, "and of itself, as before"
