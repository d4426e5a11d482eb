"""A newcomer's first week: steps done by doing them, and a guide at each screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from tests.campaigns.factories import a_campaign
from tests.desk.cast import a_reporting_province
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.pacts.factories import fixed
from tests.pacts.test_making import signing, with_password
from thidua.desk.queries.first_week import _STEPS, first_week
from thidua.kernel import clock
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day_of_may() -> Any:
    with clock.standing_on(date(2025, 5, 20)):
        yield


def new_in_office(actor: Actor) -> Actor:
    assert actor.mandate is not None
    Mandate.objects.filter(pk=actor.mandate.pk).update(
        during=DateRange(date(2025, 5, 19), None)
    )
    return actor


def done(actor: Actor) -> dict[str, bool]:
    week = first_week(actor)
    assert week is not None
    return {step.what: step.is_done for step in week.steps}


@pytest.mark.demand("002.4b")
def test_a_step_is_done_by_doing_it() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    officer = new_in_office(an_actor(place.communes[0]))
    client = signed_in(officer)
    step = "Mở phong trào, báo đã tiếp nhận"
    assert "Đã làm 0 trong" in client.get("/").content.decode()
    assert not done(officer)[step]

    client.post(reverse("campaigns:acknowledge", args=[campaign.pk]))

    assert done(officer)[step]
    assert "Đã làm 1 trong" in client.get(reverse("desk:first-week")).content.decode()


def test_what_an_office_never_does_is_not_asked() -> None:
    cast = a_reporting_province()
    commune = new_in_office(an_actor(cast.province.communes[0]))
    district = new_in_office(an_actor(cast.province.districts[0]))

    assert "Nộp báo cáo đầu tiên" in done(commune)
    assert "Nhận báo cáo của cấp dưới" not in done(commune)
    assert "Nhận báo cáo của cấp dưới" in done(district)


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_every_role_has_steps_whose_pages_open(role: str) -> None:
    actor = an_actor(a_province().department, role)
    week = first_week(actor)
    assert week is not None

    assert week.steps
    for step in week.steps:
        assert signed_in(actor).get(step.href).status_code == 200


def test_the_steps_of_a_campaign_open_its_own_pages_and_practice_is_never_far() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    officer = an_actor(place.communes[0])
    client, practice = signed_in(officer), reverse("practice:practice")
    week = first_week(officer)
    assert week is not None
    lead = {step.href for step in week.steps}

    for name in ("campaigns:campaign", "campaigns:my-targets", "campaigns:plan"):
        there = reverse(name, args=[campaign.pk])
        assert there in lead
        assert client.get(there).status_code == 200
    assert reverse("campaigns:list") not in lead
    for page in (reverse("desk:first-week"), "/"):
        assert f'href="{practice}"' in client.get(page).content.decode()


@pytest.mark.demand("002.4b")
@pytest.mark.parametrize("role", Mandate.Role.values)
def test_every_step_has_a_guide_at_its_screen(role: str) -> None:
    """Practising is taught by its own seven steps."""
    place = a_reporting_province().province
    fixed(place, *place.communes[:2])
    at_work = {"officer": place.communes[0], "head": place.communes[0]}
    actor = an_actor(at_work.get(role, place.department), role)
    week, client = first_week(actor), signed_in(actor)
    assert week is not None
    taught = {reverse("practice:practice")}

    bare = [
        step.what
        for step in week.steps
        if step.href not in taught
        and '<details class="guide"' not in client.get(step.href).content.decode()
    ]
    assert bare == []


def test_a_guide_is_put_away_by_its_reader_and_opened_again() -> None:
    client = signed_in(an_actor(a_province().department))
    there = reverse("campaigns:list")
    assert '<details class="guide" id="guide-campaigns"  open' in (
        client.get(there).content.decode()
    )

    said = {"name": "campaigns", "close": "1", "next": there}
    assert client.post(reverse("organisations:guide"), said)["Location"] == there
    folded = client.get(there).content.decode()
    assert 'id="guide-campaigns"' in folded
    assert 'id="guide-campaigns"  open' not in folded
    client.post(reverse("organisations:guide"), said | {"close": ""})
    assert 'id="guide-campaigns"  open' in client.get(there).content.decode()


def test_the_lesson_on_paper_names_the_same_steps() -> None:
    lesson = Path(__file__).parents[2].joinpath("docs/start/first-week.md")
    words = lesson.read_text(encoding="utf-8")

    assert [str(step.what) for step in _STEPS if str(step.what) not in words] == []


def test_an_officer_answers_a_pact_and_a_head_signs_the_one_there_is() -> None:
    place = a_province()
    story = fixed(place)
    other = an_actor(place.communes[5], Mandate.Role.HEAD)
    answers, signs = "Lập hoặc trả lời một giao ước thi đua", "Đọc và ký giao ước"
    signs += " của đơn vị"
    assert [done(officer)[answers] for officer in story.officers] == [True, True]
    assert signs not in done(story.officers[0])
    assert signs not in done(other), "there is none to sign"
    assert not done(story.heads[0])[signs]

    signing(with_password(story.heads[0]), story, 0)

    assert done(story.heads[0])[signs]
