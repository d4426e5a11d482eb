"""The small cast is as it says, so that every other test may lean on it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.organisations.factories import a_province, an_actor, tree
from thidua.organisations.models import Mandate, Unit

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


def test_the_small_province_stands_in_the_state_tree() -> None:
    cast = a_province()

    below = Unit.objects.below(cast.province, tree(), DAY)
    communes = Unit.objects.below(cast.districts[1], tree(), DAY).filter(
        kind=Unit.Kind.COMMUNE
    )

    assert below.count() == 1 + 2 + 6 + 12
    assert set(communes) == set(cast.communes_of(cast.districts[1]))
    assert cast.communes[0].names.get().full_name == "Xã Tân An"


def test_an_actor_acts_for_the_unit_alone() -> None:
    cast = a_province()
    actor = an_actor(cast.communes[0], Mandate.Role.HEAD)

    assert actor.writes_for(cast.communes[0])
    assert not actor.writes_for(cast.communes[1])
    assert actor.office == "thủ trưởng, Xã Tân An"
