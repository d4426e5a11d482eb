"""No party alone opens what all signed as closed, nor keeps another in it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.organisations.factories import a_province
from tests.pacts.factories import in_force
from tests.pacts.test_keeping import changed
from tests.pacts.test_making import text
from tests.sheets import rows_at
from thidua.pacts.states import State

pytestmark = pytest.mark.django_db


def test_nobody_is_kept_in_a_pact_whose_changed_text_was_taken_back() -> None:
    story = in_force(a_province())
    changed(story)
    pk = story.pact.pk
    back = f"/giao-uoc/{pk}/sua-doi/"
    signed_in(story.officers[0]).post(back, {"reason": "Xem lại từng điều"})
    assert story.fresh().state == State.TALKED

    head = signed_in(story.heads[1])
    assert f"/giao-uoc/{pk}/cham-dut/" in text(head.get(f"/giao-uoc/{pk}/"))
    head.post(f"/giao-uoc/{pk}/cham-dut/", {"reason": "Không còn thống nhất"})

    assert story.fresh().state == State.BROKEN


def test_who_writes_a_change_does_not_open_to_all_what_was_signed_as_closed() -> None:
    story = in_force(a_province(), is_public=False)
    pk = story.pact.pk
    writer = signed_in(story.officers[1])
    writer.post(f"/giao-uoc/{pk}/sua-doi/", {"reason": "Thêm việc"})
    edition = story.pact.proposed()
    assert edition is not None
    words = {
        "title": edition.title,
        "starts_on": "01/03/2025",
        "ends_on": "31/12/2025",
        "is_public": "on",
        "version": edition.version,
    }

    answer = writer.post(f"/giao-uoc/{pk}/soan/", words)

    assert answer.status_code == 422
    assert "điều các bên đã ký cùng giao ước" in text(answer)
    assert Client().get(f"/giao-uoc/cong-khai/{pk}/").status_code == 404


def test_the_public_list_comes_as_excel_to_anybody_without_what_is_closed() -> None:
    place = a_province()
    shown = in_force(place, is_public=True)
    in_force(place, is_public=False)

    lines = rows_at(Client(), "/giao-uoc/cong-khai/?xuat=excel")

    edition = shown.pact.standing()
    assert len(lines) == 1
    assert lines[0][0] == edition.title
    assert lines[0][3:5] == [edition.starts_on, edition.ends_on]
    assert lines[0][6:] == [len(shown.units)] * 2
    assert "?xuat=excel" in text(Client().get("/giao-uoc/cong-khai/"))
