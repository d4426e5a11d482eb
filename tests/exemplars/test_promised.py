"""What was promised and not reached is seen by whoever chooses or signs, before."""

from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.exemplars.factories import selected
from tests.exemplars.test_assessing import ready, said
from tests.exemplars.test_building import evaluated, ruled, text, vote_path
from thidua.exemplars.models import LearningFigure, Panel

pytestmark = pytest.mark.django_db


def test_the_head_sees_what_was_promised_and_not_reached_before_praising() -> None:
    """Registered 90, stands at 86: said above the form and once more at the button."""
    story = ruled(selected())
    story.told(story.unit, {4: "86"})
    path, head = f"/dien-hinh/{story.exemplar.pk}/bieu-duong/", signed_in(story.head)

    short = text(head.get(path))
    story.exemplar.figures.update(goal=86)
    reached = text(head.get(path))

    assert short.count("Chưa đạt mức đã đăng ký") == 2
    assert "mới 86\u00a0%, đăng ký 90\u00a0%" in short
    assert "Chưa đạt mức đã đăng ký" not in reached


def test_panel_and_head_see_that_a_learners_own_goal_is_not_reached() -> None:
    """Caught up with 86, but meant to reach 95: 88 is said to be short of it."""
    story, learning = ready()
    figure = story.exemplar.figures.get()
    LearningFigure.objects.create(learning=learning, figure=figure, goal=95)
    there = f"/dien-hinh/{story.exemplar.pk}/binh-xet/"
    officer, head = signed_in(story.officer), signed_in(story.head)

    before = text(officer.get(there))
    officer.post(there, said(learning, "surpassed", "surpassed"))
    one = f"{there}{Panel.objects.get().pk}/"
    asked = text(head.get(one))
    go = {"go": "recognise", "decided_on": "20/05/2025", "learner": learning.pk}
    sure = text(head.post(f"{one}quyet-dinh/", go))

    words = "mới 88 %, đăng ký 95 %"
    for screen in (before, asked, sure):
        assert words in screen.replace("\u00a0", " ")
    learning.figures.update(goal=88)
    assert "Chưa đạt mức đã đăng ký" not in text(head.get(one))


def test_the_meeting_that_votes_sees_it_too() -> None:
    """86 of 90 registered, by the figures that the month was evaluated with."""
    story = evaluated()

    vote = text(signed_in(story.officer).get(vote_path(story)))

    assert "mới 86 %, đăng ký 90 %" in vote.replace("\u00a0", " ")
