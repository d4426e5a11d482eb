"""What has one answer only is not asked: it is refused, or the way is said."""

from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import fates, mapped, place_of, received
from tests.imports.test_doubts import name_of, pages_of
from tests.indicators.factories import an_office, month
from tests.organisations.factories import an_actor

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]


def test_a_thing_that_is_counted_is_no_thousand_of_another() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao (cái)"],
        [name_of(office.commune), 3],
    ]

    run = mapped(
        received(make.xlsx(rows), place_of(office, month(2025, 4).pk), who), who
    )

    page = pages_of(run)
    assert "Cùng một đơn vị tính: lấy số như ghi" in page
    assert "1.000 căn" not in page
    assert [value for value, _words in run.questions.get().choices] == ["same", "leave"]


@pytest.mark.parametrize("typed", ["-5 m", -0.0051, "- 5,123 m"])
def test_a_figure_below_nought_is_refused_before_anything_is_asked(
    typed: str | float,
) -> None:
    office = an_office("ROAD")
    who = an_actor(office.cast.province)
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Đường bê tông hóa (m)"],
        [name_of(office.commune), typed],
    ]

    run = mapped(
        received(make.xlsx(rows), place_of(office, month(2025, 4).pk), who), who
    )

    assert fates(run) == {"r": 1}
    page = signed_in(who).get(f"/nhap-tep/{run.pk}/").content.decode()
    assert "Chỉ số này không có số âm." in page


def test_the_receiver_is_told_to_open_again_what_it_accepted() -> None:
    office = an_office("ROAD")
    office.accepted(month(2025, 4), ROAD="1,5")
    place = place_of(office, month(2025, 4).pk)
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Đường bê tông hóa"],
        [name_of(office.commune), 2],
    ]
    told = {}
    for who in (office.receiver(), an_actor(office.cast.province)):
        run = mapped(received(make.xlsx(rows), place, who), who)
        told[who] = signed_in(who).get(f"/nhap-tep/{run.pk}/").content.decode()

    receiver, issuer = told.values()
    assert "Anh/chị là nơi nhận: mở lại số liệu ở mục “Mở lại để sửa”" in receiver
    assert "Cần sửa thì đề nghị nơi nhận trả lại số liệu." in issuer
