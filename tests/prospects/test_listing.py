"""The lists of prospects and of tips: found without marks, as cheap with many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.desk.test_lists import rows
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.prospects.factories import a_measure, a_prospect, a_tip

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", ["/nhan-to/", "/nhan-to/tin/"])
def test_a_list_costs_the_same_however_long(
    count: int, path: str, django_assert_num_queries: Any
) -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    for nth in range(count):
        one = a_prospect(place.communes[0], f"Người {nth}", owner_id=officer.person_id)
        a_measure(one)
        a_tip(place.communes[0], f"Người {nth}")
    client = signed_in(officer)
    client.get(path)

    with django_assert_num_queries({"/nhan-to/": 10, "/nhan-to/tin/": 8}[path]):
        client.get(path)


def test_a_list_is_narrowed_by_name_field_and_state() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    a_prospect(place.communes[0], "Trần Thị Bưởi", field="water")
    a_prospect(place.communes[0], "Lê Văn Dừa", field="farming")

    by_name = text(client.get("/nhan-to/?ten=tran+thi+buoi"))
    by_field = text(client.get("/nhan-to/?linh-vuc=farming"))
    by_state = text(client.get("/nhan-to/?trang-thai=closed"))

    assert "Trần Thị Bưởi" in by_name
    assert "Lê Văn Dừa" not in by_name
    assert "Lê Văn Dừa" in by_field
    assert "Trần Thị Bưởi" not in by_field
    assert "Không có nhân tố nào hợp với điều kiện đang lọc" in by_state


def test_prospects_and_tips_come_as_excel_files_as_filtered() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    client = signed_in(officer)
    water = a_prospect(place.communes[0], "Trần Thị Bưởi", field="water")
    a_measure(water)
    a_prospect(place.communes[0], "Lê Văn Dừa", field="farming")
    a_prospect(place.communes[1], "Người Xã Khác", field="water")
    a_tip(place.communes[0], "Nguyễn Văn An")
    a_tip(place.communes[1], "Người Xã Khác")

    prospects = rows(client, "/nhan-to/?linh-vuc=water&xuat=excel")
    tips = rows(client, "/nhan-to/tin/?trang-thai=cho&xuat=excel")

    assert [row[0] for row in prospects if row[0] in PEOPLE] == ["Trần Thị Bưởi"]
    assert date(2025, 6, 15) in prospects[-1]
    assert [row[0] for row in tips if row[0] in PEOPLE] == ["Nguyễn Văn An"]
    assert "xuat=excel" in text(client.get("/nhan-to/?linh-vuc=water"))


PEOPLE = {"Trần Thị Bưởi", "Lê Văn Dừa", "Nguyễn Văn An", "Người Xã Khác"}
