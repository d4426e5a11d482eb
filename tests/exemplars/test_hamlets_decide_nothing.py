"""A hamlet is no tier of the State: it notifies; a decision is the commune's."""

from __future__ import annotations

from datetime import date

import pytest

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import HEAD, Story, selected
from tests.exemplars.test_building import PRAISED, ruled, text
from tests.kernel.papers import words_of_pdf
from tests.organisations.factories import UnitFactory, an_actor
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.models import Exemplar
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db


def of_a_hamlet() -> tuple[Story, Actor]:
    """An exemplar of a hamlet, chosen, and the hamlet's chief."""
    story = ruled(selected())
    hamlet = UnitFactory.create(kind=Unit.Kind.HAMLET, name="4", parent=story.unit)
    Exemplar.objects.filter(pk=story.exemplar.pk).update(home=hamlet)
    return story, an_actor(hamlet, HEAD)


@pytest.mark.demand("003.4")
def test_a_hamlet_praises_by_a_notice_in_its_own_name() -> None:
    story, chief = of_a_hamlet()
    path, browser = f"/dien-hinh/{story.exemplar.pk}/bieu-duong/", signed_in(chief)

    asked = text(browser.get(path))
    refused = browser.post(path, PRAISED)
    done = browser.post(path, PRAISED | {"kind": "notice"})
    made = Document.objects.get()
    printed = words_of_pdf(browser.get(f"/van-ban/{made.pk}/pdf/").content)

    assert 'value="decision"' not in asked
    assert "là tổ chức tự quản" in asked
    assert refused.status_code == 422
    assert done.status_code == 302
    assert (made.kind, made.symbol) == ("TB", "TB")
    assert "ẤP 4" in printed
    assert "ỦY BAN NHÂN DÂN" not in printed


def test_what_a_hamlet_ends_it_notifies_of() -> None:
    story, chief = of_a_hamlet()
    praised_by_notice(story, chief)
    seen = hanging_on(story.fresh()).mark

    actions.retire_exemplar(
        story.fresh(),
        reason="Nơi khác làm tốt hơn",
        seen=seen,
        actor=chief,
        at=MAY,
    )
    made = Document.objects.get()
    printed = words_of_pdf(signed_in(chief).get(f"/van-ban/{made.pk}/pdf/").content)

    assert made.kind == "TB"
    assert "Nơi khác làm tốt hơn" in printed
    assert "Điều 1" not in printed
    assert "Quyết định" not in printed


def praised_by_notice(story: Story, chief: Actor) -> None:
    """Without a paper."""
    actions.praise_exemplar(
        story.fresh(),
        kind="notice",
        words="Biểu dương.",
        praised_on=date(2025, 5, 20),
        actor=chief,
        at=MAY,
    )
