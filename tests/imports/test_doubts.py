"""What a file says that cannot quite be so is asked about, never taken silently."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import (
    APRIL,
    answered,
    carried,
    fates,
    mapped,
    place_of,
    received,
)
from tests.indicators.factories import an_office, month
from tests.indicators.parts import a_parted_office
from tests.organisations.factories import an_actor
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.indicators.models import Observation
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]


def name_of(unit: Unit) -> str:
    return unit.names.get().full_name


def pages_of(run: Import) -> str:
    """The rows and the questions, as the sender reads them."""
    assert run.mandate
    client = signed_in(an_actor(run.unit))
    with clock.standing_on(date(2025, 5, 5)):
        return "".join(
            client.get(f"/nhap-tep/{run.pk}/{part}").content.decode()
            for part in ("", "hoi/")
        )


def test_parts_that_do_not_make_up_their_whole_are_asked_about() -> None:
    them = a_parted_office()
    who = an_actor(them.office.cast.province)
    some = them.office.cast.communes[:3]
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Người học xong kỹ năng số", "Trong đó: nam", "Trong đó: nữ"],
        [name_of(some[0]), 14, 5, 8],
        [name_of(some[1]), 14, 6, 8],
        [name_of(some[2]), 3, 2, 1],
    ]
    place = place_of(them.office, month(2025, 4).pk)

    run = mapped(received(make.xlsx(rows), place, who), who)

    assert fates(run) == {"n": 8, "a": 1}
    page = pages_of(run)
    assert "Nam + nữ cộng lại 13, tổng ghi 14: lệch 1." in page
    assert "các phần không khớp với tổng" in page
    question = run.questions.get()
    again = mapped(received(make.xlsx(rows), place, who), who)
    assert fates(answered(again, {question.key: "leave"}, who)) == {"n": 8, "r": 1}
    run = carried(answered(run, {question.key: "take"}, who), who)
    kept = Observation.objects.get(unit=some[0], indicator=them.whole)
    assert kept.value == 14
    assert "lệch 1" in kept.note


def test_parts_in_a_file_are_held_against_the_whole_that_stands() -> None:
    them = a_parted_office()
    who = an_actor(them.office.cast.province)
    one = them.office.cast.communes[0]
    them.office.type_in(them.office.report(month(2025, 4)), ALL="4")
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Người học xong kỹ năng số - thuộc hộ nghèo"],
        [name_of(one), 5],
    ]
    place = place_of(them.office, month(2025, 4).pk)

    run = mapped(received(make.xlsx(rows), place, who), who)

    assert fates(run) == {"a": 1}
    assert "Phần này 5, nhiều hơn tổng 4." in pages_of(run)


def test_an_absurd_figure_is_asked_about_by_itself() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    some = office.cast.communes[:2]
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(some[0]), 9_999_999_999_999],
        [name_of(some[1]), 3],
    ]
    place = place_of(office, month(2025, 4).pk)

    run = mapped(received(make.xlsx(rows), place, who), who)

    assert fates(run) == {"n": 1, "a": 1}
    assert "Lớn đến mức khó có thật" in pages_of(run)


def test_a_jump_is_asked_about_as_the_grid_does_and_a_note_answers_it() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    for number, houses in enumerate(("2", "3", "2", "3", "4"), start=11):
        year, which = (2024, number) if number < 13 else (2025, number - 12)
        office.accepted(month(year, which), HOUSES=houses)
    head: list[make.Cell] = ["Đơn vị", "Nhà tình thương bàn giao", "Ghi chú"]
    place = place_of(office, month(2025, 4).pk)

    def brought(*row: make.Cell) -> Import:
        return mapped(received(make.xlsx([head, list(row)]), place, who), who)

    asked = brought(name_of(office.commune), 60, None)
    explained = brought(name_of(office.commune), 60, "Đợt bàn giao cuối năm")

    assert fates(asked) == {"a": 1}
    assert "Ngoài khoảng thường gặp của đơn vị" in pages_of(asked)
    assert fates(explained) == {"n": 1}


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        ("BÁO CÁO SỐ LIỆU THÁNG 4 NĂM 2025", "month", 4),
        ("Biểu số liệu tháng 04/2025", "month", 4),
        ("BIEU TONG HOP THANG 4 NAM 2025", "month", 4),
        ("Kết quả Quý II/2025", "quarter", 2),
        ("Kết quả quý 2 năm 2025", "quarter", 2),
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025", "half", 1),
    ],
)
def test_the_title_says_the_period(title: str, kind: str, number: int) -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    spans = [PeriodSpan(PeriodKind(kind), 2025, n) for n in (number, 3 - number)]
    wanted = spans[0].id
    if kind != "month":
        office.form.period_kind = kind
        office.form.save()
        office.form.periods.all().delete()
        for span in spans[: 1 if number == 3 else 2]:
            if 1 <= span.number <= 4:
                office.form.periods.create(period_id=span.id, due_on=date(2025, 7, 5))
    rows: list[list[make.Cell]] = [
        [title, None],
        ["Bến Tre, ngày 02 tháng 5 năm 2025", None],
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(office.commune), 3],
    ]

    run = received(make.xlsx(rows), place_of(office), who)

    assert Mapping.from_json(run.mapping).constants == {"period": str(wanted)}


def test_the_same_file_sent_again_is_told_at_once_with_the_first() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(office.commune), 3],
    ]
    place = place_of(office, month(2025, 4).pk)
    file = make.xlsx(rows)
    first = carried(mapped(received(file, place, who), who), who)
    file.seek(0)
    client = signed_in(who)

    with clock.standing_on(APRIL.date()):
        answer = client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": file})
        page = client.get(answer["Location"]).content.decode()

    assert "Tệp này đã gửi" in page
    assert reverse("imports:import", args=[first.pk]) in page
