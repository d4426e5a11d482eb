"""A plan of learning asks of each what they can do, and ends with the campaign."""

from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.exemplars.factories import praised
from tests.exemplars.test_learning import PLAN, page, publicised
from tests.organisations.factories import an_actor
from thidua.exemplars.models import Learning

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4")]


def test_a_plan_ends_with_the_campaign_and_says_when_that_is() -> None:
    story = publicised(praised())
    other = signed_in(an_actor(story.reporting.province.communes[1]))

    answer = other.post(
        f"/dien-hinh/{story.exemplar.pk}/hoc-theo/", PLAN | {"due_on": "01/01/2026"}
    )

    assert answer.status_code == 422
    said = "Hạn bắt kịp sau ngày phong trào kết thúc, 31/12/2025."
    assert said in answer.content.decode()
    assert not Learning.objects.exists()


def test_who_learns_for_themselves_promises_no_figure_of_a_commune() -> None:
    story = publicised(praised())
    farmer = signed_in(an_actor(story.reporting.province.communes[1], role="reader"))
    there = f"/dien-hinh/{story.exemplar.pk}/hoc-theo/"

    shown = page(farmer, there)
    plan = {**PLAN, "who": "self", "takes_over": "Góp xoay vòng với năm nhà bên"}
    answer = farmer.post(there, plan)

    assert "Tên hộ, tổ, cá nhân" not in shown
    assert "Mốc của điển hình" not in shown
    assert "hội đồng xem việc làm" in shown
    learning = Learning.objects.get()
    assert answer["Location"].endswith(f"/hoc-tap/{learning.pk}/")
    assert learning.kind == "person"
