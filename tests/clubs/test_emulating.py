"""“Emulate with exemplars”: opened, called for, chosen in one click."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.clubs.factories import active
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.clubs.models import Emulation, EmulationCall
from thidua.exemplars.models import Learning, LearningFigure

pytestmark = pytest.mark.django_db
OPEN = {"words": "Mỗi nơi chọn một điển hình.", "choose_by": "30/06/2025"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("000.10")
def test_a_campaign_emulates_with_exemplars_and_a_commune_chooses_in_one_click() -> (
    None
):
    life = active()
    campaign, place = life.story.campaign, life.story.reporting.province
    to = f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/"
    officer = signed_in(an_actor(place.communes[2]))
    assert "chưa mở" in text(officer.get(to))
    office = signed_in(an_actor(campaign.office))

    office.post(f"{to}mo/", OPEN)
    page = text(officer.get(to))
    assert "Mỗi nơi chọn một điển hình." in page
    assert "cùng loại đơn vị" in page
    assert life.club.name in page
    one = life.story.exemplar
    answer = officer.post(f"{to}chon/{one.pk}/")

    learning = Learning.objects.get(unit=place.communes[2])
    assert answer["Location"] == f"/dien-hinh/{one.pk}/hoc-tap/{learning.pk}/"
    assert learning.takes_over == "Đo nước từng nhà.\nGóp xoay vòng."
    rows = text(officer.get(f"{to}?chon=da-chon"))
    assert life.story.exemplar.title in rows


def test_what_is_chosen_in_one_click_has_goals_that_can_be_written_anew() -> None:
    life = active()
    campaign, place = life.story.campaign, life.story.reporting.province
    to = f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/"
    signed_in(an_actor(campaign.office)).post(f"{to}mo/", OPEN)
    officer, one = signed_in(an_actor(place.communes[2])), life.story.exemplar
    life.story.told(place.communes[2], {1: "61"})
    chosen = officer.post(f"{to}chon/{one.pk}/")
    plan, figure = LearningFigure.objects.get(), one.figures.get()
    assert (plan.start, plan.goal) == (Decimal(61), Decimal(86))
    page = text(officer.get(chosen["Location"]))
    assert f"{chosen['Location']}se-dat/" in page

    form = text(officer.get(f"{chosen['Location']}se-dat/"))
    worse = {f"goal_{figure.pk}": "58", "version": "1"}
    refused = officer.post(f"{chosen['Location']}se-dat/", worse)
    officer.post(
        f"{chosen['Location']}se-dat/", {f"goal_{figure.pk}": "90", "version": "1"}
    )

    assert 'value="86"' in form
    assert refused.status_code == 422
    assert "kém hơn mức lúc bắt đầu" in text(refused)
    assert 'value="58"' in text(refused)
    plan.refresh_from_db()
    assert plan.goal == 90
    assert "90" in text(officer.get(chosen["Location"]))
    stranger = signed_in(an_actor(place.communes[3]))
    assert stranger.post(f"{chosen['Location']}se-dat/", {}).status_code in {403, 404}


def test_those_who_have_not_chosen_are_invited_once_a_day() -> None:
    life = active()
    campaign = life.story.campaign
    to = f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/"
    office = signed_in(an_actor(campaign.office))
    office.post(f"{to}mo/", OPEN)

    office.post(f"{to}moi/")
    again = office.post(f"{to}moi/")

    call = EmulationCall.objects.get()
    assert call.units >= 1
    assert again.status_code == 409
    assert "Hôm nay đã mời một lần" in text(office.get(to))


def test_nobody_chooses_before_it_is_open_or_twice() -> None:
    life = active()
    campaign, place = life.story.campaign, life.story.reporting.province
    to = f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/"
    officer, one = signed_in(an_actor(place.communes[2])), life.story.exemplar

    early = officer.post(f"{to}chon/{one.pk}/")
    signed_in(an_actor(campaign.office)).post(f"{to}mo/", OPEN)
    officer.post(f"{to}chon/{one.pk}/")
    twice = officer.post(f"{to}chon/{one.pk}/")

    assert (early.status_code, twice.status_code) == (409, 422)
    assert Learning.objects.count() == 1


def test_only_the_standing_office_opens_it() -> None:
    life = active()
    to = f"/phong-trao/{life.story.campaign.pk}/thi-dua-voi-dien-hinh/mo/"

    assert signed_in(life.story.officer).post(to, OPEN).status_code == 403
    assert not Emulation.objects.exists()


@pytest.mark.parametrize("choosing", [0, 2])
def test_the_page_costs_the_same_however_many_have_chosen(
    choosing: int, django_assert_num_queries: Any
) -> None:
    life = active()
    campaign, place = life.story.campaign, life.story.reporting.province
    for unit in [*place.communes[1:], *place.hamlets][: choosing + 1]:
        life.story.learner(unit)
    to = f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/"
    office = signed_in(an_actor(campaign.office))
    office.post(f"{to}mo/", OPEN)
    office.get(to)

    with django_assert_num_queries(24):
        office.get(to)
