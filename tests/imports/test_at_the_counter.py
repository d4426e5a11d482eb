"""An import through the pages: sent, matched, asked, decided, fetched, undone."""

from __future__ import annotations

import io
from datetime import date

import pytest
import python_calamine
from django.test import Client
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import place_of, work_off
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from tests.running.cluster import Database
from tests.sheets import rows_at
from thidua.imports.models import Import, RememberedMapping, RememberedName
from thidua.imports.states import Fate
from thidua.indicators.models import Observation, ObservationChange

pytestmark = [
    pytest.mark.usefixtures("own_database"),
    pytest.mark.demand("003.4a"),
]


@pytest.fixture(autouse=True)
def in_may(settings: Settings, own_database: Database) -> None:
    """The fifth of May 2025."""
    del own_database
    settings.THIDUA_TODAY = "2025-05-05"


def the_rows(office: Office) -> list[list[make.Cell]]:
    """Four communes: two plain, one with an error, one that nobody knows."""
    names = [unit.names.get().full_name for unit in office.cast.communes]
    return [
        ["Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"],
        [names[0], 1.5, 2],
        [names[1], "2,5 km", 3],
        [names[2], "nhiều", 4],
        ["TP Không Đâu", 1, 1],
    ]


def the_office_of(office: Office) -> Client:
    """A browser of the province, which issued the form."""
    return signed_in(an_actor(office.cast.province))


def sent_by(client: Client, office: Office, rows: list[list[make.Cell]]) -> Import:
    """A file sent through the page, its proposal taken, checked by the worker."""
    place = place_of(office, month(2025, 4).pk)
    answer = client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": make.xlsx(rows)})
    assert answer.status_code == 302, answer.content.decode()
    run = Import.objects.latest("pk")
    assert client.get(f"/nhap-tep/{run.pk}/cot/").status_code == 200
    assert client.post(f"/nhap-tep/{run.pk}/cot/", {}).status_code == 302
    work_off()
    run.refresh_from_db()
    return run


def test_a_file_is_seen_row_by_row_before_anything_is_written() -> None:
    office = an_office()
    client = the_office_of(office)

    run = sent_by(client, office, the_rows(office))

    assert not Observation.objects.exists()
    page = client.get(f"/nhap-tep/{run.pk}/").content.decode()
    assert "không phải là số" in page
    assert "cần trả lời" in page
    refused = client.get(f"/nhap-tep/{run.pk}/?loai=r").content.decode()
    assert "nhiều" in refused
    assert "1,5 km" not in refused
    same = client.get(f"/nhap-tep/{run.pk}/?loai=s").content.decode()
    assert "Không có dòng nào có kết quả đang chọn" in same
    assert f'<a href="/nhap-tep/{run.pk}/">Xem tất cả</a>' in same


def test_good_rows_go_in_and_the_rest_comes_back_as_a_workbook() -> None:
    office = an_office()
    client = the_office_of(office)
    run = sent_by(client, office, the_rows(office))
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": ""})
    work_off()

    assert Observation.objects.count() == 5
    assert "Đã ghi 5 số" in client.get(f"/nhap-tep/{run.pk}/").content.decode()
    change = ObservationChange.objects.first()
    assert change is not None
    assert f"lần nhập {run.pk}" in change.reason
    answer = client.get(f"/nhap-tep/{run.pk}/con-lai/")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:3] == the_rows(office)[0]
    assert rows[0][3] == "Vì sao chưa vào, cách sửa"
    assert [row[0] for row in rows[1:]] == [the_rows(office)[3][0], "TP Không Đâu"]
    assert "không phải là số" in str(rows[1][3])
    assert rows[1][4] == 4


def test_the_same_file_twice_changes_nothing() -> None:
    office = an_office()
    client = the_office_of(office)
    rows = the_rows(office)[:3]
    run = sent_by(client, office, rows)
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": ""})
    work_off()
    changes = ObservationChange.objects.count()

    again = sent_by(client, office, rows)

    page = client.get(f"/nhap-tep/{again.pk}/").content.decode()
    assert "giống hệt" in page
    refusal = client.post(f"/nhap-tep/{again.pk}/ghi/", {"version": ""})
    assert refusal.status_code == 422
    assert ObservationChange.objects.count() == changes


