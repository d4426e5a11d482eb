"""A demonstration invites to sign in; an office does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse_lazy
from pytest_django import Settings

from tests.organisations.factories import UserFactory
from thidua.kernel.ui.preferences import LANGUAGE
from thidua.organisations import trying
from thidua.organisations.trying import Trial

pytestmark = pytest.mark.django_db
PASSWORD = "made-up-2025"
SIGN_IN = reverse_lazy("organisations:sign-in")


def two() -> Sequence[Trial]:
    return [
        Trial("xa", PASSWORD, "Nhập báo cáo", "Enter a report"),
        Trial("khong-co", PASSWORD, "Chẳng có ai", "Nobody at all"),
    ]


@pytest.fixture
def demonstration(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(trying, "_offered", [two])
    settings.THIDUA_TODAY = "2025-05-20"
    UserFactory.create(username="xa", signed_in_with=PASSWORD)


@pytest.mark.usefixtures("demonstration")
def test_the_page_offers_who_stands_there_and_a_press_signs_in() -> None:
    client = Client()
    page = client.get(SIGN_IN).content.decode()

    assert "Nhập báo cáo" in page
    assert "Chẳng có ai" not in page
    hidden = re.findall(r'type="hidden" name="(username|password)" value="(.*?)"', page)
    assert dict(hidden) == {"username": "xa", "password": PASSWORD}
    assert client.post(SIGN_IN, dict(hidden)).status_code == 302
    assert client.session["_auth_user_id"]


@pytest.mark.usefixtures("demonstration")
def test_what_there_is_to_see_is_told_in_the_readers_language() -> None:
    client = Client()
    client.cookies[LANGUAGE.cookie] = "en"

    assert "Enter a report" in client.get(SIGN_IN).content.decode()


@pytest.mark.usefixtures("demonstration")
def test_an_office_on_its_real_day_offers_nobody(
    settings: Settings,
) -> None:
    settings.THIDUA_TODAY = ""

    page = Client().get(SIGN_IN).content.decode()

    assert "Nhập báo cáo" not in page
    assert PASSWORD not in page
