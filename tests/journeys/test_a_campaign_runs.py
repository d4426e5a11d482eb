"""What it must show: a campaign from its launch past the first of July 2025.

The office launches; the district splits; a commune counter-proposes, accepts,
concretises and reports two months; one value is returned and mended; the office sees
the sums change and who is late; after the reform the successor goes on.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.deeds import month
from tests.journeys.people import Visitor, Visits
from tests.journeys.places import CHAU_BINH, GIONG_TROM
from tests.journeys.staff import heir_of
from tests.journeys.stage import Stage
from thidua.campaigns.models import Target

pytestmark = pytest.mark.journey
ROAD, HOUSES = "Đường nông thôn bê tông hóa", "Nhà tình thương bàn giao"
CAMPAIGN = "“Đồng khởi mới” năm 2025"


def move_to(clerk: Visitor, day: str) -> None:
    """The administrator moves the demonstration to another day."""
    clerk.go("/")
    clerk.page.locator(".menu.day summary").click()
    clerk.page.get_by_label("Chuyển sang ngày").fill(day)
    clerk.press("Đổi ngày")
    expect(clerk.page.locator(".menu.day summary")).to_contain_text(day)


def launch(office: Visitor, stage: Stage) -> None:
    """The office reads what will happen, and launches."""
    office.go(f"/phong-trao/{stage.campaign.pk}/phat-dong/")
    office.reads("Danh sách được chốt đúng lúc phát động.")
    office.is_accessible("launch")
    office.page.get_by_role("checkbox", name="Dùng lý do chung").check()
    reason = office.page.get_by_role("textbox", name=re.compile("^Lý do chung"))
    reason.fill("Làm điểm trước.")
    office.press(re.compile("^Phát động “Đồng khởi mới”"))
    office.go(f"/phong-trao/{stage.campaign.pk}/").reads(CAMPAIGN, "đang thực hiện")


def give(who: Visitor, path: str, figures: dict[str, str], shot: str) -> None:
    """Write figures into the giving grid, unit by unit, and save."""
    who.go(path)
    for unit, figure in figures.items():
        row = who.page.get_by_role("row").filter(
            has=who.page.get_by_role("rowheader", name=unit, exact=True)
        )
        row.locator("input[data-cell]").last.fill(figure)
    who.press("Giao các số trên bảng")
    for unit in figures:
        expect(
            who.page.get_by_role("row").filter(
                has=who.page.get_by_role("rowheader", name=unit, exact=True)
            )
        ).to_contain_text("đã giao")
    who.is_accessible(shot)


def target_of(stage: Stage, key: str) -> Target:
    return Target.objects.get(unit=stage.unit(key), version=stage.road)


def report_path(stage: Stage, number: int, key: str = CHAU_BINH) -> str:
    return f"/bao-cao/{stage.form.pk}/{month(number).id}/{stage.unit(key).pk}/"


def cell(who: Visitor, line: str) -> Locator:
    """The cell of a line of the report."""
    row = who.page.get_by_role("row").filter(
        has=who.page.get_by_role("link", name=line)
    )
    return row.locator("input[data-cell]")


def all_saved(page: Page) -> None:
    """Every cell stands in the book."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('input[data-cell]')]"
        ".every(one => one.value === one.dataset.saved)"
    )


def fill_in(who: Visitor, path: str, km: str, houses: str) -> None:
    """Type the month's two figures; leaving a cell saves it."""
    who.go(path)
    cell(who, ROAD).fill(km)
    cell(who, HOUSES).fill(houses)
    cell(who, HOUSES).press("Tab")
    all_saved(who.page)


def send(who: Visitor) -> None:
    who.press(re.compile("^Gửi ([Hh]uyện|Ban|[Tt]ỉnh)"))
    expect(who.page.locator("main")).to_contain_text("chờ nhận")