def test_an_answer_holds_for_all_rows_and_for_the_next_file() -> None:
    office = an_office()
    client = the_office_of(office)
    run = sent_by(client, office, the_rows(office))
    question = run.questions.get()
    page = client.get(f"/nhap-tep/{run.pk}/hoi/").content.decode()
    assert "TP Không Đâu" in page
    last = office.cast.communes[3].pk

    client.post(f"/nhap-tep/{run.pk}/hoi/", {f"o{question.pk}": str(last)})
    work_off()

    run.refresh_from_db()
    assert run.counts.get("a", 0) == 0
    nothing = client.get(f"/nhap-tep/{run.pk}/hoi/").content.decode()
    assert "Tệp này không còn câu hỏi nào" in nothing
    assert f'href="/nhap-tep/{run.pk}/"' in nothing
    assert RememberedName.objects.get().answer == str(last)
    assert RememberedMapping.objects.count() == 1
    again = sent_by(client, office, the_rows(office))
    again.refresh_from_db()
    assert again.counts.get("a", 0) == 0
    assert again.about["remembered"]


def test_an_import_is_undone_where_nobody_touched_it() -> None:
    office = an_office()
    client = the_office_of(office)
    run = sent_by(client, office, the_rows(office)[:3])
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": ""})
    work_off()
    report = office.cast.communes[0].reports.get()
    office.type_in(report, ROAD="9")

    client.post(f"/nhap-tep/{run.pk}/hoan-tac/", {})
    work_off()

    assert [str(one.value) for one in Observation.objects.all()] == ["9.000000"]
    page = client.get(f"/nhap-tep/{run.pk}/?loai=n").content.decode()
    assert "vừa sửa" in page


def test_a_mapping_that_lacks_the_unit_is_refused_and_says_what_is_missing() -> None:
    office = an_office()
    client = the_office_of(office)
    place = place_of(office, month(2025, 4).pk)
    client.post(
        f"/nhap-tep/moi/so-lieu/{place}/", {"file": make.xlsx(the_rows(office))}
    )
    run = Import.objects.get()

    answer = client.post(f"/nhap-tep/{run.pk}/cot/", {"c0": ""})

    assert answer.status_code == 422
    assert "đơn vị" in answer.content.decode()


def test_a_pasted_block_is_a_file_too() -> None:
    office = an_office()
    client = the_office_of(office)
    lines = ["\t".join(map(str, row)) for row in the_rows(office)[:3]]
    place = place_of(office, month(2025, 4).pk)

    answer = client.post(
        f"/nhap-tep/moi/so-lieu/{place}/", {"pasted": "\r\n".join(lines)}
    )

    assert answer.status_code == 302
    assert Import.objects.get().format == "csv"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.xlsx", b"MZ\x90\x00"),
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n"),
        ("trang.csv", b"%PDF-1.7"),
        ("hong.xlsx", b"PK\x03\x04 hong"),
    ],
)
def test_what_is_no_workbook_is_refused(name: str, content: bytes) -> None:
    office = an_office()
    client = the_office_of(office)
    place = place_of(office, month(2025, 4).pk)
    file = io.BytesIO(content)
    file.name = name

    answer = client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": file})

    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_two_people_bring_the_same_figure_and_the_second_is_told() -> None:
    office = an_office()
    first, second = the_office_of(office), the_office_of(office)
    rows = the_rows(office)[:2]
    one = sent_by(first, office, rows)
    rows[1] = [rows[1][0], 7, 7]
    other = sent_by(second, office, rows)
    first.post(f"/nhap-tep/{one.pk}/ghi/", {"version": ""})
    second.post(f"/nhap-tep/{other.pk}/ghi/", {"version": ""})
    work_off()

    assert {str(one.value) for one in Observation.objects.all()} == {
        "1.500000",
        "2.000000",
    }
    other.refresh_from_db()
    assert other.about["done"] == {"l": 2}
    page = second.get(f"/nhap-tep/{other.pk}/?loai=l").content.decode()
    assert "Người khác vừa sửa" in page


def test_a_district_sees_nothing_of_another_offices_imports() -> None:
    office = an_office()
    run = sent_by(the_office_of(office), office, the_rows(office))
    district = signed_in(an_actor(office.cast.districts[0]))

    assert district.get(f"/nhap-tep/{run.pk}/").status_code == 404
    assert str(run.file.name) not in district.get("/nhap-tep/").content.decode()


