"""Ctrl K: prospects of one name are told apart."""

from __future__ import annotations

from html import unescape

import pytest

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.prospects.factories import LOADER
from thidua.prospects.actions import make_prospect
from thidua.prospects.drafts import ProspectDraft, SubjectDraft

pytestmark = pytest.mark.django_db
BRIDGES = "Đi đầu ba tháng về cầu nông thôn"
HOUSES = "Đi đầu hai tháng về nhà ở"
AT_LENGTH = " cho hộ nghèo, hộ cận nghèo và gia đình có công của cả xã"


def test_prospects_of_one_name_say_what_each_did() -> None:
    home = a_province().communes[0]
    for what in (HOUSES + AT_LENGTH, BRIDGES):
        draft = ProspectDraft(
            SubjectDraft(kind="unit", name="Xã Tân An", unit_id=home.pk), what
        )
        make_prospect(draft, home.pk, "office", actor=LOADER, at=MAY)

    answer = signed_in(an_actor(home)).get(
        "/tim/", {"q": "tan an"}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="palette-list"
    )

    found = unescape(answer.content.decode())
    assert f">{BRIDGES}<" in found
    assert f"{HOUSES} cho hộ nghèo" in found
    assert "…<" in found
    assert "gia đình có công" not in found
