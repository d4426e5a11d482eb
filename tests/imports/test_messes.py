"""Ten kinds of mess, and more: each workbook made here, each read as it was meant."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import answered, carried, fates, mapped, place_of, received
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import UnitFactory, an_actor
from thidua.imports.models import Import
from thidua.indicators.models import Observation
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db


def called(unit: Unit) -> str:
    """What a unit is called in full."""
    return unit.names.get().full_name


class Sent:
    """The province's office with a form, and a file on its way in."""

    def __init__(self, *lines: str) -> None:
        self.office: Office = an_office(*lines)
        self.period = month(2025, 4)
        self.who: Actor = an_actor(self.office.cast.province)
        self.names = [called(unit) for unit in self.office.cast.communes]

    def check(self, file: SimpleUploadedFile, period: int | None = None) -> Import:
        """The file received and checked as it is proposed."""
        place = place_of(self.office, self.period.pk if period is None else period)
        return mapped(received(file, place, self.who), self.who)

    def bring(self, file: SimpleUploadedFile, period: int | None = None) -> Import:
        """The file brought in as it is proposed."""
        return carried(self.check(file, period), self.who)

    def figure(self, line: str, unit: int = 0, number: int = 4) -> Observation:
        """What stands for a commune, an indicator and a month of 2025."""
        return Observation.objects.get(
            unit=self.office.cast.communes[unit],
            indicator=self.office.lines[line].version.indicator_id,
            period=month(2025, number).pk,
        )


def wide(names: list[str], *more: list[make.Cell]) -> list[list[make.Cell]]:
    """A wide table: a commune a row, roads and houses."""
    rows: list[list[make.Cell]] = [
        ["STT", "Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"]
    ]
    rows += [[n + 1, name, 1.5 + n, 3 + n] for n, name in enumerate(names)]
    return [*rows, *more]


@pytest.mark.parametrize("as_", [make.xlsx, make.xls, make.ods, make.csv])
def test_every_format_says_the_same(
    as_: Callable[[list[list[make.Cell]]], SimpleUploadedFile],
) -> None:
    sent = Sent()
    rows = wide(sent.names[:2])
    if as_ is make.csv:
        rows = [[str(c).replace(".", ",") for c in line] for line in rows]

    run = sent.bring(as_(rows))

    assert fates(run) == {"n": 4}
    assert sent.figure("ROAD", 1).value == Decimal("2.5")


@pytest.mark.parametrize("change", [make.in_tcvn3, make.in_vni, make.in_nfd])
def test_old_fonts_and_macs_are_read(change: Callable[[str], str]) -> None:
    sent = Sent()

    run = sent.bring(make.xlsx(make.throughout(wide(sent.names), change)))

    assert fates(run) == {"n": 2 * len(sent.names)}
    assert sent.figure("HOUSES", 1).value == 4


def test_a_csv_of_windows_in_an_old_font_is_read() -> None:
    sent = Sent()
    rows = make.throughout(wide(sent.names[:2]), make.in_tcvn3)
    rows = [[str(c).replace(".", ",") for c in line] for line in rows]

    run = sent.bring(make.csv(rows, encoding="cp1252"))

    assert fates(run) == {"n": 4}


def test_a_header_merged_over_two_rows_with_months() -> None:
    sent = Sent("ROAD", "HOUSES")
    rows: list[list[make.Cell]] = [
        ["BIỂU TỔNG HỢP", None, None, None, None, None],
        ["TT", "Đơn vị", "Đường bê tông hóa (km)", None, "Nhà tình thương", None],
        [None, None, "Tháng 3", "Tháng 4", "Tháng 3", "Tháng 4"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, sent.names[0], 1, 2, 3, 4],
    ]
    rows[1][4] = "Nhà tình thương bàn giao"
    merged = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (0, 0, 0, 5)]

    run = sent.bring(make.xlsx(rows, merged=merged))

    assert fates(run) == {"n": 4}
    assert sent.figure("HOUSES", number=3).value == 3
    assert sent.figure("ROAD", number=4).value == 2


def test_indicators_down_and_units_across() -> None:
    sent = Sent()
    rows: list[list[make.Cell]] = [
        ["STT", "Chỉ tiêu", "ĐVT", *sent.names[:2]],
        [1, "1. Đường bê tông hóa", "m", 1500, 2500],
        [2, "2. Nhà tình thương bàn giao", "căn", 3, 4],
    ]

    run = sent.bring(make.xlsx(rows))

    assert fates(run) == {"n": 4}
    assert sent.figure("ROAD").value == Decimal("1.5")


