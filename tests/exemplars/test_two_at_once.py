"""Two people do it in the same moment, on two connections."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from tests.campaigns.factories import MAY
from tests.campaigns.test_two_at_once import at_once
from tests.exemplars.factories import selected
from tests.exemplars.test_building import ruled
from tests.exemplars.test_minutes import voted
from tests.organisations.factories import an_actor
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.drafts import MeetingDraft
from thidua.exemplars.models import Praise
from thidua.kernel.errors import Changed, WrongMoment
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


def test_while_the_head_praises_nobody_writes_the_minutes_anew() -> None:
    with transaction.atomic():
        story, met = voted()
    ruled(story)

    outcomes = at_once(
        lambda: actions.praise_exemplar(
            story.exemplar,
            kind="notice",
            words="Biểu dương.",
            praised_on=date(2025, 5, 20),
            actor=story.head,
            at=MAY,
        ),
        lambda: actions.rewrite_minutes(
            met,
            MeetingDraft(
                date(2025, 5, 15), "Bảy", 20, "Đếm lại.", [(story.exemplar.pk, 5)]
            ),
            reason="Đếm nhầm",
            version=1,
            actor=story.officer,
            at=MAY,
        ),
    )

    assert sum(isinstance(one, WrongMoment) for one in outcomes) == 1
    met.refresh_from_db()
    assert Praise.objects.exists() == (met.version == 1)


def test_two_officers_at_once_write_the_minutes_anew_once() -> None:
    with transaction.atomic():
        story, met = voted()
    officers = [story.officer, an_actor(story.unit)]

    outcomes = at_once(
        *(
            lambda hands=hands, officer=officer: actions.rewrite_minutes(
                met,
                MeetingDraft(
                    date(2025, 5, 15),
                    "Bảy",
                    20,
                    "Đếm lại.",
                    [(story.exemplar.pk, hands)],
                    frozenset({story.exemplar.pk}),
                ),
                reason="Đếm nhầm",
                version=1,
                actor=officer,
                at=MAY,
            )
            for hands, officer in zip((16, 17), officers, strict=True)
        )
    )

    assert sum(isinstance(one, Changed) for one in outcomes) == 1
    met.refresh_from_db()
    assert met.version == 2
    assert met.before.count() == 1
