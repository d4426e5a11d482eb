"""The masthead keeps to its column, whoever signs in and however wide the window is."""

from __future__ import annotations

import pytest

from tests.journeys.people import Visits
from tests.organisations.factories import a_province, an_actor
from thidua.organisations.models import Mandate, Person, UnitName

LONG = "Ban Thi đua – Khen thưởng tỉnh Bến Tre"
WIDTHS = (390, 800, 1024, 1220, 1280, 1366, 1440, 1600, 1920)
TWO_LINES = 40
EDGES = """() => {
    const box = one => document.querySelector(one).getBoundingClientRect();
    const inner = document.querySelector(".mast-in");
    const column = getComputedStyle(inner), {left, right, bottom} = box(".mast-in");
    return {
        over: document.documentElement.scrollWidth - innerWidth,
        starts: box(".brand").left - left - parseFloat(column.paddingLeft),
        ends: right - parseFloat(column.paddingRight) - box(".person-menu").right,
        below: bottom - box(".brand").bottom,
        name: box(".brand span span").height,
    };
}"""


@pytest.mark.journey
def test_a_long_name_of_an_office_and_of_a_person_stand_in_the_column(
    visit: Visits,
) -> None:
    office = a_province().department
    UnitName.objects.filter(unit=office).update(full_name=LONG)
    user = an_actor(office).user
    assert user is not None
    Person.objects.filter(user=user).update(full_name="Nguyễn Hoàng Minh Khôi")
    Mandate.objects.filter(person__user=user).update(title=f"Chuyên viên {LONG}")
    page = visit(user.username).go("/phong-trao/").page

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 600})
        seen = page.evaluate(EDGES)

        assert seen["over"] <= 0, width
        assert abs(seen["starts"]) < 1, width
        assert seen["ends"] > -1, width
        assert seen["below"] >= 0, width
        assert seen["name"] < TWO_LINES, width