def test_a_long_table_with_a_month_in_each_row() -> None:
    sent = Sent()
    rows: list[list[make.Cell]] = [
        ["Tên đơn vị", "Kỳ", "Chỉ tiêu", "Đơn vị tính", "Số liệu"],
        [sent.names[0], "Tháng 3/2025", "Đường bê tông hóa", "km", "1,5"],
        [sent.names[0], "T4/2025", "Đường bê tông hóa", "m", "2.500"],
        [sent.names[1], "04/2025", "Nhà tình thương bàn giao", "căn", 7],
    ]

    run = sent.bring(make.xlsx(rows), period=0)

    assert fates(run) == {"n": 3}
    assert sent.figure("ROAD").value == Decimal("2.5")


def test_money_in_millions_said_above_the_table() -> None:
    sent = Sent("MONEY")
    rows: list[list[make.Cell]] = [
        ["Đơn vị tính: triệu đồng", None],
        ["Đơn vị", "Vốn vay giải ngân"],
        [sent.names[0], 12.5],
    ]

    sent.bring(make.xlsx(rows))

    assert sent.figure("MONEY").value == 12_500_000


def test_names_are_loose_and_homonyms_are_asked_about() -> None:
    sent = Sent()
    bare = sent.names[0].split(" ", 1)[1]
    rows = wide([f"1. X. {bare}", sent.names[1].upper(), "Chưa từng nghe"])

    run = sent.check(make.xlsx(rows))

    assert fates(run) == {"n": 4, "a": 2}
    question = run.questions.get()
    assert "Chưa từng nghe" in question.words
    run = answered(run, {question.key: str(sent.office.cast.communes[2].pk)}, sent.who)
    assert fates(run) == {"n": 6}


def test_a_homonym_is_told_apart_by_its_district() -> None:
    sent = Sent()
    first, second = sent.office.cast.districts[:2]
    rows: list[list[make.Cell]] = [
        ["STT", "Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"],
        ["I", called(first), None, None],
        [1, sent.names[0], 1, 1],
        ["II", called(second), None, None],
        [1, called(sent.office.cast.communes_of(second)[0]), 2, 2],
    ]

    run = sent.check(make.xlsx(rows))

    assert fates(run) == {"n": 4, "k": 2}


def test_errors_and_uncounted_formulas_are_refused_with_their_place() -> None:
    sent = Sent()
    rows = wide(sent.names[:2])
    file = make.xlsx(
        rows,
        formulas={
            (1, 2): ("=Z99/0", "#REF!"),
            (2, 2): ("=1+1", ""),
            (2, 3): ("=2+2", 4),
        },
    )

    run = sent.check(file)

    bad = {
        (row.row, row.column): (row.said or {})["reason"]
        for row in run.rows.filter(fate="r")
    }
    assert set(bad) == {(2, 3), (3, 3)}
    assert "#REF!" in bad[2, 3]
    assert "công thức" in bad[3, 3]
    assert fates(run) == {"n": 2, "r": 2}


def test_hidden_rows_stay_out_unless_asked_for() -> None:
    sent = Sent()
    file = make.xlsx(
        wide(sent.names[:2]), hidden_rows=[2], hidden_sheets={"Cũ": [["x"]]}
    )
    run = sent.check(file)
    assert fates(run) == {"n": 2, "k": 1}
    assert "ẩn" in (run.rows.get(fate="k").said or {})["reason"]

    assert fates(mapped(run, sent.who, keep_hidden=True)) == {"n": 4}


def test_totals_blanks_and_repeated_headers_are_not_figures() -> None:
    sent = Sent()
    rows = wide(
        sent.names[:1],
        [None, None, None, None],
        ["STT", "Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"],
        [2, sent.names[1], 2, 4],
        ["Tổng số", None, 3.5, 7],
        ["A", "Cộng", 3.5, 7],
        [None, None, "NGƯỜI LẬP BIỂU", None],
    )

    run = sent.check(make.xlsx(rows))

    assert fates(run) == {"n": 4, "k": 4}


