"""Somebody registers: on a phone, in three screens, signed in or by a unit's code."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.factories import ENDS, MAY
from tests.doors import signed_in
from tests.organisations.factories import UserFactory, a_province, an_actor
from tests.pledges.factories import running
from thidua.campaigns.models import ContentNode
from thidua.organisations.models import Mandate
from thidua.pledges import actions
from thidua.pledges.models import Invitation, Registration
from thidua.pledges.models.registration import RegistrationChange
from thidua.pledges.states import State

pytestmark = pytest.mark.django_db
READER = Mandate.Role.READER


def text(answer: Any) -> str:
    return str(answer.content.decode())


def carried(answer: Any) -> dict[str, Any]:
    """What the screen sends along unseen."""
    found: dict[str, Any] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', text(answer)
    ):
        if name not in {"csrfmiddlewaretoken", "once"}:
            found.setdefault(name, []).append(value)
    return found


WHO = {"kind": "household", "name": "Lê Thị Hai", "birth_year": "1968"}
WHO |= {"address": "Ấp 3", "representative": ""}
WHAT = {"words": "Trồng dừa xiêm, giữ sạch đường", "target": "Trồng dừa xiêm"}
WHAT |= {"value": "120", "measure": "cây"}


def through(client: Client, path: str, *shows: str, **what: Any) -> Any:
    """The three screens, as a browser without script sends them."""
    first = client.get(path)
    second = client.post(path, carried(first) | WHO | {"go": "next"})
    third = client.post(path, carried(second) | WHAT | what | {"go": "next"})
    return client.post(path, carried(third) | {"shows": shows, "go": "send"})


@pytest.mark.demand("000.3")
def test_a_farmer_registers_her_household_and_reads_how_it_stands() -> None:
    place = a_province()
    campaign = running(place)
    farmer = an_actor(place.hamlets[0], READER)
    client = signed_in(farmer)
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    path = f"/phong-trao/{campaign.pk}/dang-ky/moi/"

    answer = through(client, path, "name", "content", content=[str(item.key)])

    one = Registration.objects.get()
    assert answer["Location"] == f"/dang-ky/{one.pk}/"
    assert (one.unit, one.state) == (place.hamlets[0], State.SUBMITTED)
    assert (one.owner_id, one.birth_year) == (farmer.person_id, 1968)
    assert one.content == [item.key]
    target = one.targets.get()
    assert (target.words, target.value, target.measure) == (
        "Trồng dừa xiêm",
        Decimal(120),
        "cây",
    )
    assert "Đơn vị đang xem" in text(client.get(f"/dang-ky/{one.pk}/"))
    assert "Lê Thị Hai" in text(client.get("/dang-ky/cua-toi/"))
    assert "Đăng ký của tôi" in text(client.get("/"))


def test_a_screen_asks_one_thing_and_keeps_what_was_typed() -> None:
    place = a_province()
    client = signed_in(an_actor(place.hamlets[0], READER))
    path = f"/phong-trao/{running(place).pk}/dang-ky/moi/"

    wrong = client.post(path, {**WHO, "step": "1", "go": "next", "birth_year": "68"})
    right = client.post(path, {**WHO, "step": "1", "go": "next"})
    back = client.post(path, carried(right) | WHAT | {"go": "back"})

    assert wrong.status_code == 422
    assert "Ghi năm sinh bốn chữ số" in text(wrong)
    assert "Lê Thị Hai" in text(wrong)
    assert "Sẽ làm gì?" in text(right)
    assert "Ai đăng ký?" in text(back)
    assert 'value="Lê Thị Hai"' in text(back)
    assert carried(back)["words"] == [WHAT["words"]]
    assert not Registration.objects.exists()


def test_a_collective_says_who_stands_for_it() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0], READER))
    path = f"/phong-trao/{running(place).pk}/dang-ky/moi/"
    clan = {**WHO, "kind": "clan", "name": "Dòng họ Lê", "birth_year": ""}

    second = client.post(path, {**clan, "step": "1", "go": "next"})
    third = client.post(path, carried(second) | WHAT | {"go": "next"})
    refused = client.post(path, carried(third) | {"go": "send"})

    assert refused.status_code == 422
    assert "Chưa ghi người đứng đầu hoặc đại diện." in text(refused)


def test_a_draft_waits_on_the_desk_until_it_is_sent() -> None:
    place = a_province()
    farmer = an_actor(place.hamlets[0], READER)
    client = signed_in(farmer)
    path = f"/phong-trao/{running(place).pk}/dang-ky/moi/"

    client.post(path, {**WHO, "step": "1", "go": "later"})
    draft = Registration.objects.get()
    desk = text(client.get("/"))
    mend = f"/dang-ky/{draft.pk}/sua/"
    sent = client.post(mend, {**WHO, **WHAT, "step": "3", "go": "send", "version": "1"})

    assert f'href="{mend}"' in desk
    assert sent.status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.version) == (State.SUBMITTED, 2)
    again = client.post(path, {**WHO, **WHAT, "step": "3", "go": "send"})
    assert again.status_code == 409
    assert "Anh/chị đã có đăng ký trong phong trào" in text(again)
    others = signed_in(an_actor(place.hamlets[0], READER))
    assert others.get(mend).status_code == 404


def a_code(place: Any, campaign: Any, **given: Any) -> Invitation:
    return actions.hand_out_code(
        campaign,
        place.communes[0].pk,
        label="Hộ dân ấp 3",
        ends_on=given.pop("ends_on", ENDS),
        actor=an_actor(place.communes[0]),
        at=MAY,
    )


@pytest.mark.demand("000.3")
def test_somebody_without_a_sign_in_registers_by_a_code_and_looks_it_up() -> None:
    place = a_province()
    campaign = running(place)
    code = a_code(place, campaign)
    nobody = Client()

    entered = nobody.post("/dang-ky/ma/", {"code": code.code.lower()})
    sent = through(nobody, entered["Location"], "name", "content")
    number = re.search(r'id="code">([^<]+)<', text(sent))
    assert number
    found = nobody.post("/dang-ky/tra-cuu/", {"code": number[1].lower()})

    one = Registration.objects.get()
    assert (one.unit, one.state, one.source) == (
        place.communes[0],
        State.SUBMITTED,
        "code",
    )
    assert number[1] not in str(one.look_up)
    assert "Lê Thị Hai" in text(found)
    assert "chờ duyệt" in text(found)
    hidden = nobody.post(
        "/dang-ky/tra-cuu/", {"code": number[1], "go": "consent", "shows": []}
    )
    assert hidden.status_code == 200
    one.refresh_from_db()
    assert not any(one.shown.values())
    nobody.post("/dang-ky/tra-cuu/", {"code": number[1], "go": "withdraw"})
    one.refresh_from_db()
    assert one.state == State.WITHDRAWN
    assert RegistrationChange.objects.filter(registration=one).count() == 3


def test_a_form_sent_twice_registers_once() -> None:
    place = a_province()
    code = a_code(place, running(place))
    path = f"/dang-ky/ma/{code.code}/"
    sent = {**WHO, **WHAT, "step": "3", "go": "send", "token": "mot-to-giay"}

    first, second = (Client().post(path, sent) for _turn in range(2))

    assert Registration.objects.count() == 1
    assert re.search(r'id="code">([^<]+)<', text(first))[1] in text(second)  # type: ignore[index]


def test_a_namesake_by_code_is_taken_in_without_telling_of_the_other() -> None:
    place = a_province()
    code = a_code(place, running(place))
    path = f"/dang-ky/ma/{code.code}/"

    for token in ("mot", "hai"):
        answer = Client().post(
            path, {**WHO, **WHAT, "step": "3", "go": "send", "token": token}
        )
        assert "Đã gửi đăng ký" in text(answer)

    assert sorted(Registration.objects.values_list("namesake", flat=True)) == [1, 2]


def test_a_code_that_is_revoked_or_guessed_opens_nothing() -> None:
    place = a_province()
    campaign = running(place)
    code = a_code(place, campaign)
    officer = signed_in(an_actor(place.communes[0]))
    nobody = Client()
    path = f"/dang-ky/ma/{code.code}/"
    assert nobody.get(path).status_code == 200

    officer.post(f"/phong-trao/{campaign.pk}/dang-ky/ma/{code.pk}/thoi/")

    assert nobody.get(path).status_code == 404
    assert nobody.get("/dang-ky/ma/KHONGCO9/").status_code == 404
    wrong = [
        nobody.post("/dang-ky/tra-cuu/", {"code": f"SAI{turn}"}).status_code
        for turn in range(21)
    ]
    assert wrong[0] == 422
    assert wrong[-1] == 429


def test_a_sign_in_without_an_office_registers_by_code_under_its_own_name() -> None:
    place = a_province()
    code = a_code(place, running(place))
    user, client = UserFactory.create(), Client()
    client.force_login(user)

    through(client, f"/dang-ky/ma/{code.code}/")

    one = Registration.objects.get()
    assert one.owner == user.person
    assert "Lê Thị Hai" in text(client.get("/dang-ky/cua-toi/"))
    assert client.get(f"/dang-ky/{one.pk}/").status_code == 200
