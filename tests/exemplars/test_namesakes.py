"""Where units of one name stand among others, each says in whose area it lies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tests.campaigns.factories import MAY
from tests.clubs.factories import founded
from tests.doors import signed_in
from tests.exemplars.factories import Story, praised
from tests.exemplars.test_learning import publicised
from tests.organisations.factories import UnitFactory, an_actor
from thidua.clubs.models import ClubMember
from thidua.clubs.queries.choosing import exemplars_to_invite
from thidua.clubs.queries.reading import reading_of
from thidua.clubs.queries.words import shown_members
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.shown import subjects_listed
from thidua.organisations.models import Unit
from thidua.organisations.naming import in_sentence
from thidua.organisations.places import Places

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)
NORTH, SOUTH = "Xã An Thuận, huyện Cồn Bắc", "Xã An Thuận, huyện Cồn Nam"


def namesakes(story: Story) -> tuple[Unit, Unit]:
    """Two communes of one name, in two districts."""
    first, second = [
        UnitFactory.create(kind=Unit.Kind.COMMUNE, name="An Thuận", parent=district)
        for district in story.reporting.province.districts
    ]
    return first, second


def learning(story: Story, *units: Unit) -> list[Learning]:
    """They learn, each under the name that its unit bears."""
    found = [story.learner(unit) for unit in units]
    for one in found:
        one.call("Xã An Thuận")
        one.save()
    return found


def of_learners(story: Story) -> list[str]:
    """The pages that name learners beside others."""
    one = f"/dien-hinh/{story.exemplar.pk}"
    campaign = f"/phong-trao/{story.campaign.pk}/dien-hinh"
    return [
        f"{one}/hoc-tap/",
        f"{one}/tham-quan/",
        f"{one}/binh-xet/?den-ngay=30/04/2025",
        f"{one}/",
        f"{campaign}/ai-hoc-cua-ai/",
    ]


def test_learners_of_one_name_say_their_district_wherever_they_are_listed() -> None:
    story = publicised(praised())
    story.exemplar.learners.all().delete()
    learning(story, *namesakes(story))
    office = signed_in(story.officer)

    for path in of_learners(story):
        answer = office.get(path)
        text = answer.content.decode()
        assert answer.status_code == 200, path
        assert escape(NORTH) in text, path
        assert escape(SOUTH) in text, path


def test_who_is_alone_of_a_name_is_listed_without_more_questions() -> None:
    story = praised()
    first, second = namesakes(story)
    some = learning(story, first, second)

    with CaptureQueriesContext(connection) as alone:
        names = subjects_listed(some[:1], DAY)
    with CaptureQueriesContext(connection) as together:
        both = subjects_listed(some, DAY)

    assert names == {some[0].pk: "Xã An Thuận"}
    assert set(both.values()) == {NORTH, SOUTH}
    assert (len(alone), len(together)) == (0, 1)


def test_places_tell_hamlets_of_namesakes_apart_with_one_question_more() -> None:
    first, second = namesakes(praised())
    hamlets = [
        UnitFactory.create(kind=Unit.Kind.HAMLET, name="1", parent=parent)
        for parent in (first, second)
    ]
    numbers = [one.pk for one in hamlets]

    with CaptureQueriesContext(connection) as one_alone:
        alone = Places(DAY, numbers[:1]).called(numbers[0])
    both = Places(DAY, numbers)
    with CaptureQueriesContext(connection) as together:
        called = {both.called(one) for one in numbers}

    assert alone == "Ấp 1, xã An Thuận"
    assert called == {
        "Ấp 1, xã An Thuận, huyện Cồn Bắc",
        "Ấp 1, xã An Thuận, huyện Cồn Nam",
    }
    assert {both.listed(one) for one in numbers} == called
    assert Places(DAY, numbers[:1]).listed(numbers[0]) == "Ấp 1"
    assert len(together) == len(one_alone) + 1


def test_a_place_that_a_name_ends_with_is_not_said_twice() -> None:
    story = praised()
    province = story.reporting.province.province
    whole = in_sentence(Places(DAY).name(province.pk))
    names = [f"Sở Công Thương {whole}", "Sở Nội vụ"]
    bodies = [
        UnitFactory.create(
            kind=Unit.Kind.DEPARTMENT, full_name=name, name=name, parent=province
        )
        for name in names
    ]

    called = [Places(DAY).called(body.pk) for body in bodies]

    assert called == [names[0], f"Sở Nội vụ, {whole}"]


def registered(story: Story, unit: Unit, **given: Any) -> Exemplar:
    """One more of the campaign that is honoured."""
    one = Exemplar.objects.get(pk=story.exemplar.pk)
    one.pk, one._state.adding = None, True
    one.unit, one.home = unit, unit
    one.call("Xã An Thuận")
    for name, value in given.items():
        setattr(one, name, value)
    one.save()
    return one


def test_exemplars_of_one_name_are_told_apart_in_a_select() -> None:
    life = founded()
    story = life.story
    made = [registered(story, unit) for unit in namesakes(story)]

    offered = dict(exemplars_to_invite(life.club, life.office, DAY))

    said = [offered[str(one.pk)] for one in made]
    assert [NORTH in said[0], SOUTH in said[1]] == [True, True]


def test_who_is_not_named_in_a_club_says_in_which_district_of_the_name() -> None:
    life = founded()
    homes = namesakes(life.story)
    members = [
        ClubMember(
            club=life.club,
            kind="household",
            home=home,
            state="member",
            way="request",
            asked_at=MAY,
            asked_by="Người Thử",
        )
        for home in homes
    ]
    for number, one in enumerate(members):
        one.pk = -number - 1
    outsider = an_actor(life.story.reporting.province.communes[3])
    of = reading_of(life.club, outsider, DAY)

    shown = shown_members(of, members)

    assert {one.name for one in shown.values()} == {
        "Một hộ ở xã An Thuận, huyện Cồn Bắc",
        "Một hộ ở xã An Thuận, huyện Cồn Nam",
    }


def test_a_register_that_was_filtered_costs_one_question_more_for_namesakes() -> None:
    story = praised()
    made = [registered(story, unit) for unit in namesakes(story)]
    office = signed_in(story.officer)
    path = f"/phong-trao/{story.campaign.pk}/dien-hinh/"
    office.get(path)

    with CaptureQueriesContext(connection) as alike:
        text = office.get(path).content.decode()
    Exemplar.objects.filter(pk=made[0].pk).update(name="Xã Khác")
    with CaptureQueriesContext(connection) as unlike:
        office.get(path)

    assert escape(NORTH) in text
    assert escape(SOUTH) in text
    assert len(alike) <= len(unlike) + 1
