"""Every form of the main job in browsers that run no script: nothing needs one."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import FilePayload, Locator, expect
from pytest_django import Settings

from tests.journeys.deeds import Deeds, month
from tests.journeys.people import Visitor, Visits
from tests.journeys.places import CHAU_BINH, GIONG_TROM
from tests.journeys.stage import Stage
from thidua.campaigns.models import AudienceMember, ContentNode, Target, UnitPlan
from thidua.indicators.models import Observation, Report

pytestmark = pytest.mark.journey
ROAD, HOUSES = "Đường nông thôn bê tông hóa", "Nhà tình thương bàn giao"
A_PDF: FilePayload = {
    "name": "nghiệm thu.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n",
}


def row_of(who: Visitor, unit: str) -> Locator:
    """The row of a unit in a grid."""
    named = who.page.get_by_role("rowheader", name=unit, exact=True)
    return who.page.get_by_role("row").filter(has=named)


def give(who: Visitor, path: str, figures: dict[str, str]) -> None:
    who.go(path)
    for unit, figure in figures.items():
        row_of(who, unit).locator("input[data-cell]").last.fill(figure)
    who.press("Giao các số trên bảng")
    for unit in figures:
        expect(row_of(who, unit)).to_contain_text("đã giao")


def target_of(stage: Stage, key: str) -> Target:
    return Target.objects.get(unit=stage.unit(key), version=stage.road)


def test_a_campaign_is_made_launched_and_carried_on_without_script(
    stage: Stage, visit: Visits
) -> None:
    office = sign_in_and_choose_large_letters(visit)
    district = visit.without_script("huyen")
    commune = visit.without_script("xa")
    path = f"/phong-trao/{stage.campaign.pk}"

    write_content(office, stage)
    launch_with_a_reason(office, path)
    commune.go(f"{path}/").press("Báo đã tiếp nhận")
    commune.reads("Chỉ tiêu của đơn vị mình")
    mine = AudienceMember.objects.get(unit=stage.unit(CHAU_BINH))
    assert mine.acknowledged_at

    give(
        office,
        f"{path}/chi-tieu/{stage.target.pk}/giao/",
        {"Huyện Ba Tri": "160", "Huyện Giồng Trôm": "160"},
    )
    split_equally_then_by_hand(district, stage, path)
    counter_and_agree(commune, district, stage, path)
    write_a_plan(commune, path)


def sign_in_and_choose_large_letters(visit: Visits) -> Visitor:
    office = visit.without_script().sign_in("tinh")
    office.page.locator(".menu summary").last.click()
    office.press("Chữ lớn")
    expect(office.page.locator("html")).to_have_attribute("data-size", "large")
    return office


def write_content(office: Visitor, stage: Stage) -> None:
    """An item is added where the content is written, and taken out again."""
    audience = stage.campaign.audiences.get(name="Huyện, xã")
    office.go(f"/phong-trao/{stage.campaign.pk}/noi-dung/{audience.pk}/")
    office.page.get_by_label("Thêm nội dung").fill("Vận động hiến đất")
    office.press("Thêm")
    office.reads("Vận động hiến đất")
    row = office.page.locator(".plan-item", has_text="Vận động hiến đất")
    row.locator("summary", has_text=re.compile("^Bỏ$")).click()
    office.press("Bỏ nội dung", within=row)
    expect(office.page.locator("main")).not_to_contain_text("Vận động hiến đất")
    assert not ContentNode.objects.filter(name="Vận động hiến đất").exists()


def launch_with_a_reason(office: Visitor, path: str) -> None:
    office.go(f"{path}/phat-dong/")
    office.page.get_by_role("checkbox", name="Dùng lý do chung").check()
    reason = office.page.get_by_role("textbox", name=re.compile("^Lý do chung"))
    reason.fill("Làm điểm trước.")
    office.press(re.compile("^Phát động “Đồng khởi mới”"))
    office.reads("đơn vị chưa báo tiếp nhận")


def split_equally_then_by_hand(district: Visitor, stage: Stage, path: str) -> None:
    mine = target_of(stage, GIONG_TROM)
    district.go(f"{path}/chi-tieu/{mine.pk}/").press(re.compile("^Nhận 160"))
    district.reads("đã nhận")
    grid = f"{path}/chi-tieu/{mine.pk}/giao/"
    district.go(grid)
    district.page.get_by_label("tổng các đơn vị bằng số được giao").check()
    district.press("Chọn cách giao")
    give(district, grid, {"Xã Châu Bình": "12", "Xã Châu Hòa": "8"})


def counter_and_agree(
    commune: Visitor, district: Visitor, stage: Stage, path: str
) -> None:
    target = target_of(stage, CHAU_BINH)
    page = f"{path}/chi-tieu/{target.pk}/"
    commune.go(page)
    commune.page.get_by_label("Số đề nghị").fill("mười")
    commune.page.get_by_label("Lý do").first.fill("Hai tuyến chưa có mặt bằng.")
    commune.press("Gửi đề nghị")
    expect(commune.page.get_by_label("Số đề nghị")).to_have_value("mười")
    commune.page.get_by_label("Số đề nghị").fill("10")
    commune.press("Gửi đề nghị")
    commune.reads("đề nghị số khác")

    district.go(page).reads("Hai tuyến chưa có mặt bằng.")
    district.page.locator("#revise-value").fill("11")
    district.page.locator("#revise-reason").fill("Bớt một tuyến.")
    district.press("Giao lại")
    commune.go(page).press(re.compile("^Nhận 11"))
    commune.reads("đã nhận")


def write_a_plan(commune: Visitor, path: str) -> None:
    commune.go(f"{path}/cu-the-hoa/")
    page = commune.page
    page.locator("[name=focus]").fill("Bê tông hóa các tuyến liên ấp.")
    page.locator("[name=measures]").fill("Vận động Nhân dân hiến đất.")
    page.locator("[name$='-0-name']").fill("Bê tông 2 km tuyến ấp Bình Long")
    page.locator("select[name$='-0-node_key']").select_option(index=1)
    page.locator("[name$='-0-answers']").fill("Hồ Quang Sơn")
    page.locator("[name$='-0-due_on']").fill("30/11/2025")
    commune.press("Lưu bản soạn")
    commune.reads("Bê tông 2 km tuyến ấp Bình Long")
    commune.press("Ban hành kế hoạch")
    commune.reads("đã ban hành")
    assert UnitPlan.objects.get().state == "adopted"


@pytest.fixture
def on_the_fourth_of_february(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-02-04"


@pytest.mark.usefixtures("on_the_fourth_of_february")
def test_a_month_is_reported_returned_and_accepted_without_script(
    stage: Stage, visit: Visits
) -> None:
    Deeds(stage).launch()
    commune, district = visit.without_script("xa"), visit.without_script("huyen")
    unit = stage.unit(CHAU_BINH)
    path = f"/bao-cao/{stage.form.pk}/{month(1).id}/{unit.pk}/"

    type_and_explain(commune, path)
    commune.press(re.compile("^Gửi [Hh]uyện"))
    commune.reads("chờ nhận")

    district.go(f"{path}xem-nhan/")
    district.page.get_by_label(f"Lý do trả lại {ROAD}").fill("Nhầm dấu phẩy?")
    district.press("Trả lại các dòng có lý do")
    commune.go(path).reads("Nhầm dấu phẩy?")
    cells(commune).first.fill("2,5")
    commune.press("Lưu mọi ô")
    commune.press(re.compile("^Gửi [Hh]uyện"))
    commune.reads("chờ nhận")

    accept_all_that_wait(district)
    assert Report.objects.get(unit=unit).state == "accepted"
    figures = Observation.objects.filter(unit=unit).order_by("pk")
    assert [one.value for one in figures] == [Decimal("2.5"), None]
    assert figures[0].evidence.count() == 1
    look_for_it(visit.without_script("tinh"), stage.campaign.pk)


def cells(who: Visitor) -> Locator:
    return who.page.locator("table.grid td.cellin input:not([type=hidden])")


def type_and_explain(commune: Visitor, path: str) -> None:
    """A figure with a note and its proof; for the other why there is none."""
    commune.go(path)
    cells(commune).nth(0).fill("25")
    commune.press("Lưu mọi ô")
    page = commune.page
    page.get_by_role("link", name=ROAD).first.click()
    page.get_by_label("Giải trình cho nơi nhận").fill("Làm bù hai tháng.")
    commune.press("Lưu lời ghi")
    page.get_by_role("link", name=ROAD).first.click()
    page.locator("#file").set_input_files(A_PDF)
    commune.press("Thêm tệp")
    commune.reads("nghiệm thu.pdf")
    page.get_by_role("link", name=HOUSES).first.click()
    page.get_by_label("Không có số liệu, vì").fill("Chưa bàn giao căn nào.")
    commune.press("Lưu lời ghi")


def accept_all_that_wait(district: Visitor) -> None:
    """Ticked; left behind because it explains, ticked again by its name; accepted."""
    district.go("/bao-cao/cho-nhan/")
    district.page.get_by_role("checkbox", name=re.compile("Châu Bình")).check()
    district.press("Nhận các báo cáo đã chọn")
    district.reads("1 báo cáo có số bất thường hay giải trình, để lại", "Xã Châu Bình")
    name = re.compile("Châu Bình.*2 giải trình")
    district.page.get_by_role("checkbox", name=name).check()
    district.press("Nhận các báo cáo đã đánh dấu")


def look_for_it(office: Visitor, campaign: int) -> None:
    """The finder leads on; a list is narrowed and the choice kept under a name."""
    office.go("/")
    office.page.locator("#find-top").fill("chau binh")
    office.page.locator("#find-top").press("Enter")
    office.reads("Xã Châu Bình")

    office.go(f"/phong-trao/{campaign}/don-vi/")
    office.page.get_by_label("Tên đơn vị").fill("Châu")
    office.press("Lọc")
    office.reads("Xã Châu Bình")
    expect(office.page.locator("main")).not_to_contain_text("Xã Lương Quới")
    office.page.locator("summary", has_text="Lưu, chia sẻ bộ lọc").click()
    office.page.get_by_label("Tên bộ lọc").fill("Các xã Châu")
    office.press("Lưu bộ lọc")
    expect(office.page.get_by_role("link", name="Các xã Châu")).to_be_visible()
