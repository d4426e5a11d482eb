"""Home of a farmer who learns from an exemplar: her own plan, and no second offer."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import Settings

from tests.campaigns.factories import MAY
from tests.desk.test_pages import words
from tests.doors import signed_in
from tests.exemplars.factories import Story, praised
from tests.organisations.factories import an_actor
from thidua.exemplars.models import Exemplar, LearnedValue, Learning
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4)


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def a_learner(story: Story, farmer: Actor) -> Learning:
    """A farmer's plan since March, until the end of the year."""
    assert farmer.unit_id is not None
    learning = Learning(
        exemplar=story.exemplar,
        kind="person",
        person_id=farmer.person_id,
        home_id=farmer.unit_id,
        takes_over="Mua lu theo lượt",
        starts_on=date(2025, 3, 1),
        due_on=date(2025, 12, 31),
        registered_at=MAY,
        registered_by=farmer.name,
    )
    learning.call(farmer.name)
    learning.save()
    return learning


def a_farmer_and_an_exemplar() -> tuple[Story, Actor]:
    """Of the same commune; the exemplar is measured by one figure."""
    story = praised()
    hamlet = story.reporting.province.hamlets[0]
    return story, an_actor(hamlet, Mandate.Role.READER)


def test_home_leads_to_ones_own_plan_and_says_where_it_stands() -> None:
    story, farmer = a_farmer_and_an_exemplar()
    client, teacher = signed_in(farmer), story.exemplar
    offered = f'href="/dien-hinh/{teacher.pk}/"'
    assert offered in client.get("/").content.decode()
    assert "Tôi đang học theo" not in words(client.get("/"))

    one = a_learner(story, farmer)
    home = client.get("/")
    page = words(home)

    assert f'href="/dien-hinh/{teacher.pk}/hoc-tap/{one.pk}/"' in home.content.decode()
    assert "Tôi đang học theo" in page
    assert "Đang học" in page
    assert "bắt kịp trước 31/12/2025, rồi hội đồng bình xét" in page
    assert offered not in home.content.decode()


def test_home_says_what_comes_next() -> None:
    story, farmer = a_farmer_and_an_exemplar()
    client, one = signed_in(farmer), a_learner(story, farmer)
    Exemplar.objects.filter(pk=story.exemplar.pk).update(kind="practice", unit=None)

    assert "Ghi số liệu tháng 4/2025; bắt kịp trước" in words(client.get("/"))
    figure = story.exemplar.figures.get()
    LearnedValue.objects.create(
        learning=one,
        figure=figure,
        period_id=APRIL.id,
        value=80,
        told_at=MAY,
        told_by=farmer.name,
    )
    assert "Làm theo kế hoạch" in words(client.get("/"))
    for state, said in (
        ("assessed", "chờ thủ trưởng quyết định"),
        ("caught_up", "Đã được công nhận bắt kịp"),
        ("surpassed", "Đã được công nhận vượt qua"),
    ):
        Learning.objects.filter(pk=one.pk).update(state=state)
        assert said in words(client.get("/"))
    Learning.objects.filter(pk=one.pk).update(state="learning", due_on="2025-05-19")
    assert "Đã đến hạn 19/05/2025" in words(client.get("/"))
    Learning.objects.filter(pk=one.pk).update(state="stopped", reason="Bận việc")
    assert "Tôi đang học theo" not in words(client.get("/"))


def test_who_learns_already_is_not_asked_to_register_again() -> None:
    story, farmer = a_farmer_and_an_exemplar()
    client, there = signed_in(farmer), f"/dien-hinh/{story.exemplar.pk}/"
    pages = (there, f"{there}hoc-tap/")
    again = f'href="{there}hoc-theo/"'
    for path in pages:
        assert again in client.get(path).content.decode()

    one = a_learner(story, farmer)

    for path in pages:
        page = client.get(path).content.decode()
        assert again not in page
        assert f'href="{there}hoc-tap/{one.pk}/"' in page
    hers = an_actor(story.unit)
    officers = signed_in(hers).get(pages[0]).content.decode()
    assert "Kế hoạch học theo của tôi" not in officers
