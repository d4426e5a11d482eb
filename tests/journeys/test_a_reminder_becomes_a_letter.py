"""What it must show: nobody heeds a reminder; it escalates, and ends in a letter.

January's reports do not come. The district is told who is late; the office picks Châu
Bình from the list, reads the letter, has it numbered; the commune finds it at its desk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.journeys.deeds import a_launched_campaign
from tests.journeys.people import Visitor, Visits
from tests.journeys.places import CHAU_BINH
from tests.journeys.stage import Stage, at
from tests.running.test_jobs import work_off
from thidua.follow_up.actions import hold_round
from thidua.follow_up.itself import the_reminder
from thidua.kernel import clock

pytestmark = pytest.mark.journey
ROUNDS = (date(2025, 2, 4), date(2025, 2, 7), date(2025, 2, 11))
TODAY = date(2025, 2, 14)


@pytest.fixture
def so_far() -> Callable[[], Any]:
    """It was launched in January, and nobody has reported since."""
    return a_launched_campaign


def write_the_letter(office: Visitor, stage: Stage) -> None:
    """From the list of the late to a draft, read before it is made."""
    office.go("/theo-doi/don-doc/")
    office.is_accessible("urging")
    office.press("Soạn công văn đôn đốc")
    office.reads("chưa gửi Báo cáo tháng phong trào")
    for box in office.page.locator("input[name=units]").all():
        box.set_checked(box.input_value() == str(stage.unit(CHAU_BINH).pk))
    office.press("Xem trước")
    office.reads("Kính gửi: Ủy ban nhân dân xã Châu Bình", "đã quá hạn 7 ngày")
    office.is_accessible("urging-letter")
    office.fits()
    office.press("Soạn dự thảo")
    office.reads("Đơn vị được báo khi công văn có số.")


def number_it(office: Visitor) -> None:
    """At the counter of documents, as any other."""
    office.press("Sửa, cấp số, ký")
    office.press("Chốt để cấp số")
    office.press("Cấp số và ngày hôm nay")
    office.reads("đã cấp số")


@pytest.mark.demand("002.5")
def test_a_reminder_that_nobody_heeds_becomes_a_letter(
    visit: Visits, stage: Stage
) -> None:
    for day in ROUNDS:
        hold_round(actor=the_reminder(), at=at(day))
    clock.move_to(TODAY)
    visit("huyen").go("/nhac-viec/").reads("đơn vị chậm: Báo cáo tháng phong trào")
    office = visit("tinh")

    write_the_letter(office, stage)
    number_it(office)
    work_off()

    commune = visit("xa")
    commune.go("/").press("4 nhắc việc chưa đọc")
    commune.reads("Công văn đôn đốc: Báo cáo tháng phong trào")
    commune.is_accessible("notices")
    commune.fits()