@pytest.mark.demand("000.1")
@pytest.mark.demand("001.1")
@pytest.mark.demand("001.4")
@pytest.mark.demand("003.4a")
@pytest.mark.demand("004.1")
@pytest.mark.demand("004.2")
def test_a_campaign_runs_from_its_launch_past_the_reform(
    stage: Stage, visit: Visits
) -> None:
    office = visit().sign_in("tinh")
    district, commune = visit().sign_in("huyen"), visit().sign_in("xa")
    campaign = f"/phong-trao/{stage.campaign.pk}"

    launch(office, stage)
    commune.go("/").reads("Tiếp nhận phong trào “Đồng khởi mới”")
    commune.go(f"{campaign}/").press("Báo đã tiếp nhận")
    commune.reads("Chỉ tiêu của đơn vị mình")

    split_the_target(office, district, stage)
    negotiate(commune, district, stage)
    make_it_ones_own(commune, stage)
    clerk = visit("quantri")
    report_two_months(commune, district, office, clerk, stage)
    carry_on_after_the_reform(clerk, visit, stage)


def split_the_target(office: Visitor, district: Visitor, stage: Stage) -> None:
    """The province gives 160 to each district; the district splits its own."""
    campaign = f"/phong-trao/{stage.campaign.pk}"
    whole = {"Huyện Giồng Trôm": "160", "Huyện Ba Tri": "160"}
    give(office, f"{campaign}/chi-tieu/{stage.target.pk}/giao/", whole, "give-province")
    mine = target_of(stage, GIONG_TROM)
    district.go("/").reads("chỉ tiêu")
    district.go(f"{campaign}/chi-tieu/{mine.pk}/").press(re.compile("^Nhận 160"))
    expect(district.page.locator("main")).to_contain_text("đã nhận")

    path = f"{campaign}/chi-tieu/{mine.pk}/giao/"
    district.go(path)
    district.page.get_by_label("tổng các đơn vị bằng số được giao").check()
    district.press("Chọn cách giao")
    give(district, path, {"Xã Châu Bình": "12", "Xã Châu Hòa": "8"}, "give-district")


def negotiate(commune: Visitor, district: Visitor, stage: Stage) -> None:
    """12 is too much, says Châu Bình, 10 it can; they meet at 11."""
    target = target_of(stage, CHAU_BINH)
    path = f"/phong-trao/{stage.campaign.pk}/chi-tieu/{target.pk}/"
    commune.go(path)
    commune.is_accessible("target")
    commune.page.get_by_label("Số đề nghị").fill("10")
    commune.page.get_by_label("Lý do").first.fill("Hai tuyến chưa giải phóng mặt bằng.")
    commune.press("Gửi đề nghị")
    expect(commune.page.locator("main")).to_contain_text("đề nghị số khác")

    district.go("/").reads("Trả lời đề nghị của xã Châu Bình")
    district.go(path).reads("Hai tuyến chưa giải phóng mặt bằng.")
    district.page.locator("#revise-value").fill("11")
    district.page.locator("#revise-reason").fill("Bớt một tuyến chưa có mặt bằng.")
    district.press("Giao lại")
    expect(district.page.locator("main")).to_contain_text("11")

    commune.go(path).press(re.compile("^Nhận 11"))
    expect(commune.page.locator("main")).to_contain_text("đã nhận")
    commune.reads("10", "12", "11")


def make_it_ones_own(commune: Visitor, stage: Stage) -> None:
    """The commune writes its plan: focus, hard tasks, measures, its own content."""
    page = commune.page
    commune.go(f"/phong-trao/{stage.campaign.pk}/cu-the-hoa/")
    page.locator("[name=focus]").fill("Bê tông hóa các tuyến liên ấp.")
    page.locator("[name=hard_tasks]").fill("Giải phóng mặt bằng hai tuyến.")
    page.locator("[name=measures]").fill("Vận động Nhân dân hiến đất; tổ tự quản ấp.")
    page.locator("[name$='-0-name']").fill("Tuyến ấp Bình Long")
    page.locator("select[name$='-0-node_key']").select_option(index=1)
    page.locator("[name$='-0-answers']").fill("Hồ Quang Sơn")
    page.locator("[name$='-0-due_on']").fill("30/11/2025")
    commune.press("Lưu bản soạn")
    commune.reads("Tuyến ấp Bình Long")
    commune.is_accessible("plan")
    commune.press("Ban hành kế hoạch")
    commune.reads("đã ban hành")


