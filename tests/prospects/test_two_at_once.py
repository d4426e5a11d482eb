"""Two officers do it in the same moment, on two connections."""

from __future__ import annotations

import pytest

from tests.campaigns.factories import MAY
from tests.campaigns.test_two_at_once import at_once
from tests.organisations.factories import a_province, an_actor
from tests.prospects.factories import WHAT, a_tip
from thidua.kernel.errors import WrongMoment
from thidua.prospects import actions
from thidua.prospects.drafts import ProspectDraft, SubjectDraft
from thidua.prospects.models import Prospect

pytestmark = pytest.mark.usefixtures("own_database")


def test_two_officers_take_up_the_same_tip() -> None:
    place = a_province()
    commune = place.communes[0]
    tip = a_tip(commune)
    draft = ProspectDraft(SubjectDraft("person", tip.name), WHAT)
    officers = [an_actor(commune), an_actor(commune)]

    outcomes = at_once(
        *(
            lambda actor=actor: actions.take_up_tip(tip, draft, actor=actor, at=MAY)
            for actor in officers
        )
    )

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
    assert Prospect.objects.count() == 1


def test_one_answers_while_the_other_joins_it() -> None:
    place = a_province()
    commune = place.communes[0]
    kept, double = a_tip(commune), a_tip(commune, "Nguyen Van An")
    one, other = an_actor(commune), an_actor(commune)

    outcomes = at_once(
        lambda: actions.answer_tip(double, "Cảm ơn", actor=one, at=MAY),
        lambda: actions.join_tip(double, kept, actor=other, at=MAY),
    )

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
