"""A campaign of days or weeks: every phase on its line can be read."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from pytest_django import Settings

from tests.journeys.people import Visitor, Visits
from tests.journeys.stage import Stage
from thidua.campaigns.models import Phase

pytestmark = pytest.mark.journey
NAMES = (
    "Phát động",
    "Tuyên truyền, quán triệt",
    "Đăng ký thi đua",
    "Cao điểm ra quân",
    "Kiểm tra giữa đợt",
    "Nước rút",
    "Chấm điểm, bình xét",
    "Sơ kết",
    "Khen thưởng",
    "Tổng kết",
)
Box = tuple[float, float, float, float]
WORDS = """
items => items.map(item => {
  const range = document.createRange(), heard = item.querySelector(".sr");
  range.selectNodeContents(item);
  if (heard) range.setEndBefore(heard);
  const outer = item.getBoundingClientRect(), box = range.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom, outer.left, outer.right];
})
"""


@pytest.fixture(autouse=True)
def on_the_twentieth_of_may(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-05-20"


def write_phases(stage: Stage, every: int, days: int) -> None:
    """Ten phases that begin `every` so many days and last `days`."""
    stage.campaign.phases.all().delete()
    begin = date(2025, 5, 12)
    Phase.objects.bulk_create(
        Phase(
            campaign=stage.campaign,
            kind="ordinary",
            name=name,
            starts_on=begin + timedelta(days=every * place),
            ends_on=begin + timedelta(days=every * place + days - 1),
        )
        for place, name in enumerate(NAMES)
    )


def apart(one: Box, other: Box) -> bool:
    """Does neither cover a part of the other?"""
    left, top, right, bottom = one
    return (
        right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    )


def is_readable(office: Visitor) -> None:
    """No words stick out of their phase or lie on those of another; today once."""
    line = office.page.locator(".phases")
    found = line.locator("li").evaluate_all(WORDS)
    assert len(found) == len(NAMES)
    for left, _top, right, _bottom, begin, end in found:
        assert begin - 1 <= left
        assert right <= end + 1
    words: list[Box] = [(one[0], one[1], one[2], one[3]) for one in found]
    assert all(apart(one, other) for one, other in combinations(words, 2))
    assert line.locator("[data-today]").count() == 1
    office.fits()


@pytest.mark.parametrize(("every", "days"), [(2, 2), (7, 7), (2, 14)])
def test_short_phases_do_not_lie_on_each_other(
    stage: Stage, visit: Visits, every: int, days: int
) -> None:
    write_phases(stage, every, days)
    office = visit("tinh")

    for width in (1440, 800, 390):
        office.page.set_viewport_size({"width": width, "height": 900})
        office.go(f"/phong-trao/{stage.campaign.pk}/")
        is_readable(office)