def test_a_number_that_reads_two_ways_is_asked_about_once_for_the_column() -> None:
    sent = Sent()
    rows = wide(sent.names[:3])
    for place, text in enumerate(("12,345", "13,456", "-"), start=1):
        rows[place][3] = text

    run = sent.check(make.xlsx(rows))

    assert fates(run) == {"n": 3, "a": 3}
    keys = {one.key.split(":")[0]: one.key for one in run.questions.all()}
    assert set(keys) == {"number", "blank"}
    said = {keys["number"]: "thousand", keys["blank"]: "zero"}
    run = answered(run, said, sent.who)
    assert fates(run) == {"n": 6}
    carried(run, sent.who)
    assert sent.figure("HOUSES").value == 12_345
    assert sent.figure("HOUSES", 2).value == 0


def test_the_same_figure_twice_is_one_and_two_figures_are_asked_about() -> None:
    sent = Sent()
    rows = wide([*sent.names[:1], *sent.names[:1]])
    rows[2][2:] = [1.5, 9]

    run = sent.check(make.xlsx(rows))

    assert fates(run) == {"n": 1, "k": 1, "a": 2}
    key = run.questions.get().key
    run = answered(run, {key: "2.3"}, sent.who)
    carried(run, sent.who)
    assert sent.figure("HOUSES").value == 9


def test_a_header_repeated_further_down_does_not_hide_the_rows_above_it() -> None:
    sent = Sent()
    head: list[make.Cell] = ["Đơn vị", "Kết quả", None]
    tiers: list[make.Cell] = [None, "Đường bê tông hóa", "Nhà tình thương bàn giao"]
    again: list[make.Cell] = ["Đơn vị", *tiers[1:]]
    first: list[make.Cell] = [sent.names[0], 1, 2]
    second: list[make.Cell] = [sent.names[1], 3, 4]
    rows = [head, tiers, first, again, second]

    run = sent.check(make.xlsx(rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)]))

    assert fates(run) == {"n": 4, "k": 1}


def test_a_ratio_comes_in_two_columns_or_one() -> None:
    sent = Sent("WATER", "COVER")
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Số hộ có dụng cụ trữ nước", "Tổng số hộ", "Tỷ lệ che phủ (%)"],
        [sent.names[0], 615, 976, 45.5],
    ]

    sent.bring(make.xlsx(rows))

    found = sent.figure("WATER")
    assert found.numerator == 615
    assert found.denominator == 976
    assert sent.figure("COVER").value == Decimal("45.5")


def test_the_whole_stands_beside_its_part_under_one_merged_head() -> None:
    sent = Sent("WATER", "COVER")
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Số hộ có dụng cụ trữ nước", None],
        [None, "Hộ đạt", "Tổng số hộ trong xã"],
        [sent.names[0], 615, 976],
    ]
    file = make.xlsx(rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)])
    run = received(file, place_of(sent.office, month(2025, 4).pk), sent.who)
    page = signed_in(sent.who).get(f"/nhap-tep/{run.pk}/cot/").content.decode()
    assert "Hộ có dụng cụ trữ nước – mẫu số, Tổng số hộ" in page

    carried(mapped(run, sent.who), sent.who)

    found = sent.figure("WATER")
    assert found.numerator == 615
    assert found.denominator == 976


def test_a_cell_formatted_as_a_percent_is_asked_about() -> None:
    sent = Sent("COVER")
    rows: list[list[make.Cell]] = [["Đơn vị", "Tỷ lệ che phủ"], [sent.names[0], 0.455]]

    run = sent.check(make.xlsx(rows))

    assert fates(run) == {"a": 1}
    run = answered(run, {run.questions.get().key: "share"}, sent.who)
    carried(run, sent.who)
    assert sent.figure("COVER").value == Decimal("45.5")


def test_a_cumulative_column_becomes_the_months_own() -> None:
    sent = Sent()
    sent.office.form.lines.filter(pk=sent.office.lines["HOUSES"].pk).update(
        is_cumulative=True
    )
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Kỳ", "Chỉ tiêu", "Số liệu"],
        [sent.names[0], "Tháng 4/2025", "Nhà tình thương bàn giao", 9],
        [sent.names[0], "Tháng 3/2025", "Nhà tình thương bàn giao", 5],
    ]

    sent.bring(make.xlsx(rows), period=0)

    assert sent.figure("HOUSES", number=3).value == 5
    assert sent.figure("HOUSES", number=4).value == 4


def test_a_unit_of_another_province_is_never_written() -> None:
    sent = Sent()
    stranger = UnitFactory.create(name="Xa Lạ")
    rows = wide([called(stranger)])

    run = sent.check(make.xlsx(rows))

    assert "n" not in fates(run)
