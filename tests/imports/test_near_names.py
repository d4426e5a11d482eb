"""Headers that are nearly an indicator's name: its code is sure, a beginning of its
name is asked about and chosen beforehand."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import APRIL, fates, place_of, received
from tests.imports.test_messes import Sent
from thidua.imports import actions
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.imports.shortened import only_fuller
from thidua.indicators.models import Indicator, IndicatorVersion
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

LONG = "Mặt bằng bàn giao cho công trình, dự án"
KNOWN = [("1", LONG), ("2", "Ngày công đóng góp"), ("3", "Đất nhân dân hiến")]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Mặt bằng bàn giao cho công trình (m2)", "1"),
        ("NGÀY CÔNG", "2"),
        ("Ngày", ""),
        ("Đất hiến (ha)", ""),
        ("Ngày công đóng góp khác", ""),
    ],
)
def test_a_header_that_begins_one_name_is_that_name(label: str, key: str) -> None:
    assert only_fuller(label, KNOWN) == key


def test_a_header_that_begins_two_names_is_neither() -> None:
    assert only_fuller("Ngày công", [*KNOWN, ("4", "Ngày công của thanh niên")]) == ""


class Near(Sent):
    """Roads, land and houses, some of them called or coded otherwise."""

    def __init__(self, head: str, *, codes: dict[str, str] | None = None) -> None:
        super().__init__("ROAD", "LAND", "HOUSES")
        for line, code in (codes or {}).items():
            one = self.office.lines[line].version.indicator_id
            Indicator.objects.filter(pk=one).update(code=code)
        self.head = head
        self.client: Client = signed_in(self.who)

    def call(self, line: str, name: str) -> None:
        """Another name for an indicator."""
        version = self.office.lines[line].version_id
        IndicatorVersion.objects.filter(pk=version).update(name=name)

    def code_of(self, line: str) -> str:
        """The choice of a column that is this line's figures."""
        return f"value:line={self.office.lines[line].pk}"

    def send(self) -> Import:
        """The file received, its columns proposed."""
        rows: list[list[make.Cell]] = [["Đơn vị", self.head]]
        rows += [[name, 1500] for name in self.names[:2]]
        place = place_of(self.office, self.period.pk)
        return received(make.xlsx(rows), place, self.who)

    def page(self, run: Import, typed: dict[str, str] | None = None) -> tuple[int, str]:
        """The page of the columns, or what it answers."""
        here = f"/nhap-tep/{run.pk}/cot/"
        with clock.standing_on(date(2025, 5, 5)):
            answer = (
                self.client.get(here)
                if typed is None
                else self.client.post(here, typed)
            )
        return answer.status_code, answer.content.decode()


def read_as(run: Import) -> tuple[str, str]:
    """What the second column is proposed to be, and in which measure."""
    column = Mapping.from_json(run.mapping).columns[1]
    return column.code, column.measure


@pytest.mark.parametrize(
    ("head", "line", "code", "measure"),
    [
        ("Đường bê tông (m)", "ROAD", "duong-be-tong", "m"),
        ("ĐƯỜNG BÊ TÔNG", "ROAD", "duong-be-tong", ""),
        ("Đất hiến (ha)", "LAND", "dat-hien", "ha"),
        ("Căn nhà", "HOUSES", "can_nha", ""),
    ],
)
def test_a_code_written_as_words_is_sure(
    head: str, line: str, code: str, measure: str
) -> None:
    sent = Near(head, codes={line: code})

    run = sent.send()

    assert read_as(run) == (sent.code_of(line), measure)


def test_a_code_that_reads_like_the_name_of_another_is_not_sure() -> None:
    sent = Near("Ngay cong", codes={"LAND": "ngay-cong"})
    sent.call("HOUSES", "Ngày cộng")

    assert read_as(sent.send())[0] != sent.code_of("LAND")


def test_the_beginning_of_one_name_is_asked_about_and_chosen_beforehand() -> None:
    sent = Near("Mặt bằng bàn giao cho công trình (m2)")
    sent.call("LAND", LONG)

    run = sent.send()

    assert read_as(run) == ("", "")
    _status, page = sent.page(run)
    asked = f"cột này có 2 số: có phải “{LONG}”? Đúng thì để nguyên."
    assert page.count(asked) == 2
    assert f'<option value="{sent.code_of("LAND")}" selected>{LONG}</option>' in page
    assert 'name="m1" value="m2"' in page
    assert sent.page(run, {})[0] == 422
    typed = {"c0": "unit", "c1": sent.code_of("LAND"), "m1": "m2"}
    assert sent.page(run, typed)[0] == 302
    run.refresh_from_db()
    assert fates(actions.check_rows(run, actor=sent.who, at=APRIL)) == {"n": 2}


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Đất dân hiến (m2)", "Đất nhân dân hiến"),
        ("Dung tích trữ nước (m2)", "Dung tích trữ nước ngọt của hộ gia đình"),
        ("Dung tích trữ nước", "Dung tích trữ nước của hộ gia đình"),
    ],
)
def test_a_header_that_leaves_one_word_out_is_asked_about(head: str, name: str) -> None:
    sent = Near(head)
    sent.call("LAND", name)

    _status, page = sent.page(sent.send())

    assert f"có phải “{name}”? Đúng thì để nguyên." in page
    assert f'<option value="{sent.code_of("LAND")}" selected>{name}</option>' in page


def test_a_choice_that_was_taken_back_is_not_made_again_when_the_page_comes_back() -> (
    None
):
    sent = Near("Mặt bằng bàn giao cho công trình (m2)")
    sent.call("LAND", LONG)
    run = sent.send()

    status, page = sent.page(run, {"c0": "unit", "c1": "", "m1": ""})

    assert status == 422
    assert f'<option value="{sent.code_of("LAND")}" selected>' not in page
    assert '<option value="" selected>– chưa chọn –</option>' in page
    assert "cột này có 2 số: là gì?" in page
    assert 'name="m1" value=""' in page


@pytest.mark.parametrize(
    "head",
    ["Mặt bằng bàn giao (triệu đồng)", "Mặt bằng bàn giao (%)", "Mặt bằng dự án"],
)
def test_what_is_counted_otherwise_or_skips_words_is_not_chosen(head: str) -> None:
    sent = Near(head)
    sent.call("LAND", LONG)

    _status, page = sent.page(sent.send())

    assert "cột này có 2 số: là gì?" in page
    assert "có phải “" not in page
    assert f'value="{sent.code_of("LAND")}" selected' not in page
