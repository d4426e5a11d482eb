"""Two people do it in the same moment, on two connections."""

from __future__ import annotations

from datetime import date

import pytest

from tests.campaigns.factories import MAY
from tests.campaigns.test_two_at_once import at_once
from tests.exemplars.factories import selected
from tests.exemplars.test_building import ruled
from tests.organisations.factories import an_actor
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.models import Praise
from thidua.kernel.errors import WrongMoment
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.usefixtures("own_database")


def test_two_heads_at_once_praise_once() -> None:
    story = ruled(selected())
    heads = [story.head, an_actor(story.unit, Mandate.Role.HEAD)]

    outcomes = at_once(
        *(
            lambda head=head: actions.praise_exemplar(
                story.exemplar,
                kind="notice",
                words="Biểu dương.",
                praised_on=date(2025, 5, 20),
                is_drawn_up=True,
                actor=head,
                at=MAY,
            )
            for head in heads
        )
    )

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
    assert Praise.objects.count() == 1
    assert Document.objects.count() == 1
