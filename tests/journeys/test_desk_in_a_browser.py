"""The pages of the desk as somebody sees them: any width, any light, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.journeys.deeds import Deeds, a_launched_campaign, month
from tests.journeys.people import Visits
from tests.journeys.places import BA_TRI, CHAU_BINH, GIONG_TROM
from tests.journeys.stage import Stage
from thidua.organisations.models import Shape

pytestmark = pytest.mark.journey
MARCH = month(3)


@pytest.fixture(autouse=True)
def on_the_tenth_of_april(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-04-10"


def most_have_reported() -> Stage:
    """A launched campaign; most of Giồng Trôm reported March, some late."""
    stage = a_launched_campaign()
    deeds = Deeds(stage)
    deeds.give(stage.unit(GIONG_TROM), 160, accepted_by="huyen")
    deeds.give(stage.unit(BA_TRI), 160)
    for place, (key, unit) in enumerate(sorted(stage.units.items())):
        if key.startswith(("b28", "b29")):
            if place % 5 == 0:
                continue
            sent = deeds.report(unit, MARCH, "2,5", on=date(2025, 4, 1 + place % 9))
            if place % 2 and sent.receiver_id == stage.unit(GIONG_TROM).pk:
                deeds.accept(sent, "huyen", date(2025, 4, 10))
    for left, district in ((0, GIONG_TROM), (100, BA_TRI)):
        Shape.objects.create(
            unit=stage.unit(district),
            path=f"M{left} 0l100 0 0 100 -100 0z",
            left=left, top=0, right=left + 100, bottom=100,
        )  # fmt: skip
    return stage


@pytest.fixture
def so_far() -> Callable[[], Stage]:
    return most_have_reported


def paths(stage: Stage) -> dict[str, str]:
    synthesis = f"/tong-hop/{stage.campaign.pk}/{MARCH.id}/"
    return {
        "home": "/",
        "monitor": "/theo-doi/",
        "panorama": "/theo-doi/toan-canh/",
        "compare": "/theo-doi/so-sanh/",
        "reports": f"/theo-doi/bao-cao/?ky={MARCH.id}",
        "late": "/theo-doi/cham/",
        "synthesis": synthesis,
    }


def test_the_desk_has_no_fault_axe_can_see(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")

    for name, path in paths(stage).items():
        office.go(path).is_accessible(f"desk-{name}")


def test_the_desk_is_readable_in_the_dark(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")
    office.page.emulate_media(color_scheme="dark")

    for name, path in paths(stage).items():
        office.go(path).is_accessible(f"desk-{name}-dark")


def test_on_a_phone_nothing_sticks_out(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")
    office.page.set_viewport_size({"width": 390, "height": 844})

    for name, path in paths(stage).items():
        office.go(path).fits()
        office.is_accessible(f"desk-{name}-390")


def test_with_large_letters_nothing_sticks_out(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")
    office.page.set_viewport_size({"width": 390, "height": 844})
    office.go("/")
    office.page.locator(".menu summary").last.click()
    office.press("Chữ lớn")
    expect(office.page.locator("html")).to_have_attribute("data-size", "large")

    for path in paths(stage).values():
        office.go(path).fits()


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_is_cut_and_every_bar_is_as_long_as_its_figure(
    stage: Stage, visit: Visits, width: int, language: str
) -> None:
    for who, where in (("tinh", paths(stage)), ("huyen", {"home": "/"})):
        somebody = visit(who)
        somebody.speaks(language)
        somebody.page.set_viewport_size({"width": width, "height": 900})
        bars = 0
        for path in where.values():
            somebody.go(path).cuts_no_word()
            bars += somebody.draws_true()
        assert bars > 0, who


def test_on_a_phone_all_reports_that_wait_are_ticked_at_once(visit: Visits) -> None:
    district = visit("huyen")
    page = district.page
    page.set_viewport_size({"width": 390, "height": 844})
    district.go("/bao-cao/cho-nhan/").fits()
    boxes = page.locator("tbody input[type=checkbox]")
    count = boxes.count()
    assert count > 1

    page.get_by_label("Chọn tất cả").check()
    expect(page.get_by_text(f"đã chọn {count}", exact=True)).to_be_visible()
    boxes.first.uncheck()
    expect(page.get_by_text(f"đã chọn {count - 1}", exact=True)).to_be_visible()
    expect(page.get_by_label("Chọn tất cả")).to_have_js_property("indeterminate", True)


def test_on_paper_no_column_is_lost(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")
    where = paths(stage)

    office.go(where["monitor"]).prints("monitor")
    office.go(where["late"]).prints("late-list")
    office.go(where["synthesis"]).prints("synthesis", lying=True)


def test_on_paper_work_keeps_no_room_for_buttons(visit: Visits) -> None:
    page = visit("huyen").go("/").page
    expect(page.get_by_role("heading", name="Một tháng ở đây")).to_be_visible()
    page.emulate_media(media="print")

    task = page.locator(".tasks > li").first
    expect(task.locator(".do")).to_have_count(1)
    expect(task.locator(".do")).to_be_hidden()
    row, turn = task.bounding_box(), task.locator(".turn").bounding_box()
    assert row
    assert turn
    assert turn["x"] + turn["width"] == pytest.approx(row["x"] + row["width"], abs=1)
    expect(page.get_by_role("heading", name="Một tháng ở đây")).to_be_hidden()


def test_the_synthesis_begins_on_the_first_sheet_and_all_lie(
    stage: Stage, visit: Visits
) -> None:
    office = visit("tinh")
    office.go(paths(stage)["synthesis"]).page.emulate_media(media="print")

    paper = office.page.pdf(prefer_css_page_size=True)

    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    assert boxes
    assert all(float(wide) > float(high) for wide, high in boxes)


@pytest.mark.parametrize("width", [1220, 1280, 1440, 1920])
def test_the_head_shows_every_noun_on_a_desk(
    visit: Visits,
    width: int,
) -> None:
    office = visit("tinh")
    office.page.set_viewport_size({"width": width, "height": 700})
    office.go("/theo-doi/")

    nav = office.page.locator(".nav")
    assert nav.evaluate("nav => nav.scrollWidth - nav.clientWidth") <= 0


def test_one_goes_down_to_a_commune_by_keys_alone(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")
    office.go("/theo-doi/")
    page = office.page

    page.get_by_role("link", name="Huyện Giồng Trôm").first.focus()
    page.keyboard.press("Enter")
    office.reads("Huyện Giồng Trôm")
    page.get_by_role("link", name="Xã Châu Bình").first.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"don-vi={stage.unit(CHAU_BINH).pk}\\b"))
    office.reads("Xã Châu Bình")


def test_the_excel_files_come_down(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")

    for name in ("late", "synthesis"):
        office.go(paths(stage)[name])
        with office.page.expect_download() as download:
            office.press("Tải tệp Excel")
        assert download.value.suggested_filename.endswith(".xlsx")


def test_the_whole_province_fits_on_one_page_of_paper(
    visit: Visits,
) -> None:
    office = visit("tinh")
    office.go("/theo-doi/toan-canh/").page.emulate_media(media="print")

    paper = office.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


FILLED = """
([list, most]) => {
  const rows = document.querySelector(list);
  const last = rows.lastElementChild;
  while (rows.children.length < most) rows.append(last.cloneNode(true));
  return rows.children.length;
}
"""
"""As many rows as the page ever shows of a list, each like the last one."""


def test_a_province_with_all_that_is_ever_shown_fits_on_one_page_of_paper(
    visit: Visits,
) -> None:
    office = visit("tinh")
    office.go("/theo-doi/toan-canh/")
    most = {".panorama .tbl.fold tbody": 10, ".panorama .heat tbody": 12}

    for rows, count in most.items():
        assert office.page.evaluate(FILLED, [rows, count]) >= count, rows
    paper = office.page.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


@pytest.mark.demand("004.4b")
def test_a_head_finds_the_cause_in_five_clicks(visit: Visits) -> None:
    """From the menu to the commune that holds the province back, and what it lacks."""
    head = visit("truongban")
    clicked = 0

    def click(name: str | re.Pattern[str]) -> None:
        nonlocal clicked
        clicked += 1
        head.page.get_by_role("link", name=name, exact=True).first.click()

    head.go("/")
    click("Theo dõi")
    click("Toàn cảnh")
    worst = head.page.get_by_role("link", name=re.compile("^Cần đến trước"))
    expect(worst).to_contain_text("còn thiếu")
    click(re.compile("^Cần đến trước"))
    head.page.locator("main table a[href^='/so-lieu/']").first.click()
    clicked += 1
    head.reads("Các đơn vị trực thuộc")
    silent = (
        head.page.get_by_role("row")
        .filter(has_text=re.compile(r"\b0/\d+ \(0\s%\)"))
        .first
    )
    expect(silent).to_be_visible()
    silent.get_by_role("link").first.click()
    clicked += 1

    assert clicked == 5
    head.reads("Đơn vị chưa gửi số liệu của 3 trên 3 kỳ.")
