"""The doors of units, people and signing in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from tests.doors import Cast, Door, Public, address, at
from tests.organisations.factories import PASSWORD, PersonFactory
from thidua.kernel import clock
from thidua.organisations.actions import add_phone
from thidua.organisations.factors import new_secret
from thidua.organisations.models import Reorganisation, SavedFilter, SignIn


def a_session(cast: Cast) -> str:
    """The way to end a session of the province's officer."""
    assert cast.office.user is not None
    held = SignIn.objects.create(
        user=cast.office.user,
        session_key="elsewhere",
        since=clock.now(),
        last_seen_at=clock.now(),
    )
    return address("organisations:session-end", held)


def a_shared_filter(cast: Cast) -> str:
    """A filter that somebody else of the office saved for all of it."""
    saved = SavedFilter.objects.create(
        person=PersonFactory.create(),
        unit=cast.place.department,
        path="/don-vi/",
        name="Chung",
        is_shared=True,
        saved_at=clock.now(),
    )
    return address("organisations:filter-forget", saved)


def a_factor(cast: Cast) -> str:
    """The phone of the province's officer."""
    assert cast.office.user is not None
    phone = add_phone(
        cast.office.user,
        new_secret(),
        "Điện thoại",
        step=0,
        actor=cast.office,
        at=clock.now(),
    )
    return address("organisations:factor-remove", phone)


KINDS = ("thanh-lap", "sap-nhap", "chia-tach", "doi-ten", "chuyen", "giai-the")


def an_act_on_a_commune(kind: str, method: str = "GET") -> Door:
    """Only an administrator writes acts; the form shows itself to nobody else."""
    return Door(
        lambda cast: address("organisations:reorganise", cast.place.communes[0], kind),
        method=method,
        data={} if method == "GET" else RENAMING,
        opens_to="administrator",
        stranger=403,
        low=403,
        low_role="head",
    )


RENAMING = {
    "full_name": "Xã Mới",
    "symbol": "QĐ 1",
    "effective_on": "01/06/2025",
    "confirmed": "1",
}


def for_administrators(to: Callable[[Cast], str], **more: Any) -> Door:
    """People and sign-ins."""
    return Door(
        to, opens_to="administrator", stranger=403, low=403, low_role="head", **more
    )


def the_person(name: str) -> Callable[[Cast], str]:
    """An address about the province's officer."""

    def to(cast: Cast) -> str:
        assert cast.office.mandate is not None
        return address(name, cast.office.mandate.person)

    return to


def a_person_without_a_sign_in(_cast: Cast) -> str:
    """Somebody new."""
    return address("organisations:sign-in-make", PersonFactory.create())


MANDATE = {
    "unit": "Xã Tân An",
    "role": "reader",
    "title": "Theo dõi",
    "first": "01/05/2025",
}

