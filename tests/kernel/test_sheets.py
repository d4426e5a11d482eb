"""A table as Excel: read back by another program than the one that wrote it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from thidua.kernel.sheets import Column, Kind, Sheet, Value, workbook

COLUMNS = [
    Column("STT", kind=Kind.NUMBER, width=6),
    Column("Đơn vị", width=30),
    Column("Lũy kế", "km", Kind.NUMBER, 1, group="Đường nông thôn"),
    Column("Đạt", "%", Kind.PERCENT, 1, group="Đường nông thôn"),
]


def a_sheet(
    *rows: list[Value], name: str = "Tổng hợp", columns: list[Column] | None = None
) -> Sheet:
    return Sheet(
        name=name,
        above="Ủy ban nhân dân tỉnh Sông Tiền",
        issuer="Sở Nội vụ",
        motto=["Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"],
        place_and_date="Sông Tiền, ngày 20 tháng 5 năm 2025",
        title="BẢNG TỔNG HỢP",
        subtitle="Tháng 4/2025",
        columns=columns or COLUMNS,
        rows=rows,
        totals=[None, "Toàn tỉnh", Decimal("1234.5"), Decimal("78.5")],
        notes=["Số liệu tạm tính."],
        signers=[("Người lập biểu", "Trần Thị Thử"), ("Trưởng ban", "")],
    )


def read(data: bytes, sheet: int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    return [list(row) for row in rows]


def test_figures_are_figures_and_keep_their_digits() -> None:
    made = workbook(
        [a_sheet([1, "Huyện Cồn Bắc", Decimal("623.4"), Decimal("81.25")])],
        title="Tổng hợp",
        author="Sở Nội vụ",
    )

    rows = read(made)
    (line,) = [row for row in rows if "Huyện Cồn Bắc" in row]
    (total,) = [row for row in rows if "Toàn tỉnh" in row]
    assert line == [1, "Huyện Cồn Bắc", 623.4, 0.8125]
    assert total == ["", "Toàn tỉnh", 1234.5, 0.785]


def test_heads_name_the_figure_and_its_measure() -> None:
    rows = read(workbook([a_sheet()], title="t", author="a"))

    texts = [cell for row in rows for cell in row if cell]
    assert {"STT", "Đơn vị", "Lũy kế", "km", "%", "Đường nông thôn"} <= set(texts)
    assert "SỞ NỘI VỤ" in texts
    assert "Sông Tiền, ngày 20 tháng 5 năm 2025" in texts
    assert "NGƯỜI LẬP BIỂU" in texts


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0"]
)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    made = workbook([a_sheet([1, text, None, None])], title="t", author="a")

    assert any(row[1] == text for row in read(made))
    with ZipFile(BytesIO(made)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_what_nobody_reported_is_empty_and_not_nought() -> None:
    made = workbook([a_sheet([1, "Xã Tân An", None, None])], title="t", author="a")

    (line,) = [row for row in read(made) if "Xã Tân An" in row]
    assert line[2:] == ["", ""]


def test_the_head_stays_in_sight_and_on_every_printed_page() -> None:
    made = workbook([a_sheet()], title="t", author="a")

    with ZipFile(BytesIO(made)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        book = parts.read("xl/workbook.xml").decode()
    assert 'state="frozen"' in page
    assert 'paperSize="9"' in page
    assert 'fitToHeight="0"' in page
    assert "_xlnm.Print_Titles" in book


def test_a_wide_table_lies_on_its_side() -> None:
    wide = [Column(f"Cột {n}", width=30) for n in range(4)]
    made = workbook([a_sheet(columns=wide)], title="t", author="a")

    with ZipFile(BytesIO(made)) as parts:
        assert (
            'orientation="landscape"' in parts.read("xl/worksheets/sheet1.xml").decode()
        )


def test_sheet_names_that_excel_refuses_are_mended() -> None:
    long = "Đường giao thông nông thôn: bê tông/nhựa hóa [km]"
    made = workbook([a_sheet(name=long), a_sheet(name=long)], title="t", author="a")

    names = CalamineWorkbook.from_filelike(BytesIO(made)).sheet_names
    assert len(names) == len({name.casefold() for name in names}) == 2
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_a_table_that_nobody_issues_begins_with_its_title() -> None:
    plain = Sheet("Bảng", "PCI 2016", "VCCI", COLUMNS, [[1, "Bến Tre", None, None]])

    rows = read(workbook([plain], title="t", author="a"))

    assert rows[0][0] == "PCI 2016"
    assert not any("Cộng hòa" in str(cell) for row in rows for cell in row)
