"""A percent without what it is a percent of is told at its column, before checking."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import place_of, received
from tests.imports.test_messes import Sent
from thidua.imports.models import Import
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

HEAD = "Hộ có dụng cụ trữ nước (%)"
UP, DOWN = "Số hộ có dụng cụ trữ nước", "Tổng số hộ"
BOTH = f"còn thiếu cột tử số “{UP}”, mẫu số “{DOWN}”"
LACKING = "chỉ số này cần cả tử số và mẫu số"


class Ratio(Sent):
    """A form with a ratio, and a file about it on its way in."""

    def __init__(self, head: list[make.Cell], *figures: list[make.Cell]) -> None:
        super().__init__("WATER", "HOUSES")
        rows = [["Đơn vị", *head]]
        rows += [[self.names[n], *row] for n, row in enumerate(figures)]
        place = place_of(self.office, self.period.pk)
        self.run: Import = received(make.xlsx(rows), place, self.who)
        self.client: Client = signed_in(self.who)

    def page(self, typed: dict[str, str] | None = None) -> tuple[int, str]:
        """The page of the columns, or what it answers."""
        here = f"/nhap-tep/{self.run.pk}/cot/"
        with clock.standing_on(date(2025, 5, 5)):
            answer = (
                self.client.get(here)
                if typed is None
                else self.client.post(here, typed)
            )
        return answer.status_code, answer.content.decode()


def lacking_in(page: str) -> str:
    """What the page says is still to be chosen."""
    return page.partition('id="lacking"')[2].partition("</ul>")[0]


def row_of(page: str, number: int) -> str:
    """The row of a column in the table."""
    before, _name, after = page.partition(f'name="c{number}"')
    return before.rpartition("<tr")[2] + after.partition("</tr>")[0]


def test_a_percent_alone_is_told_at_its_column_with_what_is_missing() -> None:
    sent = Ratio([HEAD, "Nhà tình thương bàn giao"], [45.5, 3], [61, 4])

    _status, page = sent.page()

    assert f"Cột B “{HEAD}”: {LACKING}, {BOTH}" in lacking_in(page)
    assert lacking_in(page).count("<li>") == 1
    assert BOTH in row_of(page, 1)
    assert LACKING not in row_of(page, 2)
    status, page = sent.page({})
    assert status == 422
    assert f"Cột B: {LACKING}, {BOTH}. Chọn cột ấy, hoặc chọn không nhập" in page
    assert BOTH in row_of(page, 1)
    assert sent.page({"c1": "-"})[0] == 302


def test_only_the_column_that_is_missing_is_named() -> None:
    sent = Ratio([UP, HEAD], [615, 63.0])

    _status, page = sent.page()

    assert f"còn thiếu cột mẫu số “{DOWN}”" in lacking_in(page)
    assert "tử số “" not in lacking_in(page)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ([UP, DOWN, HEAD], [615, 976, 63.0]),
        ([HEAD], ["615/976"]),
        ([HEAD], [None]),
    ],
)
def test_nothing_is_missing_where_both_are_written(
    head: list[make.Cell], row: list[make.Cell]
) -> None:
    sent = Ratio(head, row)

    assert LACKING not in sent.page()[1]
    assert sent.page({})[0] == 302


def test_a_file_sent_before_its_figures_were_looked_at_so_is_not_held_up() -> None:
    sent = Ratio([HEAD], ["615/976"])
    del sent.run.about["fractions"]
    sent.run.save(update_fields=["about"])

    assert sent.page({})[0] == 302
