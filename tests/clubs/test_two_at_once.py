"""Two people do it in the same moment, on two connections."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.campaigns.factories import MAY
from tests.campaigns.test_two_at_once import at_once
from tests.clubs.factories import AFTER, a_person, active, written
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.clubs import actions
from thidua.clubs.drafts import JoiningDraft
from thidua.clubs.models import ClubMember
from thidua.kernel.errors import RuleBroken, WrongMoment

pytestmark = pytest.mark.usefixtures("own_database")


def test_minutes_are_approved_once_and_taken_home_once() -> None:
    with transaction.atomic():
        life = active()
        meeting = written(life)

    outcomes = at_once(
        *(
            lambda: actions.approve_minutes(
                meeting, version=meeting.version, actor=life.chair, at=AFTER
            )
            for _ in range(2)
        )
    )

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
    assert Entry.objects.filter(verb="clubs.minutes.approved").count() == 1


def test_the_same_person_joins_once() -> None:
    with transaction.atomic():
        life = active()
    commune = life.story.reporting.province.communes[2]
    officers = [an_actor(commune), an_actor(commune)]

    outcomes = at_once(
        *(
            lambda officer=officer: actions.ask_to_join(
                life.club,
                JoiningDraft(a_person("Bà Tám", commune)),
                actor=officer,
                at=MAY,
            )
            for officer in officers
        )
    )

    assert sum(isinstance(one, RuleBroken) for one in outcomes) == 1
    assert ClubMember.objects.filter(name="Bà Tám").count() == 1
