"""A list as people write it: forms of address, one name in three shapes, two units."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import mapped, received
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import a_draft, listed, running
from tests.pledges.test_listing import paste, text, the_grid
from thidua.imports.models import ImportRow
from thidua.imports.states import Fate
from thidua.organisations.models import Mandate
from thidua.pledges import actions
from thidua.pledges.drafts import name_alone
from thidua.pledges.models import Registration

pytestmark = pytest.mark.django_db
HEAD = "Họ tên\tNăm sinh\tẤp\n"


def saved(client: Client, path: str, words: str, **more: str) -> Any:
    rows = paste(client, path, words)
    return client.post(path, {**rows, **more, "go": "save"})


@pytest.mark.parametrize(
    "written",
    ["Hộ Lê Thị Tư", "Bà Lê Thị Tư", "HỘ BÀ LÊ THỊ TƯ", "Hộ gia đình ông: Lê Thị Tư"],
)
def test_a_form_of_address_is_no_part_of_the_name(written: str) -> None:
    assert name_alone("household", written).title() == "Lê Thị Tư"


def test_a_collective_keeps_the_whole_of_its_name() -> None:
    assert name_alone("collective", "Hộ nuôi ong ấp 3") == "Hộ nuôi ong ấp 3"


def test_a_household_with_a_form_of_address_is_known_again() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    listed(campaign, commune.pk, a_draft("Đoàn Minh Hồng", birth_year=1970))
    client = signed_in(an_actor(commune))
    words = HEAD + "Hộ Đoàn Minh Hồng\t1970\tẤp 3\nBà Lê Thị Tư\t1960\tẤp 1"

    answer = saved(client, the_grid(campaign, commune), words)

    assert answer.status_code == 302
    names = Registration.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Đoàn Minh Hồng", "Lê Thị Tư"]
    page = text(client.get(answer["Location"]))
    assert "Hộ Đoàn Minh Hồng" in page
    assert "Hộ Hộ" not in page


def test_one_name_in_three_shapes_is_asked_about_within_the_list() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client = signed_in(an_actor(commune))
    path = the_grid(campaign, commune)
    words = HEAD + (
        "nguyen van ba\t1970\tẤp 1\nNGUYỄN VĂN BA\t1970\tẤp 2\n"
        "Nguyễn Văn Ba\t1970\tẤp 3"
    )

    asked = saved(client, path, words)

    assert asked.status_code == 422
    kept = Registration.objects.get()
    assert (kept.name, kept.address) == ("Nguyễn Văn Ba", "Ấp 2")
    page = text(asked)
    assert page.count("Nguyễn Văn Ba, sinh 1970, Ấp 2, cùng danh sách này") == 2
    rows = paste(client, path, HEAD + "nguyen van ba\t1970\tẤp 1\nNguyễn Văn Ba\t1970")
    again = {**rows, "answer-0": "new", "answer-1": "same", "go": "save"}
    assert client.post(path, again).status_code == 302
    assert Registration.objects.count() == 2
    flagged = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/?xem=trung"
    assert "Không có bản đăng ký nào hợp với điều kiện đang lọc" in text(
        client.get(flagged)
    )


def test_the_same_row_twice_is_asked_about_and_not_refused() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client = signed_in(an_actor(commune))
    row = "Trần Văn Sáu\t1965\tẤp 1"

    asked = saved(client, the_grid(campaign, commune), f"{HEAD}{row}\n{row}")

    assert "Người khác, hộ khác trùng tên: ghi mới" in text(asked)
    assert Registration.objects.count() == 1


def test_whoever_registered_in_the_hamlet_is_asked_about_in_the_commune() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    hamlet = place.hamlets[0]
    farmer = an_actor(hamlet, Mandate.Role.READER)
    her_own = actions.submit_registration(
        campaign,
        hamlet.pk,
        a_draft("Lê Thị Hai", birth_year=1968, address="Tổ 2"),
        actor=farmer,
        at=MAY,
    )
    elsewhere = an_actor(place.communes[1])
    words = HEAD + "Lê Thị Hai\t1968\tẤp 1"
    client = signed_in(an_actor(commune))
    path = the_grid(campaign, commune)

    asked = saved(client, path, words)
    beside = saved(signed_in(elsewhere), the_grid(campaign, place.communes[1]), words)

    assert asked.status_code == 422
    assert "Lê Thị Hai, sinh 1968, Tổ 2, trong danh sách của Ấp 1" in text(asked)
    assert beside.status_code == 302
    listed(campaign, commune.pk, a_draft("Lê Thị Hai", birth_year=1968, address="Ấp 1"))
    flagged = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/?xem=trung"
    assert "có thể đăng ký trùng" in text(client.get(flagged)).split("<tbody")[1]
    twice = Registration.objects.get(unit=commune)
    side_by_side = text(client.get(f"/dang-ky/{twice.pk}/"))
    assert f"/dang-ky/{her_own.pk}/" in side_by_side
    assert "Bản kia do đơn vị khác duyệt" in side_by_side


def test_a_figure_whose_unit_is_another_comes_back() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    client = signed_in(an_actor(commune))
    head = "Họ tên\tNăm sinh\tViệc\tSố lượng\tĐVT\n".replace("Việc", "Việc sẽ làm")
    words = head + (
        "Lê Thị Hai\t1968\tTrồng dừa\t12,5m2\tcây\n"
        "Lê Thị Ba\t1969\tTrồng rau\t12,5m2\tm²\n"
        "Lê Thị Tám\t1970\tTrồng dừa\t40 cây\t"
    )

    answer = saved(client, the_grid(campaign, commune), words)

    assert "Ô con số ghi “12,5m2”, cột đơn vị tính ghi “cây”." in text(answer)
    kept = Registration.objects.order_by("name")
    assert [one.name for one in kept] == ["Lê Thị Ba", "Lê Thị Tám"]
    assert [one.targets.get().measure for one in kept] == ["m²", "cây"]


def test_a_file_asks_about_one_name_twice_in_itself() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    officer = an_actor(commune)
    rows: list[list[make.Cell]] = [
        ["STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp"],
        [1, "Hộ ông Nguyễn Văn Ba", 1970, "Ấp 3"],
        [2, "Nguyễn Văn Ba", 1970, "Ấp 1"],
    ]
    where = f"{campaign.pk}-{commune.pk}"
    run = received(make.xlsx(rows), where, officer, kind="dang-ky", at=MAY)

    run = mapped(run, officer, at=MAY)

    rows_of = ImportRow.objects.filter(run=run).order_by("row")
    fates = list(rows_of.values_list("fate", flat=True))
    assert fates[:1] == [Fate.NEW]
    assert Fate.NEW not in fates[1:]


def test_a_person_and_her_household_are_seen_beside_each_other_and_both_may_stand() -> (
    None
):
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    actor = an_actor(commune)
    (home,) = listed(campaign, commune.pk, a_draft("Lê Thị Tư", birth_year=1960))
    actions.approve_registrations([home], actor=actor, at=MAY)
    person = a_draft("Lê Thị Tư", birth_year=1960, kind="individual")
    (one,) = listed(campaign, commune.pk, person)
    client = signed_in(actor)
    here = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/"

    listing = text(client.get(here))
    page = text(client.get(f"/dang-ky/{one.pk}/"))

    assert listing.count("cùng tên với một cá nhân hoặc hộ đã đăng ký") == 1
    assert "cùng tên với một cá nhân" in text(client.get(f"{here}?xem=trung"))
    assert "Có thể đăng ký trùng" in page
    assert "cả hai cùng đứng được" in page
    assert "Là một: gộp bản này vào bản kia" not in page
    answer = client.post(
        f"{here}quyet-dinh/", {"chon": [one.pk], "go": "approve", "sure": "1"}
    )
    assert answer.status_code == 302
    assert Registration.objects.filter(state="approved").count() == 2
    assert "cùng tên với một cá nhân" not in text(client.get(here))
