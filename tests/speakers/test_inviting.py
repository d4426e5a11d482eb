"""From proposing a speaker to what came of a talk, as two offices live it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.speakers.factories import (
    A_TOPIC,
    AFTER,
    IN_JUNE,
    a_hall,
    active,
    as_posted,
    consents,
    held,
    invited,
    of_an_exemplar,
    of_register,
    proposed,
)
from thidua.audit.models import Entry
from thidua.documents.models import Document
from thidua.exemplars.models import Exemplar, Hold, Learning
from thidua.kernel import clock
from thidua.organisations.models import Mandate
from thidua.speakers import actions
from thidua.speakers.models import Invitation, InvitationTurn
from thidua.speakers.queries import waiting_for
from thidua.speakers.states import Asked, State

pytestmark = pytest.mark.django_db
ROOM = "/dien-hinh/bao-cao-vien"
TOLD = {
    "version": "2",
    "came": "36",
    "who": "Tổ trưởng 11 ấp",
    "taken_home": "Ba tổ định góp xoay vòng từ tháng 7.",
    "use": "at_once",
    "words": "Xin hẹn dịp khác.",
}


@pytest.mark.demand("000.10")
def test_a_unit_invites_and_hears_and_tells_what_came_of_it() -> None:
    told = of_an_exemplar()
    inviter, keeper = signed_in(told.inviter), signed_in(told.keeper)

    page = inviter.get(f"{ROOM}/tim/?field=water&trade=&on=05/06/2025")
    text = page.content.decode()
    assert told.speaker.name in text
    assert "05/06 rảnh" in text
    answer = inviter.post(f"{ROOM}/{told.speaker.pk}/moi/", as_posted(told.speaker))
    asked = Invitation.objects.get()
    assert answer.status_code == 302
    here = f"{ROOM}/loi-moi/{asked.pk}"
    assert "Nhận lời" in keeper.get(f"{here}/").content.decode()
    assert keeper.post(f"{here}/nhan/", {"version": "1"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == Asked.ACCEPTED

    learning = told.story.learner(told.story.reporting.province.communes[1])
    Learning.objects.filter(pk=learning.pk).update(starts_on=date(2025, 6, 6))
    with clock.standing_on(AFTER.date()):
        assert learning.name in inviter.get(f"{here}/ket-qua/").content.decode()
        said = TOLD | {"begun": [str(learning.pk)]}
        assert inviter.post(f"{here}/ket-qua/", said).status_code == 302
        text = keeper.get(f"{here}/").content.decode()

    assert "Ba tổ định góp xoay vòng từ tháng 7." in text
    assert learning.name in text
    assert asked.begun.get().learning == learning
    verbs = Entry.objects.filter(verb__startswith="speakers.invitation")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "speakers.invitation.sent",
        "speakers.invitation.accepted",
        "speakers.invitation.held",
    ]


@pytest.mark.demand("000.10")
def test_nobody_is_in_the_pool_before_they_agreed_to_be_named() -> None:
    place = a_province()
    officer, other = an_actor(place.communes[0]), an_actor(place.communes[1])
    speaker = proposed(officer)
    own, theirs = signed_in(officer), signed_in(other)
    here = f"{ROOM}/{speaker.pk}"

    assert theirs.get(f"{here}/").status_code == 404
    answer = own.post(f"{here}/dua-vao/")
    assert answer.status_code == 409
    assert "chưa đồng ý" in answer.content.decode()
    said = {"shows": ["name"], "given_on": "20/05/2025", "contact": "", "words": ""}
    assert own.post(f"{here}/dong-y/", said).status_code == 422
    paper = SimpleUploadedFile("phieu.pdf", b"%PDF-1.7 phieu dong y")
    assert own.post(f"{here}/dong-y/", {**said, "paper": paper}).status_code == 302
    assert own.post(f"{here}/dua-vao/").status_code == 302
    assert speaker.name in theirs.get(f"{here}/").content.decode()


@pytest.mark.demand("000.10")
def test_two_places_do_not_get_one_speaker_on_one_day() -> None:
    hall = a_hall(a_province())
    invited(hall.speaker, hall.inviter)
    third = signed_in(an_actor(hall.units[2]))

    path = f"{ROOM}/{hall.speaker.pk}/moi/"
    answer = third.post(path, as_posted(hall.speaker))
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "đã có nơi mời" in text
    assert "Nhà văn hóa ấp 4" in text
    first = Invitation.objects.get()
    first.pk, first.unit = None, hall.units[2]
    with pytest.raises(IntegrityError) as no, transaction.atomic():
        first.save(force_insert=True)
    assert "speakers_one_speaks_at_one_place_a_day" in str(no.value)


@pytest.mark.demand("000.10")
def test_both_sides_agree_on_another_day_and_every_turn_is_kept() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)
    keeper, inviter = signed_in(hall.keeper), signed_in(hall.inviter)
    here = f"{ROOM}/loi-moi/{asked.pk}"

    keeper.post(f"{here}/hen-ngay/", {"version": "1", "day": "07/06/2025", "words": ""})
    inviter.post(
        f"{here}/ngay-khac/",
        {"version": "2", "day": "12/06/2025", "words": "Hôm đó họp ấp"},
    )
    keeper.post(f"{here}/hen-ngay/", {"version": "3", "day": "14/06/2025", "words": ""})
    assert inviter.post(f"{here}/dong-y/", {"version": "4"}).status_code == 302

    asked.refresh_from_db()
    assert (asked.state, asked.day) == (Asked.ACCEPTED, date(2025, 6, 14))
    turns = InvitationTurn.objects.order_by("pk").values_list("state", "day")
    assert list(turns) == [
        ("sent", date(2025, 6, 5)),
        ("countered", date(2025, 6, 7)),
        ("sent", date(2025, 6, 12)),
        ("countered", date(2025, 6, 14)),
        ("accepted", date(2025, 6, 14)),
    ]
    assert "Hôm đó họp ấp" in keeper.get(f"{here}/").content.decode()


@pytest.mark.demand("000.10")
def test_the_speaker_says_no_and_why_and_the_day_is_free_again() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)
    keeper = signed_in(hall.keeper)
    here = f"{ROOM}/loi-moi/{asked.pk}"

    assert keeper.post(f"{here}/tu-choi/", {"version": "1"}).status_code == 422
    keeper.post(f"{here}/tu-choi/", {"version": "1", "reason": "Đang vào vụ"})

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == (Asked.DECLINED, "Đang vào vụ")
    assert invited(hall.speaker, an_actor(hall.units[2])).day == IN_JUNE


def test_a_stale_page_answers_nothing() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)
    keeper = signed_in(hall.keeper)

    answer = keeper.post(f"{ROOM}/loi-moi/{asked.pk}/nhan/", {"version": "7"})

    assert answer.status_code == 409
    asked.refresh_from_db()
    assert asked.state == Asked.SENT


def test_the_speaker_answers_themselves() -> None:
    place = a_province()
    keeper = an_actor(place.communes[0])
    person = an_actor(place.communes[3], Mandate.Role.READER)
    hall = a_hall(place, person_id=of_register(person).pk)
    asked = invited(hall.speaker, hall.inviter)

    here = f"{ROOM}/loi-moi/{asked.pk}"
    assert signed_in(person).post(f"{here}/nhan/", {"version": "1"}).status_code == 302
    assert waiting_for(keeper, MAY.date()) == []


@pytest.mark.demand("000.10")
@pytest.mark.parametrize("why", ["retired", "revoked", "held"])
def test_who_is_held_up_no_more_is_not_offered_and_why_is_not_told(why: str) -> None:
    told = of_an_exemplar()
    exemplar = told.story.exemplar
    if why == "held":
        Hold.objects.create(
            kind="complaint",
            home=exemplar.home,
            unit=exemplar.unit,
            opened_on=date(2025, 5, 1),
            opened_by_paper="Đơn số 7",
            recorded_at=MAY,
            recorded_by="Lan",
        )
    else:
        Exemplar.objects.filter(pk=exemplar.pk).update(
            state=why, over_on=date(2025, 5, 1), over_by="QĐ 5", reason="Khai gian số"
        )
    inviter = signed_in(told.inviter)

    found = inviter.get(f"{ROOM}/tim/?field=water&trade=&on=").content.decode()
    page = inviter.get(f"{ROOM}/{told.speaker.pk}/").content.decode()
    asked = inviter.post(f"{ROOM}/{told.speaker.pk}/moi/", as_posted(told.speaker))

    assert told.speaker.name not in found
    assert "Còn 1 người nữa cùng đề tài, hiện chưa mời được." in found
    assert "Hiện chưa mời được người này" in page
    for secret in ("khiếu nại", "Đơn số 7", "Khai gian số", "tạm dừng"):
        assert secret not in found + page
    assert asked.status_code == 409
    assert Invitation.objects.count() == 0


def test_who_consented_no_more_is_anonymous_and_not_invited() -> None:
    hall = a_hall(a_province())
    consents(hall.speaker, actor=hall.keeper)
    other = signed_in(hall.inviter)

    text = other.get(f"{ROOM}/").content.decode()
    assert hall.speaker.name not in text
    assert "Một báo cáo viên ở" in text
    found = other.get(f"{ROOM}/?tim=nguyen+thi+sau").content.decode()
    assert "Một báo cáo viên ở" not in found
    assert hall.speaker.name in signed_in(hall.keeper).get(f"{ROOM}/").content.decode()


@pytest.mark.demand("000.10")
def test_the_letter_of_invitation_is_drawn_up_for_signing() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)
    inviter = signed_in(hall.inviter)

    answer = inviter.post(f"{ROOM}/loi-moi/{asked.pk}/giay-moi/")
    document = Document.objects.get()

    assert answer.status_code == 302
    assert document.kind == "GM"
    assert A_TOPIC.title in document.abstract
    assert "Giấy mời" in inviter.get(f"{ROOM}/loi-moi/{asked.pk}/").content.decode()
    again = inviter.post(f"{ROOM}/loi-moi/{asked.pk}/giay-moi/")
    assert again.status_code == 409


def test_a_talk_is_not_told_of_before_its_day() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)
    actions.accept_invitation(asked, version=None, actor=hall.keeper, at=MAY)

    answer = signed_in(hall.inviter).post(
        f"{ROOM}/loi-moi/{asked.pk}/khong-to-chuc/",
        {"version": "2", "reason": "Mưa"},
    )

    assert answer.status_code == 409


def test_who_still_has_promised_does_not_leave() -> None:
    hall = a_hall(a_province())
    invited(hall.speaker, hall.inviter)

    keeper = signed_in(hall.keeper)
    path = f"{ROOM}/{hall.speaker.pk}/thoi/"
    assert keeper.post(path, {"reason": "Chuyển đi"}).status_code == 409
    hall.speaker.refresh_from_db()
    assert hall.speaker.state == State.ACTIVE


@pytest.mark.demand("000.10")
def test_the_desk_shows_each_side_its_turn() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)

    def verbs(day: date) -> tuple[list[str], list[str]]:
        keeper, inviter = waiting_for(hall.keeper, day), waiting_for(hall.inviter, day)
        return [one.verb for one in keeper], [one.verb for one in inviter]

    assert verbs(MAY.date()) == (["Trả lời"], [])
    held_on = date(2025, 6, 7)
    actions.counter_invitation(asked, held_on, version=None, actor=hall.keeper, at=MAY)
    assert verbs(MAY.date()) == ([], ["Trả lời"])
    actions.agree_to_day(asked, version=2, actor=hall.inviter, at=MAY)
    assert verbs(MAY.date()) == ([], [])
    assert verbs(held_on) == ([], ["Báo kết quả"])
    assert verbs(date(2025, 9, 1)) == (["Ghi lại"], ["Báo kết quả"])


PAGES = {
    "/": 14,
    "/tim/?field=water&trade=&on=05/06/2025": 13,
    "/loi-moi/": 11,
    "/{pk}/": 20,
    "/{pk}/lich/": 8,
    "/loi-moi/{asked}/": 11,
}


@pytest.mark.parametrize("many", [1, 4])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_as_much_of_many_as_of_few(
    many: int, path: str, django_assert_num_queries: Any
) -> None:
    hall = a_hall(a_province())
    for number in range(many):
        speaker = active(hall.keeper, name=f"Trần Văn {number}")
        asked = invited(speaker, hall.inviter)
        again = invited(hall.speaker, hall.inviter, date(2025, 6, 6 + number))
        held(again, hall.keeper, hall.inviter)
    keeper = signed_in(hall.keeper)
    where = path.format(pk=hall.speaker.pk, asked=asked.pk)
    assert keeper.get(f"{ROOM}{where}").status_code == 200

    with django_assert_num_queries(PAGES[path]):
        keeper.get(f"{ROOM}{where}")
