"""The demonstration's own day: shown to everybody, moved by an administrator alone."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from tests.organisations.factories import a_province, an_actor
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
MARK = "ngày của bản minh họa"


@pytest.fixture
def demonstration(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def somebody(role: str) -> Client:
    actor = an_actor(a_province().province, role)
    assert actor.user
    client = Client()
    client.force_login(actor.user)
    return client


def masthead(client: Client) -> str:
    return client.get("/he-thong/thanh-phan/").content.decode()


@pytest.mark.usefixtures("demonstration")
def test_an_administrator_moves_the_day_for_everybody() -> None:
    administrator = somebody(Mandate.Role.ADMINISTRATOR)
    assert "Thứ Ba, 20/05/2025" in masthead(administrator)

    answer = administrator.post("/he-thong/doi-ngay/", {"day": "20/05/2026"})

    assert answer.status_code == 302
    page = masthead(administrator)
    assert "Thứ Tư, 20/05/2026" in page
    assert MARK in page


@pytest.mark.usefixtures("demonstration")
def test_what_is_no_day_is_refused_with_a_remedy() -> None:
    administrator = somebody(Mandate.Role.ADMINISTRATOR)

    answer = administrator.post("/he-thong/doi-ngay/", {"day": "31/11/2025"})

    assert answer.status_code == 422
    assert "Ghi ngày theo mẫu 20/05/2025." in answer.content.decode()


@pytest.mark.usefixtures("demonstration")
def test_an_officer_sees_the_day_but_no_way_to_move_it() -> None:
    officer = somebody(Mandate.Role.OFFICER)

    page = masthead(officer)

    assert MARK in page
    assert "Chuyển sang ngày" not in page
    assert officer.post("/he-thong/doi-ngay/", {"day": "20/05/2026"}).status_code == 403


def test_a_real_office_lives_on_the_real_day(settings: Settings) -> None:
    settings.THIDUA_TODAY = ""
    administrator = somebody(Mandate.Role.ADMINISTRATOR)

    assert MARK not in masthead(administrator)
    answer = administrator.post("/he-thong/doi-ngay/", {"day": "20/05/2026"})
    assert answer.status_code == 403
