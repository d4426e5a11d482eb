"""A name that is another office's to write: the row says for whom it was taken and
where that lies, and where one's own unit has nearly the name, which one was meant."""

from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import answered, fates, mapped, place_of, received
from tests.imports.test_messes import Sent
from tests.organisations.factories import an_actor
from thidua.imports.models import Import, ImportRow
from thidua.organisations.models import Mandate, Unit, UnitName

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

HEAD: list[make.Cell] = ["Đơn vị", "Đường bê tông hóa"]


@pytest.fixture
def sent() -> Sent:
    """A district's office sends; in the other district lies “Xã Mỹ Thạnh An”."""
    sent = Sent()
    cast = sent.office.cast
    sent.who = an_actor(cast.districts[0])
    rename(cast.communes[0], "Mỹ Thạnh")
    rename(cast.communes[3], "Mỹ Thạnh An")
    rename(cast.communes[4], "Tân Hưng")
    return sent


def rename(unit: Unit, name: str) -> None:
    """Called so from its first day on."""
    (old,) = UnitName.objects.filter(unit=unit)
    during = old.during
    old.delete()
    UnitName.written(unit, f"Xã {name}", during, name=name).save()


def check(sent: Sent, name: str) -> Import:
    """One row of a name, brought by the district's office."""
    place = place_of(sent.office, sent.period.pk)
    file = make.xlsx([HEAD, [name, 1.5]])
    return mapped(received(file, place, sent.who), sent.who)


def said(row: ImportRow) -> str:
    """Why a row stays out, and what to do."""
    return f"{(row.said or {})['reason']} {(row.said or {})['remedy']}"


def test_ones_own_unit_of_nearly_the_name_is_offered_and_taken(sent: Sent) -> None:
    run = check(sent, "Xã Mỹ Thạnh An")
    question = run.questions.get()

    assert "Tên ấy là của Xã Mỹ Thạnh An, huyện Cồn Nam, ngoài nơi" in question.words
    mine = sent.office.cast.communes[0].pk
    assert question.choices[0] == [str(mine), "Xã Mỹ Thạnh"]
    assert str(sent.office.cast.communes[3].pk) not in dict(question.choices)

    run = answered(run, {question.key: str(mine)}, sent.who)
    assert fates(run) == {"n": 1}


def test_that_none_was_meant_says_whose_name_it_is(sent: Sent) -> None:
    run = check(sent, "Xã Mỹ Thạnh An")

    run = answered(run, {run.questions.get().key: "leave"}, sent.who)

    assert fates(run) == {"r": 1}
    assert "Tên ấy là của Xã Mỹ Thạnh An, huyện Cồn Nam" in said(run.rows.get())


def test_a_name_like_none_of_ones_own_is_refused_with_its_place(sent: Sent) -> None:
    run = check(sent, "Xã Tân Hưng")

    assert not run.questions.exists()
    words = said(run.rows.get())
    assert "Đọc là Xã Tân Hưng, huyện Cồn Nam: ngoài nơi anh/chị được nhập" in words
    assert "sửa tên trong tệp" in words


def test_whoever_issued_the_form_writes_for_both(sent: Sent) -> None:
    sent.who = sent.office.owner

    assert fates(check(sent, "Xã Mỹ Thạnh An")) == {"n": 1}


def test_the_rows_of_one_result_say_which_and_an_empty_list_what_to_do(
    sent: Sent,
) -> None:
    client = signed_in(sent.who)
    empty = client.get("/nhap-tep/").content.decode()
    assert "Đơn vị chưa nhập tệp nào. Số liệu hay danh sách có sẵn trong Excel" in empty
    assert "/nhap-tep/moi/" in empty.split("Cách nhập từ tệp")[1]
    assert "Đến đây chưa ghi gì." in empty
    assert 'class="empty"' not in empty
    reader = signed_in(an_actor(sent.office.cast.province, Mandate.Role.READER))
    theirs = reader.get("/nhap-tep/").content.decode()
    assert "Cách nhập từ tệp" not in theirs
    assert "chưa được giao nhập" in theirs
    run = check(sent, "Xã Tân Hưng")
    assert "chưa nhập tệp nào" not in client.get("/nhap-tep/").content.decode()

    shown = client.get(f"/nhap-tep/{run.pk}/?loai=r").content.decode()

    assert "Lọc theo Kết quả: không nhận" in shown
    assert "(Kết quả: không nhận)" in shown.split("</title>")[0]
    assert "Lọc theo Kết quả" not in client.get(f"/nhap-tep/{run.pk}/").content.decode()
