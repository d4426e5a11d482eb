"""Figures come in from workbooks as offices make them; nothing is guessed silently."""

from __future__ import annotations

import pytest

from tests.imports import workbooks as make
from tests.imports.factories import (
    APRIL,
    carried,
    fates,
    mapped,
    place_of,
    received,
    undone,
)
from tests.indicators.factories import an_office, month
from tests.organisations.factories import an_actor
from thidua.imports.queries.asking import questions_page
from thidua.indicators.models import Observation
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.naming import in_sentence

pytestmark = pytest.mark.django_db


def name_of(unit: Unit) -> str:
    """What a unit is called in full."""
    return unit.names.get().full_name


def a_row(number: int, name: str) -> list[make.Cell]:
    """A commune with roads and houses."""
    return [number, name, 1.5 + number, number]


def test_a_file_goes_in_once_and_comes_out_again() -> None:
    office, period = an_office(), month(2025, 4)
    names = [name_of(unit) for unit in office.cast.communes]
    rows: list[list[make.Cell]] = [
        ["UBND TỈNH", None, None],
        ["STT", "Tên đơn vị", "Đường bê tông hóa (km)", "Nhà tình thương bàn giao"],
        *(a_row(n, name) for n, name in enumerate(names)),
        ["Tổng cộng", None, 99, 99],
        ["Người lập biểu", None, None, None],
    ]
    who, place = an_actor(office.cast.province), place_of(office, period.pk)

    run = carried(mapped(received(make.xlsx(rows), place, who), who), who)

    assert fates(run) == {"n": 2 * len(names), "k": 2}
    assert Observation.objects.count() == 2 * len(names)
    again = mapped(received(make.xlsx(rows), place, who), who)
    assert fates(again) == {"s": 2 * len(names), "k": 2}

    undone(run, who)

    assert not Observation.objects.exists()


def test_a_district_chooses_among_its_own_communes_and_tells_namesakes_apart() -> None:
    office, period = an_office(), month(2025, 4)
    cast, place = office.cast, place_of(office, period.pk)
    mine = cast.communes_of(cast.districts[0])
    for one in (mine[0], cast.communes_of(cast.districts[1])[0]):
        one.names.update(name="Vĩnh Hòa", full_name="Xã Vĩnh Hòa")
    rows: list[list[make.Cell]] = [
        ["Tên đơn vị", "Đường bê tông hóa (km)"],
        ["Xã Không Có", 1],
    ]
    district, province = (an_actor(one) for one in (cast.districts[0], cast.province))

    def offered(who: Actor) -> list[str]:
        run = mapped(received(make.xlsx(rows), place, who), who)
        (question,) = questions_page(run, who, APRIL.date()).questions
        return [words for _value, words in question.others]

    assert sorted(offered(district)) == sorted(name_of(one) for one in mine)
    everybody = offered(province)
    assert len(everybody) == len(cast.communes)
    for above in cast.districts:
        assert f"Xã Vĩnh Hòa, {in_sentence(name_of(above))}" in everybody
