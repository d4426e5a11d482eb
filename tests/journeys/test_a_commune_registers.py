"""An officer pastes two hundred households; a farmer registers on her phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django import Settings

from tests.campaigns.factories import ENDS, MAY
from tests.journeys.people import Visitor
from tests.journeys.test_a_file_comes_in import enter
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import running
from tests.pledges.test_listing import block
from tests.running.house import House
from thidua.pledges import actions
from thidua.pledges.models import Registration
from thidua.pledges.states import State

pytestmark = pytest.mark.journey
PHONE: ViewportSize = {"width": 390, "height": 844}


def test_a_list_is_pasted_and_approved_and_a_farmer_registers_on_a_phone(
    page: Page, house: House, settings: Settings
) -> None:
    settings.THIDUA_TODAY = "2025-05-20"
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    officer = an_actor(commune)
    enter(page, house, officer)
    visitor = Visitor(page)

    page.goto(f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/ghi/")
    page.get_by_label("Chép các dòng trong Excel").fill(block(200))
    visitor.press("Đưa vào bảng để xem")
    expect(page.get_by_label("Họ và tên, tên 200")).to_have_value("Nguyễn Văn Hộ Caa")
    visitor.press("Ghi các dòng này")
    expect(page.get_by_role("heading", level=1)).to_contain_text("200 đăng ký chờ")
    visitor.is_accessible("registrations")
    visitor.press("Duyệt cả 200 bản đang chờ")
    visitor.reads("Hộ Nguyễn Văn Hộ Caa")
    visitor.is_accessible("registrations-decide")
    visitor.press("Duyệt 200 bản")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã duyệt cả 200")

    code = actions.hand_out_code(
        campaign, commune.pk, label="Ấp 3", ends_on=ENDS, actor=officer, at=MAY
    )
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    _on_a_phone(page, visitor, code.code)
    one = Registration.objects.get(name="Lê Thị Hai")
    assert (one.state, one.shows_name, one.shows_content) == (
        State.SUBMITTED,
        True,
        False,
    )


def _on_a_phone(page: Page, visitor: Visitor, code: str) -> None:
    """A code from a slip of paper, three screens, and a code to look it up."""
    page.goto("/dang-ky/ma/")
    page.get_by_label("Mã").fill(f"{code[:4]}-{code[4:]}".lower())
    visitor.press("Bắt đầu")
    page.get_by_label("Hộ gia đình", exact=True).check()
    page.get_by_label("Họ và tên").fill("Lê Thị Hai")
    page.get_by_label("Năm sinh").fill("1968")
    visitor.fits()
    visitor.is_accessible("register-who")
    visitor.press("Tiếp theo")
    page.get_by_label("Việc sẽ làm").fill("Trồng dừa xiêm")
    visitor.fits()
    visitor.is_accessible("register-what")
    visitor.press("Quay lại")
    expect(page.get_by_label("Họ và tên")).to_have_value("Lê Thị Hai")
    visitor.press("Tiếp theo")
    expect(page.get_by_label("Việc sẽ làm")).to_have_value("Trồng dừa xiêm")
    visitor.press("Tiếp theo")
    page.get_by_label("Tên", exact=True).check()
    visitor.is_accessible("register-shows")
    visitor.press("Gửi đăng ký")
    given = page.locator("#code").inner_text()
    visitor.fits()
    visitor.press("Tra cứu đăng ký")
    page.get_by_label("Mã").fill(given)
    visitor.press("Tra cứu")
    visitor.reads("Lê Thị Hai", "Đơn vị đang xem")
    visitor.fits()
    visitor.is_accessible("register-looked-up")
