"""Questions and reasons of an import are told in the language of whoever reads them."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.communes import Commune, three
from tests.imports.factories import APRIL, carried
from tests.imports.test_messes import Sent
from thidua.imports import actions
from thidua.imports.models import Import, ImportQuestion, ImportRow
from thidua.kernel import clock
from thidua.organisations.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

HEAD: list[make.Cell] = ["Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"]


def page_of(who: Actor, address: str, language: str, settings: Settings) -> str:
    """A page as somebody reads it in a language."""
    client: Client = signed_in(who)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with clock.standing_on(APRIL.date()):
        return unescape(client.get(address).content.decode())


def the_messy() -> tuple[Sent, Import]:
    """A file with a name nobody knows, an error, a blank and a figure twice."""
    sent = Sent()
    one, two = sent.names[:2]
    rows: list[list[make.Cell]] = [
        ["Chưa từng nghe", 1, 1],
        [one, "#REF!", "-"],
        [two, 1, 1],
        [two, 2, 1],
    ]
    return sent, sent.check(make.xlsx([HEAD, *rows]))


def test_an_import_that_was_checked_in_vietnamese_is_read_in_english(
    settings: Settings,
) -> None:
    sent, run = the_messy()
    here = f"/nhap-tep/{run.pk}/"

    page = page_of(sent.who, here, "en", settings)
    questions = page_of(sent.who, f"{here}hoi/", "en", settings)

    assert "Column A says “Chưa từng nghe”: which unit?" in page
    assert "“#REF!” is an error of the spreadsheet" in page
    assert "Repeats row 4." in page
    assert "Column A says “Chưa từng nghe”: which unit?" in questions
    assert "None of the rows: they stay out" in questions
    assert "Row 4: 1" in questions
    for told in ("nào?", "là lỗi", "Lặp lại", "Dòng 4"):
        assert told not in page + questions


def test_one_that_was_checked_in_english_is_read_in_vietnamese(
    settings: Settings,
) -> None:
    with override("en"):
        sent, run = the_messy()
    assert run.language == "en"
    assert "which unit?" in run.questions.get(key__startswith="name:").words

    page = page_of(sent.who, f"/nhap-tep/{run.pk}/", "vi", settings)

    assert "Cột A ghi “Chưa từng nghe”: đơn vị nào?" in page
    assert "“#REF!” là lỗi của bảng tính" in page
    assert "which unit?" not in page


def test_a_list_of_people_is_told_in_either_language(settings: Settings) -> None:
    commune = Commune()
    rows = three()
    rows[2][2], rows[3][1] = "năm kia", "Chín"
    run = commune.check(make.xlsx(rows))

    page = page_of(commune.who, f"/nhap-tep/{run.pk}/", "en", settings)

    assert "“năm kia” is " in page
    assert "không phải ngày sinh" not in page
    assert "Trưởng ấp, from " in page


def test_why_the_worker_stopped_is_told_in_either_language(settings: Settings) -> None:
    sent = Sent()
    run = sent.check(make.xlsx([HEAD, [sent.names[0], 1, 1]]))
    run = actions.bring_in_rows(run, actor=sent.who, at=APRIL)
    actions.hand_back_import(run, "Nghỉ.", actor=sent.who, at=APRIL)

    page = page_of(sent.who, f"/nhap-tep/{run.pk}/", "en", settings)

    assert "Anybody at your office who may import files can go on:" in page


def test_why_a_row_came_too_late_is_told_in_either_language(
    settings: Settings,
) -> None:
    sent = Sent()
    first, second = (
        sent.check(make.xlsx([HEAD[:2], [sent.names[0], n]])) for n in (1, 2)
    )
    carried(first, sent.who)
    run = carried(second, sent.who)
    assert run.about["done"] == {"l": 1}

    page = page_of(sent.who, f"/nhap-tep/{run.pk}/?loai=l", "en", settings)

    assert "Somebody else has just" in page
    assert "Người khác" not in page


def test_what_was_kept_as_text_is_still_shown(settings: Settings) -> None:
    sent, run = the_messy()
    ImportQuestion.objects.filter(run=run).update(told=None)
    for row in ImportRow.objects.filter(run=run):
        kept = {key: one for key, one in (row.said or {}).items() if key != "told"}
        ImportRow.objects.filter(pk=row.pk).update(said=kept)
    here = f"/nhap-tep/{run.pk}/"

    page = page_of(sent.who, here, "en", settings)
    questions = page_of(sent.who, f"{here}hoi/", "en", settings)

    assert "“#REF!” là lỗi của bảng tính" in page
    assert "Cột A ghi “Chưa từng nghe”: đơn vị nào?" in questions
    assert "Không dòng nào: các dòng này không vào" in questions
