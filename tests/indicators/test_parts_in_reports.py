"""A commune reports a figure and its parts: grid, checks, sheet, print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from tests.doors import signed_in
from tests.indicators.factories import an_office, month
from tests.indicators.parts import Parted, a_grid_with_parts, a_parted_office, widened
from tests.indicators.test_pages import ENTRY_QUERIES, address, type_by_script
from thidua.indicators.models import Observation, ObservationChange, Report
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.3")]
APRIL = (2025, 4)


@pytest.fixture(autouse=True)
def on_a_day_in_may(settings: Settings, tmp_path: object) -> Iterator[None]:
    settings.EVIDENCE_ROOT = tmp_path
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def typed(them: Parted, **figures: str) -> Any:
    """What the grid's script sends and hears for the first commune."""
    client = signed_in(them.office.officer())
    return type_by_script(client, them.office, *figures.items())


def page_of(them: Parted, name: str = "report", client: Client | None = None) -> str:
    client = client or signed_in(them.office.officer())
    return client.get(address(name, them.office)).content.decode()


def plain(page: str) -> str:
    """The words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def standing(them: Parted, name: str) -> Observation | None:
    indicator = them.office.lines[name].version.indicator_id
    return Observation.objects.filter(indicator=indicator).first()


def test_parts_stand_beneath_their_whole_under_their_heading() -> None:
    them = a_parted_office()

    page = page_of(them)

    said = plain(page[page.index("<tbody>") :])
    order = [
        "Người học xong kỹ năng số",
        "Chia ra theo giới tính",
        "nam",
        "nữ",
        "Trong đó",
        "thuộc hộ nghèo",
        "Nhà tình thương bàn giao",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert page.count('class="todo part"') == 3


def test_parts_that_do_not_make_up_the_whole_are_said_and_do_not_block() -> None:
    them = a_parted_office()

    said = typed(them, ALL="14", MEN="5", WOMEN="8", POOR="2", HOUSES="1")

    words = "Nam + nữ cộng lại 13, tổng ghi 14: lệch 1."
    cell = said["cells"][0]
    assert (cell["outcome"], cell["note"]) == ("saved", words)
    assert words in page_of(them)
    client = signed_in(them.office.officer())
    asked = client.post(address("report-submit", them.office))
    assert "Có số khác thường" in asked.content.decode()
    assert words in asked.content.decode()
    client.post(address("report-submit", them.office), {"odd": "1"})
    assert Report.objects.get().state == "submitted"
    review = page_of(them, "report-review", signed_in(them.office.receiver()))
    assert words in review
    assert plain(review).index("Chia ra theo giới tính") < plain(review).index("nam")


def test_mending_a_part_clears_what_was_said_of_the_whole() -> None:
    them = a_parted_office()
    typed(them, ALL="14", MEN="5", WOMEN="8")

    said = typed(them, WOMEN="9")

    whole = str(them.office.lines["ALL"].pk)
    assert said["notes"][whole] == ""
    assert "lệch" not in page_of(them)


def test_a_part_larger_than_its_whole_is_said() -> None:
    them = a_parted_office()

    said = typed(them, ALL="4", POOR="5")

    assert said["cells"][1]["note"] == "Phần này 5, nhiều hơn tổng 4."


def test_a_part_left_out_while_its_sibling_is_there_is_said() -> None:
    them = a_parted_office()

    said = typed(them, ALL="14", MEN="5")

    women = str(them.office.lines["WOMEN"].pk)
    assert said["notes"][women] == "Đã có số của nam, còn thiếu nữ."


def test_a_part_may_be_missing_for_a_reason_and_then_nothing_is_said() -> None:
    them = a_parted_office()
    typed(them, ALL="14", MEN="5")
    client = signed_in(them.office.officer())

    line = them.office.lines["WOMEN"].pk
    client.post(
        address("report-cell", them.office, line),
        {"note": "", "missing_reason": "Sổ chưa ghi giới tính", "version": 0},
    )

    page = page_of(them)
    assert "còn thiếu nữ" not in page
    assert "lệch" not in page


def test_the_sum_of_all_parts_is_offered_and_taken_over_in_one_act() -> None:
    them = a_parted_office()
    whole = them.office.lines["ALL"].pk
    typed(them, MEN="5", WOMEN="8")
    assert "Ghi tổng 13 (nam + nữ)" in page_of(them)
    assert standing(them, "ALL") is None

    client = signed_in(them.office.officer())
    client.post(address("report-save", them.office), {"add_up": whole})

    figure = standing(them, "ALL")
    assert figure is not None
    assert figure.value == 13
    change = ObservationChange.objects.get(indicator_id=figure.indicator_id)
    assert change.reason == "Cộng các phần: nam + nữ"
    assert "Ghi tổng" not in page_of(them)


def test_no_sum_is_offered_while_a_part_is_empty_or_to_who_only_reads() -> None:
    them = a_parted_office()
    typed(them, MEN="5")
    assert "Ghi tổng" not in page_of(them)

    typed(them, WOMEN="8")
    assert "Ghi tổng" not in page_of(them, client=signed_in(them.office.receiver()))


def test_a_sum_is_not_written_over_a_figure() -> None:
    them = a_parted_office()
    typed(them, ALL="20", MEN="5", WOMEN="8")
    client = signed_in(them.office.officer())

    answer = client.post(
        address("report-save", them.office), {"add_up": them.office.lines["ALL"].pk}
    )

    assert answer.status_code == 422
    figure = standing(them, "ALL")
    assert figure is not None
    assert figure.value == 20


def test_what_was_typed_is_kept_when_the_sum_is_taken_over_without_script() -> None:
    them = a_parted_office()
    typed(them, MEN="5", WOMEN="8")
    houses = them.office.lines["HOUSES"].pk
    client = signed_in(them.office.officer())

    client.post(
        address("report-save", them.office),
        {
            f"cell-{houses}": "3",
            f"was-{houses}": "",
            "add_up": them.office.lines["ALL"].pk,
        },
    )

    figure = standing(them, "HOUSES")
    assert figure is not None
    assert figure.value == 3


def test_a_running_total_is_compared_as_it_is_typed() -> None:
    them = a_parted_office(is_cumulative=True)
    office = them.office
    office.sent(month(2025, 3), ALL="10", MEN="6", WOMEN="4", POOR="0", HOUSES="0")

    said = typed(them, ALL="24", MEN="11", WOMEN="12")

    words = "Nam + nữ cộng lại 23, tổng ghi 24: lệch 1."
    assert said["cells"][0]["note"] == words


def test_a_category_that_the_form_does_not_ask_for_leaves_no_gap_to_explain() -> None:
    them = a_parted_office()
    widened(them.sex, "không khai")

    said = typed(them, ALL="14", MEN="5", WOMEN="8")

    assert said["cells"][0]["note"] == ""
    over = typed(them, WOMEN="10")
    assert "nhiều hơn tổng 14" in over["notes"][str(them.office.lines["ALL"].pk)]


def test_the_sheet_and_the_paper_say_how_each_line_is_a_part() -> None:
    them = a_parted_office()
    typed(them, ALL="14", MEN="5", WOMEN="9", POOR="3")
    client = signed_in(them.office.officer())

    data = client.get(address("report-sheet", them.office)).content
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    column = [row[1] for row in book.get_sheet_by_index(0).to_python()]
    assert "    Chia ra: nữ" in column
    assert "    Trong đó: thuộc hộ nghèo" in column

    paper = plain(page_of(them, "report-print"))
    assert "Chia ra theo giới tính nam người" in paper
    assert "Trong đó thuộc hộ nghèo người" in paper


@pytest.mark.parametrize("parts", [1, 3])
def test_the_grid_costs_the_same_with_one_and_with_three_parts(
    parts: int, django_assert_num_queries: Any
) -> None:
    office = a_grid_with_parts(parts)
    client = signed_in(office.officer())
    client.get(address("report", office))

    with django_assert_num_queries(ENTRY_QUERIES):
        page = client.get(address("report", office))
    assert page.content.decode().count(" part") >= parts


def test_a_form_without_parts_looks_as_before() -> None:
    page = page_of(Parted(an_office("HOUSES"), None, None, None))  # type: ignore[arg-type]

    assert 'class="kin"' not in page
    assert "hx-select-oob" not in page
