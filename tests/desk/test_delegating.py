"""A head delegates in writing: for a time, for some acts, and to nobody further."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from tests.doors import signed_in
from tests.organisations.factories import (
    Province,
    a_delegation,
    a_province,
    an_actor,
    under,
)
from tests.sheets import rows_at
from thidua.audit.models import Entry
from thidua.kernel import clock
from thidua.kernel.errors import Refused, RuleBroken
from thidua.organisations.actions import save_filter
from thidua.organisations.actor import Actor
from thidua.organisations.models import DelegatedPower, Delegation, Mandate, Power

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


@pytest.fixture(autouse=True)
def on_a_day_of_may() -> Any:
    with clock.standing_on(DAY):
        yield


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def head(place: Province) -> Actor:
    return an_actor(place.department, Mandate.Role.HEAD)


@pytest.fixture
def officer(place: Province) -> Actor:
    return an_actor(place.department)


def typed(officer: Actor, **other: Any) -> dict[str, Any]:
    return {
        "person": officer.person_id,
        "powers": [Power.SIGN, Power.RUN],
        "scope": "",
        "first": "15/05/2025",
        "last": "31/05/2025",
        "number": "12/GUQ-SNV",
        "issued_on": "14/05/2025",
        "reason": "Đi công tác.",
    } | other


def stands_for(client: Client, delegation: Delegation) -> None:
    client.post(
        reverse("organisations:choose-mandate"), {"mandate": f"u{delegation.pk}"}
    )


@pytest.mark.demand("002.4b")
def test_a_head_delegates_in_writing_and_the_officer_acts_in_both_names(
    head: Actor, officer: Actor
) -> None:
    assert head.mandate is not None
    to = reverse("desk:delegations-of", args=[head.mandate.pk])
    answer = signed_in(head).post(to, typed(officer))
    given = Delegation.objects.get()
    assert answer["Location"] == reverse("desk:delegation", args=[given.pk])

    his = signed_in(officer)
    home = his.get("/").content.decode()
    assert f"Thay mặt {head.name} · " in home
    stands_for(his, given)
    assert f"thay mặt {head.name}" in his.get("/").content.decode()

    his.post(reverse("organisations:sign-out"))
    told = Entry.objects.get(verb="organisations.session.ended")
    assert told.actor_name == officer.name
    assert told.office.startswith(f"TUQ. {head.mandate.title} {head.name}, ")
    assert told.mandate_id == head.mandate_id


def test_what_the_paper_does_not_name_stays_with_the_head(
    head: Actor, officer: Actor, place: Province
) -> None:
    acting = under(a_delegation(head, officer, Power.REPORT), officer)

    assert acting.writes_for(place.department, Power.REPORT)
    assert not acting.holds(Power.SIGN)
    assert "12/GUQ" in str(acting.writes_for(place.department, Power.ACCEPT).reason)
    assert not acting.writes_for(place.department)
    with pytest.raises(Refused):
        save_filter(
            "Chung", path="/", query="", is_shared=True, actor=acting, at=clock.now()
        )


def test_limited_to_one_campaign_it_holds_in_no_other(
    head: Actor, officer: Actor
) -> None:
    paper = a_delegation(
        head, officer, Power.TARGETS, scope_id=7, scope_name="Phong trào bảy"
    )
    acting = under(paper, officer)

    assert acting.holds(Power.TARGETS, 7)
    assert not acting.holds(Power.TARGETS, 8)
    assert not acting.holds(Power.TARGETS)


def test_nobody_passes_on_what_was_delegated(
    head: Actor, officer: Actor, place: Province
) -> None:
    paper = a_delegation(head, officer, Power.SIGN)
    other = an_actor(place.department)
    acting = under(paper, officer)
    assert head.mandate is not None

    with pytest.raises(Refused, match="không ủy quyền lại"):
        a_delegation(acting, other, Power.RUN)
    his = signed_in(officer)
    stands_for(his, paper)
    to = reverse("desk:delegations-of", args=[head.mandate.pk])
    assert his.post(to, typed(other)).status_code == 403
    assert Delegation.objects.count() == 1


def test_one_power_is_in_one_hand_and_the_database_says_so_too(
    head: Actor, officer: Actor, place: Province
) -> None:
    first = a_delegation(head, officer, Power.SIGN, scope_id=7)
    other = an_actor(place.department)

    with pytest.raises(RuleBroken, match=officer.name):
        a_delegation(head, other, Power.SIGN)
    a_delegation(head, other, Power.SIGN, scope_id=8, number="13/GUQ")
    held = DelegatedPower.objects.get(delegation=first)
    held.pk = None
    wrong = pytest.raises(IntegrityError, match="a_power_is_in_one_hand_a_day")
    with wrong, transaction.atomic():
        held.save()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"last": date(2026, 12, 31)}, "tối đa một năm"),
        ({"last": date(2025, 4, 1)}, "trước ngày đầu"),
    ],
)
def test_a_delegation_has_an_end(
    head: Actor, officer: Actor, wrong: dict[str, Any], why: str
) -> None:
    with pytest.raises(RuleBroken, match=why):
        a_delegation(head, officer, **wrong)


def test_only_people_of_the_office_are_named(head: Actor, place: Province) -> None:
    stranger = an_actor(place.nation)

    with pytest.raises(RuleBroken, match="không công tác ở cơ quan này"):
        a_delegation(head, stranger)


def test_only_a_head_delegates(officer: Actor, place: Province) -> None:
    other = an_actor(place.department)
    assert officer.mandate is not None
    assert other.person_id is not None

    with pytest.raises(RuleBroken, match="Chỉ thủ trưởng"):
        a_delegation(officer, other)
    with pytest.raises(IntegrityError, match="head of a unit"), transaction.atomic():
        Delegation.objects.create(
            mandate=officer.mandate,
            person_id=other.person_id,
            during=DateRange(DAY, date(2025, 6, 1)),
            powers=[Power.SIGN],
            number="1/GUQ",
            issued_on=DAY,
            reason="Vắng.",
            given_at=clock.now(),
        )


@pytest.mark.demand("002.4b")
def test_it_ends_at_midnight_even_during_a_form_and_keeps_what_was_typed(
    head: Actor, officer: Actor
) -> None:
    paper = a_delegation(head, officer, Power.RUN, last=DAY)
    his = signed_in(officer)
    stands_for(his, paper)
    entries = Entry.objects.count()
    assert his.post(reverse("campaigns:new"), {"name": "A"}).status_code == 422

    with clock.standing_on(date(2025, 5, 21)):
        answer = his.post(reverse("campaigns:new"), {"name": "Thi đua nước rút"})
        said = answer.content.decode()
        assert answer.status_code == 409
        assert "12/GUQ đã hết từ 21/05/2025" in said
        assert "Thi đua nước rút" in said
        assert Entry.objects.count() == entries
        after = his.get("/").content.decode()
        assert "Nay làm việc với vai" in after
        assert his.post(reverse("campaigns:new"), {"name": ""}).status_code == 422


def test_revoked_it_ends_at_once_and_stays_in_the_book(
    head: Actor, officer: Actor
) -> None:
    paper = a_delegation(head, officer, Power.RUN)
    his, hers = signed_in(officer), signed_in(head)
    stands_for(his, paper)
    to = reverse("desk:delegation-revoke", args=[paper.pk])

    assert hers.post(to, {"reason": ""}).status_code == 422
    assert hers.post(to, {"reason": "Đã về sớm."}).status_code == 302

    assert his.post(reverse("campaigns:new"), {"name": "A"}).status_code == 409
    shown = hers.get(reverse("desk:delegation", args=[paper.pk])).content.decode()
    assert "Đã về sớm." in shown
    assert hers.post(to, {"reason": "Lần nữa."}).status_code == 409
    a_delegation(head, officer, Power.RUN, number="14/GUQ")


def test_the_database_keeps_the_paper_as_it_was(head: Actor, officer: Actor) -> None:
    paper = a_delegation(head, officer)

    with (
        pytest.raises(DatabaseError, match="history is only added to"),
        transaction.atomic(),
    ):
        Delegation.objects.update(powers=[Power.RUN])
    with (
        pytest.raises(DatabaseError, match="history is only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from organisations_delegation where id = %s", [paper.pk])


def test_the_unit_says_who_acts_for_its_head(
    head: Actor, officer: Actor, place: Province
) -> None:
    a_delegation(head, officer)

    to = reverse("organisations:unit", args=[place.department.pk])
    assert f"{officer.name} thay mặt {head.name}" in (
        signed_in(officer).get(to).content.decode()
    )


def test_the_page_says_what_a_role_does_and_what_only_a_paper_allows(
    place: Province,
) -> None:
    officer = an_actor(place.department)

    shown = signed_in(officer).get("/uy-quyen/").content.decode()

    own, rest = shown.split("không cần ủy quyền:")[1].split("bằng văn bản:")
    for power in Power:
        by_role = str(power.label) in own
        assert by_role == officer.holds(power)
        assert (str(power.label) in rest.split("</p>")[0]) is not by_role


def test_what_was_delegated_comes_as_excel_to_giver_and_taker_alone(
    head: Actor, officer: Actor, place: Province
) -> None:
    a_delegation(head, officer, Power.REPORT)
    stranger = an_actor(place.communes[0])
    here = reverse("desk:delegations")

    assert f'href="{here}?xuat=excel"' in signed_in(head).get(here).content.decode()
    (given,) = rows_at(signed_in(head), f"{here}?xuat=excel")
    (taken,) = rows_at(signed_in(officer), f"{here}?xuat=excel")
    assert given == taken
    assert given[:2] == [head.name, officer.name]
    assert isinstance(given[3], date)
    assert rows_at(signed_in(stranger), f"{here}?xuat=excel") == []


def test_who_may_not_sign_hears_who_may(place: Province) -> None:
    officer = an_actor(place.department, Mandate.Role.OFFICER)
    reader = an_actor(place.department, Mandate.Role.READER)

    assert "thủ trưởng" in officer.may(Power.SIGN).reason
    assert "theo dõi" not in officer.may(Power.SIGN).reason
    assert "theo dõi" in reader.may(Power.SIGN).reason
