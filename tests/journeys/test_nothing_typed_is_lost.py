"""What happens to what was typed: refused it stays, sent it is not sent again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.journeys.people import Visits
from tests.journeys.stage import Stage
from tests.running.browser import QUIET, chromium
from tests.running.house import House
from thidua.audit.models import Entry
from thidua.campaigns.models import Attachment, LaunchDocument

pytestmark = pytest.mark.journey
REASON = "Làm điểm trước, bản ký gửi sau."
NO_PDF: FilePayload = {
    "name": "ban-ky.pdf",
    "mimeType": "application/pdf",
    "buffer": b"MZ\x90\x00 this is a program",
}
A_PDF: FilePayload = NO_PDF | {"buffer": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"}


def test_a_refused_file_leaves_what_was_typed(stage: Stage, visit: Visits) -> None:
    office = visit("tinh")
    page = office.go(f"/phong-trao/{stage.campaign.pk}/van-ban/moi/").page
    title, number = page.get_by_label("Trích yếu"), page.locator("[name=number]")
    title.fill("Hướng dẫn thực hiện phong trào")
    number.fill("17")
    page.locator("input[type=file]").set_input_files(NO_PDF)

    office.press("Lưu")

    fault = page.locator(".field.bad", has=page.locator("input[type=file]"))
    expect(fault).to_be_visible()
    expect(title).to_have_value("Hướng dẫn thực hiện phong trào")
    expect(number).to_have_value("17")
    office.is_accessible("a-refused-file")
    assert not LaunchDocument.objects.filter(number="17").exists()

    page.locator("input[type=file]").set_input_files(A_PDF)
    office.press("Lưu")
    expect(page).not_to_have_url(re.compile("/van-ban/moi/$"))
    made = LaunchDocument.objects.get(number="17")
    assert made.title == "Hướng dẫn thực hiện phong trào"
    assert Attachment.objects.filter(document=made).count() == 1


@pytest.fixture
def keeping(browser: Browser, house: House) -> Iterator[Visits]:
    """Visits in a browser that keeps the pages one left, as those of people do."""
    kept = browser.browser_type.launch(
        executable_path=chromium(),
        args=QUIET,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    visits = Visits(kept, house.url)
    yield visits
    visits.leave()
    kept.close()


@pytest.mark.parametrize("who", ["visit", "keeping"])
def test_back_after_the_launch_shows_that_it_is_launched(
    stage: Stage, who: str, request: pytest.FixtureRequest
) -> None:
    visits: Visits = request.getfixturevalue(who)
    office = visits("tinh")
    path = f"/phong-trao/{stage.campaign.pk}/phat-dong/"
    page = office.go(path).page
    launch = page.get_by_role("button", name=re.compile("^Phát động “Đồng khởi mới”"))
    page.get_by_role("checkbox", name="Dùng lý do chung").check()
    reason = page.get_by_role("textbox", name=re.compile("^Lý do chung"))
    reason.fill(REASON)
    launch.dblclick()
    expect(page).not_to_have_url(re.compile("/phat-dong/$"))
    office.reads("đơn vị chưa báo tiếp nhận")

    page.go_back()

    office.reads("“Phát động” đã làm xong lúc")
    office.reads("Việc tiếp theo")
    expect(launch).to_have_count(0)
    expect(reason).to_have_count(0)
    launches = Entry.objects.filter(verb="campaigns.campaign.launched")
    assert launches.count() == 1


def test_a_reason_left_out_is_asked_for_beside_its_field_in_the_houses_words(
    visit: Visits, stage: Stage
) -> None:
    office = visit("tinh")
    page = office.go(f"/phong-trao/{stage.campaign.pk}/kiem-tra/").page
    page.get_by_text("Chấp nhận, kèm lý do").first.click()
    asked = page.locator("details.ask[open]")
    asked.get_by_role("button", name="Chấp nhận cảnh báo này").click()

    reason = asked.get_by_role("textbox", name="Lý do")
    missing = asked.get_by_text("Chưa ghi “Lý do”.")
    expect(missing).to_be_visible()
    expect(reason).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    office.is_accessible("a-missing-reason")

    reason.fill(REASON)
    expect(missing).to_have_count(0)
