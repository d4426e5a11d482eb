"""What is evaluated and voted on: the month that is open, nothing chosen beforehand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import registered
from tests.exemplars.test_building import APRIL, SAID, followed
from thidua.exemplars import actions
from thidua.exemplars.models import Evaluation, Exemplar

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_board_and_vote_open_on_the_month_that_is_due_for_somebody() -> None:
    story = registered()
    actions.compile_exemplar(story.exemplar, actor=story.officer, at=MAY)
    path = f"/phong-trao/{story.campaign.pk}/dien-hinh"
    office = signed_in(story.officer)

    board = text(office.get(f"{path}/theo-doi/"))
    vote = text(office.get(f"{path}/binh-chon/"))
    Exemplar.objects.update(tracked_at=MAY.replace(month=3))

    assert "Đang đánh giá tháng 4/2025" not in board
    assert "kỳ đầu là tháng 5/2025" in board
    assert "Bình chọn điển hình tháng 5/2025" in vote
    assert "Đang đánh giá tháng 4/2025" in text(office.get(f"{path}/theo-doi/"))
    assert "tháng 4/2025</h1>" in text(office.get(f"{path}/binh-chon/"))


def test_nothing_is_chosen_beforehand_in_an_evaluation() -> None:
    story = followed()
    path = f"/dien-hinh/{story.exemplar.pk}/danh-gia/{APRIL.id}/"
    office = signed_in(story.officer)

    form = text(office.get(path))
    sent = office.post(path, SAID | {"grade": ""})

    assert '<option value="" selected>chọn một mức</option>' in form
    assert sent.status_code == 422
    assert not Evaluation.objects.exists()
