"""Two units ask for the same day in the same moment, on two connections."""

from __future__ import annotations

import pytest

from tests.campaigns.test_two_at_once import at_once
from tests.organisations.factories import a_province, an_actor
from tests.speakers.factories import a_hall, invited
from thidua.kernel.errors import RuleBroken
from thidua.speakers.models import Invitation

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.mark.demand("000.10")
def test_of_two_units_at_once_one_gets_the_day_and_the_other_is_told() -> None:
    hall = a_hall(a_province())
    inviters = [hall.inviter, an_actor(hall.units[2])]

    outcomes = at_once(
        *(lambda one=one: invited(hall.speaker, one) for one in inviters)
    )

    assert sum(isinstance(one, Invitation) for one in outcomes) == 1
    refused = [one for one in outcomes if isinstance(one, RuleBroken)]
    assert len(refused) == 1
    assert "đã có nơi mời" in str(refused[0])
    assert Invitation.objects.count() == 1
