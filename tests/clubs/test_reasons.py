"""What a short form of a club lacks comes back at its field, with what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.clubs.factories import active, planned, written
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.clubs.models import Club, ClubMember
from thidua.clubs.states import Standing, State

pytestmark = pytest.mark.django_db
EMPTY = {"reason": "  "}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def asked_again(client: Client, path: str, **typed: str) -> str:
    """The page on which the same form stands once more, with the fault at its field."""
    answer = client.post(path, EMPTY | typed)
    page = text(answer)
    assert answer.status_code == 422
    assert "Chưa ghi lý do." in page
    assert 'aria-invalid="true"' in page
    assert 'name="reason"' in page
    assert "Chưa làm được" not in page
    return page


def test_what_the_keeper_does_without_a_reason_is_asked_again() -> None:
    life = active()
    office, to = signed_in(life.office), f"/cau-lac-bo/{life.club.pk}"
    meeting = planned(life)
    seat = life.farmer.pk

    asked_again(office, f"{to}/tam-dung/")
    asked_again(office, f"{to}/buoi/{meeting.pk}/khong-hop/")
    term = asked_again(office, f"{to}/ban-chu-nhiem/{seat}/thoi/", ends_on="18/05/2025")
    left = asked_again(office, f"{to}/hoi-vien/{seat}/ra/", left_on="17/05/2025")

    assert 'value="18/05/2025"' in term
    assert 'value="17/05/2025"' in left
    assert life.fresh().state == State.ACTIVE
    office.post(f"{to}/tam-dung/", {"reason": "Mùa gặt"})
    assert Club.objects.get().state == State.PAUSED


def test_a_day_that_is_none_comes_back_with_the_reason_beside_it() -> None:
    life = active()
    to = f"/cau-lac-bo/{life.club.pk}/hoi-vien/{life.exemplar.pk}/ra/"

    typed = {"left_on": "32/05/2025", "reason": "Bận mùa"}
    answer = signed_in(life.office).post(to, typed)

    assert answer.status_code == 422
    assert 'value="32/05/2025"' in text(answer)
    assert 'value="Bận mùa"' in text(answer)
    life.exemplar.refresh_from_db()
    assert life.exemplar.state == Standing.MEMBER


def test_no_without_a_reason_is_asked_again_of_board_and_invited() -> None:
    life = active()
    commune = life.story.reporting.province.communes[2]
    officer, at = signed_in(an_actor(commune)), f"/cau-lac-bo/{life.club.pk}"
    officer.post(f"{at}/xin-vao/", {"who": "unit"})
    one = ClubMember.objects.get(state=Standing.ASKED)
    written(life)
    meeting = life.club.meetings.get()

    asked_again(signed_in(life.chair), f"{at}/hoi-vien/{one.pk}/chua-nhan/")
    there = f"{at}/buoi/{meeting.pk}/bien-ban"
    asked_again(signed_in(life.chair), f"{there}/tra-lai/")
    officer.post(f"{at}/hoi-vien/{one.pk}/rut/")
    learner = life.story.learner(life.story.reporting.province.communes[3])
    invited = {"learner": learner.pk, "who": "household"}
    signed_in(life.office).post(f"{at}/moi-vao/", invited)
    two = ClubMember.objects.get(state=Standing.INVITED)
    other = signed_in(an_actor(life.story.reporting.province.communes[3]))
    asked_again(other, f"{at}/hoi-vien/{two.pk}/tra-loi/", answer="no")

    two.refresh_from_db()
    assert two.state == Standing.INVITED


def test_who_may_not_hears_that_first() -> None:
    life = active()
    stranger = signed_in(an_actor(life.story.reporting.province.communes[2]))

    answer = stranger.post(f"/cau-lac-bo/{life.club.pk}/tam-dung/", EMPTY)

    assert answer.status_code == 403
