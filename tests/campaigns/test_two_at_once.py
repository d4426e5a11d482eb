"""Two people do it in the same moment, on two connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from django.db import connections

from tests.campaigns.effect_doors import (
    a_past_campaign,
    an_expense,
    signature_of,
    the_phase,
)
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import the_cast
from tests.organisations.factories import a_province, an_actor
from tests.running.cluster import Database
from thidua.campaigns import actions
from thidua.campaigns.drafts import AssessmentWords, ExpenseDraft
from thidua.campaigns.models import (
    Assessment,
    AudienceMember,
    Campaign,
    Expense,
    Target,
    TargetRound,
)
from thidua.campaigns.states import State
from thidua.kernel.errors import Changed, SayingNo, WrongMoment
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.usefixtures("own_database")
HEAD = Mandate.Role.HEAD


def at_once(*doings: Callable[[], object]) -> list[object]:
    """Run each on a connection of its own; answer what came of it, in order."""
    outcomes: list[object] = [None] * len(doings)
    start = threading.Barrier(len(doings))

    def run(place: int, doing: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            outcomes[place] = doing()
        except SayingNo as no:
            outcomes[place] = no
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(place, doing))
        for place, doing in enumerate(doings)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_a_figure_is_accepted_while_it_is_revised(own_database: Database) -> None:
    del own_database
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    child = given_to(a_target(campaign), place.districts[0], 200)
    taker, giver = an_actor(place.districts[0]), an_actor(place.department)

    accepted, revised = at_once(
        lambda: actions.accept_target(child, revision=1, actor=taker, at=MAY),
        lambda: actions.revise_target(
            child, Decimal(180), reason="Thêm vốn", revision=1, actor=giver, at=MAY
        ),
    )

    refusals = [one for one in (accepted, revised) if isinstance(one, Changed)]
    assert len(refusals) == 1
    standing = Target.objects.get(pk=child.pk)
    seen = (standing.state, standing.value)
    assert seen in {("accepted", Decimal(200)), ("proposed", Decimal(180))}
    assert TargetRound.objects.filter(target=child).count() == 1


def test_a_campaign_is_launched_twice_and_once(own_database: Database) -> None:
    del own_database
    campaign = a_target(a_campaign()).campaign
    one, other = an_actor(campaign.office), an_actor(campaign.launcher)

    outcomes = at_once(
        lambda: actions.launch_campaign(
            campaign, reason="Làm điểm trước", actor=one, at=MAY
        ),
        lambda: actions.launch_campaign(
            campaign, reason="Làm điểm trước", actor=other, at=MAY
        ),
    )

    assert sum(isinstance(said, WrongMoment) for said in outcomes) == 1
    assert Campaign.objects.get(pk=campaign.pk).state == State.LAUNCHED
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    assert members.count() == members.values("unit").distinct().count() == 20


def test_an_assessment_is_signed_twice_and_once(own_database: Database) -> None:
    del own_database
    quarter = the_phase(a_past_campaign(the_cast()))
    campaign = quarter.campaign
    words = AssessmentWords("Làm được phần lớn")
    officer = an_actor(campaign.office)
    actions.save_assessment_draft(quarter, words, version=0, actor=officer, at=MAY)
    heads = [an_actor(unit, HEAD) for unit in (campaign.office, campaign.launcher)]
    seen = signature_of(quarter)["seen"]

    outcomes = at_once(
        *(
            partial(
                actions.sign_off_assessment,
                quarter,
                version=1,
                number=0,
                seen=seen,
                actor=head,
                at=MAY,
            )
            for head in heads
        )
    )

    assert sum(isinstance(said, Changed) for said in outcomes) == 1
    assert Assessment.objects.get().number == 1


def test_an_expense_is_corrected_twice_and_once(own_database: Database) -> None:
    del own_database
    expense = an_expense(the_cast())
    drafts = [
        ExpenseDraft(Decimal(n), expense.spent_on, "fund", "In tờ rơi")
        for n in (11_000_000, 9_000_000)
    ]
    actor = an_actor(expense.unit)

    outcomes = at_once(
        *(
            partial(
                actions.correct_expense,
                expense,
                draft,
                reason="Cộng nhầm",
                actor=actor,
                at=MAY,
            )
            for draft in drafts
        )
    )

    assert sum(isinstance(said, Changed) for said in outcomes) == 1
    assert Expense.objects.standing().count() == 1
