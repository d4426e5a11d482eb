"""What it must show: from a tip on a phone to a unit that surpassed its exemplar.

A neighbour tells of a farmer; the commune helps him, invites him, and he registers on
his phone. Month by month the commune evaluates, votes, praises; the press tells of him.
Another commune learns from him by its monthly reports, a panel confirms that it
surpassed, the head recognises it, and it becomes an exemplar itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from playwright.sync_api import FilePayload, ViewportSize, expect

from tests.exemplars.doors_of_learning import PNG
from tests.journeys.deeds import Deeds, a_launched_campaign, month
from tests.journeys.people import Visitor, Visits
from tests.journeys.places import CHAU_BINH, LUONG_QUOI
from tests.journeys.stage import Stage
from tests.organisations.factories import (
    PASSWORD,
    MandateFactory,
    PersonFactory,
    UnitFactory,
    UserFactory,
)
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.states import Learner
from thidua.kernel import clock
from thidua.organisations.models import Mandate, Unit
from thidua.organisations.official import TWO_TIERS_FROM

pytestmark = pytest.mark.journey
FARMER, TITLE = "Lê Văn Tư", "Hiến đất mở đường vào ấp"
ROAD = "Đường nông thôn bê tông hóa"
PHONE = ViewportSize(width=390, height=844)
A_PICTURE = FilePayload(name="duong.png", mimeType="image/png", buffer=PNG)
A_PDF = FilePayload(
    name="anh-duong.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 thu"
)


def a_hamlet_and_two_communes() -> Stage:
    """The launched campaign; people of a hamlet, heads and officers of two communes."""
    stage = a_launched_campaign()
    first, second = stage.unit(CHAU_BINH), stage.unit(LUONG_QUOI)
    hamlet = UnitFactory.create(
        kind=Unit.Kind.HAMLET,
        name="Bình Long",
        parent=first,
        is_made_up=True,
        during=DateRange(date(2015, 1, 1), TWO_TIERS_FROM),
    )
    role = Mandate.Role
    cast = [
        ("hangxom", "Nguyễn Thị Mười", hamlet, role.READER, "Người dân"),
        ("ongtu", FARMER, hamlet, role.READER, "Người dân"),
        ("chutich", "Trương Văn Bảy", first, role.HEAD, "Chủ tịch UBND xã"),
        ("xaban", "Đỗ Thị Lài", second, role.OFFICER, "Công chức xã"),
    ]
    for username, name, unit, as_what, title in cast:
        person = PersonFactory.create(full_name=name)
        UserFactory.create(username=username, person=person, signed_in_with=PASSWORD)
        MandateFactory.create(person=person, unit=unit, role=as_what, title=title)
    return stage


@pytest.fixture
def so_far() -> Callable[[], Stage]:
    return a_hamlet_and_two_communes


def take(who: Visitor, task: str) -> None:
    """A task of the desk: read there, and opened from there."""
    line = who.go("/").page.locator(".tasks li").filter(has_text=task)
    expect(line).to_have_count(1)
    line.get_by_role("link").last.click()
    who.page.wait_for_load_state()


def unfold(who: Visitor, words: str) -> None:
    who.page.locator("summary", has_text=words).first.click()


def fill(who: Visitor, **typed: str) -> None:
    """Fields by their names."""
    for name, text in typed.items():
        who.page.locator(f"main [name={name}]:visible").fill(text)


@pytest.mark.demand("002.8b")
@pytest.mark.demand("003.3")
@pytest.mark.demand("003.4")
def test_from_a_tip_to_a_unit_that_surpassed_its_exemplar(
    stage: Stage, visit: Visits
) -> None:
    office, commune, head = visit("tinh"), visit("xa"), visit("chutich")
    farmer, other = visit("ongtu"), visit("xaban")
    farmer.page.set_viewport_size(PHONE)

    clock.move_to(date(2025, 1, 10))
    a_neighbour_tells(visit())
    the_commune_takes_it_up(commune)
    the_farmer_accepts_and_registers(farmer, commune)
    the_office_sets_the_rule(office, stage)

    take(commune, "1 đăng ký điển hình")
    commune.page.get_by_role("checkbox", name=TITLE).check()
    commune.press("Đưa các mục đã chọn vào theo dõi")
    clock.move_to(date(2025, 2, 3))
    the_month_is_evaluated_and_voted(commune)
    the_head_praises(head)
    the_press_tells(commune, farmer)

    another_commune_follows(other)
    take(commune, "Mở học tập")
    commune.press("Mở học tập")
    commune.reads("đang được học tập")
    reports_come(stage)
    the_panel_confirms(commune)
    the_head_decides(head)
    it_becomes_an_exemplar(other)


def a_neighbour_tells(neighbour: Visitor) -> None:
    """On a phone, with a picture, from her own desk."""
    neighbour.page.set_viewport_size(PHONE)
    neighbour.sign_in("hangxom")
    neighbour.press("Báo tin người tốt, việc tốt")
    fill(neighbour, name=FARMER, what="Hiến 300 m² đất, vận động cả ấp làm đường.")
    page = neighbour.page
    page.get_by_label("Ảnh").set_input_files(A_PICTURE)
    neighbour.fits()
    neighbour.is_accessible("tip-390")
    neighbour.press("Gửi")
    neighbour.reads(FARMER, "sẽ xem và trả lời")
    neighbour.fits()


def the_commune_takes_it_up(commune: Visitor) -> None:
    """From the desk to a prospect with an owner, a plan, an invitation."""
    page = commune.page
    take(commune, "1 tin báo nhân tố")
    page.get_by_role("link", name=FARMER).click()
    commune.reads("Hiến 300 m² đất")
    commune.is_accessible("tip")
    commune.press("Đưa vào nhân tố")
    page.get_by_label("Là ai trong danh bạ").select_option(
        label=f"{FARMER}, ấp Bình Long"
    )
    page.get_by_label("Người phụ trách").select_option(label="Phan Thị Ngọc Trâm")
    page.get_by_label("Lĩnh vực").select_option("roads")
    page.get_by_label("Trong phong trào").select_option(
        label="Đường nông thôn (Đồng khởi mới)"
    )
    commune.press("Đưa vào nhân tố")
    commune.reads("Chưa có kế hoạch hỗ trợ.")
    unfold(commune, "Thêm việc hỗ trợ")
    fill(
        commune, words="Cho mượn máy trộn bê tông", due_on="25/01/2025", cost="500.000"
    )
    commune.press("Thêm vào kế hoạch")
    commune.reads("Cho mượn máy trộn bê tông", "500.000 đồng")
    commune.is_accessible("prospect")

    unfold(commune, "Mời đăng ký điển hình")
    fill(commune, words="Mời ông đăng ký điển hình làm đường nông thôn.")
    page.get_by_role("button", name="Mời", exact=True).click()
    commune.reads("Chờ trả lời lời mời")


def the_farmer_accepts_and_registers(farmer: Visitor, commune: Visitor) -> None:
    """He accepts on his phone; the commune helps him to register what is counted."""
    take(farmer, "ời mời đăng ký điển hình")
    farmer.is_accessible("invitation-390")
    farmer.press("Nhận lời")
    farmer.reads("Bước kế tiếp: đăng ký điều sẽ thi đua.")
    farmer.press("Đăng ký điển hình")
    expect(farmer.page.locator("h1")).to_have_text("Đăng ký thành điển hình")
    farmer.fits()
    farmer.is_accessible("registering-390")

    take(commune, f"Nhân tố “{FARMER}”")
    commune.press("Đăng ký điển hình")
    fill(commune, title=TITLE, promise="Mỗi tháng vận động làm thêm 200 m đường.")
    choice = commune.page.get_by_label("Theo chỉ số").first
    road = choice.locator("option", has_text=ROAD).get_attribute("value")
    choice.select_option(road)
    fill(commune, baseline0="0,1", goal0="0,2")
    commune.is_accessible("registering")
    commune.page.get_by_role("button", name="Đăng ký", exact=True).click()
    commune.reads(TITLE, "Đơn vị phụ trách xem rồi đưa vào theo dõi.")


def the_office_sets_the_rule(office: Visitor, stage: Stage) -> None:
    """What counts as caught up and surpassed, before anybody is praised."""
    office.go(f"/phong-trao/{stage.campaign.pk}/")
    tabs = office.page.get_by_role("navigation", name="Trong phong trào")
    office.press("Điển hình", within=tabs)
    office.press("Quy tắc so sánh")
    fill(office, tolerance="0", better_wanted="1", window="12")
    office.press("Đặt quy tắc")
    office.reads("Quy tắc đang dùng")


def the_month_is_evaluated_and_voted(commune: Visitor) -> None:
    """January: how it went, then the hands of the meeting."""
    page = commune.page
    take(commune, "1 điển hình của tháng 1/2025")
    commune.press(re.compile("^Đánh giá"))
    page.get_by_label(re.compile(f"^{ROAD}")).fill("0,2")
    page.get_by_label("Minh chứng của tháng").set_input_files(A_PDF)
    page.get_by_label("Đánh giá", exact=True).select_option("good")
    fill(commune, words="Xong 200 m đường vào ấp.")
    commune.is_accessible("evaluate")
    commune.press("Ghi đánh giá tháng 1/2025")
    take(commune, "bình chọn điển hình tháng 1/2025")
    fill(commune, led_by="Trương Văn Bảy, Chủ tịch", present="9", minutes="Nhất trí.")
    page.get_by_role("textbox", name=TITLE).fill("8")
    page.get_by_role("checkbox", name=f"Chọn {TITLE}").check()
    commune.is_accessible("vote")
    commune.press("Ghi cuộc họp")
    commune.reads(TITLE)


def the_head_praises(head: Visitor) -> None:
    take(head, f"Điển hình “{TITLE}”")
    fill(head, words="Biểu dương tấm gương hiến đất làm đường.")
    head.is_accessible("praise")
    head.page.locator("summary", has_text="Biểu dương và chốt số liệu").click()
    head.press(re.compile("^Biểu dương$"))
    head.reads("đã biểu dương")


def the_press_tells(commune: Visitor, farmer: Visitor) -> None:
    """A plan; the consent of the farmer himself; what was published."""
    take(commune, "Tuyên truyền điển hình")
    commune.reads("Chưa có đồng ý công khai")
    unfold(commune, "Thêm việc tuyên truyền")
    fill(commune, outlet="Đài truyền thanh xã", by_whom="Cô Thơm")
    commune.press("Thêm vào kế hoạch")

    take(farmer, f"Cho mọi người xem gì về “{TITLE}”")
    for shown in ("Tên", "Câu chuyện"):
        farmer.page.get_by_role("checkbox", name=shown, exact=True).check()
    farmer.is_accessible("consent-390")
    farmer.press("Ghi điều tôi đồng ý")

    take(commune, "1 việc đăng, phát đến hạn")
    unfold(commune, "Đã đăng, phát")
    page = commune.page
    page.get_by_label("Đường dẫn").fill("https://example.vn/duong-vao-ap")
    page.get_by_label("Số người nghe, xem, đọc").fill("1.200")
    commune.press("Ghi đã đăng, phát")
    commune.reads("1.200")
    commune.is_accessible("media")


def another_commune_follows(other: Visitor) -> None:
    """Its desk says that there is somebody to learn from."""
    take(other, "đơn vị chưa học theo ai")
    other.press(TITLE)
    other.reads("Hiến đất mở đường")
    other.is_accessible("exemplar")
    other.press("Đăng ký học theo")
    fill(other, takes_over="Vận động hiến đất theo tổ.", due_on="30/04/2025")
    other.is_accessible("follow")
    other.press("Đăng ký học theo")
    other.reads("Kế hoạch", "Vận động hiến đất theo tổ.")


def reports_come(stage: Stage) -> None:
    """Two months of the commune that learns, reported and accepted."""
    deeds, unit = Deeds(stage), stage.unit(LUONG_QUOI)
    for number, km, on in ((2, "0,3", date(2025, 3, 4)), (3, "0,4", date(2025, 4, 4))):
        clock.move_to(on)
        deeds.accept(deeds.report(unit, month(number), km, on=on), "huyen", on)
    clock.move_to(date(2025, 4, 28))


def the_panel_confirms(commune: Visitor) -> None:
    page = commune.page
    take(commune, f"Học tập điển hình “{TITLE}”")
    commune.reads("Xã Lương Quới")
    said = page.get_by_label("Kết luận của hội đồng về Xã Lương Quới")
    expect(said).to_have_value("surpassed")
    fill(commune, led_by="Trương Văn Bảy", members="Ông Sơn\nBà Trâm")
    commune.is_accessible("panel")
    commune.press("Ghi kết quả bình xét")
    commune.reads("vượt qua", "chờ quyết định")


def the_head_decides(head: Visitor) -> None:
    take(head, f"Công nhận học tập “{TITLE}”")
    head.is_accessible("panel-one")
    head.page.get_by_role("checkbox").first.check()
    head.press("Công nhận những nơi đã chọn")
    head.press("Công nhận")
    head.reads("Công nhận vượt qua", "dự thảo quyết định")
    assert Learning.objects.get().state == Learner.SURPASSED


def it_becomes_an_exemplar(other: Visitor) -> None:
    """From its own desk; the page leads back to the farmer."""
    take(other, "Đăng ký thành điển hình mới")
    other.press("Đăng ký thành điển hình mới")
    other.reads("Đã học và vượt qua:")
    other.is_accessible("grown")
    grown = Exemplar.objects.get(grown_from__isnull=False)
    assert grown.grown_from == Learning.objects.get()
    other.press(TITLE)
    other.reads("Ai học của ai", "Xã Lương Quới")
    other.page.set_viewport_size(PHONE)
    other.fits()
