"""What a column is: the likely first, the rest by what they belong to."""

from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import APRIL, place_of, received
from tests.imports.test_messes import Sent
from thidua.imports.mapping import Mapping
from thidua.imports.queries.mapping import mapping_page
from thidua.indicators.models import FormLine
from thidua.kernel import clock

pytestmark = pytest.mark.django_db


def test_the_choices_are_grouped_and_begin_with_what_the_header_may_mean() -> None:
    sent = Sent("ROAD", "HOUSES", "LAND")
    FormLine.objects.filter(pk=sent.office.lines["ROAD"].pk).update(group="Hạ tầng")
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao xong"],
        [sent.names[0], 3],
    ]
    place = place_of(sent.office, sent.period.pk)
    run = received(make.xlsx(rows), place, sent.who)

    mapping = Mapping.from_json(run.mapping)
    column = mapping_page(run, mapping, sent.who, APRIL.date()).columns[1]

    labels = [one.label for one in column.groups]
    assert labels[:2] == ["", "Đề nghị"]
    assert "Chỉ số: Hạ tầng" in labels
    house = f"value:line={sent.office.lines['HOUSES'].pk}"
    assert house in [code for code, _words in column.groups[1].options]
    codes = [code for one in column.groups for code, _words in one.options]
    assert len(codes) == len(set(codes))
    assert column.code in codes


def test_without_a_script_it_is_a_select_with_groups() -> None:
    sent = Sent("ROAD", "HOUSES", "LAND")
    rows: list[list[make.Cell]] = [["Đơn vị", "Đường"], [sent.names[0], 3]]
    place = place_of(sent.office, sent.period.pk)
    run = received(make.xlsx(rows), place, sent.who)

    with clock.standing_on(APRIL.date()):
        client = signed_in(sent.who)
        page = client.get(f"/nhap-tep/{run.pk}/cot/").content.decode()

    chosen = page.partition('<select class="in" name="c1"')[2].partition("</select>")[0]
    assert '<optgroup label="Chỉ số">' in chosen
    assert chosen.count("<optgroup") == chosen.count("</optgroup>") > 2
