"""Two people do it in the same moment, on two connections."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.campaigns.factories import MAY
from tests.campaigns.test_two_at_once import at_once
from tests.exemplars.test_assessing import ready, sat
from tests.organisations.factories import an_actor
from thidua.exemplars import actions
from thidua.exemplars.models import Panel, PanelVerdict, Recognition
from thidua.exemplars.states import Learner
from thidua.kernel.errors import SayingNo, WrongMoment

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.mark.demand("003.4")
def test_of_two_panels_at_once_the_second_is_told() -> None:
    with transaction.atomic():
        story, learning = ready()

    outcomes = at_once(
        lambda: sat(story, learning, "surpassed", "surpassed"),
        lambda: sat(story, learning, "caught_up", "surpassed"),
    )

    assert sum(isinstance(one, Panel) for one in outcomes) == 1
    (told,) = [one for one in outcomes if isinstance(one, WrongMoment)]
    assert "đã được hội đồng khác bình xét" in str(told)
    assert PanelVerdict.objects.count() == 1


def test_who_stops_while_a_panel_sits_is_either_assessed_or_gone() -> None:
    with transaction.atomic():
        story, learning = ready()
    own = an_actor(learning.home)

    sat_, stopped = at_once(
        lambda: sat(story, learning, "surpassed", "surpassed"),
        lambda: actions.stop_learning(
            learning, reason="Thôi", version=1, actor=own, at=MAY
        ),
    )

    learning.refresh_from_db()
    if isinstance(sat_, Panel):
        assert isinstance(stopped, SayingNo)
        assert learning.state == Learner.ASSESSED
    else:
        assert isinstance(sat_, WrongMoment)
        assert learning.state == Learner.STOPPED


def test_two_who_recognise_at_once_recognise_once() -> None:
    with transaction.atomic():
        story, learning = ready()
    panel = sat(story, learning, "surpassed", "surpassed")

    outcomes = at_once(
        *(
            lambda: actions.recognise_learners(
                Panel.objects.select_related("exemplar").get(pk=panel.pk),
                [learning.pk],
                decided_on=MAY.date(),
                actor=story.head,
                at=MAY,
            )
            for _screen in range(2)
        )
    )

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
    assert Recognition.objects.count() == 1
