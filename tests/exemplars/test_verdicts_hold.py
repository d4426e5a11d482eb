"""Random monthly reports: the verdict is monotonic, of no order, worked out alike."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.campaigns.factories import MAY
from tests.exemplars.factories import Story, month, praised
from tests.exemplars.test_assessing import sat
from tests.exemplars.test_learning import opened
from thidua.exemplars import actions
from thidua.exemplars.changing import changed_of
from thidua.exemplars.judging import WORDS, judged
from thidua.exemplars.models import Learning, PanelVerdict, Recognition

pytestmark = pytest.mark.django_db
BY = date(2025, 5, 20)
RANKS = list(WORDS.values())
percents = st.decimals(0, 100, places=1, allow_nan=False)
series = st.dictionaries(st.integers(1, 4), percents, min_size=1, max_size=4)
tolerances = st.sampled_from(["0", "5"])
few = settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told(story: Story, learning: Learning, values: Mapping[int, Decimal]) -> str:
    """What the rule says after these reports, sent in this order."""
    assert learning.unit is not None
    for number, value in values.items():
        report = story.reporting.send(learning.unit, month(number))
        story.reporting.tell(report, story.version, str(value))
    (found,) = judged(story.exemplar, [learning], BY)
    return found.outcome


def a_story(tolerance: str) -> tuple[Story, Learning]:
    """A commune that learns from one that stood at 60 percent."""
    story = praised({1: "60"}, rule={"tolerance": Decimal(tolerance)})
    return story, opened(story, story.reporting.province.communes[1])


@pytest.mark.demand("003.4")
@few
@given(values=series, tolerance=tolerances, step=percents, dice=st.randoms())
def test_a_better_report_never_gives_a_worse_verdict(
    values: dict[int, Decimal], tolerance: str, step: Decimal, dice: random.Random
) -> None:
    with undone():
        story, learning = a_story(tolerance)
        with undone():
            before = told(story, learning, values)
        at = dice.choice(sorted(values))
        after = told(story, learning, values | {at: values[at] + step})
        assert RANKS.index(after) >= RANKS.index(before)


@pytest.mark.demand("003.4")
@few
@given(values=series, tolerance=tolerances, dice=st.randoms())
def test_the_order_in_which_reports_came_does_not_matter(
    values: dict[int, Decimal], tolerance: str, dice: random.Random
) -> None:
    shuffled = list(values.items())
    dice.shuffle(shuffled)
    with undone():
        story, learning = a_story(tolerance)
        with undone():
            first = told(story, learning, dict(sorted(values.items())))
        assert told(story, learning, dict(shuffled)) == first


@pytest.mark.demand("003.4")
@few
@given(values=series, tolerance=tolerances)
def test_a_verdict_worked_out_again_from_the_history_is_the_one_kept(
    values: dict[int, Decimal], tolerance: str
) -> None:
    with undone():
        story, learning = a_story(tolerance)
        said = told(story, learning, values)
        panel = sat(story, learning, said, said)
        (again,) = judged(story.exemplar, [learning], panel.values_on)
        kept = PanelVerdict.objects.get()
        assert (again.outcome, again.kept()) == (kept.computed, kept.lines)
        if said != "not_yet":
            actions.recognise_learners(
                panel, [learning.pk], decided_on=BY, actor=story.head, at=MAY
            )
            assert changed_of(Recognition.objects.all()) == []
