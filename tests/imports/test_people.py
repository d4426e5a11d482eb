"""Lists of people as offices keep them: every kind of mess, read as it was meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import Settings

from tests.imports import workbooks as make
from tests.imports.communes import HEAD, Commune, said, three
from tests.imports.factories import carried, fates
from thidua.audit.models import Entry
from thidua.organisations.models import Mandate, Person, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    """The twentieth of May 2025."""
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.mark.parametrize("as_", [make.xlsx, make.xls, make.ods, make.csv])
def test_every_format_says_the_same(
    as_: Callable[[list[list[make.Cell]]], SimpleUploadedFile],
) -> None:
    commune = Commune()

    run = commune.bring(as_(three()))

    assert fates(run) == {"n": 3}
    person = Person.objects.get(full_name="Lê Văn Chín")
    mandate = person.mandates.get()
    assert (person.birth_year, mandate.title, mandate.role) == (
        1990,
        "Phó trưởng ấp",
        "reader",
    )
    assert mandate.unit == commune.hamlets[1]
    assert mandate.during.lower == run.made_at.date()
    assert not User.objects.filter(person=person).exists()


@pytest.mark.parametrize("change", [make.in_tcvn3, make.in_vni, make.in_nfd])
def test_old_fonts_and_macs_are_read(change: Callable[[str], str]) -> None:
    run = Commune().bring(make.xlsx(make.throughout(three(), change)))

    assert fates(run) == {"n": 3}
    assert Person.objects.filter(full_name="Trần Thị Bông").exists()


def test_the_surname_and_the_given_name_stand_in_two_columns() -> None:
    rows = [["TT", "Họ và tên đệm", "Tên", "Chức danh", "Đơn vị"]]
    rows += [["1", "Nguyễn Văn", "An", "Trưởng ấp", "Ấp Bình Lợi"]]

    Commune().bring(make.xlsx(rows))

    assert Person.objects.filter(full_name="Nguyễn Văn An").exists()


@pytest.mark.parametrize(
    "header", ["Ngày nhận việc", "Ngày bổ nhiệm", "Từ ngày", "Ngày nhận công tác"]
)
def test_the_day_on_which_somebody_began_goes_by_many_names(header: str) -> None:
    rows = [["Họ và tên", "Chức danh", "Đơn vị", header]]
    rows += [["Nguyễn Văn An", "Trưởng ấp", "Ấp Bình Lợi", "01/03/2024"]]

    Commune().bring(make.xlsx(rows))

    mandate = Person.objects.get(full_name="Nguyễn Văn An").mandates.get()
    assert mandate.during.lower == date(2024, 3, 1)


def test_a_header_merged_over_both_columns_of_the_name() -> None:
    rows: list[list[make.Cell]] = [
        ["DANH SÁCH CÁN BỘ", None, None, None, None, None, None],
        ["TT", "Họ và tên", None, "Năm sinh", None, "Chức vụ", "Ấp"],
        [None, None, None, "Nam", "Nữ", None, None],
        [1, "Nguyễn Văn", "An", 1980, None, "Trưởng ấp", "Bình Lợi"],
        [2, "Trần Thị", "Bông", None, 1975, "Phó trưởng ấp", "Bình Lợi"],
    ]
    merged = [
        (0, 0, 0, 6),
        (1, 0, 2, 0),
        (1, 1, 2, 2),
        (1, 3, 1, 4),
        (1, 5, 2, 5),
        (1, 6, 2, 6),
    ]

    run = Commune().bring(make.xlsx(rows, merged=merged))

    assert fates(run) == {"n": 2}
    assert Person.objects.get(full_name="Trần Thị Bông").birth_year == 1975
    assert Person.objects.get(full_name="Nguyễn Văn An").birth_year == 1980


def test_a_heading_names_the_unit_of_the_people_below_it() -> None:
    commune = Commune()
    rows: list[list[make.Cell]] = [
        ["STT", "Họ và tên", "Chức vụ"],
        ["I", "Ấp Bình Lợi", None],
        [1, "Nguyễn Văn An", "Trưởng ấp"],
        ["II", "Ấp Bình Xuân", None],
        [1, "Trần Thị Bông", "Trưởng ấp"],
        [None, "Tổng cộng: 2 người", None],
    ]

    run = commune.bring(make.xlsx(rows))

    assert fates(run) == {"n": 2, "k": 3}
    assert (
        Mandate.objects.get(person__full_name="Trần Thị Bông").unit
        == (commune.hamlets[2])
    )


def test_a_heading_that_nobody_knows_is_asked_about_and_its_people_wait() -> None:
    commune = Commune()
    rows: list[list[make.Cell]] = [
        ["STT", "Họ và tên", "Chức vụ"],
        ["I", "Ấp Bình Lợi", None],
        ["A", "Cấp ủy chi bộ", None],
        [1, "Nguyễn Văn An", "Bí thư"],
    ]

    run = commune.check(make.xlsx(rows))
    assert fates(run) == {"k": 1, "a": 2}
    run = carried(commune.answer(run, "name:unit", "above"), commune.who)

    assert Mandate.objects.get(title="Bí thư").unit == commune.hamlets[0]


def test_a_cell_that_nobody_knows_is_a_unit_all_the_same() -> None:
    commune = Commune()
    rows = three()[:2]
    rows[1][4] = "Ấp Xa Lạ"

    run = commune.check(make.xlsx(rows))

    assert "above" not in dict(run.questions.get().choices)
    assert fates(commune.answer(run, "name:unit", "above")) == {"a": 1}


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("20/05/1980", 1980),
        ("5-3-80", 1980),
        ("1980", 1980),
        ("tháng 5/1980", 1980),
        (29_361, 1980),
        (1980.0, 1980),
    ],
)
def test_a_birth_is_written_in_many_shapes_and_only_its_year_is_kept(
    written: make.Cell, year: int
) -> None:
    rows: list[list[make.Cell]] = [
        ["Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị"],
        ["Nguyễn Văn An", written, "Trưởng ấp", "Ấp Bình Lợi"],
    ]

    Commune().bring(make.xlsx(rows))

    assert Person.objects.get(full_name="Nguyễn Văn An").birth_year == year


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        (1, "An", "chỉ có một chữ"),
        (1, "Nguyễn Văn An (Tư)", "dấu lạ"),
        (2, 2020, "không thể đúng"),
        (2, "khoảng 50", "không phải ngày sinh"),
        (3, None, "không ghi chức vụ"),
    ],
)
def test_a_wrong_row_comes_back_with_its_reason(
    cell: int, value: make.Cell, words: str
) -> None:
    rows = three()
    rows[1][cell] = value

    run = Commune().check(make.xlsx(rows))

    assert fates(run) == {"n": 2, "r": 1}
    assert words in said(run, "r")


def test_a_mandate_begins_on_the_day_or_the_month_that_is_written() -> None:
    rows: list[list[make.Cell]] = [
        [*HEAD, "Từ ngày", "Đến ngày"],
        [1, "Nguyễn Văn An", None, "Trưởng ấp", "Ấp Bình Lợi", "1/3/2024", None],
        [2, "Trần Thị Bông", None, "Ấp phó", "Ấp Bình Lợi", "5/2024", "31.12.2025"],
        [3, "Lê Văn Chín", None, "Ấp phó", "Ấp Bình Phú", 2023, None],
    ]

    run = Commune().bring(make.xlsx(rows))

    spans = {one.title + str(one.unit_id): one.during for one in Mandate.objects.all()}
    assert DateRange(date(2024, 5, 1), date(2026, 1, 1)) in spans.values()
    assert DateRange(date(2024, 3, 1), None) in spans.values()
    assert "hiểu là 01/01/2023" in said(run, "n")


def test_capitals_are_offered_as_a_proper_name_and_asked_once() -> None:
    commune = Commune()
    rows = three()
    for row in rows[1:]:
        row[1] = str(row[1]).upper()

    run = commune.check(make.xlsx(rows))
    assert fates(run) == {"a": 3}
    carried(commune.answer(run, "capitals", "proper"), commune.who)

    assert Person.objects.filter(full_name="Lê Văn Chín").exists()


def test_a_name_without_marks_is_asked_about() -> None:
    commune = Commune()
    rows = three()[:2]
    rows[1][1] = "Nguyen Van An"

    run = commune.check(make.xlsx(rows))
    run = commune.answer(run, "bare", "leave")

    assert fates(run) == {"r": 1}


def test_a_word_of_honour_before_the_name_is_asked_about() -> None:
    commune = Commune()
    rows = three()[:2]
    rows[1][1] = "Ông Nguyễn Văn An"

    run = commune.answer(commune.check(make.xlsx(rows)), "honour", "drop")
    carried(run, commune.who)

    assert Person.objects.filter(full_name="Nguyễn Văn An").exists()


def test_columns_without_a_place_are_left_out_and_the_import_says_why() -> None:
    commune = Commune()
    rows: list[list[make.Cell]] = [
        [*HEAD, "Số CCCD", "Điện thoại", "Dân tộc", "Ghi chú"],
        [*three()[1], "083080001234", "0909 123 456", "Kinh", "mới"],
    ]

    run = commune.bring(make.xlsx(rows))

    told = " ".join(run.about["left_out"])
    assert "giấy tờ" in told
    assert "riêng tư" in told
    assert "không có chỗ" in told
    assert not any("083080001234" in str(row.payload) for row in run.rows.all())
    assert not Entry.objects.filter(details__icontains="083080001234").exists()
