"""Of people an outsider sees what they consented to, field by field, and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.campaigns.factories import MAY
from tests.exemplars.factories import registered
from tests.exemplars.test_telling import a_household as farming
from thidua.exemplars.models import Consent, Exemplar
from thidua.exemplars.press import script_of, text_of
from thidua.exemplars.shown import Shown, named, shown_to
from thidua.kernel.clock import today

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


def a_household() -> Exemplar:
    exemplar = registered().exemplar
    exemplar.kind, exemplar.unit = "household", None
    exemplar.call("Nguyễn Văn Bé")
    exemplar.title, exemplar.place = "Hộ Nguyễn Văn Bé trữ nước", "Ấp 4"
    exemplar.story, exemplar.summary = "Sáu cái lu đầy nước.", "Sáu cái lu."
    exemplar.save()
    return exemplar


def allow(exemplar: Exemplar, **what: Any) -> None:
    Consent.objects.create(
        exemplar=exemplar,
        how="self",
        given_on=DAY,
        recorded_at=MAY,
        recorded_by="Bé",
        **what,
    )


def outside(exemplar: Exemplar) -> Shown:
    return shown_to(exemplar, is_inside=False, day=DAY)


def test_without_consent_it_is_a_household_of_a_commune() -> None:
    exemplar = a_household()

    seen, inside = outside(exemplar), shown_to(exemplar, is_inside=True, day=DAY)

    assert seen.name == "một hộ ở xã Tân An"
    assert seen.title == seen.name
    assert (seen.place, seen.story, seen.summary, seen.contact) == ("", "", "", "")
    assert inside.name == "Nguyễn Văn Bé"
    assert inside.story == "Sáu cái lu đầy nước."


def test_the_last_word_counts_field_by_field() -> None:
    exemplar = a_household()
    allow(exemplar, shows_name=True, shows_contact=True, contact="0909 000 000")

    seen = outside(exemplar)
    found = named(Exemplar.objects.all())

    assert (seen.name, seen.contact) == ("Nguyễn Văn Bé", "0909 000 000")
    assert (seen.title, seen.story) == ("Hộ Nguyễn Văn Bé trữ nước", "")
    assert list(found) == [exemplar]

    allow(exemplar)

    assert outside(exemplar).name == "một hộ ở xã Tân An"
    assert not named(Exemplar.objects.all()).exists()


def test_a_unit_is_shown_whole_but_for_whom_to_ring() -> None:
    exemplar = registered().exemplar
    exemplar.story = "Cả xã cùng làm."

    seen = outside(exemplar)

    assert (seen.name, seen.story, seen.contact) == ("Xã Thử", "Cả xã cùng làm.", "")


def test_what_a_household_registered_stays_its_own_without_consent() -> None:
    story, _farmer = farming()
    one = story.exemplar
    one.story = ""
    one.save()

    shown = shown_to(one, is_inside=False)
    said = text_of(one, shown, today()) + " ".join(script_of(one, shown, today()))

    assert "Góp xoay vòng" not in said
    assert "Biểu dương cả xã" not in said
    assert "ngày biểu dương 86" in said.replace("\xa0", " ")
