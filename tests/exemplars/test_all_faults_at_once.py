"""Long forms say everything that is wrong at once, each at its own field."""

from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.exemplars.factories import praised
from tests.exemplars.test_building import counted, evaluated, vote_path
from tests.exemplars.test_learning import PLAN, publicised
from tests.organisations.factories import an_actor
from thidua.exemplars.models import Learning, Meeting

pytestmark = pytest.mark.django_db


def faults(answer: object) -> dict[str, list[str]]:
    """What the form that came back says, by field."""
    assert getattr(answer, "status_code", 0) == 422
    errors = answer.context["form"].errors  # type: ignore[attr-defined]
    return {name: [str(one) for one in said] for name, said in errors.items()}


def test_a_plan_of_learning_says_all_that_is_wrong_with_it() -> None:
    story = publicised(praised())
    figure = story.exemplar.figures.get()
    other = story.reporting.province.communes[1]
    path = f"/dien-hinh/{story.exemplar.pk}/hoc-theo/"
    wrong = {
        "who": "household",
        "name": "",
        "takes_over": "",
        "starts_on": "01/06/2025",
        "due_on": "01/05/2025",
    }

    answer = signed_in(an_actor(other)).post(path, wrong)

    assert faults(answer).keys() == {"name", "takes_over", "due_on"}

    worse = PLAN | {
        "who": "household",
        "name": "Hộ ông Chín",
        f"start_{figure.pk}": "70",
        f"goal_{figure.pk}": "130",
    }
    story.exemplar.learners.all().delete()
    first = signed_in(an_actor(other)).post(
        path, PLAN | {"who": "household", "name": "Hộ bà Tư"}
    )
    assert first.status_code == 302
    again = signed_in(an_actor(other)).post(path, worse | {"name": "Hộ bà Tư"})

    assert faults(again).keys() == {"who", f"goal_{figure.pk}"}
    assert Learning.objects.count() == 1


def test_the_minutes_of_a_vote_say_all_that_is_wrong_with_them() -> None:
    story = evaluated()
    office, pk = signed_in(story.officer), story.exemplar.pk
    wrong = counted(story, 30) | {"held_on": "01/12/2025", "minutes": ""}

    answer = office.post(vote_path(story), wrong)
    said = faults(office.post(vote_path(story), wrong | {"minutes": "Giơ tay."}))

    assert faults(answer).keys() == {"minutes"}
    assert said.keys() == {"held_on", f"hands{pk}"}
    assert not Meeting.objects.exists()


def test_a_forgotten_choice_is_asked_about_beside_what_is_missing() -> None:
    story = evaluated()
    office, pk = signed_in(story.officer), story.exemplar.pk
    wrong = counted(story, 15, chosen=False) | {"minutes": ""}

    said = faults(office.post(vote_path(story), wrong))

    assert said.keys() == {"minutes", f"hands{pk}"}
