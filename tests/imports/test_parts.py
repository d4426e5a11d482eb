"""Parts come in from workbooks, in the ways in which offices write them."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import carried, fates, mapped, place_of, received
from tests.indicators.factories import month
from tests.indicators.parts import Parted, a_parted_office
from tests.organisations.factories import an_actor
from thidua.imports.models import Import
from thidua.indicators.models import Observation
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.3")]


def name_of(unit: Unit) -> str:
    return unit.names.get().full_name


def a_row(number: int, unit: Unit, *figures: int) -> list[make.Cell]:
    """A commune with its figures."""
    return [number, name_of(unit), *figures]


def brought(
    them: Parted, rows: make.Rows, *, one: bool = False, **more: object
) -> Import:
    """The file of the province (or of the first commune), carried in."""
    office, period = them.office, month(2025, 4)
    who = office.officer() if one else an_actor(office.cast.province)
    unit = office.commune.pk if one else 0
    file = make.xlsx(rows, **more)  # type: ignore[arg-type]
    place = place_of(office, period.pk, unit)
    return carried(mapped(received(file, place, who), who), who)


def standing(them: Parted, unit: Unit) -> dict[str, int]:
    """The figures of a commune, by the short names of the lines."""
    names = {
        line.version.indicator_id: name for name, line in them.office.lines.items()
    }
    found = Observation.objects.filter(unit=unit)
    return {names[one.indicator_id]: int(one.value or 0) for one in found}


def test_a_header_of_two_rows_says_the_total_and_among_it_the_women() -> None:
    them = a_parted_office()
    communes = them.office.cast.communes
    run = brought(
        them,
        [
            ["TT", "Tên xã", "Người học xong kỹ năng số", None, None],
            [None, None, "Tổng số", "Trong đó: nữ", "Thuộc hộ nghèo"],
            *(a_row(n, one, 10 + n, 4, n) for n, one in enumerate(communes)),
        ],
        merged=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4)],
    )

    assert fates(run) == {"n": 3 * len(communes)}
    assert standing(them, communes[0]) == {"ALL": 10, "WOMEN": 4, "POOR": 0}


def test_a_header_of_three_rows_divides_the_total() -> None:
    them = a_parted_office()
    communes = them.office.cast.communes
    run = brought(
        them,
        [
            ["TT", "Tên xã", "Người học xong kỹ năng số", None, None],
            [None, None, "Tổng số", "Chia ra", None],
            [None, None, None, "Nam", "Nữ"],
            *(a_row(n, one, 10, 6, 4) for n, one in enumerate(communes)),
        ],
        merged=[(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 4), (1, 2, 2, 2), (1, 3, 1, 4)],
    )

    assert fates(run) == {"n": 3 * len(communes)}
    assert standing(them, communes[0]) == {"ALL": 10, "MEN": 6, "WOMEN": 4}


@pytest.mark.parametrize(
    "label",
    [
        "Người học xong kỹ năng số – nữ",
        "Người học xong kỹ năng số - nữ",
        "Người học xong kỹ năng số (nữ)",
        "Người học xong kỹ năng số, trong đó: nữ",
        "Trong đó: nữ",
        "nguoi hoc xong ky nang so - nu",
    ],
)
def test_one_column_names_a_part_in_many_ways(label: str) -> None:
    them = a_parted_office()
    communes = them.office.cast.communes
    run = brought(
        them,
        [
            ["Tên xã", "Người học xong kỹ năng số", label],
            *(a_row(n, one, 10, 4)[1:] for n, one in enumerate(communes)),
        ],
    )

    assert fates(run) == {"n": 2 * len(communes)}
    assert standing(them, communes[0]) == {"ALL": 10, "WOMEN": 4}


def test_rows_beneath_an_indicator_are_its_parts() -> None:
    them = a_parted_office()
    run = brought(
        them,
        [
            ["Chỉ số", "Đơn vị tính", "Số liệu"],
            ["Người học xong kỹ năng số", "người", 10],
            ["    Chia ra: nam", "người", 6],
            ["- Nữ", "người", 4],
            ["Trong đó: thuộc hộ nghèo", "người", 1],
            ["Nhà tình thương bàn giao", "căn", 2],
        ],
        one=True,
    )

    assert fates(run) == {"n": 5}
    assert standing(them, them.office.commune) == {
        "ALL": 10,
        "MEN": 6,
        "WOMEN": 4,
        "POOR": 1,
        "HOUSES": 2,
    }


def test_a_part_beneath_something_unknown_is_asked_about() -> None:
    them = a_parted_office()
    run = brought(
        them,
        [
            ["Chỉ số", "Số liệu"],
            ["Người học xong kỹ năng số", 10],
            ["Trẻ em đi nhà trẻ", 8],
            ["Trong đó: nữ", 4],
        ],
        one=True,
    )

    assert standing(them, them.office.commune) == {"ALL": 10}
    assert fates(run)["a"] == 2


def test_the_template_of_the_form_comes_back_filled_in() -> None:
    them = a_parted_office()
    place = [them.office.form.pk, month(2025, 4).pk, them.office.commune.pk]
    client = signed_in(them.office.officer())
    data = client.get(reverse("indicators:report-sheet", args=place)).content
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    table: list[list[make.Cell]] = [
        [str(cell) if cell else None for cell in row] for row in rows.to_python()
    ]
    figures = iter([10, 6, 4, 1, 2])
    for row in table:
        if row[2] in {"người", "căn"}:
            row[4] = next(figures)

    heads = [(3, column, 4, column) for column in (0, 1, 2, 3, 5)]
    run = brought(them, table, one=True, merged=heads)

    assert fates(run)["n"] == 5
    assert standing(them, them.office.commune)["WOMEN"] == 4


def test_the_mapping_shows_which_column_is_which_part() -> None:
    them = a_parted_office()
    office = them.office
    who = an_actor(office.cast.province)
    rows: make.Rows = [
        ["Tên xã", "Người học xong kỹ năng số", None],
        [None, "Tổng số", "Trong đó: nữ"],
        [name_of(office.commune), 10, 4],
    ]
    file = make.xlsx(rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)])
    run = received(file, place_of(office, month(2025, 4).pk), who)

    page = signed_in(who).get(f"/nhap-tep/{run.pk}/cot/").content.decode()

    assert ">Người học xong kỹ năng số – nữ</option>" in page
