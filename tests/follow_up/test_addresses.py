"""Somebody in charge enters where an officer's mail goes; it counts once owned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.follow_up.cast import DUE, a_round, the_office, with_mail
from tests.organisations.factories import MandateFactory, PersonFactory, an_actor
from tests.sheets import rows_at
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Mail, Mailbox, Notice
from thidua.kernel import clock
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db
HERE = "/theo-doi/dia-chi/"
SPRING = date(2025, 4, 1)
LAN = "lan@example.vn"


def field_of(actor: Actor) -> str:
    """The name of somebody's field."""
    return f"a-{actor.person_id}"


def entered(by: Client, officer: Actor, address: str = LAN, to: str = HERE) -> str:
    """The page after an address was typed for an officer."""
    with clock.standing_on(SPRING):
        by.post(to, {field_of(officer): address})
        return by.get(to).content.decode()


@pytest.mark.demand("002.5")
def test_the_head_enters_it_and_it_counts_once_the_officer_followed_the_link() -> None:
    cast = the_office()
    commune = cast.province.communes[0]
    officer, head = an_actor(commune), an_actor(commune, "head")
    page = entered(signed_in(head), officer)

    assert "0/2 người nhận được thư, 1 địa chỉ chờ xác nhận." in page
    assert head.name in page  # who entered it
    asked = Mail.objects.get()
    assert (asked.kind, asked.address) == (Kind.ADDRESS, LAN)
    assert head.name in asked.text
    assert LAN in Notice.objects.get(person=officer.person_id).title

    mine = signed_in(officer)
    with clock.standing_on(SPRING):
        assert head.name in mine.get("/thong-bao/").content.decode()
        assert signed_in(head).post(asked.path).status_code == 422
    a_round(DUE + timedelta(days=2))
    assert not Mail.objects.filter(kind=Kind.LATE).exists()

    with clock.standing_on(DUE):
        assert mine.post(asked.path).status_code == 302
        page = signed_in(head).get(HERE).content.decode()
    assert "1/2 người nhận được thư, 0 địa chỉ chờ xác nhận." in page
    assert Mailbox.objects.get(person=officer.person_id).address == LAN


def test_what_its_owner_verified_is_changed_by_nobody_else() -> None:
    cast = the_office()
    commune = cast.province.communes[0]
    officer = with_mail(commune, name="cua.toi")
    head = signed_in(an_actor(commune, "head"))

    page = entered(head, officer, "khac@example.vn")

    assert field_of(officer) not in page
    assert Mailbox.objects.get().address == "cua.toi@example.vn"
    assert not Mail.objects.exists()


def test_an_address_that_is_none_is_said_beside_its_field() -> None:
    cast = the_office()
    officer = an_actor(cast.province.communes[0])
    with clock.standing_on(SPRING):
        answer = signed_in(officer).post(HERE, {field_of(officer): "lan@"})

    assert answer.status_code == 422
    assert "Địa chỉ thư chưa đúng" in answer.content.decode()
    assert not Mail.objects.exists()


def test_an_empty_field_takes_back_what_nobody_verified() -> None:
    cast = the_office()
    officer = an_actor(cast.province.communes[0])
    mine = signed_in(officer)
    entered(mine, officer)
    page = entered(mine, officer, "")

    assert "0 địa chỉ chờ xác nhận" in page
    assert Mail.objects.count() == 1
    with clock.standing_on(SPRING):
        assert mine.post(Mail.objects.get().path).status_code == 422


def test_the_link_goes_out_again_not_twice_on_a_day() -> None:
    cast = the_office()
    officer = an_actor(cast.province.communes[0])
    mine = signed_in(officer)
    entered(mine, officer)
    for day in (SPRING, SPRING + timedelta(days=1), SPRING + timedelta(days=1)):
        with clock.standing_on(day):
            mine.post(f"{HERE}gui-lai/")

    assert Mail.objects.count() == 2


@pytest.mark.demand("002.5")
def test_an_administrator_enters_it_anywhere_and_sees_what_waits_everywhere() -> None:
    cast = the_office()
    first, other = cast.province.communes[:2]
    officer = an_actor(first)
    administrator = signed_in(an_actor(cast.province.department, "administrator"))
    entered(administrator, officer, to=f"{HERE}?don-vi={first.pk}")
    with clock.standing_on(SPRING):
        page = administrator.get(HERE).content.decode()
        person = administrator.get(f"/quan-tri/nguoi/{officer.person_id}/")

    assert "Chờ xác nhận ở các đơn vị khác" in page
    assert LAN in page
    assert f"{HERE}?don-vi={first.pk}" in person.content.decode()
    assert "ghi địa chỉ thư, chờ chủ xác nhận" in person.content.decode()
    stranger = signed_in(an_actor(other))
    with clock.standing_on(SPRING):
        assert stranger.get(f"{HERE}?don-vi={first.pk}").status_code == 403
        mine = stranger.get(HERE).content.decode()
        assert LAN not in mine


def test_who_has_no_sign_in_is_counted_for_they_cannot_confirm() -> None:
    cast = the_office()
    office = an_actor(cast.province.department, "head")
    with clock.standing_on(SPRING):
        page = signed_in(office).get(HERE).content.decode()
    assert "chưa có tài khoản" not in page
    MandateFactory.create(person=PersonFactory.create(), unit=cast.province.department)
    with clock.standing_on(SPRING):
        page = signed_in(office).get(HERE).content.decode()

    assert "1 người khác chưa có tài khoản" in page


def test_the_addresses_come_as_excel_to_who_may_enter_them() -> None:
    cast = the_office()
    commune = cast.province.communes[0]
    officer, head = an_actor(commune), an_actor(commune, "head")
    entered(signed_in(head), officer)
    far = an_actor(cast.province.communes[1], "head")
    administrator = signed_in(an_actor(cast.province.department, "administrator"))

    with clock.standing_on(SPRING):
        lines = rows_at(signed_in(head), f"{HERE}?xuat=excel")
        everywhere = rows_at(administrator, f"{HERE}?xuat=excel")
        assert rows_at(signed_in(far), f"{HERE}?xuat=excel")[0][0] == far.name
        closed = signed_in(far).get(f"{HERE}?don-vi={commune.pk}&xuat=excel")

    (mine,) = [line for line in lines if line[0] == officer.name]
    assert mine[1] == "Xã Tân An"
    assert mine[3:] == [LAN, "chờ xác nhận", SPRING]
    assert [line[0] for line in everywhere if line[3] == LAN] == [officer.name]
    assert closed.status_code == 403
