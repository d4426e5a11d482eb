"""An officer writes down a whole list: typed, pasted, or from a file."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import carried, mapped, received, undone
from tests.organisations.factories import (
    MandateFactory,
    PersonFactory,
    a_province,
    an_actor,
)
from tests.pledges.factories import a_draft, approved, listed, running
from thidua.imports.models import ImportRow
from thidua.imports.states import Fate
from thidua.kernel.text import fold
from thidua.pledges.models import Registration
from thidua.pledges.states import State

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


def block(count: int) -> str:
    """A block of Excel: households with their year, hamlet and what they plant."""
    rows = ["STT\tHọ và tên chủ hộ\tNăm sinh\tẤp\tChỉ tiêu\tSố lượng\tĐVT\tSố CCCD"]
    rows += [
        f"{n}\tNguyễn Văn Hộ {_letters(n)}\t{1940 + n % 60}\tẤp {n % 9 + 1}"
        f"\tTrồng dừa xiêm\t{10 + n}\tcây\t08320000{n:04}"
        for n in range(1, count + 1)
    ]
    return "\n".join(rows)


def _letters(number: int) -> str:
    return "".join("abcdefghik"[int(digit)] for digit in str(number)).capitalize()


def the_grid(campaign: Any, unit: Any) -> str:
    return f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{unit.pk}/ghi/"


def shown_rows(answer: Any) -> dict[str, str]:
    """The rows as the page would send them on."""

    page = text(answer)
    found: dict[str, str] = dict(
        re.findall(r'<input class="in[^"]*" name="([a-z]+-\d+)" value="([^"]*)"', page)
    )
    for name, options in re.findall(
        r'<select class="in" name="(kind-\d+)"[^>]*>(.*?)</select>', page
    ):
        chosen = re.search(r'value="([a-z]+)" selected', options)
        found[name] = chosen[1] if chosen else "household"
    return found


def paste(client: Client, path: str, words: str) -> dict[str, str]:
    return shown_rows(client.post(path, {"go": "paste", "pasted": words}))


@pytest.mark.demand("000.3")
def test_two_hundred_households_are_pasted_and_pasted_again() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client = signed_in(an_actor(commune))
    path = the_grid(campaign, commune)

    rows = paste(client, path, block(200))
    saved = client.post(path, {**rows, "go": "save"})
    again = client.post(path, {**rows, "go": "save"}, follow=True)

    assert saved.status_code == 302
    assert Registration.objects.filter(state=State.SUBMITTED).count() == 200
    assert "200 dòng đã có từ trước, không ghi lại." in text(again)
    one = Registration.objects.get(name="Nguyễn Văn Hộ C")
    assert (one.birth_year, one.address, one.unit) == (1942, "Ấp 3", commune)
    target = one.targets.get()
    assert (target.words, target.value, target.measure) == (
        "Trồng dừa xiêm",
        Decimal(12),
        "cây",
    )
    desk = text(client.get("/"))
    assert "200 đăng ký thi đua" in desk


def test_the_good_rows_go_in_and_the_others_come_back_with_a_reason() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client = signed_in(an_actor(commune))
    words = "Họ tên\tNăm sinh\tẤp\nLê Thị Hai\t1968\tẤp 1\nHai\t1970\tẤp 2"
    words += "\nTrần Văn Ba\t1870\tẤp 2"

    path = the_grid(campaign, commune)
    answer = client.post(path, {**paste(client, path, words), "go": "save"})

    assert answer.status_code == 422
    assert [one.name for one in Registration.objects.all()] == ["Lê Thị Hai"]
    assert "Họ tên chỉ có một chữ" in text(answer)
    assert "“1870” không phải ngày sinh hay năm sinh." in text(answer)
    assert "Lê Thị Hai" not in shown_rows(answer).values()


def test_a_double_is_shown_and_a_person_says() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    listed(campaign, commune.pk, a_draft("Nguyễn Văn An", birth_year=1970))
    client = signed_in(an_actor(commune))
    path = the_grid(campaign, commune)
    row = {"name-0": "An Nguyen Van", "kind-0": "household", "go": "save"}
    turned = {**row, "name-0": "nguyen van an", "born-0": "1970"}

    asked = client.post(path, turned)
    same = client.post(path, {**turned, "answer-0": "same"})
    unchanged = Registration.objects.count()
    other = client.post(path, {**turned, "answer-0": "new"})

    assert asked.status_code == 422
    assert "Nguyễn Văn An, sinh 1970, Ấp 3" in text(asked)
    assert (same.status_code, unchanged) == (302, 1)
    assert other.status_code == 302
    assert Registration.objects.count() == 2


def test_somebody_of_the_register_is_recognised_by_name_and_year() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    known = PersonFactory.create(full_name="Võ Thị Bảy", birth_year=1959)
    namesake = PersonFactory.create(full_name="Trần Thị Tám", birth_year=None)
    for person in (known, namesake):
        person.folded = fold(person.full_name)
        person.save()
        MandateFactory.create(person=person, unit=place.hamlets[0], role="reader")
    client = signed_in(an_actor(commune))
    path = the_grid(campaign, commune)
    words = "Họ tên\tNăm sinh\nVÕ THỊ BẢY\t1959\nTrần Thị Tám\t1961"

    client.post(path, {**paste(client, path, words), "go": "save"})

    tied = dict(Registration.objects.values_list("name", "person"))
    assert tied == {"Võ Thị Bảy": known.pk, "Trần Thị Tám": None}
    one = Registration.objects.get(name="Trần Thị Tám")
    offered = text(client.get(f"/dang-ky/{one.pk}/"))
    assert "Trần Thị Tám, chưa rõ năm sinh" in offered
    client.post(f"/dang-ky/{one.pk}/nguoi/", {"person": namesake.pk})
    one.refresh_from_db()
    assert one.person == namesake


def test_a_workbook_comes_in_row_by_row_and_goes_out_again() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    listed(campaign, commune.pk, a_draft("Nguyễn Văn An", birth_year=1970))
    officer = an_actor(commune)
    client = signed_in(officer)
    rows: list[list[make.Cell]] = [
        ["DANH SÁCH HỘ ĐĂNG KÝ", None, None, None],
        ["STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp"],
        [1, "NGUYỄN VĂN AN", 1970, "Ấp 3"],
        [2, "Lê Thị Hai", 1968, "Ấp 1"],
        [3, "Hai", 1970, "Ấp 2"],
    ]
    run = received(
        make.xlsx(rows),
        f"{campaign.pk}-{commune.pk}",
        officer,
        kind="dang-ky",
        at=MAY,
    )
    run = mapped(run, officer, at=MAY)
    fates = dict(ImportRow.objects.filter(run=run).values_list("row", "fate"))
    assert fates == {3: Fate.SAME, 4: Fate.NEW, 5: Fate.REFUSED}

    run = carried(run, officer, at=MAY)
    assert Registration.objects.filter(name="Lê Thị Hai", state="submitted").exists()
    page = text(client.get(f"/nhap-tep/{run.pk}/"))
    assert "Duyệt các đăng ký vừa ghi" in page
    undone(run, officer, at=MAY)
    assert Registration.objects.get(name="Lê Thị Hai").state == State.WITHDRAWN


def test_a_list_costs_the_same_for_one_row_and_for_thirty() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client = signed_in(an_actor(commune))
    page = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/"
    tab = f"/phong-trao/{campaign.pk}/dang-ky/"

    def cost() -> list[int]:
        counts = []
        for path in (page, tab):
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            counts.append(len(asked))
        return counts

    shows = frozenset({"name", "content"})
    approved(campaign, commune.pk, a_draft("Lê Thị Một", shows=shows))
    one = cost()
    approved(
        campaign,
        commune.pk,
        *(a_draft(f"Lê Thị {_letters(n)}", shows=shows) for n in range(2, 31)),
    )
    assert cost() == one


def test_a_list_is_filtered_and_kept_as_excel() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    listed(campaign, commune.pk, a_draft("Lê Thị Hai"), a_draft("Trần Văn Ba"))
    client = signed_in(an_actor(commune))
    page = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/"

    found = text(client.get(page, {"tim": "tran van"}))
    sheet = client.get(page, {"xuat": "excel"})

    assert "Trần Văn Ba" in found
    assert "Lê Thị Hai" not in found
    assert sheet["Content-Disposition"].endswith('.xlsx"')
    above = signed_in(an_actor(place.districts[0]))
    assert above.get(page).status_code == 200
    beside = signed_in(an_actor(place.communes[1]))
    assert beside.get(page).status_code == 404


def test_doubles_are_found_on_the_list_until_a_person_says_otherwise() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client = signed_in(an_actor(commune))
    page = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/?xem=trung"
    listed(
        campaign,
        commune.pk,
        a_draft("Lê Thị Hai", birth_year=1968),
        a_draft("Le Thi Hai", birth_year=None, address=""),
        a_draft("Trần Văn Ba", birth_year=1970),
        a_draft("Trần Văn Ba", birth_year=1981),
        a_draft("Phạm Thị Tư"),
        a_draft("Phạm Thị Tư", namesake=2),
    )

    found = text(client.get(page))

    assert "Hộ Lê Thị Hai" in found
    assert "Hộ Le Thi Hai" in found
    assert "Trần Văn Ba" not in found
    assert "Phạm Thị Tư" not in found


def test_what_waits_stands_first_and_rows_to_see_are_no_good_news() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    approved(campaign, commune.pk, a_draft("Lê Thị An"))
    listed(campaign, commune.pk, a_draft("Trần Văn Yên"))
    client = signed_in(an_actor(commune))
    page = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/"

    shown = text(client.get(page))
    path = the_grid(campaign, commune)
    words = "Họ tên\tNăm sinh\nLê Thị Hai\t1968\nHai\t1970"
    answer = text(client.post(path, {**paste(client, path, words), "go": "save"}))

    assert shown.index("Trần Văn Yên") < shown.index("Lê Thị An")
    assert '<div class="note warn">Đã ghi 1 đăng ký. Còn 1 dòng' in answer


def test_the_units_where_nobody_registered_say_how_to_open_them() -> None:
    place = a_province()
    campaign = running(place)
    approved(campaign, place.communes[0].pk, a_draft("Lê Thị An"))

    shown = text(
        signed_in(an_actor(place.province)).get(f"/phong-trao/{campaign.pk}/dang-ky/")
    )

    assert "<summary>Bấm để mở tên" in shown


def test_a_list_is_printed_as_an_office_prints_it() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    approved(campaign, commune.pk, a_draft("Lê Thị An"))
    client = signed_in(an_actor(commune))
    page = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/"

    assert 'ban-in=1">In danh sách</a>' in text(client.get(page))
    paper = text(client.get(page, {"ban-in": "1"}))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in paper.upper()
    assert "ỦY BAN NHÂN DÂN" in paper.upper()
    for words in ('<td class="c">1</td>', "Hộ Lê Thị An<br>", "Người lập biểu"):
        assert words in paper
    assert 'name="chon"' not in paper


def test_a_row_that_is_too_long_comes_back_whole_with_its_length() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client, path = signed_in(an_actor(commune)), the_grid(campaign, commune)
    where = "Ấp 5 " * 50
    row = {
        "name-0": "Nguyễn Văn An",
        "kind-0": "household",
        "place-0": where,
        "words-0": "Hiến đất làm đường",
        "go": "save",
    }

    answer = client.post(path, row)

    assert "Dài 249 ký tự, nhiều nhất 200." in answer.content.decode()
    assert where.strip() in answer.content.decode()
    assert not Registration.objects.exists()
