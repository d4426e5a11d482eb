"""What it must show: a weak plan, mended, launched, made concrete, mended again.

The office adds a vague item and reads at once what is wrong with it; follows the hint
to an indicator, lets one click do the rest, launches with a reason; a commune reads the
reason, writes a plan in empty words, is asked to mend it, and mends it.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor, Visits
from tests.journeys.stage import Stage
from thidua.campaigns.models import AcceptedWarning, ContentNode, Target, UnitPlan

pytestmark = pytest.mark.journey
VAGUE = "Đẩy mạnh làm nhà tình thương"
REASON = "Bản ký gửi sau phát động."
OTHERWISE = "Xã nào làm được thì làm trong năm."


def add_a_vague_item(office: Visitor, stage: Stage) -> None:
    """Typed in the content page; the finding stands beside it after the save."""
    audience = stage.campaign.audiences.get(name="Huyện, xã")
    office.go(f"/phong-trao/{stage.campaign.pk}/noi-dung/{audience.pk}/")
    office.page.get_by_label("Thêm nội dung").fill(VAGUE)
    office.press("Thêm")
    row = office.page.locator(".plan-item", has_text=VAGUE)
    expect(row.locator(".state")).to_have_text("chưa lượng hóa")
    beside = office.page.locator(".plan-check")
    expect(beside).to_contain_text("hứa “đẩy mạnh” mà không nói đến bao nhiêu")
    office.is_accessible("check-beside")


def print_it(office: Visitor, stage: Stage) -> None:
    """Paper names the campaign, has no link without use, and no sheet left empty."""
    office.page.emulate_media(media="print")
    expect(office.page.locator(".crumbs")).to_contain_text(stage.campaign.name)
    expect(office.page.locator(".crumbs")).to_be_visible()
    expect(office.page.locator(".steps")).to_be_hidden()
    to_mend = office.page.get_by_text("Mở chỗ cần sửa")
    assert to_mend.count() > 0
    assert not any(link.is_visible() for link in to_mend.all())
    findings = office.page.locator(".pane:has(> .verdicts)").first
    expect(findings).to_have_css("break-inside", "auto")
    office.page.emulate_media(media="screen")


def mend(office: Visitor, stage: Stage) -> None:
    """From two errors to none: a click for the owner, a hint for the measure."""
    page = f"/phong-trao/{stage.campaign.pk}/kiem-tra/"
    office.go(page).reads("Kế hoạch còn 2 lỗi phải sửa")
    office.is_accessible("check")
    office.fits()
    print_it(office, stage)
    office.press(re.compile("^Giao cơ quan thường trực chủ trì"))
    office.reads("Kế hoạch còn 1 lỗi phải sửa")

    office.press("Nhà tình thương bàn giao")
    expect(office.page.get_by_label("Nội dung")).to_contain_text(VAGUE)
    office.page.get_by_label("Chỉ tiêu", exact=True).fill("500")
    office.press("Lưu")
    office.go(page).reads("Kế hoạch không còn lỗi")


def launch(office: Visitor, stage: Stage) -> None:
    """Each kind of warning wants its own reason; with all it is launched."""
    office.go(f"/phong-trao/{stage.campaign.pk}/phat-dong/")
    office.is_accessible("check-launch")
    unsigned = office.page.get_by_label(re.compile("^Lý do phát động.*bản ký"))
    unsigned.fill(REASON)
    office.press(re.compile("^Phát động “Đồng khởi mới”"))
    expect(unsigned).to_have_value(REASON)
    others = office.page.locator(".field.bad textarea")
    expect(others.first).to_be_focused()
    for one in others.all():
        one.fill(OTHERWISE)
    office.press(re.compile("^Phát động “Đồng khởi mới”"))
    office.reads("đơn vị chưa báo tiếp nhận")


def write_a_weak_plan(commune: Visitor, stage: Stage) -> None:
    """The commune reads why it was launched so, and writes empty words."""
    campaign = f"/phong-trao/{stage.campaign.pk}"
    commune.go(f"{campaign}/kiem-tra/").reads(REASON)
    commune.go(f"{campaign}/cu-the-hoa/")
    commune.page.get_by_label("Nội dung trọng tâm").fill("Nhà ở cho hộ nghèo")
    commune.page.get_by_label("Giải pháp, biện pháp").fill("Vận động")
    first = commune.page.locator("fieldset").first
    first.get_by_label("Gắn với").select_option(label=f"Huyện, xã: {VAGUE}")
    first.get_by_label("Nội dung của đơn vị").fill("Tăng cường vận động")
    first.get_by_label("Người phụ trách").fill("Công chức Văn hóa – Xã hội")
    first.get_by_label("Hoàn thành").fill("30/09/2025")
    commune.press("Lưu bản soạn")
    commune.reads("hứa “tăng cường” mà không nói đến bao nhiêu")
    commune.is_accessible("check-own-plan")
    commune.press("Ban hành kế hoạch")
    commune.reads("đã ban hành")


def ask(office: Visitor, stage: Stage) -> None:
    """The office sees the weakest plan first, and asks."""
    office.go(f"/phong-trao/{stage.campaign.pk}/kiem-tra/don-vi/")
    office.is_accessible("check-plans")
    office.page.locator("summary", has_text="Đề nghị chỉnh").first.click()
    office.page.get_by_label("Cần chỉnh gì").first.fill("Ghi làm bao nhiêu căn")
    office.press("Gửi đề nghị")
    office.reads("đã đề nghị chỉnh ngày")


def mend_the_plan(commune: Visitor, stage: Stage) -> None:
    """The task leads to the plan; adopted anew, the task is gone."""
    commune.go("/").reads("Ghi làm bao nhiêu căn")
    commune.go(f"/phong-trao/{stage.campaign.pk}/cu-the-hoa/")
    commune.reads("Cấp trên đề nghị chỉnh kế hoạch này.")
    commune.press("Mở lại để sửa")
    first = commune.page.locator("fieldset").first
    first.get_by_label("Nội dung của đơn vị").fill("Bàn giao 6 căn trước mùa mưa")
    commune.press("Lưu bản soạn")
    expect(commune.page.locator(".plan-check")).not_to_contain_text("tăng cường")
    commune.press("Ban hành kế hoạch")
    commune.reads("đã ban hành")
    commune.go("/")
    expect(commune.page.locator("main")).not_to_contain_text("Ghi làm bao nhiêu căn")


@pytest.mark.demand("002.4a")
@pytest.mark.demand("004.4")
def test_a_weak_plan_is_mended_and_launched(stage: Stage, visit: Visits) -> None:
    office, commune = visit("tinh"), visit("xa")

    add_a_vague_item(office, stage)
    mend(office, stage)
    launch(office, stage)

    node = ContentNode.objects.get(name=VAGUE)
    assert node.lead_unit == stage.office
    assert Target.objects.get(node_key=node.key).version == stage.houses
    kept = AcceptedWarning.objects.all()
    assert kept.get(rule="no-signed-copy").reason == REASON
    others = kept.exclude(rule="no-signed-copy").values_list("reason", flat=True)
    assert set(others) == {OTHERWISE}

    write_a_weak_plan(commune, stage)
    ask(office, stage)
    mend_the_plan(commune, stage)

    assert UnitPlan.objects.get().state == "adopted"
