"""The minutes of a monthly vote are written anew until the head acts; versions stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import Story
from tests.exemplars.test_building import (
    PRAISED,
    counted,
    evaluated,
    held,
    ruled,
    text,
    vote_path,
)
from tests.organisations.factories import an_actor
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.models import Choice, Meeting
from thidua.exemplars.states import State
from thidua.organisations.models import Mandate

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4")]
WHY = "Đếm nhầm hai người vắng"


def voted(hands: int = 15) -> tuple[Story, Meeting]:
    story = evaluated()
    signed_in(story.officer).post(vote_path(story), counted(story, hands))
    return story, Meeting.objects.get()


def path(met: Meeting, last: str = "ghi-lai/") -> str:
    return f"/dien-hinh/cuoc-hop/{met.pk}/{last}"


def anew(story: Story, hands: int, **more: Any) -> dict[str, Any]:
    return counted(story, hands) | {"version": "1", "reason": WHY} | more


def test_minutes_are_written_anew_with_a_reason_and_the_former_stay_readable() -> None:
    story, met = voted()
    office = signed_in(story.officer)

    form = text(office.get(path(met)))
    silent = office.post(path(met), anew(story, 13, reason="", present="18"))
    sent = office.post(path(met), anew(story, 13, present="18"))
    met.refresh_from_db()
    page = text(office.get(sent["Location"]))
    former = text(office.get(path(met, "?ban=1")))

    assert 'value="15"' in form
    assert "Giơ tay bình chọn." in form
    assert silent.status_code == 422
    assert 'value="13"' in text(silent)
    assert (met.version, met.present) == (2, 18)
    assert met.choices.standing().get().hands == 13
    assert story.fresh().state == State.SELECTED
    assert "Các bản trước" in page
    assert WHY in page
    assert "15 tay, được chọn" in page
    assert "13 tay, được chọn" in page
    assert '<td class="n" data-th="Số người giơ tay">15</td>' in former
    assert f"Lý do: {WHY}" in former
    assert "Ghi lại biên bản" not in former
    file = text(office.get(f"/dien-hinh/{story.exemplar.pk}/ho-so/"))
    assert "13 trên 18 người dự" in file
    assert "15 trên 20 người dự" not in file
    assert "ghi lại kết quả giơ tay của cuộc họp" in file
    assert office.get(path(met, "?ban=9")).status_code == 404


def test_who_is_no_longer_chosen_goes_back_to_being_followed_and_may_come_again() -> (
    None
):
    story, met = voted()
    office, head = signed_in(story.officer), signed_in(story.head)
    waiting = text(head.get("/"))

    office.post(path(met), anew(story, 9) | {f"chosen{story.exemplar.pk}": ""})
    dropped, desk = story.fresh().state, text(head.get("/"))
    office.post(path(met), anew(story, 16, version="2"))

    assert "iển hình “Mỗi nhà một lu nước ngọt”" in waiting
    assert dropped == State.TRACKED
    assert "iển hình “Mỗi nhà một lu nước ngọt”" not in desk
    assert story.fresh().state == State.SELECTED
    assert list(met.choices.order_by("number").values_list("hands", flat=True)) == [
        15,
        9,
        16,
    ]


def test_the_rules_of_a_count_hold_when_it_is_written_anew() -> None:
    story, met = voted()
    office = signed_in(story.officer)

    half = office.post(path(met), anew(story, 10))
    many = office.post(path(met), anew(story, 21))
    unasked = office.post(
        path(met), anew(story, 15) | {f"chosen{story.exemplar.pk}": ""}
    )
    held(story)
    on_hold = office.post(path(met), anew(story, 16))

    assert "chưa quá nửa số người dự" in text(half)
    assert "Số người giơ tay nhiều hơn số người dự." in text(many)
    assert "quá nửa, mà chưa đánh dấu chọn" in text(unasked).replace("\n", " ")
    assert on_hold.status_code == 409
    met.refresh_from_db()
    assert (met.version, met.choices.count()) == (1, 1)


@pytest.mark.parametrize("act", ["bieu-duong", "khong-bieu-duong"])
def test_once_the_head_acted_nobody_writes_the_minutes_anew(act: str) -> None:
    story, met = voted()
    ruled(story)
    office = signed_in(story.officer)
    sent = PRAISED if act == "bieu-duong" else {"reason": "Để thêm một tháng"}
    answer = signed_in(story.head).post(f"/dien-hinh/{story.exemplar.pk}/{act}/", sent)
    assert answer.status_code == 302

    late = office.post(path(met), anew(story, 16))
    page = text(office.get(path(met, "")))

    assert late.status_code == 409
    assert "đã quyết định theo biên bản này" in text(late)
    assert "Ghi lại biên bản" not in page
    assert "không ghi lại nữa" in page
    assert office.get(path(met)).status_code == 302


def test_another_office_and_a_reader_write_nothing_anew() -> None:
    story, met = voted()
    neighbour = signed_in(an_actor(story.reporting.province.communes[1]))
    reader = signed_in(an_actor(story.unit, Mandate.Role.READER))

    assert neighbour.post(path(met), anew(story, 16)).status_code == 404
    assert reader.post(path(met), anew(story, 16)).status_code in {403, 404}
    assert Meeting.objects.get().version == 1


def test_two_officers_see_both_versions() -> None:
    story, met = voted()
    other = signed_in(an_actor(story.unit))
    signed_in(story.officer).post(path(met), anew(story, 16))

    late = other.post(path(met), anew(story, 12))

    assert late.status_code == 409
    assert "đã sửa mục này sau khi anh/chị mở trang" in text(late)
    assert Choice.objects.standing().get().hands == 16


def test_a_draft_of_the_minutes_is_written_anew_with_them() -> None:
    story, met = voted()
    office = signed_in(story.officer)
    office.post(path(met, "bien-ban/"))

    office.post(path(met), anew(story, 13))
    document = Document.objects.get()

    met.refresh_from_db()
    assert met.document_id == document.pk
    assert document.versions.count() == 2
    assert "13" in str(document.paper)


def test_minutes_with_a_number_are_replaced_by_another_draft_and_stay() -> None:
    story, met = voted()
    office = signed_in(story.officer)
    office.post(path(met, "bien-ban/"))
    first = Document.objects.get()
    Document.objects.filter(pk=first.pk).update(state="issued")

    office.post(path(met), anew(story, 13))
    met.refresh_from_db()

    assert met.document is not None
    assert met.document.amends_id == first.pk
    assert met.before.get().document_id == first.pk
    there = text(office.get(path(met, "?ban=1")))
    assert f"/van-ban/{first.pk}/" in there


def _changes(met: Meeting, **columns: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        said = ", ".join(f"{name} = %({name})s" for name in columns)
        cursor.execute(
            f"update exemplars_meeting set {said} where id = %(pk)s",  # noqa: S608
            columns | {"pk": met.pk},
        )


def test_the_database_keeps_what_was_written_and_what_the_head_acted_on() -> None:
    story, met = voted()

    with pytest.raises(IntegrityError, match="minutes_are_kept"):
        _changes(met, present=18)
    with pytest.raises(IntegrityError, match="earlier_minutes_are_kept"):
        _changes(met, present=18, version=2)
    with pytest.raises(IntegrityError, match="hands_are"), transaction.atomic():
        Choice.objects.create(meeting=met, exemplar=story.exemplar, hands=16, number=2)
    actions.praise_exemplar(
        ruled(story).exemplar,
        kind="notice",
        words="Biểu dương.",
        praised_on=date(2025, 5, 20),
        actor=story.head,
        at=MAY,
    )
    with pytest.raises(IntegrityError, match="stay_once_the_head_acted"):
        _changes(met, present=18, version=2)
    with pytest.raises(IntegrityError, match="minutes_are_kept"):
        _changes(met, closed_at=None)
