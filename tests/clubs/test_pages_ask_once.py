"""A page of a club asks for the names of its units together, however many there are."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.clubs.factories import (
    BEFORE,
    FOUNDED_ON,
    Life,
    a_person,
    begun,
    founded,
    planned,
    written,
)
from tests.demonstration.walking import shape_of
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from tests.speakers.factories import active as a_speaker
from thidua.campaigns.models import Campaign
from thidua.clubs import actions
from thidua.clubs.drafts import JoiningDraft
from thidua.clubs.models import Role
from thidua.exemplars.drafts import SubjectDraft

pytestmark = pytest.mark.django_db
AGAIN = 3  # the same question for a unit, its parent, its successor: no more
WELL_PAST = date(2027, 2, 20)


def a_life(size: int) -> Life:
    """A club with so many hamlets, people and learners; a vice chair, a speaker."""
    life = founded()
    place = life.story.reporting.province
    for number in range(size):
        unit = place.hamlets[number]
        subject = SubjectDraft(
            "unit", f"Ấp {number}", unit.pk, "water", unit_id=unit.pk
        )
        person = a_person(f"Bà Sáu {number}", place.communes[1])
        for one in (subject, person):
            joins = JoiningDraft(one)
            member = actions.enrol_founder(
                life.club, joins, actor=life.office, at=BEFORE
            )
        life.story.learner(unit)
    begun(life)
    given: dict[str, Any] = {"starts_on": FOUNDED_ON, "due_on": WELL_PAST}
    given |= {"actor": life.office, "at": BEFORE}
    actions.choose_board(life.club, member, Role.VICE, **given)
    a_speaker(life.story.officer, exemplar_id=life.story.exemplar.pk)
    return life


def its_pages(life: Life, size: int) -> list[str]:
    """Every page of the club, with a meeting that was held and one that is called."""
    guests = [f"Khách {number}" for number in range(size)]
    units = [one.pk for one in life.story.reporting.province.communes[2 : 2 + size]]
    held = written(life, planned(life, guests=guests, guest_units=units))
    ahead = planned(life, date(2025, 5, 25), guests=guests, guest_units=units)
    to = f"/cau-lac-bo/{life.club.pk}"
    there = [f"{to}/buoi/{one.pk}/" for one in (held, ahead)]
    emulating = opened(life.story.campaign)
    own = [f"{to}/", f"{to}/hoi-vien/", f"{to}/buoi/"]
    return [*own, *there, f"{there[0]}bien-ban/", emulating, "/cau-lac-bo/"]


def opened(campaign: Campaign) -> str:
    """The tab of the campaign in which units choose whom to emulate."""
    to = f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/"
    said = {"words": "Mỗi nơi một.", "choose_by": "30/06/2025"}
    signed_in(an_actor(campaign.office)).post(f"{to}mo/", said)
    return to


def asked_by(client: Client, path: str) -> Counter[str]:
    """The questions of a page, apart from their values."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return Counter(shape_of(one["sql"]) for one in asked.captured_queries)


@pytest.mark.parametrize("reader", ["office", "commune"])
def test_a_page_of_a_club_asks_as_much_for_many_as_for_few(reader: str) -> None:
    asked = {}
    for size in (1, 3):
        life = a_life(size)
        place = life.story.reporting.province
        who = life.office if reader == "office" else an_actor(place.communes[4])
        client, pages = signed_in(who), its_pages(life, size)
        if reader == "commune":
            pages = [one for one in pages if not one.endswith("/bien-ban/")]
        asked[size] = [asked_by(client, path) for path in pages]

    for few, many, path in zip(asked[1], asked[3], pages, strict=True):
        assert many.total() == few.total(), (path, many - few, few - many)
        again = {question[:160]: n for question, n in many.items() if n > AGAIN}
        assert again == {}, path
