"""A short form about a speaker that lacks something comes back at its field."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.organisations.factories import a_province
from tests.speakers.factories import a_hall, invited
from thidua.speakers.states import Asked, State

pytestmark = pytest.mark.django_db
ROOM = "/dien-hinh/bao-cao-vien"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def asked_again(client: Client, path: str, fault: str, **typed: str) -> str:
    answer = client.post(path, typed)
    page = text(answer)
    assert answer.status_code == 422
    assert fault in page
    assert 'aria-invalid="true"' in page
    assert "Chưa làm được" not in page
    return page


def test_a_no_without_a_reason_is_asked_again_on_both_sides() -> None:
    hall = a_hall(a_province())
    one = invited(hall.speaker, hall.inviter)
    to, keeper = f"{ROOM}/loi-moi/{one.pk}", signed_in(hall.keeper)
    said = {"version": "1", "reason": " "}

    declined = asked_again(keeper, f"{to}/tu-choi/", "Chưa ghi lý do.", **said)
    inviter = signed_in(hall.inviter)
    asked_again(inviter, f"{to}/huy/", "Chưa ghi lý do.", **said)

    assert 'name="version"' in declined
    one.refresh_from_db()
    assert one.state == Asked.SENT
    keeper.post(f"{to}/tu-choi/", {"version": "1", "reason": "Bận mùa"})
    one.refresh_from_db()
    assert one.state == Asked.DECLINED


def test_another_day_that_will_not_do_comes_back_with_the_words() -> None:
    hall = a_hall(a_province())
    one = invited(hall.speaker, hall.inviter)
    to, keeper = f"{ROOM}/loi-moi/{one.pk}/hen-ngay/", signed_in(hall.keeper)
    said = {"version": "1", "words": "Xin lùi lại"}

    none = asked_again(keeper, to, "Ngày khác", day="", **said)
    past = asked_again(keeper, to, "20/05/2024", day="20/05/2024", **said)

    assert 'value="Xin lùi lại"' in none
    assert 'value="20/05/2024"' in past
    one.refresh_from_db()
    assert one.state == Asked.SENT


def test_resting_and_leaving_want_a_reason() -> None:
    hall = a_hall(a_province())
    to, keeper = f"{ROOM}/{hall.speaker.pk}", signed_in(hall.keeper)

    asked_again(keeper, f"{to}/nghi/", "Chưa ghi lý do.", reason="")
    asked_again(keeper, f"{to}/thoi/", "Chưa ghi lý do.", reason="")

    hall.speaker.refresh_from_db()
    assert hall.speaker.state == State.ACTIVE
