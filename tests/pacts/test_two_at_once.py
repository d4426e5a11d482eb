"""Two people do it in the same moment, on two connections."""

from __future__ import annotations

import pytest

from tests.campaigns.factories import MAY
from tests.campaigns.test_two_at_once import at_once
from tests.organisations.factories import a_province
from tests.pacts.factories import Story, agree, fixed, sign
from thidua.kernel.errors import SayingNo, WrongMoment
from thidua.pacts import actions
from thidua.pacts.models import PactEdition, PactSignature
from thidua.pacts.states import State

pytestmark = pytest.mark.usefixtures("own_database")


def signed(story: Story, place: int) -> object:
    return actions.sign_pact(
        story.pact,
        story.parties[place],
        sha256=story.pact.standing().sha256,
        actor=story.heads[place],
        at=MAY,
    )


@pytest.mark.demand("000.5")
def test_two_heads_who_sign_at_once_both_count() -> None:
    story = fixed(a_province())

    outcomes = at_once(*(lambda place=place: signed(story, place) for place in (0, 1)))

    assert [type(one) for one in outcomes] == [PactSignature, PactSignature]
    assert story.fresh().state == State.IN_FORCE
    assert PactSignature.objects.count() == 2
    assert story.pact.standing().in_force_at == MAY


def test_the_same_head_on_two_screens_signs_once() -> None:
    story = fixed(a_province())

    outcomes = at_once(*(lambda: signed(story, 0) for _screen in range(2)))

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
    assert PactSignature.objects.count() == 1


def test_a_change_while_somebody_signs_leaves_nothing_half_signed() -> None:
    story = fixed(a_province())
    sign(story, 0)

    hand, _change = at_once(
        lambda: signed(story, 1),
        lambda: actions.propose_change(
            story.pact, reason="Sai tên đường", actor=story.officers[0], at=MAY
        ),
    )

    story.fresh()
    assert PactSignature.objects.count() in {1, 2}, "nobody who signed is lost"
    if isinstance(hand, PactSignature):
        # The signature came first: all had signed, so the pact held, and what was
        # opened then is a proposal; the pact still holds.
        assert story.pact.state == State.IN_FORCE
        assert story.pact.standing().signatures.count() == 2
    else:
        assert isinstance(hand, SayingNo)
        assert story.pact.state == State.TALKED
        assert story.pact.edition == 2
    assert PactEdition.objects.filter(number=2, fixed_at__isnull=True).count() == 1
    assert not PactSignature.objects.filter(edition__number=2).exists()


def test_two_who_fix_the_text_fix_it_once() -> None:
    from tests.pacts.factories import circulated

    story = circulated(a_province())
    agree(story)

    outcomes = at_once(
        *(
            lambda: actions.fix_edition(story.pact, actor=story.officers[0], at=MAY)
            for _screen in range(2)
        )
    )

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
    assert story.fresh().state == State.SIGNING
