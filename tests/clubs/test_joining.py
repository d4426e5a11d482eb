"""Joining by request and invitation, leaving, names shown with consent alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clubs.factories import READER, active
from tests.doors import signed_in
from tests.kernel.test_sheets import read
from tests.organisations.factories import an_actor
from thidua.clubs.models import ClubMember
from thidua.clubs.states import Standing

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("000.10")
def test_somebody_asks_the_chair_takes_them_in_and_they_read_it() -> None:
    life = active()
    commune = life.story.reporting.province.communes[2]
    officer, chair = an_actor(commune), life.chair
    at = f"/cau-lac-bo/{life.club.pk}"

    signed_in(officer).post(
        f"{at}/xin-vao/",
        {"who": "household", "name": "Hộ bà Tám", "words": "Muốn học đúc lu."},
    )
    asked = ClubMember.objects.get(state=Standing.ASKED)
    assert "Trả lời" in text(signed_in(chair).get("/"))
    assert "Muốn học đúc lu." in text(signed_in(chair).get(f"{at}/hoi-vien/"))

    signed_in(chair).post(f"{at}/hoi-vien/{asked.pk}/nhan/")

    asked.refresh_from_db()
    assert asked.state == Standing.MEMBER
    assert str(asked.joined_on) == "2025-05-20"
    assert "Hộ bà Tám" in text(signed_in(officer).get(f"{at}/hoi-vien/"))


def test_who_is_not_taken_in_reads_why() -> None:
    life = active()
    officer = an_actor(life.story.reporting.province.communes[2])
    at = f"/cau-lac-bo/{life.club.pk}"
    signed_in(officer).post(f"{at}/xin-vao/", {"who": "unit"})
    asked = ClubMember.objects.get(state=Standing.ASKED)

    silent = signed_in(life.chair).post(f"{at}/hoi-vien/{asked.pk}/chua-nhan/", {})
    why = {"reason": "Đủ người, hẹn kỳ sau"}
    signed_in(life.chair).post(f"{at}/hoi-vien/{asked.pk}/chua-nhan/", why)

    assert silent.status_code == 422
    assert "hẹn kỳ sau" in text(signed_in(officer).get(f"{at}/hoi-vien/"))


def test_whom_the_board_invites_says_yes_on_their_own_desk() -> None:
    life = active()
    commune = life.story.reporting.province.communes[2]
    learning = life.story.learner(commune)
    officer, at = an_actor(commune), f"/cau-lac-bo/{life.club.pk}"

    signed_in(life.office).post(
        f"{at}/moi-vao/", {"learner": learning.pk, "who": "household"}
    )
    invited = ClubMember.objects.get(state=Standing.INVITED)
    assert invited.unit_id == commune.pk
    desk = text(signed_in(officer).get("/"))
    assert "lời mời vào câu lạc bộ" in desk.casefold()

    yes = {"answer": "yes"}
    signed_in(officer).post(f"{at}/hoi-vien/{invited.pk}/tra-loi/", yes)

    invited.refresh_from_db()
    assert invited.state == Standing.MEMBER


def test_nobody_is_in_a_club_twice_and_who_left_may_come_back() -> None:
    life = active()
    commune = life.story.reporting.province.communes[2]
    officer, at = an_actor(commune), f"/cau-lac-bo/{life.club.pk}"
    signed_in(officer).post(f"{at}/xin-vao/", {"who": "unit"})

    twice = signed_in(officer).post(f"{at}/xin-vao/", {"who": "unit"})
    one = ClubMember.objects.get(state=Standing.ASKED)
    signed_in(life.chair).post(f"{at}/hoi-vien/{one.pk}/nhan/")
    left = {"left_on": "20/05/2025", "reason": "Bận mùa"}
    signed_in(officer).post(f"{at}/hoi-vien/{one.pk}/ra/", left)
    again = signed_in(officer).post(f"{at}/xin-vao/", {"who": "unit"})

    assert twice.status_code == 422
    assert "đã ở trong danh sách" in text(twice)
    assert again.status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == (Standing.LEFT, "Bận mùa")


def test_outside_a_name_is_seen_with_consent_alone() -> None:
    life = active()
    farmer, at = life.farmer, f"/cau-lac-bo/{life.club.pk}"
    outsider = an_actor(life.story.reporting.province.communes[2], READER)
    assert farmer.name not in text(signed_in(outsider).get(f"{at}/hoi-vien/"))
    assert farmer.name in text(signed_in(life.office).get(f"{at}/hoi-vien/"))

    to = f"{at}/hoi-vien/{farmer.pk}/hien-ten/"
    signed_in(life.chair).post(to, {"shows_name": "1"})
    assert farmer.name in text(signed_in(outsider).get(f"{at}/hoi-vien/"))

    signed_in(life.chair).post(to, {})
    assert farmer.name not in text(signed_in(outsider).get(f"{at}/hoi-vien/"))
    assert farmer.name not in text(signed_in(outsider).get(f"{at}/"))


def test_contacts_are_in_the_excel_file_of_those_inside_alone() -> None:
    life = active()
    ClubMember.objects.filter(pk=life.farmer.pk).update(contact="0900 000 001")
    outsider = an_actor(life.story.reporting.province.communes[2], READER)
    to = f"/cau-lac-bo/{life.club.pk}/hoi-vien/?xuat=excel"

    inside, outside = (
        str(read(signed_in(who).get(to).content)) for who in (life.office, outsider)
    )

    assert "0900 000 001" in inside
    assert "0900 000 001" not in outside
    assert life.farmer.name not in outside


@pytest.mark.parametrize("more", [1, 4])
def test_a_club_costs_the_same_however_many_members(
    more: int, django_assert_num_queries: Any
) -> None:
    from tests.campaigns.factories import MAY
    from tests.clubs.factories import a_person
    from thidua.clubs import actions
    from thidua.clubs.drafts import JoiningDraft

    life = active()
    commune = life.story.reporting.province.communes[2]
    for number in range(more):
        draft = JoiningDraft(a_person(f"Người {number}", commune))
        asked = actions.ask_to_join(life.club, draft, actor=an_actor(commune), at=MAY)
        actions.accept_member(asked, actor=life.office, at=MAY)
    office, at = signed_in(life.office), f"/cau-lac-bo/{life.club.pk}"
    office.get(f"{at}/")

    with django_assert_num_queries(25):
        office.get(f"{at}/")
    with django_assert_num_queries(15):
        office.get(f"{at}/hoi-vien/")
