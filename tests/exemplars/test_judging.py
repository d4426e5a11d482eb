"""Learners beside the frozen value, on the monthly figures that units report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import praised, selected
from tests.exemplars.test_learning import opened, page
from tests.organisations.factories import an_actor
from thidua.exemplars import actions
from thidua.exemplars.judging import judged
from thidua.exemplars.models import FrozenValue
from thidua.kernel.errors import Refused, WrongMoment

pytestmark = pytest.mark.django_db
MAY_31 = date(2025, 5, 31)


def test_the_value_is_frozen_on_the_day_of_the_praise_and_stays() -> None:
    story = praised({1: "86"})
    story.told(story.unit, {3: "94"})

    frozen = FrozenValue.objects.get(figure__exemplar=story.exemplar)
    assert frozen.value == Decimal(86)
    others = story.reporting.province.communes
    learner = story.learner(others[1])
    story.told(others[1], {4: "88"})

    (found,) = judged(story.exemplar, [learner], MAY_31)
    assert found.outcome == "surpassed"
    assert found.lines[0].ahead == 2


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("81.6", "not_yet"), ("81.7", "caught_up"), ("86", "caught_up")],
)
def test_within_five_percent_of_the_frozen_value_is_caught_up(
    value: str, outcome: str
) -> None:
    story = praised({1: "86"}, rule={"tolerance": Decimal(5)})
    other = story.reporting.province.communes[1]
    learner = story.learner(other)
    story.told(other, {4: value})

    (found,) = judged(story.exemplar, [learner], MAY_31)
    assert found.outcome == outcome


def test_who_has_reported_nothing_since_it_began_cannot_be_compared() -> None:
    story = praised({1: "86"})
    other = story.reporting.province.communes[1]
    learner = story.learner(other)

    (found,) = judged(story.exemplar, [learner], MAY_31)
    assert found.outcome == "unknown"


@pytest.mark.parametrize("began", [date(2025, 2, 28), date(2025, 2, 3)])
def test_who_stands_where_it_stood_has_not_surpassed(began: date) -> None:
    story = praised({1: "60"})
    other = story.reporting.province.communes[1]
    learner = story.learner(other)
    learner.starts_on = began
    learner.save()
    story.told(other, {2: "75"})

    (stood,) = judged(story.exemplar, [learner], MAY_31)
    here = f"/dien-hinh/{story.exemplar.pk}/hoc-tap/{learner.pk}/"
    screen = page(signed_in(an_actor(other)), here)
    story.told(other, {3: "74"})
    (moved,) = judged(story.exemplar, [learner], MAY_31)

    assert stood.outcome == "unknown"
    assert "chưa có số sau ngày bắt đầu" in screen
    assert moved.outcome == "surpassed"


def test_a_panel_is_not_preset_to_recognise_who_has_not_moved() -> None:
    story = praised({1: "60"})
    other = story.reporting.province.communes[1]
    learner = opened(story, other)
    learner.starts_on = date(2025, 2, 28)
    learner.save()
    story.told(other, {2: "75"})

    screen = page(signed_in(story.officer), f"/dien-hinh/{story.exemplar.pk}/binh-xet/")

    assert f'name="seen_{learner.pk}" value="{learner.version}:unknown"' in screen
    assert 'value="surpassed" selected' not in screen
    assert "chưa có số sau ngày bắt đầu" in screen


def test_without_a_rule_nobody_is_praised_and_it_says_who_sets_one() -> None:
    story = selected()
    with pytest.raises(WrongMoment, match="chưa có quy tắc so sánh"):
        actions.praise_exemplar(
            story.exemplar,
            kind="notice",
            words="Biểu dương",
            praised_on=MAY.date(),
            actor=story.head,
            at=MAY,
        )


def test_an_officer_does_not_praise_for_the_head() -> None:
    story = selected()
    with pytest.raises(Refused, match="Chỉ thủ trưởng"):
        actions.praise_exemplar(
            story.exemplar,
            kind="notice",
            words="Biểu dương",
            praised_on=MAY.date(),
            actor=story.officer,
            at=MAY,
        )
