"""A list of units may name parents that stand in the list itself."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.imports import workbooks as make
from tests.imports.factories import answered, carried, fates, undone
from tests.imports.test_units import Office, called, reasons
from thidua.imports.registers.units import UnitsGround


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def named(office: Office) -> str:
    """What the office's commune is called."""
    return office.unit.names.get().full_name


@pytest.mark.django_db
@pytest.mark.parametrize("chunk", [200, 1])
def test_a_parent_may_stand_in_the_same_list_further_down(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnitsGround, "chunk", chunk)
    office = Office()
    rows: list[list[make.Cell]] = [
        ["Tên đơn vị", "Loại", "Trực thuộc", "Quyết định"],
        ["Tổ Toán", "Phòng ban", "Trường THCS Châu Bình", "QĐ 9/QĐ-UBND"],
        ["Nhóm Hình học", "Phòng ban", "Tổ Toán", "QĐ 9/QĐ-UBND"],
        ["Trường THCS Châu Bình", None, named(office), "QĐ 9/QĐ-UBND"],
        ["Tổ Văn", "Phòng ban", "Ấp Bình Lợi", None],
    ]

    run = office.bring_units(rows)

    assert run.about["done"] == {"d": 4}
    group = called("Nhóm Hình học").placements.get()
    assert group.parent == called("Tổ Toán")
    assert called("Tổ Toán").placements.get().parent == called("Trường THCS Châu Bình")
    assert called("Tổ Văn").placements.get().parent == office.hamlets[0]
    assert fates(office.check_units(rows)) == {"s": 4}
    assert undone(run, office.who).about["done"] == {"u": 4}


@pytest.mark.django_db
def test_units_that_stand_below_each_other_in_a_circle_are_refused_by_name() -> None:
    office = Office()
    rows: list[list[make.Cell]] = [
        ["Tên đơn vị", "Loại", "Trực thuộc"],
        ["Phòng Một", "Phòng ban", "Phòng Hai"],
        ["Phòng Hai", "Phòng ban", "Phòng Ba"],
        ["Phòng Ba", "Phòng ban", "Phòng Một"],
        ["Phòng Bốn", "Phòng ban", "Phòng Ba"],
        ["Phòng Năm", "Phòng ban", "Phòng Năm"],
        ["Phòng Sáu", "Phòng ban", named(office)],
    ]

    run = office.check_units(rows)

    assert fates(run) == {"r": 5, "n": 1}
    assert (
        "Phòng Một thuộc Phòng Hai, Phòng Hai thuộc Phòng Ba, Phòng Ba thuộc Phòng Một"
        in reasons(run)
    )
    assert "Phòng Năm thuộc Phòng Năm." in reasons(run)
    assert "Đơn vị cấp trên ở dòng 4 của tệp không vào được." in reasons(run)


@pytest.mark.django_db
def test_a_unit_waits_for_the_answer_about_its_parent() -> None:
    office = Office()
    rows: list[list[make.Cell]] = [
        ["Tên đơn vị", "Loại", "Trực thuộc"],
        ["Trường Mẫu giáo Lợi", None, "Bình Đông"],
        ["Bình Đông", "Ấp", named(office)],
    ]
    run = office.check_units(rows)
    assert fates(run) == {"a": 2}

    carried(answered(run, {run.questions.get().key: "Ấp"}, office.who), office.who)

    below = called("Trường Mẫu giáo Lợi").placements.get()
    assert below.parent == called("Ấp Bình Đông")
