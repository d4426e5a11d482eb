"""The doors of the desk. Reading is what every role may do; whose, is the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import a_campaign
from tests.doors import Cast, Door, Public, address, at
from tests.organisations.factories import PASSWORD, a_delegation
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel import clock
from thidua.organisations.actions import give_over

APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4).id


def of_the_province(name: str) -> Door:
    """A page about the whole province, open to the office that runs its campaign."""

    def to(cast: Cast) -> str:
        a_campaign(of=cast.place, launched=True)
        return f"{address(name)}?don-vi={cast.place.province.pk}"

    return Door(to, stranger=404, low=200)


def synthesis(name: str) -> Door:
    """The month's table of a campaign, for its province."""

    def to(cast: Cast) -> str:
        campaign = a_campaign(of=cast.place, launched=True)
        path = address(name, campaign.pk, APRIL)
        return f"{path}?don-vi={cast.place.province.pk}"

    return Door(to, stranger=404, low=200)


def of_the_office(name: str) -> Callable[[Cast], str]:
    """The handover of the office's officer, who signs with a password."""

    def to(cast: Cast) -> str:
        return address(name, cast.office.mandate)

    return to


def given_to_the_head(name: str) -> Callable[[Cast], str]:
    """The same, given to the head of the office."""

    def to(cast: Cast) -> str:
        path = of_the_office(name)(cast)
        assert cast.office.mandate is not None
        assert cast.head.mandate is not None
        give_over(
            cast.office.mandate,
            cast.head.mandate,
            notes="",
            content={},
            last_day=clock.today(),
            actor=cast.office,
            at=clock.now(),
        )
        return path

    return to


def delegated(name: str, **given: object) -> Callable[[Cast], str]:
    """A page about what the head of the office delegated to its officer."""

    def to(cast: Cast) -> str:
        return address(name, a_delegation(cast.head, cast.office, **given))

    return to


DOORS: dict[str, list[Door] | Public] = {
    "desk:home": [Door(at("desk:home"), stranger=200, low=200)],
    "desk:delegations": [Door(at("desk:delegations"), stranger=200, low=200)],
    "desk:delegations-of": [
        Door(
            lambda cast: address("desk:delegations-of", cast.head.mandate),
            opens_to="head",
            low=404,
        )
    ],
    "desk:delegation": [Door(delegated("desk:delegation"), low=200)],
    "desk:delegation-revoke": [
        Door(
            delegated("desk:delegation-revoke"),
            method="POST",
            data={"reason": "Đã về."},
            opens_to="head",
            low_role="office",
        )
    ],
    "desk:delegation-file": [
        Door(
            delegated(
                "desk:delegation-file",
                file=SimpleUploadedFile("uq.pdf", b"%PDF-1.7 mau"),
            ),
            low=200,
        )
    ],
    "desk:first-week": [Door(at("desk:first-week"), stranger=200, low=200)],
    "desk:handover": [Door(of_the_office("desk:handover"), low=404)],
    "desk:handover-write": [
        Door(
            of_the_office("desk:handover-write"),
            method="POST",
            data={"notes": "Sổ để ở tủ số 3."},
            low_role="head",
        )
    ],
    "desk:handover-give": [
        Door(
            of_the_office("desk:handover-give"),
            method="POST",
            data=lambda cast: {
                "taker": cast.head.mandate_id,
                "last_day": "31/05/2025",
                "proof": PASSWORD,
            },
            low_role="head",
        )
    ],
    "desk:handover-take": [
        Door(
            given_to_the_head("desk:handover-take"),
            method="POST",
            data={"proof": PASSWORD},
            opens_to="head",
            low_role="office",
        )
    ],
    "desk:handover-withdraw": [
        Door(
            given_to_the_head("desk:handover-withdraw"), method="POST", low_role="head"
        )
    ],
    "desk:find": [Door(at("desk:find"), stranger=200, low=200)],
    "desk:monitor": [
        of_the_province("desk:monitor"),
        Door(at("desk:monitor"), stranger=200, low=200),
    ],
    "desk:panorama": [of_the_province("desk:panorama")],
    "desk:compare": [of_the_province("desk:compare")],
    "desk:reports": [of_the_province("desk:reports")],
    "desk:late": [of_the_province("desk:late")],
    "desk:late-sheet": [of_the_province("desk:late-sheet")],
    "desk:synthesis": [synthesis("desk:synthesis")],
    "desk:synthesis-sheet": [synthesis("desk:synthesis-sheet")],
    "desk:synthesis-word": [synthesis("desk:synthesis-word")],
    "desk:synthesis-pdf": [synthesis("desk:synthesis-pdf")],
    "desk:synthesis-draft": [
        replace(synthesis("desk:synthesis-draft"), method="POST", low=403)
    ],
}