def test_a_column_of_figures_that_nobody_reads_must_be_answered_first() -> None:
    office = an_office()
    client = the_office_of(office)
    rows: list[list[make.Cell]] = [["TT", *row] for row in the_rows(office)[:3]]
    rows[0].append("Bê tông nội đồng (m)")
    rows[1].append(29)
    rows[2].append(30)
    rows[1][0], rows[2][0] = 1, 2
    place = place_of(office, month(2025, 4).pk)
    client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": make.xlsx(rows)})
    run = Import.objects.latest("pk")

    page = client.get(f"/nhap-tep/{run.pk}/cot/").content.decode()

    assert "Cột E “Bê tông nội đồng (m)”: cột này có 2 số: là gì?" in page
    assert page.count('<tr class="lost">') == 1
    lacking = page.partition('id="lacking"')[2].partition("</ul>")[0]
    assert lacking.count("<li>") == 1
    assert "Cột A" not in lacking
    assert page.count('class="note warn"') == 1
    refused = client.post(f"/nhap-tep/{run.pk}/cot/", {"c4": ""})
    assert refused.status_code == 422
    assert "Có cột toàn số chưa chọn là gì: E." in refused.content.decode()
    said = client.post(f"/nhap-tep/{run.pk}/cot/", {"c4": "-"})
    assert said.status_code == 302
    client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": make.xlsx(rows)})
    again = Import.objects.latest("pk")  # the office said so once
    assert client.post(f"/nhap-tep/{again.pk}/cot/", {}).status_code == 302


def test_all_columns_that_are_not_read_are_left_out_in_one_go() -> None:
    office = an_office()
    client = the_office_of(office)
    rows = the_rows(office)[:3]
    rows = [[*rows[0], "Cột lạ 1", "Cột lạ 2"], *([*row, 1, 2] for row in rows[1:])]
    place = place_of(office, month(2025, 4).pk)
    client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": make.xlsx(rows)})
    run = Import.objects.latest("pk")

    answer = client.post(f"/nhap-tep/{run.pk}/cot/", {"leave": "rest"})

    assert answer.status_code == 302
    columns = Import.objects.get(pk=run.pk).mapping["columns"]
    assert [one["as_"] for one in columns[3:]] == ["-", "-"]


def test_one_old_cell_changes_no_other_and_a_mixed_file_is_asked_about() -> None:
    office = an_office()
    client = the_office_of(office)
    rows = [[*row, None] for row in the_rows(office)[:3]]
    rows[0][3] = "Ghi chú"
    rows[1][3], rows[2][3] = make.in_tcvn3("Sáp nhập thôn"), "kú"
    place = place_of(office, month(2025, 4).pk)
    client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": make.xlsx(rows)})
    run = Import.objects.latest("pk")
    here = f"/nhap-tep/{run.pk}/cot/"

    page = client.get(here).content.decode()

    assert "Tệp lẫn hai kiểu chữ, Unicode và TCVN3" in page
    assert f"<td>{rows[1][3]}</td><td>Sáp nhập thôn</td>" in page
    assert "<td>kú</td><td>kỳ</td>" in page
    assert "Ghi chỳ</td><td" not in page.replace("<td>Ghi chú</td><td>Ghi chỳ</td>", "")
    assert client.post(here, {}).status_code == 422
    every = client.post(here, {"encoding": "tcvn3+", "said-letters": "1"})
    assert "kỳ" in every.content.decode()
    sure = client.post(here, {"encoding": "tcvn3", "said-letters": "1"})
    assert sure.status_code == 200  # read anew, to be looked at
    assert client.post(here, {"encoding": "tcvn3"}).status_code == 302
    work_off()
    notes = [row.payload["t"] for row in run.rows.filter(fate="n") if row.payload]
    told = "Ghi chú của dòng trong tệp: "  # beside two figures: of neither alone
    assert notes == [told + "Sáp nhập thôn"] * 2 + [told + "kú"] * 2


def test_the_list_of_imports_comes_as_excel_with_its_rows_counted() -> None:
    office = an_office()
    client = the_office_of(office)
    run = sent_by(client, office, the_rows(office))

    (line,) = rows_at(client, "/nhap-tep/?xuat=excel")
    elsewhere = signed_in(an_actor(office.cast.communes[0]))

    assert line[0] == run.file.name
    assert line[4:6] == [date(2025, 5, 5), "chờ quyết định"]
    assert line[6:12] == [int(run.counts.get(one.value, 0)) for one in Fate]
    assert line[6:12] != [0] * 6
    assert rows_at(elsewhere, "/nhap-tep/?xuat=excel") == []
    assert "?xuat=excel" in client.get("/nhap-tep/").content.decode()
