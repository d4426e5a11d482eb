"""The workbook of what did not go in: it looks like the file, says what is wrong with
which column and how to mend it; mended, it is read as the first file was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import place_of, work_off
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from tests.running.cluster import Database
from thidua.imports.models import Import
from thidua.indicators.models import Observation

pytestmark = [
    pytest.mark.usefixtures("own_database"),
    pytest.mark.demand("003.4a"),
]
MERGED = [(0, 0, 0, 3), (3, 0, 4, 0), (3, 1, 4, 1), (3, 2, 3, 3)]
WHY, ROW = "Vì sao chưa vào, cách sửa", "Dòng trong tệp đã gửi"


@pytest.fixture(autouse=True)
def in_may(settings: Settings, own_database: Database) -> None:
    """The fifth of May 2025."""
    del own_database
    settings.THIDUA_TODAY = "2025-05-05"


class Sending:
    """The province's office, its files of one form, sent and fetched over HTTP."""

    def __init__(self, period: int | None = None) -> None:
        self.office: Office = an_office()
        self.names = [one.names.get().full_name for one in self.office.cast.communes]
        self.client: Client = signed_in(an_actor(self.office.cast.province))
        third = self.office.cast.communes_of(self.office.cast.districts[1])[0]
        self.third: str = third.names.get().full_name
        self.period = month(2025, 4).pk if period is None else period

    def rows(self) -> list[list[make.Cell]]:
        """Titles, a merged header over two rows, groups, and three rows with faults."""
        first, second = (
            one.names.get().full_name for one in self.office.cast.districts[:2]
        )
        return [
            ["BIỂU TỔNG HỢP THÁNG 4 NĂM 2025", None, None, None],
            [None, None, None, "Đơn vị tính: m"],
            [None, None, None, None],
            ["TT", "Đơn vị", "Kết quả", None],
            [None, None, "Đường bê tông hóa", "Nhà tình thương bàn giao"],
            ["I", first, None, None],
            [1, self.names[0], 1500, 2],
            [2, self.names[1], "nhiều", 3],
            ["II", second, None, None],
            [1, "Xã Không Đâu", 1000, 1],
            [2, self.third, "#DIV/0!", "một ít"],
        ]

    def send(self, file: SimpleUploadedFile) -> Import:
        """A file sent, its proposal taken as it is, checked by the worker."""
        place = place_of(self.office, self.period)
        answer = self.client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": file})
        assert answer.status_code == 302, answer.content.decode()
        run = Import.objects.latest("pk")
        answer = self.client.post(f"/nhap-tep/{run.pk}/cot/", {})
        assert answer.status_code == 302, answer.content.decode()
        work_off()
        run.refresh_from_db()
        return run

    def bring(self, run: Import) -> Import:
        """The good rows of it written."""
        self.client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": ""})
        work_off()
        run.refresh_from_db()
        return run

    def rest(self, run: Import) -> bytes:
        """The workbook of what did not go in."""
        answer = self.client.get(f"/nhap-tep/{run.pk}/con-lai/")
        assert answer.status_code == 200
        return answer.content


def cells(content: bytes) -> Sequence[Sequence[object]]:
    """Every cell of the workbook's one sheet."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def mended(content: bytes, wrong: str, right: str) -> SimpleUploadedFile:
    """The workbook with one text of it changed, all else byte for byte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as b:
        for part in old.namelist():
            text = old.read(part)
            if part.endswith("sharedStrings.xml"):
                assert f"<t>{wrong}</t>".encode() in text
                text = text.replace(
                    f"<t>{wrong}</t>".encode(), f"<t>{right}</t>".encode()
                )
            b.writestr(part, text)
    return SimpleUploadedFile("chua-vao.xlsx", buffer.getvalue())


def test_it_looks_like_the_file_that_was_sent() -> None:
    sending = Sending()
    sent = sending.rows()
    run = sending.bring(sending.send(make.xlsx(sent, merged=MERGED)))

    content = sending.rest(run)

    back = cells(content)
    for number in range(5):
        row = ["" if cell is None else cell for cell in sent[number]]
        assert back[number][:4] == row
    assert back[3][4:6] == [WHY, ROW]
    assert [row[1] for row in back[5:]] == [
        sent[5][1],
        sending.names[1],
        sent[8][1],
        "Xã Không Đâu",
        sending.third,
    ]
    assert [row[5] for row in back[5:]] == ["", 8, "", 10, 11]
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    spans = book.get_sheet_by_index(0).merged_cell_ranges or []
    kept = {(a, b, c, d) for (a, b), (c, d) in spans}
    assert kept == {*MERGED, (3, 4, 4, 4), (3, 5, 4, 5)}


