"""Headers as offices shorten them: first letters, a measure behind the name."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.imports import workbooks as make
from tests.imports.factories import place_of
from tests.imports.test_at_the_counter import sent_by, the_office_of, the_rows
from tests.indicators.factories import an_office, month
from tests.running.cluster import Database
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.imports.shortened import fuller_names, shortened_name
from thidua.kernel.workbooks.measures import measure_in

KNOWN = [
    ("1", "Đường bê tông hóa"),
    ("2", "Nhà tình thương bàn giao"),
    ("3", "Nhà tình nghĩa"),
]


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Đường BT (m)", "m"),
        ("Kinh phí (triệu đồng)", "triệu đồng"),
        ("Kinh phí (ĐVT: tr.đ)", "tr.đ"),
        ("Nhà tình thương (căn)", "căn"),
        ("Tỷ lệ (%)", "%"),
        ("Đường BT (nếu có)", ""),
        ("Số liệu (1)", ""),
    ],
)
def test_the_measure_behind_a_name_is_proposed(label: str, measure: str) -> None:
    assert measure_in(label) == measure


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Đường BT (m)", "1"),
        ("Đường BTH", "1"),
        ("Nhà TT", "2"),
        ("Nhà TN (căn)", "3"),
        ("Nhà T", ""),
        ("TH", ""),
        ("KH", ""),
        ("Đường XM", ""),
        ("đường bt", ""),
    ],
)
def test_words_in_capitals_are_read_as_first_letters(label: str, key: str) -> None:
    assert shortened_name(label, KNOWN) == key


def test_what_could_be_two_things_is_left_to_whoever_knows() -> None:
    assert shortened_name("Nhà T", [*KNOWN]) == ""
    assert shortened_name("Nhà TT", [*KNOWN, ("4", "Nhà trẻ tư")]) == ""


WIDER = [
    *KNOWN,
    ("4", "Đất nhân dân hiến"),
    ("5", "Ngày công đóng góp"),
    ("6", "Nhà ở bàn giao cho hộ nghèo"),
]


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("Đường bê tông (m)", ["1"]),
        ("Đất hiến (m2)", ["4"]),
        ("Ngày công", ["5"]),
        ("Nhà cho hộ nghèo", ["6"]),
        ("Nhà giao bàn", []),
        ("hộ nghèo", []),
        ("Nhà", []),
    ],
)
def test_a_header_that_leaves_words_out_is_offered_what_it_may_mean(
    label: str, keys: list[str]
) -> None:
    assert fuller_names(label, WIDER) == keys


@pytest.mark.usefixtures("own_database")
def test_the_page_offers_it_first_with_the_measure_of_the_header(
    settings: Settings, own_database: Database
) -> None:
    del own_database
    settings.THIDUA_TODAY = "2025-05-05"
    office = an_office()
    client, rows = the_office_of(office), the_rows(office)
    rows[0] = ["Xã", "Đường hóa (m)", "Nhà bàn giao"]
    rows[1:] = [[rows[1][0], 1500, 2], [rows[2][0], 2500, 3]]

    sending = f"/nhap-tep/moi/so-lieu/{place_of(office, month(2025, 4).pk)}/"
    page = client.post(sending, {"file": make.xlsx(rows)}, follow=True).content.decode()

    column = page[page.index('name="c1"') : page.index('name="c2"')]
    offered = column[column.index("Đề nghị") :]
    line = office.lines["ROAD"].pk
    assert offered.index(f"line={line}") < offered.index("</optgroup>")
    assert 'name="m1" value="m"' in page


@pytest.mark.usefixtures("own_database")
def test_a_shortened_header_and_its_measure_are_proposed_and_asked_about(
    settings: Settings, own_database: Database
) -> None:
    del own_database
    settings.THIDUA_TODAY = "2025-05-05"
    office = an_office()
    client, rows = the_office_of(office), the_rows(office)
    rows[0] = ["Xã/TT", "Đường BTH (m)", "Nhà TT bàn giao (hộ)"]
    rows[1:] = [[rows[1][0], 1500, 2], [rows[2][0], 2500, 3]]

    run = sent_by(client, office, rows)

    columns = Mapping.from_json(run.mapping).columns
    assert columns[0].as_ == "unit"
    assert [one.measure for one in columns[1:]] == ["m", "hộ"]
    assert all(one.dims for one in columns[1:])
    asked = [one.words for one in run.questions.all()]
    assert any("hộ" in words for words in asked), asked


@pytest.mark.usefixtures("own_database")
def test_one_possible_answer_is_confirmed_with_what_else_can_be_done(
    settings: Settings, own_database: Database
) -> None:
    del own_database
    settings.THIDUA_TODAY = "2025-05-05"
    office = an_office()
    client = the_office_of(office)
    run = sent_by(client, office, the_rows(office))
    one = run.questions.filter(group="").exclude(choices=[]).first()
    assert one is not None
    one.choices = one.choices[:1]
    one.save()

    page = client.get(f"/nhap-tep/{run.pk}/hoi/").content.decode()

    assert f"Hệ thống hiểu là: {one.choices[0][1]}." in page
    assert f'type="checkbox" name="q{one.pk}" value="{one.choices[0][0]}"' in page
    assert f'type="radio" name="q{one.pk}"' not in page
    assert "bỏ trống" in page
    client.post(f"/nhap-tep/{run.pk}/hoi/", {f"q{one.pk}": one.choices[0][0]})
    assert one.choices[0][0] in Import.objects.get(pk=run.pk).answers.values()
