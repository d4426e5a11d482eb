"""Whoever may bring figures in from a file finds where; nobody else is led there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from tests.doors import signed_in
from tests.indicators.factories import Office, an_office
from tests.organisations.factories import an_actor
from thidua.organisations.models import Mandate

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

BUTTON = re.compile(
    r'<a class="btn [^"]*" href="/nhap-tep/"[^>]*>Nhập từ tệp Excel</a>'
)
PAGES = ["/bao-cao/", "/bao-cao/cho-nhan/"]


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    """The fifth of May 2025."""
    settings.THIDUA_TODAY = "2025-05-05"


@pytest.fixture
def office() -> Office:
    """A province with an open form."""
    return an_office()


def acts(client: Client, typed: str) -> list[tuple[str, str]]:
    """What the box offers to do at once: addresses and labels."""
    page = client.get("/tim/", {"q": typed}).content.decode()
    _before, found, rest = page.partition(">Làm ngay</h")
    if not found:
        return []
    part = rest.partition("<h2")[0]
    return [
        (href, unescape(label))
        for href, label in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]*)</a>', part)
    ]


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_of_reports_lead_to_the_forms_one_may_bring_in(
    office: Office, address: str
) -> None:
    for unit in (office.commune, office.district, office.cast.province):
        client = signed_in(an_actor(unit))

        assert BUTTON.search(client.get(address).content.decode())

        begun = client.get("/nhap-tep/").content.decode()
        assert f"/nhap-tep/moi/so-lieu/{office.form.pk}-0-0/" in begun


@pytest.mark.parametrize("address", PAGES)
def test_a_reader_is_not_led_there(office: Office, address: str) -> None:
    reader = signed_in(an_actor(office.commune, Mandate.Role.READER))

    page = reader.get(address)

    assert page.status_code == 200
    assert "/nhap-tep/" not in page.content.decode()


@pytest.mark.parametrize("typed", ["nhap", "nhập", "nhập tệp", "tệp", "excel"])
def test_the_box_offers_it_first(office: Office, typed: str) -> None:
    officer = signed_in(an_actor(office.commune))
    reader = signed_in(an_actor(office.commune, Mandate.Role.READER))

    assert acts(officer, typed)[0] == ("/nhap-tep/", "Nhập số liệu từ tệp Excel")
    assert not any("Nhập số liệu" in label for _href, label in acts(reader, typed))