def report_two_months(
    commune: Visitor, district: Visitor, office: Visitor, clerk: Visitor, stage: Stage
) -> None:
    """January is accepted; a value of February is returned and mended."""
    move_to(clerk, "04/02/2025")
    commune.go("/").reads("tháng 1/2025")
    fill_in(commune, report_path(stage, 1), "1,5", "3")
    commune.is_accessible("report")
    send(commune)
    district.go("/").reads("Xem và nhận")
    district.go(f"{report_path(stage, 1)}xem-nhan/").is_accessible("review")
    district.press(re.compile("^Nhận báo cáo"))

    move_to(clerk, "05/03/2025")
    fill_in(commune, report_path(stage, 2), "25", "2")
    send(commune)
    move_to(clerk, "10/03/2025")
    office.go(f"/theo-doi/?don-vi={stage.unit(CHAU_BINH).pk}").reads("26,5", "11")
    district.go(f"{report_path(stage, 2)}xem-nhan/")
    district.page.get_by_label(f"Lý do trả lại {ROAD}").fill("Nhầm dấu phẩy?")
    district.press("Trả lại các dòng có lý do")

    commune.go("/").reads("bị trả lại của")
    commune.go(report_path(stage, 2)).reads("Nhầm dấu phẩy?")
    cell(commune, ROAD).fill("2,5")
    cell(commune, ROAD).press("Enter")
    all_saved(commune.page)
    send(commune)
    district.go(f"{report_path(stage, 2)}xem-nhan/").reads("Đã trả lại vì")
    district.press(re.compile("^Nhận báo cáo"))

    move_to(clerk, "12/03/2025")
    office.go(f"/theo-doi/?don-vi={stage.unit(CHAU_BINH).pk}").reads("4", "11")
    office.go("/theo-doi/").reads("1 trên 43 báo cáo đã về", "Xã Lương Quới")
    office.is_accessible("who-is-late")
    office.go("/theo-doi/cham/").reads("Xã Lương Quới")
    office.prints("late-list-of-the-story")


def carry_on_after_the_reform(clerk: Visitor, visit: Visits, stage: Stage) -> None:
    """From 1 July 2025 Châu Hòa, the successor, carries on what Châu Bình began."""
    move_to(clerk, "02/07/2025")
    office = visit("tinh")
    office.go(f"/phong-trao/{stage.campaign.pk}/ban-giao/?ngay=01/07/2025")
    office.reads("Xã Châu Bình", "Xã Châu Hòa")
    office.is_accessible("hand-over")
    for choice in office.page.locator("select[name]").all():
        if not choice.input_value():
            choice.select_option(index=1)
    office.press(re.compile("^Bàn giao từ 01"))
    office.press("Bàn giao, không rút lại")
    office.go(f"/phong-trao/{stage.campaign.pk}/don-vi/").reads("Xã Châu Hòa")

    heir = visit("xa")
    heir.go(f"/phong-trao/{stage.campaign.pk}/chi-tieu/").reads(ROAD, "15 km")
    heir.is_accessible("after-the-reform")  # 11 − 4 left of Châu Bình, 8 of Châu Hòa
    heir.page.get_by_role("checkbox", name=ROAD).check()
    heir.press("Nhận các chỉ tiêu đã chọn")
    expect(heir.page.locator("main")).to_contain_text("đã nhận")

    move_to(clerk, "04/08/2025")
    chau_hoa = heir_of(stage.unit(CHAU_BINH))
    heir.go("/").reads("tháng 7/2025")
    fill_in(heir, f"/bao-cao/{stage.form.pk}/{month(7).id}/{chau_hoa.pk}/", "3", "1")
    send(heir)
    office.go(f"/theo-doi/?don-vi={chau_hoa.pk}").reads("Xã Châu Hòa", "3")
