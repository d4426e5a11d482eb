"""An office takes its form away as an Excel file, and pastes it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.doors import signed_in
from tests.indicators.factories import an_office, month
from thidua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def test_the_file_has_the_lines_the_month_before_and_a_column_to_fill(
    tmp_path: object,
) -> None:
    office = an_office("HOUSES", "WATER")
    office.accepted(month(2025, 3), None, HOUSES="12", WATER="90/120")
    key = [office.form.pk, month(2025, 4).pk, office.commune.pk]
    client = signed_in(office.officer())
    path = reverse("indicators:report-sheet", args=key)

    assert path in client.get(reverse("indicators:report", args=key)).content.decode()
    answer = client.get(path)

    assert "attachment" in answer["Content-Disposition"]
    file = tmp_path / "bieu.xlsx"  # type: ignore[operator]
    file.write_bytes(answer.content)
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    names = [line.version.name for line in office.lines.values()]
    told = {row[1]: (row[3], row[4]) for row in rows if row[1] in names}
    assert list(told) == names
    assert told[names[0]] == ("12", "")
    assert told[names[1]][1] == ""
    assert any("ghi vào cột này" in row for row in rows)
