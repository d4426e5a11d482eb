"""A district brings in a messy workbook, from the file to the undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as configured
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import work_off
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from tests.running.house import House
from tests.running.scenes import Scene
from thidua.indicators.models import Observation
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.journey


@pytest.fixture
def so_far() -> Callable[[], Office]:
    return an_office


@pytest.fixture
def office(scene: Scene[Office]) -> Office:
    """A small province whose communes are asked for two figures a month."""
    return scene.told


def the_messy(names: list[str]) -> bytes:
    """Titles, a merged header of two rows and numbered columns, loose and unknown
    names, metres for kilometres, an error, words, a dash, a number that reads two ways,
    a hidden row, a total, a repeated header and a signature."""
    rows: list[list[make.Cell]] = [
        ["UBND HUYỆN", None, None, None],
        ["STT", "Xã", "Kết quả tháng 4", None],
        [None, None, "Đường bê tông hóa (m)", "Nhà tình thương bàn giao"],
        ["(1)", "(2)", "(3)", "(4)"],
        [1, f"X. {names[0].split(' ', 1)[1]}", 1500, "1,234"],
        [2, names[1].upper(), "2.500 m", "-"],
        ["STT", "Xã", "Đường bê tông hóa (m)", "Nhà tình thương bàn giao"],
        [3, names[2], 3, "ba căn"],
        [4, "Xã Không Đâu", 1, 1],
        [5, names[0], 9, 9],
        ["Tổng cộng", None, 9999, 99],
        [None, None, None, "CHỦ TỊCH"],
    ]
    merged = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)]
    file = make.xlsx(
        rows, merged=merged, hidden_rows=[9], formulas={(7, 2): ("=1/0", "#DIV/0!")}
    )
    return bytes(file.read())


def enter(page: Page, house: House, actor: Actor) -> None:
    """The cookie of somebody who has signed in already."""
    name = configured.SESSION_COOKIE_NAME
    session = signed_in(actor).cookies[name].value
    page.context.add_cookies([{"name": name, "value": session, "url": house.url}])


def test_a_messy_workbook_comes_in_and_goes_out(
    office: Office, page: Page, house: House, settings: Settings, tmp_path: Path
) -> None:
    settings.THIDUA_TODAY = "2025-05-05"
    file = tmp_path / "tháng 4.xlsx"
    names = [unit.names.get().full_name for unit in office.cast.communes[:3]]
    file.write_bytes(the_messy(names))
    enter(page, house, an_actor(office.district))

    page.goto(f"/nhap-tep/moi/so-lieu/{office.form.pk}-{month(2025, 4).pk}-0/")
    page.set_input_files("#file", str(file))
    page.get_by_role("button", name="Gửi tệp để xem").click()
    expect(page.get_by_label("Đơn vị tính của cột C")).to_have_value("m")
    page.get_by_role("button", name="Kiểm tra từng dòng").click()
    work_off()
    page.goto(page.url)
    expect(page.get_by_text("câu cần trả lời")).to_be_visible()
    expect(page.get_by_text("#DIV/0!", exact=True)).to_be_visible()
    assert not Observation.objects.exists()

    page.get_by_role("link", name="Trả lời", exact=True).click()
    page.get_by_label("1.234").check()
    page.get_by_label("Không có số").check()
    page.get_by_role("button", name="Ghi các câu trả lời").click()
    work_off()
    page.goto(page.url)
    page.get_by_role("button", name="Ghi 3 số").click()
    work_off()
    page.goto(page.url)

    _what_went_in_and_what_did_not(page)


def _what_went_in_and_what_did_not(page: Page) -> None:
    """Three figures, the rest as a workbook; then all of it taken back."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã ghi 3 số")
    shown = sorted(show_number(one.value) for one in Observation.objects.all())
    assert shown == ["1,5", "1.234", "2,5"]
    with page.expect_download() as rest:
        page.get_by_role("link", name="chưa vào được").click()
    assert rest.value.suggested_filename == "tháng 4 - chưa vào.xlsx"

    page.get_by_text("Hoàn tác lần nhập này").click()
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    work_off()
    page.goto(page.url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã hoàn tác 3 số")
    assert not Observation.objects.exists()
