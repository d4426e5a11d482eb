"""The head praises once, nobody on hold, or sends back with a reason."""

from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.exemplars.factories import selected
from tests.exemplars.test_building import PRAISED, held, ruled, text
from thidua.documents.models import Document
from thidua.exemplars.models import Praise
from thidua.exemplars.states import State

pytestmark = pytest.mark.django_db


def test_a_double_click_praises_once() -> None:
    story = ruled(selected())
    story.told(story.unit, {4: "86"})
    path, head = f"/dien-hinh/{story.exemplar.pk}/bieu-duong/", signed_in(story.head)
    sent = PRAISED | {"once": "mot-lan"}

    first, second = head.post(path, sent), head.post(path, sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Praise.objects.count() == 1
    assert Document.objects.count() == 1


def test_who_is_on_hold_is_not_praised() -> None:
    story = ruled(selected())
    held(story)
    path, head = f"/dien-hinh/{story.exemplar.pk}/bieu-duong/", signed_in(story.head)

    asked, refused = text(head.get(path)), head.post(path, PRAISED)

    assert "Đang tạm dừng xét vào ngày này" in asked
    assert "tố cáo" not in asked
    assert refused.status_code == 409
    assert not Praise.objects.exists()
    assert not Document.objects.exists()


def test_the_head_may_send_it_back_with_a_reason() -> None:
    story = selected()
    path = f"/dien-hinh/{story.exemplar.pk}/khong-bieu-duong/"

    silent = signed_in(story.head).post(path, {"reason": ""})
    signed_in(story.head).post(path, {"reason": "Để thêm một tháng"})

    assert silent.status_code == 422
    one = story.fresh()
    assert (one.state, one.reason) == (State.TRACKED, "Để thêm một tháng")
