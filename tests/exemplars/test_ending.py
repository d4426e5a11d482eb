"""An exemplar is retired or revoked by a decision whose number the register gives."""

from __future__ import annotations

from datetime import date

import pytest

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import Story, praised
from tests.exemplars.test_learning import page
from tests.organisations.factories import a_delegation, an_actor, under
from tests.pacts.test_making import text
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.frame import exemplar_frame
from thidua.exemplars.states import State
from thidua.kernel.paper.kept import as_data
from thidua.organisations.models import Power

pytestmark = pytest.mark.django_db


def ended(story: Story, how: str) -> dict[str, str]:
    return {
        "how": how,
        "over_on": "19/05/2025",
        "reason": "Đã có nơi làm tốt hơn",
        "seen": hanging_on(story.exemplar).mark,
    }


@pytest.mark.demand("003.4")
def test_the_decision_is_drafted_and_its_number_comes_from_the_register() -> None:
    story = praised()
    head = signed_in(story.head)
    here = f"/dien-hinh/{story.exemplar.pk}"

    answer = head.post(f"{here}/thoi-neu-guong/", ended(story, "retire"))
    document = Document.objects.get()
    before = page(head, f"{here}/ho-so/")
    head.post(f"/van-ban/{document.pk}/chot/")
    head.post(f"/van-ban/{document.pk}/cap-so/")
    after = page(head, f"{here}/ho-so/")

    assert answer.status_code == 302, text(answer)
    assert story.fresh().state == State.RETIRED
    assert story.exemplar.over_document == document
    assert (document.kind, document.unit) == ("QĐ", story.unit)
    assert document.abstract.startswith("Thôi nêu gương điển hình")
    said = str(as_data(document.as_paper()))
    assert "Đã có nơi làm tốt hơn" in said
    assert "19/05/2025" in said
    assert "về việc biểu dương điển hình “Mỗi nhà một lu nước ngọt”" in said
    assert "dự thảo, chờ cấp số" in before
    assert "Quyết định số 01/QĐ-" in after
    assert story.head.name in after


@pytest.mark.demand("003.4")
def test_a_revocation_says_what_becomes_of_what_was_recognised() -> None:
    story = praised()
    head = signed_in(story.head)
    here = f"/dien-hinh/{story.exemplar.pk}"

    head.post(f"{here}/thoi-neu-guong/", ended(story, "revoke"))

    document = Document.objects.get()
    said = str(as_data(document.as_paper()))
    assert document.abstract.startswith("Hủy việc biểu dương điển hình")
    assert "do người đã ký quyết định công nhận xem xét lại" in said
    stranger = signed_in(an_actor(story.reporting.province.communes[3]))
    assert stranger.get(f"{here}/").status_code == 404, "what was revoked stays inside"
    assert stranger.get(f"/van-ban/{document.pk}/").status_code == 404


def test_nothing_is_revoked_before_it_was_praised() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"
    way = f"{here}/thoi-neu-guong/"

    file = page(head, f"{here}/ho-so/")
    refused = head.post(way, ended(story, "revoke") | {"over_on": "09/02/2025"})

    assert f'href="{way}"' in file
    assert "Không lấy lại được. Ghi quyết định?" in page(head, way)
    assert refused.status_code == 422
    assert "trước ngày chọn, biểu dương 10/02/2025" in refused.content.decode()
    assert Exemplar.objects.get().over_on is None


def test_what_is_over_shows_the_steps_it_took() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}/"

    head.post(f"{here}thoi-neu-guong/", ended(story, "revoke"))
    steps = [
        one.standing
        for one in exemplar_frame(story.fresh(), story.head, date(2025, 5, 20)).steps
    ]

    assert steps == ["past", "ahead", "ahead", "ahead", "ahead"]


def test_where_the_head_may_not_draft_an_officer_draws_the_decision_up() -> None:
    story = praised()
    signs = under(a_delegation(story.head, story.officer, Power.SIGN), story.officer)

    actions.retire_exemplar(
        story.exemplar,
        reason="Hết thời hạn",
        over_on=date(2025, 5, 20),
        seen=hanging_on(story.exemplar).mark,
        actor=signs,
        at=MAY,
    )
    here = f"/dien-hinh/{story.exemplar.pk}"
    officer = signed_in(story.officer)
    waits = page(officer, f"{here}/ho-so/")
    answer = officer.post(f"{here}/thoi-neu-guong/van-ban/")
    again = officer.post(f"{here}/thoi-neu-guong/van-ban/")

    assert "chưa lập dự thảo" in waits
    assert answer.status_code == 302
    assert again.status_code == 409
    assert Exemplar.objects.get().over_document == Document.objects.get()
