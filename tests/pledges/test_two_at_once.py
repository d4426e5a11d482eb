"""Two people do it in the same moment, on two connections."""

from __future__ import annotations

import pytest

from tests.campaigns.factories import MAY
from tests.campaigns.test_two_at_once import at_once
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import a_draft, listed, running
from thidua.kernel.errors import Changed, WrongMoment
from thidua.pledges import actions
from thidua.pledges.models import Registration
from thidua.pledges.states import State

pytestmark = pytest.mark.usefixtures("own_database")


def test_two_officers_approve_the_same_list() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    made = listed(campaign, commune.pk, a_draft("Lê Thị Hai"), a_draft("Trần Văn Ba"))
    officers = [an_actor(commune), an_actor(commune)]

    outcomes = at_once(
        *(
            lambda actor=actor: actions.approve_registrations(made, actor=actor, at=MAY)
            for actor in officers
        )
    )

    assert sum(isinstance(one, Changed) for one in outcomes) == 1
    assert set(Registration.objects.values_list("state", flat=True)) == {"approved"}


def test_the_same_household_is_written_by_two_officers() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    officers = [an_actor(commune), an_actor(commune)]

    answers = at_once(
        *(
            lambda actor=actor: actions.register_others(
                campaign, commune.pk, [a_draft("Lê Thị Hai")], actor=actor, at=MAY
            )[0]
            for actor in officers
        )
    )

    kept = sorted(bool(getattr(one, "is_kept", None)) for one in answers)
    assert kept == [False, True]
    assert any("Đã có trong danh sách" in getattr(one, "reason", "") for one in answers)
    assert Registration.objects.count() == 1


def test_the_same_person_registers_on_two_phones() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    farmer = an_actor(commune, "reader")

    outcomes = at_once(
        *(
            lambda: actions.submit_registration(
                campaign, commune.pk, a_draft("Lê Thị Hai"), actor=farmer, at=MAY
            )
            for _phone in range(2)
        )
    )

    told = [one for one in outcomes if isinstance(one, WrongMoment)]
    assert len(told) == 1
    assert "đã có đăng ký" in str(told[0])
    assert Registration.objects.get().state == State.SUBMITTED
