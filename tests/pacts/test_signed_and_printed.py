"""Who is led to the role that may sign; and the date of what is printed."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import signed_in
from tests.kernel.papers import words_of_pdf
from tests.organisations.factories import a_delegation, a_province, under
from tests.pacts.factories import fixed, in_force, sign
from tests.pacts.test_making import text
from thidua.organisations.models import Power

pytestmark = pytest.mark.django_db


def test_the_paper_is_dated_where_it_is_issued_and_when_it_came_into_force() -> None:
    story = fixed(a_province(), ceremony_place="Nhà văn hóa ấp 4")
    mine = signed_in(story.officers[0])

    def printed() -> str:
        answer = mine.get(f"/giao-uoc/{story.pact.pk}/pdf/")
        return " ".join(words_of_pdf(answer.content).split())

    assert "ngày 20 tháng 5" not in printed(), "not signed: the day is left open"
    sign(story, 0)
    sign(story, 1)
    said = printed()

    assert "Tân An, ngày 20 tháng 5 năm 2025" in said
    assert "tại Nhà văn hóa ấp 4" in said
    assert "Nhà văn hóa ấp 4, ngày" not in said
    assert "hoàn thành chậm nhất ngày 15/05/2025" in said
    assert "trên bản 1 của văn bản này" in said


def test_who_may_sign_in_another_role_is_told_which() -> None:
    story = fixed(a_province())
    officer = story.officers[0]
    a_delegation(story.heads[0], officer, Power.SIGN)
    me, path = signed_in(officer), f"/giao-uoc/{story.pact.pk}/"

    page, refused = text(me.get(path)), me.get(f"{path}ky/")

    role = f"Đổi sang vai “Thay mặt {story.heads[0].name}"
    assert role in page
    assert refused.status_code == 403
    assert role in text(refused)
    assert "nếu được phân công" not in page


def test_who_signed_by_delegation_never_stands_under_the_title_of_the_head() -> None:
    story = fixed(a_province())
    officer = story.officers[0]
    delegate = under(a_delegation(story.heads[0], officer, Power.SIGN), officer)
    sign(story, 0, actor=delegate)
    sign(story, 1)
    mine, path = signed_in(officer), f"/giao-uoc/{story.pact.pk}/"
    assert story.heads[0].mandate is not None
    title = story.heads[0].mandate.title

    ceremony = text(mine.get(f"{path}le-ky-ket/"))
    printed = " ".join(words_of_pdf(mine.get(f"{path}pdf/").content).split())

    for said in (ceremony, printed):
        assert f"{officer.name}, thay {title}, theo ủy quyền 12/GUQ" in said
        assert f"{officer.name}, {title}" not in said


def test_in_english_a_pact_has_a_term_and_an_inspection_is_no_check() -> None:
    story = fixed(a_province())
    mine = signed_in(story.officers[0])
    mine.cookies["thidua_language"] = "en"

    pact = text(mine.get(f"/giao-uoc/{story.pact.pk}/"))
    inspections = text(mine.get("/theo-doi/kiem-tra/"))

    assert "<dt>Term</dt>" in pact
    assert "<title>Inspections" in " ".join(inspections.split())


@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_a_paper_asks_the_database_for_nothing_twice(kind: str) -> None:
    story = in_force(a_province())
    mine, path = signed_in(story.officers[0]), f"/giao-uoc/{story.pact.pk}/{kind}/"
    mine.get(path)

    with CaptureQueriesContext(connection) as asked:
        assert mine.get(path).status_code == 200

    questions = Counter(one["sql"] for one in asked.captured_queries)
    assert [words for words, times in questions.items() if times > 1] == []
