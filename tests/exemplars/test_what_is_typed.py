"""What a person tells month by month means what a unit's reports mean."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.campaigns.factories import MAY, an_indicator
from tests.doors import signed_in
from tests.exemplars.factories import Story, month, selected
from tests.exemplars.test_bars import said
from tests.exemplars.test_building import PRAISED, text
from tests.exemplars.test_verdicts_hold import few, undone
from thidua.exemplars import actions
from thidua.exemplars.corrected import bars_touched, corrected_of
from thidua.exemplars.judging import judged
from thidua.exemplars.models import (
    Exemplar,
    FrozenBefore,
    FrozenValue,
    LearnedValue,
    Learning,
    TypedValue,
)
from thidua.exemplars.values import of_exemplar, of_learners
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4")]
BY = date(2025, 5, 20)
kilometres = st.decimals(0, 500, places=1, allow_nan=False)
series = st.dictionaries(st.integers(1, 4), kilometres, min_size=1, max_size=4)
rhythms = st.sampled_from([("flow", "sum"), ("stock", "last")])


def by_own_word(
    nature: str = "flow", over_time: str = "sum", *, window: int = 12
) -> Story:
    """An exemplar that types its one indicator, chosen, with a rule."""
    story = selected()
    story.version = an_indicator(
        story.reporting.province.department, nature=nature, over_time=over_time
    )
    story.exemplar.figures.update(version=story.version, source="typed")
    Exemplar.objects.filter(pk=story.exemplar.pk).update(kind="household", unit=None)
    actions.set_rule(
        story.campaign,
        tolerance=Decimal(0),
        better_wanted=1,
        window=window,
        actor=story.office,
        at=MAY,
    )
    story.fresh()
    return story


def typed(story: Story, months: Mapping[int, Decimal | str]) -> None:
    for number, value in months.items():
        TypedValue.objects.create(
            figure=story.exemplar.figures.get(),
            period_id=month(number).id,
            value=Decimal(value),
            told_at=MAY,
            told_by="Người Thử",
        )


def household(story: Story, unit: Unit) -> Learning:
    """One that learns since January, below a commune."""
    learning = story.learner(unit)
    Learning.objects.filter(pk=learning.pk).update(kind="household", unit=None)
    learning.refresh_from_db()
    return learning


def tells(
    story: Story, learning: Learning, months: Mapping[int, Decimal | str]
) -> None:
    for number, value in months.items():
        LearnedValue.objects.create(
            learning=learning,
            figure=story.exemplar.figures.get(),
            period_id=month(number).id,
            value=Decimal(value),
            told_at=MAY,
            told_by="Người Thử",
        )


def outcome(story: Story, learning: Learning) -> str:
    (found,) = judged(story.exemplar, [learning], BY)
    return found.outcome


def reports(
    story: Story, unit: Unit, version: IndicatorVersion, months: Mapping[int, Decimal]
) -> None:
    for number, value in months.items():
        report = story.reporting.send(unit, month(number))
        story.reporting.tell(report, version, str(value))


@few
@given(values=series, rhythm=rhythms, window=st.integers(1, 12), dice=st.randoms())
def test_the_same_months_told_or_reported_are_the_same_value(
    values: dict[int, Decimal],
    rhythm: tuple[str, str],
    window: int,
    dice: random.Random,
) -> None:
    with undone():
        story = by_own_word(*rhythm)
        unit = story.reporting.province.communes[1]
        learns = household(story, unit)
        reporter = story.learner(story.reporting.province.communes[2])
        shuffled = list(values.items())
        dice.shuffle(shuffled)
        tells(story, learns, dict(shuffled))
        typed(story, dict(shuffled))
        assert reporter.unit is not None
        reports(story, reporter.unit, story.version, values)
        figures = list(story.exemplar.figures.select_related("version"))
        (figure,) = figures

        known = of_learners(
            [learns, reporter], figures, story.campaign, BY, window, with_course=True
        )
        own = of_exemplar(figures, story.campaign, None, BY, window)
        there = known.get((reporter.pk, figure.pk))
        here = known.get((learns.pk, figure.pk))
        if rhythm[0] == "flow" or there is not None:
            same = (there.value, there.period_id) if there else None
            assert (here and (here.value, here.period_id)) == same
            mine = own.get(figure.pk)
            assert (mine and (mine.value, mine.period_id)) == same
        if rhythm[0] == "flow":
            assert (here and here.course) == (there and there.course)


@few
@given(values=series, step=kilometres, dice=st.randoms())
def test_a_better_month_told_never_gives_a_worse_verdict(
    values: dict[int, Decimal], step: Decimal, dice: random.Random
) -> None:
    ranks = ["unknown", "not_yet", "caught_up", "surpassed"]
    with undone():
        story = by_own_word()
        typed(story, {1: "100", 2: "150"})
        praise(story)
        learning = household(story, story.reporting.province.communes[1])
        with undone():
            tells(story, learning, values)
            before = outcome(story, learning)
        at = dice.choice(sorted(values))
        tells(story, learning, values | {at: values[at] + step})
        assert ranks.index(outcome(story, learning)) >= ranks.index(before)


def praise(story: Story) -> None:
    actions.praise_exemplar(
        story.exemplar,
        kind="notice",
        words="Biểu dương.",
        praised_on=BY,
        actor=story.head,
        at=MAY,
    )
    story.fresh()


def test_what_flows_is_frozen_as_a_sum_and_the_form_asks_for_the_month() -> None:
    story = by_own_word()
    typed(story, {2: "3", 3: "4", 4: "5"})
    path = f"/dien-hinh/{story.exemplar.pk}"

    asked = text(signed_in(story.head).get(f"{path}/bieu-duong/"))
    signed_in(story.head).post(f"{path}/bieu-duong/", PRAISED)
    form = text(signed_in(story.officer).get(f"{path}/danh-gia/{month(5).id}/"))
    frozen = FrozenValue.objects.get()

    assert "<b>12 km</b>" in asked.replace("\xa0", " ")
    assert (frozen.value, frozen.since) == (Decimal(12), date(2024, 6, 1))
    assert not frozen.is_of_one_month
    assert "phát sinh trong tháng" in form
    story.fresh()
    learning = household(story, story.reporting.province.communes[1])
    tells(story, learning, {3: "6", 4: "5"})
    assert outcome(story, learning) == "not_yet"
    tells(story, learning, {2: "2"})
    assert outcome(story, learning) == "surpassed"


def test_a_share_that_flows_is_the_mean_of_the_months_told() -> None:
    story = by_own_word()
    IndicatorVersion.objects.filter(pk=story.version.pk).update(
        nature="ratio",
        across="ratio",
        measure="%",
        numerator_name="Làm",
        denominator_name="Tổng",
    )
    typed(story, {3: "80", 4: "90"})

    praise(story)

    assert FrozenValue.objects.get().value == 85


def of_before() -> Story:
    """Frozen before such months were added up, as the migration tells it apart."""
    story = by_own_word()
    typed(story, {3: "4", 4: "5"})
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        state="praised",
        praised_on=BY,
        rule=story.campaign.comparison_rules.get(),
    )
    FrozenValue.objects.create(
        figure=story.exemplar.figures.get(),
        value=5,
        period_id=month(4).id,
        since=date(2025, 4, 1),
        frozen_at=MAY,
        is_of_one_month=True,
    )
    story.fresh()
    return story


def test_what_was_frozen_as_one_month_is_told_apart_and_judged_month_by_month() -> None:
    story = of_before()
    learning = household(story, story.reporting.province.communes[1])
    tells(story, learning, {3: "3", 4: "5"})
    stood = outcome(story, learning)
    (found,) = corrected_of(bars_touched(campaign_id=story.campaign.pk))
    head, path = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}/moc/"
    page = text(head.get(path))

    assert stood == "caught_up", "month against month, as before"
    assert found.instead == {story.exemplar.figures.get().pk: Decimal(9)}
    assert "Mốc đã chốt theo một tháng" in page
    assert "riêng tháng 4/2025" in page

    head.post(path, said(story, "anew"))
    frozen = FrozenValue.objects.get()

    assert (frozen.value, frozen.is_of_one_month) == (Decimal(9), False)
    assert FrozenBefore.objects.get().value == 5
    assert outcome(story, learning) == "not_yet"
    assert bars_touched(campaign_id=story.campaign.pk) == []


def test_a_bar_of_one_month_that_is_kept_is_not_asked_about_again() -> None:
    story = of_before()
    path = f"/dien-hinh/{story.exemplar.pk}/moc/"

    signed_in(story.head).post(path, said(story, "keep"))

    assert FrozenValue.objects.get().value == 5
    assert bars_touched(campaign_id=story.campaign.pk) == []