DOORS: dict[str, list[Door] | Public] = {
    "organisations:sign-in": Public("here one signs in"),
    "organisations:second-step": Public("the second half of signing in"),
    "organisations:passkey-asked": Public(
        "what a passkey is to prove while signing in"
    ),
    "organisations:factors": [Door(at("organisations:factors"), stranger=200, low=200)],
    "organisations:new-passkey-asked": [
        Door(at("organisations:new-passkey-asked"), stranger=200, low=200)
    ],
    "organisations:factor-phone": [
        Door(at("organisations:factor-phone"), method="POST", stranger=302, low=302)
    ],
    "organisations:factor-passkey": [
        Door(at("organisations:factor-passkey"), method="POST", stranger=302, low=302)
    ],
    "organisations:factor-remove": [
        Door(a_factor, method="POST", data={"proof": PASSWORD}, low=404)
    ],
    "organisations:factor-codes": [
        Door(
            at("organisations:factor-codes"),
            method="POST",
            data={"proof": PASSWORD},
            stranger=422,
            low=422,
        )
    ],
    "organisations:factors-forget": [
        for_administrators(the_person("organisations:factors-forget"), method="POST")
    ],
    "organisations:sign-on": Public("signing in by the province's own sign-on"),
    "organisations:sign-on-back": Public("where its provider sends the browser back"),
    "organisations:sign-on-tie": [
        Door(at("organisations:sign-on-tie"), method="POST", stranger=302, low=302)
    ],
    "organisations:sign-on-untie": [
        Door(at("organisations:sign-on-untie"), method="POST", stranger=302, low=302)
    ],
    "organisations:sign-out": [
        Door(at("organisations:sign-out"), method="POST", stranger=302, low=302)
    ],
    "organisations:choose-mandate": [
        Door(
            at("organisations:choose-mandate"),
            method="POST",
            data=lambda cast: {"mandate": cast.office.mandate_id},
            stranger=403,
        )
    ],
    "organisations:sessions": [
        Door(at("organisations:sessions"), stranger=200, low=200)
    ],
    "organisations:session-end": [
        Door(a_session, method="POST", stranger=404, low=404)
    ],
    "organisations:sessions-end-others": [
        Door(
            at("organisations:sessions-end-others"),
            method="POST",
            stranger=302,
            low=302,
        )
    ],
    "organisations:change-password": [
        Door(at("organisations:change-password"), stranger=200, low=200)
    ],
    "organisations:guide": [
        Door(
            at("organisations:guide"),
            method="POST",
            data={"name": "reports", "close": "1"},
            stranger=302,
            low=302,
        )
    ],
    "organisations:filter-save": [
        Door(
            at("organisations:filter-save"),
            method="POST",
            data={"name": "Chung", "path": "/don-vi/", "is_shared": "1"},
            stranger=302,
        )
    ],
    "organisations:filter-forget": [Door(a_shared_filter, method="POST")],
    "organisations:units": [Door(at("organisations:units"), stranger=200, low=200)],
    "organisations:unit": [
        Door(
            lambda cast: address("organisations:unit", cast.place.communes[0]),
            stranger=200,
            low=200,
        )
    ],
    "organisations:unit-history": [
        Door(
            lambda cast: address("organisations:unit-history", cast.place.communes[0]),
            stranger=200,
            low=200,
        )
    ],
    "organisations:act": [
        Door(
            lambda _cast: address(
                "organisations:act",
                Reorganisation.objects.create(
                    kind="closing", decision="QĐ 1", effective_on=date(2025, 6, 1)
                ),
            ),
            stranger=200,
            low=200,
        )
    ],
    "organisations:reorganise": [
        *(an_act_on_a_commune(kind) for kind in KINDS),
        an_act_on_a_commune("doi-ten", "POST"),
    ],
    "organisations:people": [
        for_administrators(at("organisations:people")),
        for_administrators(
            at("organisations:people"), method="POST", data={"full_name": "Lê An"}
        ),
    ],
    "organisations:person": [for_administrators(the_person("organisations:person"))],
    "organisations:person-history": [
        for_administrators(the_person("organisations:person-history"))
    ],
    "organisations:mandate-give": [
        for_administrators(
            the_person("organisations:mandate-give"), method="POST", data=MANDATE
        )
    ],
    "organisations:mandate-end": [
        for_administrators(
            lambda cast: address("organisations:mandate-end", cast.office.mandate),
            method="POST",
            data={"last": "01/06/2025"},
        )
    ],
    "organisations:sign-ins": [
        for_administrators(
            lambda cast: (
                f"{reverse('organisations:sign-ins')}?don-vi={cast.place.department.pk}"
            )
        )
    ],
    "organisations:sign-in-make": [
        for_administrators(
            a_person_without_a_sign_in, method="POST", data={"username": "le.an"}
        )
    ],
    "organisations:password-reset": [
        for_administrators(the_person("organisations:password-reset"), method="POST")
    ],
}