def test_every_reason_names_its_column_and_the_remedy() -> None:
    sending = Sending()
    run = sending.send(make.xlsx(sending.rows(), merged=MERGED))

    _group, many, _other, nowhere, two = (
        str(row[4]) for row in cells(sending.rest(run))[5:]
    )

    road, houses = "Kết quả / Đường bê tông hóa", "Kết quả / Nhà tình thương bàn giao"
    assert many.startswith(f"Cột C “{road}”: “nhiều” không phải là số. Chỉ ghi chữ số")
    assert nowhere.count("\n") == 0
    assert nowhere.startswith("Cột B ghi “Xã Không Đâu” (nhóm “")
    assert "Sửa ô trong tệp, hoặc trả lời trên trang" in nowhere
    first, second = two.split("\n")
    assert first.startswith(f"Cột C “{road}”: “#DIV/0!” là lỗi của bảng tính. Sửa")
    assert second.startswith(f"Cột D “{houses}”: “một ít” không phải là số. Chỉ")


def test_mended_and_sent_again_it_is_read_as_before_and_goes_in() -> None:
    sending = Sending(period=0)
    run = sending.bring(sending.send(make.xlsx(sending.rows(), merged=MERGED)))
    assert Observation.objects.count() == 3

    file = mended(sending.rest(run), "nhiều", "2500")
    again = sending.send(file)

    assert again.about["remembered"]
    assert again.shape == run.shape
    assert again.mapping["header"] == run.mapping["header"] == [3, 4]
    assert {**again.mapping, "sheet": ""} == {**run.mapping, "sheet": ""}
    assert again.counts == {"k": 2, "n": 1, "s": 1, "a": 2, "r": 2}
    sending.bring(again)
    unit = sending.office.cast.communes[1]
    roads = sending.office.lines["ROAD"].version.indicator_id
    found = Observation.objects.get(unit=unit, indicator=roads)
    assert str(found.value) == "2.500000"
    once_more = cells(sending.rest(again))
    assert [row[1] for row in once_more[6:]] == ["Xã Không Đâu", sending.third]
    assert once_more[3][4:] == [WHY, ROW]


def test_in_english_it_is_known_again_as_well(settings: Settings) -> None:
    sending = Sending()
    run = sending.bring(sending.send(make.xlsx(sending.rows(), merged=MERGED)))
    sending.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    back = cells(sending.rest(run))
    again = sending.send(mended(sending.rest(run), "nhiều", "2500"))

    assert back[3][4:6] == [
        "Why it did not go in, how to mend it",
        "Row in the sent file",
    ]
    assert again.shape == run.shape
    assert "n" in again.counts


def test_its_sheet_keeps_its_name_and_hidden_rows_are_told_of() -> None:
    sending = Sending()
    rows = sending.rows()
    file = make.xlsx(rows, merged=MERGED, hidden_rows=[6], called="T4-2025")
    run = sending.bring(sending.send(file))

    content = sending.rest(run)

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["T4-2025"]
    (hidden,) = (row for row in cells(content) if "Dòng ẩn, không đọc." in str(row))
    assert (hidden[1], hidden[5]) == (sending.names[0], 7)
    page = sending.client.get(f"/nhap-tep/{run.pk}/").content.decode()
    told = "1 dòng ẩn không nhập: dòng 7. Tệp tải về có dòng ấy, vẫn ẩn"
    assert told in page
    again = sending.send(
        SimpleUploadedFile("lai.xlsx", content, "application/octet-stream")
    )
    assert len(again.about["hidden"]) == 1, "what was hidden is still not read"
    plain = sending.send(make.xlsx(rows, merged=MERGED))
    page = sending.client.get(f"/nhap-tep/{plain.pk}/").content.decode()
    assert "dòng ẩn không nhập" not in page
