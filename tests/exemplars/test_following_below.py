"""A unit above follows for those below that nobody signs in for; its trail says so."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import signed_in
from tests.exemplars.factories import Story, month, praised
from tests.exemplars.test_learning import PLAN, PNG, page, publicised
from tests.organisations.factories import UnitFactory, an_actor
from tests.pacts.test_making import text
from thidua.audit.trail import trail_of
from thidua.exemplars.models import LearnedValue, Learning
from thidua.organisations.models import Mandate, Unit, User

pytestmark = pytest.mark.django_db


def with_a_hamlet() -> tuple[Story, Unit, Unit]:
    """A commune that learns, and its hamlet where nobody signs in."""
    story = publicised(praised())
    commune = story.reporting.province.communes[1]
    hamlet = UnitFactory.create(kind=Unit.Kind.HAMLET, name="Bình Xuân", parent=commune)
    return story, commune, hamlet


@pytest.mark.demand("003.4")
def test_a_commune_follows_for_its_hamlet_and_tells_its_figures() -> None:
    story, commune, hamlet = with_a_hamlet()
    officer, there = signed_in(an_actor(commune)), f"/dien-hinh/{story.exemplar.pk}"
    figure = story.exemplar.figures.get()

    screen = page(officer, f"{there}/hoc-theo/")
    answer = officer.post(
        f"{there}/hoc-theo/",
        PLAN
        | {
            "home": str(hamlet.pk),
            "starts_on": "01/04/2025",
            f"start_{figure.pk}": "40",
        },
    )
    learning = Learning.objects.get()
    mine = f"{there}/hoc-tap/{learning.pk}/"
    told = officer.post(
        f"{mine}so-lieu/",
        {
            "month": str(month(4).id),
            f"value_{figure.pk}": "88",
            "proof": SimpleUploadedFile("lu.png", PNG, "image/png"),
        },
    )

    assert "Ấp Bình Xuân" in screen
    assert answer.status_code == 302, text(answer)
    assert (learning.unit, learning.home) == (hamlet, hamlet)
    assert learning.through == commune
    assert told.status_code == 302, text(told)
    assert LearnedValue.objects.get().value == 88, "a hamlet reports nothing: it tells"
    shown = page(officer, mine)
    assert "đăng ký thay cho ấp Bình Xuân" in shown
    assert "hơn 2 điểm" in shown
    line = trail_of(story.exemplar)[0]
    assert line.details["in_place_of"] == hamlet.pk


def test_a_household_of_the_hamlet_is_followed_for_too() -> None:
    story, commune, hamlet = with_a_hamlet()
    officer, there = signed_in(an_actor(commune)), f"/dien-hinh/{story.exemplar.pk}"

    who = {"who": "household", "name": "Hộ bà Tám", "home": str(hamlet.pk)}
    officer.post(f"{there}/hoc-theo/", PLAN | who)

    learning = Learning.objects.get()
    assert (learning.unit, learning.home, learning.through) == (None, hamlet, commune)
    help_ = officer.post(
        f"{there}/hoc-tap/{learning.pk}/giup/", {"words": "Thiếu vốn mua lu"}
    )
    assert help_.status_code == 302


def test_a_unit_that_signs_in_follows_for_itself() -> None:
    story, commune, hamlet = with_a_hamlet()
    own = an_actor(hamlet, Mandate.Role.HEAD)
    officer, there = signed_in(an_actor(commune)), f"/dien-hinh/{story.exemplar.pk}"

    screen = page(officer, f"{there}/hoc-theo/")
    answer = officer.post(f"{there}/hoc-theo/", PLAN | {"home": str(hamlet.pk)})
    none = not Learning.objects.exists()
    User.objects.filter(pk=own.user_id or 0).update(is_active=False)
    again = officer.post(f"{there}/hoc-theo/", PLAN | {"home": str(hamlet.pk)})

    assert "Ấp Bình Xuân" not in screen
    assert answer.status_code == 422
    assert none
    assert again.status_code == 302, "its account was closed: the commune does it"
    assert Learning.objects.filter(home=hamlet).count() == 1


def test_the_district_does_not_follow_past_the_commune() -> None:
    story, commune, hamlet = with_a_hamlet()
    an_actor(commune)
    district = next(
        one
        for one in story.reporting.province.districts
        if commune in story.reporting.province.communes_of(one)
    )
    officer, there = signed_in(an_actor(district)), f"/dien-hinh/{story.exemplar.pk}"

    screen = page(officer, f"{there}/hoc-theo/")
    answer = officer.post(f"{there}/hoc-theo/", PLAN | {"home": str(hamlet.pk)})

    assert "Ấp Bình Xuân" not in screen, "the commune is nearer, and signs in"
    assert answer.status_code == 422
    assert not Learning.objects.exists()
