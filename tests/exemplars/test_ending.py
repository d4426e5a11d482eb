"""An exemplar is retired or revoked by a decision whose number the register gives."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic
from django.test import Client

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import Story, praised, selected
from tests.exemplars.test_learning import page
from tests.organisations.factories import a_delegation, an_actor, under
from tests.pacts.test_making import text
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.models import Ending, Exemplar
from thidua.exemplars.queries.frame import exemplar_frame
from thidua.exemplars.states import State
from thidua.kernel.paper.kept import as_data
from thidua.organisations.models import Power

pytestmark = pytest.mark.django_db


def ended(story: Story, how: str) -> dict[str, str]:
    return {
        "how": how,
        "reason": "Đã có nơi làm tốt hơn",
        "seen": hanging_on(story.exemplar).mark,
    }


def numbered(head: Client, document: Document) -> None:
    head.post(f"/van-ban/{document.pk}/chot/")
    assert head.post(f"/van-ban/{document.pk}/cap-so/").status_code == 302


@pytest.mark.demand("003.4")
def test_the_decision_is_drafted_and_its_number_comes_from_the_register() -> None:
    story = praised()
    head = signed_in(story.head)
    here = f"/dien-hinh/{story.exemplar.pk}"

    answer = head.post(f"{here}/thoi-neu-guong/", ended(story, "retire"))
    document = Document.objects.get()
    before, stood = page(head, f"{here}/ho-so/"), story.fresh().state
    numbered(head, document)
    after = page(head, f"{here}/ho-so/")

    assert answer.status_code == 302, text(answer)
    assert stood == State.PRAISED, "a draft changes nothing"
    assert "Chưa có hiệu lực" in before
    assert "Chưa có hiệu lực" not in after
    assert story.fresh().state == State.RETIRED
    assert story.exemplar.over_on == date(2025, 5, 20)
    assert story.exemplar.over_document == document
    assert (document.kind, document.unit) == ("QĐ", story.unit)
    assert document.abstract.startswith("Thôi nêu gương điển hình")
    said = str(as_data(document.as_paper()))
    assert "Đã có nơi làm tốt hơn" in said
    assert "kể từ ngày ký Quyết định này" in said
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
    numbered(head, document)
    said = str(as_data(document.as_paper()))
    assert document.abstract.startswith("Hủy việc biểu dương điển hình")
    assert "do người đã ký quyết định công nhận xem xét lại" in said
    stranger = signed_in(an_actor(story.reporting.province.communes[3]))
    assert stranger.get(f"{here}/").status_code == 404, "what was revoked stays inside"
    assert stranger.get(f"/van-ban/{document.pk}/").status_code == 404


def test_a_decision_of_a_day_before_the_praise_ends_nothing() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"
    way = f"{here}/thoi-neu-guong/"

    file, asked = page(head, f"{here}/ho-so/"), page(head, way)
    head.post(way, ended(story, "revoke"))
    document = Document.objects.get()
    head.post(f"/van-ban/{document.pk}/chot/")
    noted = {"value": "7", "issued_on": "09/02/2025", "given_elsewhere": "iOffice"}
    refused = head.post(f"/van-ban/{document.pk}/ghi-so/", noted)

    assert f'href="{way}"' in file
    assert "Có hiệu lực khi quyết định được cấp số" in asked
    assert refused.status_code == 422
    assert "trước ngày chọn, biểu dương 10/02/2025" in refused.content.decode()
    assert story.fresh().over_on is None


def test_what_is_over_shows_the_steps_it_took() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}/"

    head.post(f"{here}thoi-neu-guong/", ended(story, "revoke"))
    numbered(head, Document.objects.get())
    steps = [
        one.standing
        for one in exemplar_frame(story.fresh(), story.head, date(2025, 5, 20)).steps
    ]

    assert steps == ["past", "ahead", "ahead", "ahead", "ahead"]


@pytest.mark.demand("003.4")
def test_until_the_number_is_given_others_learn_on() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"
    stranger = signed_in(an_actor(story.reporting.province.communes[3]))

    head.post(f"{here}/thoi-neu-guong/", ended(story, "retire"))
    again = head.post(f"{here}/thoi-neu-guong/", ended(story, "revoke"))
    seen, told = page(stranger, f"{here}/"), page(head, f"{here}/")
    numbered(head, Document.objects.get())
    over = page(stranger, f"{here}/")

    assert again.status_code == 409
    assert "đang chờ cấp số quyết định thôi nêu gương" in text(again)
    assert f"{here}/hoc-theo/" in seen
    assert "chờ cấp số" not in seen, "a draft is the unit's own"
    assert "chờ cấp số quyết định thôi nêu gương" in told
    assert f"{here}/hoc-theo/" not in over


def test_a_praise_is_revoked_only_where_there_is_one() -> None:
    for story, is_offered in ((selected(), False), (praised(), True)):
        here = f"/dien-hinh/{story.exemplar.pk}"
        there = f'href="{here}/thoi-neu-guong/"'

        shown = page(signed_in(story.head), f"{here}/ho-so/")

        assert (there in shown) is is_offered


def test_whoever_is_to_end_is_not_praised_meanwhile() -> None:
    story = selected()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"

    head.post(f"{here}/thoi-neu-guong/", ended(story, "revoke"))
    posted = {"kind": "notice", "words": "Khen.", "praised_on": "20/05/2025"}
    praised_now = head.post(f"{here}/bieu-duong/", posted)
    unselected = head.post(f"{here}/khong-bieu-duong/", {"reason": "Thôi"})

    assert (praised_now.status_code, unselected.status_code) == (409, 409)
    assert story.fresh().state == State.SELECTED


@pytest.mark.parametrize("way", ["taken back", "dropped"])
def test_what_was_not_numbered_is_taken_back_and_decided_anew(way: str) -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"
    back = f"{here}/thoi-neu-guong/rut-lai/"

    head.post(f"{here}/thoi-neu-guong/", ended(story, "revoke"))
    document = Document.objects.get()
    low = signed_in(story.officer).post(back, {"reason": "Không"})
    silent = head.post(back, {"reason": ""})
    if way == "dropped":
        head.post(f"/van-ban/{document.pk}/bo/")
    else:
        head.post(back, {"reason": "Đã làm rõ"})
    document.refresh_from_db()
    once_more = head.post(back, {"reason": "Lần nữa"})
    stood = story.fresh().state
    head.post(f"{here}/thoi-neu-guong/", ended(story, "retire"))

    assert (low.status_code, silent.status_code) == (403, 422)
    assert document.state == "dropped"
    assert once_more.status_code == 409
    assert stood == State.PRAISED
    assert Ending.objects.waiting().get().how == "retire"


def test_a_draft_sent_back_to_its_desk_waits_on() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"

    head.post(f"{here}/thoi-neu-guong/", ended(story, "retire"))
    document = Document.objects.get()
    head.post(f"/van-ban/{document.pk}/chot/")
    head.post(f"/van-ban/{document.pk}/tra-lai/", {"reason": "Ghi rõ lý do"})
    stood = story.fresh().state
    numbered(head, document)

    assert stood == State.PRAISED
    assert story.fresh().state == State.RETIRED


def test_a_number_struck_out_gives_the_exemplar_back() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"

    head.post(f"{here}/thoi-neu-guong/", ended(story, "retire"))
    document = Document.objects.get()
    numbered(head, document)
    over = story.fresh().state
    head.post(f"/van-ban/{document.pk}/huy-so/", {"reason": "Cấp nhầm"})
    given_back = story.fresh()

    assert over == State.RETIRED
    assert given_back.state == State.PRAISED
    assert (given_back.over_on, given_back.over_document) == (None, None)
    assert "hủy số" in page(head, f"{here}/ho-so/")


def test_the_database_lets_nothing_come_back_without_that() -> None:
    story = praised()
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}"
    head.post(f"{here}/thoi-neu-guong/", ended(story, "retire"))
    numbered(head, Document.objects.get())

    with pytest.raises(DatabaseError, match="what_is_over_stays"), atomic():
        Exemplar.objects.filter(pk=story.exemplar.pk).update(
            state=State.PRAISED, over_on=None, over_by=""
        )
    with pytest.raises(DatabaseError, match="an_ending_is_kept"), atomic():
        Ending.objects.update(in_force_on=date(2025, 1, 1))


def test_where_the_head_may_not_draft_an_officer_draws_the_decision_up() -> None:
    story = praised()
    signs = under(a_delegation(story.head, story.officer, Power.SIGN), story.officer)

    actions.retire_exemplar(
        story.exemplar,
        reason="Hết thời hạn",
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
    assert Ending.objects.get().document == Document.objects.get()
